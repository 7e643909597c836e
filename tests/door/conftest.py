"""Models that are opened once for all tests of the front door, and runs of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import explorer
from explorer.resource_files import resources
from tests.models.conftest import one_thread

__all__ = ["one_thread"]

PHOTO = resources() / "samples" / "chelsea.jpg"
SENTENCE = "この小説は人気です。"


@pytest.fixture(scope="session", autouse=True)
def _application(qapp: QApplication) -> None:
    """Make the application first: a figure with text makes one that can hold no widgets."""


@pytest.fixture(scope="package")
def vit() -> explorer.Model:
    return explorer.open_model("vit")


@pytest.fixture(scope="package")
def translator() -> explorer.Model:
    return explorer.open_model("transformer")


@pytest.fixture(scope="package")
def seen(vit: explorer.Model) -> explorer.Result:
    """A run on a photo."""
    return vit.run(PHOTO)


@pytest.fixture(scope="package")
def translated(translator: explorer.Model) -> explorer.Result:
    """A run on a sentence."""
    return translator.run(SENTENCE)


@pytest.fixture
def photo() -> Path:
    return PHOTO
