"""Where files come from and go: what opening and saving share."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def pictures() -> Path:
    """The system's folder of pictures, or the home of the user."""
    place = QStandardPaths.StandardLocation.PicturesLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())


def free(path: Path) -> Path:
    """The path, or one with a number that nothing stands at: what is there is never lost."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found
