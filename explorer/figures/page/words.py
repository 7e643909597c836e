"""What a page says of what it shows: the fields of its title and caption, and its file's words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from explorer.core.map.caption import provenance
from explorer.core.map.resolve import Map, resolve
from explorer.core.numbers import listing, short, tick
from explorer.core.selection import MEAN, Selection, clamped
from explorer.core.sites.attention import Kind
from explorer.core.sites.axes import PatchGrid
from explorer.core.trace import Trace
from explorer.export.style import Style
from explorer.figures.page.head_sheet import HeadSheet


@dataclass(frozen=True)
class Words:
    """The words of a page.

    Attributes
    ----------
    values
        By the names of the fields of a template.
    subject
        Model, input and query, beside the title.
    quantity, uniform
        What one value is; "uniform = 0.0051" or "".
    chunks
        What the file keeps.
    notes
        Sentences below the caption.
    """

    values: dict[str, str]
    subject: str
    quantity: str
    uniform: str
    chunks: dict[str, str]
    notes: tuple[str, ...] = ()


def words_of_map(trace: Trace, shown: Map, style: Style, query: str = "") -> Words:
    """Say what a page of a map shows that is no selection of a run, as what a method says of it.

    Parameters
    ----------
    query
        What asks or is explained, in words; "" for nothing.
    """
    axis = trace.placements and trace.inputs.photos
    uniform = "" if shown.uniform is None else f"uniform = {short(shown.uniform, 2)}"
    values = {
        "model": trace.model.title,
        "input": _given(trace),
        "site": shown.title,
        "layer": shown.provenance.get("Layer", "all"),
        "layers": f"{len(trace.sites)} layers",
        "head": shown.subtitle,
        "heads": f"{max((site.units for site in trace.sites), default=1)} heads",
        "query": query or "no query",
        "grid": " × ".join(map(str, shown.values.shape)),
        "method": shown.provenance.get("Method", ""),
        "quantity": shown.quantity[:1].upper() + shown.quantity[1:],
        "levels": f"{tick(shown.levels.low)} to {tick(shown.levels.high)}",
        "uniform": uniform,
        "smooth": "Bicubic between patches." if style.smooth and axis else "",
        "verified": shown.provenance.get("Verified", ""),
    }
    subject = [values["model"], values["input"], *filter(None, (query, shown.mark))]
    chunks = {**shown.chunks, "Colormap": style.colormap}
    return Words(values, " · ".join(subject), shown.quantity, uniform, chunks)


def words_of(
    trace: Trace, selection: Selection, style: Style, sheet: HeadSheet | None = None
) -> Words:
    """Say what a page shows; of a sheet all of its layers and heads."""
    selection = clamped(trace, selection)
    site = trace.sites[selection.layer]
    one = resolve(trace, selection.moved(selection.layer, MEAN if sheet else selection.unit))
    levels = sheet.levels if sheet else one.levels
    layers = sheet.sites if sheet else (selection.layer,)
    names = [trace.sites[at].layer for at in layers]
    heads = max(trace.sites[at].units for at in layers)
    query = site.query_axis.label(selection.query)
    axis = site.key_axis
    uniform = "" if one.uniform is None else f"uniform = {short(one.uniform, 2)}"
    smooth = style.smooth and one.continuous
    values = {
        "model": trace.model.title,
        "input": _given(trace),
        "site": _titled(site.kind) if sheet else one.titles(),
        "layer": listing(names),
        "layers": f"{len(names)} layers" if len(names) > 1 else f"layer {names[0]}",
        "head": "all" if sheet else one.subtitle,
        "heads": f"{heads} heads" if heads > 1 else "one head",
        "query": query,
        "grid": axis.told if isinstance(axis, PatchGrid) else f"{axis.size} keys",
        "method": one.provenance["Method"],
        "quantity": one.quantity[:1].upper() + one.quantity[1:],
        "levels": f"{tick(levels.low)} to {tick(levels.high)}",
        "uniform": uniform,
        "smooth": "Bicubic between patches." if smooth else "",
        "verified": trace.verdict.value,
    }
    subject = [values["model"], values["input"]]
    if site.kind not in (Kind.CHANNEL, Kind.SPATIAL) and not site.among_tokens:
        subject.append(f"query {query}")
    if one.mark:
        subject.append(one.mark)
    chosen = [(at, tuple(range(trace.sites[at].units))) for at in layers]
    said = provenance(trace, selection, chosen, one.provenance["Method"])
    title = values["site"] if sheet else one.titles(", ")
    chunks = {
        **said,
        "Title": title,
        "Quantity": one.quantity,
        "Levels": levels.told,
        "Colormap": style.colormap,
    }
    return Words(values, " · ".join(subject), one.quantity, uniform, chunks)


def _given(trace: Trace) -> str:
    """The name of the photo without its folder, or the text, cut short where it is long."""
    photo = trace.inputs.photos
    given = Path(photo[0].name).name if photo else (trace.sentence.name or trace.sentence.text)
    return given if len(given) <= 60 else f"{given[:59]}…"


def _titled(kind: Kind) -> str:
    words = {
        Kind.CHANNEL: "Feature maps of the most open channels of every block",
        Kind.SPATIAL: "Spatial gates of every block",
        Kind.POINTS: "Attention of every head to points",
    }
    name = kind.value[:1].upper() + kind.value[1:]
    return words.get(kind, f"{name} of every head and layer")
