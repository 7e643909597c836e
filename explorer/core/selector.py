"""Find the site, the head and the query that a person names, in numbers or words."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import replace

from explorer.core.foreign import Refusal, plain
from explorer.core.map.combine import Reduce
from explorer.core.map.long import region
from explorer.core.map.long.region import Region, Span, is_long
from explorer.core.map.matrix import row_labels
from explorer.core.map.text_summary import first_query as first_token
from explorer.core.numbers import is_count, listing
from explorer.core.selection import MEAN, GateSide, Selection
from explorer.core.sites.attention import BRANCHES, Attention, Kind
from explorer.core.sites.axes import Axis, PatchGrid, Tokens
from explorer.core.sites.object_queries import (
    first_query,
    found_objects,
    looks_for_objects,
    object_at,
    object_named,
)
from explorer.core.sites.patch_maps import PatchSite
from explorer.core.sites.points import PointSite
from explorer.core.text import plain_name
from explorer.core.trace import Trace

PART_WORDS = {"attention": "attention", "channel": "channel gates", "spatial": "spatial gates"}
"""What the parts of a model of photos are called in a sentence."""
ALL = "all"
CLS = "cls"
REDUCTIONS: tuple[Reduce, ...] = ("mean", "max")
MOST_OBJECTS = 10
"""How many objects are named where none of them is the one that was asked for."""
MOST_WORDS = 100
"""How many words are listed where none of them is the one that was asked for."""

Query = int | str | tuple[int, int] | None
"""A token's number, "cls", a word, the name of a found object, a patch as (row, column) or
"ROW,COL"; None for the first."""


Part = str | Span | None
"""The first token of a part and the one after its last, as a pair or as "A:B"."""


class SelectionError(Refusal, LookupError):
    """A site, head or query that a run does not have; the message is one sentence."""


def site_numbers(
    trace: Trace, layer: int | str | None = None, part: str | None = None
) -> tuple[int, ...]:
    """Return the places in `trace.sites` that a layer names.

    Parameters
    ----------
    layer : the number that it has in the model, within the part, or negative from the end; the
        name of a site; "all"; None for the site that the window shows first.
    part : "cross", "decoder" or "encoder" of a text's run; "attention", "channel" or "spatial" of
        a model of photos that has several kinds of sites; None for the first that there is.

    Raises
    ------
    SelectionError
        The run has no such layer, site or part.
    """
    numbers = _part(trace, part)
    if layer is None:
        return (trace.best if trace.best in numbers else numbers[-1],)
    if layer == ALL:
        return tuple(numbers)
    if isinstance(layer, str):
        if not is_count(layer.removeprefix("-")):
            return (site_named(trace, layer),)
        layer = int(layer)
    own = {trace.sites[at].layer: at for at in numbers}
    if layer in own:
        return (own[layer],)
    if -len(numbers) <= layer < 0:
        return (numbers[layer],)
    if layer in range(max(own)):
        raise SelectionError(
            f"Layer {layer} of {trace.model.title} has no attention; these have: "
            f"{listing(sorted(own))}."
        )
    raise SelectionError(f"There is no layer {layer}: layers go from {min(own)} to {max(own)}.")


def site_named(trace: Trace, name: str) -> int:
    """Return the place of a site by its name, the path of its module.

    Raises SelectionError with the nearest name where there is none.
    """
    names = [site.name for site in trace.sites]
    if name in names:
        return names.index(name)
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    hint = f"Did you mean {near[0]}?" if near else f"The first is {names[0]}."
    raise SelectionError(f"There is no site named {plain(name) or 'so'}. {hint}")


def _part(trace: Trace, part: str | None) -> tuple[int, ...]:
    parts = dict(trace.parts())
    part = part or next(iter(parts))
    if part not in parts:
        has = " and ".join(filter(None, parts))
        wanted = PART_WORDS.get(part, f"{part} attention")
        if not has:
            if part == BRANCHES.get(trace.kind):  # all that it has
                return parts[""]
            raise SelectionError(f"{trace.model.title} has no {wanted}: leave it out.")
        raise SelectionError(f"{trace.model.title} has no {wanted}, only {has}.")
    return parts[part]


def with_head(trace: Trace, selection: Selection, head: int | str = "mean") -> Selection:
    """Return the selection with a head or channel: a number, or how all of them are combined.

    Raises SelectionError where the site of `selection.layer` has no such head.
    """
    for reduce in REDUCTIONS:
        if head == reduce:
            return replace(selection, unit=MEAN, reduce=reduce)
    site = trace.sites[selection.layer]
    if isinstance(head, str) and not is_count(head.removeprefix("-")):
        raise SelectionError(f"A head is a number, mean or max, not {head or 'nothing'}.")
    unit = int(head)
    if not 0 <= unit < site.units:
        word = "channel" if site.units > site.heads else "head"
        raise SelectionError(
            f"There is no {word} {unit} in layer {site.layer}: "
            f"{word}s go from 0 to {site.units - 1}."
        )
    alone = site.units == 1  # its one map is its mean
    return replace(selection, unit=MEAN if alone else unit)


def check_side(trace: Trace, selection: Selection) -> None:
    """Raises SelectionError for a side of a gate where the site is no gate of channels."""
    site = trace.sites[selection.layer]
    if selection.side is GateSide.AFTER or site.kind is Kind.CHANNEL:
        return
    has = any(one.kind is Kind.CHANNEL for one in trace.sites)
    hint = "choose those with the site channel" if has else "leave the side of the gate out"
    raise SelectionError(
        f"Layer {site.layer} of {trace.model.title} is no channel gate, so that nothing lies "
        f"before it: {hint}."
    )


def with_query(trace: Trace, selection: Selection, query: Query = None) -> Selection:
    """Return the selection with the query that is named at the site of `selection.layer`.

    Parameters
    ----------
    query : see `Query`; None for the one that asks at first in the window.

    Raises
    ------
    SelectionError
        The site has no such query, or none at all.
    """
    if isinstance(query, str) and not query.strip():
        raise SelectionError("The query is empty: name a token, or leave the query out.")
    site = trace.sites[selection.layer]
    named = _NAMED.get(type(site.query_axis), _gate)
    if isinstance(site, PointSite):
        named = _position
    if looks_for_objects(site):
        named = _object
    return replace(selection, query=named(trace, selection, query))


def with_left_out(trace: Trace, selection: Selection, tokens: Iterable[int]) -> Selection:
    """Return the selection without some keys in its columns, the rest of a row summing to 1.

    Parameters
    ----------
    tokens : numbers of keys, as they stand in the text; () for none.

    Raises
    ------
    SelectionError
        The map is not one of a short text, or has no such key, or no other.
    """
    numbers = frozenset(tokens)
    if not numbers:
        return selection
    site = trace.sites[selection.layer]
    if not site.tokens_a_side:
        raise SelectionError("Only tokens of a text can be left out of the columns.")
    if is_long(site):
        raise SelectionError(
            f"Of a text of more than {region.LONG} tokens none can be left out: it is shown in "
            "tiles. Shorten it."
        )
    for number in numbers:
        _within(number, site.key_axis.size)
    if len(numbers) == site.key_axis.size:
        raise SelectionError("All tokens are left out: nothing would be left to show.")
    return replace(selection, without=numbers)


def with_region(
    trace: Trace, selection: Selection, queries: Part = None, keys: Part = None
) -> Selection:
    """Return the selection with a part of a long map.

    Parameters
    ----------
    queries, keys : see `Part`; None for all of them.

    Raises
    ------
    SelectionError
        The map is short, or has no such part.
    """
    if queries is None and keys is None:
        return selection
    site = trace.sites[selection.layer]
    if not is_long(site):
        raise SelectionError(
            f"Parts of a map are for texts of more than {region.LONG} tokens, whose maps are shown "
            "in tiles: leave queries and keys out."
        )
    rows = _span("queries", queries, site.query_axis.size)
    return replace(selection, region=Region(rows, _span("keys", keys, site.key_axis.size)))


def _span(name: str, part: Part, size: int) -> Span:
    """The tokens of "A:B", from A up to B, either left out for the end of the text."""
    given = ":".join(map(str, part)) if isinstance(part, tuple) else part or ":"
    first, colon, last = given.partition(":")
    try:
        span = int(first or 0), int(last or size)
    except ValueError:
        span = 0, 0
    if not colon or not 0 <= span[0] < span[1] <= size:
        raise SelectionError(
            f"The {name} {given} are no part of {size:,} tokens: give the first and the one after "
            f"the last, as 0:{min(size, 256)}."
        )
    return span


def _parsed(query: Query) -> Query:
    """Numbers in place of their words; "cls", None and the name of an object stay."""
    if query == CLS or not isinstance(query, str):
        return query
    try:
        found = tuple(map(int, query.split(",")))
    except ValueError:
        found = ()
    match found:
        case (number,):
            return number
        case (row, col):
            return row, col
    return query  # the name of an object


def _placed(query: Query) -> int | tuple[int, int] | str | None:
    """The same where nothing has a name: "cls", numbers, or None; raises SelectionError else."""
    found = _parsed(query)
    if isinstance(found, str) and found != CLS:
        raise SelectionError(f"A query is cls, ROW,COL or a token number, not {query}.")
    return found


def _gate(trace: Trace, selection: Selection, query: Query) -> int:
    """The one query of a gate: the whole picture."""
    if _placed(query) in (None, CLS):
        return 0
    raise SelectionError(
        f"{trace.model.title} has gates, which nobody queries: leave the query out."
    )


def _patch(trace: Trace, selection: Selection, query: Query) -> int:
    """A token's number, CLS, its name, or the patch in a row and column."""
    axis, query = trace.sites[selection.layer].query_axis, _parsed(query)
    assert isinstance(axis, PatchGrid)  # as `_NAMED` says
    if trace.steps and not axis.rows and isinstance(query, str | tuple):
        return _token_named(
            trace, axis, query if isinstance(query, str) else "{},{}".format(*query)
        )
    if isinstance(query, str) and query != CLS:
        return _token_named(trace, axis, query)
    if query is None:
        return axis.first
    if query == CLS:
        if "CLS" not in axis.prefix:
            raise SelectionError(f"Layer {selection.layer} has no CLS that asks: give ROW,COL.")
        return axis.prefix.index("CLS")
    try:
        return _within(axis.index(*query) if isinstance(query, tuple) else query, axis.size)
    except ValueError as error:
        raise SelectionError(str(error)) from error


def _token_named(trace: Trace, axis: PatchGrid, name: str) -> int:
    """The first token before the patches that reads so, as a word of an answer."""
    for at, known in enumerate(axis.prefix):
        if name.casefold() in (known.casefold(), plain_name(known).casefold()):
            return at
    if axis.rows:
        raise SelectionError(f"A query is cls, ROW,COL or a token number, not {name}.")
    words = ", ".join(list(dict.fromkeys(map(plain_name, axis.prefix)))[:MOST_OBJECTS])
    raise SelectionError(
        f"The answer of {trace.model.title} has no token {name}, but {words}. A query is one of "
        "these, or a number."
    )


def _within(number: Query, size: int, word: str = "token") -> int:
    if not isinstance(number, int) or not 0 <= number < size:
        raise SelectionError(f"There is no {word} {number}: {word}s go from 0 to {size - 1}.")
    return number


def _object(trace: Trace, selection: Selection, query: Query) -> int:
    """The number of an object, or that of a name; of a cell the one that is or looks there."""
    site, query = trace.sites[selection.layer], _parsed(query)
    if query is None or query == CLS:
        return first_query(trace, site)
    if isinstance(query, str):
        named = object_named(trace, site, query)
        if named is None:
            labels = dict.fromkeys(one.label for one in found_objects(trace, site))
            found = ", ".join(list(labels)[:MOST_OBJECTS]) or "none"
            raise SelectionError(
                f"{trace.model.title} has found no object named {query}, but {found}. A query is "
                "one of these, a number, or ROW,COL."
            )
        return named
    if isinstance(query, tuple):
        row, col = _cell(site, query)
        query = site.at(row, col) if isinstance(site, PointSite) else None
        if isinstance(site, PatchSite):
            query = object_at(trace, site, row, col)
    return _within(query, site.query_axis.size, "object")


def _position(trace: Trace, selection: Selection, query: Query) -> int:
    """The number of a position; of a cell of the picture the one that looks there."""
    site, query = trace.sites[selection.layer], _placed(query)
    assert isinstance(site, PointSite)
    if query is None or query == CLS:
        return site.queries.first
    if isinstance(query, tuple):
        query = site.at(*_cell(site, query))
    return _within(query, site.queries.size, "position")


def _cell(site: Attention, cell: tuple[int, int]) -> tuple[int, int]:
    """A cell of the picture of a site; raises SelectionError where it has none there."""
    (row, col), (rows, cols) = cell, site.grid
    if not (0 <= row < rows and 0 <= col < cols):
        raise SelectionError(
            f"There is no cell {row}, {col}: rows go from 0 to {rows - 1}, columns from 0 to "
            f"{cols - 1}."
        )
    return row, col


def _token(trace: Trace, selection: Selection, query: Query) -> int:
    """A token's number, or the first word that reads so."""
    size = trace.sites[selection.layer].query_axis.size
    if query is None:
        return first_token(trace, selection.layer)
    if isinstance(query, str):
        rows = row_labels(trace, selection)
        found = [row for row in rows if row.text == query]
        found += [row for row in rows if row.special and _bare(row.text) == _bare(query)]
        if found:
            return found[0].tokens[0]
        try:
            query = int(query)
        except ValueError:
            words = " ".join(row.text for row in rows[:MOST_WORDS])
            hidden = len(rows) - MOST_WORDS
            more = f" and {hidden:,} more" if hidden > 0 else ""
            raise SelectionError(f"No row reads {query}: there are {words}{more}.") from None
    return _within(query, size)


def _bare(special: str) -> str:
    """A special token without what marks it as one: `[CLS]` as `cls`."""
    return special.strip("[]<>|").casefold()


_NAMED: dict[type[Axis], Callable[[Trace, Selection, Query], int]] = {
    PatchGrid: _patch,
    Tokens: _token,
}
"""How the query that is named is found on an axis; one of a gate is asked by nobody."""
