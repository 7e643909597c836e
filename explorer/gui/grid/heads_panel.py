"""The panel of heads: heading, scale and play, the grid, and the keys that move in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.control.slices import same
from explorer.gui.control.view import GridContent, ScaleChoice
from explorer.gui.grid.grid_places import EDGE, PAD
from explorer.gui.grid.grid_view import GridView
from explorer.gui.kit import Choice, ComboButton, IconButton, KeyHint, SectionTitle, Surface, Text
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.language import say

_TOP, _HEAD, _BELOW_HEAD = 10, 28, 2
_BELOW_HINTS = 13
_GAP = 8 - EDGE  # between grid and hints, beside the room that the grid keeps for its ring
_COMBO, _COMBO_SHORT = 124, 84
_NARROW = 330  # px: below, the heading would be cut


class HeadsPanel(Surface):
    """All heads of all layers.

    Signals
    -------
    scaleRequested(str): the user chose the scale of this id.
    playRequested(): the button or Space: play through the layers, or stop.
    """

    scaleRequested = Signal(str)
    playRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._most = 10_000
        self._detail, self._compact = "", False
        self._content: GridContent | None = None
        self._title = SectionTitle("Heads")
        self._scale = ComboButton("Colour scale of the heads", label="Scale", text_px=12)
        self._play = IconButton("play", "Play through the layers", shortcut="Space")
        self.grid = GridView()
        self._hints = HintRow()
        self._hints.setContentsMargins(PAD, _GAP, PAD, 0)
        parts = (self._title, 1), self._scale, self._play
        head = hbox(*parts, margins=(PAD, 0, PAD - 2, _BELOW_HEAD), spacing=6)
        inside = head, (self.grid, 1), self._hints
        vbox(*inside, owner=self, margins=(0, _TOP, 0, _BELOW_HINTS), spacing=0)
        self._scale.choiceRequested.connect(self.scaleRequested)
        self._play.clicked.connect(self.playRequested)
        self.grid.playRequested.connect(self.playRequested)
        self.set_compact(False)

    def show_content(self, content: GridContent | None) -> None:
        """Show thumbnails: only rows that are not there yet are drawn anew.

        Parameters
        ----------
        content: None leaves the grid as it is.
        """
        if content is None:
            return
        before, self._content = self._content, content
        if before is None or content.shape != before.shape:
            self.grid.show_shape(content.shape)
            before = None
        words = content.title, content.detail, content.hints
        if before is None or words != (before.title, before.detail, before.hints):
            self.show_words(*words)
        rows = zip(content.rows, content.profiles, content.masks, strict=True)
        for row, (thumbs, profile, mask) in enumerate(rows):
            shown = before is not None and row < len(before.rows) and same(before.rows[row], thumbs)
            if thumbs and not shown:
                self.grid.show_row(row, thumbs, profile, mask)
        self.update()

    def show_words(self, title: str, detail: str, hints: Sequence[tuple[str, str]]) -> None:
        """Name what the grid holds.

        Parameters
        ----------
        title, detail: as ``"Heads"`` and ``"12 × 6"``.
        hints: keys and what they move, as ``("←→", "head")``; the last ones go where the panel
            is too narrow.
        """
        self._title.set_title(title)
        self._detail = detail
        self._show_detail()
        self.grid.setAccessibleName(say(title))
        self._hints.show_hints(hints)

    def _show_detail(self) -> None:
        numbers = [word for word in self._detail.split() if word.isdigit() or word == "×"]
        self._title.set_detail(" ".join(numbers) if self._compact else self._detail)

    def show_scales(self, scale: ScaleChoice) -> None:
        """Offer the colour scales."""
        self._scale.set_choices([Choice(key, title) for key, title in scale.choices])
        self._scale.set_current(scale.scale)
        self._scale.setVisible(bool(scale.choices))

    def show_playing(self, playing: bool) -> None:
        """Show whether the layers are being played: the button then stops them."""
        self._play.set_icon("pause" if playing else "play")
        self._play.set_name("Stop playing" if playing else "Play through the layers", "Space")

    def set_compact(self, compact: bool) -> None:
        """In a narrow panel the scale loses its label, the heading all but its numbers."""
        self._compact = compact
        self._show_detail()
        self._scale.set_label_visible(not compact)
        self._scale.setFixedWidth(_COMBO_SHORT if compact else _COMBO)

    def sizeHint(self) -> QSize:
        """Ask for the height of the present width: a layout asks for that of its own width."""
        return QSize(super().sizeHint().width(), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.set_compact(self.width() < _NARROW)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def set_hints_visible(self, visible: bool) -> None:
        """Show or drop the row of keys."""
        self._hints.setVisible(visible)
        self.set_maximum_height(self._most)

    def set_maximum_height(self, px: int) -> None:
        """The most that the whole panel may take; the grid's cells shrink to fit it."""
        self._most = px
        self.grid.set_maximum_height(max(px - self.around(), 0))

    def around(self) -> int:
        """The height of all but the grid, px."""
        hints = 0 if self._hints.isHidden() else HINTS + _GAP
        return _TOP + _HEAD + _BELOW_HEAD + _BELOW_HINTS + hints


HINTS = 18
"""Of the hints without what is around them, px."""
_TO_WORD, _TO_NEXT = 6, 13


class HintRow(QWidget):
    """A row of hints as ``←→ head``, the more important ones first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._hints: list[tuple[KeyHint, Text]] = []

    def show_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show other (keys, word) pairs."""
        for old in self._hints:
            for part in old:
                part.hide()
                part.deleteLater()
        self._hints = [
            (KeyHint(keys, self), Text(word, px=11, token="t3", parent=self))
            for keys, word in hints
        ]
        self._place()

    def _place(self) -> None:
        inside = self.contentsRect()
        left, top, room = inside.left(), inside.top(), True
        for keys, word in self._hints:
            word_left = left + keys.sizeHint().width() + _TO_WORD
            end = word_left + word.sizeHint().width()
            room = room and end <= inside.right() + 1
            keys.setGeometry(left, top, keys.sizeHint().width(), HINTS)
            height = word.sizeHint().height()
            word.setGeometry(word_left, top + (HINTS - height) // 2, end - word_left, height)
            for part in (keys, word):
                part.setVisible(room)
            left = end + _TO_NEXT

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(0, margins.top() + HINTS + margins.bottom())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
