"""Which signal of a part is which intent of the controller: all connections of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from explorer.core.selection import GateSide, Scale
from explorer.export.render import Mode

if TYPE_CHECKING:
    from explorer.gui.window.main_window import MainWindow


class Wiring(QObject):
    """Slots that turn a signal's arguments into a call of the controller.

    Bound methods of a QObject that lives with the window: lambdas would keep it alive.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._connect_top()
        self._connect_middle()
        self._connect_sides()
        window.texts.join()

    def _connect_top(self) -> None:
        window, toolbar, commands = self._window, self._window.toolbar, self._window.commands
        toolbar.set_menus(
            commands.main_menu(),
            commands.samples,
            commands.settings_menu(),
            commands.export_menu(),
        )
        toolbar.panel.clicked.connect(window.toggle_panel)
        toolbar.openRequested.connect(window.exchange.ask)
        toolbar.pasteRequested.connect(window.exchange.paste)
        toolbar.exportRequested.connect(window.exchange.export)
        toolbar.shortcutsRequested.connect(commands.actions["shortcuts"].trigger)
        toolbar.modelRequested.connect(self._on_model)
        toolbar.modelsRequested.connect(window.browsing.toggle)
        toolbar.deviceRequested.connect(self._on_device)
        toolbar.layerStepped.connect(self._on_layer_step)
        toolbar.layerEnded.connect(self._on_layer_end)
        toolbar.unitStepped.connect(self._on_unit_step)
        toolbar.unitEnded.connect(self._on_unit_end)

    def _connect_middle(self) -> None:
        window = self._window
        strip, canvas, picture = window.strip, window.canvas, window.canvas.picture
        strip.modeRequested.connect(self._on_mode)
        strip.smoothRequested.connect(self._on_smooth)
        strip.sideRequested.connect(self._on_side)
        strip.opacityRequested.connect(self._on_opacity)
        strip.colormapRequested.connect(self._on_colormap)
        strip.fullRequested.connect(window.toggle_full)
        canvas.chipRequested.connect(self._on_reset)
        for stage in (canvas, window.texts.canvas):
            stage.strip.actionRequested.connect(self._on_strip_action)
            stage.strip.closed.connect(stage.clear_message)
            stage.toast.actionRequested.connect(self._on_show_saved)
        picture.patchRequested.connect(self._on_patch)
        picture.cellHovered.connect(self._on_hover)
        picture.splitRequested.connect(self._on_split)
        picture.layerStepped.connect(self._on_layer_step)
        picture.unitStepped.connect(self._on_unit_step)
        picture.dragRequested.connect(window.exchange.drag_out)
        picture.menuRequested.connect(window.show_picture_menu)
        window.gates.channelRequested.connect(self._on_channel)
        window.gates.sortRequested.connect(window.gates.show_sort)

    def _connect_sides(self) -> None:
        window = self._window
        grid = window.heads.grid
        grid.cellRequested.connect(self._on_cell)
        grid.cellToggled.connect(self._on_cell_toggled)
        grid.cellsRequested.connect(self._on_cells)
        grid.meanRequested.connect(self._on_mean)
        grid.playRequested.connect(self._on_play)
        grid.wheelStepped.connect(self._on_layer_step)
        window.heads.playRequested.connect(self._on_play)
        window.heads.scaleRequested.connect(self._on_scale)
        window.input.openRequested.connect(window.exchange.ask_photo)
        window.input.sampleRequested.connect(window.open_sample)
        window.input.recentRequested.connect(window.open_recent)
        window.status.cancelRequested.connect(self._on_cancel)
        window.exchange.progressed.connect(window.display.show_export)
        window.exchange.saved.connect(window.display.show_saved)
        window.exchange.failed.connect(window.display.show_failure)

    @Slot(str)
    def _on_model(self, model: str) -> None:
        self._window.controller.choose_model(model)

    @Slot(str)
    def _on_device(self, device: str) -> None:
        self._window.controller.choose_device(device)

    @Slot(int)
    def _on_layer_step(self, by: int) -> None:
        self._window.controller.step_layer(by)

    @Slot(int)
    def _on_unit_step(self, by: int) -> None:
        self._window.controller.step_unit(by)

    @Slot(str)
    def _on_mode(self, mode: Mode) -> None:
        self._window.controller.choose_mode(mode)

    @Slot(bool)
    def _on_smooth(self, smooth: bool) -> None:
        self._window.controller.choose_smooth(smooth)

    @Slot(str)
    def _on_side(self, side: GateSide) -> None:
        self._window.controller.photo.choose_side(side)

    @Slot(float)
    def _on_opacity(self, opacity: float) -> None:
        self._window.controller.choose_opacity(opacity)

    @Slot(str)
    def _on_colormap(self, colormap: str) -> None:
        self._window.controller.choose_colormap(colormap)

    @Slot()
    def _on_reset(self) -> None:
        self._window.controller.reset_query()

    @Slot(int, int)
    def _on_patch(self, row: int, col: int) -> None:
        self._window.controller.photo.query_patch(row, col)

    @Slot(object)
    def _on_hover(self, cell: tuple[int, int] | None) -> None:
        self._window.controller.photo.hover(cell)

    @Slot(float)
    def _on_split(self, split: float) -> None:
        self._window.controller.photo.choose_split(split)

    @Slot(int, int)
    def _on_cell(self, row: int, column: int) -> None:
        self._window.controller.select_cell(row, column)

    @Slot(int, int)
    def _on_cell_toggled(self, row: int, column: int) -> None:
        self._window.controller.toggle_cell(row, column)

    @Slot(object, int, int)
    def _on_cells(self, cells: frozenset[tuple[int, int]], row: int, column: int) -> None:
        self._window.controller.select_cells(cells, row, column)

    @Slot()
    def _on_mean(self) -> None:
        self._window.controller.average()

    @Slot()
    def _on_play(self) -> None:
        self._window.controller.toggle_play()

    @Slot(int)
    def _on_layer_end(self, end: int) -> None:
        self._window.controller.step_layer(end * 10_000)

    @Slot(int)
    def _on_unit_end(self, end: int) -> None:
        self._window.controller.step_unit(end * 10_000)

    @Slot(int)
    def _on_channel(self, channel: int) -> None:
        controller = self._window.controller
        controller.select(controller.state.selection.layer, channel)

    @Slot(str)
    def _on_scale(self, scale: str) -> None:
        self._window.controller.choose_scale(Scale(scale))

    @Slot()
    def _on_cancel(self) -> None:
        self._window.controller.cancel()
        self._window.exchange.cancel()

    @Slot(str)
    def _on_strip_action(self, action: str) -> None:
        if action == "open":
            self._window.exchange.ask()
        elif action == "install":
            self._window.controller.opening.install()
        elif action == "untrained":
            self._window.controller.opening.untrained()

    @Slot()
    def _on_show_saved(self) -> None:
        path = self._window.display.saved_path
        if path is not None:
            self._window.exchange.show_saved(path)
