"""One line that takes the value under the mouse apart: from the query to the number shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from explorer.explanation.glossary import Language
from explorer.gui.kit.boxes import hbox
from explorer.gui.kit.buttons import IconButton
from explorer.gui.kit.language import foreign, language, say
from explorer.gui.kit.look.fonts import SEMIBOLD, ui_font
from explorer.gui.kit.look.icons import paint_icon
from explorer.gui.kit.look.paint import Run, begin, draw_runs, runs_width
from explorer.gui.kit.look.theme import theme
from explorer.gui.kit.surface import Surface
from explorer.gui.kit.terms import said
from explorer.gui.kit.tips import plain_tip

HEIGHT, _PAD, _GAP, _RULE, _ICON = 36, 16, 16, 16, 14
_TITLE = "Explain"
_ARROW = " → "


class ExplainBar(Surface):
    """The bar ``Explain | CLS → patch 8, 13   strongest head 2   q·k 31.92 …``.

    Where there is no room for all items, those in the middle go first: the ends say what was
    asked and what came of it. The tool tip always has all. A click opens the dock.

    Signals
    -------
    dockRequested(): the dock is to be opened, or closed.
    """

    dockRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self._open = IconButton("chevron-up", "Explain what is shown", shortcut="F1", parent=self)
        self._open.clicked.connect(self.dockRequested)
        hbox(None, self._open, owner=self, margins=(0, 0, _PAD - 8, 0))
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(say(_TITLE))
        self._items: tuple[tuple[str, str], ...] = ()

    def show_open(self, open_: bool) -> None:
        """Say whether the dock is open."""
        self._open.set_icon("chevron-down" if open_ else "chevron-up")
        self._open.set_name("Close the explanation" if open_ else "Explain what is shown", "F1")

    def show_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Show (label, value) pairs in the order in which they are read; a label may be ""."""
        self._items = tuple(items)
        self.setAccessibleDescription(", ".join(_told(one) for one in items))
        self._show_tip()
        self.update()

    def shown(self) -> list[tuple[str, str]]:
        """The items for which there is room."""
        room = self.width() - self._start() - _PAD - self._open.width()
        left = list(self._items)
        while len(left) > 1 and self._widths(left) > room:
            # Of an even number, the earlier of the two in the middle: the later is nearer the end.
            del left[(len(left) - 1) // 2]
        return left

    def _start(self) -> float:
        return _PAD + runs_width([Run(say(_TITLE), ui_font(12, SEMIBOLD), theme().t1)]) + 2 * _RULE

    def _widths(self, items: Sequence[tuple[str, str]]) -> float:
        return sum(map(_width, items)) + _GAP * (len(items) - 1)

    def event(self, event: QEvent) -> bool:
        """Say what the item under the mouse means, before all items that have no room."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            meant = said(self._label_at(event.pos().x()))
            if meant:
                QToolTip.showText(event.globalPos(), plain_tip(meant), self)
                return True
        return super().event(event)

    def _label_at(self, x: int) -> str:
        """The label of the item at a place, "" for none."""
        left = self._start()
        for item in self.shown():
            if left <= x < left + _width(item):
                return item[0]
            left += _width(item) + _GAP
        return ""

    def _show_tip(self) -> None:
        whole = (
            self._widths(self._items) <= self.width() - self._start() - _PAD - self._open.width()
        )
        lines = [foreign(_told(one)) for one in self._items]
        self.setToolTip("" if whole else plain_tip("\n".join(lines)))

    def resizeEvent(self, event: QEvent) -> None:
        self._show_tip()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.dockRequested.emit()

    def sizeHint(self) -> QSize:
        return QSize(400, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colours = theme()
        painter = begin(self)
        rect = QRectF(self.rect()).adjusted(_PAD, 0, -_PAD, 0)
        title = Run(say(_TITLE), ui_font(12, SEMIBOLD), colours.t1)
        draw_runs(painter, rect, [title])
        left = self._start()
        painter.fillRect(QRectF(left - _RULE, (HEIGHT - 16) / 2, 1, 16), colours.line2)
        for item in self.shown():
            self._paint_item(painter, QRectF(left, 0, rect.right() - left, HEIGHT), item)
            left += _width(item) + _GAP

    def _paint_item(self, painter: QPainter, rect: QRectF, item: tuple[str, str]) -> None:
        before, after = _parts(item)
        draw_runs(painter, rect, before)
        if not after:
            return
        left = rect.left() + runs_width(before) + 8
        if left + _ICON < rect.right():
            mark = QRectF(left, (HEIGHT - _ICON) / 2, _ICON, _ICON)
            paint_icon(painter, "arrow-right", theme().t4, mark)
        draw_runs(painter, rect.adjusted(left - rect.left() + _ICON + 8, 0, 0, 0), after)


def _told(item: tuple[str, str]) -> str:
    """An item in words."""
    return f"{say(item[0])} {_value(item[1])}".strip()


def _value(value: str) -> str:
    """A value in the language of the window: a place with its numbers; a token stays as it is."""
    parts = value.split(_ARROW)
    return _ARROW.join(say(one) if any(map(str.isdigit, one)) else one for one in parts)


def _parts(item: tuple[str, str]) -> tuple[list[Run], list[Run]]:
    """Before and after the arrow of an item; nothing after where it has none."""
    colours = theme()
    label, value = item
    strong = ui_font(12, SEMIBOLD)
    first, _, second = _value(value).partition(_ARROW)
    runs = [Run(say(label), ui_font(12), colours.t3)] if label else []
    runs.append(Run(first, strong, colours.t1, 6.0 if label else 0.0))
    return runs, [Run(second, strong, colours.t1)] if second else []


def _width(item: tuple[str, str]) -> float:
    """How long an item is, px."""
    return _width_in(language(), item)


@lru_cache(maxsize=256)
def _width_in(spoken: Language, item: tuple[str, str]) -> float:
    """How long an item is in the language that the window speaks now."""
    before, after = _parts(item)
    arrow = _ICON + 16 if after else 0
    return runs_width(before) + arrow + runs_width(after)
