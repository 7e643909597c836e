"""Which heads matter: a second grid under the first one, and the heads ranked by the change."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from explorer.gui.analysis.answer_input import AnswerInput
from explorer.gui.analysis.heads.ranked_heads import ROW, RankedHeads
from explorer.gui.analysis.heads.statistic_grid import StatisticGrid
from explorer.gui.analysis.scale_bar import ScaleBar
from explorer.gui.control.present.analysis.matter_view import MatterView
from explorer.gui.kit import Choice, ComboButton, IconButton, Line, SectionTitle, SmallButton, Text
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.language import say
from explorer.gui.kit.tips import label_text
from explorer.gui.panels.panel import PanelWidget

_PAD, _CELL = 16, 12.0
_NAME, _RANKED = "Which heads matter", "Heads, ranked by the change of the answer"
_SORTING = (
    ("size", "Largest change", "The largest change first, whether up or down"),
    ("falls", "Largest fall", "What the answer rests on first"),
    ("rises", "Largest rise", "What speaks against the answer first"),
    ("layer", "Order of the model", "By layer and head"),
)


class MatterPanel(PanelWidget):
    """Under the panels on the right.

    Signals
    -------
    answerRequested(str): another answer is to be watched, as typed. contrastRequested(str): less a
    second one, "" for none. sortingRequested(str).
    manyRequested(), hereRequested(): the mean over a folder or file, or this input alone again.
    headRequested(int, int): a head, by the number of its site and its own.
    againRequested(), cancelRequested(), closeRequested()
    """

    answerRequested = Signal(str)
    contrastRequested = Signal(str)
    sortingRequested = Signal(str)
    manyRequested = Signal()
    hereRequested = Signal()
    againRequested = Signal()
    cancelRequested = Signal()
    headRequested = Signal(int, int)
    closeRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: MatterView | None = None
        self._title = SectionTitle(_NAME)
        self._close = IconButton("x", "Close", shortcut="Shift+H")
        self._run = SmallButton("Cancel")
        self._title.add_right(self._run)
        self._title.add_right(self._close)
        self._detail = Text("", px=12, token="t3")
        self._answer = AnswerInput("Answer that is watched")
        self._against = AnswerInput(
            "Second answer, whose probability is taken away from that of the first", optional=True
        )
        self._many = IconButton("images", "Over many inputs")
        self._here = SmallButton("This input")
        self._here.setToolTip(say("Ask of the input on screen alone again"))
        self.grid = StatisticGrid(_NAME, _CELL)
        self._scale = ScaleBar()
        self._sorting = ComboButton("Sort the list", label="By")
        self._sorting.set_choices([Choice(key, text, tip=tip) for key, text, tip in _SORTING])
        self.ranked = RankedHeads(_RANKED)
        watched = hbox((self._answer, 1), (self._against, 1), self._here, self._many, spacing=8)
        below = hbox(self._sorting, (self._scale, 1), spacing=12)
        parts = self._title, self._detail, watched, self.grid, below
        inner = vbox(*parts, margins=(_PAD, 8, _PAD, 4), spacing=6)
        vbox(Line(), inner, self.ranked, owner=self, margins=(0, 0, 0, 6), spacing=0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._answer.answerRequested.connect(self.answerRequested)
        self._against.answerRequested.connect(self.contrastRequested)
        self._many.clicked.connect(self.manyRequested)
        self._here.clicked.connect(self.hereRequested)
        self._run.clicked.connect(self._on_run)
        self._close.clicked.connect(self.closeRequested)
        self._sorting.choiceRequested.connect(self.sortingRequested)
        self.grid.headRequested.connect(self._on_head)
        self.ranked.headChosen.connect(self._on_head)

    def show_content(self, content: MatterView) -> None:
        """Show the heads as far as they are known."""
        self._content = content
        cells = content.cells
        self._title.set_detail(content.source)
        self._detail.set_text(content.detail)
        self._detail.setToolTip(say(content.detail))
        self._answer.show_answers(content.answer, content.choices, content.empty)
        self._against.show_answers(content.against, content.seconds, "against …")
        both = content.contrast
        self.grid.setAccessibleName(say(f"Which heads matter: {both}" if both else _NAME))
        self.ranked.setAccessibleName(
            say(f"Heads, ranked by the change of {both}" if both else _RANKED)
        )
        photos = content.many == "photos"
        self._many.set_name(
            "Mean over a folder of photos…" if photos else "Mean over a file of sentences…"
        )
        self._here.setVisible(bool(content.source))
        self._run.setText(label_text("Cancel" if content.running else "Again"))
        self._run.setToolTip(
            say(
                "Stop; what is done is kept"
                if content.running
                else "Mute each head in turn once more"
            )
        )
        self._sorting.set_current(content.by)
        for part in (self.grid, self._scale, self.ranked):
            part.setVisible(cells is not None)
        if cells is not None:
            self.grid.show_cells(cells)
            self.grid.setFixedHeight(min(self.grid.sizeHint().height(), 240))
            self._scale.show_ends(*cells.ends, signed=True)
        self.ranked.show_cells(cells)

    def fit(self, width: int, height: int) -> None:
        """Show as many rows of the list as a window of this height has room for."""
        rows = 3 if height < 760 else 5 if height < 1000 else 8
        self.ranked.setFixedHeight(rows * ROW)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self._reveal)  # when it has its place

    @Slot()
    def _reveal(self) -> None:
        """Scroll the side to it, where the window is low."""
        part: QWidget | None = self
        while part is not None and not isinstance(part, QScrollArea):
            part = part.parentWidget()
        if part is not None:
            part.ensureWidgetVisible(self, 0, 0)

    @Slot()
    def _on_run(self) -> None:
        running = self._content is not None and self._content.running
        (self.cancelRequested if running else self.againRequested).emit()

    @Slot(int)
    def _on_head(self, at: int) -> None:
        cells = None if self._content is None else self._content.cells
        if cells is not None:
            self.headRequested.emit(*cells.cells[at])
