"""Which architecture of a library a bare file of weights is of, guessed from names and shapes.

The classifier's head is left aside, for its classes are the user's own. Of all architectures that
are known those come into question whose body has as many parameters; what they are built of is
then compared with the file, name by name, without memory for weights.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import prod
from typing import Any

from explorer.registry.entry import ModelError
from explorer.registry.sources.own_weights import likeliest
from explorer.registry.structure import shipped_structures, weightless

CLOSE = 0.02
"""How far the parameters of a body may lie apart, as a share: positions of another size."""
TRIED = 24
"""Architectures that are built, at most."""
LEAST = 0.8
"""Share of the tensors of the body that a guess has, with the same shapes."""
SHOWN = 5
"""Guesses that are told."""
_CLASSES = 1000
"""Of the classifiers as the libraries build them."""
_HEAD = re.compile(r"(heads?|fc|classifier|last_linear|logits)(\.(head|fc|l|\d))?")
"""How the last layer is called."""
_COUNTED = ("running_mean", "running_var", "num_batches_tracked")
"""Tensors of a file that are no parameters."""
Shapes = Mapping[str, Sequence[int]]


def guessed(shapes: Shapes) -> tuple[str, ...]:
    """The likeliest architectures for tensors of these names and shapes, best first.

    Returns
    -------
    tuple of str
        As "timm:vit_small_patch16_224"; () where none comes near.
    """
    head = _head(shapes)
    body = {name: shape for name, shape in shapes.items() if not name.startswith(f"{head}.")}
    by_name = likeliest(shapes)
    found: list[tuple[float, int, str]] = []
    near = _near(body, shapes.get(f"{head}.weight"))
    for name in dict.fromkeys([*filter(None, [by_name]), *near]):
        share = _met(name, body)
        if share >= LEAST:
            found.append((-share, len(name), name))
    return tuple(name for _, _, name in sorted(found)[:SHOWN]) or tuple(filter(None, [by_name]))


def known() -> tuple[str, ...]:
    """Names of all architectures of the libraries, for a list to choose from."""
    found = shipped_structures()
    return tuple(f"{one}:{name}" for one, table in sorted(found.items()) for name in sorted(table))


def _head(shapes: Shapes) -> str:
    """The layer where classes come out, by its name; "" where there is none."""
    named = [one.removesuffix(".weight") for one in shapes if one.endswith(".weight")]
    heads = [one for one in named if _HEAD.fullmatch(one) and f"{one}.bias" in shapes]
    return max((one for one in heads if len(shapes[f"{one}.weight"]) in (2, 4)), default="")


def _near(body: Shapes, head: Sequence[int] | None) -> Iterator[str]:
    """Architectures whose bodies have about as many parameters, the nearest first."""
    parameters = (one for name, one in body.items() if not name.endswith(_COUNTED))
    count = sum(map(prod, parameters))
    usual = 0 if head is None else _CLASSES * (prod(head[1:]) + 1)
    apart: list[tuple[float, int, str]] = []
    for source, table in shipped_structures().items():
        for name, one in table.items():
            off = min(abs(one.parameters - usual - count), abs(one.parameters - count))
            if count and off <= CLOSE * count:
                apart.append((off / count, len(name), f"{source}:{name}"))
    yield from (name for _, _, name in sorted(apart)[:TRIED])


def _met(name: str, body: Shapes) -> float:
    """The share of the tensors of a file that an architecture has; 0 where it cannot be built."""
    model = weightless(lambda: _built(name))
    if model is None or not body:
        return 0.0
    there = {key: tuple(one.shape) for key, one in model.state_dict().items()}
    met = sum(there.get(key) == tuple(shape) for key, shape in body.items())
    return met / len(body)


def _built(name: str) -> Any:
    from explorer.registry.subjects.classifier_entry import library  # imports Pillow

    source, _, architecture = name.partition(":")
    try:
        if source == "timm":
            return library("timm").create_model(architecture, pretrained=False)
        return library("torchvision.models").get_model(architecture, weights=None)
    except ModelError as error:  # the library is not installed
        raise ImportError(str(error)) from error
