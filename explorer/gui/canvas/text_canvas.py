"""The middle of the window for a text: title, the view, colour bar; and the sentence below."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.core.colormaps import table
from explorer.core.numbers import percent, short
from explorer.figures.fonts import missing_fonts
from explorer.figures.frame import Target
from explorer.gui.canvas.canvas_base import Stage
from explorer.gui.canvas.color_bar import MARGIN, ColorBar
from explorer.gui.canvas.figure_view import FigureView
from explorer.gui.control.display import TextReadout, TextScene
from explorer.gui.kit.buttons import Chip
from explorer.gui.kit.fonts import SEMIBOLD
from explorer.gui.kit.labels import KeyHint, SectionTitle, Text
from explorer.gui.kit.surface import Surface

HEAD, HEAD_GAP, FOOT, FOOT_GAP = 26, 10, 40, 14
BAR, BAR_LEAST = 0.40, 200
NAMES = {"matrix": "Matrix", "lines": "Lines", "text": "Text", "steps": "Steps"}


class TextCanvas(Stage):
    """Shows one view of a run on a text with all that is said about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = FigureView(self)
        self._title = Text(px=14, weight=SEMIBOLD, parent=self)
        self._subtitle = Text(px=13, token="t2", parent=self)
        self._chip = Chip(icon="crosshair", parent=self)
        self.bar = ColorBar(self)
        self._quantity = Text(px=12, token="t2", align=1.0, parent=self)
        self._note = Text(px=11, token="t3", align=1.0, parent=self)
        self._chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._chip.setToolTip("The word whose attention is shown; click another, or ← →")
        self._foot = True
        self.clear()

    def _parts(self) -> tuple[QWidget, ...]:
        texts = (self._title, self._subtitle, self._quantity, self._note)
        return (*texts, self._chip, self.bar, self.view)

    def clear(self) -> None:
        """Show nothing: before the first run."""
        for part in self._parts():
            part.hide()

    def show_scene(self, scene: TextScene) -> None:
        """Show a view and its words."""
        matrix = scene.matrix
        self._title.set_text(matrix.title)
        self._subtitle.set_text(matrix.subtitle)
        asks = matrix.query.text
        if matrix.tile is not None:
            asks = f"{asks} · {matrix.query.tokens[0]:,}"
        self._chip.show_value("Query", asks, accent=True)
        self.bar.show_table(table(scene.colormap))
        self.bar.show_levels(matrix.levels, matrix.uniform)
        self.bar.show_pointer(None)
        self._quantity.set_text(matrix.quantity)
        said = [f"{len(matrix.cols)} columns", matrix.levels.note]
        if matrix.uniform:
            said.append(f"uniform = {short(matrix.uniform, 2)}")
        if matrix.hidden:
            said[0] = f"{percent(matrix.hidden)} of the row on hidden tokens"
        if matrix.tile is not None:
            said[0] = "" if matrix.exact else "an estimate, still being sharpened"
        if matrix.tile is not None and scene.view == "text":
            first, last = matrix.cols[0].tokens[0], matrix.cols[-1].tokens[-1]
            said[0] = f"tokens {first:,}–{last:,}"
        labels = (label.text for side in (matrix.rows, matrix.cols) for label in side)
        missing = missing_fonts(labels)
        self._note.set_text(missing or " · ".join(filter(None, said)))
        self._note.setToolTip(missing)
        plain = scene.view == "steps"  # whose numbers are all written out
        self._foot = bool(missing) or not plain
        for part in self._parts():
            part.show()
        for part in (self.bar, self._quantity):
            part.setVisible(not plain)
        self._note.setVisible(self._foot)
        self.place()
        name = f"{NAMES[scene.view]} of {matrix.title}"
        self.view.show_figure(scene.figure, name, opened=scene.opened)

    def show_readout(self, target: Target | None, readout: TextReadout | None) -> None:
        """The value under the mouse, beside it and on the bar."""
        self.view.show_hover(target)
        lines = None if readout is None else (readout.title, *readout.lines)
        self.view.show_readout(lines)
        self.bar.show_pointer(None if readout is None else readout.value)

    def place(self) -> None:
        """The view as large as the room allows, its words above and below."""
        room = self.room()
        chip = self._chip.sizeHint().width()
        top, right = room.top(), room.right() + 1
        self._chip.setGeometry(right - chip, top, chip, HEAD)
        free = room.width() - chip - 12
        title = min(self._title.sizeHint().width(), free)
        self._title.setGeometry(room.left(), top, title, HEAD)
        rest = max(0, free - title - 10)
        self._subtitle.setGeometry(room.left() + title + 10, top, rest, HEAD)
        below = FOOT + FOOT_GAP if self._foot else 0
        height = max(1, room.height() - HEAD - HEAD_GAP - below)
        # the view's labels may need the padding at both sides
        self.view.setGeometry(QRect(room.left(), top + HEAD + HEAD_GAP, room.width(), height))
        self._place_foot(QRect(room.left(), room.bottom() + 1 - FOOT, room.width(), FOOT))
        self.toast.set_floor(FOOT + FOOT_GAP + 32)

    def _place_foot(self, line: QRect) -> None:
        bar = min(line.width(), max(BAR_LEAST, round(line.width() * BAR)), 360)
        # the bar's widget has room around the bar for the numbers at its ends
        self.bar.setGeometry(line.left() - MARGIN, line.top() - 8, bar + 2 * MARGIN, 40)
        left = line.left() + bar + 16
        for text, row in ((self._quantity, 0), (self._note, 1)):
            text.setGeometry(left, line.top() - 4 + 20 * row, line.right() + 1 - left, 18)


class Reading(Surface):
    """The sentence shaded by the attention of the chosen word, to read along under a view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.view = FigureView(self, "panel")
        self._title = SectionTitle("Text", parent=self)
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 24, 0)
        head.setSpacing(6)
        head.addWidget(self._title, 1)
        head.addWidget(KeyHint("Ctrl ← →"))
        head.addWidget(Text("next word", px=11, token="t3"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)

    def show_scene(self, scene: TextScene) -> None:
        """Show the sentence of a scene; hidden where the view itself is that."""
        if scene.reading is None:
            return
        word = scene.matrix.query.text
        long = scene.matrix.tile is not None
        self._title.set_title("Row" if long else "Text")
        self._title.set_detail(f"where the model looks while it {scene.doing} “{word}”")
        name = f"The row of {word}" if long else "The sentence, shaded by the attention"
        self.view.show_figure(scene.reading, name)

    def show_readout(self, target: Target | None, readout: TextReadout | None) -> None:
        """The value under the mouse, beside it."""
        self.view.show_hover(target)
        self.view.show_readout(None if readout is None else (readout.title, *readout.lines))
