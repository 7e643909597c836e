"""A box to write in, of several lines, with a quiet line about the text at its bottom."""

from __future__ import annotations

import math
from typing import cast

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from explorer.gui.kit.button import IconButton
from explorer.gui.kit.focus_ring import RingShape
from explorer.gui.kit.fonts import ui_font
from explorer.gui.kit.menu import Menu
from explorer.gui.kit.paint import begin, box, draw_text, text_width
from explorer.gui.kit.scroll_bar import OverlayBar
from explorer.gui.kit.theme import theme

_RADIUS = 6.0
_LEFT, _BAR = 12, 10  # px: beside the text, and the room in which the scroll bar comes
_LEADING = 1.5  # of the letters' size: a line of Japanese is higher than one of Latin
_ABOVE, _FOOTER = 12, 32  # with a footer; without one the text has _SLIM above and below
_SLIM = 6
_DOT, _CLEAR = 6.0, 22
_KEYS = QKeySequence.StandardKey


def plain(text: str) -> str:
    """A text as the box gives it back: one kind of line end, no spaces that only look like one."""
    for end in ("\r\n", "\r", "\u2028", "\u2029", "\ufdd0", "\ufdd1"):
        text = text.replace(end, "\n")
    return text.replace("\u00a0", " ")


class _Edit(QPlainTextEdit):
    """The text itself; the box around it is painted by :class:`TextArea`.

    Signals
    -------
    composed: an input method changed what it shows, or is done.
    submitted: Ctrl Enter. left: Escape. measured: the width has changed.
    """

    composed = Signal()
    submitted = Signal()
    left = Signal()
    measured = Signal()

    def __init__(self, px: int, around: QWidget) -> None:
        super().__init__(around)
        font = QFont(ui_font(px))
        font.clearFeatures()  # prose: numbers of one width make the hyphen as wide as a digit
        self.setFont(font)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self._bar = OverlayBar(self)
        self.horizontalScrollBar().rangeChanged.connect(self._on_range)
        self.set_right(_BAR)

    def set_right(self, px: int) -> None:
        """Keep so much room free at the right of the text."""
        self.setViewportMargins(0, 0, px, 0)

    @Slot()
    def _on_range(self) -> None:
        # Nothing is wider than the box but spaces and the cursor, which would shift all lines.
        self.horizontalScrollBar().setRange(0, 0)

    def composing(self) -> bool:
        """Whether an input method shows letters that are not in the text yet."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    def end_composing(self) -> None:
        """Take the input method's letters away."""
        super().inputMethodEvent(QInputMethodEvent())
        QGuiApplication.inputMethod().reset()

    def lines_height(self, most: int) -> float:
        """The height of the lines from the first to the ``most``-th, px."""
        layout, block = self.document().documentLayout(), self.document().begin()
        height, count = 0.0, 0
        while block.isValid() and count < most:
            layout.blockBoundingRect(block)  # which breaks it into lines where that is still to do
            lines = block.layout()
            for number in range(min(lines.lineCount(), most - count)):
                height += lines.lineAt(number).height()
            count += lines.lineCount()
            block = block.next()
        return height

    def replace(self, text: str) -> None:
        """Put another text in place of all there is, as one step that can be undone."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        # What is typed next would else be one step with this: inserts are joined in a document
        # that counts as modified.
        self.document().setModified(False)

    def ring(self) -> RingShape | None:
        """A glow about the whole box, whose border is the accent itself."""
        around = QRectF(cast(QWidget, self.parent()).rect()).translated(-self.pos().toPointF())
        return RingShape(around, _RADIUS, gap=0.0, width=2.0, strength=0.45)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # A file that is dropped is to be opened, not its address to be written here.
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.canInsertFromMimeData(source):
            self.textCursor().insertText(plain(source.text()))
            self.ensureCursorVisible()

    def inputMethodEvent(self, e: QInputMethodEvent) -> None:
        super().inputMethodEvent(e)
        self.composed.emit()

    def keyPressEvent(self, e: QKeyEvent) -> None:
        control = bool(e.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.submitted.emit()
        elif e.key() == Qt.Key.Key_Escape:
            self.clearFocus()
            self.left.emit()
        else:
            super().keyPressEvent(e)

    def contextMenuEvent(self, e: QContextMenuEvent) -> None:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        selected = self.textCursor().hasSelection()
        for name, key, act, possible in (
            ("Undo", _KEYS.Undo, self.undo, self.document().isUndoAvailable()),
            ("Redo", _KEYS.Redo, self.redo, self.document().isRedoAvailable()),
            ("Cut", _KEYS.Cut, self.cut, selected),
            ("Copy", _KEYS.Copy, self.copy, selected),
            ("Paste", _KEYS.Paste, self.paste, self.canPaste()),
            ("Select all", _KEYS.SelectAll, self.selectAll, not self.document().isEmpty()),
        ):
            action = menu.add_choice(name)
            action.setShortcut(QKeySequence(key))
            action.setEnabled(possible)
            action.triggered.connect(act)
        menu.popup(e.globalPos())

    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self._bar.place()
        self.measured.emit()

    def focusInEvent(self, e: QFocusEvent) -> None:
        super().focusInEvent(e)
        cast(QWidget, self.parent()).update()

    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        cast(QWidget, self.parent()).update()


class TextArea(QWidget):
    """A box of text that grows with it and then scrolls. Tab leaves it, and so does Escape.

    Signals
    -------
    textEdited(str): the user changed the text; letters that an input method still composes are
        not part of it.
    submitted: Ctrl Enter. left: Escape; the box has given up the keyboard.
    """

    textEdited = Signal(str)
    submitted = Signal()
    left = Signal()

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        *,
        px: int = 16,
        lines: tuple[int, int] = (2, 8),
        clearable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``lines``: the fewest and the most that are seen. ``clearable``: with a cross while
        there is text."""
        super().__init__(parent)
        self._lines = lines
        self._px = px
        self._footer: tuple[str, str, str] | None = None
        self._broken = False
        self._setting = False
        self._told = ""
        self._edit = _Edit(px, self)
        self._edit.setPlaceholderText(placeholder)
        self._edit.setAccessibleName(name)
        self.setAccessibleName(name)
        self._clear = IconButton("x", f"Clear: {name}", edge=_CLEAR, px=12, parent=self)
        self._clear.setToolTip("Clear")
        self._clear.hide()
        self._clearable = clearable
        self.setFocusProxy(self._edit)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._edit.textChanged.connect(self._on_changed)
        self._edit.composed.connect(self._on_changed)
        self._edit.measured.connect(self._fit)
        self._edit.submitted.connect(self.submitted)
        self._edit.left.connect(self.left)
        self._clear.clicked.connect(self._on_clear)
        self._fit()

    # -- what it shows

    def text(self) -> str:
        """What is written, lines ended by newlines."""
        return self._edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Replace what is written, unless it is that already; the user can undo it."""
        text = plain(text)
        if text == self.text():
            return
        self._setting = True
        if self._edit.composing():
            self._edit.end_composing()
        self._edit.replace(text)
        self._setting = False
        self._told = text

    def set_placeholder(self, text: str) -> None:
        """What stands there while nothing is written."""
        self._edit.setPlaceholderText(text)

    def set_footer(self, left: str, right: str = "", right_token: str = "t3") -> None:
        """Quiet text at the bottom of the box; the first call makes room for it.

        Parameters
        ----------
        left: parts between " · "; the last ones go where there is too little room.
        right: with a dot before it; "" for none.
        right_token: the colour of the dot and of ``right``.
        """
        theme().colour(right_token)
        self._footer = (left, right, right_token)
        self._edit.setAccessibleDescription(", ".join(part for part in (left, right) if part))
        self._fit()
        self.update()

    def set_broken(self, broken: bool) -> None:
        """Mark the box as one whose text breaks a rule; the rule is said elsewhere."""
        self._broken = broken
        self.update()

    # -- places

    def _around(self) -> tuple[int, int]:
        """The room above and below the text, px."""
        return (_ABOVE, _FOOTER) if self._footer is not None else (_SLIM, _SLIM)

    @Slot()
    def _fit(self) -> None:
        """Be as high as the text asks for."""
        fewest, most = self._lines
        least = fewest * math.ceil(self._px * _LEADING)
        # A pixel more than the lines take, for with less than they take it would scroll by one.
        lines = max(least, math.ceil(self._edit.lines_height(most)) + 1)
        height = lines + sum(self._around())
        if height != self.height():
            self.setFixedHeight(height)
        self._place()

    def _place(self) -> None:
        above, below = self._around()
        slack = 0
        if self._footer is None:  # a single line stands in the middle of its box
            room = self.height() - above - below
            slack = max(0, round((room - self._edit.lines_height(self._lines[1])) / 2))
        top = above + slack
        self._edit.setGeometry(
            _LEFT, top, max(1, self.width() - _LEFT - 1), max(1, self.height() - top - below)
        )
        self._clear.move(self.width() - _CLEAR - 5, 5)

    def _show_clear(self) -> None:
        shown = self._clearable and bool(self.text())
        if shown != self._clear.isVisibleTo(self):
            self._clear.setVisible(shown)
            self._edit.set_right(_CLEAR + 6 if shown else _BAR)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(208, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.height())

    # -- the user

    @Slot()
    def _on_changed(self) -> None:
        self._fit()
        self._show_clear()
        if self._setting or self._edit.composing():
            return
        text = self.text()
        if text != self._told:
            self._told = text
            self.textEdited.emit(text)

    @Slot()
    def _on_clear(self) -> None:
        if self._clear.hasFocus():  # which goes with the button
            self._edit.setFocus()
        self._edit.replace("")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._edit.setFocus(Qt.FocusReason.MouseFocusReason)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme()
        painter = begin(self)
        border = colours.edge if self.isEnabled() else colours.line
        if self._broken:
            border = colours.err
        elif self._edit.hasFocus():
            border = colours.accent
        box(painter, QRectF(self.rect()), _RADIUS, colours.raised, border)
        if self._footer is not None:
            self._paint_footer(painter, *self._footer)

    def _paint_footer(self, painter: QPainter, left: str, right: str, token: str) -> None:
        colours = theme()
        font = ui_font(12)
        room = QRectF(_LEFT, self.height() - _FOOTER, self.width() - 2 * _LEFT, _FOOTER)
        if right:
            colour = colours.colour(token)
            draw_text(painter, room, right, font, colour, align=1.0)
            dot = QRectF(0, 0, _DOT, _DOT)
            dot.moveCenter(room.center())
            dot.moveRight(room.right() - text_width(right, font) - 5)
            box(painter, dot, _DOT / 2, colour)
            room.setRight(dot.left() - 8)
        parts = left.split(" · ")
        while len(parts) > 1 and text_width(" · ".join(parts), font) > room.width():
            parts.pop()
        draw_text(painter, room, " · ".join(parts), font, colours.t3)
