"""What the tests of texts on the command line share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from explorer.core.inputs import Inputs
from explorer.core.trace import Trace
from explorer.registry.catalogue import find

SENTENCE = "この小説は人気です。"


@pytest.fixture(scope="session")
def toy_resources(toy_translators: Path) -> Path:
    """Models of texts too, for the command line of this file."""
    return toy_translators


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "maps" / "map.png"


def trace_of(model: str = "transformer", text: str = SENTENCE, **how: Any) -> Trace:
    found = find(model).load("cpu").run(Inputs(text=text, **how))
    return found


def chunks(path: Path) -> dict[str, str]:
    with Image.open(path) as image:
        image.load()
        return dict(image.info)
