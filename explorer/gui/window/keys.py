"""The keys of a window: they move through its maps, and undo goes to a text field first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from explorer.gui.control.controller import Controller


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


def moved(controller: Controller, event: QKeyEvent) -> bool:
    """Move through the maps by a key that nothing with the focus wanted; False for another key."""
    key = Qt.Key(event.key())
    if key in _MOVES:
        down, right = _MOVES[key]
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            controller.move_query(down, right)
        elif down:
            controller.step_layer(down)
        else:
            controller.step_unit(right)
    elif key == Qt.Key.Key_Home:
        controller.select(0)
    elif key == Qt.Key.Key_End:
        controller.end_layer(1)
    elif key in _FILES and controller.state.walk is not None:
        controller.walk.step(_FILES[key])
    elif key == Qt.Key.Key_Space:
        controller.toggle_play()
    else:
        return False
    return True


def turned(controller: Controller, event: QKeyEvent) -> bool:
    """Go to another station by a key while the lecture is shown to an audience; False else.

    The keys of a presenter's remote control are Page Up and Page Down.
    """
    if not controller.state.lecture.presenting or event.modifiers() & _HELD:
        return False
    key = Qt.Key(event.key())
    if key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown):
        controller.lecture.go_on()
    elif key in (Qt.Key.Key_Left, Qt.Key.Key_PageUp):
        controller.lecture.go_back()
    else:
        return False
    return True


_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.ShiftModifier
)
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
"""(down, right) of the arrow keys."""
_FILES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
"""To the file before, or to the next one, of those that were opened together."""
