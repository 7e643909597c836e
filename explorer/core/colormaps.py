"""Colour tables: 256 colours each, perceptually uniform, read from the bundled file once.

Inferno, magma and viridis: Smith & van der Walt 2015; cividis: Nuñez, Anderton & Renslow 2018;
CET-D1A: Kovesi, "Good Colour Maps: How to Design Them", 2015. Licences: resources/CREDITS.md.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from explorer.resource_files import resources

_SEQUENTIAL = {
    "inferno": "Inferno",
    "magma": "Magma",
    "viridis": "Viridis",
    "cividis": "Cividis",
    "grey": "Grey",
}
_TITLES = {
    **_SEQUENTIAL,
    **{f"{name}_r": f"{title}, reversed" for name, title in _SEQUENTIAL.items()},
    "cet_d1a": "CET-D1A",
}

DIVERGING = "cet_d1a"
"""The colours of signed values: blue below 0, red above it; of a difference where A is larger."""

COLORMAPS: tuple[str, ...] = tuple(_TITLES)
"""Every name: the sequential maps, the same reversed, and the diverging one for signed values."""


SAFE = frozenset(COLORMAPS)
"""Those that the colour-blind read: values an eighth of the scale apart differ to every kind of
colour blindness, which the tests simulate. All that ship do."""
GREY_SAFE = SAFE - {DIVERGING}
"""Those that a black-and-white printer keeps in order; of a diverging one both ends are dark."""


def title(name: str) -> str:
    """The name as the window writes it; ValueError for a name not in COLORMAPS."""
    _check(name)
    return _TITLES[name]


def marks(name: str) -> str:
    """Say who can read a map: "colour-blind safe, greyscale safe"; "" for neither."""
    _check(name)
    words = (("colour-blind safe", SAFE), ("greyscale safe", GREY_SAFE))
    return ", ".join(word for word, those in words if name in those)


def table(name: str) -> NDArray[np.uint8]:
    """The 256 sRGB colours of a map, lowest value first: (256, 3) uint8, read-only.

    Raises ValueError, naming the choices, for a name that is not in COLORMAPS.
    """
    _check(name)
    return _table(name)


def _check(name: str) -> None:
    if name not in _TITLES:
        raise ValueError(f"No colour map is called {name!r}. Choose from {', '.join(COLORMAPS)}.")


@cache
def _stored() -> dict[str, NDArray[np.uint8]]:
    """All maps that ship with the program, (256, 3) each: one file, read once."""
    with np.load(resources() / "colormaps" / "colormaps.npz", allow_pickle=False) as stored:
        return dict(stored)


@cache
def _table(name: str) -> NDArray[np.uint8]:
    base, backwards = name.removesuffix("_r"), name.endswith("_r")
    if base == "grey":
        colours = np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1)  # (256, 3)
    else:
        colours = _stored()[base]
    colours = np.ascontiguousarray(colours[::-1] if backwards else colours)
    colours.setflags(write=False)
    return colours
