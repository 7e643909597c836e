"""A map over its photo as a finished picture; and what several pictures are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.map.heatmap import Heatmap, resolve_heatmap
from explorer.core.selection import GateSide, Selection, clamped
from explorer.core.sites.attention import Kind
from explorer.core.trace import Trace
from explorer.export.difference import drawn
from explorer.export.files import ExportError
from explorer.export.masked_photo import shown_photo
from explorer.export.object_boxes import box_sets
from explorer.export.output_picture import output_chunks, output_pixels
from explorer.export.png import chunks
from explorer.export.provenance.record import record
from explorer.export.render import Pixels, backdrop, compare, picture_size, render
from explorer.export.style import Style
from explorer.figures.frame import Frame
from explorer.figures.legend import Legend
from explorer.figures.object_boxes import draw_boxes, draw_key_inside
from explorer.figures.picture import Picture

if TYPE_CHECKING:
    from explorer.figures.sheet import Sheet


_LABELS = 75
"""Labels of boxes, of the longer side of a picture: as on a screen."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a picture of a photo is drawn.

    Attributes
    ----------
    long_edge
        Of the photo, in pixels.
    legend
        Whether title and colour bar stand around it.
    split
        Where a comparison of before and after the gate is divided, 0 to 1 of the width; None for
        none.
    embed
        Whether the file keeps the input itself, the photo or the text.
    """

    long_edge: int = 1024
    legend: bool = False
    split: float | None = None
    embed: bool = False


def draw_photo(trace: Trace, selection: Selection, style: Style, layout: Layout) -> Picture:
    """The picture of a selection at a size."""
    scene = backdrop(shown_photo(trace).pixels, picture_size(trace.photo.size, layout.long_edge))
    heatmap = resolve_heatmap(trace, selection)
    pixels = render(heatmap, scene, style)
    text = chunks(heatmap, style)
    if layout.split is not None and _gated(trace, selection):
        before = resolve_heatmap(trace, replace(selection, side=GateSide.BEFORE))
        pixels = compare(render(before, scene, style), pixels, layout.split)
        text["Method"] = f"activations before | after the channel gate, split {layout.split:.2f}"
    text |= recorded(trace, selection, style, layout)
    return _pictured(trace, heatmap, text, pixels, style, layout)


def draw_heatmap(trace: Trace, heatmap: Heatmap, style: Style, layout: Layout) -> Picture:
    """The picture of a map over the photo of a run that is no selection of it."""
    scene = backdrop(shown_photo(trace).pixels, picture_size(trace.photo.size, layout.long_edge))
    pixels = drawn(heatmap, scene, style)
    return _pictured(trace, heatmap, chunks(heatmap, style), pixels, style, layout)


def draw_output(trace: Trace, style: Style, layout: Layout) -> Picture:
    """The picture of what a model gives for every pixel; raises ExportError where it gives none."""
    if trace.output is None:
        raise ExportError(
            f"{trace.model.title} gives neither segments nor a depth: its maps alone can be drawn."
        )
    pixels = output_pixels(trace, trace.output, layout.long_edge, style.colormap)
    height, width = pixels.shape[:2]
    return Picture(output_chunks(trace, trace.output), Frame(width, height), pixels)


def _pictured(
    trace: Trace,
    heatmap: Heatmap,
    text: dict[str, str],
    pixels: Pixels,
    style: Style,
    layout: Layout,
) -> Picture:
    height, width = pixels.shape[:2]
    legend = legend_of(heatmap, style) if layout.legend else None
    found = box_sets(trace)
    if found is None:
        return Picture(text, Frame(width, height), pixels, legend)
    within, px = (0, 0, width, height), max(width, height) / _LABELS

    def paint(sheet: Sheet) -> None:
        sheet.image(within, pixels, smooth=True)
        draw_boxes(sheet, found, within, trace.photo.size, px)
        if legend is None:
            draw_key_inside(sheet, found, within, px)

    around = None if legend is None else replace(legend, boxes=found)
    return Picture(found.chunks | text, Frame(width, height), paint, around)


def recorded(
    trace: Trace, selection: Selection, style: Style, layout: Layout, view: str = ""
) -> dict[str, str]:
    """What made a picture, as the last of the words of its file: no other can pretend to be it."""
    return record(
        trace,
        clamped(trace, selection),
        style,
        view=view,
        size=layout.long_edge,
        split=layout.split if _gated(trace, selection) else None,
        embed=layout.embed,
    )


def _gated(trace: Trace, selection: Selection) -> bool:
    """Whether what is shown has two sides: before a channel gate and after it."""
    return trace.sites[clamped(trace, selection).layer].kind is Kind.CHANNEL


def legend_of(heatmap: Heatmap, style: Style) -> Legend:
    """Title, query and colour bar of a map over a photo."""
    query = f"query {heatmap.query_label}" if heatmap.uniform else ""
    titles = heatmap.titles(), query, heatmap.mark
    colours = "grey" if style.mode == "spotlight" else style.colormap
    return Legend(titles, heatmap.quantity, heatmap.levels, colours)


def every(
    trace: Trace, selection: Selection, layers: Sequence[int] | None, all_units: bool
) -> Iterator[Selection]:
    """The selection asked of each of `layers` (of its own when None), and of every unit if so."""
    for layer in (selection.layer,) if layers is None else layers:
        if not all_units:
            yield selection if layers is None else selection.moved(layer, selection.unit)
            continue
        for unit in range(trace.sites[layer].units):
            yield selection.moved(layer, unit)


def unique_stems(names: Iterable[str]) -> list[str]:
    """Stems of file names, numbered where two inputs share one: cat, cat-2."""
    return unique(Path(name).stem for name in names)


def unique(stems: Iterable[str]) -> list[str]:
    """The same stems, the second of those that differ in nothing but case numbered, and so on."""
    taken: set[str] = set()
    result = []
    for stem in stems:
        candidate, number = stem, 1
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{stem}-{number}"
        taken.add(candidate.casefold())
        result.append(candidate)
    return result
