"""Heads at a glance: how far each looks, a grid coloured by any statistic, and the chosen head."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from explorer.analysis.head_table import Statistic
from explorer.gui.analysis.heads.head_scatter import HeadScatter
from explorer.gui.analysis.heads.statistic_grid import StatisticGrid
from explorer.gui.analysis.heads.statistic_strips import StatisticStrips
from explorer.gui.analysis.page_header import back_button, page
from explorer.gui.analysis.photo_box import PhotoBox
from explorer.gui.analysis.scale_bar import ScaleBar
from explorer.gui.control.present.analysis.heads_view import HeadsView
from explorer.gui.kit import (
    Choice,
    ComboButton,
    GhostButton,
    IconButton,
    Line,
    SectionTitle,
    Segmented,
    SmallButton,
    Text,
)
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.language import say
from explorer.gui.panels.panel import PanelWidget

_PAD = 24
_LOWER, _LEAST = 276, 760
"""px of the lower part, and of the height of a window that has room for it."""
_PHOTO = 300


class HeadsPage(PanelWidget):
    """In place of the picture.

    Signals
    -------
    statisticRequested(str), heightRequested(str), askingRequested(str): another statistic that
        colours, another one over the layers, other queries.
    headRequested(int, int), headOpened(int, int): a head, by the number of its site and its own.
    manyRequested(), hereRequested(): the mean over a folder or file, or this input alone again.
    boxRequested(object): a box on the photo, in its pixels, or None for none.
    patchRequested(int, int): the patch of the photo that is to ask.
    muteRequested(): the chosen head is to be muted, or to sound again.
    backRequested()
    """

    statisticRequested = Signal(str)
    heightRequested = Signal(str)
    askingRequested = Signal(str)
    headRequested = Signal(int, int)
    headOpened = Signal(int, int)
    manyRequested = Signal()
    hereRequested = Signal()
    boxRequested = Signal(object)
    patchRequested = Signal(int, int)
    muteRequested = Signal()
    backRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: HeadsView | None = None
        self._title = SectionTitle("Heads at a glance")
        self._asking = Segmented("Queries", [("all", "All queries"), ("first", "First only")])
        self._asking.set_tip("all", "The mean over everything that asks")
        self._asking.set_tip("first", "What CLS, or the first token, looks at")
        self._many = IconButton("images", "Mean over many inputs")
        self._here = SmallButton("This input")
        self._here.setToolTip(say("Show the heads of the input on screen alone again"))
        back = back_button()
        self._colour = ComboButton("Colour and rank by", label="Colour")
        self._height = ComboButton("Show over the layers", label="Height")
        self.scatter, self.grid = HeadScatter(), StatisticGrid()
        self._far = SectionTitle("")
        self._scale = ScaleBar()
        column = page(self, self._title, back, self._here, self._many, self._asking)
        body = hbox(
            (self._left(), 3), (self._right(), 2), margins=(_PAD, 12, _PAD, 12), spacing=_PAD
        )
        column.addLayout(body, 1)
        self._lower = self._build_lower()
        column.addWidget(self._lower)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrows walk through the heads
        self.setAccessibleName(say("Heads at a glance"))
        self._asking.choiceRequested.connect(self.askingRequested)
        self._colour.choiceRequested.connect(self.statisticRequested)
        self._height.choiceRequested.connect(self.heightRequested)
        self._many.clicked.connect(self.manyRequested)
        self._here.clicked.connect(self.hereRequested)
        back.clicked.connect(self.backRequested)
        for heads in (self.scatter, self.grid):
            heads.headRequested.connect(self._on_head)
            heads.headOpened.connect(self._on_opened)

    def _left(self) -> QVBoxLayout:
        head = hbox((self._far, 1), self._height)
        left = vbox(head, (self.scatter, 1))
        return left

    def _right(self) -> QVBoxLayout:
        head = hbox(None, self._colour)
        right = vbox(head, self.grid, self._scale, None, spacing=8)
        return right

    def _build_lower(self) -> QWidget:
        """What the chosen head looks at, and its place among the others."""
        self._chosen = SectionTitle("")
        self._opens = GhostButton("Show its map", "eye", shortcut="Enter")
        self._mute = GhostButton("Mute", "x", shortcut="M")
        self._clear = SmallButton("Clear the box")
        self._clear.setToolTip(say("Take the box away (Del)"))
        self.photo = PhotoBox()
        self._photo_note = Text("", px=11, token="t3")
        self.strips = StatisticStrips()
        lower = QWidget()
        head = hbox((self._chosen, 1), self._opens, self._mute)
        self._photo_side = QWidget()
        self._photo_side.setFixedWidth(_PHOTO)
        seen = vbox((self.photo, 1), owner=self._photo_side, margins=0, spacing=4)
        noted = hbox((self._photo_note, 1), self._clear)
        seen.addLayout(noted)
        body = hbox(self._photo_side, (self.strips, 1), spacing=_PAD)
        inner = vbox(head, (body, 1), margins=(_PAD, 8, _PAD, 12), spacing=8)
        vbox(Line(), (inner, 1), owner=lower, margins=0, spacing=0)
        self.strips.statisticRequested.connect(self.statisticRequested)
        self.photo.picture.boxRequested.connect(self.boxRequested)
        self.photo.picture.patchRequested.connect(self.patchRequested)
        self._opens.clicked.connect(self._on_shown)
        self._mute.clicked.connect(self.muteRequested)
        self._clear.clicked.connect(self._on_clear)
        return lower

    def show_content(self, content: HeadsView) -> None:
        """Show the heads of a run, or their mean over many inputs."""
        self._view = content
        self._title.set_detail(
            f"{content.detail} · {content.source}" if content.source else content.detail
        )
        photos = content.many == "photo"
        self._many.set_name(
            "Mean over a folder of photos…" if photos else "Mean over a file of sentences…"
        )
        self._here.setVisible(bool(content.source))
        self._asking.set_current(content.asking)
        choices = [
            Choice(one.key, one.text, reason=one.reason, tip=one.tip) for one in content.statistics
        ]
        self._colour.set_choices(choices)
        self._colour.set_current(content.by.value)
        there = {one.value for one in content.table.statistics}
        self._height.set_choices([one for one in choices if one.key in there])
        self._height.set_current(content.height.value)
        far = content.height is Statistic.DISTANCE
        unit = next((one for one in content.table.units if one), "")
        self._far.set_title("How far each head looks" if far else content.height.heading)
        self._far.set_detail(f"mean distance, {unit}" if far else "by layer")
        self._colour.setToolTip(say(content.by.told))
        self._scale.show_ends(*content.cells.ends)
        self.scatter.show_view(content)
        self.grid.show_cells(content.cells)
        self._show_lower(content)

    def _show_lower(self, content: HeadsView) -> None:
        chosen = content.chosen
        known = chosen is not None
        name = "No head chosen"
        if chosen is not None:
            layer, head = content.cells.layers[chosen], content.table.cells[chosen][1]
            where = f"Layer {layer}" if layer.isdigit() else layer.capitalize()
            name = f"{where}, head {head}"
        self._chosen.set_title(name)
        self._chosen.set_detail(content.sentence)
        muted = chosen is not None and chosen in content.cells.muted
        self._mute.setText("Unmute" if muted else "Mute")
        for part in (self._opens, self._mute):
            part.setEnabled(known)
        self.strips.show_strips(content.strips, content.by)
        self._photo_side.setVisible(content.scene is not None)
        if content.scene is not None:
            self.photo.show_scene(content.scene)
        note = f"white: {content.boxed}" if content.boxed else "drag to draw a box: mass in the box"
        self._photo_note.set_text(note)
        self._clear.setVisible(bool(content.boxed))

    def fit(self, width: int, height: int) -> None:
        """Leave the lower part out of a low window, and the photo out of a narrow one."""
        self._lower.setVisible(height >= _LEAST)
        self._lower.setFixedHeight(_LOWER)
        self._photo_side.setFixedWidth(_PHOTO if width >= 1180 else 200)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        view = self._view
        opens = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if opens and view is not None and view.chosen is not None:
            self._on_shown()
        else:
            event.ignore()  # the arrows are the window's

    @Slot()
    def _on_shown(self) -> None:
        view = self._view
        if view is not None and view.chosen is not None:
            self.headOpened.emit(*view.table.cells[view.chosen])

    @Slot()
    def _on_clear(self) -> None:
        self.boxRequested.emit(None)

    @Slot(int)
    def _on_head(self, row: int) -> None:
        if self._view is not None:
            self.headRequested.emit(*self._view.table.cells[row])

    @Slot(int)
    def _on_opened(self, row: int) -> None:
        if self._view is not None:
            self.headOpened.emit(*self._view.table.cells[row])
