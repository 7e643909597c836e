"""Maps and comparisons as pictures, for code and notebooks."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar, get_args

from explorer.core.colormaps import table
from explorer.core.map.heatmap import Heatmap
from explorer.core.map.resolve import Map, resolve
from explorer.core.selection import Selection
from explorer.core.selector import SelectionError
from explorer.core.sites.arrays import Array
from explorer.core.taking import takes
from explorer.core.trace import Trace
from explorer.export.figure_settings import FigureSettings
from explorer.export.files import ExportError, write_bytes
from explorer.export.provenance.asked_method import AskedMethod
from explorer.export.render import Pixels
from explorer.export.style import LARGEST, Mode, Style
from explorer.figures.drawing import draw, draw_map
from explorer.figures.page.files import drawing_files, figure_files
from explorer.figures.page.map_drawing import map_drawing, method_record
from explorer.figures.photo_picture import Layout, draw_output
from explorer.figures.picture import Picture, format_of
from explorer.figures.views import View

V = TypeVar("V", bound=str)
MODES: tuple[Mode, ...] = get_args(Mode)
VIEWS: tuple[View, ...] = get_args(View)


def view_of(view: str | None, views: Sequence[V]) -> V:
    """The view that is asked for, the first without; SelectionError where there is no such view."""
    found = next((one for one in views if view in (None, one)), None)
    if found is None:
        raise SelectionError(f"There is no view named {view} here, only {', '.join(views)}.")
    return found


def style_of(smooth: bool, colormap: str, opacity: float, size: int) -> Style:
    """How a map is drawn; ValueError for what makes no sense, before anything is drawn."""
    if not 1 <= size <= LARGEST or not 0 <= opacity <= 1:
        raise ValueError(f"the size goes from 1 to {LARGEST}, the opacity from 0 to 1")
    table(colormap)
    return Style("overlay", smooth, colormap, opacity)


class Drawn(ABC):
    """A picture that is drawn when it is first needed, ready to be written or shown."""

    @property
    @abstractmethod
    def _picture(self) -> Picture: ...

    @property
    def pixels(self) -> Pixels:
        """The picture, (height, width, 3) uint8."""
        return self._picture.pixels

    def _content(self, settings: FigureSettings, form: str) -> bytes:
        """Make the file of it on a page, or of its numbers; ExportError where it has none."""
        raise ExportError(f"{self!r} is written as it is drawn alone: save it without settings.")

    @takes
    def save(self, path: str | os.PathLike[str], settings: FigureSettings | None = None) -> Path:
        """Write the figure to a file, in the format that its suffix says.

        Parameters
        ----------
        path : str or path
            PNG, SVG or PDF; with settings of an animation or of numbers what suits these.
        settings : FigureSettings, optional
            A page of a size in mm with title, caption and colour bar, an animation, or numbers;
            the picture as on the screen without.

        Raises
        ------
        ExportError
            The file cannot be written, there is no such format, its words have no room on the
            page, or graphics libraries are missing that text is drawn with.
        ValueError
            Settings that make no sense.
        """
        target = Path(path)
        if settings is not None:
            form = target.suffix.lower().removeprefix(".")
            write_bytes(target, self._content(settings.checked(), form))
            return target
        format_of(target)  # before it is drawn
        self._picture.write(target)
        return target

    def _repr_png_(self) -> bytes:
        return self._picture.encoded("png")


@dataclass(frozen=True, eq=False)
class Figure(Drawn):
    """A map as a picture, ready to be written or shown in a notebook."""

    _trace: Trace
    _selection: Selection
    _view: str
    _style: Style
    _layout: Layout

    def __repr__(self) -> str:
        site = self._trace.sites[self._selection.layer]
        return f"<Figure of {site.name}: {self._view}>"

    @property
    def values(self) -> Array:
        """The values of the map that is drawn, (rows, columns) float32."""
        return resolve(self._trace, self._selection).values

    @property
    def drawn_as(self) -> Style:
        """How the map lies over a photo, its view included."""
        mode = next((one for one in MODES if one == self._view), MODES[0])
        return replace(self._style, mode=mode)

    @property
    def text_view(self) -> View:
        """How the map of a text is drawn."""
        return next((one for one in VIEWS if one == self._view), VIEWS[0])

    @cached_property
    def _picture(self) -> Picture:
        return draw(self._trace, self._selection, self.drawn_as, self._layout, self.text_view)

    def _content(self, settings: FigureSettings, form: str) -> bytes:
        style = self.drawn_as
        if settings.what == "sheet" and style.mode == "overlay":  # as window and command line
            style = replace(style, mode="map")
        asked = self._trace, self._selection, style, self._layout, self.text_view
        ((_, content, _),) = figure_files(*asked, settings, form)
        return content


@dataclass(frozen=True, eq=False)
class OutputFigure(Drawn):
    """What a model gives for every pixel of a photo, as a picture."""

    _trace: Trace
    _style: Style
    _layout: Layout

    def __repr__(self) -> str:
        return f"<Output of {self._trace.model.title}>"

    @cached_property
    def _picture(self) -> Picture:
        return draw_output(self._trace, self._style, self._layout)


@dataclass(frozen=True, eq=False)
class Attributed(Figure):
    """What a method says of a run as a picture; `values` are signed where the method's are."""

    _map: Map
    _asked: AskedMethod

    def __repr__(self) -> str:
        return f"<{self.title}: {self._view}>"

    @property
    def title(self) -> str:
        """The method, and what it explains."""
        return self._map.title

    @property
    def values(self) -> Array:
        """Over a photo (rows, columns) of a grid on the model's input; of a text (rows, tokens)."""
        return self._map.readout if isinstance(self._map, Heatmap) else self._map.stack[0]

    @property
    def verdict(self) -> str:
        """Whether the run and what was measured of the method agree, as of `Result`."""
        return self._map.provenance["Verified"]

    @cached_property
    def _picture(self) -> Picture:
        style, view = self.drawn_as, self.text_view
        made = method_record(self._trace, style, view, self._asked)(None, self._layout.long_edge)
        return draw_map(self._trace, self._map, style, self._layout, view, made)

    def _content(self, settings: FigureSettings, form: str) -> bytes:
        style, view = self.drawn_as, self.text_view
        made = method_record(self._trace, style, view, self._asked)
        drawing = map_drawing(self._trace, self._map, style, view, self._trace.stem, made)
        ((_, content, _),) = drawing_files(drawing, settings, form, self._layout)
        return content
