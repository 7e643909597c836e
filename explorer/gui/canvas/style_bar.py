"""What both strips over the picture have: its colours, and the picture alone."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from explorer.core.colormaps import COLORMAPS, marks, table, title
from explorer.gui.kit.boxes import hbox
from explorer.gui.kit.buttons import IconButton, Segmented
from explorer.gui.kit.combo import Choice, ComboButton
from explorer.gui.kit.language import say
from explorer.gui.kit.surface import Surface

HEIGHT = 40
_SPACING, _CLOSE = 12, 8
"""px between the controls, and where they move together."""


class StyleBar(Surface):
    """A row of controls; `put` gives it those at the left. Gives up words where it gets narrow.

    With every rank it gives up more: words first, and in the last the room around its controls.

    Signals: styleChosen(str, object): how maps are drawn, by the name of a field of `Style`;
    fullRequested().
    """

    ranks = 3
    styleChosen = Signal(str, object)
    fullRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.setFixedHeight(HEIGHT)
        self._colours = ComboButton("Colour map", parent=self)
        self._colours.setToolTip(say("Colour map (C)"))
        self._colours.set_choices(
            [Choice(n, title(n), marks(n), swatch=swatch(n), tip=marks(n)) for n in COLORMAPS]
        )
        self._full = IconButton("maximize", "Picture only", shortcut="F", parent=self)
        self._row = hbox(owner=self, margins=(16, 0, 20, 0), spacing=_SPACING)
        self._least, self._first = 0, 0
        self._spare: QWidget | None = None
        self._offered = False
        self._colours.choiceRequested.connect(self._on_colours)
        self._full.clicked.connect(self.fullRequested)

    @Slot(str)
    def _on_colours(self, key: str) -> None:
        self.styleChosen.emit("colormap", key)

    def put(self, *parts: QWidget) -> None:
        """The controls at the left; colours and the picture alone stand at the right."""
        for part in parts:
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._row.addWidget(self._colours)
        self._row.addWidget(self._full)

    def offer(self, spare: QWidget, offered: bool) -> None:
        """Have one of the controls be there where there is room: a menu has it, too."""
        self._spare, self._offered = spare, offered
        self.fit()

    def show_colormap(self, colormap: str) -> None:
        self._colours.set_current(colormap)
        self.fit()  # the name may be a longer one

    def show_full(self, full: bool) -> None:
        """Whether the picture is alone now."""
        self._full.set_icon("minimize" if full else "maximize")
        self._full.set_name("Show the panels" if full else "Picture only", "F")

    def show_narrow(self, narrow: bool) -> None:
        """In a narrow window all words are given up that may be."""
        self._first = self.ranks - 2 if narrow else 0
        self.fit()

    def show_words(self, rank: int) -> None:
        """Show fewer words with every rank: all of them at 0, the least at `ranks` - 2."""
        self._colours.set_text_visible(rank < self.ranks - 2)

    def show_close(self, close: bool) -> None:
        """Move the controls together, and make those narrower that can be."""
        self._row.setSpacing(_CLOSE if close else _SPACING)
        for part in self.findChildren(Segmented):
            part.set_close(close)

    def fit(self) -> None:
        """Give up words and air rather than cut words, and no more than the width asks for."""
        least = self._wanted(self.ranks - 1)
        if least != self._least:
            self._least = least
            self.updateGeometry()
        extra = self._width_of_spare() if self._offered else 0
        ranks = range(self._first, self.ranks)
        fits = any(self._wanted(rank) + extra <= self.width() for rank in ranks)
        if self._spare is not None:
            self._spare.setVisible(self._offered and fits)
        self._row.invalidate()
        self._row.activate()  # or what was only measured is seen until the next event

    def _width_of_spare(self) -> int:
        return 0 if self._spare is None else self._spare.sizeHint().width() + self._row.spacing()

    def _wanted(self, rank: int) -> int:
        """Show what a rank leaves; how wide the strip then wants to be without the spare, px."""
        self.show_words(rank)
        self.show_close(rank == self.ranks - 1)
        self._row.invalidate()
        there = self._spare is not None and not self._spare.isHidden()
        return self._row.sizeHint().width() - (self._width_of_spare() if there else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least, HEIGHT)


@cache
def swatch(colormap: str, width: int = 26, height: int = 10) -> QPixmap:
    """A small rounded bar of a colour map, sharp at twice the size."""
    colours = table(colormap)
    row = colours[:: max(1, 256 // width)].copy()
    strip = QImage(row.data, len(row), 1, 3 * len(row), QImage.Format.Format_RGB888)
    pixmap = QPixmap(2 * width, 2 * height)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    clip = QPainterPath()
    clip.addRoundedRect(QRectF(0, 0, width, height), 2, 2)
    painter.setClipPath(clip)
    painter.drawImage(QRectF(0, 0, width, height), strip)
    painter.end()
    return pixmap
