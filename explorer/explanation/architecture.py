"""Where a site sits: the blocks of a model in their order, and where Q, K and V come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explorer.core.modules import Module
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import PatchGrid
from explorer.core.trace import Trace
from explorer.explanation.outline import Row, home, marked, outline, told, tree_of_names


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a vector of an attention comes from.

    Attributes
    ----------
    letters : str
        As "Q" or "K, V"; what a gate reads, as "features".
    source : {"own", "encoder"}
        What the block itself was given, or what the encoder has made.
    says : str
        In words.
    """

    letters: str
    source: str
    says: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part that is repeated, or the module around a site where nothing is.

    Attributes
    ----------
    path, name, kind : str
        Of the module; its path, the last part of it or its numbers, as "2.1", and its class.
    sites : tuple of int
        Numbers of its sites in the order in which the model defines them.
    beside : tuple of str
        Names of what else it is made of.
    """

    path: str
    name: str
    kind: str
    sites: tuple[int, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """Blocks one behind the other: all of a model, or its encoder, or its decoder.

    Attributes
    ----------
    part : str
        "encoder", "decoder", or "" for a model that has one lane alone.
    blocks : tuple of Block
        In order; () for an encoder in which nothing attends.
    before, after : tuple of str
        Other modules, those defined before the first block and behind it.
    """

    part: str
    blocks: tuple[Block, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Architecture:
    """The map of a model, with one site lit.

    Attributes
    ----------
    rows : Row
        All modules as an outline.
    lanes : tuple of Lane
        One, or the encoder and the decoder.
    lit : int
        The number of the site that is shown.
    origins : tuple of Origin
        Where the vectors of that site come from.
    says : str
        The same in one sentence.
    """

    trace: Trace
    rows: Row
    lanes: tuple[Lane, ...]
    lit: int
    origins: tuple[Origin, ...]
    says: str

    def __str__(self) -> str:
        """Return the outline in lines of text, and where the vectors of the site come from."""
        return "\n".join((*told(self.rows, self.trace), self.says))

    @property
    def order(self) -> tuple[int, ...]:
        """The numbers of all sites in the order in which they stand on the map."""
        return tuple(at for lane in self.lanes for one in lane.blocks for at in one.sites)


def architecture(trace: Trace, lit: int, rows: Row | None = None) -> Architecture:
    """The map of the model of a run.

    Parameters
    ----------
    lit : int
        The number of the site that is shown.
    rows : Row, optional
        The outline of the same run, where it is there already.

    Raises
    ------
    IndexError
        There is no such site.
    """
    site = trace.sites[lit]
    found = origins(trace, site)
    told_ = "; ".join(f"{one.letters} from {one.says}" for one in found)
    says = f"{site.name or trace.model.title}: {marked(trace, lit)[2:]}. {told_}."
    return Architecture(trace, rows or outline(trace), tuple(_lanes(trace)), lit, found, says)


def origins(trace: Trace, site: Attention) -> tuple[Origin, ...]:
    """Where queries, keys and values of a site come from, as far as its kind tells."""
    asking, asked = site.query_axis, site.key_axis
    other = "what the encoder made of the words that are read"
    match site.kind:
        case Kind.SELF if isinstance(asking, PatchGrid) and isinstance(asked, PatchGrid):
            if asking != asked:
                return (
                    Origin("Q", "own", f"{asking.told} of the layer before"),
                    Origin("K, V", "own", f"{asked.told}, made of the same layer"),
                )
            return (Origin("Q, K, V", "own", f"{asked.told}, as the layer before left them"),)
        case Kind.SELF:
            which = "the words that are read" if trace.paired else "the same words"
            return (Origin("Q, K, V", "own", f"{which}, as the layer before left them"),)
        case Kind.MASKED:
            return (Origin("Q, K, V", "own", "the words so far, none of those to come"),)
        case Kind.CROSS:
            return (
                Origin("Q", "own", "what is being written" if trace.paired else "one sequence"),
                Origin("K, V", "encoder", other if trace.paired else "another sequence"),
            )
        case Kind.SOFT:
            return (
                Origin("Q", "own", "the decoder's state before the next word"),
                Origin("K, V", "encoder", "the encoder's states, one a word that is read"),
            )
        case Kind.CHANNEL:
            return (Origin("gates", "own", "the mean of each channel over all positions"),)
        case Kind.SPATIAL:
            return (Origin("gates", "own", "a branch of convolutions beside the features"),)
        case _:
            return (
                Origin("Q", "own", "the places that ask"),
                Origin("V", "own", "a few points of the feature maps, which each query chooses"),
            )


def _lanes(trace: Trace) -> list[Lane]:
    tree = trace.modules or tree_of_names([site.name for site in trace.sites])
    order = {one.path: at for at, one in enumerate(tree.walk())}
    known = {one.path: one for one in tree.walk()}
    paths = set(known)
    of_block: dict[str, list[int]] = {}
    for at, site in enumerate(trace.sites):
        of_block.setdefault(_block_of(home(site.name, paths), known), []).append(at)
    parts: dict[str, list[str]] = {"encoder": [], "decoder": []} if trace.paired else {"": []}
    for path in sorted(of_block, key=order.__getitem__):
        kinds = {trace.sites[at].part for at in of_block[path]}
        part = "" if not trace.paired else "encoder" if kinds == {"encoder"} else "decoder"
        parts[part].append(path)
    around = _around(tree, {path for some in parts.values() for path in some})
    lanes = []
    for part, blocks in parts.items():
        made = []
        for path in blocks:
            homes = {at: order[home(trace.sites[at].name, paths)] for at in of_block[path]}
            made.append(_block(known[path], sorted(of_block[path], key=homes.__getitem__), trace))
        first = order[blocks[0]] if blocks else -1
        own = [path for path in around if _part_of(path, parts, order) == part]
        lanes.append(
            Lane(
                part,
                tuple(made),
                tuple(_short(path) for path in own if order[path] < first or not blocks),
                tuple(_short(path) for path in own if order[path] >= first and blocks),
            )
        )
    return lanes


def _block_of(path: str, known: Mapping[str, Module]) -> str:
    """The inmost module around a site that has neighbours of its class, else the one around it."""
    around = path.rpartition(".")[0]
    inside = around
    while inside:
        parent = inside.rpartition(".")[0]
        kinds = [one.kind for one in known[parent].children]
        if known[inside].kind and kinds.count(known[inside].kind) > 1:
            return inside
        inside = parent
    return around or path


def _block(module: Module, sites: Sequence[int], trace: Trace) -> Block:
    homes = [trace.sites[at].name.partition("#")[0] for at in sites]
    beside = [
        one.name
        for one in module.children
        if not any(path == one.path or path.startswith(f"{one.path}.") for path in homes)
    ]
    kind = module.kind or "module"
    numbers = [part for part in module.path.split(".") if part.isdecimal()]
    name = ".".join(numbers) if module.name.isdecimal() else module.name or kind
    return Block(module.path, name, kind, tuple(sites), tuple(beside))


def _around(tree: Module, blocks: set[str]) -> list[str]:
    """Modules that are neither a block, nor in one, nor around one, as large as they can be."""
    found: list[str] = []

    def look(module: Module) -> None:
        for child in module.children:
            if child.path in blocks:
                continue
            if any(path.startswith(f"{child.path}.") for path in blocks):
                look(child)
            else:
                found.append(child.path)

    if "" not in blocks:
        look(tree)
    return found


def _part_of(path: str, parts: Mapping[str, Sequence[str]], order: Mapping[str, int]) -> str:
    """The lane of a module that is no block: by its neighbours, its name, then its place."""
    if "" in parts:
        return ""
    parent = path.rpartition(".")[0]
    near = {
        part: any(one.startswith(f"{parent}.") for one in blocks) if parent else False
        for part, blocks in parts.items()
    }
    alone = [part for part, is_near in near.items() if is_near]
    if len(alone) == 1:
        return alone[0]
    named = [part for part in parts if path.rpartition(".")[2].lower().startswith(part)]
    if named:
        return named[0]
    first = min((order[one] for blocks in parts.values() for one in blocks), default=0)
    return "encoder" if order[path] < first else "decoder"


def _short(path: str) -> str:
    return path.rpartition(".")[2]
