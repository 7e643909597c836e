"""Collect photos of none of the 20 classes, to measure how a model takes what it does not know.

    python scripts/vision_training/outlier_photos.py --unpacked DIR --out DIR

DIR holds, unpacked in any subfolders: the wheels of scikit-image and scikit-learn, and Debian's
gcompris-qt-data, lomiri-wallpapers-16.04 and mate-backgrounds. The photos were chosen by these
lists before any model saw them: churches, the sample of two spaniels and an orchestra with its
horns were left out because they are, or show, or nearly are, a known class. They are copied to
OUT/GROUP/SOURCE.NAME and never become part of the application.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QDirIterator, QFile, QIODevice, QResource

SAMPLES = Path(__file__).resolve().parent.parent / "resources/samples"
GCOMPRIS = {
    "animals": {
        "erase": "*",
        "explore_world_animals": "*",
        "explore_farm_animals": "*",
    },
    "buildings": {
        "explore_monuments": "*",
        "categorization": "windmill1 windmill7 dam1 dam3 burj",
    },
    "things": {
        "explore_world_music": "*",
        "categorization": (
            "solar5 solar6 solar7 hammer3 multimeter1 scissors2 "
            "chair cup pillow pan bucket baseball"
        ),
    },
}
"""Group to Qt resource file to the names taken from it."""
LEFT_OUT = (
    "aulaPalatina berlinCathedral reimsCathedral wormsCathedral montStMichel rocamadour "
    "palaisdesPapes orchestra"
)
FILES = {
    "animals": ["chelsea.jpg"],
    "buildings": ["china.jpg"],
    "things": [
        *("astronaut.jpg", "coffee.jpg", "rocket.jpg", "flower.jpg", "brick.png", "camera.png"),
        *("clock_motion.png", "coins.png", "grass.png", "gravel.png", "hubble_deep_field.jpg"),
        *("ihc.png", "moon.png", "motorcycle_left.png", "page.png", "retina.jpg"),
        *("Bridge_by*.jpg", "Dragonfly*.jpg", "Picture_0B*.jpg", "Picture_1A*.jpg", "Wine*.jpg"),
        *("aitzgorri*.jpg", "free_by*.jpg", "greentock*.jpg", "life_by*.jpg", "picosdeeu*.jpg"),
        *("seeding*.jpg", "sunset*.jpg", "umang*.jpg"),
        *("mate/nature/*.jpg",),
    ],
}
"""Group to patterns of files, the bundled samples among them."""


def main(arguments: list[str] | None = None) -> int:
    """Copy the photos; returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--unpacked", type=Path, required=True, help="folder of unpacked packages")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    count = 0
    for group in FILES:
        folder = options.out / group
        folder.mkdir(parents=True, exist_ok=True)
        for source, path in _files(group, options.unpacked):
            shutil.copy(path, folder / f"{source}.{path.name}")
            count += 1
        for name, content in _resources(group, options.unpacked):
            (folder / f"gcompris-qt-data.{name}").write_bytes(content)
            count += 1
    print(f"{count} photos")
    return 0


def _files(group: str, unpacked: Path) -> Iterator[tuple[str, Path]]:
    """(source, file) of the photos that lie in packages as files."""
    sources = {
        "samples": SAMPLES,
        "scikit-image": _folder(unpacked, "skimage/data"),
        "scikit-learn": _folder(unpacked, "sklearn/datasets/images"),
        "lomiri-wallpapers": _folder(unpacked, "usr/share/backgrounds", "Bridge_by*"),
        "mate-backgrounds": _folder(unpacked, "usr/share/backgrounds", "mate"),
    }
    for pattern in FILES[group]:
        source, found = next(
            (source, sorted(folder.glob(pattern)))
            for source, folder in sources.items()
            if any(folder.glob(pattern))
        )
        for path in found:
            yield source, path


def _folder(unpacked: Path, name: str, holding: str = "*") -> Path:
    """The folder `name` of a package, the one with a file `holding`."""
    found = [path for path in unpacked.rglob(name) if any(path.glob(holding))]
    if not found:
        raise FileNotFoundError(f"no {name} with {holding} under {unpacked}")
    return found[0]


def _resources(group: str, unpacked: Path) -> Iterator[tuple[str, bytes]]:
    """(name, content) of the photos that lie in gcompris's Qt resource files."""
    for stem, names in GCOMPRIS[group].items():
        (archive,) = unpacked.rglob(f"{stem}.rcc")
        root = f"/{stem}"
        if not QResource.registerResource(str(archive), root):
            raise ValueError(f"{archive} is no Qt resource file")
        files = QDirIterator(f":{root}", ["*.webp"], flags=QDirIterator.IteratorFlag.Subdirectories)
        while files.hasNext():
            path = files.next()
            name = path.rsplit("/", 1)[-1]
            wanted = name.removesuffix(".webp")
            if wanted in LEFT_OUT.split() or not (names == "*" or wanted in names.split()):
                continue
            file = QFile(path)
            file.open(QIODevice.OpenModeFlag.ReadOnly)
            content = bytes(file.readAll().data())
            if len(content) > 12_000 or names != "*":  # the smaller ones are drawn buttons
                yield f"{stem}.{name}", content
        QResource.unregisterResource(str(archive), root)


if __name__ == "__main__":
    raise SystemExit(main())
