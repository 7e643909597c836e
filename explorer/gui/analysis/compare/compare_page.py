"""A, B and A − B beside each other: zoomed, pointed at and asked together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from explorer.analysis.compare import aligned
from explorer.core.colormaps import DIVERGING
from explorer.core.map.token_groups import Label
from explorer.figures.frame import Target
from explorer.gui.analysis.compare.change_list import ChangeList
from explorer.gui.analysis.compare.compare_side import CompareSide, Place
from explorer.gui.analysis.compare.parting_plot import PartingPlot
from explorer.gui.analysis.page_header import back_button, page
from explorer.gui.analysis.scale_bar import ScaleBar
from explorer.gui.control.present.analysis.compare_view import CompareView
from explorer.gui.kit import CheckBox, GhostButton, Line, SectionTitle, Text
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.language import say
from explorer.gui.panels.panel import PanelWidget

_PAD, _GAP = 24, 16
_LOWER, _HEADINGS, _LEAST = 280, 45, 760
"""px of the lower part, of its headings alone, and of the height of a window that has room for
all of it."""
_CHANGES = 372
_HEAD, _AROUND, _UNBOUND = 30, 110, 16_777_215
"""px above a picture and around all of them, and Qt's largest height."""
_LINKS = (
    ("query", "Query", "What asks in B asks in A too"),
    ("cell", "Layer and head", "Layer and head of B are those of A too"),
    ("zoom", "Zoom", "All pictures are zoomed and moved together"),
)


class ComparePage(PanelWidget):
    """In place of the picture.

    Signals
    -------
    swapRequested(), backRequested()
    linkRequested(str): A is to follow B in something, or not.
    patchRequested(int, int), targetRequested(object): what is to ask.
    layerRequested(int): a layer of the plot is to be shown.
    """

    swapRequested = Signal()
    linkRequested = Signal(str)
    patchRequested = Signal(int, int)
    targetRequested = Signal(object)
    layerRequested = Signal(int)
    backRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: CompareView | None = None
        self._low = False
        self._following = False  # whether a picture is moved after another one
        self._title = SectionTitle("Compare")
        swap = GhostButton("Swap", "arrow-left-right", shortcut="Shift+P")
        back = back_button("Leave")
        self._links: dict[str, CheckBox] = {}
        parts: list[QWidget] = [Text("Link", px=12, token="t3")]
        for key, text, tip in _LINKS:
            link = self._links[key] = CheckBox(text)
            link.setToolTip(say(tip))
            link.setObjectName(key)
            link.clicked.connect(self._on_link)
            parts.append(link)
        self.sides = CompareSide(), CompareSide(), CompareSide()
        self._refused = Text("", px=13, token="t2", align=0.5)
        column = page(self, self._title, back, *parts, swap)
        column.addWidget(self._refused, 1)
        self._pictures = self._build_pictures()
        column.addWidget(self._pictures, 1)
        self._lower = self._build_lower()
        column.addWidget(self._lower, 1)
        column.addStretch(0)  # for the room that nothing takes, or the heading would have it
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("Compare"))
        swap.clicked.connect(self.swapRequested)
        back.clicked.connect(self.backRequested)
        for side in self.sides:
            side.patchRequested.connect(self.patchRequested)
            side.placeHovered.connect(self._on_hovered)
            side.viewMoved.connect(self._on_moved)
            side.targetRequested.connect(self._on_target)
        self.parts.layerRequested.connect(self.layerRequested)
        self.changes.placeRequested.connect(self._on_place)

    def _build_pictures(self) -> QWidget:
        pictures = QWidget()
        self._bar, self._signed = ScaleBar(), ScaleBar()
        self._quantity = Text("", px=12, token="t2")
        self._shared = Text("A and B share this scale", px=11, token="t3")
        self._notes = Text("", px=11, token="t3")
        said, told = QVBoxLayout(), QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._quantity)
        said.addWidget(self._shared)
        told.setSpacing(2)
        told.addWidget(self._signed)
        row, foot = QHBoxLayout(), QHBoxLayout()
        for line in (row, foot):
            line.setSpacing(_GAP)
        for side in self.sides:
            row.addWidget(side, 1)
        foot.addWidget(self._bar, 1)
        foot.addLayout(said, 1)
        foot.addLayout(told, 1)
        column = vbox(
            (row, 1), foot, self._notes, owner=pictures, margins=(_PAD, 12, _PAD, 12), spacing=8
        )
        column.addStretch(0)  # for the room that nothing takes, or the heading would have it
        pictures.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        return pictures

    def _build_lower(self) -> QWidget:
        lower = QWidget()
        self.parts, self.changes = PartingPlot(), ChangeList()
        self._parting = SectionTitle("Where A and B part, by layer")
        most = self._most = SectionTitle("Most changed")
        left, right = QVBoxLayout(), QVBoxLayout()
        for part, heading, body in ((left, self._parting, self.parts), (right, most, self.changes)):
            part.setSpacing(6)
            part.addWidget(heading)
            part.addWidget(body, 1)
        side = QWidget()
        side.setFixedWidth(_CHANGES)
        right.setContentsMargins(0, 0, 0, 0)
        side.setLayout(right)
        self._changes_side = side
        inner = hbox((left, 1), side, margins=(_PAD, 8, _PAD, 8), spacing=_PAD)
        vbox(Line(), (inner, 1), owner=lower, margins=0, spacing=0)
        return lower

    def show_content(self, content: CompareView) -> None:
        """Show a comparison."""
        self._content = content
        self._title.set_detail(content.detail)
        self.setAccessibleDescription(say(content.detail))
        for key, link in self._links.items():
            link.setChecked(key in content.links)
        there = bool(content.sides)
        self._refused.setVisible(not there)
        self._refused.set_text("" if there else content.detail)
        self._pictures.setVisible(there)
        self._fold()
        if not there:
            return
        for side, shown in zip(self.sides, content.sides, strict=True):
            side.show_side(shown)
        self._size_pictures()
        first, difference = content.sides[0].map, content.sides[2].map
        self._bar.show_levels(content.colormap, first.levels)
        self._signed.show_levels(DIVERGING, difference.levels)
        self._quantity.set_text(first.quantity)
        self._notes.set_text(content.notes)
        self._notes.setToolTip(say(content.notes))
        self._notes.setVisible(bool(content.notes))
        self.parts.show_parts(content.parts, content.layer)
        self._parting.set_title(
            "How far each layer lies from A" if content.one_run else "Where A and B part, by layer"
        )
        self.changes.show_changes(content.changes)

    def fit(self, width: int, height: int) -> None:
        """Fold the lower part to its headings in a low window, and fit it into a narrow one."""
        self._low = height < _LEAST
        self._lower.setMinimumHeight(_HEADINGS if self._low else _LOWER)
        self._lower.setMaximumHeight(_HEADINGS if self._low else _UNBOUND)
        self._changes_side.setFixedWidth(_CHANGES if width >= 1180 else 300)
        self._fold()

    def _size_pictures(self) -> None:
        """Give pictures of photos the height that their width asks for, and the rest to others."""
        shown = () if self._content is None else self._content.sides
        sizes = [one.scene.photo.size for one in shown if one.scene is not None]
        most = _UNBOUND
        if sizes:
            wide = (self.width() - 2 * _PAD - 2 * _GAP) / 3
            most = round(max(high / width for width, high in sizes) * wide) + _HEAD
        for side in self.sides:
            side.setMaximumHeight(most)
        self._pictures.setMaximumHeight(most + _AROUND if sizes else _UNBOUND)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_pictures()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()

    def _fold(self) -> None:
        there = self._content is not None and bool(self._content.sides)
        self._lower.setVisible(there)
        for part in (self.parts, self.changes):
            part.setVisible(not self._low)
        waits = self._content is not None and self._content.parts is None
        moved = "being worked out …" if waits else "share of the mass that moved"
        lights = "A, B and A − B; a click lights the place"
        for title, detail in ((self._parting, moved), (self._most, lights)):
            title.set_detail("in a higher window" if self._low else detail)

    # -- what is linked

    @Slot()
    def _on_link(self) -> None:
        self.linkRequested.emit(self.sender().objectName())

    @Slot(object)
    def _on_moved(self, part: tuple[float, ...]) -> None:
        linked = self._content is not None and "zoom" in self._content.links
        if self._following or not linked:
            return
        self._following = True
        try:
            for side in self.sides:
                if side is not self.sender():
                    side.show_part(part)
        finally:
            self._following = False

    @Slot(object)
    def _on_hovered(self, place: Place | Target | None) -> None:
        if isinstance(place, Target):
            at = next((at for at, one in enumerate(self.sides) if one is self.sender()), 0)
            for number, side in enumerate(self.sides):
                side.light_words(self._counterpart(place, at, number))
            return
        for side in self.sides:
            side.light(place)
            if place is None:
                side.light_words(None)

    def _counterpart(self, target: Target, at: int, other: int) -> Target | None:
        """The cell of another picture for the same words; the difference has the words of A."""
        content = self._content
        if content is None or (at == 1) == (other == 1):
            return target
        figures = content.sides[at].figure, content.sides[other].figure
        if figures[0] is None or figures[1] is None:
            return None
        here, there = figures[0].matrix, figures[1].matrix
        row = _matched(target.row, here.rows, there.rows)
        col = _matched(target.col, here.cols, there.cols)
        if (row is None) != (target.row is None) or (col is None) != (target.col is None):
            return None
        return Target(row, col)

    @Slot(object)
    def _on_target(self, target: Target) -> None:
        at = next((at for at, one in enumerate(self.sides) if one is self.sender()), 1)
        shown = 1 if self._content is None or not self._content.swapped else 0
        wanted = self._counterpart(target, at, shown)
        if wanted is not None:
            self.targetRequested.emit(wanted)

    @Slot(object)
    def _on_place(self, cell: tuple[int, int] | None) -> None:
        if cell is None:
            self._on_hovered(None)
            return
        place = self.sides[2].place_of(cell)
        if place is not None:
            self._on_hovered(place)
            return
        for number, side in enumerate(self.sides):
            side.light_words(self._counterpart(Target(*cell), 2, number))


def _matched(number: int | None, here: Sequence[Label], there: Sequence[Label]) -> int | None:
    """The number of a word in another list of words, where it stands for the same one."""
    if number is None:
        return None
    return dict(aligned(here, there)).get(number)
