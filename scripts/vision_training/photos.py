"""Photos decoded once into a memory-mapped array, so that an epoch costs no JPEG decoding.

A data folder holds ``train/<wnid>/*.JPEG``, ``val/<wnid>/*.JPEG`` and optionally
``boxed/<wnid>/*.JPEG`` with ``boxes.json``: ``{"<wnid>/<file>": [[x0, y0, x1, y1], ...]}`` in
fractions of width and height.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

LABELS: dict[str, str] = {
    "n01440764": "tench",
    "n02102040": "English springer",
    "n02979186": "cassette player",
    "n03000684": "chain saw",
    "n03028079": "church",
    "n03394916": "French horn",
    "n03417042": "garbage truck",
    "n03425413": "gas pump",
    "n03445777": "golf ball",
    "n03888257": "parachute",
    "n02086240": "Shih-Tzu",
    "n02087394": "Rhodesian ridgeback",
    "n02088364": "beagle",
    "n02089973": "English foxhound",
    "n02093754": "Border terrier",
    "n02096294": "Australian terrier",
    "n02099601": "golden retriever",
    "n02105641": "Old English sheepdog",
    "n02111889": "Samoyed",
    "n02115641": "dingo",
}
"""WordNet id to name, in the order of the logits."""

SUFFIXES = {".jpeg", ".jpg", ".png"}


@dataclass(frozen=True, slots=True)
class Photos:
    """Decoded photos of one split.

    ``pixels`` is (N, 3, size, size) uint8 RGB, memory-mapped and read-only; ``targets`` (N,) int64
    positions in ``LABELS``; ``names`` the "<wnid>/<file>" of each photo.
    """

    pixels: NDArray[np.uint8]
    targets: NDArray[np.int64]
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.names)


def load_photos(root: Path, split: str, work: Path, size: int = 144) -> Photos:
    """Photos of ``root/split``, stretched to ``size`` pixels square, decoded into ``work`` once.

    The photos come in sorted order of "<wnid>/<file>". Raises ``FileNotFoundError`` when the split
    holds no photo of a known class.
    """
    files = sorted(
        path
        for wnid in LABELS
        for path in (root / split / wnid).glob("*")
        if path.suffix.lower() in SUFFIXES
    )
    if not files:
        raise FileNotFoundError(
            f"no photos in {root / split}: expected folders named by WordNet id, such as n01440764"
        )
    names = tuple(f"{path.parent.name}/{path.name}" for path in files)
    order = {wnid: index for index, wnid in enumerate(LABELS)}
    targets = np.array([order[path.parent.name] for path in files], dtype=np.int64)

    work.mkdir(parents=True, exist_ok=True)
    array, listing = work / f"{split}-{size}.npy", work / f"{split}-{size}.json"
    if not (listing.exists() and json.loads(listing.read_text()) == list(names)):
        _decode(files, array, size)
        listing.write_text(json.dumps(names))
    return Photos(np.load(array, mmap_mode="r"), targets, names)


def load_boxes(root: Path, names: tuple[str, ...]) -> list[list[tuple[float, float, float, float]]]:
    """Boxes (x0, y0, x1, y1) of each named photo, in fractions of width and height."""
    table = json.loads((root / "boxes.json").read_text())
    return [[(b[0], b[1], b[2], b[3]) for b in table[name]] for name in names]


def split_dev(
    targets: NDArray[np.int64], share: float, seed: int, left_out: Collection[int] = ()
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Positions of (fit, dev): ``share`` of every class, drawn with ``seed``, goes to dev.

    dev is for choosing and calibrating: it is never trained on, and val is never touched for that.
    The positions ``left_out`` go to neither.
    """
    generator = np.random.default_rng(seed)
    dev: list[NDArray[np.int64]] = []
    for target in np.unique(targets):
        members = generator.permutation(np.flatnonzero(targets == target))
        dev.append(members[: max(1, round(share * len(members)))])
    chosen = np.sort(np.concatenate(dev))
    unwanted = np.array(sorted(left_out), dtype=np.int64)
    fit = np.setdiff1d(np.arange(len(targets)), np.concatenate([chosen, unwanted]))
    return fit, np.setdiff1d(chosen, unwanted)


def _decode(files: list[Path], array: Path, size: int) -> None:
    """Write the (N, 3, size, size) array; a half-written one never gets the final name."""
    partial_file = array.with_suffix(".part.npy")
    pixels = np.lib.format.open_memmap(
        partial_file, mode="w+", dtype=np.uint8, shape=(len(files), 3, size, size)
    )
    with ThreadPoolExecutor() as pool:
        for index, photo in enumerate(pool.map(partial(_read, size=size), files)):
            pixels[index] = photo
    pixels.flush()
    partial_file.replace(array)


def _read(path: Path, size: int) -> NDArray[np.uint8]:
    """One photo as (3, size, size) RGB, stretched to the square."""
    with Image.open(path) as image:
        rgb = image.convert("RGB")
        if rgb.size != (size, size):
            rgb = rgb.resize((size, size), Image.Resampling.BILINEAR)
        return np.asarray(rgb, dtype=np.uint8).transpose(2, 0, 1)
