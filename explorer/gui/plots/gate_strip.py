"""The panel of channel gates: a heading with the order, and a bar for every channel."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDoubleSpinBox, QSizePolicy, QWidget, QWidgetAction

from explorer.gui.control.view import GateContent
from explorer.gui.kit import SectionTitle, Segmented, Text
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.language import say
from explorer.gui.kit.menu import Menu
from explorer.gui.panels.panel import PanelWidget
from explorer.gui.plots.gate_bars import GateBars

_PAD = 24  # canvas padding
SORTS = (("gate", "Gate"), ("index", "Index"), ("activity", "Activity"))
HERE = ("answer", "Here")
"""The order that a click on the picture offers."""
TIPS = {
    "gate": "Most open channel first",
    "index": "By number",
    "activity": "Channel with the strongest feature map first",
    "answer": "Channel first that answers most at the place that was clicked",
}


class GateStrip(PanelWidget):
    """The gates of one block, sortable; one channel is chosen.

    Signals
    -------
    channelRequested(int): the user chose a channel by its number.
    holdRequested(float): the user wants the chosen channel held at a value.
    letGoRequested(): the user wants it to be what the model computes.
    """

    channelRequested = Signal(int)
    holdRequested = Signal(float)
    letGoRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._place = ""  # that was clicked
        self._title = SectionTitle("Gates")
        self._sort = Segmented("Sort", SORTS)
        self._show_tips()
        self._title.add_right(Text("Sort", px=12, token="t3"))
        self._title.add_right(self._sort)
        self._bars = GateBars()
        head = hbox(self._title, margins=(_PAD, 0, _PAD, 0))
        vbox(head, (self._bars, 1), owner=self, margins=(0, 10, 0, 0), spacing=0)
        self._sort.choiceRequested.connect(self.show_sort)
        self._bars.channelRequested.connect(self.channelRequested)
        self._bars.menuRequested.connect(self._show_menu)
        self._held: dict[int, float] = {}
        self._menu: HoldMenu | None = None

    def show_content(self, content: GateContent) -> None:
        """Show the gates of a block.

        Raises
        ------
        ValueError
            Gates and activities that are not of one length.
        """
        self._bars.show_gates(content.gates, content.activity, content.answers)
        self._bars.show_channel(content.channel)
        self._held = dict(content.held)
        self._bars.show_held(self._held)
        self._title.set_detail(content.detail)
        if content.place != self._place:
            self._offer(content.place)

    def _offer(self, place: str) -> None:
        """Order by the answers at a place, as soon as one was clicked; "" for none any more."""
        begins, ends = bool(place and not self._place), not place
        self._place = place
        if begins or ends:
            self._sort.set_choices((*SORTS, HERE) if place else SORTS)
            self._show_tips()
        if begins:
            self.show_sort(HERE[0])
        elif ends and self._bars.sort() == HERE[0]:
            self.show_sort(SORTS[0][0])

    def _show_tips(self) -> None:
        for key, tip in TIPS.items():
            if key != HERE[0] or self._place:
                self._sort.set_tip(key, tip)

    def fit(self, width: int, height: int) -> None:
        """Take less height in a low window."""
        self.setFixedHeight(132 if height < 700 else 188)

    @Slot(str)
    def show_sort(self, sort: str) -> None:
        """Order the bars; ``ValueError`` for anything but gate, index and activity."""
        self._bars.show_sort(sort)
        self._sort.set_current(sort)

    @Slot(int, QPoint)
    def _show_menu(self, channel: int, at: QPoint) -> None:
        """What a channel can be held at, where the mouse is."""
        self.channelRequested.emit(channel)
        self._menu = HoldMenu(f"Channel {channel}", self._held.get(channel), self)
        self._menu.holdRequested.connect(self.holdRequested)
        self._menu.letGoRequested.connect(self.letGoRequested)
        self._menu.popup(at)

    def menu(self) -> HoldMenu | None:
        """The last menu that was opened, for tests."""
        return self._menu

    def bars(self) -> GateBars:
        """The strip itself, for the focus and for tests."""
        return self._bars


_CLOSED, _OPEN = 0.0, 1.0
_LARGEST = 99.0


class HoldMenu(Menu):
    """Hold a gate closed, open, or at a value that is typed; or let it go.

    Signals
    -------
    holdRequested(float): hold it at a value.
    letGoRequested(): let it be what the model computes.
    """

    holdRequested = Signal(float)
    letGoRequested = Signal()

    def __init__(self, name: str, held: float | None, parent: QWidget | None = None) -> None:
        """Make the menu of a gate.

        Parameters
        ----------
        name : what the gate is called.
        held : what it is held at now, None for nothing.
        """
        super().__init__(parent)
        self.add_heading(name)
        closed = self.add_choice("Hold at 0", detail="M", tip="Nothing of the channel goes on")
        closed.setData(_CLOSED)
        opened = self.add_choice("Hold at 1", tip="The channel goes on as it is")
        opened.setData(_OPEN)
        self.value = QDoubleSpinBox()
        self.value.setRange(-_LARGEST, _LARGEST)
        self.value.setDecimals(3)
        self.value.setSingleStep(0.05)
        self.value.setValue(0.5 if held is None else held)
        self.value.setAccessibleName(say(f"Value that {name} is held at"))
        self.value.setToolTip(say("Type a value and press Enter"))
        self.value.lineEdit().returnPressed.connect(self._on_typed)
        row = QWidget()
        hbox(Text("Hold at", px=13), (self.value, 1), owner=row, margins=(10, 2, 10, 2))
        typed = QWidgetAction(self)
        typed.setDefaultWidget(row)
        self.addAction(typed)
        self.addSeparator()
        self._free = self.add_choice("Let the model decide")
        self._free.setEnabled(held is not None)
        self.triggered.connect(self._on_chosen)

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        if action is self._free:
            self.letGoRequested.emit()
        elif action.data() is not None:
            self.holdRequested.emit(float(action.data()))

    @Slot()
    def _on_typed(self) -> None:
        self.value.interpretText()
        value = self.value.value()
        self.close()
        self.holdRequested.emit(value)
