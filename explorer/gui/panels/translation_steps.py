"""The translation, a word a step, with its probability."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.core.numbers import percent
from explorer.gui.control.slices import StepView
from explorer.gui.kit import MEDIUM, RingShape, mono_font, paint_icon, theme, ui_font
from explorer.gui.kit.paint import begin, box, draw_text, paint_bar, text_width, tint
from explorer.gui.panels.lit_items import LitItems

INSET = 8
"""px from the edge of a step's field to its word."""
LINE, LINE_GAP = 56, 4
_GAP = 4
_LEAST = 30  # px of a bar
_ICON = 14
_RADIUS = 6.0


def whole_percent(share: float) -> str:
    """81 % for 0.812; <1 % for what would else read as nothing."""
    return "<1 %" if 0 < share < 0.005 else f"{100 * share:.0f} %"


def seen(text: str) -> str:
    """A token's text, a sign in place of one that nobody could see."""
    return text if text.strip() else "␣"


def word_font(special: bool) -> QFont:
    """Of a step's word."""
    return mono_font(12) if special else ui_font(15, MEDIUM)


class Steps(LitItems):
    """Words in lines, each to click; Left and Right ask for the next, Home and End for the ends.

    Signals
    -------
    stepRequested(int): the step whose attention and alternatives are to be shown.
    """

    stepRequested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[StepView, ...] = ()
        self._chosen = -1
        self._waiting = ""
        self._places: list[QRectF] = []
        self.setAccessibleName("Words of the translation")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.arrange()

    # -- what it shows

    def show_steps(self, steps: tuple[StepView, ...], chosen: int, waiting: str = "") -> None:
        """Show other steps.

        Parameters
        ----------
        chosen: the one that is lit, -1 for none.
        waiting: what stands behind the last one, as "step 7 …".
        """
        self._steps, self._waiting = steps, waiting
        self._chosen = chosen if 0 <= chosen < len(steps) else -1
        self.lit = -1
        self.setAccessibleDescription(self._described())
        self.arrange()
        self.update()

    def _described(self) -> str:
        if self._chosen < 0:
            return ""
        return f"{self._chosen + 1} of {len(self._steps)}: {self.tip(self._chosen)}"

    def tip(self, number: int) -> str:
        """A step in words."""
        step = self._steps[number]
        given = "\nGiven by you" if step.forced else ""
        return f"{seen(step.text)}: {percent(step.probability)}{given}"

    def place(self, number: int) -> QRectF:
        """Where a step lies, px; a null rectangle for one that there is not."""
        return self._places[number] if 0 <= number < len(self._steps) else QRectF()

    def end(self) -> QRectF:
        """Where the last of what is shown lies, px."""
        return self._places[-1] if self._places else QRectF()

    # -- places

    def arrange(self) -> None:
        """Put the steps into lines; the widget is as high as they need."""
        self._places = []
        left, top, most = 0.0, 0.0, max(1.0, float(self.width()))
        widths = [self._width(step) for step in self._steps]
        if self._waiting:
            widths.append(text_width(self._waiting, ui_font(12)) + 2 * INSET)
        for wanted in widths:
            width = min(wanted, most)
            if left > 0 and left + width > most:
                left, top = 0.0, top + LINE + LINE_GAP
            self._places.append(QRectF(left, top, width, LINE))
            left += width + _GAP
        self.setFixedHeight(round(top) + LINE)

    @staticmethod
    def _width(step: StepView) -> float:
        word = text_width(seen(step.text), word_font(step.special))
        share = text_width(whole_percent(step.probability), ui_font(12))
        share += _ICON + 4 if step.forced else 0
        return max(word, share, _LEAST) + 2 * INSET

    def item_at(self, at: QPoint) -> int:
        """The step at a point, -1 for none."""
        for number, place in enumerate(self._places[: len(self._steps)]):
            if place.contains(at.toPointF()):
                return number
        return -1

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self.arrange()

    def ring(self) -> RingShape | None:
        """Around the chosen word, or the first."""
        if not self.ringed or not self._steps:
            return None
        return RingShape(self._places[max(0, self._chosen)], _RADIUS)

    # -- the user

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._steps) - 1
        moves = {
            Qt.Key.Key_Left: self._chosen - 1 if self._chosen >= 0 else last,
            Qt.Key.Key_Right: self._chosen + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        wanted = moves.get(Qt.Key(event.key()))
        if wanted is None or not self._steps or event.modifiers() & _CONTROL:
            event.ignore()  # the window moves through the maps
        elif 0 <= wanted <= last and wanted != self._chosen:
            self.stepRequested.emit(wanted)

    def ask(self, number: int) -> None:
        self.stepRequested.emit(number)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        for number, (step, place) in enumerate(zip(self._steps, self._places, strict=False)):
            if place.toAlignedRect().intersects(event.rect()):
                self._paint_step(painter, number, step, place)
        if self._waiting and self._places:
            place = self._places[-1].adjusted(INSET, 4, 0, 26 - LINE)
            draw_text(painter, place, self._waiting, ui_font(12), theme().t3)

    def _paint_step(self, painter: QPainter, number: int, step: StepView, place: QRectF) -> None:
        colours = theme()
        chosen = number == self._chosen
        if chosen:
            box(painter, place, _RADIUS, tint(colours.accent, 0.16))
        elif number == self.lit:
            box(painter, place, _RADIUS, colours.hover)
        room = place.adjusted(INSET, 0, -INSET, 0)
        word = QRectF(room.left(), room.top() + 4, room.width(), 21)
        ink = colours.t3 if step.special else colours.t1
        font = word_font(step.special)
        draw_text(painter, word, seen(step.text), font, colours.accent_text if chosen else ink)
        bar = QRectF(room.left(), room.top() + 30, room.width(), 4)
        paint_bar(painter, bar, step.probability, accent=chosen)
        share = QRectF(room.left(), room.top() + 37, room.width(), 17)
        text = whole_percent(step.probability)
        draw_text(painter, share, text, ui_font(12), colours.t1 if chosen else colours.t2)
        if step.forced:
            left = room.left() + text_width(text, ui_font(12)) + 4
            mark = QRectF(left, share.center().y() - _ICON / 2, _ICON, _ICON)
            paint_icon(painter, "keyboard", colours.t1 if chosen else colours.t3, mark)


_CONTROL = Qt.KeyboardModifier.ControlModifier
