"""What every canvas has: a title, a colour bar and its notes, messages, a toast, a drop target."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from explorer.core.colormaps import table
from explorer.gui.control.state import Message
from explorer.gui.control.view import Words
from explorer.gui.kit.buttons import Chip
from explorer.gui.kit.labels import Text
from explorer.gui.kit.language import foreign, say
from explorer.gui.kit.look.fonts import SEMIBOLD, ui_font
from explorer.gui.kit.look.icons import paint_icon
from explorer.gui.kit.look.paint import begin, draw_text, text_width, tint
from explorer.gui.kit.look.theme import theme
from explorer.gui.kit.messages import MessageStrip, Toast
from explorer.gui.kit.surface import Surface
from explorer.gui.kit.terms import explain_on
from explorer.gui.plots.color_bar import MARGIN, ColorBar

PADDING = 24
HEAD, FOOT, FOOT_GAP = 26, 40, 14
_NOTE = 11
"""Size of the notes at the foot, px."""
BAR, BAR_LEAST = 0.40, 200
"""Width of the colour bar: its share of the line, and the least of it in px."""


class CanvasBase(Surface):
    """The middle of the window: a picture with its words; subclasses place them in `place`.

    Signals
    -------
    chipRequested(): the chip's cross: the query goes back to the first one.
    """

    chipRequested = Signal()
    asks_words = False
    """Whether what asks is a word of the user's or the model's, which no language changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.strip = MessageStrip(self)
        self.toast = Toast(self)
        self._drop = _DropTarget(self)
        self._drop.hide()
        self._title = Text(px=14, weight=SEMIBOLD, parent=self)
        self._subtitle = Text(px=13, token="t2", parent=self)
        self._chip = Chip(icon="crosshair", parent=self)
        self.bar = ColorBar(self)
        self._quantity = Text(px=12, token="t2", parent=self)
        self._note, self._more = (Text(px=_NOTE, token="t3", parent=self) for _ in range(2))
        self._noted = ""
        self._share = Text(px=12, token="t2", align=1.0, parent=self)
        self._rest = Text(px=11, token="t3", align=1.0, parent=self)
        self._has_foot = True
        self._chip.closeRequested.connect(self.chipRequested)
        self.strip.unfolded.connect(self.place)
        self.setMinimumSize(320, 240)
        self._show_parts(head=False, foot=False)

    def place(self) -> None:
        """Put everything where it belongs."""

    def room(self) -> QRect:
        """Give what a message leaves of the canvas, less the padding; the message is placed."""
        room = self.rect().adjusted(PADDING, PADDING, -PADDING, -PADDING)
        if self.strip.isVisibleTo(self):
            height = self.strip.heightForWidth(self.width() - 24)
            height = max(40, height if height > 0 else self.strip.sizeHint().height())
            self.strip.setGeometry(12, 12, self.width() - 24, height)
            room.setTop(12 + height + 12)
        return room

    # -- words ---------------------------------------------------------------------------------

    def show_scene(self, scene: Any) -> None:
        """Show a picture of the kind that the canvas is for, and its words."""
        raise NotImplementedError

    def show_words(self, words: Words | None) -> None:
        """Show what is said around the picture; None for nothing."""
        self._show_parts(head=words is not None, foot=words is not None and words.foot)
        if words is None:
            return
        self._title.set_text(words.title)
        self._subtitle.set_text(words.subtitle)
        self._show_chip(words)
        self.bar.show_table(table(words.colormap))
        self.bar.show_levels(words.levels, words.uniform)
        self.bar.show_pointer(None)
        self._quantity.set_text(words.quantity)
        self._noted = words.note
        self._share.set_text(words.share)
        self._rest.set_text(words.rest)
        self._has_foot = words.foot

    def _show_parts(self, head: bool, foot: bool) -> None:
        """Show what stands above and below; whether there is room for shares tells `place_foot`."""
        above: tuple[QWidget, ...] = (self._title, self._subtitle, self._chip)
        below: tuple[QWidget, ...] = (self.bar, self._quantity, self._note, self._more)
        for parts, visible in ((above, head), (below, foot)):
            for one in parts:
                one.setVisible(visible)
        for part in (self._share, self._rest):
            part.setVisible(foot and not part.isHidden())

    def _show_chip(self, words: Words) -> None:
        """Show what is asked or how far a gate is open; in the accent where the user chose it."""
        self._chip.set_icon("crosshair" if words.asked == "Query" else "sliders-horizontal")
        asks_word = self.asks_words and words.asked == "Query"
        value = foreign(words.value) if asks_word else words.value
        self._chip.show_value(words.asked, value, accent=words.chosen, closable=words.resettable)
        explain_on(self._chip, words.tip, words.asked, words.value)
        focus = Qt.FocusPolicy.TabFocus if words.resettable else Qt.FocusPolicy.NoFocus
        self._chip.setFocusPolicy(focus)

    def show_large(self, large: bool) -> None:
        """Title and subtitle in larger type, for an audience."""
        self._title.set_type(18 if large else 14, SEMIBOLD)
        self._subtitle.set_type(16 if large else 13)
        self.place()

    def words_width(self) -> int:
        """Tell what the words need even over a very tall or a very small picture, px."""
        head = self._title.sizeHint().width() + self._subtitle.sizeHint().width() + 10
        head += 12 + self._chip.sizeHint().width()
        foot = 16 + max(self._quantity.sizeHint().width(), self._note_width())
        needed = max(360, head, BAR_LEAST + foot, round(foot / (1 - BAR)))
        return -(-needed // 40) * 40  # in steps, so that words do not move with every layer

    def _note_width(self) -> int:
        """Tell how wide the note is in one line, px."""
        return math.ceil(text_width(say(self._noted), ui_font(_NOTE)))

    def place_head(self, line: QRect) -> None:
        """Put title and chip into a line."""
        chip = self._chip.sizeHint().width()
        self._chip.setGeometry(line.right() + 1 - chip, line.top(), chip, line.height())
        free = line.width() - chip - 12
        title = min(self._title.sizeHint().width(), free)
        self._title.setGeometry(line.left(), line.top(), title, line.height())
        rest = max(0, free - title - 10)
        self._subtitle.setGeometry(line.left() + title + 10, line.top(), rest, line.height())

    def place_foot(self, line: QRect, most: int = 10_000) -> None:
        """Put the bar at the left of a line.

        What it measures stands in the middle, or at the right without shares.

        Parameters
        ----------
        most: of the width of the bar, px.
        """
        bar = min(line.width(), max(BAR_LEAST, round(line.width() * BAR)), most)
        # the bar's widget has room around the bar for the numbers at its ends
        self.bar.setGeometry(line.left() - MARGIN, line.top() - 8, bar + 2 * MARGIN, 40)
        left = line.left() + bar + 16
        free = line.right() + 1 - left
        words = max(self._quantity.sizeHint().width(), self._note_width())
        shares = max(self._share.sizeHint().width(), self._rest.sizeHint().width())
        both = bool(self._share.text()) and words + shares + 16 <= free
        align = 0.0 if both else 1.0
        note, more = broken(self._noted, free)
        self._note.set_text(note)
        self._more.set_text(more)
        for text, side, row in (
            (self._quantity, align, 0),
            (self._note, align, 1),
            (self._more, align, 2),
            (self._share, 1.0, 0),
            (self._rest, 1.0, 1),
        ):
            text.set_align(side)
            text.setGeometry(left, line.top() - 4 + 20 * row, free, 18)
        self._share.setVisible(both and self._has_foot)
        self._rest.setVisible(both and self._has_foot)

    # -- messages ------------------------------------------------------------------------------

    def show_message(self, message: Message | None) -> None:
        """Show one sentence over the picture, which makes room for it; None takes it away."""
        if message is None:
            self.strip.clear()
        else:
            self.strip.show_message(
                message.severity,
                message.sentence,
                actions=message.actions,
                details=message.details,
            )
        self.place()

    def show_drop(self, dragging: bool) -> None:
        """Say that what is being dragged may be dropped."""
        self._drop.setGeometry(self.rect())
        self._drop.setVisible(dragging)
        self._drop.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.place()


def broken(note: str, room: int) -> tuple[str, str]:
    """Break a note in two lines, between two things that it says, where one is too wide.

    Parameters
    ----------
    room: the width of a line, px.
    """
    parts, font = note.split(" · "), ui_font(_NOTE)
    for first in range(len(parts), 0, -1):
        line = " · ".join(parts[:first])
        if text_width(say(line), font) <= room:
            return line, " · ".join(parts[first:])
    return note, ""


class _DropTarget(QWidget):
    """Lies over the canvas while something to open is dragged over the window."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        colours = theme()
        painter.fillRect(self.rect(), tint(colours.canvas, 0.8))
        frame = QRectF(self.rect()).adjusted(16, 16, -16, -16)
        painter.setPen(QPen(colours.accent, 2, Qt.PenStyle.DashLine))
        painter.setBrush(tint(colours.accent, 0.12))
        painter.drawRoundedRect(frame, 8, 8)
        word = QRectF(0, 0, 140, 24)
        word.moveCenter(frame.center())
        mark = QRectF(word.left(), word.top() + 4, 16, 16)
        paint_icon(painter, "image", colours.accent_text, mark)
        text = word.adjusted(24, 0, 0, 0)
        draw_text(painter, text, say("Drop to open"), ui_font(14, SEMIBOLD), colours.accent_text)
