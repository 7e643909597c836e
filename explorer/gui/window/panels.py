"""The parts of a window, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget, QWidget

from explorer.core.inputs import Modality
from explorer.gui.canvas.canvas import Canvas
from explorer.gui.canvas.canvas_base import CanvasBase
from explorer.gui.canvas.photo_style_bar import PhotoStyleBar
from explorer.gui.canvas.style_bar import StyleBar
from explorer.gui.grid.heads_panel import HeadsPanel
from explorer.gui.kit.boxes import vbox
from explorer.gui.kit.surface import ScrollArea, Splitter, Surface
from explorer.gui.learning.explain_bar import ExplainBar
from explorer.gui.panels.input_panel import InputPanel
from explorer.gui.panels.model_panel import ModelPanel
from explorer.gui.panels.prediction_panel import PredictionPanel
from explorer.gui.panels.status_bar import StatusBar
from explorer.gui.window.text_panels import TextPanels
from explorer.gui.window.toolbar import Toolbar


class SidePanel(Surface):
    """Panels one under the other, scrolling when the window is low; another may replace them all.

    Attributes
    ----------
    body: what the panels are made in.
    column: where the panels stand, with a stretch at the end.
    stack: the panels together, and what stands in place of them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.body = QWidget()
        self.stack = QStackedWidget(self)
        self.stack.addWidget(ScrollArea(self.body, self.stack))
        self.column = vbox(None, owner=self.body, margins=0, spacing=0)
        vbox(self.stack, owner=self, margins=0, spacing=0)

    def put(self, *parts: QWidget) -> None:
        """Put panels one under the other."""
        for at, part in enumerate(parts):
            self.column.insertWidget(at, part)


@dataclass(frozen=True)
class KindPanels:
    """The parts that are there for one kind of input.

    input: what is given. strip, canvas: above the picture, and the picture. outcome: what came out.
    """

    input: QWidget
    strip: StyleBar
    canvas: CanvasBase
    outcome: QWidget


@dataclass(frozen=True)
class Panels:
    """The parts of a window, each of which shows something.

    left, right, split: the side panels, and what holds them. canvases: one over the other.
    explain_line: above the explanation. of_kind: those of each kind of input.
    """

    toolbar: Toolbar
    strip: PhotoStyleBar
    canvas: Canvas
    canvases: QStackedWidget
    texts: TextPanels
    input: InputPanel
    model: ModelPanel
    heads: HeadsPanel
    prediction: PredictionPanel
    explain: ExplainBar
    explain_line: QWidget
    status: StatusBar
    of_kind: Mapping[Modality, KindPanels]
    left: SidePanel
    right: SidePanel
    split: Splitter
