"""Photo files made for a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """Save a picture under a name, with the options of Pillow's encoder."""

    def save(image: Image.Image, name: str, **options: Any) -> Path:
        path = tmp_path / name
        image.save(path, **options)
        return path

    return save
