"""Tool tips: what a control does, its shortcut, and why it cannot be used just now."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QWidget

from explorer.gui.kit.language import say

_KEPT = "tipWhileAvailable"
_JOINER = "\N{WORD JOINER}"  # takes no room; behind a "<" it makes a tag no tag
_LONG = 120


def plain_tip(text: str) -> str:
    """Return a text for a tool tip that shows it letter by letter, whatever it holds.

    Names of files, models and classes come from elsewhere, and Qt takes what looks like HTML for
    it. Long lines are broken, which Qt does with marked-up text alone. What is the program's own
    is said in the language of the window.
    """
    text = say(text)
    if max((len(line) for line in text.splitlines()), default=0) > _LONG:
        return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>"
    if Qt.mightBeRichText(text):
        return text.replace("<", f"<{_JOINER}").replace("&", f"&{_JOINER}")
    return text


def label_text(text: str) -> str:
    """Return a text for a button or a menu, in its language, that shows each ``&`` as it is."""
    return say(text).replace("&", "&&").replace("\t", " ")


def tip(name: str, shortcut: str = "") -> str:
    """Return a tool tip's text, as ``"Open an image (Ctrl O)"``."""
    return plain_tip(f"{say(name)} ({shortcut})" if shortcut else name)


def set_available(widget: QWidget, available: bool, reason: str = "") -> None:
    """Enable a control, or disable it and let its tool tip say why.

    Its own tool tip comes back when it is available again.
    """
    if widget.isEnabled() and not available:
        widget.setProperty(_KEPT, widget.toolTip())
    if available:
        kept = widget.property(_KEPT)
        if kept is not None:
            widget.setToolTip(str(kept))
            widget.setProperty(_KEPT, None)
    elif reason:
        widget.setToolTip(plain_tip(reason))
    widget.setEnabled(available)
