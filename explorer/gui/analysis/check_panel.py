"""The check of the map on screen: deletion and insertion beside random maps, and a verdict."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from explorer.analysis.checks.faithfulness import Curves
from explorer.gui.analysis.curve_plot import CurvePlot
from explorer.gui.control.present.analysis_views import CheckView
from explorer.gui.kit import GhostButton, IconButton, SectionTitle, Segmented, Text, ui_font
from explorer.gui.panels.panel import PanelWidget

_BASELINES = (
    ("zero", "Training mean", "The mean colour of the training: zeros of the input, as TorchCAM"),
    ("black", "Black", "Black pixels, as in the test of Chefer et al. 2021"),
    ("mean", "Photo mean", "The mean colour of this photo"),
    ("blur", "Blur", "The photo blurred, as RISE inserts"),
)
_PAD, _HIGH, _LOW = 24, 330, 268


class CheckPanel(PanelWidget):
    """Below the picture.

    Signals
    -------
    baselineRequested(str): something else where pixels are taken away.
    againRequested(), closeRequested()
    """

    baselineRequested = Signal(str)
    againRequested = Signal()
    closeRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._title = SectionTitle("What this map claims")
        self._baseline = Segmented("Taken away", [(key, text) for key, text, _ in _BASELINES])
        for key, _, tip in _BASELINES:
            self._baseline.set_tip(key, tip)
        again = GhostButton("Check again", "refresh-cw")
        close = IconButton("x", "Close the check", shortcut="Esc")
        self.deletion, self.insertion = CurvePlot("deletion"), CurvePlot("insertion")
        self._verdict = QLabel()
        self._verdict.setWordWrap(True)
        self._verdict.setFont(ui_font(13))
        self._verdict.setAccessibleName("Verdict")
        self._legend = Text("", px=12, token="t3")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        for part in (self._baseline, again, close):
            head.addWidget(part)
        plots = QGridLayout()
        plots.setHorizontalSpacing(_PAD)
        for at, (name, plot) in enumerate(
            (
                ("Deletion, the most important first", self.deletion),
                ("Insertion, the most important first", self.insertion),
            )
        ):
            plots.addWidget(Text(name, px=12, weight=600), 0, at)
            plots.addWidget(plot, 1, at)
            plots.setColumnStretch(at, 1)
        plots.setRowStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD, 10, _PAD, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(plots, 1)
        column.addWidget(self._legend)
        column.addWidget(self._verdict)
        self._baseline.choiceRequested.connect(self.baselineRequested)
        again.clicked.connect(self.againRequested)
        close.clicked.connect(self.closeRequested)

    def show_content(self, content: CheckView) -> None:
        """Show the curves as far as they are."""
        self._baseline.setVisible(bool(content.baseline))
        if content.baseline:
            self._baseline.set_current(content.baseline)
        self._title.set_detail(f"probability of {content.answer}" if content.answer else "")
        self.deletion.show_curves(content.curves)
        self.insertion.show_curves(content.curves)
        self._legend.set_text("" if content.curves is None else _legend(content.curves))
        self._verdict.setText(content.verdict)
        self._verdict.setAccessibleDescription(content.verdict)

    def verdict(self) -> str:
        """What is written below the curves."""
        return self._verdict.text()

    def fit(self, width: int, height: int) -> None:
        """Take less height in a low window."""
        self.setFixedHeight(_LOW if height < 760 else _HIGH)


def _legend(curves: Curves) -> str:
    """Which line is which, in words."""
    own, *others = curves.names
    dashed = f" · dashed: {', '.join(others)}" if others else ""
    random = len(curves.random_deletion)
    gone = f" · taken away: {curves.taken}" if curves.taken else ""
    return f"blue: {own}{dashed} · grey: {random} random maps of the same grid{gone}"
