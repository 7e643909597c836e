"""Whether the focus came by keyboard: only then does a view show the focus ring."""

from __future__ import annotations

from PySide6.QtCore import Qt

_BY_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}
_BACK_AGAIN = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}


def rings(reason: Qt.FocusReason, before: bool) -> bool:
    """Whether a view shows the ring; as `before` where a menu or another window had the focus."""
    return before if reason in _BACK_AGAIN else reason in _BY_KEYBOARD
