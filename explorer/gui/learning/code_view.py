"""Source code to be read: line numbers, the steps beside their lines, this step's line lit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from explorer.explanation.code_lines import CodeLine
from explorer.gui.kit.language import say
from explorer.gui.kit.look.fonts import SEMIBOLD, mono_font, ui_font
from explorer.gui.kit.look.theme import theme
from explorer.gui.kit.look.tokens import DARK

_GUTTER = 92
INKS = {
    "keyword": ("#C3A1EC", "#7440A8"),
    "literal": ("#D8A777", "#804A0F"),
    "comment": ("#7CC4C0", "#186068"),
}
"""Of code in the dark and in the light theme; no other text is written in them."""


class CodeView(QPlainTextEdit):
    """Read-only code; Ctrl wheel sizes the type from 11 to 16 px."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setAccessibleName(say(name))
        self.setTabChangesFocus(True)
        self._px = 12
        self.setFont(mono_font(self._px))
        self._lines: tuple[CodeLine, ...] = ()
        self._step = -1
        self._numbers = _Numbers(self)
        self.setViewportMargins(_GUTTER, 0, 0, 0)
        self.updateRequest.connect(self._numbers.follow)

    def show_lines(self, lines: Sequence[CodeLine], step: int, else_: str = "") -> None:
        """Show code with the line of a step lit, or a sentence where there is none."""
        if tuple(lines) != self._lines or (not lines and self.toPlainText() != else_):
            self._lines = tuple(lines)
            self.setPlainText("\n".join(one.text for one in lines) if lines else else_)
            self._colour()
        self._step = step
        self._light()
        self._numbers.update()

    def lit_line(self) -> int:
        """The number in its file of the first line of this step; 0 where there is none."""
        return next((one.number for one in self._lines if self._step in one.steps), 0)

    def line(self, block: int) -> CodeLine | None:
        """The line of a block of the document."""
        return self._lines[block] if 0 <= block < len(self._lines) else None

    def _colour(self) -> None:
        cursor = QTextCursor(self.document())
        dark = theme() is DARK
        for line in self._lines:
            at = cursor.position()
            for text, ink in line.spans:
                if ink:
                    style = QTextCharFormat()
                    tones = INKS.get(ink)
                    style.setForeground(QColor(tones[not dark]) if tones else theme().t2)
                    cursor.setPosition(at)
                    cursor.setPosition(at + len(text), QTextCursor.MoveMode.KeepAnchor)
                    cursor.setCharFormat(style)
                at += len(text)
            cursor.setPosition(at)
            cursor.movePosition(QTextCursor.MoveOperation.NextBlock)

    def _light(self) -> None:
        marks = []
        first: QTextCursor | None = None
        for at, line in enumerate(self._lines):
            if self._step in line.steps:
                mark = QTextEdit.ExtraSelection()
                colour = QColor(theme().accent)
                colour.setAlphaF(0.16)
                mark.format.setBackground(colour)
                mark.format.setProperty(QTextCharFormat.Property.FullWidthSelection, True)
                cursor = QTextCursor(self.document().findBlockByNumber(at))
                mark.cursor = cursor
                marks.append(mark)
                first = first or cursor
        self.setExtraSelections(marks)
        if first is not None:
            self.setTextCursor(first)
            self.centerCursor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._numbers.setGeometry(QRect(inside.left(), inside.top(), _GUTTER, inside.height()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if getattr(self, "_lines", ()):
            self._colour()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            up = event.angleDelta().y() > 0
            self._px = min(max(self._px + (1 if up else -1), 11), 16)
            self.setFont(mono_font(self._px))
            return
        super().wheelEvent(event)


class _Numbers(QWidget):
    """The gutter: line numbers, and a disc with its number for each step that stands there."""

    def __init__(self, view: CodeView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self) -> QSize:
        return QSize(_GUTTER, 0)

    def follow(self, rect: QRect, down: int) -> None:
        """Scroll with the text."""
        if down:
            self.scroll(0, down)
        else:
            self.update(0, rect.y(), self.width(), rect.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        view, colours = self._view, theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        block = view.firstVisibleBlock()
        offset = view.contentOffset()
        while block.isValid():
            box = view.blockBoundingGeometry(block).translated(offset)
            if box.top() > self.height():
                break
            line = view.line(block.blockNumber())
            if line is not None and line.number:
                painter.setFont(mono_font(11))
                painter.setPen(QColor(colours.t3))
                place = QRect(0, round(box.top()), _GUTTER - 8, round(box.height()))
                painter.drawText(place, Qt.AlignmentFlag.AlignRight, str(line.number))
            for at, step in enumerate(line.steps[:3] if line is not None else ()):
                now = step == view._step
                disc = QRect(6 + 17 * at, round(box.top() + (box.height() - 15) / 2), 15, 15)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.fill if now else colours.track))
                painter.drawEllipse(disc)
                painter.setPen(QColor(colours.on_fill if now else colours.t2))
                painter.setFont(ui_font(10, SEMIBOLD))
                painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(step + 1))
            block = block.next()
