"""The bar at the top: what to open, which model on which device, which layer and head."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from explorer.core.inputs import Modality
from explorer.core.numbers import millions
from explorer.gui.control.view import Devices, Steppers
from explorer.gui.kit.boxes import hbox
from explorer.gui.kit.buttons import GhostButton, IconButton, PrimarySplitButton
from explorer.gui.kit.combo import Choice, ChoiceGroup, ComboButton
from explorer.gui.kit.labels import Line
from explorer.gui.kit.language import foreign, say
from explorer.gui.kit.menu import Menu
from explorer.gui.kit.stepper import Stepper
from explorer.gui.kit.surface import Surface
from explorer.gui.kit.tips import tip
from explorer.registry.catalogue import is_untrained
from explorer.registry.entry import Entry

HEIGHT = 48
ICONS_ONLY, VALUES_ONLY = 1360, 1240
"""Window widths below which the buttons and then the steppers lose their words."""
LAYER, LAYER_SHORT, UNIT, UNIT_SHORT = 196, 144, 220, 166
"""Widths of the steppers: fixed, so that no arrow moves away from the mouse that clicks it."""
MODEL, MODEL_SHORT = 204, 196


class _ModelButton(ComboButton):
    """Steps through the models like any combo, but opens the browser in place of a menu."""

    browseRequested = Signal()

    @Slot()
    def open_menu(self) -> None:
        self.browseRequested.emit()


CLUSTER = "cluster"
"""The choice that asks for a cluster."""


class Toolbar(Surface):
    """Passive: shows what it is told and says what was asked for.

    Signals: openRequested, pasteRequested, modelRequested(str), modelsRequested,
    deviceRequested(str), clusterRequested, layerStepped(int), layerEnded(int), unitStepped(int),
    unitEnded(int), exportRequested, shortcutsRequested, presentationEnded.
    """

    openRequested = Signal()
    pasteRequested = Signal()
    modelRequested = Signal(str)
    modelsRequested = Signal()
    deviceRequested = Signal(str)
    clusterRequested = Signal()
    layerStepped = Signal(int)
    layerEnded = Signal(int)
    unitStepped = Signal(int)
    unitEnded = Signal(int)
    exportRequested = Signal()
    shortcutsRequested = Signal()
    presentationEnded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.setFixedHeight(HEIGHT)
        self.menu = IconButton("menu", "Menu", parent=self)
        self.panel = IconButton("panel-left", "Input and model", shortcut="B", parent=self)
        self._open = GhostButton("Open", "folder-open", shortcut="Ctrl O", parent=self)
        self._paste = GhostButton("Paste", "clipboard-paste", shortcut="Ctrl V", parent=self)
        self.samples = GhostButton("Samples", "images", parent=self)
        self._models: dict[str, Entry] = {}
        self._model = _ModelButton("Model", icon="boxes", parent=self)
        self._device = ComboButton("Device", icon="cpu", parent=self)
        self._on = "auto"
        self._layer = Stepper("Layer", previous="↑", following="↓", parent=self)
        self._unit = Stepper("Head", previous="←", following="→", parent=self)
        self._shortcuts = IconButton("keyboard", "Keyboard shortcuts", shortcut="?", parent=self)
        self.settings = IconButton("settings", "Settings", parent=self)
        self.more = IconButton("ellipsis", "Settings and shortcuts", parent=self)
        self._end = IconButton("minimize", "End the presentation", shortcut="F5", parent=self)
        self.export = PrimarySplitButton("Export", "download", shortcut="Ctrl E", parent=self)
        self._device.set_choices([Choice("auto", "Auto")])
        self._device.set_current("auto")
        self._tips()
        parts = self.menu, self.panel, self._open, self._paste, self.samples, 4
        row = hbox(*parts, owner=self, margins=(10, 0, 12, 0), spacing=8)
        dividers = self._divider(), self._divider()
        row.addWidget(dividers[0])
        row.addSpacing(4)
        row.addWidget(self._model)
        row.addWidget(self._device)
        row.addSpacing(4)
        row.addWidget(dividers[1])
        row.addSpacing(4)
        row.addWidget(self._layer)
        row.addWidget(self._unit)
        row.addStretch(1)
        row.addWidget(self._shortcuts)
        row.addWidget(self.settings)
        row.addWidget(self.more)
        row.addWidget(self.export)
        row.addWidget(self._end)
        own = self.menu, self._open, self._paste, self.samples, self._device
        self._beside: tuple[QWidget, ...] = (*own, *dividers, self.export)
        self._presenting = False
        self.panel.hide()
        self.show_width(ICONS_ONLY)
        self._connect()

    def _tips(self) -> None:
        """What the words on the controls leave open."""
        self._open.setToolTip(tip("Open a photo", "Ctrl O"))
        self._paste.setToolTip(tip("Paste a picture, a text, or a file with one", "Ctrl V"))
        self.samples.setToolTip(say("Open a sample photo or sentence"))
        self._device.setToolTip(say("Device that the model runs on"))
        self.export.setToolTip(tip("Export the picture on screen", "Ctrl E"))

    def _divider(self) -> Line:
        return Line(Qt.Orientation.Vertical, length=20, token="line2", parent=self)

    def _connect(self) -> None:
        self._open.clicked.connect(self.openRequested)
        self._paste.clicked.connect(self.pasteRequested)
        self._model.choiceRequested.connect(self.modelRequested)
        self._model.browseRequested.connect(self.modelsRequested)
        self._device.choiceRequested.connect(self._on_device)
        self._layer.stepRequested.connect(self.layerStepped)
        self._layer.endRequested.connect(self.layerEnded)
        self._unit.stepRequested.connect(self.unitStepped)
        self._unit.endRequested.connect(self.unitEnded)
        self._shortcuts.clicked.connect(self.shortcutsRequested)
        self.export.triggered.connect(self.exportRequested)
        self._end.clicked.connect(self.presentationEnded)

    def show_models(self, entries: Sequence[Entry]) -> None:
        """All models, by family; a damaged one is there and says why it cannot be chosen."""
        self._models = {entry.id: entry for entry in entries}
        families = dict.fromkeys(entry.family for entry in entries)
        self._model.set_choices(
            [
                ChoiceGroup(
                    family,
                    tuple(_choice(entry) for entry in entries if entry.family == family),
                )
                for family in families
            ]
        )

    def show_model(self, entry: Entry) -> None:
        """The model in use; one of a library stays among the others from then on."""
        if entry.id not in self._models:
            self.show_models((*self._models.values(), entry))
        self._model.set_current(entry.id)
        self._model.setToolTip(tip(f"Model: {foreign(entry.title)}", "Ctrl M"))

    def model(self) -> str:
        """The id of the model that is shown."""
        return self._model.current()

    def show_input(self, kind: Modality) -> None:
        """What the Open button opens."""
        self._open.setToolTip(tip("Open a text" if kind == "text" else "Open a photo", "Ctrl O"))

    def show_devices(self, shown: Devices) -> None:
        """The devices there are; "auto" is the first of them."""
        choices = [Choice(one.id, one.title, short=one.short) for one in shown.devices]
        self._device.set_choices([*choices, Choice(CLUSTER, "Run on a cluster…")])
        self._on = shown.devices[0].id if shown.current == "auto" else shown.current
        self._device.set_current(self._on)

    @Slot(str)
    def _on_device(self, key: str) -> None:
        if key == CLUSTER:  # that is asked first
            self._device.set_current(self._on)
            self.clusterRequested.emit()
        else:
            self.deviceRequested.emit(key)

    def show_steppers(self, steppers: Steppers) -> None:
        name, value, suffix = steppers.layer
        self._layer.set_name(name)
        back, on = steppers.layer_ends
        self._layer.show_value(value, suffix, can_go_back=back, can_go_on=on)
        self._unit.setVisible(steppers.unit is not None)
        if steppers.unit is not None:
            name, value, suffix = steppers.unit
            self._unit.set_name(name)
            back, on = steppers.unit_ends
            self._unit.show_value(value, suffix, can_go_back=back, can_go_on=on)

    def show_width(self, width: int) -> None:
        """Give up words as the window gets narrower; see the layout rules of the window."""
        for button in (self._open, self._paste, self.samples):
            button.set_label_visible(width >= ICONS_ONLY)
        for stepper in (self._layer, self._unit):
            stepper.set_name_visible(width >= VALUES_ONLY)
        wide = width >= VALUES_ONLY
        self._layer.setFixedWidth(LAYER if wide else LAYER_SHORT)
        self._unit.setFixedWidth(UNIT if wide else UNIT_SHORT)
        self._model.setFixedWidth(MODEL if wide else MODEL_SHORT)
        whole = not self._presenting
        for part in self._beside:
            if part.isHidden() is whole:  # shown before it has its menu, a button stays as narrow
                part.setVisible(whole)
        self._shortcuts.setVisible(wide and whole)
        self.settings.setVisible(wide and whole)
        self.more.setVisible(not wide and whole)
        self._end.setVisible(not whole)

    def show_presenting(self, presenting: bool) -> None:
        """For an audience only what says what is shown: the model, its layer and head."""
        self._presenting = presenting

    def show_panel_button(self, visible: bool) -> None:
        """The button for the left panel, when that is not beside the picture."""
        self.panel.setVisible(visible)

    def set_menus(self, main: Menu, samples: Menu, settings: Menu, export: Menu) -> None:
        """The menus of the four buttons that have one."""
        self.menu.set_menu(main)
        self.samples.set_menu(samples)
        self.settings.set_menu(settings)
        self.more.set_menu(settings)
        self.export.set_menu(export)


def _choice(entry: Entry) -> Choice:
    """An untrained model says so first, where no narrow window cuts it off."""
    size = millions(entry.parameters) if entry.parameters else ""
    short = entry.title.removesuffix(" (untrained)")
    short = f"Untrained {short}" if is_untrained(entry.id) else ""
    return Choice(entry.id, entry.title, detail=size, short=short, reason=entry.problem)
