"""Toy checkpoints for the tests of this room."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.registry.toy_models import write_all


@pytest.fixture(scope="session")
def toy_resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A resource folder with toy models; to be read only."""
    return write_all(tmp_path_factory.mktemp("toys") / "resources")
