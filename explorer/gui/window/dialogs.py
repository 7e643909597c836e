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


class Dialogs:
    """Each method returns None when the user cancels."""

    def open_photo(self, parent: QWidget, folder: Path) -> Path | None:
        """A photo to open."""
        patterns = " ".join(f"*{suffix}" for suffix in sorted(IMAGE_SUFFIXES))
        name, _ = QFileDialog.getOpenFileName(
            parent,
            "Open a photo",
            str(folder),
            f"Pictures ({patterns});;Sessions and runs (*.axs *.axt);;All files (*)",
        )
        return Path(name) if name else None

    def open_text(self, parent: QWidget, folder: Path) -> Path | None:
        """A text file to open."""
        name, _ = QFileDialog.getOpenFileName(
            parent, "Open a text", str(folder), "Texts (*.txt *.md);;All files (*)"
        )
        return Path(name) if name else None

    def open_folder(self, parent: QWidget, folder: Path) -> Path | None:
        """A folder of photos, all of which are run."""
        name = QFileDialog.getExistingDirectory(parent, "Open a folder of photos", str(folder))
        return Path(name) if name else None

    def open_region(self, parent: QWidget, folder: Path) -> Path | None:
        """Boxes on a photo, or a mask of it."""
        patterns = " ".join(f"*{suffix}" for suffix in sorted(IMAGE_SUFFIXES))
        name, _ = QFileDialog.getOpenFileName(
            parent,
            "Open boxes or a mask",
            str(folder),
            f"Boxes and masks (*.json {patterns});;All files (*)",
        )
        return Path(name) if name else None

    def open_input(self, parent: QWidget, folder: Path) -> Path | None:
        """A photo or a text of a batch."""
        name, _ = QFileDialog.getOpenFileName(parent, "Choose a photo or a text", str(folder))
        return Path(name) if name else None

    def open_model(self, parent: QWidget, folder: Path) -> Path | None:
        """A file with a model."""
        patterns = "*.safetensors *.pt *.pth *.keras *.py"
        name, _ = QFileDialog.getOpenFileName(
            parent, "Open a model", str(folder), f"Models ({patterns});;All files (*)"
        )
        return Path(name) if name else None

    def open_model_folder(self, parent: QWidget, folder: Path) -> Path | None:
        """The folder of a model."""
        name = QFileDialog.getExistingDirectory(parent, "Open the folder of a model", str(folder))
        return Path(name) if name else None

    def save_file(self, parent: QWidget, suggested: Path, kind: str) -> Path | None:
        """Where to save; `kind` holds filters as "PNG picture (*.png)", parted by ";;"."""
        name, chosen = QFileDialog.getSaveFileName(parent, "Export", str(suggested), kind)
        return named(Path(name), suggested, kind, chosen) if name else None

    def choose_folder(self, parent: QWidget, folder: Path) -> Path | None:
        """A folder for several pictures."""
        name = QFileDialog.getExistingDirectory(parent, "Export into a folder", str(folder))
        return Path(name) if name else None
