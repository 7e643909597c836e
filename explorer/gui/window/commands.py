"""What every command does, and the menus that offer it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup

from explorer.core.attention import Kind
from explorer.core.inputs import Fit, Modality
from explorer.core.text import Task
from explorer.export.render import Mode
from explorer.figures.views import View
from explorer.gui.kit.menu import Menu
from explorer.gui.kit.theme import theme_switch
from explorer.gui.kit.tokens import DARK, LIGHT
from explorer.gui.window.actions import Actions
from explorer.gui.window.help import show_about, show_shortcuts
from explorer.inputs.samples import samples
from explorer.registry.entry import Entry
from explorer.runtime.settings import OWN_FIT, wanted_fit

if TYPE_CHECKING:
    from explorer.gui.window.main_window import MainWindow

SIZES = (512, 1024, 2048, 4096)
PACES = ((200, "Fast, 0.2 s"), (400, "Normal, 0.4 s"), (1000, "Slow, 1 s"))
THEMES = (("system", "Like the system"), ("light", "Light"), ("dark", "Dark"))
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
    "fainter": ("Less opacity", ""),
    "stronger": ("More opacity", ""),
    "reset_query": ("Back to the first query", "What the model itself writes"),
    "words": ("", "Words or subwords"),
    "special": ("", "Special tokens"),
    "renormalised": ("", "Renormalise what is shown"),
}
"""What commands are called over a photo and over a text; "" where there is no such thing."""


class Commands(QObject):
    """The commands of one window. `window` is where they act."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._groups: list[QActionGroup] = []
        self.samples = Menu(window)
        self.samples.triggered.connect(self._on_sample)
        exchange, controller = window.exchange, window.controller
        self.actions = Actions(
            window,
            {
                "open": exchange.ask,
                "paste": exchange.paste,
                "models": window.browsing.toggle,
                "copy": exchange.copy,
                "export": exchange.export,
                "export_units": exchange.export_units,
                "export_layers": exchange.export_layers,
                "export_numbers": exchange.export_numbers,
                "legend": self._on_legend,
                "quit": window.quit,
                "average": controller.choose_mean,
                "maximum": controller.toggle_maximum,
                "reset_query": controller.reset_query,
                "go_on": controller.text.writing.go_on,
                "overlay": self._on_overlay,
                "spotlight": self._on_spotlight,
                "map": self._on_map,
                "steps": controller.text.choose_steps,
                "smooth": controller.toggle_smooth,
                "side": controller.photo.next_side,
                "words": controller.text.toggle_rows,
                "special": controller.text.toggle_special,
                "renormalised": controller.text.toggle_renormalised,
                "colormap": controller.next_colormap,
                "fainter": controller.fade,
                "stronger": controller.strengthen,
                "full": window.toggle_full,
                "panel": window.toggle_panel,
                "shortcuts": self._on_shortcuts,
                "about": self._on_about,
            },
        )
        window.addActions(self.actions.all())
        self.actions["legend"].setChecked(window.preferences.value.export_legend)

    # -- menus ---------------------------------------------------------------------------------

    def main_menu(self) -> Menu:
        menu = Menu(self._window)
        self.actions.fill(menu, "open", "paste", "models", "-", "copy", "export")
        self.actions.fill(menu, "export_units")
        self.actions.fill(menu, "export_layers", "export_numbers", "-", "average", "maximum")
        self.actions.fill(menu, "reset_query", "go_on", "-", "overlay", "spotlight", "map", "steps")
        self.actions.fill(menu, "-", "smooth", "side", "words", "special", "renormalised")
        self.actions.fill(menu, "colormap", "-", "full")
        self.actions.fill(menu, "panel", "-", "shortcuts", "about", "-", "quit")
        return menu

    def export_menu(self) -> Menu:
        menu = Menu(self._window)
        self.actions.fill(menu, "copy", "export", "export_units", "export_layers")
        self.actions.fill(menu, "export_numbers", "-", "legend", "Longer edge of the picture:")
        sizes = [(str(size), f"{size} px") for size in SIZES]
        self._choices(menu, sizes, str(self._window.preferences.value.export_size), self._on_size)
        return menu

    def picture_menu(self) -> Menu:
        """The context menu of the picture."""
        menu = Menu(self._window)
        self.actions.fill(menu, "copy", "export", "export_units", "-", "reset_query")
        photo = self._window.controller.photo
        if photo.tokens():
            menu.addSeparator()
            menu.add_heading("Let another token ask")
            tokens = [(str(number), name) for number, name in enumerate(photo.tokens())]
            self._choices(menu, tokens, str(photo.query), self._on_token)
        if photo.objects():
            menu.addSeparator()
            menu.add_heading("Let another object ask")
            objects = [(str(query), name) for query, name in photo.objects()]
            self._choices(menu, objects, str(photo.query), self._on_token)
        return menu

    def _show_samples(self) -> None:
        """The bundled photos, and the sentences for the model of texts that would take them."""
        self.samples.clear()
        for sample in samples():
            action = self.samples.add_choice(sample.title, detail=sample.licence)
            action.setData(sample.id)
        self.samples.addSeparator()
        for sentence in self._window.controller.text.samples:
            action = self.samples.add_choice(sentence.text)
            action.setData(f"text:{sentence.id}")

    def settings_menu(self) -> Menu:
        wanted = self._window.preferences.value
        menu = Menu(self._window)
        menu.add_heading("Look")
        self._choices(menu, THEMES, wanted.theme, self._on_theme)
        menu.addSeparator()
        menu.add_heading("Photo for the model")
        self._choices(menu, FITS, wanted.fit, self._on_fit)
        menu.addSeparator()
        menu.add_heading("Playing through the layers")
        paces = [(str(pace), text) for pace, text in PACES]
        self._choices(menu, paces, str(wanted.play_ms), self._on_pace)
        self.actions.fill(menu, "-", "shortcuts", "about")
        return menu

    def _choices(
        self,
        menu: Menu,
        choices: list[tuple[str, str]] | tuple[tuple[str, str], ...],
        current: str,
        chosen: Callable[[QAction], None],
    ) -> None:
        """Exclusive entries of a menu."""
        group = QActionGroup(menu)
        for key, text in choices:
            action = menu.add_choice(text)
            action.setCheckable(True)
            action.setChecked(key == current)
            action.setData(key)
            group.addAction(action)
        group.triggered.connect(chosen)
        self._groups.append(group)

    def show_long(self, long: bool) -> None:
        """Of a long text no tokens are hidden, and no words merged."""
        for command in ("special", "renormalised"):
            self.actions[command].setEnabled(not long)
        self.actions["words"].setText("Mean or largest of a tile" if long else "Words or subwords")

    def show_model(self, entry: Entry) -> None:
        """Words and commands that depend on what the model takes and has."""
        self._show_samples()
        text, kind = Modality.TEXT in entry.takes, entry.kind
        for command, words in VIEW_WORDS.items():
            self.actions[command].setText(words[text])
            self.actions[command].setVisible(bool(words[text]))
            self.actions[command].setEnabled(bool(words[text]))
        self.actions["go_on"].setVisible(entry.task is Task.CONTINUE)
        self.actions["go_on"].setEnabled(entry.task is Task.CONTINUE)
        channels = kind is Kind.CHANNEL
        self.actions["export_units"].setText(
            "Export all channels…" if channels else "Export all heads…"
        )
        self.actions["average"].setText("Average all channels" if channels else "Average all heads")
        self.actions["export_units"].setEnabled(kind is not Kind.SPATIAL)
        self.actions["side"].setEnabled(channels)
        self.actions["reset_query"].setEnabled(text or kind is Kind.SELF)

    # -- handlers ------------------------------------------------------------------------------

    @Slot()
    def _on_legend(self) -> None:
        self._window.preferences.change(export_legend=self.actions["legend"].isChecked())

    @Slot(QAction)
    def _on_size(self, action: QAction) -> None:
        self._window.preferences.change(export_size=int(action.data()))

    @Slot(QAction)
    def _on_sample(self, action: QAction) -> None:
        kind, _, sample = action.data().rpartition(":")
        if kind == "text":
            self._window.controller.text.open_sample(sample)
        else:
            self._window.controller.photo.open_sample(sample)

    @Slot(QAction)
    def _on_theme(self, action: QAction) -> None:
        self._window.preferences.change(theme=action.data())
        apply_theme_choice(action.data())

    @Slot(QAction)
    def _on_fit(self, action: QAction) -> None:
        self._window.preferences.change(fit=action.data())
        self._window.controller.choose_fit(wanted_fit(action.data()))

    @Slot(QAction)
    def _on_pace(self, action: QAction) -> None:
        self._window.preferences.change(play_ms=int(action.data()))

    @Slot(QAction)
    def _on_token(self, action: QAction) -> None:
        self._window.controller.photo.query_token(int(action.data()))

    @Slot()
    def _on_overlay(self) -> None:
        self._view("overlay", "matrix")

    @Slot()
    def _on_spotlight(self) -> None:
        self._view("spotlight", "lines")

    @Slot()
    def _on_map(self) -> None:
        self._view("map", "text")

    def _view(self, mode: Mode, view: View) -> None:
        """The same key chooses the style over a photo and the view of a text."""
        controller = self._window.controller
        if controller.input == "text":
            controller.text.choose_view(view)
        else:
            controller.choose_mode(mode)

    @Slot()
    def _on_shortcuts(self) -> None:
        show_shortcuts(self._window)

    @Slot()
    def _on_about(self) -> None:
        show_about(self._window)


def apply_theme_choice(choice: str) -> None:
    """Show "light", "dark", or what the system shows, from now on."""
    switch = theme_switch()
    if choice == "system":
        switch.follow_system()
        return
    switch.unfollow_system()
    switch.apply(LIGHT if choice == "light" else DARK)
