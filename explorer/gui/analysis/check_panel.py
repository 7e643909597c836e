"""The check of the map on screen: deletion and insertion beside random maps, and a verdict."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from explorer.gui.analysis.area_table import AreaTable
from explorer.gui.analysis.control_maps import ControlMaps
from explorer.gui.analysis.control_plot import ControlPlot
from explorer.gui.analysis.curve_plot import CurvePlot
from explorer.gui.control.present.analysis.analysis_views import CheckView, ControlView
from explorer.gui.kit import (
    Choice,
    ComboButton,
    GhostButton,
    Icon,
    IconButton,
    SectionTitle,
    Segmented,
    Text,
    ui_font,
)
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.language import say
from explorer.gui.panels.panel import PanelWidget

_PAD, _HIGH, _LOW = 24, 330, 236
_TABLE = 372
_NARROW = 1180
_TESTS = (("curves", "Deletion"), ("control", "Random weights"))
_CONTROL = (
    "Parts of the model are given random weights, from the head down, and the map is made anew: "
    "one that stays the same does not show what was learned (Adebayo et al. 2018)."
)


class CheckPanel(PanelWidget):
    """Below the picture.

    Signals
    -------
    baselineRequested(str): something else where pixels or tokens are taken away.
    drawRequested(), regionRequested(), clearRequested(): a box is to be drawn, boxes or a mask
        read from a file, or taken away.
    testRequested(str): "curves" for deletion and insertion, "control" for random weights.
    againRequested(), closeRequested()
    """

    baselineRequested = Signal(str)
    drawRequested = Signal()
    regionRequested = Signal()
    clearRequested = Signal()
    testRequested = Signal(str)
    againRequested = Signal()
    closeRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._content: CheckView | None = None
        self._low = False
        self._title = SectionTitle("What this map claims")
        self._test = Segmented("What the map is checked by", _TESTS)
        self._baseline = ComboButton("What stands where something is taken away", label="Hide by")
        self._again = GhostButton("Check again", "refresh-cw")
        self._again.setToolTip(say("Check the map that is on screen now"))
        close = IconButton("x", "Close the check", shortcut="Esc")
        self.deletion, self.insertion = CurvePlot("deletion"), CurvePlot("insertion")
        self._areas = AreaTable()
        self._mark = Icon("circle-help")
        self._verdict = QLabel()
        self._verdict.setWordWrap(True)
        self._verdict.setFont(ui_font(13))
        self._verdict.setAccessibleName(say("Verdict"))
        self._better = QLabel()
        self._better.setWordWrap(True)
        self._better.setFont(ui_font(12))
        self._better.setProperty("ink", "t3")
        head = hbox((self._title, 1), self._test, self._baseline, self._again, close, spacing=12)
        self._curves, self.control, self.maps = QWidget(), ControlPlot(), ControlMaps()
        self._parts = Text("Rank correlation with this map", px=12, weight=600)
        self._parts.setFixedHeight(18)
        self.control.setMinimumHeight(90)
        plots = QGridLayout(self._curves)
        plots.setContentsMargins(0, 0, 0, 0)
        plots.setHorizontalSpacing(_PAD)
        for at, (name, plot) in enumerate(
            (("Deletion", self.deletion), ("Insertion", self.insertion))
        ):
            plots.addWidget(Text(name, px=12, weight=600), 0, at)
            plots.addWidget(plot, 1, at)
            plots.setColumnStretch(at, 1)
        plots.setRowStretch(1, 1)
        said = QGridLayout()
        said.setHorizontalSpacing(8)
        said.setVerticalSpacing(4)
        said.addWidget(self._mark, 0, 0)
        said.addWidget(self._verdict, 0, 1)
        said.addWidget(self._better, 1, 1)
        said.setColumnStretch(1, 1)
        self._side = QWidget()
        self._side.setFixedWidth(_TABLE)
        vbox(self._areas, said, self._build_region(), None, owner=self._side, margins=0, spacing=10)
        parts = vbox(self._parts, (self.control, 1), self.maps, spacing=4)
        body = hbox((self._curves, 1), (parts, 1), self._side, spacing=_PAD)
        vbox(head, (body, 1), owner=self, margins=(_PAD, 10, _PAD, 12), spacing=8)
        self._baseline.choiceRequested.connect(self.baselineRequested)
        self._test.choiceRequested.connect(self.testRequested)
        self._again.clicked.connect(self.againRequested)
        close.clicked.connect(self.closeRequested)

    def _build_region(self) -> QWidget:
        """The row of what is marked on the photo."""
        self._region = QWidget()
        self._inside = QLabel()
        self._inside.setWordWrap(True)
        self._inside.setFont(ui_font(12))
        self._inside.setProperty("ink", "t2")
        self._inside.setAccessibleName(say("How much of the map lies inside"))
        self._draw = GhostButton("Draw a box", "square")
        self._draw.setCheckable(True)
        self._draw.setToolTip(
            say("Any drag on the picture draws a box that the map is held against")
        )
        read = IconButton("folder-open", "Read boxes or a mask from a file…")
        self._clear = IconButton("x", "Take the box away (Del)")
        parts = (self._inside, 1), self._draw, read, self._clear
        hbox(*parts, owner=self._region, margins=0, spacing=4)
        self._draw.clicked.connect(self.drawRequested)
        read.clicked.connect(self.regionRequested)
        self._clear.clicked.connect(self.clearRequested)
        return self._region

    def show_content(self, content: CheckView) -> None:
        """Show the curves as far as they are."""
        self._content = content
        self._baseline.set_choices(
            [Choice(one.key, one.text, reason=one.reason, tip=one.tip) for one in content.baselines]
        )
        self._baseline.set_current(content.baseline)
        self._test.set_current(content.test)
        random = content.test == "control"
        for part in (self._baseline, self._curves, self._areas):
            part.setVisible(not random)
        for part in (self._parts, self.control, self.maps):
            part.setVisible(random)
        answer = "" if random or not content.answer else f"probability of {content.answer}"
        self._title.set_detail(answer)
        self.control.show_control(content.control)
        self.maps.show_control(content.control)
        self.deletion.show_curves(content.curves)
        self.insertion.show_curves(content.curves)
        self._areas.show_rows(content.rows)
        verdict, better = content.verdict, content.better
        if random:
            verdict, better = self._show_control(content.control), _CONTROL
        else:
            done = content.curves is not None and content.curves.complete
            self._judge(content.said, done, content.clear)
        self._verdict.setAccessibleDescription(say(verdict))
        self._better.setText(say(better))
        self._verdict.setToolTip(say("\n".join(filter(None, (verdict, better)))))
        self._show_better()
        self._region.setVisible(content.on_photo)
        self._draw.setChecked(content.drawing)
        said = f"{content.region}: {content.inside}" if content.region else ""
        self._inside.setText(say(said or "Is what it marks where you would look?"))
        self._clear.setVisible(bool(content.region))

    def _judge(self, said: str, done: bool, clear: bool) -> None:
        """Show a verdict and its mark."""
        name = "circle-check" if clear else "triangle-alert" if done else "loader"
        self._mark.show_icon(name, "ok" if clear else "warn" if done else "t3")
        self._verdict.setText(say(said))

    def _show_control(self, control: ControlView | None) -> str:
        """Say what random weights make of the map; returns it."""
        if control is None:
            said = "Waiting for the first part."
            self._judge(said, False, False)
            return said
        self._judge(control.said, control.done, control.clear)
        return control.said

    def _show_better(self) -> None:
        """Say what does better still, where there is room for it."""
        self._better.setVisible(bool(self._better.text()) and not self._low)

    def verdict(self) -> str:
        """What the check says, with its numbers."""
        if self._content is not None and self._content.test == "control":
            return "" if self._content.control is None else self._content.control.said
        return "" if self._content is None else self._content.verdict

    def fit(self, width: int, height: int) -> None:
        """Take less height in a low window, and in a narrow one show one test beside the table."""
        self._low = height < 760
        self.setFixedHeight(_LOW if self._low else _HIGH)
        self._areas.show_dense(self._low)
        self.maps.show_low(self._low)
        self._show_better()
        self._side.setFixedWidth(_TABLE if width >= _NARROW else 300)
