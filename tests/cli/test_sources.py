"""check and export of models that the user brings."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tests.cli.conftest import Command
from tests.registry.hf_models import write


@pytest.mark.parametrize("name", ["vit", "backbone"])
def test_a_folder_of_hugging_face(
    command: Command, photos: Path, tmp_path: Path, name: str
) -> None:
    folder = write(tmp_path / name, name)
    found = command("check", f"hf:{folder}", photos / "cat.png")
    assert found.status == 0, found.err
    assert found.out.count("self-attention, 4 × 17 × 17, CLS + 4 × 4: Verified") == 2
    assert found.out.splitlines()[-1].startswith("Verified: ")
    file = tmp_path / "out.npz"
    found = command("export", f"hf:{folder}", photos / "cat.png", "-o", file)
    assert found.status == 0, found.err
    with np.load(file) as arrays:
        meta = json.loads(str(arrays["meta"]))
        sites = [arrays[key] for key in arrays.files if key != "meta"]
    assert [site.shape for site in sites] == [(4, 17, 17)] * 2
    assert meta["gives"] == ("17 × 32 numbers" if name == "backbone" else "")
    assert len(meta["prediction"]["labels"]) == (0 if name == "backbone" else 3)
    found = command("export", f"hf:{folder}", photos / "cat.png", "-o", tmp_path / "a.png")
    assert found.status == 0, found.err
    found = command(
        "export", f"hf:{folder}", photos / "cat.png", "-o", tmp_path / "b.png", "--random-weights"
    )
    assert found.status == 0, found.err
