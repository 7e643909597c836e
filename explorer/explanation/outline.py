"""The modules of a model as an outline: equal neighbours folded, attention sites marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from explorer.core.modules import Module
from explorer.core.trace import Trace

_CONTAINERS = ("", "ModuleDict", "ModuleList", "Sequential")
"""Classes that say nothing of what is in them: such modules are alike only to the last number."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the outline: a module, or a run of equal neighbours as one.

    Attributes
    ----------
    name : str
        The last part of the path, as "attention"; of a run "0–11".
    kind : str
        The class; of a run "12 × EncoderBlock".
    path : str
        Of the module; of a run that of its first one.
    parameters : int
        Numbers that are learnt in all of it.
    own : tuple of int
        Numbers of the sites of the run that this very module computes.
    within : tuple of int
        Numbers of the sites in it, its own among them.
    children : tuple of Row
        What is below it; of a run its modules.
    run : bool
        Whether it is a run of neighbours.
    """

    name: str
    kind: str
    path: str
    parameters: int
    own: tuple[int, ...] = ()
    within: tuple[int, ...] = ()
    children: tuple[Row, ...] = field(default=(), repr=False)
    run: bool = False

    def walk(self) -> Iterator[Row]:
        """This row and all below it, a parent before its children."""
        yield self
        for child in self.children:
            yield from child.walk()


def outline(trace: Trace) -> Row:
    """The outline of the model of a run.

    Where the tree of modules is not known, as of a run that was read from a file, it has those
    modules alone that the names of the sites tell of.
    """
    tree = trace.modules or tree_of_names([site.name for site in trace.sites])
    paths = {one.path for one in tree.walk()}
    sites: dict[str, list[int]] = {}
    for at, site in enumerate(trace.sites):
        sites.setdefault(home(site.name, paths), []).append(at)
    return _row(tree, sites, trace.model.title)


def home(site: str, paths: set[str]) -> str:
    """The path of the module that computes a site, or of the nearest one around it."""
    path = site.partition("#")[0]
    while path and path not in paths:
        path = path.rpartition(".")[0]
    return path


def tree_of_names(names: Sequence[str]) -> Module:
    """The tree that paths alone tell of, without classes and numbers."""
    return _grown("", [one.partition("#")[0].split(".") for one in names])


def _grown(path: str, below: Sequence[Sequence[str]]) -> Module:
    firsts = dict.fromkeys(one[0] for one in below if one and one[0])
    children = [
        _grown(f"{path}.{name}" if path else name, [one[1:] for one in below if one[:1] == [name]])
        for name in firsts
    ]
    return Module(path, "", children=tuple(children))


def alike(module: Module) -> tuple[object, ...]:
    """What modules that are folded have in common: class, and classes of what they are made of.

    A learnt table that the first of many blocks has for all of them does not part it from them.
    """
    below = tuple((one.name, one.kind) for one in module.children)
    exact = module.kind in _CONTAINERS
    name = re.sub(r"\d+", "#", module.name)  # two of a kind with names of their own are no run
    return module.kind, name, below, module.parameters if exact else 0


def _row(module: Module, sites: dict[str, list[int]], name: str = "") -> Row:
    children: list[Row] = []
    for _, group in groupby(module.children, alike):
        rows = [_row(one, sites) for one in group]
        foldable = len(rows) > 1 and rows[0].kind != "" and bool(rows[0].children)
        children += [_run(rows)] if foldable else rows
    own = tuple(sites.get(module.path, ()))
    return Row(
        name=name or module.name,
        kind=module.kind,
        path=module.path,
        parameters=module.parameters,
        own=own,
        within=(*own, *(at for one in children for at in one.within)),
        children=tuple(children),
    )


def _run(rows: Sequence[Row]) -> Row:
    return Row(
        name=f"{rows[0].name}–{rows[-1].name}",
        kind=f"{len(rows)} × {rows[0].kind}",
        path=rows[0].path,
        parameters=sum(one.parameters for one in rows),
        within=tuple(at for one in rows for at in one.within),
        children=tuple(rows),
        run=True,
    )


def told(row: Row, trace: Trace, depth: int = 0) -> Iterator[str]:
    """The outline in lines of text; of a run of equal neighbours one alone is told in full."""
    parts = [row.name, row.kind]
    if row.parameters:
        parts.append(f"{row.parameters:,} parameters")
    parts += [marked(trace, at) for at in row.own]
    yield "  " * depth + "  ".join(filter(None, parts))
    below = row.children[:1] if row.run else row.children
    for child in below:
        yield from told(child, trace, depth + 1)


def marked(trace: Trace, number: int) -> str:
    """What a site is, in a few words: "◆ self-attention, layer 5, 6 heads"."""
    site = trace.sites[number]
    count = site.units
    what = {"channel-gate": "channels", "spatial-gate": ""}.get(site.kind.value, "heads")
    many = f", {count} {what if count != 1 else what.removesuffix('s')}" if what else ""
    return f"◆ {site.kind.value}, layer {site.layer}{many}"
