"""What the model looks at: the opened photo, the samples, and the ways to open another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.canvas.pixels import to_image
from explorer.gui.control.kept.past_input import PastInput
from explorer.gui.control.slices import PhotoView
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.labels import SectionTitle, Text
from explorer.gui.kit.language import foreign, say
from explorer.gui.kit.look.fonts import MEDIUM
from explorer.gui.kit.surface import Surface
from explorer.gui.kit.tips import plain_tip
from explorer.gui.panels.drop_target import DropTarget
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
