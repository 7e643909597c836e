"""The menus of the window: of all commands, of the picture, of exports, settings and samples."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QWidget

from explorer.core.inputs import Fit, Modality
from explorer.gui.control.controller import Controller
from explorer.gui.control.kept.preferences import Preferences
from explorer.gui.control.view import AskingMenu
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
from explorer.gui.kit.menu import Menu
from explorer.gui.window.commands.actions import Actions
from explorer.inputs.samples import samples
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


class Menus(QObject):
    """The menus of one window, which belong to `owner`; each method builds one.

    Attributes
    ----------
    samples: the menu of the bundled photos and sentences.
    sessions: the menu of sessions, in the menu of all commands.
    """

    def __init__(
        self, owner: QWidget, controller: Controller, preferences: Preferences, actions: Actions
    ) -> None:
        super().__init__(owner)
        self._owner, self._controller, self._preferences = owner, controller, preferences
        self._actions = actions
        self._groups: list[QActionGroup] = []
        self._asking: AskingMenu | None = None
        self.samples = Menu(owner)
        self.samples.triggered.connect(self._on_sample)

    def main(self) -> Menu:
        """Build the menu of all commands; what has many of a kind is a menu in it.

        So it fits a screen of 768 px whole, without scrolling.
        """
        menu, fill = Menu(self._owner), self._actions.fill
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

    def export(self) -> Menu:
        """Build the menu beside the button of the figure panel."""
        menu = Menu(self._owner)
        self._actions.fill(menu, "export", "export_again", "-", "copy", "save_figure", "-")
        self._actions.fill(menu, "export_sheet", "export_maps", "export_numbers")
        return menu

    def picture(self) -> Menu:
        """Build the context menu of the picture."""
        menu = Menu(self._owner)
        self._actions.fill(menu, "copy", "export", "export_sheet", "-", "reset_query", "unmute")
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

    def settings(self) -> Menu:
        """Build the menu of what is set for good: look, language, fit of photos, pace."""
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
        self._actions.fill(menu, "-", "shortcuts", "python", "architecture", "about")
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

    @Slot(QAction)
    def _on_sample(self, action: QAction) -> None:
        self._controller.open_sample(*action.data())

    @Slot(QAction)
    def _on_theme(self, action: QAction) -> None:
        self._preferences.change(theme=action.data())
        theme_switch().choose(action.data())

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


TITLE, NONE = "Sessions", "No session was saved or opened yet"


class RecentSessions(Menu):
    """A menu within another one, whose last part is filled anew whenever it opens.

    Parameters
    ----------
    within
        The menu that it opens from.
    """

    def __init__(self, within: Menu, preferences: Preferences, controller: Controller) -> None:
        super().__init__(within)
        self.setTitle(say(TITLE))
        within.addMenu(self)
        self._preferences, self._controller = preferences, controller
        self._added: list[QAction] = []
        self.aboutToShow.connect(self.refill)
        self.triggered.connect(self._on_chosen)

    @Slot()
    def refill(self) -> None:
        """List the sessions that were open lately, the latest first."""
        for action in self._added:
            self.removeAction(action)
            action.deleteLater()
        self._added = [self.add_heading("Recent sessions")]
        for path in self._preferences.value.recent_sessions:
            action = self.add_choice(Path(path).stem, icon="history", tip=path)
            action.setData(path)
            self._added.append(action)
        if len(self._added) == 1:
            action = self.add_choice(NONE)
            action.setEnabled(False)
            self._added.append(action)

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        if action in self._added and isinstance(action.data(), str):
            self._controller.open_file(Path(action.data()))
