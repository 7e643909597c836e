"""The questions that need a dialog of the system; tests answer them without one."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from explorer.inputs.photo_files import IMAGE_SUFFIXES


def named(path: Path, suggested: Path, kind: str, chosen: str) -> Path:
    """The file that is meant by a name in a dialog.

    One without a known ending takes that of the chosen filter, and so does the suggested name
    where only the filter was changed.
    """
    endings = re.findall(r"\*(\.\w+)", kind)
    wanted = next(iter(re.findall(r"\*(\.\w+)", chosen)), suggested.suffix)
    if path.suffix.lower() not in endings:
        return path.with_name(path.name + wanted)
    return path.with_suffix(wanted) if path == suggested else path


PICTURES = " ".join(f"*{suffix}" for suffix in sorted(IMAGE_SUFFIXES))
MODELS = "*.safetensors *.pt *.pth *.keras *.py"


class Dialogs:
    """Each method returns None when the user cancels."""

    def open_photo(self, parent: QWidget, folder: Path) -> Path | None:
        """A photo to open."""
        kinds = f"Pictures ({PICTURES});;Sessions and runs (*.axs *.axt);;All files (*)"
        return _file(parent, "Open a photo", folder, kinds)

    def open_text(self, parent: QWidget, folder: Path) -> Path | None:
        """A text file to open."""
        return _file(parent, "Open a text", folder, "Texts (*.txt *.md);;All files (*)")

    def open_folder(self, parent: QWidget, folder: Path) -> Path | None:
        """A folder of photos, all of which are run."""
        return _folder(parent, "Open a folder of photos", folder)

    def open_region(self, parent: QWidget, folder: Path) -> Path | None:
        """Boxes on a photo, or a mask of it."""
        kinds = f"Boxes and masks (*.json {PICTURES});;All files (*)"
        return _file(parent, "Open boxes or a mask", folder, kinds)

    def open_input(self, parent: QWidget, folder: Path) -> Path | None:
        """A photo or a text of a batch."""
        return _file(parent, "Choose a photo or a text", folder)

    def open_model(self, parent: QWidget, folder: Path) -> Path | None:
        """A file with a model."""
        kinds = f"Models ({MODELS});;All files (*)"
        return _file(parent, "Open a model", folder, kinds)

    def open_model_folder(self, parent: QWidget, folder: Path) -> Path | None:
        """The folder of a model."""
        return _folder(parent, "Open the folder of a model", folder)

    def save_file(self, parent: QWidget, suggested: Path, kind: str) -> Path | None:
        """Where to save; `kind` holds filters as "PNG picture (*.png)", parted by ";;"."""
        name, chosen = QFileDialog.getSaveFileName(parent, "Export", str(suggested), kind)
        return named(Path(name), suggested, kind, chosen) if name else None

    def choose_folder(self, parent: QWidget, folder: Path) -> Path | None:
        """A folder for several pictures."""
        return _folder(parent, "Export into a folder", folder)


def _file(parent: QWidget, title: str, folder: Path, kinds: str = "") -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
    return Path(name) if name else None


def _folder(parent: QWidget, title: str, folder: Path) -> Path | None:
    name = QFileDialog.getExistingDirectory(parent, title, str(folder))
    return Path(name) if name else None
