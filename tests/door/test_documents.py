"""What the documents show of the front door runs as it stands there."""

from __future__ import annotations

import base64
import os
import re
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
import torch
from nbclient import NotebookClient
from PIL import Image

import explorer
from explorer.resource_files import resources
from tests.door.conftest import PHOTO
from tests.models.conftest import one_thread

__all__ = ["one_thread"]

ROOT = Path(explorer.__file__).parents[1]
DOCS = resources() / "docs"
pytestmark = pytest.mark.usefixtures("one_thread")


def blocks(page: Path) -> list[str]:
    """The Python code of a page."""
    return re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def test_the_page_runs_from_top_to_bottom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"photo": PHOTO}
    for block in blocks(DOCS / "python.md"):
        exec(block, names)
    written = {file.name for file in tmp_path.iterdir()}
    assert written == {"map.svg", "lines.pdf", "matrix.png", "cat.png"}
    assert names["rows"].shape == (6, 1, 257)
    assert names["judged"].text == "This book is popular."


def test_the_lines_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (lines,) = (one for one in blocks(ROOT / "README.md") if "open_model" in one)
    shutil.copy(PHOTO, tmp_path / "photo.jpg")
    monkeypatch.chdir(tmp_path)
    shown: list[explorer.Result] = []
    monkeypatch.setattr(explorer, "show", shown.append)
    layer = torch.nn.TransformerEncoderLayer(8, 2, batch_first=True).eval()
    names: dict[str, Any] = {"my_module": layer, "batch": torch.ones(1, 3, 8)}
    exec(lines, names)
    assert [file.name for file in tmp_path.glob("map.*")] == ["map.svg"]
    assert shown == [names["trace"]]
    assert len(names["seen"].trace) == 1
    assert len(lines.strip().splitlines()) <= 11


def test_the_page_names_every_public_name() -> None:
    page = (DOCS / "python.md").read_text(encoding="utf-8")
    known = set(re.findall(r"explorer\.(\w+)", page)) | set(re.findall(r"`(\w+Error)`", page))
    told = {name for name in explorer.__all__ if name not in ("Figure", "Model", "Result")}
    assert told - known == {"Watched", "__version__"}
    assert known - {"__all__"} <= set(explorer.__all__)


def test_the_notebook_runs_in_a_kernel_and_shows_pictures_and_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    notebook = nbformat.read(DOCS / "python.ipynb", as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells)  # kept without them
    client = NotebookClient(notebook, timeout=600, kernel_name="python3")
    client.execute(cwd=str(tmp_path))
    outputs = [one for cell in notebook.cells for one in cell.get("outputs", [])]
    data = [one["data"] for one in outputs if "data" in one]
    pictures = [base64.b64decode(one["image/png"]) for one in data if "image/png" in one]
    tables = [one["text/html"] for one in data if "text/html" in one]
    assert len(pictures) == 3
    assert len(tables) == 2
    assert "blocks.5.attention" in tables[0]
    assert "self_attn" in tables[1]
    trace = explorer.open_model("vit").run(resources() / "samples" / "spaniels.jpg")
    with Image.open(BytesIO(pictures[0])) as picture:
        np.testing.assert_array_equal(np.asarray(picture), trace.figure(layer=5, size=600).pixels)
    assert "This novel is popular." in "".join(one.get("text", "") for one in outputs)
