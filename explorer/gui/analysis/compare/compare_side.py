"""One of the pictures of a comparison: its letter, what it is, and the map."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from explorer.core.numbers import short
from explorer.figures.frame import Target
from explorer.gui.analysis.photo_box import PhotoBox
from explorer.gui.canvas.figure_view import FigureView
from explorer.gui.control.present.analysis.compare_view import Side
from explorer.gui.control.view import Readout
from explorer.gui.kit import SEMIBOLD, Text, theme, ui_font
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.language import say
from explorer.gui.kit.look.paint import begin, box, draw_text, text_width

Place = tuple[float, float]
"""Where on a photo, as shares of its sides."""


class Letter(QWidget):
    """A or B, white on black in the light theme; the difference as plain words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = ""
        self.setFixedHeight(22)

    def show_letter(self, letter: str) -> None:
        """Show a letter."""
        self._letter = letter
        wide = 22 if len(letter) == 1 else round(text_width(letter, ui_font(13, SEMIBOLD))) + 4
        self.setFixedWidth(wide)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = begin(self), theme()
        place, font = QRectF(self.rect()), ui_font(13, SEMIBOLD)
        if len(self._letter) == 1:
            box(painter, place, 4.0, colours.t1)
            draw_text(painter, place, self._letter, font, colours.panel, 0.5)
        else:
            draw_text(painter, place, self._letter, font, colours.t1)
        painter.end()


class CompareSide(QWidget):
    """Letter and chip above a picture of a photo, or a figure of a text.

    Signals
    -------
    placeHovered(object): on a photo a `Place`, of a text a `Target`; None for nothing.
    patchRequested(int, int), targetRequested(object): what was clicked, to ask.
    viewMoved(object): the part that shows, as arguments of `show_part`.
    """

    placeHovered = Signal(object)
    patchRequested = Signal(int, int)
    targetRequested = Signal(object)
    viewMoved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side: Side | None = None
        self._letter, self._chip = Letter(), Text("", px=13)
        self._photo, self._figure = PhotoBox(top=True), FigureView()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._photo)
        self._stack.addWidget(self._figure)
        head = hbox(self._letter, (self._chip, 1), spacing=8)
        vbox(head, (self._stack, 1), owner=self, margins=0, spacing=8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        picture = self._photo.picture
        picture.cellHovered.connect(self._on_cell)
        picture.patchRequested.connect(self.patchRequested)
        picture.viewMoved.connect(self._on_part)
        self._figure.targetHovered.connect(self.placeHovered)
        self._figure.targetRequested.connect(self.targetRequested)
        self._figure.viewMoved.connect(self._on_frame)

    @property
    def picture(self) -> QWidget:
        """What shows the map now."""
        return self._photo.picture if self._stack.currentIndex() == 0 else self._figure

    def sizeHint(self) -> QSize:
        return QSize(280, 240)

    def show_side(self, side: Side) -> None:
        """Show a map."""
        self._side = side
        self._letter.show_letter(side.letter)
        self._chip.set_text(side.chip)
        self._chip.setToolTip(say(side.chip))
        if side.scene is not None:
            self._stack.setCurrentWidget(self._photo)
            self._photo.show_scene(side.scene)
            self._photo.picture.setAccessibleName(say(f"{side.letter}: {side.chip}"))
        else:
            self._stack.setCurrentWidget(self._figure)
            self._figure.show_figure(side.figure, f"{side.letter}: {side.chip}")

    # -- what is linked

    def show_part(self, part: tuple[float, ...]) -> None:
        """Show the same part as another picture: of a photo (x0, y0, x1, y1) as shares."""
        if self._side is None:
            return
        if self._side.scene is not None and len(part) == 4:
            wide, high = self._side.scene.photo.size
            x0, y0, x1, y1 = part
            rect = QRectF(x0 * wide, y0 * high, (x1 - x0) * wide, (y1 - y0) * high)
            self._photo.picture.show_part(rect)
        elif self._side.scene is None and len(part) == 3:
            self._figure.show_part(*part)

    def light(self, place: Place | None) -> float | None:
        """Read out the value at a place of the photo; None takes it away."""
        side, picture = self._side, self._photo.picture
        if side is None or side.scene is None:
            return None
        wide, high = side.scene.photo.size
        heatmap = side.scene.heatmap
        cell = None
        if place is not None:
            at = place[0] * wide, place[1] * high
            cell = heatmap.placement.patch_at(*at, *heatmap.grid)
        if cell is None:
            picture.show_readout(None)
            return None
        value = float(heatmap.readout[cell])
        known = value == value
        title = self._written(value) if known else "not in both"
        picture.show_readout(Readout(value if known else None, title, (), cell))
        return value if known else None

    def light_words(self, target: Target | None) -> None:
        """Read out the value of a cell among words; None takes it away."""
        side = self._side
        if side is None or side.figure is None:
            return
        lines: tuple[str, ...] | None = None
        if target is not None and target.row is not None and target.col is not None:
            value = float(side.figure.matrix.values[target.row, target.col])
            known = value == value
            lines = (self._written(value) if known else "open",)
        self._figure.show_hover(target)
        self._figure.show_readout(lines)

    def _written(self, value: float) -> str:
        signed = self._side is not None and len(self._side.letter) > 1
        return f"+{short(value)}" if signed and value > 0 else short(value)

    def place_of(self, cell: tuple[int, int]) -> Place | None:
        """The middle of a cell of this map on its photo."""
        side = self._side
        if side is None or side.scene is None:
            return None
        wide, high = side.scene.photo.size
        heatmap = side.scene.heatmap
        left, top, right, bottom = heatmap.placement.patch_box(*cell, *heatmap.grid)
        return (left + right) / 2 / wide, (top + bottom) / 2 / high

    @Slot(object)
    def _on_cell(self, cell: tuple[int, int] | None) -> None:
        self.placeHovered.emit(None if cell is None else self.place_of(cell))

    @Slot(QRectF)
    def _on_part(self, part: QRectF) -> None:
        if self._side is not None and self._side.scene is not None:
            wide, high = self._side.scene.photo.size
            shown = part.left() / wide, part.top() / high, part.right() / wide, part.bottom() / high
            self.viewMoved.emit(shown)

    @Slot(float, float, float)
    def _on_frame(self, zoom: float, x: float, y: float) -> None:
        self.viewMoved.emit((zoom, x, y))
