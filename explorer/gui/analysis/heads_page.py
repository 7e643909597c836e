"""Heads at a glance: how far each looks, and a grid coloured by any statistic."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QLinearGradient, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from explorer.analysis.head_table import Statistic
from explorer.gui.analysis.head_scatter import HeadScatter
from explorer.gui.analysis.statistic_grid import StatisticGrid, ends, shade
from explorer.gui.control.present.analysis_views import HeadsView
from explorer.gui.kit import (
    Choice,
    ComboButton,
    GhostButton,
    Line,
    SectionTitle,
    Segmented,
    Text,
    theme,
    ui_font,
)
from explorer.gui.kit.paint import begin, draw_text
from explorer.gui.panels.panel import PanelWidget

_PAD = 24


class ScaleBar(QWidget):
    """The colours of the cells with their two ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(30)
        self._low, self._high = "", ""

    def show_ends(self, low: str, high: str) -> None:
        """Say what both ends stand for."""
        self._low, self._high = low, high
        self.setAccessibleName(f"From {low} to {high}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        gradient = QLinearGradient(0, 0, self.width(), 0)
        for at in range(11):
            gradient.setColorAt(at / 10, shade(at / 10))
        painter.fillRect(QRectF(0, 2, self.width(), 8), gradient)
        row = QRectF(0, 13, self.width(), 15)
        draw_text(painter, row, self._low, ui_font(11), theme().t3)
        draw_text(painter, row, self._high, ui_font(11), theme().t3, align=1.0)
        painter.end()


class HeadsPage(PanelWidget):
    """In place of the picture.

    Signals
    -------
    statisticRequested(str), askingRequested(str): another statistic, other queries.
    headRequested(int, int), headOpened(int, int): a head, by the number of its site and its own.
    backRequested()
    """

    statisticRequested = Signal(str)
    askingRequested = Signal(str)
    headRequested = Signal(int, int)
    headOpened = Signal(int, int)
    backRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: HeadsView | None = None
        self._title = SectionTitle("Heads at a glance")
        self._asking = Segmented("Queries", [("all", "All queries"), ("first", "First only")])
        self._asking.set_tip("all", "The mean over everything that asks")
        self._asking.set_tip("first", "What CLS, or the first token, looks at")
        self._colour = ComboButton("Colour and rank by", label="Colour")
        back = GhostButton("Back to the map", "chevron-left", shortcut="Esc")
        self.scatter, self.grid = HeadScatter(), StatisticGrid()
        self._far, self._note = SectionTitle(""), Text("", px=12, token="t3")
        self._scale = ScaleBar()
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 16, 6)
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        for part in (self._asking, self._colour, back):
            head.addWidget(part)
        left = QVBoxLayout()
        left.addWidget(self._far)
        left.addWidget(self.scatter, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._note)
        right.addWidget(self.grid)
        right.addWidget(self._scale)
        right.addStretch(1)
        body = QHBoxLayout()
        body.setContentsMargins(_PAD, 16, _PAD, _PAD)
        body.setSpacing(_PAD)
        body.addLayout(left, 3)
        body.addLayout(right, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Line())
        column.addLayout(body, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrows walk through the heads
        self.setAccessibleName("Heads at a glance")
        self._asking.choiceRequested.connect(self.askingRequested)
        self._colour.choiceRequested.connect(self.statisticRequested)
        back.clicked.connect(self.backRequested)
        for heads in (self.scatter, self.grid):
            heads.headRequested.connect(self._on_head)
            heads.headOpened.connect(self._on_opened)

    def show_content(self, content: HeadsView) -> None:
        """Show the heads of a run."""
        self._view = content
        self._title.set_detail(content.detail)
        self._asking.set_current(content.asking)
        self._colour.set_choices(
            [Choice(one.value, one.heading, tip=one.told) for one in content.table.statistics]
        )
        self._colour.set_current(content.by.value)
        far = content.height is Statistic.DISTANCE
        unit = next((one for one in content.table.units if one), "")
        self._far.set_title("How far each head looks" if far else content.height.heading)
        self._far.set_detail(f"mean distance, {unit}" if far else "")
        self._note.set_text(content.by.told)
        low, high = ends(content)
        bits = " bits" if content.by is Statistic.ENTROPY else ""
        digits = 0 if content.by is Statistic.DISTANCE else 2
        self._scale.show_ends(f"{low:.{digits}f}", f"{high:.{digits}f}{bits}")
        self.scatter.show_view(content)
        self.grid.show_view(content)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        view = self._view
        opens = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if opens and view is not None and view.chosen is not None:
            self.headOpened.emit(*view.table.cells[view.chosen])
        else:
            event.ignore()  # the arrows are the window's

    @Slot(int)
    def _on_head(self, row: int) -> None:
        if self._view is not None:
            self.headRequested.emit(*self._view.table.cells[row])

    @Slot(int)
    def _on_opened(self, row: int) -> None:
        if self._view is not None:
            self.headOpened.emit(*self._view.table.cells[row])
