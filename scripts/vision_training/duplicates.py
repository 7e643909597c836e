"""Photos that stand on both sides of a split: the same bytes, or the same picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .photos import Photos

BITS_APART = 6
"""Difference hashes of the same picture differ in at most this many of their 64 bits."""
ALIKE = 0.97
"""Two candidates count as the same picture above this correlation of their thumbnails."""


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Pairs (position in one split, position in the other); ``near`` leaves out the exact ones."""

    exact: list[tuple[int, int]]
    near: list[tuple[int, int]]


def find_duplicates(one: Photos, other: Photos) -> Duplicates:
    """Pairs of photos of ``one`` and ``other`` that show the same picture, mirrored ones included.

    Candidates come from a 64-bit difference hash (8x8 signs of the horizontal gradient) and are
    confirmed by the correlation of 16x16 grey thumbnails.
    """
    hashes_one, thumbs_one = _describe(one.pixels, mirrored=False)
    exact: list[tuple[int, int]] = []
    near: list[tuple[int, int]] = []
    for mirrored in (False, True):
        hashes, thumbs = _describe(other.pixels, mirrored)
        for start in range(0, len(hashes), 256):
            block = hashes[start : start + 256]
            apart = np.bitwise_count(hashes_one[:, None] ^ block[None, :])  # (len(one), 256)
            for i, j in np.argwhere(apart <= BITS_APART):
                pair = (int(i), start + int(j))
                if not mirrored and np.array_equal(one.pixels[pair[0]], other.pixels[pair[1]]):
                    exact.append(pair)
                elif float(thumbs_one[pair[0]] @ thumbs[pair[1]]) > ALIKE:
                    near.append(pair)
    return Duplicates(sorted(exact), sorted(set(near)))


def _describe(
    pixels: NDArray[np.uint8], mirrored: bool
) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
    """Hash (N,) and centred, normalised thumbnail (N, 256) of photos (N, 3, S, S), S over 16."""
    side = pixels.shape[-1] // 16 * 16
    thumbs = np.empty((len(pixels), 16, 16), dtype=np.float32)
    for start in range(0, len(pixels), 256):
        grey = pixels[start : start + 256, :, :side, :side].mean(axis=1, dtype=np.float32)
        cells = grey.reshape(len(grey), 16, side // 16, 16, side // 16)
        thumbs[start : start + 256] = cells.mean(axis=(2, 4))
    if mirrored:
        thumbs = thumbs[:, :, ::-1]
    small = thumbs.reshape(-1, 8, 2, 16).mean(axis=2)  # (N, 8, 16)
    rising = small[:, :, 1::2] > small[:, :, ::2]  # (N, 8, 8)
    bits = np.packbits(rising.reshape(-1, 64), axis=1)  # (N, 8)
    flat = thumbs.reshape(-1, 256)
    flat = flat - flat.mean(axis=1, keepdims=True)
    flat = flat / np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-6)
    return np.ascontiguousarray(bits).view(np.uint64)[:, 0], flat.astype(np.float32)
