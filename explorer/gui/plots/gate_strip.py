"""The panel of channel gates: a heading with the order, and a bar for every channel."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from explorer.gui.kit import SectionTitle, Segmented, Surface, Text
from explorer.gui.plots.gate_bars import GateBars

_PAD = 24  # canvas padding


class GateStrip(Surface):
    """The gates of one block, sortable; one channel is chosen.

    Signals
    -------
    channelRequested(int): the user chose a channel by its number.
    sortRequested(str): ``"gate"``, ``"index"`` or ``"activity"``.
    """

    channelRequested = Signal(int)
    sortRequested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._title = SectionTitle("Gates")
        self._sort = Segmented(
            "Sort", [("gate", "Gate"), ("index", "Index"), ("activity", "Activity")]
        )
        self._sort.set_tip("gate", "Most open channel first")
        self._sort.set_tip("index", "By number")
        self._sort.set_tip("activity", "Channel with the strongest feature map first")
        self._title.add_right(Text("Sort", px=12, token="t3"))
        self._title.add_right(self._sort)
        self._bars = GateBars()
        head = QHBoxLayout()
        head.setContentsMargins(_PAD, 0, _PAD, 0)
        head.addWidget(self._title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._bars, 1)
        self._sort.choiceRequested.connect(self._on_sort)
        self._bars.channelRequested.connect(self.channelRequested)

    def show_gates(
        self, gates: NDArray[np.float32], activity: NDArray[np.float32], title_detail: str
    ) -> None:
        """Show the gates of a block.

        Parameters
        ----------
        gates: (C,) in [0, 1], by channel.
        activity: (C,) how strong each channel's feature map is; orders only.
        title_detail: as ``"112 channels of block 6"``.

        Raises
        ------
        ValueError
            Two arrays that are not of one length.
        """
        self._bars.show_gates(gates, activity)
        self._title.set_detail(title_detail)

    def show_channel(self, channel: int | None) -> None:
        """Light up a channel; None, or a number that there is not, for none."""
        self._bars.show_channel(channel)

    def show_sort(self, sort: str) -> None:
        """Order the bars; ``ValueError`` for anything but gate, index and activity."""
        self._bars.show_sort(sort)
        self._sort.set_current(sort)

    def bars(self) -> GateBars:
        """The strip itself, for the focus and for tests."""
        return self._bars

    @Slot(str)
    def _on_sort(self, sort: str) -> None:
        # The segment has chosen itself; whoever hears of it decides whether it stays so.
        self._sort.set_current(self._bars.sort())
        self.sortRequested.emit(sort)
