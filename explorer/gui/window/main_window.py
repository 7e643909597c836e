"""The window: puts the parts in their places and passes intents to the controller.

What an intent means is the controller's matter, how a part looks is the part's. Closing goes in
the order: stop the jobs and hear no more of them, drop the pictures.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
)

from explorer.core.trace import Trace
from explorer.gui.browser.browsing import Browsing
from explorer.gui.canvas.canvas_base import CanvasBase
from explorer.gui.control.controller import Controller
from explorer.gui.control.kept.preferences import Preferences
from explorer.gui.control.kept.remembering import first_photo, first_state, remembered
from explorer.gui.control.view import View
from explorer.gui.exchange.exchange import Exchange, make_exchange
from explorer.gui.exchange.opening import accept_copy, takes
from explorer.gui.kit.language import language, say
from explorer.gui.kit.look.theme import theme_switch
from explorer.gui.kit.menu import Menu
from explorer.gui.panels.thumbnails import Sample as Thumbnail
from explorer.gui.plots.plot_host import drop_plots
from explorer.gui.window.arrangement import Arrangement
from explorer.gui.window.commands.commands import Commands
from explorer.gui.window.connections import connect_panels
from explorer.gui.window.dialogs import Dialogs
from explorer.gui.window.keys import FieldUndo, moved, turned
from explorer.gui.window.panel_list import PANELS
from explorer.gui.window.panel_places import PanelPlaces
from explorer.gui.window.panels import Panels, Parts
from explorer.gui.window.tab_order import follow
from explorer.gui.window.view_slots import ViewSlots
from explorer.gui.window.worker import Worker, close_workers
from explorer.inputs.samples import samples
from explorer.registry.catalogue import entries
from explorer.registry.entry import Entry
from explorer.registry.sources.builtin import builtin
from explorer.runtime.jobs import Report
from explorer.runtime.preload import load_torch


class MainWindow(Parts):
    """The one window of the program.

    Parameters
    ----------
    file
        A photo or a text to open, else a sample.
    model, theme
        Instead of the remembered ones.
    dialogs
        What asks for files; the system's own without it.
    sync
        Run jobs inside the call, for tests.
    room
        Where the window may stand; that of its screen without it.
    after_paint
        Whether the first run waits until the window was painted, for importing what runs models
        would take the time that painting needs.
    run
        A run that was made elsewhere, and its model, in place of a file; then nothing of this
        window is remembered.
    """

    def __init__(
        self,
        *,
        file: Path | None = None,
        model: str | None = None,
        theme: str | None = None,
        dialogs: Dialogs | None = None,
        sync: bool = False,
        room: QRect | None = None,
        after_paint: bool = False,
        run: tuple[Entry, Trace] | None = None,
    ) -> None:
        self.preferences = Preferences(kept=run is None)
        if theme is not None:
            self.preferences.value = replace(self.preferences.value, theme=theme)
        wanted = self.preferences.value
        with theme_switch().without_sheet():
            theme_switch().choose(wanted.theme)
            super().__init__()
        self.setWindowTitle(say("Attention Explorer"))
        self.setAcceptDrops(True)
        dialogs = self._dialogs = dialogs or Dialogs()
        panels = self.panels()
        self._runner = Worker("model", self, sync, load_torch if after_paint else None)
        self._unpainted = after_paint
        if after_paint:
            self._runner.hold()
        self._pictures, self._rows = Worker("pictures", self), Worker("rows", self)
        self._figures = Worker("figures", self)
        self._plugins = Worker("plug-ins", self, sync=not after_paint)
        state = first_state(wanted, model, language())
        self.controller = Controller(
            self.show_view,
            self._runner.submit,
            self._runner.cancel,
            state,
            {one.name: one.content for one in PANELS},
        )
        self.controller.matter.ask_path = self.controller.analysis.ask_path = self.ask_path
        self.controller.region.ask_path = self.ask_region
        left, right = self.left, self.right
        self.places = PanelPlaces(
            PANELS,
            self.controller,
            {
                "left": left.column,
                "right": right.column,
                "below": self.below,
                "bottom": self.bottom,
            },
            {"left alone": left.stack, "right alone": right.stack, "page": self.pages},
        )
        self.arrangement = Arrangement(self, panels, self.places)
        self.exchange: Exchange = make_exchange(self, self.controller, dialogs, self.preferences)
        self.browsing = Browsing(self, dialogs)
        self.commands = Commands(
            self,
            self.controller,
            self.exchange,
            self.preferences,
            {
                "models": self.browsing.toggle,
                "full": self.arrangement.toggle_full,
                "panel": self.arrangement.toggle_panel,
                "lecture": self.take_lecture,
                "open_lecture": self.open_lecture,
                "present": self.present_lecture,
                "quit": self.close,
            },
        )
        self._play = QTimer(self)
        self._slots = ViewSlots(
            panels,
            self.commands,
            self.browsing,
            self.arrangement,
            self.places,
            self.preferences,
            self.setWindowTitle,
            self._play,
        )
        self._connect(panels)
        self._closed = False
        self._menu: Menu | None = None
        self.heads.grid.show_folded(frozenset(wanted.folded))
        self._play.timeout.connect(self.controller.play_on)
        self.arrangement.restore(room, wanted.geometry, wanted.splitter)
        self._start(file, run)
        self.heads.grid.setFocus()

    def _connect(self, panels: Panels) -> None:
        """Connect the parts with the controller and with each other."""
        controller, exchange, commands = self.controller, self.exchange, self.commands
        menus = commands.menus
        self.toolbar.set_menus(menus.main(), menus.samples, menus.settings(), menus.export())
        self.toolbar.panel.clicked.connect(self.arrangement.toggle_panel)
        self.toolbar.shortcutsRequested.connect(commands.actions["shortcuts"].trigger)
        self.toolbar.presentationEnded.connect(self.present_lecture)
        self._message_actions = connect_panels(panels, controller, exchange, self.browsing)
        self.browsing.closed.connect(self.heads.grid.setFocus)
        self.texts.input.left.connect(self.heads.grid.setFocus)
        for strip in (self.strip, self.texts.strip):
            strip.fullRequested.connect(self.arrangement.toggle_full)
        for picture in (self.canvas.picture, self.texts.canvas.view):
            picture.menuRequested.connect(self.show_picture_menu)
        self.explain.dockRequested.connect(controller.explain.toggle)
        self.heads.grid.sectionFolded.connect(self._on_folded)
        exchange.saving.saved.connect(self.show_saved)
        commands.helping.stationRequested.connect(self.show_station)
        self._runner.reported.connect(controller.on_report)
        self._plugins.reported.connect(self._on_models)
        self._pictures.reported.connect(controller.text.long.on_picture)
        self._rows.reported.connect(controller.text.long.on_line)
        controller.text.long.use(self._pictures, self._rows)
        self._figures.reported.connect(controller.figure.on_report)
        controller.figure.use(self._figures)
        FieldUndo(self.texts.input)

    def _start(self, file: Path | None, run: tuple[Entry, Trace] | None) -> None:
        self.toolbar.show_models(tuple(builtin()))
        if not self._unpainted:
            self._list_all_models()
        self.input.show_samples([Thumbnail(one.id, one.title, one.path) for one in samples()])
        if run is None:
            self.controller.start(file, first_photo(self.preferences.value))
        else:
            self.controller.show_run(*run)

    # -- showing -------------------------------------------------------------------------------

    def show_view(self, view: View) -> None:
        """Show what is to be shown: each panel is given its slice, where that is another one."""
        self._slots.show(view)

    @Slot(str, object)
    def show_saved(self, sentence: str, path: Path | None) -> None:
        """Say that something was saved, with a way to it."""
        shown = "Show in folder" if path is not None else ""
        self.current_canvas.toast.show_text(sentence, shown)

    @property
    def current_canvas(self) -> CanvasBase:
        """The canvas in use: of photos or of texts."""
        canvas = self.canvases.currentWidget()
        assert isinstance(canvas, CanvasBase)
        return canvas

    def busy(self) -> bool:
        """Whether a run goes on or its last report is still to be shown."""
        behind = self.controller.text.long.waiting or self.controller.figure.waiting
        listing = not self._plugins.idle
        return not self._runner.idle or self.controller.waiting or behind or listing

    # -- intents that concern the window itself ------------------------------------------------

    @Slot()
    def take_lecture(self) -> None:
        """Take the lecture where it was left, or leave it."""
        self.controller.lecture.begin()
        self._show_left()

    def take_own_lecture(self, folder: Path) -> None:
        """Take a lecture of the user's own from its folder."""
        self.controller.lecture.open_folder(folder)
        self._show_left()

    @Slot(str)
    def show_station(self, station: str) -> None:
        """Take the lecture at a station, by its id."""
        self.controller.lecture.go_to(station)
        self._show_left()

    @Slot()
    def open_lecture(self) -> None:
        """Ask for the folder of a lecture of the user's own, and take it."""
        folder = self._dialogs.choose_folder(self, Path.home())
        if folder is not None:
            self.take_own_lecture(folder)

    def ask_path(self, kind: str) -> Path | None:
        """Ask for a folder of photos ("photo"), or a "text" file."""
        asks = {"photo": self._dialogs.open_folder, "text": self._dialogs.open_text}
        return asks[kind](self, Path.home())

    def ask_region(self) -> Path | None:
        """Ask for a file that marks a part of the photo."""
        return self._dialogs.open_region(self, Path.home())

    @Slot()
    def present_lecture(self) -> None:
        """Show the lecture to an audience, or end that."""
        self.controller.lecture.toggle_presenting()
        self._show_left()

    def _show_left(self) -> None:
        if self.controller.state.lecture.stations and not self.left.isVisible():
            self.arrangement.toggle_panel()

    @Slot(QPoint)
    def show_picture_menu(self, at: QPoint) -> None:
        """What can be done with the picture, where the mouse is."""
        self._menu = self.commands.menus.picture()
        self._menu.popup(at)

    @Slot(str, str)
    def show_unforeseen(self, sentence: str, details: str) -> None:
        """An error that nobody caught; the work goes on."""
        self.controller.messages.warn(sentence, details)

    @Slot(str, bool)
    def _on_folded(self, title: str, folded: bool) -> None:
        rest = [one for one in self.preferences.value.folded if one != title]
        self.preferences.change(folded=(*rest, title) if folded else tuple(rest))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._unpainted:
            self._unpainted = False
            QTimer.singleShot(0, self._on_painted)  # when all of it is on the screen

    @Slot()
    def _on_painted(self) -> None:
        self._runner.release()
        self._list_all_models()

    def _list_all_models(self) -> None:
        """Ask all installed packages for the models of plug-ins, whose code may take its time."""
        self._plugins.submit(lambda job: entries())

    @Slot(object)
    def _on_models(self, report: Report[object]) -> None:
        if isinstance(report.value, BaseException):
            raise report.value
        self.toolbar.show_models(cast("tuple[Entry, ...]", report.value))
        entry = self.controller.state.entry
        if entry is not None:
            self.toolbar.show_model(entry)

    # -- layout and focus ----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrangement.arrange()
        self.browsing.place(self.split.y())

    def focusNextPrevChild(self, next: bool) -> bool:
        here = self.focusWidget()
        if here is not None and not here.isVisible():  # it has just gone, and nobody pressed Tab
            self.heads.grid.setFocus()
            return True
        regions = (self.toolbar, self.left, self.pages, self.right, self.status)
        return follow(regions, here, next)

    # -- drag and drop -------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # a picture that is dragged out of this window would only open itself
        if event.source() is None and takes(event.mimeData()):
            accept_copy(event)
            self.current_canvas.show_drop(True)
            self.input.show_dragging(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._end_drag()

    def _end_drag(self) -> None:
        self.current_canvas.show_drop(False)
        self.input.show_dragging(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._end_drag()
        if self.exchange.opening.take(event.mimeData(), "dropped.png"):
            accept_copy(event)

    # -- keys ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nothing with the focus wanted: they move through the maps."""
        if Qt.Key(event.key()) == Qt.Key.Key_Escape:
            self._escape()
        elif turned(self.controller, event):
            return
        elif not moved(self.controller, event):
            super().keyPressEvent(event)

    def _escape(self) -> None:
        """One step back: the panel over the picture, the message, the full picture, the query."""
        if self.arrangement.close_panel() or self.controller.figure.close():
            return
        if self.controller.analysis.close():
            return
        if self.controller.state.message is not None:
            self.controller.messages.dismiss()
        elif self.controller.state.lecture.presenting:
            self.present_lecture()
        elif self.arrangement.full:
            self.arrangement.toggle_full()
        else:
            self.controller.reset_query()

    # -- remembering and closing ---------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        if self._closed:
            return
        self._closed = True
        self._play.stop()
        self.texts.stop()
        self._remember()
        self.hide()  # a job may need a moment to stop
        mine = (self._runner, self._pictures, self._rows, self._figures, self._plugins)
        close_workers((*mine, *self.exchange.workers, self.browsing.worker))
        self.exchange.clear()
        drop_plots(self)
        self.preferences.finish()

    def _remember(self) -> None:
        self.preferences.change(**remembered(self.controller.state), **self.arrangement.places())
