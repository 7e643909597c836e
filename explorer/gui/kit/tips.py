"""Tool tips: what a control does, its shortcut, and why it cannot be used just now."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

_KEPT = "tipWhileAvailable"


def tip(name: str, shortcut: str = "") -> str:
    """A tool tip's text, as ``"Open an image (Ctrl O)"``."""
    return f"{name} ({shortcut})" if shortcut else name


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
        widget.setToolTip(reason)
    widget.setEnabled(available)
