"""The sites of a run as an HTML table, for notebooks."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from explorer.core.checks import overall
from explorer.core.numbers import percent
from explorer.core.sites.attention import Attention
from explorer.core.trace import Trace

HEAD = ("", "site", "kind", "heads", "queries × keys", "checked")
MOST = 200
"""Rows of a table; of more sites the first ones are listed."""


def table(trace: Trace) -> str:
    """Return the run in a heading, and a row for every site; everything in it is escaped."""
    rows = [_row(number, site) for number, site in enumerate(trace.sites[:MOST])]
    hidden = len(trace.sites) - len(rows)
    notes = [*trace.notes, *([f"{hidden} more sites are not listed."] if hidden else [])]
    parts = (
        f"<p><b>{escape(trace.model.title)}</b> {escape(' · '.join(_heading(trace)))}</p>",
        "<table><thead>",
        _cells("th", HEAD),
        "</thead><tbody>",
        *(_cells("td", row) for row in rows),
        "</tbody></table>",
        *(f"<p>{escape(note)}</p>" for note in notes),
    )
    return "".join(parts)


def _heading(trace: Trace) -> Iterator[str]:
    yield trace.verdict.value
    yield from (photo.name for photo in trace.inputs.photos)
    if trace.prediction is not None:
        best = percent(trace.prediction.probabilities[0])
        yield f"{trace.prediction.labels[0]} {best}"
    if trace.sentence.text:
        yield trace.sentence.text
    if trace.translation is not None:
        yield trace.translation.text
    yield f"{trace.seconds:.2f} s on {trace.device}"


def _row(number: int, site: Attention) -> tuple[str, ...]:
    sizes = f"{site.query_axis.size:,} × {site.key_axis.size:,}"
    checked = overall(site.checks).value
    return str(number), site.name, site.kind.value, str(site.heads), sizes, checked


def _cells(tag: str, texts: tuple[str, ...]) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(text)}</{tag}>' for text in texts)}</tr>"
