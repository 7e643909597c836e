"""Choose how the weights of large models are held: in which numbers, and on which devices."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QFormLayout, QWidget

from explorer.gui.kit import Note, PrimarySplitButton, Segmented, Text
from explorer.gui.kit.boxes import hbox, vbox
from explorer.registry.entry import Entry
from explorer.registry.memory import free_memory
from explorer.registry.placing import AUTO, DTYPES, Placing

TITLE, SIZE = "Weights of large models", (560, 190)


class PlacingPanel(QWidget):
    """Numbers and devices, and the memory that the model in use then takes.

    Parameters
    ----------
    entry
        The model in use; None for none.
    use
        Given what was chosen.
    """

    def __init__(
        self,
        dialog: QDialog,
        entry: Entry | None,
        now: Placing,
        use: Callable[[Placing], None],
    ) -> None:
        super().__init__(dialog)
        self._dialog, self._entry, self._now, self._use = dialog, entry, now, use
        self.numbers = Segmented("Numbers", [(one, one) for one in DTYPES])
        self.spread = Segmented("Devices", [("", "One device"), (AUTO, "GPUs, memory, disk")])
        self.numbers.set_current(now.dtype)
        self.spread.set_current(now.spread)
        self.note = Note("memory-stick", parent=self)
        self.apply = PrimarySplitButton("Load it so", "check", parent=self)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        for name, choice in (("Numbers", self.numbers), ("Devices", self.spread)):
            label = Text(name, px=12)
            label.setFixedHeight(choice.sizeHint().height())
            form.addRow(label, choice)
        foot = hbox(self.apply, None)
        vbox(form, self.note, None, foot, owner=self, margins=16, spacing=12)
        self.numbers.choiceRequested.connect(self._on_numbers)
        self.spread.choiceRequested.connect(self._on_spread)
        self.apply.triggered.connect(self._on_apply)
        self._tell()

    @property
    def chosen(self) -> Placing:
        """What was chosen."""
        return self._now

    @Slot(str)
    def _on_numbers(self, key: str) -> None:
        self._now = Placing(next(one for one in DTYPES if one == key), self._now.spread)
        self._tell()

    @Slot(str)
    def _on_spread(self, key: str) -> None:
        self._now = Placing(self._now.dtype, key)
        self._tell()

    def _tell(self) -> None:
        """Say what the model in use takes, before any of it is loaded."""
        self.numbers.set_current(self._now.dtype)
        self.spread.set_current(self._now.spread)
        self.note.set_text(told(self._entry, self._now, free_memory()))

    @Slot()
    def _on_apply(self) -> None:
        self._use(self._now)
        self._dialog.close()


def told(entry: Entry | None, placing: Placing, free: int) -> str:
    """What a model takes when it is held so, and what is free, in a sentence."""
    if entry is None or not entry.placeable:
        title = "This model" if entry is None else entry.title
        return f"{title} is always in float32 on one device: this is for texts of Hugging Face."
    room = free / 1e9
    if not entry.parameters:
        return f"How large {entry.title} is, is not known; {room:.1f} GB are free."
    needed = placing.size * entry.parameters / 1e9
    return f"{entry.title} takes {needed:.1f} GB as {placing.dtype}, {room:.1f} GB are free."
