"""The middle of the window: title, picture and colour bar, as large as the room allows."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from explorer.core.colormaps import table
from explorer.core.numbers import percent, short
from explorer.core.photo import Photo
from explorer.gui.canvas.canvas_base import Stage
from explorer.gui.canvas.color_bar import MARGIN, ColorBar
from explorer.gui.canvas.picture_view import PictureView
from explorer.gui.control import present
from explorer.gui.control.display import Readout, Scene
from explorer.gui.kit.buttons import Chip
from explorer.gui.kit.fonts import SEMIBOLD
from explorer.gui.kit.labels import Text

HEAD, HEAD_GAP, FOOT, FOOT_GAP = 26, 8, 40, 14
LARGEST, LEAST = 4, 320
"""How many times larger than its own pixels a photo is shown at most; but a tiny one may always
have a longer edge of LEAST px."""
BAR, BAR_LEAST = 0.40, 200
"""Width of the colour bar: its share of the picture, and the least of it in px."""


class Canvas(Stage):
    """Shows one scene with all that is said about it.

    Signals
    -------
    chipRequested(): the chip's cross: the query goes back to the first one.
    """

    chipRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = PictureView(self)
        self.scene: Scene | None = None  # what is shown
        self._size: tuple[int, int] | None = None  # of the photo, px
        self._title = Text(px=14, weight=SEMIBOLD, parent=self)
        self._subtitle = Text(px=13, token="t2", parent=self)
        self._chip = Chip(icon="crosshair", parent=self)
        self.bar = ColorBar(self)
        self._quantity = Text(px=12, token="t2", parent=self)
        self._scale = Text(px=11, token="t3", parent=self)
        self._shares = Text(px=12, token="t2", align=1.0, parent=self)
        self._rest = Text(px=11, token="t3", align=1.0, parent=self)
        self._chip.closeRequested.connect(self.chipRequested)
        for part in self._parts():
            part.hide()

    def _parts(self) -> tuple[QWidget, ...]:
        texts = (self._title, self._subtitle, self._quantity, self._scale, self._shares, self._rest)
        return (*texts, self._chip, self.bar, self.picture)

    def show_photo(self, photo: Photo) -> None:
        """Show the photo alone while the first run goes on; afterwards the last picture stays."""
        if self.scene is None:
            self._size = photo.size
            self.picture.show()
            self.place()
            self.picture.show_photo(photo)

    def show_scene(self, scene: Scene) -> None:
        """Show a picture and its words."""
        first, self.scene = self.scene is None, scene
        self._size = scene.photo.size
        heatmap = scene.heatmap
        self._title.set_text(heatmap.title)
        self._subtitle.set_text(heatmap.subtitle)
        self._show_chip(scene)
        self.bar.show_table(table(bar_colours(scene)))
        self.bar.show_levels(heatmap.levels, heatmap.uniform)
        self._quantity.set_text(heatmap.quantity)
        uniform = f" · uniform = {short(heatmap.uniform, 2)}" if heatmap.uniform else ""
        self._scale.set_text(heatmap.levels.note + uniform)
        named = [f"{percent(share)} on {name}" for name, share in heatmap.shares]
        self._shares.set_text(named[0] if named else "")
        self._rest.set_text(" · ".join(named[1:]))
        self.bar.show_pointer(None)
        if first:
            for part in self._parts():
                part.show()
        self.place()
        self.picture.show_scene(scene)

    def _show_chip(self, scene: Scene) -> None:
        """What is asked or how far the gate is open; in the accent where the user chose it."""
        word, value = scene.chip
        asked = word == "Query"
        self._chip.set_icon("crosshair" if asked else "sliders-horizontal")
        chosen = scene.resettable or word == "Gate"
        self._chip.show_value(word, value, accent=chosen, closable=scene.resettable)
        tip = "Whose attention is shown; click a patch to ask it" if asked else "From 0 to 1"
        if asked and not scene.heatmap.query_grid[0]:
            tip = "Whose attention is shown; no patch asks here"
        if scene.heatmap.points is not None:
            tip = "Whose attention is shown; click the picture to ask what looks there"
        self._chip.setToolTip("Back to the first query (Esc)" if scene.resettable else tip)
        focus = Qt.FocusPolicy.TabFocus if scene.resettable else Qt.FocusPolicy.NoFocus
        self._chip.setFocusPolicy(focus)

    def show_readout(self, readout: Readout | None) -> None:
        """Show the value under the mouse, on the picture and on the bar.

        A comparison has two of them there: the one of the side that the mouse is on is shown.
        """
        if readout is not None and self.scene is not None and self.scene.before is not None:
            side = "before the gate" if self.picture.over_before() else "after the gate"
            if self.picture.over_before():
                readout = present.readout(self.scene.before, readout.cell)
            readout = replace(readout, lines=(*readout.lines, side))
        self.picture.show_readout(readout)
        self.bar.show_pointer(None if readout is None else readout.value)

    def place(self) -> None:
        """The picture as large as it fits in the photo's shape, its words aligned with it."""
        room = self.room()
        if self._size is None:
            return
        above, below = HEAD + HEAD_GAP, FOOT_GAP + FOOT
        width, height = self._size
        free_w, free_h = max(1, room.width()), max(1, room.height() - above - below)
        largest = max(float(LARGEST), LEAST / max(width, height))
        scale = min(free_w / width, free_h / height, largest)
        shown = max(1, round(width * scale)), max(1, round(height * scale))
        column = min(free_w, max(shown[0], self._words_width()))
        left = room.left() + (room.width() - shown[0]) // 2
        words = room.left() + (room.width() - column) // 2
        top = room.top() + (room.height() - (above + shown[1] + below)) // 2
        self.picture.setGeometry(left, top + above, *shown)
        self._place_head(QRect(words, top, column, HEAD))
        self._place_foot(QRect(words, top + above + shown[1] + FOOT_GAP, column, FOOT))
        self.toast.set_floor(self.height() - (top + above + shown[1]) + 16)

    def _words_width(self) -> int:
        """What the words need even over a very tall or a very small photo, px."""
        head = self._title.sizeHint().width() + self._subtitle.sizeHint().width() + 10
        head += 12 + self._chip.sizeHint().width()
        foot = 16 + max(self._quantity.sizeHint().width(), self._scale.sizeHint().width())
        needed = max(360, head, BAR_LEAST + foot, round(foot / (1 - BAR)))
        return -(-needed // 40) * 40  # in steps, so that words do not move with every layer

    def _place_head(self, line: QRect) -> None:
        chip = self._chip.sizeHint().width()
        self._chip.setGeometry(line.right() + 1 - chip, line.top(), chip, line.height())
        free = line.width() - chip - 12
        title = min(self._title.sizeHint().width(), free)
        self._title.setGeometry(line.left(), line.top(), title, line.height())
        rest = max(0, free - title - 10)
        self._subtitle.setGeometry(line.left() + title + 10, line.top(), rest, line.height())

    def _place_foot(self, line: QRect) -> None:
        """The bar at the left; what it measures in the middle, or at the right without shares."""
        bar = min(line.width(), max(BAR_LEAST, round(line.width() * BAR)))
        # the bar's widget has room around the bar for the numbers at its ends
        self.bar.setGeometry(line.left() - MARGIN, line.top() - 8, bar + 2 * MARGIN, 40)
        left = line.left() + bar + 16
        free = line.right() + 1 - left
        words = max(self._quantity.sizeHint().width(), self._scale.sizeHint().width())
        shares = max(self._shares.sizeHint().width(), self._rest.sizeHint().width())
        both = bool(self._shares.text()) and words + shares + 16 <= free
        align = 0.0 if both else 1.0
        for text, side, row in (
            (self._quantity, align, 0),
            (self._scale, align, 1),
            (self._shares, 1.0, 0),
            (self._rest, 1.0, 1),
        ):
            text.set_align(side)
            text.setGeometry(left, line.top() - 4 + 20 * row, free, 18)
        self._shares.setVisible(both)
        self._rest.setVisible(both)


def bar_colours(scene: Scene) -> str:
    """The colour table of the bar: the spotlight has no colours."""
    return "grey" if scene.style.mode == "spotlight" else scene.style.colormap
