"""What every command does, and what it is called for what is on screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from explorer.core.inputs import Modality
from explorer.core.sites.attention import Kind
from explorer.gui.canvas.figure_view import FigureView
from explorer.gui.canvas.picture_view import PictureView
from explorer.gui.control.controller import Controller
from explorer.gui.control.kept.preferences import Preferences
from explorer.gui.control.look_controls import OPACITY_STEP
from explorer.gui.control.view import TextOptions, Undoable
from explorer.gui.exchange.exchange import Exchange
from explorer.gui.kit.language import say
from explorer.gui.window.commands.actions import Actions
from explorer.gui.window.commands.helping import Helping
from explorer.gui.window.commands.menus import Menus
from explorer.registry.entry import Entry

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

    Attributes
    ----------
    actions: all of them, by their ids.
    menus: the menus that offer them.
    helping: the commands that help.
    """

    def __init__(
        self,
        owner: QWidget,
        controller: Controller,
        exchange: Exchange,
        preferences: Preferences,
        of_window: Mapping[str, Callable[[], object]],
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
        self.helping = helping = Helping(owner)
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
                "export_sheet": partial(controller.figure.open, "sheet"),
                "export_maps": partial(controller.figure.open, "maps"),
                "export_numbers": partial(controller.figure.open, "numbers"),
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
                "heads": partial(controller.analysis.toggle, "heads"),
                "check": partial(controller.analysis.toggle, "check"),
                "matter": controller.matter.toggle,
                "lens": partial(controller.analysis.toggle, "lens"),
                "pin": controller.compare.toggle_pin,
                "pin_keep": controller.pins.add,
                "swap": controller.compare.swap,
                "overlay": partial(controller.choose_view, 0),
                "spotlight": partial(controller.choose_view, 1),
                "map": partial(controller.choose_view, 2),
                "steps": partial(controller.choose_view, 3),
                "smooth": controller.look.toggle_smooth,
                "side": controller.photo.next_side,
                "closed": controller.photo.next_closed,
                "words": text.toggle_rows,
                "special": partial(text.toggle, "special"),
                "renormalised": partial(text.toggle, "renormalised"),
                "without_first": text.toggle_first,
                "colormap": controller.look.next_colormap,
                "fainter": partial(controller.look.step_opacity, -OPACITY_STEP),
                "stronger": partial(controller.look.step_opacity, OPACITY_STEP),
                "explain": controller.explain.toggle,
                "where": controller.explain.toggle_map,
                "station_on": controller.lecture.go_on,
                "station_back": controller.lecture.go_back,
                **helping.handlers,
                **of_window,
            },
        )
        owner.addActions(self.actions.all())
        self.menus = Menus(owner, controller, preferences, self.actions)
        self.actions["keep_runs"].setChecked(preferences.value.keep_runs)

    def show_undoable(self, undoable: Undoable) -> None:
        """Say whether there is something to take back, or to do again."""
        self.actions["undo"].setEnabled(undoable.undo)
        self.actions["redo"].setEnabled(undoable.redo)

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

    def _on_block(self) -> None:
        """Block the look that is pointed at."""
        self._point_again()
        self._controller.mute.block()

    def _on_mute(self) -> None:
        """Mute what is chosen; where the picture has the keyboard, mask the patch that asks."""
        self._point_again()
        mute, picture = self._controller.mute, self._owner.focusWidget()
        if isinstance(picture, PictureView) and self._controller.state.hover is None:
            mute.mask_query()
        else:
            mute.toggle()

    def _on_keep_runs(self) -> None:
        self._preferences.change(keep_runs=self.actions["keep_runs"].isChecked())
