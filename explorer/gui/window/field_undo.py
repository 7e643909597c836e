"""Lets Ctrl+Z through to the window where a text field has nothing of its own to undo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


class FieldUndo(QObject):
    """Watches the text fields below a widget.

    A field takes the keys of undo and redo from the window even where it has nothing to take
    back; then they would do nothing at all.
    """

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        fields = (*owner.findChildren(QPlainTextEdit), *owner.findChildren(QLineEdit))
        for field in fields:
            field.installEventFilter(self)

    def eventFilter(self, field: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        undo = event.matches(QKeySequence.StandardKey.Undo)
        redo = event.matches(QKeySequence.StandardKey.Redo)
        if (undo and not _can_undo(field)) or (redo and not _can_redo(field)):
            event.ignore()  # the window's shortcut takes the key
            return True
        return False


def _can_undo(field: QObject) -> bool:
    if isinstance(field, QPlainTextEdit):
        return field.document().isUndoAvailable()
    return isinstance(field, QLineEdit) and field.isUndoAvailable()


def _can_redo(field: QObject) -> bool:
    if isinstance(field, QPlainTextEdit):
        return field.document().isRedoAvailable()
    return isinstance(field, QLineEdit) and field.isRedoAvailable()
