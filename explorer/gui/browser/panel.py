"""The browser itself: a search over the list of models, and what narrows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from explorer.gui.browser.model_list import Headings, ModelList
from explorer.gui.browser.search import Index, Wanted
from explorer.gui.kit import (
    CheckBox,
    Choice,
    ComboButton,
    GhostButton,
    KeyHint,
    Line,
    Menu,
    Segmented,
    Text,
    TextInput,
)
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.language import say
from explorer.gui.window.tab_order import follow

WIDTH, LEAST_HEIGHT = 1080, 320
"""The most that the panel is wide, and the least that it is high, px."""
_PAD, _INSET = 16, 6
INPUTS = (("", "All"), ("photo", "Photos"), ("text", "Texts"))


class ModelBrowser(QFrame):
    """Finds a model as one types. Passive: it opens none itself.

    Signals
    -------
    modelRequested(str): the name of the model that is to be opened.
    fileRequested, folderRequested: a model from a dialog. closed: Esc.
    """

    modelRequested = Signal(str)
    fileRequested = Signal()
    folderRequested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Models"))
        self._index, self._recent = Index(), tuple[str, ...]()
        self._wanted = Wanted()
        self._told = ""
        self._waiting = False
        self._search = TextInput(
            "Search models", "Search models, or type a name as timm:NAME, hf:ID or a path", self
        )
        self.inputs = Segmented("What the model takes", INPUTS, self)
        self.source = ComboButton("Source", label="Source", text_px=12, parent=self)
        self.random = CheckBox("Untrained (random weights)", self)
        self.random.setToolTip(
            say(
                "The architecture alone, with random weights: needs no download, and its maps mean "
                "nothing but for comparison"
            )
        )
        self._open = GhostButton("Open…", "folder-open", parent=self)
        self._open.setToolTip(say("Open a model from a file or a folder"))
        self._open.set_menu(self._menu())
        self._headings = Headings(self)
        self.list = ModelList(self)
        self._count = Text("", px=12, token="t3", parent=self)
        self._lay_out()
        self._show_sources()
        self._search.textEdited.connect(self._on_text)
        self._search.returnPressed.connect(self._on_enter)
        self.inputs.choiceRequested.connect(self._on_input)
        self.source.choiceRequested.connect(self._on_source)
        self.random.clicked.connect(self._on_random)
        self.list.modelRequested.connect(self.modelRequested)

    def _menu(self) -> Menu:
        menu = Menu(self)
        file = menu.addAction(say("A file: weights, a Keras model, a plug-in…"))
        folder = menu.addAction(say("A folder: a Hugging Face model…"))
        file.triggered.connect(self.fileRequested)
        folder.triggered.connect(self.folderRequested)
        return menu

    def _lay_out(self) -> None:
        narrowing = hbox(self.inputs, self.source, self.random, None, self._open, spacing=12)
        top = vbox(self._search, narrowing, margins=(_PAD, _PAD, _PAD, 8), spacing=10)
        middle = vbox(self._headings, (self.list, 1), margins=(_INSET, 0, _INSET, 4), spacing=0)
        foot = hbox((self._count, 1), margins=(_PAD, 6, _PAD, 8), spacing=6)
        for keys, word in (("↑↓", "choose"), ("Enter", "open"), ("Esc", "close")):
            foot.addWidget(KeyHint(keys, self))
            foot.addWidget(Text(word, px=11, token="t3", parent=self))
        parts = top, Line(parent=self), (middle, 1), Line(parent=self), foot
        vbox(*parts, owner=self, margins=1, spacing=0)

    # -- what it shows

    def show_models(self, index: Index, told: str, waiting: bool = False) -> None:
        """Show all models so far.

        Parameters
        ----------
        told: what is still to come or cannot be had, "" for nothing.
        waiting: whether a source has not answered yet.
        """
        self._index, self._told, self._waiting = index, told, waiting
        self._show_sources()
        self._find(keep=True)

    def begin(self, recent: Sequence[str], told: str, waiting: bool) -> None:
        """Take the focus for a new search among the models that are shown.

        Parameters
        ----------
        recent: the names of models that were used lately, the last one first.
        told, waiting: as of `show_models`.
        """
        self._recent, self._told, self._waiting = tuple(recent), told, waiting
        self._search.setText("")
        self._on_text("")
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_in_use(self, name: str) -> None:
        """The model that the window shows now."""
        self.list.show_in_use(name)

    def told(self) -> str:
        """How many were found, and what else the line below the list says."""
        return self._count.text()

    def _show_sources(self) -> None:
        sources = self._index.sources()
        self.source.set_choices(
            [Choice("", "All"), *(Choice(source, source) for source in sources)]
        )
        chosen = self._wanted.source if self._wanted.source in sources else ""
        self.source.set_current(chosen)
        self._wanted = replace(self._wanted, source=chosen)

    def _find(self, keep: bool) -> None:
        rows = self._index.find(self._wanted, self._recent)
        self.list.show_rows(rows, keep)
        found = sum(not row.typed for row in rows)
        words = f"{found:,} of {len(self._index):,} models"
        if not rows:
            none = "No model has such a name. Try fewer words."
            words = "No model yet" if self._waiting else none
        self._count.set_text(" · ".join(part for part in (words, self._told) if part))

    # -- what the user does

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self._wanted = replace(self._wanted, text=text)
        self._find(keep=False)

    @Slot(str)
    def _on_input(self, kind: str) -> None:
        self._wanted = replace(self._wanted, input=kind)
        self._find(keep=False)

    @Slot(str)
    def _on_source(self, source: str) -> None:
        self._wanted = replace(self._wanted, source=source)
        self._find(keep=False)

    @Slot(bool)
    def _on_random(self, random: bool) -> None:
        self._wanted = replace(self._wanted, untrained=random)
        self._find(keep=False)

    @Slot()
    def _on_enter(self) -> None:
        self.list.open_lit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the search does not want move through the list."""
        page, all_rows = self.list.page(), len(self.list.rows())
        moves = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
        }
        ends = {Qt.Key.Key_Home: -all_rows, Qt.Key.Key_End: all_rows}
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            moves = ends
        key = Qt.Key(event.key())
        if key in moves:
            self.list.step(moves[key])
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        event.accept()  # no key reaches the window behind

    def focusNextPrevChild(self, next: bool) -> bool:
        return follow([self], self.window().focusWidget(), next)
