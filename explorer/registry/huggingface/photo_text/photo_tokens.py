"""Where on a photo the tokens lie that a model of photos and texts makes of it, measured.

Pictures of black and white cells are sent the way that the photo takes, through the library's own
processor. What the first layer makes of a token must follow the cell that it is said to lie in
(`explorer.registry.subjects.placement_probe`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, dataclass
from itertools import product

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor, nn

from explorer.core.cancel import never
from explorer.core.placement import Placement
from explorer.core.sites.patch_maps import NOWHERE, Windows
from explorer.registry.subjects.library_preprocessing import THINNEST
from explorer.registry.subjects.placement_probe import Claim, Side, confirmed

DRAWN = 448
"""Pixels along the longer side of the pictures that are drawn; they are scaled to the photo's."""


@dataclass(frozen=True, eq=False)
class PhotoTokens:
    """The grid that tokens of a photo make: their numbers in `order`, those of the first row first.

    It may be some of them, as those of the whole photo beside those of its parts.
    """

    rows: int
    cols: int
    order: tuple[int, ...]


class _Looking(nn.Module):
    """A model as a function of a picture alone: what else it is given stays the same."""

    def __init__(
        self,
        model: nn.Module,
        make: Callable[[NDArray[np.uint8]], Mapping[str, Tensor]],
        placement: Placement,
    ) -> None:
        super().__init__()
        self.model = model
        self._make, self._placement = make, placement

    def forward(self, picture: Tensor) -> object:
        """picture: (1, 3, H, W) in [0, 1], of what the model's input shows of the photo."""
        shown = (picture[0] * 255).round().to(torch.uint8).movedim(0, -1).cpu().numpy()
        return self.model(**self._make(on_photo(shown, self._placement)))


def on_photo(shown: NDArray[np.uint8], placement: Placement) -> NDArray[np.uint8]:
    """Put a picture where the model's input lies on its photo, black around it: (H, W, 3)."""
    corners = (placement.x0, placement.y0, placement.x1, placement.y1)
    left, top, right, bottom = (round(one) for one in corners)
    size = max(1, right - left), max(1, bottom - top)
    whole = Image.new("RGB", (round(placement.width), round(placement.height)))
    whole.paste(Image.fromarray(shown).resize(size, Image.Resampling.NEAREST), (left, top))
    return np.asarray(whole)


def photo_tokens(
    model: nn.Module,
    site: str,
    photo: tuple[int, ...],
    tokens: int,
    make: Callable[[NDArray[np.uint8]], Mapping[str, Tensor]],
    placement: Placement,
    whole: int = 0,
    cancelled: Callable[[], bool] = never,
) -> PhotoTokens | None:
    """The grid that the tokens of a photo follow; None where they follow none.

    Where all of them together follow none, those of the whole photo may, which come first or last
    (Liu et al. 2024, LLaVA-NeXT).

    Parameters
    ----------
    site : name of the first attention whose keys are all tokens of the run.
    photo : numbers of the tokens of the photo, of `tokens` in all.
    make : a photo (H, W, 3) to what the model is called with.
    placement : where the model's input lies on the photo.
    whole : how many tokens the whole photo has, of a model that is given parts of it, too.

    Raises
    ------
    Cancelled
        It was stopped.
    """
    sides = placement.y1 - placement.y0, placement.x1 - placement.x0
    height, width = (max(1, round(one * DRAWN / max(sides))) for one in sides)
    blank = torch.stack([torch.zeros(3, height, width), torch.ones(3, height, width)])
    claim = Claim(f"model.{site}", Side.KEYS)
    some = (photo, photo[:whole], photo[-whole:]) if 0 < whole < len(photo) else (photo,)
    for drawn, order in product((placement, *_larger(placement)), some):
        looking = _Looking(model, make, drawn)
        claims = [_in_order(rows, cols, order, tokens) for rows, cols in _grids(len(order))]
        with torch.no_grad():
            place = confirmed(looking, {claim: claims}, blank, cancelled).get(claim)
        if isinstance(place, Windows):
            return PhotoTokens(place.rows, place.cols, order)
    return None


def _larger(placement: Placement) -> tuple[Placement, ...]:
    """The same on a photo so large that every cell can be seen on it; none of a large photo.

    Of a processor that makes more tokens of a larger photo it tells nothing, for they do not fit.
    """
    scale = DRAWN / max(placement.y1 - placement.y0, placement.x1 - placement.x0)
    return (Placement(*(one * scale for one in astuple(placement))),) if scale > 1 else ()


def _in_order(rows: int, cols: int, photo: tuple[int, ...], tokens: int) -> Windows:
    """The tokens of the photo row by row, all others nowhere."""
    places = np.full((1, tokens), NOWHERE, np.int64)
    places[0, list(photo)] = np.arange(rows * cols)
    return Windows(rows, cols, places)


def _grids(count: int) -> Iterator[tuple[int, int]]:
    """Grids of so many cells, (rows, cols)."""
    for rows in range(1, count + 1):
        cols, rest = divmod(count, rows)
        if not rest and max(rows, cols) <= THINNEST * min(rows, cols):
            yield rows, cols
