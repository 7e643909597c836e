"""The dock: the walk-through of what is on screen, the source code beside it, common mistakes."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from PySide6.QtCore import QProcess, QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from explorer.explanation.mistakes import Mistake
from explorer.explanation.quantities import Walkthrough
from explorer.figures.frame import Target
from explorer.figures.walk.figure import WalkFigure
from explorer.figures.walk.mistakes import MistakesFigure
from explorer.gui.canvas.figure_view import FigureView
from explorer.gui.control.present.explain_views import NO_CODE, NO_MISTAKES, DockView
from explorer.gui.kit import IconButton, LinkLabel, Segmented, Text
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.labels import Line
from explorer.gui.kit.language import foreign, say
from explorer.gui.kit.look.fonts import SEMIBOLD
from explorer.gui.learning.code_view import CodeView
from explorer.gui.learning.map_page import MapPage
from explorer.gui.panels.panel import PanelWidget

TABS = (
    ("walk", "Walk-through"),
    ("where", "Architecture"),
    ("code", "Code"),
    ("mistakes", "Mistakes"),
)
_STEP_MS = 1400
"""From one step to the next while they go on by themselves."""
_OPEN, _LEAST, _ABOVE = 348, 220, 384
"""Height of the dock at best and at least, and what the rest of the window needs, px."""


class ExplainDock(PanelWidget):
    """The dock below everything. With the focus in it Left and Right step, Space plays.

    Signals
    -------
    tabRequested(str), stepBack(), stepOn(), playRequested(), playedOn(), targetRequested(object),
    closeRequested(), siteRequested(int): a site of the tree. mapRequested(object): a target of the
    map. siteStepped(int, int): how many sites on.
    """

    tabRequested = Signal(str)
    stepBack = Signal()
    stepOn = Signal()
    playRequested = Signal()
    playedOn = Signal()
    targetRequested = Signal(object)
    closeRequested = Signal()
    siteRequested = Signal(int)
    mapRequested = Signal(object)
    siteStepped = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Explanation"))
        self._view: DockView | None = None
        self._tabs = Segmented("Explanation", TABS)
        self._tabs.choiceRequested.connect(self.tabRequested)
        self._where = Text("", px=12, token="t2")
        self._back = IconButton("chevron-left", "Step back", shortcut="←")
        self._play = IconButton("play", "Play the steps", shortcut="Space")
        self._on = IconButton("chevron-right", "Next step", shortcut="→")
        self._count = Text("", px=12, weight=SEMIBOLD)
        self._back.clicked.connect(self.stepBack)
        self._play.clicked.connect(self.playRequested)
        self._on.clicked.connect(self.stepOn)
        self._copy = LinkLabel("Copy as LaTeX")
        self._copy.setToolTip(say("Copy the formula of this step as LaTeX"))
        self._copy.clicked.connect(self._on_copy)
        self._save = LinkLabel("Save picture…")
        self._save.setToolTip(say("Save this page as a picture: PNG, SVG or PDF"))
        self._save.clicked.connect(self._on_save)
        self._close = IconButton("x", "Close the explanation", shortcut="F1")
        self._close.clicked.connect(self.closeRequested)
        head = QHBoxLayout()
        head.setContentsMargins(16, 4, 12, 4)
        head.setSpacing(8)
        head.addWidget(self._tabs)
        head.addWidget(self._where, 1)
        for part in (self._copy, self._save, self._back, self._play, self._on, self._count):
            head.addWidget(part)
        head.addWidget(self._close)
        self._walk = FigureView(self, "panel")
        self._walk.targetRequested.connect(self.targetRequested)
        self._walk.targetHovered.connect(self._on_hover)
        self._code = _CodePage(self)
        self._mistakes = FigureView(self, "panel")
        self.map = MapPage(self)
        self.map.siteRequested.connect(self.siteRequested)
        self.map.targetRequested.connect(self.mapRequested)
        self.map.stepRequested.connect(self.siteStepped)
        self.map.told.connect(self._on_told)
        self._pages = QStackedWidget(self)
        for page in (self._walk, self.map, self._code, self._mistakes):
            self._pages.addWidget(page)
        self._says = Text("", px=12, token="t2")
        foot = hbox((self._says, 1), margins=(16, 4, 16, 6))
        vbox(Line(), head, Line(), (self._pages, 1), foot, owner=self, margins=0, spacing=0)
        self._clock = QTimer(self)
        self._clock.setInterval(_STEP_MS)
        self._clock.timeout.connect(self.playedOn)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_content(self, content: DockView) -> None:
        """Show another step, page or walk-through."""
        self._view = content
        walk, step = content.walk, content.walk.steps[content.step]
        self._tabs.set_current(content.tab)
        self._where.set_text(content.where)
        self._count.set_text(f"{content.step + 1} of {len(walk.steps)}  {step.name}")
        self._back.setEnabled(content.step > 0)
        self._on.setEnabled(content.step < len(walk.steps) - 1)
        self._play.set_icon("pause" if content.playing else "play")
        if content.playing and not self._clock.isActive():
            self._clock.start()
        elif not content.playing:
            self._clock.stop()
        if content.tab == "walk":
            look = content.focus, content.thumbs, content.colormap
            figure = WalkFigure(_in_words(content), content.step, *look, say)
            at = say(f"Step {content.step + 1}, {step.name}")
            said = foreign(f"{at}: {say(step.says)}")
            self._walk.show_figure(figure, said)
            self._says.set_text(self._told(content))
            self._pages.setCurrentWidget(self._walk)
        elif content.tab == "code":
            self._code.show_content(content)
            self._says.set_text(step.says)
            self._pages.setCurrentWidget(self._code)
        elif content.tab == "where" and content.map is not None:
            self.map.show_map(content.map, content.query)
            self._says.set_text(content.map.says)
            self._pages.setCurrentWidget(self.map)
        else:
            self._show_mistakes(content.mistakes, content)
        for part in (self._back, self._play, self._on, self._count, self._copy):
            part.setVisible(content.tab in ("walk", "code"))
        self._save.setVisible(content.tab != "code")

    def fit(self, width: int, height: int) -> None:
        """Take at most half of the window's height, less where the picture needs the room."""
        self.setMinimumHeight(_LEAST)
        self.setMaximumHeight(max(_LEAST, min(_OPEN, height // 2, height - _ABOVE)))
        self.map.fit(width)

    def sizeHint(self) -> QSize:
        return QSize(640, self.maximumHeight())

    def hideEvent(self, event: object) -> None:
        self._clock.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right step, Space plays, Escape closes."""
        keys = {
            Qt.Key.Key_Left: self.stepBack,
            Qt.Key.Key_Right: self.stepOn,
            Qt.Key.Key_Space: self.playRequested,
            Qt.Key.Key_Escape: self.closeRequested,
        }
        key = Qt.Key(event.key())
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if by is not None and self._view is not None and self._view.tab == "where":
            self.siteStepped.emit(0, by)
        elif key in keys:
            keys[key].emit()
        else:
            super().keyPressEvent(event)

    def _show_mistakes(self, found: Sequence[Mistake], content: DockView) -> None:
        self._pages.setCurrentWidget(self._mistakes)
        keys = content.walk.keys
        self._mistakes.show_figure(
            MistakesFigure(tuple(found), keys, say) if found else None,
            "; ".join(f"{one.name}: {one.says}" for one in found) or NO_MISTAKES,
        )
        told = "The same q and k, and what a common mistake would make of them."
        self._says.set_text(told if found else NO_MISTAKES)

    @Slot(object)
    def _on_hover(self, target: object) -> None:
        pointed = target if isinstance(target, Target) else None
        self._walk.show_hover(pointed)
        figure = self._walk.figure()
        if isinstance(figure, WalkFigure) and self._view is not None:
            self._says.set_text(figure.told(pointed) or self._told(self._view))

    @staticmethod
    def _told(content: DockView) -> str:
        """What the step does, and what the run did not keep."""
        step = content.walk.steps[content.step]
        return f"{step.says} {' '.join(content.walk.missing)}".strip()

    @Slot(str)
    def _on_told(self, said: str) -> None:
        """Say what lies under the mouse on the map, or again where the site sits."""
        if self._view is not None and self._view.map is not None:
            self._says.set_text(said or self._view.map.says)

    @Slot()
    def _on_save(self) -> None:
        action = self.window().findChild(QAction, "export_explained")
        if action is not None:
            action.trigger()

    @Slot()
    def _on_copy(self) -> None:
        if self._view is not None:
            QGuiApplication.clipboard().setText(self._view.latex)


class _CodePage(QWidget):
    """The source of the module, and the same in Keras."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._own, self._keras = CodeView("Source of this module"), CodeView("The same in Keras")
        self._title = Text("", px=12, weight=SEMIBOLD)
        self._file = Text("", px=12, token="t3", mono=True, foreign=True)
        self._open = LinkLabel("Open in editor")
        self._copy = LinkLabel("Copy")
        self._open.clicked.connect(self._on_open)
        self._copy.clicked.connect(self._on_copy)
        self._path, self._text = "", ""
        self._other = QWidget(self)
        row = hbox(owner=self, margins=0, spacing=0)
        heads = (self._title, self._file, self._open, self._copy)
        row.addWidget(self._part(QWidget(self), heads, self._own), 1)
        row.addWidget(Line(Qt.Orientation.Vertical))
        title = Text("The same in Keras", px=12, weight=SEMIBOLD)
        row.addWidget(self._part(self._other, (title,), self._keras), 1)

    @staticmethod
    def _part(owner: QWidget, heads: Sequence[QWidget], view: CodeView) -> QWidget:
        column = vbox(owner=owner, margins=(16, 6, 8, 0))
        line = hbox(*heads, None, spacing=10)
        column.addLayout(line)
        column.addWidget(view, 1)
        return owner

    def show_content(self, content: DockView) -> None:
        """Show the code of the site with the line of this step lit."""
        code = content.code
        problem = NO_CODE if code is None else code.problem
        self._title.set_text("Source of this module" if code is None else foreign(code.name))
        self._file.set_text("" if code is None else code.shown)
        self._path = "" if code is None else code.file
        self._text = "" if code is None else "\n".join(text for _, text in code.parts)
        self._open.setVisible(bool(self._path))
        self._copy.setVisible(bool(self._text))
        self._own.show_lines(content.lines, content.step, problem)
        self._other.setVisible(bool(content.keras))
        self._keras.show_lines(content.keras, content.step)

    @Slot()
    def _on_open(self) -> None:
        """Open the file, at the lit line where $VISUAL or $EDITOR names a program."""
        command = editor_command(os.environ, self._path, max(self._own.lit_line(), 1))
        if command and QProcess.startDetached(command[0], command[1:])[0]:
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._path))

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)


def _in_words(content: DockView) -> Walkthrough:
    """The walk-through with its patches in the window's language; tokens are the model's own."""
    walk = content.walk
    if not content.thumbs:
        return walk
    return replace(walk, asks=say(walk.asks), keys=tuple(map(say, walk.keys)))


TERMINAL = frozenset(("ed", "emacs", "helix", "hx", "kak", "micro", "nano", "nvim", "vi", "vim"))
"""Editors that need a terminal, which a window does not have."""
_GOTO = frozenset(("code", "code-insiders", "codium", "cursor", "vscodium"))
_COLON = frozenset(("subl", "sublime_text", "zed"))
_LINE = frozenset(("charm", "idea", "pycharm"))


def editor_command(settings: Mapping[str, str], file: str, line: int) -> list[str]:
    """The command that opens a file at a line in the user's editor.

    Parameters
    ----------
    settings : the environment, whose VISUAL is asked before EDITOR, as other programs do.
    file : its path.
    line : from 1.

    Returns
    -------
    list of str
        Program and arguments; empty where the system is to choose, since there is no editor, one
        that cannot be read, or one that needs a terminal.
    """
    named = settings.get("VISUAL") or settings.get("EDITOR") or ""
    try:
        command = shlex.split(named)
    except ValueError:  # quotes that do not end
        return []
    if not command:
        return []
    program = PurePath(command[0]).name.lower().removesuffix(".exe").removesuffix(".cmd")
    if program in TERMINAL:
        return []
    if program in _GOTO:
        return [*command, "--goto", f"{file}:{line}"]
    if program in _COLON:
        return [*command, f"{file}:{line}"]
    if program in _LINE:
        return [*command, "--line", str(line), file]
    return [*command, f"+{line}", file]
