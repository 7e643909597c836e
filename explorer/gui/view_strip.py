"""The strip over the picture: how the map is drawn."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from explorer.core.attention import Kind
from explorer.core.colormaps import COLORMAPS, table, title
from explorer.export.render import Style
from explorer.gui.kit.button import IconButton
from explorer.gui.kit.combo import Choice, ComboButton
from explorer.gui.kit.segmented import Segmented
from explorer.gui.kit.slider import LabelledSlider
from explorer.gui.kit.surface import Surface
from explorer.gui.state import Side

HEIGHT = 40
MODES = (("overlay", "Overlay"), ("spotlight", "Spotlight"), ("map", "Map"))
DRAWN = (("smooth", "Smooth"), ("patches", "Patches"))
SIDES = (("before", "Before"), ("after", "After"), ("compare", "Compare"))


class ViewStrip(Surface):
    """Style of the map; for channel gates also which side of the gate.

    Signals: modeRequested(str), smoothRequested(bool), sideRequested(str), opacityRequested(float),
    colormapRequested(str), fullRequested().
    """

    modeRequested = Signal(str)
    smoothRequested = Signal(bool)
    sideRequested = Signal(str)
    opacityRequested = Signal(float)
    colormapRequested = Signal(str)
    fullRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.setFixedHeight(HEIGHT)
        self._mode = Segmented("Style of the map", MODES, self)
        self._drawn = Segmented("Smooth or raw patches", DRAWN, self)
        self._side = Segmented("Side of the gate", SIDES, self)
        self._opacity = LabelledSlider("Opacity", parent=self)
        self._colours = ComboButton("Colour map", parent=self)
        self._full = IconButton("maximize", "Picture only", shortcut="F", parent=self)
        self._narrow = False
        self._tips()
        self._colours.set_choices([Choice(n, title(n), swatch=swatch(n)) for n in COLORMAPS])
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 20, 0)
        row.setSpacing(12)
        for part in (self._mode, self._drawn, self._side, self._opacity):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._colours)
        row.addWidget(self._full)
        self._side.hide()
        self._least = 0
        self._mode.choiceRequested.connect(self.modeRequested)
        self._drawn.choiceRequested.connect(self._on_drawn)
        self._side.choiceRequested.connect(self.sideRequested)
        self._opacity.valueRequested.connect(self._on_opacity)
        self._colours.choiceRequested.connect(self.colormapRequested)
        self._full.clicked.connect(self.fullRequested)

    def _tips(self) -> None:
        for key, text in (
            ("overlay", "Colours over the photo (1)"),
            ("spotlight", "Darken what is not attended (2)"),
            ("map", "The values alone (3)"),
        ):
            self._mode.set_tip(key, text)
        self._drawn.set_tip("smooth", "Bicubic between the patches, for looking (S)")
        self._drawn.set_tip("patches", "One square a patch, as computed (S)")
        self._side.set_tip("before", "Activations before the gate (G)")
        self._side.set_tip("after", "Activations multiplied by the gate (G)")
        self._side.set_tip("compare", "Before and after beside each other (G)")
        self._opacity.setToolTip("Opacity of the overlay ([ and ])")
        self._colours.setToolTip("Colour map (C)")

    def show_style(self, style: Style, side: Side) -> None:
        self._mode.set_current(style.mode)
        self._drawn.set_current("smooth" if style.smooth else "patches")
        self._side.set_current(side)
        self._opacity.set_value(round(100 * style.opacity))
        self._opacity.setEnabled(style.mode == "overlay")
        self._colours.set_current(style.colormap)
        self._colours.setEnabled(style.mode != "spotlight")
        self._fit()  # the name may be a longer one

    def show_kind(self, kind: Kind) -> None:
        """Channel gates have sides; the others choose between smooth and patches here."""
        gate = kind is Kind.CHANNEL
        self._side.setVisible(gate)
        self._drawn.setVisible(not gate)
        self._fit()

    def show_full(self, full: bool) -> None:
        """Whether the picture is alone now."""
        self._full.set_icon("minimize" if full else "maximize")
        self._full.set_name("Show the panels" if full else "Picture only", "F")

    def show_narrow(self, narrow: bool) -> None:
        """In a narrow window the slider loses its label and the colour map its name."""
        self._narrow = narrow
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def _fit(self) -> None:
        """Give up the slider's label, then the name of the colour map, rather than cut words."""
        least = self._width_with(False, False)
        if least != self._least:
            self._least = least
            self.updateGeometry()
        for label, name in ((True, True), (False, True), (False, False)):
            if self._narrow and name:
                continue
            if self._width_with(label, name) <= self.width():
                return

    def _width_with(self, label: bool, name: bool) -> int:
        """Show the slider's label and the map's name or not; how wide the strip then wants to be,
        px."""
        self._opacity.set_label_visible(label)
        self._colours.set_text_visible(name)
        self._row.invalidate()
        return self._row.sizeHint().width()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least, HEIGHT)

    @Slot(str)
    def _on_drawn(self, key: str) -> None:
        self.smoothRequested.emit(key == "smooth")

    @Slot(int)
    def _on_opacity(self, value: int) -> None:
        self.opacityRequested.emit(value / 100)


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
