"""What the model looks at: the opened photo, the samples, and the ways to open another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.canvas.pixels import to_image
from explorer.gui.control.slices import PhotoView
from explorer.gui.control.state import PastInput
from explorer.gui.kit import SEMIBOLD, Icon, KeyHint
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.buttons import Button
from explorer.gui.kit.labels import SectionTitle, Text, restyle
from explorer.gui.kit.language import foreign, say
from explorer.gui.kit.look.fonts import MEDIUM
from explorer.gui.kit.menu import shortcut_text
from explorer.gui.kit.surface import Surface
from explorer.gui.kit.tips import plain_tip
from explorer.gui.panels.history_button import HistoryButton
from explorer.gui.panels.thumbnails import RIM, PhotoFrame, Sample, SampleRow

_PAD = 16
OVERHANG = 6  # of an icon's button, so that the icon itself ends at the padding


class InputPanel(Surface):
    """Show the photo of a run, and offer others: samples, recent ones, a file.

    Signals
    -------
    openRequested: another photo is to be chosen.
    sampleRequested(str): the key of a sample.
    recentRequested(str, str): an input of before: its kind, and its path or the text itself.
    """

    openRequested = Signal()
    sampleRequested = Signal(str)
    recentRequested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self._history = HistoryButton(self)
        self._history.inputRequested.connect(self.recentRequested)
        self._frame = PhotoFrame(self)
        self._name = Text("", px=13, weight=MEDIUM, foreign=True, parent=self)
        self._size = Text("", px=12, token="t3", align=1.0, parent=self)
        self._credit = Text("", px=12, token="t3", parent=self)
        self._samples = SampleRow(self)
        self._samples.sampleRequested.connect(self.sampleRequested)
        self._drop = DropTarget(self)
        self._drop.clicked.connect(self.openRequested)
        self._build()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _build(self) -> None:
        heading = SectionTitle("Input", parent=self)
        heading.add_right(self._history)
        top = hbox(heading, margins=(_PAD, 9, _PAD - OVERHANG, 6))
        names = hbox((self._name, 1), self._size, spacing=12)
        column = vbox(
            self._frame, 10, names, 4, self._credit, margins=(_PAD, 0, _PAD, 12 - RIM), spacing=0
        )
        samples = hbox(self._samples, margins=(_PAD - RIM, 0, _PAD - RIM, 0))
        drop = hbox(self._drop, margins=(_PAD, 12 - RIM, _PAD, _PAD))
        vbox(top, column, samples, drop, None, owner=self, margins=0, spacing=0)

    def show_photo(self, photo: PhotoView) -> None:
        """Show the photo that is open now."""
        width, height = photo.size
        self._frame.show_image(to_image(photo.pixels))
        self._frame.setAccessibleName(say(f"The photo {foreign(photo.name)}"))
        self._frame.setToolTip(plain_tip("\n".join((foreign(photo.name), *photo.notes))))
        self._name.set_text(photo.name)
        self._size.set_text(f"{width} × {height}")
        self._size.setMinimumWidth(self._size.sizeHint().width())
        self._credit.set_text(photo.credit)
        self._credit.setVisible(bool(photo.credit))
        self._samples.set_chosen(photo.sample)
        self.update()

    def show_samples(self, samples: Sequence[Sample]) -> None:
        """Offer photos that ship with the program."""
        self._samples.show_samples(samples)
        self._samples.setVisible(bool(samples))

    def show_recent(self, recent: Sequence[PastInput]) -> None:
        """Offer inputs that were run before, the latest first."""
        self._history.show_recent(recent)

    def show_dragging(self, dragging: bool) -> None:
        """Say that what is dragged over the window can be dropped, or no longer."""
        self._drop.show_dragging(dragging)


class DropTarget(Button):
    """``Drop an image, or Ctrl V``; while a drag hovers over the window, ``Drop to open``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Open an image", parent)
        keys = shortcut_text(QKeySequence(QKeySequence.StandardKey.Paste))
        self._at_rest: tuple[QWidget, ...] = (
            Text("Drop an image, or", px=12, token="t3"),
            KeyHint(keys),
        )
        self._dropping: tuple[QWidget, ...] = (
            Icon("image", "accent_text"),
            Text("Drop to open", weight=SEMIBOLD, token="accent_text"),
        )
        row = hbox(None, owner=self, margins=(8, 0, 8, 0), spacing=7)
        for part in (*self._at_rest, *self._dropping):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(part)
        row.addStretch(1)
        self.setToolTip(say("Drop an image here, paste one, or click to choose a file"))
        self.setFixedHeight(36)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_dragging(False)

    def show_dragging(self, dragging: bool) -> None:
        """Say that what is dragged can be dropped, or no longer."""
        for part in self._at_rest:
            part.setVisible(not dragging)
        for part in self._dropping:
            part.setVisible(dragging)
        restyle(self, dragging="true" if dragging else "false")

    def sizeHint(self) -> QSize:
        return QSize(160, 36)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 36)
