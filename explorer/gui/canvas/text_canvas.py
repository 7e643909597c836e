"""The middle of the window for a text: title, the view, colour bar; and the sentence below."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QRect
from PySide6.QtWidgets import QWidget

from explorer.figures.figure import Inked, Zoomable
from explorer.figures.fonts import missing_fonts
from explorer.gui.canvas.canvas_base import FOOT, FOOT_GAP, HEAD, CanvasBase
from explorer.gui.canvas.figure_view import FigureView
from explorer.gui.canvas.pixels import palette_of
from explorer.gui.control.view import Pointed, Reading, TextScene
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.labels import KeyHint, SectionTitle, Text
from explorer.gui.kit.look.theme import theme
from explorer.gui.kit.surface import Surface

HEAD_GAP = 10
BAR_MOST = 360
"""Width of the colour bar at most, px."""


class TextCanvas(CanvasBase):
    """Shows one view of a run on a text with all that is said about it."""

    asks_words = True
    _inked: Inked | None = None
    """The figure that is shown, if it has no colours of the map."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = FigureView(self)
        self.view.hide()

    def clear(self) -> None:
        """Show nothing: there is no run on a text."""
        self.show_words(None)
        self.view.hide()

    def show_scene(self, scene: TextScene) -> None:
        """Show a view and its words."""
        self.show_words(scene.words)
        self._show_missing(scene)
        self.view.show()
        self.place()
        self.view.show_figure(scene.figure, scene.name, opened=scene.opened)
        self._inked = scene.figure if isinstance(scene.figure, Inked) else None
        self._show_ramp()

    def lacks(self, height: int, less: int = 0) -> bool:
        """Whether the view has too little room, and so many px more would be enough.

        Parameters
        ----------
        less: what is to be added to the height that it has now, px.
        """
        figure = self.view.figure()
        if not isinstance(figure, Zoomable):
            return False
        frame = replace(self.view.frame(), zoom=1.0, x=0.0, y=0.0, hover=None)
        frame = replace(frame, height=max(1, frame.height + less))
        more = replace(frame, height=frame.height + height)
        return not figure.fits(frame) and figure.fits(more)

    def _show_ramp(self) -> None:
        """Show in the bar the ink of a figure that has no colours of the map."""
        if self._inked is not None:
            self.bar.show_table(self._inked.ramp(palette_of(theme(), "canvas")), widens=True)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._show_ramp()  # on another ground the ink is another one
        super().changeEvent(event)

    def _show_missing(self, scene: TextScene) -> None:
        """Say in place of the note which characters no font of this system has."""
        labels = (label.text for side in (scene.matrix.rows, scene.matrix.cols) for label in side)
        missing = missing_fonts(labels)
        if missing:
            self._noted = missing
            self._note.show()
            self._more.show()
            self._has_foot = True

    def show_pointed(self, pointed: Pointed) -> None:
        """Show the value under the mouse, beside it and on the bar."""
        show_pointed(self.view, pointed)
        readout = pointed.readout
        self.bar.show_pointer(None if readout is None else readout.value)

    def place(self) -> None:
        """Make the view as large as the room allows, its words above and below."""
        room = self.room()
        self.place_head(QRect(room.left(), room.top(), room.width(), HEAD))
        below = FOOT + FOOT_GAP if self._has_foot else 0
        height = max(1, room.height() - HEAD - HEAD_GAP - below)
        # the view's labels may need the padding at both sides
        top = room.top() + HEAD + HEAD_GAP
        self.view.setGeometry(QRect(room.left(), top, room.width(), height))
        foot = QRect(room.left(), room.bottom() + 1 - FOOT, room.width(), FOOT)
        self.place_foot(foot, most=BAR_MOST)
        self.toast.set_floor(FOOT + FOOT_GAP + 32)


class ReadingView(Surface):
    """The sentence shaded by the attention of the chosen word, to read along under a view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.view = FigureView(self, "panel")
        self._title = SectionTitle("Text", parent=self)
        parts = (self._title, 1), KeyHint("Ctrl ← →"), Text("next word", px=11, token="t3")
        head = hbox(*parts, margins=(24, 12, 24, 0), spacing=6)
        vbox(head, (self.view, 1), owner=self, margins=(0, 0, 0, 8), spacing=0)

    def show_reading(self, reading: Reading) -> None:
        """Show the sentence, or of a long text the row of the query."""
        self._title.set_title(reading.title)
        self._title.set_detail(reading.detail)
        self.view.show_figure(reading.figure, reading.name)

    def show_pointed(self, pointed: Pointed) -> None:
        """Show the value under the mouse, beside it."""
        show_pointed(self.view, pointed)


def show_pointed(view: FigureView, pointed: Pointed) -> None:
    """Light up what the mouse points at in a view, and say beside it what lies there."""
    view.show_hover(pointed.target)
    readout = pointed.readout
    view.show_readout(None if readout is None else (readout.title, *readout.lines))
