"""What every command does, and the menus that offer it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup

from explorer.core.attention import Kind
from explorer.core.colormaps import COLORMAPS
from explorer.core.selection import GateSide
from explorer.core.text import Task
from explorer.export.render import Mode
from explorer.figures.text_picture import View
from explorer.gui.kit.menu import Menu
from explorer.gui.kit.theme import DARK, LIGHT, theme_switch
from explorer.gui.window.actions import Actions
from explorer.gui.window.help import show_about, show_shortcuts
from explorer.inputs.fit import Fit
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
SIDES = tuple(GateSide)


class Commands(QObject):
    """The commands of one window. `window` is where they act."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._groups: list[QActionGroup] = []
        self.samples = Menu(window)
        self.samples.triggered.connect(self._on_sample)
        exchange = window.exchange
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
                "average": self._on_average,
                "maximum": self._on_maximum,
                "reset_query": self._on_reset,
                "go_on": window.texts.go_on,
                "overlay": self._on_overlay,
                "spotlight": self._on_spotlight,
                "map": self._on_map,
                "steps": self._on_steps,
                "smooth": self._on_smooth,
                "side": self._on_side,
                "words": self._on_words,
                "special": self._on_special,
                "renormalised": self._on_renormalised,
                "colormap": self._on_colormap,
                "fainter": self._on_fainter,
                "stronger": self._on_stronger,
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
        text, kind = entry.input == "text", entry.kind
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
            self._window.open_sample(sample)

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

    @Slot()
    def _on_average(self) -> None:
        self._window.controller.choose_reduce("mean")
        self._window.controller.average()

    @Slot()
    def _on_maximum(self) -> None:
        self._window.controller.average()
        reduce = self._window.controller.state.selection.reduce
        self._window.controller.choose_reduce("mean" if reduce == "max" else "max")

    @Slot()
    def _on_reset(self) -> None:
        self._window.controller.reset_query()

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

    @Slot()
    def _on_steps(self) -> None:
        self._window.controller.text.choose_view("steps")

    def _view(self, mode: Mode, view: View) -> None:
        """The same key chooses the style over a photo and the view of a text."""
        controller = self._window.controller
        if controller.input == "text":
            controller.text.choose_view(view)
        else:
            controller.choose_mode(mode)

    @Slot()
    def _on_words(self) -> None:
        controller = self._window.controller
        controller.text.toggle_rows()

    @Slot()
    def _on_special(self) -> None:
        controller = self._window.controller
        controller.text.choose_special(not controller.state.selection.special)

    @Slot()
    def _on_renormalised(self) -> None:
        controller = self._window.controller
        controller.text.choose_renormalised(not controller.state.selection.renormalised)

    @Slot()
    def _on_smooth(self) -> None:
        controller = self._window.controller
        controller.choose_smooth(not controller.state.style.smooth)

    @Slot()
    def _on_side(self) -> None:
        controller = self._window.controller
        at = SIDES.index(controller.state.side)
        controller.photo.choose_side(SIDES[(at + 1) % len(SIDES)])

    @Slot()
    def _on_colormap(self) -> None:
        controller = self._window.controller
        at = COLORMAPS.index(controller.state.style.colormap)
        controller.choose_colormap(COLORMAPS[(at + 1) % len(COLORMAPS)])

    @Slot()
    def _on_fainter(self) -> None:
        self._opacity(-0.05)

    @Slot()
    def _on_stronger(self) -> None:
        self._opacity(0.05)

    def _opacity(self, by: float) -> None:
        controller = self._window.controller
        opacity = min(max(controller.state.style.opacity + by, 0.0), 1.0)
        controller.choose_opacity(round(opacity, 2))

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
