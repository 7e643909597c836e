"""Toy checkpoints for the tests of this room."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.models.conftest import one_thread
from tests.registry.toy_models import write_all
from tests.registry.toy_translators import write_translators

__all__ = ["one_thread"]


@pytest.fixture(scope="session")
def toy_resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A resource folder with toy models of photos; to be read only."""
    return write_all(tmp_path_factory.mktemp("toys") / "resources")


@pytest.fixture(scope="session")
def toy_translators(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A resource folder with toy models of photos and of texts; to be read only."""
    return write_translators(write_all(tmp_path_factory.mktemp("texts") / "resources"))
