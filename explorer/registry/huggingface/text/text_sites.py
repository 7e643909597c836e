"""What the tracer saw of a text model, as sites among tokens in the order of the window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from torch import nn

from explorer.capture.tracing.records import AttentionRecord, Record
from explorer.capture.tracing.sites import attention_site
from explorer.core.checks import Check
from explorer.core.sites.attention import Kind
from explorer.core.sites.axes import Tokens
from explorer.core.sites.token_attention import TokenSite
from explorer.core.text import Task

ORDER = (Kind.CROSS, Kind.MASKED, Kind.SELF)
"""Of the parts in the window."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What the tokens of a run are.

    read: of the sentence, and in a task that is not paired of what continues it. fed, said: what
    the decoder of a paired task was given and what it wrote, one further. encoder: path of the
    encoder of a paired task.
    """

    task: Task
    read: Tokens
    fed: Tokens | None = None
    said: Tokens | None = None
    encoder: str = ""

    def place(self, record: AttentionRecord) -> tuple[Kind, Tokens, Tokens] | None:
        """Kind, queries and keys of a site; None where its tokens are not those of the texts."""
        kind, queries, keys = self._meant(record)
        fits = (queries.size, keys.size) == (record.queries, record.keys)
        return (kind, queries, keys) if fits and record.batch == record.groups == 1 else None

    def _meant(self, record: AttentionRecord) -> tuple[Kind, Tokens, Tokens]:
        if self.task is Task.CONTINUE:
            return Kind.MASKED, self.read, self.read
        if self.fed is None or self.said is None:
            sort = Kind.MASKED if record.sort is Kind.MASKED else Kind.SELF
            return sort, self.read, self.read
        if record.path.startswith(self.encoder):
            return Kind.SELF, self.read, self.read
        among = record.queries == record.keys == self.fed.size
        if record.sort is Kind.CROSS or (not among and record.keys == self.read.size):
            return Kind.CROSS, self.said, self.read
        return Kind.MASKED, self.fed, self.fed


@dataclass(frozen=True, slots=True)
class Seen:
    """The sites of one run of a text model.

    Attributes
    ----------
    sites
        That make a map, in order.
    checks
        Of all that do not, each under the name of its site.
    missing
        Names of the attention sites whose tokens are not those of the texts.
    """

    sites: tuple[TokenSite, ...]
    checks: tuple[Check, ...]
    missing: tuple[str, ...]


def seen(records: Sequence[Record], texts: Texts) -> Seen:
    """Sort the records of a run into sites, first layer first."""
    found: dict[Kind, list[TokenSite]] = {kind: [] for kind in ORDER}
    checks: list[Check] = []
    missing: list[str] = []
    for record in records:
        place = texts.place(record) if isinstance(record, AttentionRecord) else None
        if place is None or not record.tensors():
            if isinstance(record, AttentionRecord) and place is None:
                missing.append(record.name)
            checks += (replace(one, name=f"{record.name}: {one.name}") for one in record.checks)
            continue
        assert isinstance(record, AttentionRecord)  # nothing else has a place
        kind, queries, keys = place
        layer = len(found[kind])
        site = attention_site(record, queries, keys, layer=layer, sort=kind)
        assert isinstance(site, TokenSite)  # as its axes are tokens
        found[kind].append(site)
    paths = {record.name: record.layer for record in records}
    sites = tuple(
        site
        for kind in ORDER
        for site in _numbered(found[kind], [paths[one.name] for one in found[kind]])
    )
    return Seen(sites, tuple(checks), tuple(missing))


def _numbered(sites: Sequence[TokenSite], blocks: Sequence[str]) -> Iterator[TokenSite]:
    """The sites of a part under the numbers that their blocks have in the model.

    As 3 for model.layers.3: where other layers do not attend numbers are left out. blocks: paths of
    the blocks. Where they tell no number, or the same one twice, they are counted.
    """
    _, numbers = _of_one_list(blocks)
    if not numbers or any(one >= other for one, other in pairwise(numbers)):
        yield from sites
        return
    for site, number in zip(sites, numbers, strict=True):
        yield site if site.layer == number else replace(site, layer=number)


def _of_one_list(blocks: Sequence[str]) -> tuple[str, list[int]]:
    """The path of the list that blocks stand in, and their numbers there; ("", []) for no such."""
    ends = [one.rpartition(".") for one in blocks]
    numbers = [int(end) for _, _, end in ends if end.isdecimal()]
    if len(numbers) != len(blocks) or len({start for start, _, _ in ends}) != 1:
        return "", []
    return ends[0][0], numbers


def no_attention(model: nn.Module, records: Sequence[Record]) -> tuple[int, ...]:
    """The numbers of the blocks of a model in which nothing attends.

    () where all blocks attend, and where they are not those of one list.
    """
    path, numbers = _of_one_list([one.layer for one in records if isinstance(one, AttentionRecord)])
    if not numbers:
        return ()
    count = len(getattr(model.get_submodule(path), "_modules", ()))
    return tuple(one for one in range(count) if one not in set(numbers))


def left_out(missing: Sequence[str], count: int) -> str:
    """The note on sites that make no map; `count` are there in all."""
    names = ", ".join(missing[:3]) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")
    return (
        f"{len(missing)} of {count} attention sites are not shown, because what they attend to "
        f"are not the tokens of the text: {names}."
    )
