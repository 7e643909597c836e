"""A plot with numbers at its axes: painted by the widget, drawn in by a pyqtgraph view."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.kit import theme, ui_font
from explorer.gui.kit.language import say
from explorer.gui.kit.look.paint import begin, draw_text
from explorer.gui.plots.plot_host import PlotHost

if TYPE_CHECKING:
    from explorer.gui.plots.plot_frame import PlotFrame

LEFT, RIGHT, ABOVE, BELOW = 44, 12, 10, 38
"""px around the plot, for the numbers."""


class AxesPlot(PlotHost):
    """A `PlotHost` with a range, numbers along both axes, and what the lower one counts."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say(name))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(180, 110)
        self.x_ticks: tuple[tuple[float, str], ...] = ()
        self.y_ticks: tuple[tuple[float, str], ...] = ()
        self.x_range, self.y_range = (0.0, 1.0), (0.0, 1.0)
        self.below = ""

    def plot_rect(self) -> QRect:
        """Where the plot is, px."""
        return self.rect().adjusted(LEFT, ABOVE, -RIGHT, -BELOW)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the plot in px of the widget."""
        rect = QRectF(self.plot_rect())
        (x0, x1), (y0, y1) = self.x_range, self.y_range
        across = rect.left() + rect.width() * (x - x0) / (x1 - x0)
        return across, rect.bottom() - rect.height() * (y - y0) / (y1 - y0)

    @abstractmethod
    def has_content(self) -> bool:
        """Whether there is anything to draw."""

    def wants_plot(self) -> bool:
        return self.has_content()

    def changed(self) -> None:
        """Something else is to be seen."""
        if self.has_content():
            self.need_plot()
        self.update()

    def settle(self, plot: PlotFrame) -> None:
        """Put the view where the plot is, with the range of the axes."""
        plot.setGeometry(self.plot_rect())
        plot.box.setRange(xRange=self.x_range, yRange=self.y_range, padding=0)
        plot.repaint_soon()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.changed()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.changed()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        self._paint_axes(painter)
        painter.end()

    def _paint_axes(self, painter: QPainter) -> None:
        colours, font, rect = theme(), ui_font(11), self.plot_rect()
        for value, text in self.y_ticks:
            _, y = self.place(self.x_range[0], value)
            painter.fillRect(QRectF(rect.left(), round(y), rect.width(), 1), colours.line)
            place = QRectF(0, y - 8, LEFT - 8, 16)
            draw_text(painter, place, text, font, colours.t3, align=1.0)
        for value, text in self.x_ticks:
            x, _ = self.place(value, self.y_range[0])
            place = QRectF(x - 40, rect.bottom() + 5, 80, 16)
            draw_text(painter, place, text, font, colours.t3, align=0.5)
        low = QRectF(rect.left(), rect.bottom() + 20, rect.width(), 16)
        draw_text(painter, low, say(self.below), font, colours.t3, align=0.5)
