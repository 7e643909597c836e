"""A random user of the real window: everything that can be done with mouse, keys and files."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from explorer.core.colormaps import COLORMAPS
from explorer.core.inputs import Fit, Modality
from explorer.export.figure_settings import WHATS
from explorer.gui.kit.look.theme import theme_switch
from explorer.gui.window.main_window import MainWindow
from explorer.inputs.samples import samples
from torture_parts.user_files import TEXTS

MODELS = ("vit", "se-resnet", "spatial-gate", "transformer", "seq2seq")
MOVES = ("Left", "Right", "Up", "Down", "Home", "End", "1", "2", "3", "4", "S", "C", "G", "W", "T")
KEYS = (
    *(*MOVES, "Space", "Escape", "N", "A", "X", "BracketLeft", "BracketRight", "F", "B", "Comma"),
    *("Period", "Plus", "Minus", "0", "Tab", "Backtab", "Return", "PageDown", "Question", "Z"),
)
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
MODIFIERS = (
    *(PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, SHIFT),
    *(Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier),
)
SIZES = ((1024, 640), (1280, 800), (1440, 900), (1920, 1080), (2560, 1440), (1180, 700))
LEFT = Qt.MouseButton.LeftButton
WEIGHTS = {
    **{"key": 14, "grid_key": 14, "sample": 4, "model": 5, "device": 1, "patch": 10, "hover": 6},
    **{"wheel": 8, "grid": 10, "click_anywhere": 12, "style": 8, "scale": 3, "fit": 2, "type": 6},
    **{"type_target": 2, "alternative": 3, "text_options": 8, "resize": 3, "theme": 1.5},
    **{"export": 4, "copy": 2, "paste": 3, "drop": 3, "open": 3, "ask": 2, "cancel": 3},
    **{"browser": 2, "search": 2, "panel": 2, "play": 2, "escape": 5, "plugin": 0.5, "undo": 4},
    **{"reopen": 1},
}
"""How often each action is done, as parts of all."""


class User:
    """Acts on a window; what it does is drawn from a seeded generator.

    Attributes
    ----------
    window : the one that is open.
    label : the latest action, with what it was done to.
    """

    def __init__(
        self, open_window: Callable[[], MainWindow], files: list[Path], rng: random.Random
    ) -> None:
        self._open_window, self._files, self._rng = open_window, files, rng
        self.window = open_window()
        self.label = "start"

    def act(self) -> str:
        """Do one action; gives its name."""
        name = self._rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        self.label = name
        getattr(self, f"_{name}")()
        return name

    def reopen(self) -> None:
        """Close the window and open it again."""
        for menu in self.popups():
            menu.close()
        self.window.close()
        self.window.deleteLater()
        self.window = self._open_window()

    _reopen = reopen

    def popups(self) -> list[QWidget]:
        """Give the menus and other windows over the window."""
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        return [one for one in shown if one is not self.window]

    def _target(self) -> QWidget:
        return (self.popups() or [QApplication.focusWidget() or self.window])[0]

    def _stage(self) -> QWidget:
        """Give the picture: of a photo or of a text."""
        text = self.window.controller.state.input is Modality.TEXT
        return self.window.texts.canvas.view if text else self.window.canvas.picture

    def _place(self, widget: QWidget) -> QPoint:
        size = max(1, widget.width()), max(1, widget.height())
        return QPoint(self._rng.randrange(size[0]), self._rng.randrange(size[1]))

    # -- keys and mouse ------------------------------------------------------------------------

    def _press(self, widget: QWidget, key: str, modifier: Qt.KeyboardModifier) -> None:
        self.label = f"{self.label} {modifier.name} {key}"
        QTest.keyClick(widget, getattr(Qt.Key, f"Key_{key}"), modifier)

    def _key(self) -> None:
        self._press(self._target(), self._rng.choice(KEYS), self._rng.choice(MODIFIERS))

    def _grid_key(self) -> None:
        self.window.heads.grid.setFocus()
        self._press(self.window.heads.grid, self._rng.choice((*MOVES, "A", "X")), PLAIN)

    def _escape(self) -> None:
        self._press(self._target(), "Escape", PLAIN)

    def _undo(self) -> None:
        back = self._rng.random() < 0.6
        (self.window.controller.undo if back else self.window.controller.redo)()

    def _patch(self) -> None:
        button = self._rng.choice((*(LEFT,) * 9, Qt.MouseButton.RightButton))
        stage = self._stage()
        QTest.mouseClick(stage, button, self._rng.choice(MODIFIERS), self._place(stage))

    def _hover(self) -> None:
        stage = self._stage()
        QTest.mouseMove(stage, self._place(stage))

    def _wheel(self) -> None:
        stage = self._rng.choice((self._stage(), self.window.heads.grid))
        at = QPointF(self._place(stage))
        event = QWheelEvent(
            at,
            stage.mapToGlobal(at),
            QPoint(),
            QPoint(0, self._rng.choice((-120, 120, -480, 480))),
            Qt.MouseButton.NoButton,
            self._rng.choice(MODIFIERS),
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(stage, event)

    def _grid(self) -> None:
        grid, shift = self.window.heads.grid, self._rng.choice((PLAIN, SHIFT))
        if self._rng.random() < 0.5:
            QTest.mouseClick(grid, LEFT, shift, self._place(grid))
            return
        QTest.mousePress(grid, LEFT, shift, self._place(grid))
        QTest.mouseMove(grid, self._place(grid))
        QTest.mouseRelease(grid, LEFT, shift, self._place(grid))

    def _click_anywhere(self) -> None:
        roots = self.popups() or [self.window]
        parts = [one for one in roots[0].findChildren(QWidget) if one.isVisible()]
        widget = self._rng.choice([one for one in parts if one.isEnabled()] or roots)
        self.label = f"click_anywhere {type(widget).__name__}"
        if widget.metaObject().className() != "QMenu":
            QTest.mouseClick(widget, LEFT, PLAIN, self._place(widget))

    # -- models, styles, texts -----------------------------------------------------------------

    def _sample(self) -> None:
        self.window.controller.photo.open_sample(self._rng.choice(samples()).id)

    def _model(self) -> None:
        model = self._rng.choice(MODELS)
        self.label = f"model {model}"
        self.window.toolbar.modelRequested.emit(model)

    def _device(self) -> None:
        self.window.toolbar.deviceRequested.emit(self._rng.choice(("auto", "cpu", "cuda")))

    def _style(self) -> None:
        look, photo = self.window.controller.look, self.window.controller.photo
        way = self._rng.randrange(6)
        self.label = f"style {way}"
        match way:
            case 0:
                look.choose("mode", self._rng.choice(("overlay", "spotlight", "map")))
            case 1:
                look.choose("colormap", self._rng.choice(COLORMAPS))
            case 2:
                look.choose("opacity", self._rng.choice((0.0, 0.3, 1.0)))
            case 3:
                look.toggle_smooth()
            case 4:
                photo.choose_side(self._rng.choice(("before", "after", "compare")))
            case 5:
                photo.choose_split(self._rng.choice((0.0, 0.4, 1.0)))

    def _scale(self) -> None:
        if self.window.controller.state.input is Modality.PHOTO:
            scale = self._rng.choice(("shared", "layer", "map"))
            self.window.heads.scaleRequested.emit(scale)

    def _fit(self) -> None:
        self.window.controller.choose_fit(self._rng.choice((None, *Fit)))

    def _type(self) -> None:
        if self.window.controller.state.input is Modality.TEXT:
            text = self._rng.choice(TEXTS)
            self.label = f"type {len(text)} characters"
            self.window.texts.input.edited.emit("text", text)
            if self._rng.random() < 0.3:
                self.window.texts.flush()

    def _type_target(self) -> None:
        if self.window.controller.state.input is Modality.TEXT:
            targets = ("", "This novel is popular.", "x " * 40)
            self.window.texts.input.edited.emit("target", self._rng.choice(targets))

    def _alternative(self) -> None:
        trace = self.window.controller.text.trace
        if trace is not None and trace.steps:
            at = self._rng.randrange(len(trace.steps))
            others = trace.steps[at].alternatives
            if others:
                token = self._rng.choice(others).token
                self.window.controller.text.writing.choose_alternative(at, token)

    def _text_options(self) -> None:
        if self.window.controller.state.input is not Modality.TEXT:
            return
        text, yes = self.window.controller.text, self._rng.random() < 0.5
        ways: dict[str, Callable[[], None]] = {
            "view": lambda: text.choose_nth_view(self._rng.randrange(4)),
            "words": lambda: text.choose_option("words", yes),
            "special": lambda: text.choose_option("special", yes),
            "renormalised": lambda: text.choose_option("renormalised", yes),
            "beam": lambda: text.writing.choose_beam(self._rng.randint(1, 8)),
            "pool": lambda: text.choose_option("pool", "mean" if yes else "max"),
            "sentence": lambda: text.choose_sentence(self._rng.randrange(40)),
            "step": lambda: text.step_query(1 if yes else -1),
            "close list": text.close_list,
        }
        name = self._rng.choice(list(ways))
        self.label = f"text_options {name}"
        ways[name]()

    # -- the window, files ---------------------------------------------------------------------

    def _resize(self) -> None:
        size = self._rng.choice(SIZES)
        self.label = f"resize {size[0]}x{size[1]}"
        self.window.resize(*size)

    def _theme(self) -> None:
        theme_switch().choose(self._rng.choice(("light", "dark", "system")))

    def _export(self) -> None:
        exchange = self.window.exchange
        self.window.controller.figure.open(self._rng.choice(WHATS), "heads")
        self._rng.choice((exchange.saving.save_figure, exchange.saving.save_again))()

    def _copy(self) -> None:
        self.window.exchange.saving.copy()

    def _paste(self) -> None:
        data, roll = QMimeData(), self._rng.random()
        if roll < 0.3:
            wide = self._rng.choice((1, 300, 2000))
            data.setImageData(QImage(wide, 200, QImage.Format.Format_ARGB32))
        elif roll < 0.6:
            data.setText(self._rng.choice(TEXTS))
        elif roll < 0.9:
            data.setUrls([QUrl.fromLocalFile(str(self._rng.choice(self._files)))])
        QGuiApplication.clipboard().setMimeData(data)
        self.window.exchange.opening.paste()

    def _drop(self) -> None:
        data, path = QMimeData(), self._rng.choice(self._files)
        self.label = f"drop {path.suffix}"
        data.setUrls([QUrl.fromLocalFile(str(path))])
        copy = Qt.DropAction.CopyAction
        self.window.dropEvent(QDropEvent(QPointF(300, 300), copy, data, LEFT, PLAIN))

    def _open(self) -> None:
        path = self._rng.choice(self._files)
        self.label = f"open {path.name}"
        self.window.controller.open_file(path)

    def _ask(self) -> None:
        self.window.exchange.opening.ask()

    def _cancel(self) -> None:
        self.window.status.cancelRequested.emit()

    def _browser(self) -> None:
        self.window.browsing.toggle()

    def _search(self) -> None:
        if self.window.browsing.panel.isVisible():
            words = ("vit", "gpt2", "zz", "hf:./x", "/tmp", "resnet 50", "")
            for letter in self._rng.choice(words):
                QTest.keyClicks(QApplication.focusWidget() or self.window, letter)

    def _panel(self) -> None:
        arrangement = self.window.arrangement
        self._rng.choice((arrangement.toggle_panel, arrangement.toggle_full))()

    def _play(self) -> None:
        self.window.controller.toggle_play()

    def _plugin(self) -> None:
        plugs = [one for one in self._files if one.suffix == ".py"]
        self.window.controller.opening.plugin(self._rng.choice(plugs))
