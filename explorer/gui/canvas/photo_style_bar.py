"""The strip over the picture: how the map is drawn."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from explorer.core.selection import GateSide
from explorer.core.sites.attention import Kind
from explorer.export.style import Style
from explorer.gui.canvas.style_bar import StyleBar
from explorer.gui.kit.buttons import Segmented
from explorer.gui.kit.language import say
from explorer.gui.kit.slider import LabelledSlider

MODES = (("overlay", "Overlay"), ("spotlight", "Spotlight"), ("map", "Map"))
DRAWN = (("smooth", "Smooth"), ("patches", "Patches"))
SIDES = (("before", "Before"), ("after", "After"), ("compare", "Compare"))


class PhotoStyleBar(StyleBar):
    """Style of the map; for channel gates also which side of the gate.

    Signals: sideRequested(str), and those of every strip.
    """

    sideRequested = Signal(str)
    ranks = 4

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mode = Segmented("Style of the map", MODES, self)
        self._drawn = Segmented("Smooth or raw patches", DRAWN, self)
        self._side = Segmented("Side of the gate", SIDES, self)
        self._opacity = LabelledSlider("Opacity", parent=self)
        self._tips()
        self.put(self._mode, self._drawn, self._side, self._opacity)
        self._side.hide()
        self._mode.choiceRequested.connect(self._on_mode)
        self._drawn.choiceRequested.connect(self._on_drawn)
        self._side.choiceRequested.connect(self.sideRequested)
        self._opacity.valueRequested.connect(self._on_opacity)

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
        self._opacity.setToolTip(say("Opacity of the overlay ([ and ])"))

    def show_style(self, style: Style, side: GateSide) -> None:
        self._mode.set_current(style.mode)
        self._drawn.set_current("smooth" if style.smooth else "patches")
        self._side.set_current(side)
        self._opacity.set_value(round(100 * style.opacity))
        self._opacity.setEnabled(style.mode == "overlay")
        self._colours.setEnabled(style.mode != "spotlight")
        self.show_colormap(style.colormap)

    def show_kind(self, kind: Kind) -> None:
        """Channel gates have sides; the others choose between smooth and patches here."""
        gate = kind is Kind.CHANNEL
        self._side.setVisible(gate)
        self._drawn.setVisible(not gate)
        self.fit()

    def show_words(self, rank: int) -> None:
        """The label of the slider goes first, then the name of the colour map."""
        super().show_words(rank)
        self._opacity.set_label_visible(rank == 0)

    def show_close(self, close: bool) -> None:
        super().show_close(close)
        self._opacity.set_short(close)

    @Slot(str)
    def _on_mode(self, key: str) -> None:
        self.styleChosen.emit("mode", key)

    @Slot(str)
    def _on_drawn(self, key: str) -> None:
        self.styleChosen.emit("smooth", key == "smooth")

    @Slot(int)
    def _on_opacity(self, value: int) -> None:
        self.styleChosen.emit("opacity", value / 100)
