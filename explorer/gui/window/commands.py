"""What every command does, and the menus that offer it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QWhatsThis, QWidget

from explorer.core.inputs import Fit, Modality
from explorer.core.sites.attention import Kind
from explorer.gui.canvas.figure_view import FigureView
from explorer.gui.canvas.picture_view import PictureView
from explorer.gui.control.controller import Controller
from explorer.gui.control.kept.preferences import Preferences
from explorer.gui.control.view import AskingMenu, TextOptions, Undoable
from explorer.gui.exchange.exchange import Exchange
from explorer.gui.kit.language import (
    NAMES,
    REOPENS,
    SYSTEM,
    foreign,
    language,
    say,
    wanted_language,
)
from explorer.gui.kit.look.theme import theme_switch
from explorer.gui.kit.look.tokens import DARK, LIGHT
from explorer.gui.kit.menu import Menu
from explorer.gui.kit.terms import GLOSSARY
from explorer.gui.learning.glossary_view import show_glossary
from explorer.gui.panels.documents import show_document
from explorer.gui.panels.installation_panel import show_installation
from explorer.gui.panels.last_errors import LastErrors, show_last_errors
from explorer.gui.sessions.recent_menu import RecentSessions
from explorer.gui.window.actions import Actions
from explorer.gui.window.help import show_shortcuts
from explorer.inputs.samples import samples
from explorer.registry.entry import Entry
from explorer.runtime.settings import OWN_FIT, wanted_fit

PACES = ((200, "Fast, 0.2 s"), (400, "Normal, 0.4 s"), (1000, "Slow, 1 s"))
THEMES = (("system", "Like the system"), ("light", "Light"), ("dark", "Dark"))
LANGUAGE_TIP = "What the window speaks; it is built anew as it was. Figures and files stay English."
FITS = (
    (OWN_FIT, "As the model was trained"),
    (Fit.STRETCH.value, "Whole photo, stretched to a square"),
    (Fit.CROP.value, "Centre square of the photo"),
    (Fit.PAD.value, "Whole photo with bars"),
)
VIEW_WORDS = {
    "overlay": ("Overlay", "Matrix"),
    "spotlight": ("Spotlight", "Lines"),
    "map": ("Map", "Text"),
    "steps": ("", "Steps of the decoder"),
    "smooth": ("Smooth or patches", ""),
    "side": ("Before, after, compare", ""),
    "closed": ("Most closed channel, before and after", ""),
    "fainter": ("Less opacity", ""),
    "stronger": ("More opacity", ""),
    "reset_query": ("Back to the first query", "What the model itself writes"),
    "go_on": ("", "Continue the text"),
    "words": ("", "Words or subwords"),
    "special": ("", "Special tokens"),
    "renormalised": ("", "Renormalise what is shown"),
    "without_first": ("", "Leave out the first token"),
}
"""What commands are called over a photo and over a text; "" where there is no such thing."""


class Commands(QObject):
    """The commands of one window, which belong to `owner`.

    Signals
    -------
    stationRequested(str): the station of the lecture that shows a term of the glossary, by its id.
    """

    stationRequested = Signal(str)

    def __init__(
        self,
        owner: QWidget,
        controller: Controller,
        exchange: Exchange,
        preferences: Preferences,
        of_window: Mapping[str, Callable[[], None]],
    ) -> None:
        """Make all actions.

        Parameters
        ----------
        of_window: what the commands do that concern the window itself, by their ids.
        """
        super().__init__(owner)
        self._owner = owner
        self._controller = controller
        self._preferences = preferences
        self.errors = LastErrors()
        self._groups: list[QActionGroup] = []
        self._asking: AskingMenu | None = None
        self._glossary: object = None
        self.samples = Menu(owner)
        self.samples.triggered.connect(self._on_sample)
        text = controller.text
        self.actions = Actions(
            owner,
            {
                "open": exchange.opening.ask,
                "paste": exchange.opening.paste,
                "copy": exchange.saving.copy,
                "export": controller.figure.toggle,
                "export_again": exchange.saving.save_again,
                "save_figure": exchange.saving.save_figure,
                "copy_figure": exchange.saving.copy_figure,
                "export_sheet": self._on_sheet,
                "export_maps": self._on_maps,
                "export_numbers": self._on_numbers,
                "export_explained": exchange.saving.export_explained,
                "batch": exchange.beside.ask_batch,
                "run_on": exchange.beside.ask_cluster,
                "weights": exchange.beside.ask_placing,
                "save_run": exchange.saving.save_run,
                "save_session": exchange.saving.save_session,
                "keep_runs": self._on_keep_runs,
                "undo": controller.undo,
                "redo": controller.redo,
                "why": controller.why.toggle,
                "mute": self._on_mute,
                "block": self._on_block,
                "solo": controller.mute.solo,
                "invert_mute": controller.mute.invert,
                "unmute": controller.mute.clear,
                "start_again": controller.start_again,
                "average": controller.choose_mean,
                "maximum": controller.toggle_maximum,
                "reset_query": controller.reset_query,
                "go_on": text.writing.go_on,
                "heads": controller.analysis.toggle_heads,
                "check": controller.analysis.toggle_check,
                "matter": controller.matter.toggle,
                "lens": controller.analysis.toggle_lens,
                "pin": controller.compare.toggle_pin,
                "pin_keep": controller.pins.add,
                "swap": controller.compare.swap,
                "overlay": self._on_first,
                "spotlight": self._on_second,
                "map": self._on_third,
                "steps": self._on_fourth,
                "smooth": controller.look.toggle_smooth,
                "side": controller.photo.next_side,
                "closed": controller.photo.next_closed,
                "words": text.toggle_rows,
                "special": text.toggle_special,
                "renormalised": text.toggle_renormalised,
                "without_first": text.toggle_first,
                "colormap": controller.look.next_colormap,
                "fainter": controller.look.fade,
                "stronger": controller.look.strengthen,
                "explain": controller.explain.toggle,
                "where": controller.explain.toggle_map,
                "station_on": controller.lecture.go_on,
                "station_back": controller.lecture.go_back,
                GLOSSARY: self._on_glossary,
                "what": self._on_what_is_this,
                "lecture_own": self._on_lecture_own,
                "shortcuts": self._on_shortcuts,
                "documents": self._on_documents,
                "python": self._on_python,
                "architecture": self._on_architecture,
                "security": self._on_security,
                "errors": self._on_errors,
                "installation": self._on_installation,
                "about": self._on_about,
                **of_window,
            },
        )
        owner.addActions(self.actions.all())
        self.actions["keep_runs"].setChecked(preferences.value.keep_runs)

    # -- menus ---------------------------------------------------------------------------------

    def main_menu(self) -> Menu:
        """Build the menu of all commands; what has many of a kind is a menu in it.

        So it fits a screen of 768 px whole, without scrolling.
        """
        menu, fill = Menu(self._owner), self.actions.fill
        fill(menu, "open", "paste", "models", "weights", "-", "undo", "redo", "start_again", "-")
        exporting = menu.add_menu("Export")
        fill(exporting, "copy", "export", "export_sheet", "export_maps", "export_numbers", "-")
        fill(exporting, "save_figure", "copy_figure", "export_again", "-")
        fill(exporting, "export_explained", "batch", "run_on", "-", "save_run")
        self.sessions = RecentSessions(menu, self._preferences, self._controller)
        fill(self.sessions, "save_session", "keep_runs", "-")
        fill(menu, "-", "average", "maximum", "reset_query", "go_on", "-")
        analysis = menu.add_menu("Analysis")
        fill(analysis, "why", "matter", "heads", "check", "lens", "-", "pin", "pin_keep", "swap")
        fill(analysis, "mute", "block", "solo", "invert_mute", "unmute")
        view = menu.add_menu("View")
        fill(view, "overlay", "spotlight", "map", "steps", "-", "smooth", "side", "closed", "words")
        fill(view, "special", "renormalised", "without_first", "colormap", "fainter", "stronger")
        fill(view, "-", "full", "panel")
        fill(menu, "explain", "where", "-")
        helping = menu.add_menu("Help")
        lecture = helping.add_menu("Lecture")
        fill(lecture, "lecture", "present", "-", "station_on", "station_back", "-")
        fill(lecture, "open_lecture", "lecture_own")
        fill(
            helping,
            "-",
            "shortcuts",
            "what",
            "glossary",
            "documents",
            "python",
            "architecture",
            "security",
            "-",
        )
        fill(helping, "errors", "installation", "about")
        fill(menu, "-", "quit")
        return menu

    def export_menu(self) -> Menu:
        """Build the menu beside the button of the figure panel."""
        menu = Menu(self._owner)
        self.actions.fill(menu, "export", "export_again", "-", "copy", "save_figure", "-")
        self.actions.fill(menu, "export_sheet", "export_maps", "export_numbers")
        return menu

    def picture_menu(self) -> Menu:
        """Build the context menu of the picture."""
        menu = Menu(self._owner)
        self.actions.fill(menu, "copy", "export", "export_sheet", "-", "reset_query", "unmute")
        asking = self._asking
        if asking is not None:
            menu.addSeparator()
            menu.add_heading(asking.heading)
            queries = [(str(number), name) for number, name in asking.queries]
            self._choices(menu, queries, str(asking.current), self._on_token)
        return menu

    def show_asking(self, asking: AskingMenu | None) -> None:
        """Offer other queries in the menu of the picture."""
        self._asking = asking

    def show_undoable(self, undoable: Undoable) -> None:
        """Say whether there is something to take back, or to do again."""
        self.actions["undo"].setEnabled(undoable.undo)
        self.actions["redo"].setEnabled(undoable.redo)

    def show_samples(self, sentences: tuple[tuple[str, str], ...]) -> None:
        """Offer the bundled photos, and these (id, text) of sentences."""
        self.samples.clear()
        for sample in samples():
            action = self.samples.add_choice(sample.title, detail=sample.licence)
            action.setData((Modality.PHOTO.value, sample.id))
        self.samples.addSeparator()
        for sample_id, text in sentences:
            action = self.samples.add_choice(foreign(text))
            action.setData((Modality.TEXT.value, sample_id))

    def settings_menu(self) -> Menu:
        wanted = self._preferences.value
        menu = Menu(self._owner)
        menu.add_heading("Look")
        self._choices(menu, THEMES, wanted.theme, self._on_theme)
        menu.addSeparator()
        menu.add_heading("Language")
        languages = [(SYSTEM, "Like the system"), *NAMES.items()]
        self._choices(menu, languages, wanted.language, self._on_language, LANGUAGE_TIP)
        menu.addSeparator()
        menu.add_heading("Photo for the model")
        self._choices(menu, FITS, wanted.fit, self._on_fit)
        menu.addSeparator()
        menu.add_heading("Playing through the layers")
        paces = [(str(pace), text) for pace, text in PACES]
        self._choices(menu, paces, str(wanted.play_ms), self._on_pace)
        self.actions.fill(menu, "-", "shortcuts", "python", "architecture", "about")
        return menu

    def _choices(
        self,
        menu: Menu,
        choices: list[tuple[str, str]] | tuple[tuple[str, str], ...],
        current: str,
        chosen: Callable[[QAction], None],
        tip: str = "",
    ) -> None:
        """Add exclusive entries to a menu; tip: of them all, "" for their words."""
        group = QActionGroup(menu)
        for key, text in choices:
            action = menu.add_choice(text, tip=tip)
            action.setCheckable(True)
            action.setChecked(key == current)
            action.setData(key)
            group.addAction(action)
        group.triggered.connect(chosen)
        self._groups.append(group)

    def show_options(self, options: TextOptions) -> None:
        """Say what can be chosen: of a long text no tokens are hidden, and no words merged."""
        long = options.pool is not None
        for command in ("special", "renormalised", "without_first"):
            self.actions[command].setEnabled(not long)
        self.actions["steps"].setEnabled(not options.no_steps)
        words = "Mean or largest of a tile" if long else "Words or subwords"
        self.actions["words"].setText(say(words))

    def show_model(self, entry: Entry) -> None:
        """Adapt words and commands to what the model takes."""
        for command, (of_photos, of_texts) in VIEW_WORDS.items():
            words = {Modality.PHOTO: of_photos, Modality.TEXT: of_texts}[entry.input]
            self.actions[command].setText(say(words))
            self.actions[command].setVisible(bool(words))
            self.actions[command].setEnabled(bool(words))

    def show_kind(self, kind: Kind) -> None:
        """Adapt words and commands to the kind of the site that is shown, after `show_model`."""
        channels = kind is Kind.CHANNEL
        average = "Average all channels" if channels else "Average all heads"
        self.actions["average"].setText(say(average))
        self.actions["side"].setEnabled(channels)
        self.actions["closed"].setEnabled(channels)
        self.actions["reset_query"].setEnabled(not kind.gates)

    # -- handlers ------------------------------------------------------------------------------

    def _point_again(self) -> None:
        """Have what lies under a mouse that has not moved since the last run pointed at."""
        views: list[PictureView | FigureView] = [
            *self._owner.findChildren(PictureView),
            *self._owner.findChildren(FigureView),
        ]
        for view in views:
            if view.isVisible():
                view.point_again()

    @Slot()
    def _on_block(self) -> None:
        """Block the look that is pointed at."""
        self._point_again()
        self._controller.mute.block()

    @Slot()
    def _on_mute(self) -> None:
        """Mute what is chosen; where the picture has the keyboard, mask the patch that asks."""
        self._point_again()
        mute, picture = self._controller.mute, self._owner.focusWidget()
        if isinstance(picture, PictureView) and self._controller.state.hover is None:
            mute.mask_query()
        else:
            mute.toggle()

    @Slot()
    def _on_sheet(self) -> None:
        self._controller.figure.open("sheet")

    @Slot()
    def _on_keep_runs(self) -> None:
        self._preferences.change(keep_runs=self.actions["keep_runs"].isChecked())

    @Slot()
    def _on_maps(self) -> None:
        self._controller.figure.open("maps")

    @Slot()
    def _on_numbers(self) -> None:
        self._controller.figure.open("numbers")

    @Slot(QAction)
    def _on_sample(self, action: QAction) -> None:
        self._controller.open_sample(*action.data())

    @Slot(QAction)
    def _on_theme(self, action: QAction) -> None:
        self._preferences.change(theme=action.data())
        apply_theme_choice(action.data())

    @Slot(QAction)
    def _on_language(self, action: QAction) -> None:
        """Build the window anew in another language; what is on screen comes back with it."""
        self._preferences.change(language=action.data())
        if (wanted := wanted_language(action.data())) != language():
            self._controller.lecture.choose_language(wanted)
            self._owner.setProperty(REOPENS, True)
            self._owner.close()

    @Slot(QAction)
    def _on_fit(self, action: QAction) -> None:
        self._preferences.change(fit=action.data())
        self._controller.choose_fit(wanted_fit(action.data()))

    @Slot(QAction)
    def _on_pace(self, action: QAction) -> None:
        self._preferences.change(play_ms=int(action.data()))

    @Slot(QAction)
    def _on_token(self, action: QAction) -> None:
        self._controller.photo.query_token(int(action.data()))

    @Slot()
    def _on_first(self) -> None:
        self._controller.choose_view(0)

    @Slot()
    def _on_second(self) -> None:
        self._controller.choose_view(1)

    @Slot()
    def _on_third(self) -> None:
        self._controller.choose_view(2)

    @Slot()
    def _on_fourth(self) -> None:
        self._controller.choose_view(3)

    @Slot()
    def _on_shortcuts(self) -> None:
        show_shortcuts(self._owner)

    @Slot()
    def _on_documents(self) -> None:
        show_document(self._owner, "python.md", "Documents")

    @Slot()
    def _on_python(self) -> None:
        show_document(self._owner, "python.md", "In Python")

    @Slot()
    def _on_glossary(self) -> None:
        action = self.actions[GLOSSARY]
        term = action.data()
        action.setData(None)
        view = show_glossary(self._owner, str(term or ""))
        if view is not self._glossary:
            self._glossary = view
            view.stationRequested.connect(self.stationRequested)

    @Slot()
    def _on_what_is_this(self) -> None:
        QWhatsThis.enterWhatsThisMode()

    @Slot()
    def _on_lecture_own(self) -> None:
        show_document(self._owner, "lecture.md", "A lecture of your own")

    @Slot()
    def _on_architecture(self) -> None:
        show_document(self._owner, "architecture.md", "How the program is built")

    @Slot()
    def _on_security(self) -> None:
        show_document(self._owner, "security.md", "What is trusted")

    @Slot()
    def _on_errors(self) -> None:
        show_last_errors(self._owner, self.errors)

    @Slot()
    def _on_installation(self) -> None:
        show_installation(self._owner)

    @Slot()
    def _on_about(self) -> None:
        from explorer.gui.panels.about_panel import show_about  # imports email

        show_about(self._owner)


def apply_theme_choice(choice: str) -> None:
    """Show "light", "dark", or what the system shows, from now on."""
    switch = theme_switch()
    if choice == "system":
        switch.follow_system()
        return
    switch.unfollow_system()
    switch.apply(LIGHT if choice == "light" else DARK)
