"""A widget that a pyqtgraph view draws for, and its way from none to dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QPainter, QShowEvent
from PySide6.QtWidgets import QWidget

from explorer.gui.kit.look.paint import KeyboardFocus
from explorer.gui.plots.pyqtgraph_loading import is_loaded, loading

if TYPE_CHECKING:
    from explorer.gui.plots.plot_frame import PlotFrame


class PlotHost(KeyboardFocus, QWidget):
    """Takes the mouse and the keys; a `PlotFrame` within it is made when pyqtgraph is there.

    It is taken apart by `drop`, while all of it is alive: Qt calls back into the items of a view
    that dies, and where the garbage collector has begun with them, that ends the program.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plot: PlotFrame | None = None
        self._dropped = self._behind = False
        loading().ready.connect(self._on_ready)

    def make_plot(self) -> PlotFrame:
        """Make the view, a child of this widget; pyqtgraph may be imported here."""
        raise NotImplementedError

    def show_plot(self) -> None:
        """Show in the view what there is to show."""
        raise NotImplementedError

    def paint_over(self, painter: QPainter) -> None:
        """Paint over the view, in px of the view."""

    def need_plot(self) -> None:
        """Show in the view, as soon as pyqtgraph is there and the widget is on the screen."""
        if self._dropped:
            return
        if self._plot is None and not is_loaded():
            loading().start()
            return
        self._behind = not self.isVisible()
        if self._behind:  # another page stands in its place, and what it shows may change often
            return
        if self._plot is None:
            self._plot = self.make_plot()
            self._plot.show()
        self.show_plot()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._behind:
            self.need_plot()

    def drop(self) -> None:
        """Take the view apart; nothing is drawn any more."""
        self._dropped = True
        if self._plot is not None:
            self._plot.drop()
            self._plot = None

    def wants_plot(self) -> bool:
        """Tell whether there is something to draw."""
        return True

    @Slot()
    def _on_ready(self) -> None:
        if self.wants_plot():
            self.need_plot()


def drop_plots(window: QWidget) -> None:
    """Take all plots of a window apart, when it closes."""
    for host in window.findChildren(PlotHost):
        host.drop()
