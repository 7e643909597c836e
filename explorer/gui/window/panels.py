"""The parts of a window: where they stand, and each by its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from explorer.core.inputs import Modality
from explorer.gui.canvas.canvas import Canvas
from explorer.gui.canvas.canvas_base import CanvasBase
from explorer.gui.canvas.photo_style_bar import PhotoStyleBar
from explorer.gui.canvas.style_bar import StyleBar
from explorer.gui.grid.heads_panel import HeadsPanel
from explorer.gui.kit.boxes import vbox
from explorer.gui.kit.labels import Line
from explorer.gui.kit.surface import Placeholder, ScrollArea, Splitter, Surface
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

    left, right, split: the side panels, and what holds them; left_place: where the left one stands
    in it. canvases: one over the other. explain_line: above the explanation. of_kind: those of each
    kind of input.
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
    left_place: Placeholder
    right: SidePanel
    split: Splitter


class Parts(Surface):
    """A window with all its parts in their places.

    pages: the picture, and what stands in place of it. below, bottom: below the picture, and below
    everything.
    """

    def __init__(self) -> None:
        super().__init__("panel")
        # each in its parent from the first: what moves is styled again with all that is in it
        self.toolbar = Toolbar(self)
        self.split = Splitter(Qt.Orientation.Horizontal, self)
        self.left, self.pages = SidePanel(self), QStackedWidget(self.split)
        self.left_place = Placeholder(self.left, self.split)
        self.right = SidePanel(self.split)
        middle = QWidget(self.pages)
        stack = QStackedWidget(middle)
        left, right = self.left.body, self.right.body
        self.strip = PhotoStyleBar(middle)
        self.canvas = Canvas(stack)
        self.input = InputPanel(left)
        self.heads = HeadsPanel(right)
        self.prediction = PredictionPanel(right)
        texts = self.texts = TextPanels(self, left, stack, right)
        self.model = ModelPanel(left)
        self.explain = ExplainBar(self)
        self.status = StatusBar(self)
        self.left.put(self.input, texts.input, Line(parent=left), self.model)
        self.right.put(self.heads, Line(parent=right), self.prediction, texts.translation)
        for canvas in (self.canvas, texts.canvas):
            stack.addWidget(canvas)
        above = self.strip, texts.strip, Line(parent=middle)
        below = texts.line, texts.reading
        self.canvases = stack
        self.below = vbox(*above, (stack, 1), *below, owner=middle, margins=0, spacing=0)
        self.pages.addWidget(middle)
        for part in (self.left_place, self.pages, self.right):
            self.split.addWidget(part)
        self.split.setStretchFactor(1, 1)
        self.explain_line = Line(parent=self)
        bottom = QWidget(self)
        self.bottom = vbox(owner=bottom, margins=0, spacing=0)
        whole = self.toolbar, Line(), (self.split, 1), self.explain_line, self.explain
        vbox(*whole, bottom, Line(), self.status, owner=self, margins=0, spacing=0)

    def panels(self) -> Panels:
        """Return the parts that show something, for whoever shows it."""
        return Panels(
            toolbar=self.toolbar,
            strip=self.strip,
            canvas=self.canvas,
            canvases=self.canvases,
            texts=self.texts,
            input=self.input,
            model=self.model,
            heads=self.heads,
            prediction=self.prediction,
            explain=self.explain,
            explain_line=self.explain_line,
            status=self.status,
            of_kind={
                Modality.PHOTO: KindPanels(self.input, self.strip, self.canvas, self.prediction),
                Modality.TEXT: KindPanels(
                    self.texts.input, self.texts.strip, self.texts.canvas, self.texts.translation
                ),
            },
            left=self.left,
            left_place=self.left_place,
            right=self.right,
            split=self.split,
        )
