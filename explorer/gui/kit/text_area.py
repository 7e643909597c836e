"""A box to write in, of several lines, with a quiet line about the text at its bottom."""

from __future__ import annotations

import math
import unicodedata

from PySide6.QtCore import QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSizePolicy, QWidget

from explorer.gui.kit.boxes import hbox
from explorer.gui.kit.buttons import IconButton
from explorer.gui.kit.labels import Text, restyle
from explorer.gui.kit.language import say
from explorer.gui.kit.look.fonts import ui_font
from explorer.gui.kit.look.paint import text_width
from explorer.gui.kit.look.style_sheet import INKS
from explorer.gui.kit.surface import OverlayBar

_LEFT, _BAR = 11, 10  # px: beside the text, and the room in which the scroll bar comes
_LEADING = 1.5  # of the letters' size: a line of Japanese is higher than one of Latin
_ABOVE, _FOOTER = 12, 32  # with a footer; without one the text has _SLIM above and below
_SLIM = 6
_CLEAR = 22
LONGEST_LINE = 10_000
"""Characters of one line that are laid out: more of them would hold up the window."""
_SHORTENED = "Only the beginning of {:,} characters is shown. Clear them to write something else."
_LOOKED_AT = 200  # characters, until one has a direction


def plain(text: str) -> str:
    """Return a text as the box gives it back: one kind of line end, no look-alike spaces."""
    for end in ("\r\n", "\r", "\u2028", "\u2029", "\ufdd0", "\ufdd1"):
        text = text.replace(end, "\n")
    return text.replace("\u00a0", " ")


def is_overlong(text: str) -> bool:
    """Tell whether a text has a line that is too long to be laid out."""
    return len(text) > LONGEST_LINE and max(map(len, text.split("\n"))) > LONGEST_LINE


def side_of(text: str) -> Qt.AlignmentFlag:
    """Return the side on which a text begins: the right for Arabic, Hebrew and their like."""
    strong = (unicodedata.bidirectional(one) for one in text[:_LOOKED_AT])
    first = next((kind for kind in strong if kind in ("L", "R", "AL")), "L")
    return Qt.AlignmentFlag.AlignLeft if first == "L" else Qt.AlignmentFlag.AlignRight


class _Edit(QPlainTextEdit):
    """The text and the box around it.

    Signals
    -------
    composed: an input method changed what it shows, or is done.
    submitted: Ctrl Enter. left: Escape. measured: the width has changed.
    overlong(str): what the text would be with what is pasted, which has too long a line.
    """

    overlong = Signal(str)
    composed = Signal()
    submitted = Signal()
    left = Signal()
    measured = Signal()

    def __init__(self, px: int, around: QWidget) -> None:
        super().__init__(around)
        self.setFont(QFont(ui_font(px, tabular=False)))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self._bar = OverlayBar(self)
        self.horizontalScrollBar().rangeChanged.connect(self._on_range)

    @Slot()
    def _on_range(self) -> None:
        # Nothing is wider than the box but spaces and the cursor, which would shift all lines.
        self.horizontalScrollBar().setRange(0, 0)

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Keep so much of the box free around the text, px."""
        self.setViewportMargins(left, top, right, bottom)

    def follow_script(self) -> None:
        """Begin the lines where the script of the text begins, at the left or at the right."""
        option = self.document().defaultTextOption()
        side = side_of(self.toPlainText())
        if option.alignment() != side:
            option.setAlignment(side)
            self.document().setDefaultTextOption(option)

    def composing(self) -> bool:
        """Tell whether an input method shows letters that are not in the text yet."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    def end_composing(self) -> None:
        """Take the input method's letters away."""
        super().inputMethodEvent(QInputMethodEvent())
        QGuiApplication.inputMethod().reset()

    def lines_height(self, most: int) -> float:
        """Return the height of the lines from the first to the ``most``-th, px."""
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
        if not self.hasFocus():  # where nobody writes, the text is read from its beginning
            self.verticalScrollBar().setValue(0)
        # What is typed next would else be one step with this: inserts are joined in a document
        # that counts as modified.
        self.document().setModified(False)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # A file that is dropped is to be opened, not its address to be written here.
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.canInsertFromMimeData(source):
            text, cursor = plain(source.text()), self.textCursor()
            if is_overlong(text):
                before, start, end = (
                    self.toPlainText(),
                    cursor.selectionStart(),
                    cursor.selectionEnd(),
                )
                self.overlong.emit(before[:start] + text + before[end:])
                return
            cursor.insertText(text)
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
        menu = self.createStandardContextMenu(e.pos())  # the system's words and languages
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(e.globalPos())

    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self._bar.place()
        self.measured.emit()


class TextArea(QWidget):
    """A box of text that grows with it and then scrolls. Tab leaves it, and so does Escape.

    Of a text with a line of more than `LONGEST_LINE` characters only the beginning is shown, and
    it can be cleared but not be written in: what is not seen is still there.

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
        """Make a box.

        Parameters
        ----------
        px: of the letters.
        lines: the fewest and the most that are seen.
        clearable: with a cross while there is text.
        """
        super().__init__(parent)
        self._lines = lines
        self._px = px
        self._setting = False
        self._told = ""
        self._whole: str | None = None  # of which the beginning is shown
        self._edit = _Edit(px, self)
        self._edit.setPlaceholderText(say(placeholder))
        self.name_for_readers(name)
        self._footer = QWidget(self)
        self._footer.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._count = Text("", px=12, token="t3", parent=self._footer)
        self._dot = QLabel("●", self._footer)
        self._dot.setFont(ui_font(9))
        self._state = Text("", px=12, token="t3", align=1.0, parent=self._footer)
        hbox((self._count, 1), self._dot, self._state, owner=self._footer, margins=0, spacing=5)
        self._parts: list[str] = []
        self._footer.hide()
        self._clear = IconButton("x", f"Clear: {name}", edge=_CLEAR, px=12, parent=self)
        self._clear.setToolTip(say("Clear"))
        self._clear.hide()
        self._clearable = clearable
        self.setFocusProxy(self._edit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._edit.textChanged.connect(self._on_changed)
        self._edit.composed.connect(self._on_changed)
        self._edit.measured.connect(self._fit)
        self._edit.submitted.connect(self.submitted)
        self._edit.left.connect(self.left)
        self._edit.overlong.connect(self._on_overlong)
        self._clear.clicked.connect(self._on_clear)
        self._fit()

    # -- what it shows

    def text(self) -> str:
        """Return what is written, lines ended by newlines."""
        return self._edit.toPlainText() if self._whole is None else self._whole

    def set_text(self, text: str) -> None:
        """Replace what is written, unless it is that already; the user can undo it."""
        text = plain(text)
        if text == self.text():
            return
        self._setting = True
        if self._edit.composing():
            self._edit.end_composing()
        before, shortened = self._whole is not None, is_overlong(text)
        self._whole = text if shortened else None
        self._edit.replace(text[:LONGEST_LINE] + "…" if shortened else text)
        if before or shortened:  # undone, the beginning would pass for the whole
            self._edit.document().clearUndoRedoStacks()
        self._edit.setReadOnly(shortened)
        self._edit.setToolTip(say(_SHORTENED.format(len(text)) if shortened else ""))
        self._show_clear()
        self._setting = False
        self._told = text

    def name_for_readers(self, name: str) -> None:
        """Say to screen readers what is written here."""
        self._edit.setAccessibleName(say(name))
        self.setAccessibleName(say(name))

    def set_placeholder(self, text: str) -> None:
        """Say what stands there while nothing is written."""
        self._edit.setPlaceholderText(say(text))

    def set_footer(self, left: str, right: str = "", right_token: str = "t3") -> None:
        """Show quiet text at the bottom of the box; the first call makes room for it.

        Parameters
        ----------
        left: parts between " · "; the last ones go where there is too little room.
        right: with a dot before it; "" for none.
        right_token: the colour of the dot and of ``right``, one of ``INKS``.

        Raises
        ------
        KeyError
            A token that no text is written in.
        """
        if right_token not in INKS:
            raise KeyError(right_token)
        self._parts = left.split(" · ")
        self._state.set_text(right)
        self._state.setVisible(bool(right))
        self._dot.setVisible(bool(right))
        if self._state.property("ink") != right_token or self._footer.isHidden():
            restyle(self._state, ink=right_token)
            restyle(self._dot, ink=right_token)
        self._footer.show()
        self._edit.setAccessibleDescription(say(", ".join(part for part in (left, right) if part)))
        self._fit()

    def set_broken(self, broken: bool) -> None:
        """Mark the box as one whose text breaks a rule; the rule is said elsewhere."""
        restyle(self._edit, broken="true" if broken else "false")

    # -- places

    def _around(self) -> tuple[int, int]:
        """Return the room above and below the text, px."""
        return (_SLIM, _SLIM) if self._footer.isHidden() else (_ABOVE, _FOOTER)

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
        if self._footer.isHidden():  # a single line stands in the middle of its box
            room = self.height() - above - below
            slack = max(0, round((room - self._edit.lines_height(self._lines[1])) / 2))
        right = _CLEAR + 6 if self._clear.isVisibleTo(self) else _BAR
        edge = self._edit.frameWidth()
        self._edit.set_margins(_LEFT - edge, above + slack - edge, right, below - edge)
        self._edit.setGeometry(self.rect())
        self._clear.move(self.width() - _CLEAR - 5, 5)
        self._footer.setGeometry(
            _LEFT + 1, self.height() - _FOOTER, max(1, self.width() - 2 * _LEFT - 2), _FOOTER
        )
        self._show_parts()

    def _show_parts(self) -> None:
        """Show as many parts of the footer's left as there is room for."""
        taken = self._state.sizeHint().width() + 20 if self._state.isVisibleTo(self._footer) else 0
        parts, room = list(self._parts), self._footer.width() - taken
        while len(parts) > 1 and text_width(" · ".join(parts), self._count.font()) > room:
            parts.pop()
        self._count.set_text(" · ".join(parts))

    def _show_clear(self) -> None:
        shown = (self._clearable or self._whole is not None) and bool(self.text())
        if shown != self._clear.isVisibleTo(self):
            self._clear.setVisible(shown)
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(208, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.height())

    # -- the user

    @Slot()
    def _on_changed(self) -> None:
        self._edit.follow_script()
        self._fit()
        self._show_clear()
        if self._setting or self._edit.composing():
            return
        text = self.text()
        if text != self._told:
            self._told = text
            self.textEdited.emit(text)

    @Slot(str)
    def _on_overlong(self, text: str) -> None:
        """Take a text of the user's that cannot be written into the box, or take it away."""
        self.set_text(text)
        self.textEdited.emit(text)

    @Slot()
    def _on_clear(self) -> None:
        if self._clear.hasFocus():  # which goes with the button
            self._edit.setFocus()
        if self._whole is not None:
            self._on_overlong("")
            return
        self._edit.replace("")
