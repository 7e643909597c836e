"""Where a site sits: all modules as a tree to be searched, and the blocks as a map beside it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, QSortFilterProxyModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeView,
    QWidget,
)

from explorer.explanation.architecture import Architecture
from explorer.figures.architecture.figure import ArchitectureFigure, told
from explorer.figures.frame import Target
from explorer.gui.canvas.figure_view import FigureView
from explorer.gui.kit import Text, TextInput
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.labels import Line
from explorer.gui.kit.language import say
from explorer.gui.kit.look.fonts import ui_font
from explorer.gui.learning.outline_model import SITE, OutlineModel

TREE, NARROW_TREE, NARROW = 400, 270, 1180
"""Width of the tree, in a narrow window, and which windows are, px."""


class MapPage(QWidget):
    """The tree and the map; what is chosen in one is lit in both.

    Signals
    -------
    siteRequested(int): a site was chosen in the tree.
    targetRequested(object): a site or a patch was clicked on the map.
    stepRequested(int, int): an arrow key on the map: to the site beside this one.
    told(str): what lies under the mouse, "" for nothing.
    """

    siteRequested = Signal(int)
    targetRequested = Signal(object)
    stepRequested = Signal(int, int)
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Architecture | None = None
        self._model = OutlineModel(self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._model)
        self._found.setRecursiveFilteringEnabled(True)
        self._found.setAutoAcceptChildRows(True)
        self._found.setFilterKeyColumn(-1)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._search = TextInput("Search a module", "Search a module")
        self._search.setFixedHeight(26)
        self._search.textChanged.connect(self._on_search)
        self.tree = _Tree(self)
        self.tree.setModel(self._found)
        self.tree.siteRequested.connect(self.siteRequested)
        self._nothing = Text("No such module", px=12, token="t3")
        self._nothing.hide()
        self.view = FigureView(self, "panel")
        self.view.targetRequested.connect(self.targetRequested)
        self.view.targetHovered.connect(self._on_hover)
        self.view.stepRequested.connect(self.stepRequested)
        self._side = QWidget(self)
        parts = self._search, self._nothing, self.tree
        vbox(*parts, owner=self._side, margins=(12, 8, 4, 4), spacing=4)
        inside = self._side, Line(Qt.Orientation.Vertical), (self.view, 1)
        hbox(*inside, owner=self, margins=0, spacing=0)

    def show_map(self, shown: Architecture, query: int) -> None:
        """Show the map of a run with a site lit; `query` is the number of what asks."""
        before, self._shown = self._shown, shown
        known = before is not None and before.rows is shown.rows
        self._model.show_outline(shown.rows, shown.trace, shown.lit)
        if not known:
            self._open_some()
        if before is None or not known or before.lit != shown.lit:
            self._go_to(shown.lit)
        self.view.show_figure(ArchitectureFigure(shown, query, foot=False), shown.says)

    def fit(self, width: int) -> None:
        """Give the map more room in a narrow window, px."""
        self._side.setFixedWidth(NARROW_TREE if width < NARROW else TREE)
        self.tree.setColumnHidden(3, width < NARROW)

    def _open_some(self) -> None:
        """Unfold the model itself: its parts are in sight, and equal blocks are one line."""
        self.tree.collapseAll()
        self.tree.expand(self._found.index(0, 0))

    def _go_to(self, site: int) -> None:
        index = self._found.mapFromSource(self._model.index_of(site))
        if index.isValid():
            self.tree.go_to(index)

    @Slot()
    def _on_search(self) -> None:
        wanted = self._search.text().strip()
        self._found.setFilterFixedString(wanted)
        empty = self._found.rowCount() == 0
        self._nothing.setVisible(empty)
        if wanted:
            self.tree.expandAll()
        else:
            self._open_some()
            if self._shown is not None:
                self._go_to(self._shown.lit)

    @Slot(object)
    def _on_hover(self, target: object) -> None:
        pointed = target if isinstance(target, Target) else None
        self.view.show_hover(pointed)
        self.told.emit("" if self._shown is None else told(self._shown, pointed))


class _Tree(QTreeView):
    """The modules; a click or Enter on a site shows it.

    Signals
    -------
    siteRequested(int): the number of the site of a row.
    """

    siteRequested = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Modules of the model"))
        self.setToolTip(say("◆ marks what attends: a click shows it"))
        self.setUniformRowHeights(True)
        self.setFont(ui_font(12))
        self.setIndentation(14)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setTabKeyNavigation(False)
        head = self.header()
        head.setFont(ui_font(11))
        head.setStretchLastSection(False)
        head.setMinimumSectionSize(48)
        self.clicked.connect(self._on_chosen)

    def setModel(self, model: QSortFilterProxyModel) -> None:  # type: ignore[override]  # its only model
        super().setModel(model)
        head = self.header()
        for column in range(model.columnCount()):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def go_to(self, index: QModelIndex) -> None:
        """Light a row, unfolding what is around it, without asking for its site."""
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def sizeHint(self) -> QSize:
        return QSize(TREE, 200)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_chosen(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        site = index.siblingAtColumn(0).data(SITE)
        if site is not None:
            self.siteRequested.emit(int(site))
        elif self.isExpanded(index.siblingAtColumn(0)):
            self.collapse(index.siblingAtColumn(0))
        else:
            self.expand(index.siblingAtColumn(0))
