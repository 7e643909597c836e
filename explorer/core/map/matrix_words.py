"""What is written around the picture of a text: its title, and what its values are."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.core.numbers import listing
from explorer.core.selection import Selection, combined
from explorer.core.sites.attention import Kind
from explorer.core.sites.axes import Tokens
from explorer.core.trace import Trace

Chosen = Sequence[tuple[int, tuple[int, ...]]]
"""Numbers of sites, each with the heads that are shown of it."""


def quantity_of(
    selection: Selection, count: int, rest: str = "", share: float = 0.0, without: str = ""
) -> str:
    """What a value of the picture is; `count` maps are shown as one.

    rest: what the rest of a row lies on where rows sum to less than 1, and of the row that asks
    the share of it. without: the keys that are left out, in words.
    """
    if selection.reduce == "max" and count > 1:
        said = "largest attention weight of the heads"
        return f"{said}, without {without}" if without else said
    if without:
        return f"attention weight, without {without}; the rest of each row sums to 1"
    if not selection.special and not selection.renormalised:
        return "attention weight, special tokens hidden"
    if not selection.special:
        return "attention weight among the tokens shown"
    if rest:
        return (
            f"attention weight, each row sums to at most 1, the rest goes to {rest} "
            f"({share:.2f} of the row that asks)"
        )
    return "attention weight, each row sums to 1"


def left_out(keys: Tokens, selection: Selection) -> str:
    """The keys that are left out of the columns, as "token 0 (The)"; "" for none."""
    numbers = sorted(one for one in selection.without if 0 <= one < keys.size)
    if not numbers or len(numbers) == keys.size:
        return ""
    named = [f"{one} ({keys.text((one,))})" for one in numbers[:3]]
    more = f" and {len(numbers) - 3} more" if len(numbers) > 3 else ""
    return f"token{'s' * (len(numbers) > 1)} {', '.join(named)}{more}"


def method_of(selection: Selection) -> str:
    """How the values were worked out."""
    said = ["attention weights"]
    if selection.words:
        said.append("summed over the tokens of a key word, averaged over those of a query word")
    if not selection.special:
        said.append("special tokens hidden")
        if selection.renormalised:
            said.append("renormalised")
    if selection.without:
        said.append("some keys left out and the rest renormalised")
    return ", ".join(said)


_TITLES = {
    Kind.CROSS: "Cross-attention",
    Kind.SOFT: "Soft attention",
    Kind.MASKED: "Masked self-attention",
    Kind.SELF: "Self-attention",
}


def title_of(trace: Trace, selection: Selection, chosen: Chosen) -> tuple[str, str]:
    """Title and subtitle: kind and layers, and which heads."""
    site = trace.sites[selection.layer]
    layers = [trace.sites[at].layer for at, _ in chosen]
    alone = sum(one.kind is site.kind for one in trace.sites) == 1
    name = _TITLES[site.kind]
    if not alone:
        name += f", layer{'s' if len(layers) > 1 else ''} {listing(layers)}"
    count = sum(len(units) for _, units in chosen)
    if count == 1:
        return name, f"head {chosen[0][1][0]}" if site.units > 1 else ""
    names = [f"layer {layer}" for layer in layers]
    return name, combined(trace, selection.reduce, chosen, names, "head")


def names_of(trace: Trace, chosen: Chosen) -> tuple[str, ...]:
    """The name of each chosen map: "head 3", with its layer where there are several."""
    found = []
    for at, units in chosen:
        where = f"layer {trace.sites[at].layer}, " if len(chosen) > 1 else ""
        found += [f"{where}head {unit}" for unit in units]
    return tuple(found)
