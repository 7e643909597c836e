"""Plug-ins: the documented example, packages that name theirs, and what is broken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from explorer.core.inputs import Fit, Inputs
from explorer.core.photo import Photo
from explorer.core.sites.attention import Kind
from explorer.registry.catalogue import entries, find
from explorer.registry.entry import ModelError
from explorer.registry.sources import plugins
from tests.models.conftest import one_thread

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")
EXAMPLE = Path(__file__).parents[2] / "resources" / "plugins" / "example.py"


@pytest.fixture(autouse=True)
def none_before(toy_resources: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("explorer.registry.sources.builtin.resources", lambda: toy_resources)
    monkeypatch.setattr(plugins, "_FILES", {})
    plugins._packages.cache_clear()
    yield
    plugins._packages.cache_clear()


def installed(folder: Path, monkeypatch: pytest.MonkeyPatch, **points: str) -> None:
    """A package on the path that names these functions."""
    folder /= "some_plugins-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: some-plugins\nVersion: 1.0\n")
    lines = [f"{name} = {value}\n" for name, value in points.items()]
    (folder / "entry_points.txt").write_text(f"[{plugins.GROUP}]\n{''.join(lines)}")
    monkeypatch.syspath_prepend(folder.parent)


def photo() -> Photo:
    pixels = np.random.default_rng(0).integers(0, 256, (64, 90, 3), dtype=np.uint8)
    return Photo(pixels, "noise.png", "0" * 64, (90, 64))


def write(path: Path, content: str) -> Path:
    path.write_text(content)
    return path


def test_the_readme_shows_the_example_as_it_is() -> None:
    readme = EXAMPLE.parents[2] / "README.md"
    shown = f"```python\n{EXAMPLE.read_text(encoding='utf-8')}```"
    assert shown in readme.read_text(encoding="utf-8")


def test_the_example_is_short_and_its_maps_are_verified() -> None:
    assert len([line for line in EXAMPLE.read_text().splitlines() if line.strip()]) <= 20
    (entry,) = plugins.add_file(EXAMPLE)
    assert (entry.id, entry.title, entry.labels) == ("mine:net", "My net", ("cat", "dog"))
    assert find("mine:net") is entry
    assert entries()[-1] is entry
    subject: Any = entry.load("cpu")
    trace = subject.run(Inputs((photo(),), fit=Fit.CROP))
    assert trace.verdict.value == "Verified"
    assert [(site.kind, site.heads, site.grid) for site in trace.sites] == [(Kind.SELF, 4, (8, 8))]
    assert {*trace.prediction.labels} == {"cat", "dog"}
    with pytest.raises(ModelError, match=r"Did you mean mine:net\?"):
        find("mine:nett")


@pytest.mark.parametrize(
    "line",
    [
        "from explorer import photo_model",
        "import explorer; photo_model = explorer.photo_model",
        "from explorer.registry.plugins import photo_model",
        "from explorer.registry.sources.plugins import photo_model",
    ],
)
def test_plug_ins_import_the_helper_by_its_short_name_and_by_its_old_ones(
    tmp_path: Path, line: str
) -> None:
    text = EXAMPLE.read_text()
    assert "from explorer import photo_model" in text
    path = write(tmp_path / "mine.py", text.replace("from explorer import photo_model", line))
    assert [entry.id for entry in plugins.add_file(path)] == ["mine:net"]


def test_a_file_that_has_changed_is_run_again(tmp_path: Path) -> None:
    text = EXAMPLE.read_text()
    path = write(tmp_path / "plugin.py", text)
    plugins.add_file(path)
    path.write_text(text.replace("My net", "My other net"))
    plugins.add_file(path)
    assert find("mine:net").title == "My other net"
    assert len(entries()) == 4
    with pytest.raises(ModelError, match="another's"):
        plugins.add_file(EXAMPLE)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("import no_such_module", "broken: ModuleNotFoundError, No module named"),
        ("def models(:", "broken: SyntaxError"),
        ("x = 1", r"broken: TypeError, it has no function models\(\)"),
        ("def models(): return []", r"models\(\) gives no entries"),
        ("def models(): return ['net']", r"models\(\) gives no entries"),
        ("def models(): raise ValueError", "broken: ValueError, nothing said"),
    ],
)
def test_a_broken_file_is_one_sentence(tmp_path: Path, content: str, sentence: str) -> None:
    path = write(tmp_path / "mine.py", content)
    with pytest.raises(ModelError, match=sentence) as raised:
        plugins.add_file(path)
    assert "mine.py" in str(raised.value)
    assert "\n" not in str(raised.value)
    assert len(entries()) == 3


@pytest.mark.parametrize("taken", ["vit", "timm:net", "a#untrained"])
def test_ids_of_others_are_refused(tmp_path: Path, taken: str) -> None:
    path = write(tmp_path / "mine.py", EXAMPLE.read_text().replace("mine:net", taken))
    with pytest.raises(ModelError, match="Rename it"):
        plugins.add_file(path)


def test_what_is_no_python_file(tmp_path: Path) -> None:
    write(tmp_path / "notes.txt", "x")
    for name in ("notes.txt", "missing.py"):
        with pytest.raises(ModelError, match="is not a plug-in"):
            plugins.add_file(tmp_path / name)


def test_packages_name_theirs_and_a_broken_one_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "good_package.py", EXAMPLE.read_text())
    write(tmp_path / "bad_package.py", "def models(): raise RuntimeError('no such card')")
    monkeypatch.syspath_prepend(tmp_path)
    installed(
        tmp_path,
        monkeypatch,
        good="good_package:models",
        bad="bad_package:models",
        gone="gone:models",
    )
    found = {entry.id: entry for entry in entries()}
    assert list(found)[3:] == ["mine:net", "plug-in-bad", "plug-in-gone"]
    assert found["mine:net"].problem == ""
    broken = "The plug-in bad is broken: RuntimeError, no such card."
    assert found["plug-in-bad"].problem == broken
    with pytest.raises(ModelError, match="no such card"):
        found["plug-in-bad"].load("cpu")
    assert "No module named 'gone'" in found["plug-in-gone"].problem


GREY = """
from torch import nn
from explorer import photo_model
def net(channels):
    def build():
        return nn.Sequential(
            nn.Conv2d(channels, 8, 8, 8), nn.Flatten(2), Attend(), nn.Flatten(), nn.Linear(512, 2)
        )
    return build
class Attend(nn.Module):
    def __init__(self):
        super().__init__(); self.attention = nn.MultiheadAttention(8, 2, batch_first=True)
    def forward(self, x):
        return self.attention(x.mT, x.mT, x.mT, need_weights=False)[0].mT
def models():
    note = "Trained on X-rays."
    yield photo_model("mine:grey", "Grey", net(1), size=(64, 64), notes=[note])
    yield photo_model("mine:colour", "Colour", net(3), size=(64, 64))
    yield photo_model("mine:own", "Own", net(1), size=(64, 64), mean=(0.3,), std=(0.2,))
"""


def test_a_model_of_one_channel_sees_the_photo_grey(tmp_path: Path) -> None:
    made = {one.id: one for one in plugins.add_file(write(tmp_path / "grey.py", GREY))}
    grey: Any = made["mine:grey"].load("cpu")
    trace = grey.run(Inputs((photo(),), fit=Fit.CROP))
    assert trace.verdict.value == "Verified"
    assert "Trained on X-rays." in trace.notes
    pixels = grey.prepare(photo(), Fit.CROP).pixels
    assert pixels.shape == (1, 64, 64)
    shown = np.asarray(Image.fromarray(photo().pixels[:, 13:77]).convert("L"), np.float32) / 255
    mean, std = sum(plugins.MEAN) / 3, sum(plugins.STD) / 3
    assert np.abs(pixels[0] - (shown - mean) / std).max() < 1e-5
    own: Any = made["mine:own"].load("cpu")
    assert np.abs(own.prepare(photo(), Fit.CROP).pixels[0] - (shown - 0.3) / 0.2).max() < 1e-5
    colour: Any = made["mine:colour"].load("cpu")
    assert colour.prepare(photo(), Fit.CROP).pixels.shape == (3, 64, 64)
    with pytest.raises(ValueError, match="2 means and 1 deviations"):
        plugins.photo_model("mine:x", "X", lambda: None, mean=(1.0, 1.0), std=(1.0,))  # type: ignore[arg-type,return-value]
