"""Whether the focus came by keyboard: only then does a view show the focus ring."""

from __future__ import annotations

from PySide6.QtCore import Qt

BY_KEYBOARD = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)
