"""The command line in this process, with toy models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from explorer.cli import main
from explorer.runtime import engine
from tests.registry.conftest import one_thread, toy_resources, toy_translators

__all__ = ["one_thread", "toy_resources", "toy_translators"]


@dataclass(frozen=True)
class Outcome:
    """Exit status and what was printed."""

    status: int
    out: str
    err: str

    @property
    def names(self) -> list[str]:
        """File names of what was written, in order."""
        return [Path(line).name for line in self.out.splitlines()]


Command = Callable[..., Outcome]


@pytest.fixture(autouse=True, scope="session")
def application(qapp: QApplication) -> None:
    """Made before the command makes one of its own, that has no widgets."""


@pytest.fixture
def command(
    toy_resources: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Run the command line with these words."""
    monkeypatch.setattr("explorer.registry.sources.builtin.resources", lambda: toy_resources)
    # the threads of torch belong to the whole test session
    monkeypatch.setattr(engine, "use_threads", lambda: 1)

    def run(*words: object) -> Outcome:
        capsys.readouterr()
        status = main([str(word) for word in words])
        printed = capsys.readouterr()
        return Outcome(status, printed.out, printed.err)

    return run


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder of two good photos, and files that are none."""
    folder = tmp_path / "photos"
    folder.mkdir()
    rng = np.random.default_rng(0)
    for name in ("cat.png", "dog.jpg"):
        pixels = rng.integers(0, 256, (40, 60, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(folder / name)
    (folder / "notes.txt").write_text("not a photo")
    return folder
