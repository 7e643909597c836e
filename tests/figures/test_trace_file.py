"""A run that was saved is the same run, and a file that lies is one sentence."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import load, save

from explorer.core.checks import Check, Verdict
from explorer.core.interventions.mute import Mute, MuteMode
from explorer.core.selection import Selection
from explorer.core.sites.arrays import frozen
from explorer.core.sites.axes import PatchGrid
from explorer.core.sites.masks import Band, Causal
from explorer.core.sites.patch_maps import NOWHERE, PatchAttention, PatchMap, WindowMap, Windows
from explorer.core.sites.token_attention import TokenMap
from explorer.core.trace import Prediction, Trace
from explorer.export.archive import ArchiveError
from explorer.export.arrays import meta
from explorer.export.provenance.reading import read
from explorer.export.run_file.trace_file import open_trace, save_trace
from explorer.export.style import Style
from explorer.figures.drawing import draw
from explorer.figures.photo_picture import Layout
from tests.core.text_traces import kept_map, long_trace, seq2seq_trace, text_trace
from tests.core.traces import (
    CHECKS,
    detector_trace,
    gate_trace,
    muted_detector_trace,
    photo,
    se_trace,
    trace,
    vit_trace,
)  # fmt: skip

GRID = PatchGrid(2, 4)


def windows() -> WindowMap:
    """Two windows of four tokens on 2 x 4 positions, the last of the second one padding."""
    places = np.array([[0, 1, 4, 5, NOWHERE], [2, 3, 6, 7, NOWHERE]])
    map = np.random.default_rng(0).dirichlet(np.ones(5), (2, 3, 5))  # (windows, heads, Q, K)
    there = Windows(2, 4, places)
    return WindowMap(
        name="stages.0", layer=0, checks=CHECKS, queries=GRID, keys=GRID, asking=there,
        asked=there, map=frozen(map),
    )  # fmt: skip


def patches() -> PatchMap:
    map = np.random.default_rng(1).dirichlet(np.ones(8), (2, 8))
    return PatchMap(
        name="blocks.0", layer=0, checks=CHECKS, queries=GRID, keys=GRID, map=frozen(map)
    )


def sinking() -> Trace:
    run = long_trace(40, layers=1, mask=None)
    site = kept_map(run.sites[0])  # type: ignore[arg-type]
    assert isinstance(site, TokenMap)
    return replace(run, sites=(replace(site, elsewhere="a sink"),))


RUNS = {
    "vit": vit_trace(), "se": se_trace(), "gate": gate_trace(), "points": detector_trace(),
    "muted": muted_detector_trace(),
    "text": text_trace(), "additive": seq2seq_trace(True), "causal": long_trace(600, mask=Causal()),
    "band": long_trace(600, mask=Band(40, (0, 3))), "windows": trace([windows()]),
    "patches": trace([patches()]), "sink": sinking(),
}  # fmt: skip


@pytest.mark.parametrize("run", RUNS)
def test_a_saved_run_is_the_same_run(run: str, tmp_path: Path) -> None:
    seen, path = RUNS[run], tmp_path / "run.axt"
    save_trace(path, seen)
    again = open_trace(path)
    same = ("model", "layers", "best", "checks", "objects", "placements", "notes", "verdict")
    for name in (*same, "unmuted_objects"):
        assert getattr(again, name) == getattr(seen, name)
    assert again.prediction == seen.prediction
    assert again.input_sha256 == seen.input_sha256
    for before, after in zip(seen.sites, again.sites, strict=True):
        assert (after.name, after.layer, after.kind) == (before.name, before.layer, before.kind)
        assert (after.query_axis, after.key_axis) == (before.query_axis, before.key_axis)
        assert np.array_equal(after.weights(), before.weights())
        rows = [before.query_axis.size - 1]
        assert np.array_equal(after.weights(rows), before.weights(rows))
    for form in ("png", "svg"):
        drawn = [
            draw(one, Selection(), Style(), Layout(96, embed=True)).encoded(form)  # type: ignore[arg-type]
            for one in (seen, again)
        ]
        assert drawn[0] == drawn[1]
    assert meta(again) == meta(seen)


def test_the_same_run_gives_the_same_file(tmp_path: Path) -> None:
    for name in ("one.axt", "other.axt"):
        save_trace(tmp_path / name, RUNS["vit"])
    assert (tmp_path / "one.axt").read_bytes() == (tmp_path / "other.axt").read_bytes()


def test_no_path_is_in_a_file(tmp_path: Path) -> None:
    secret = replace(photo(), path=tmp_path / "secret.png", name="/home/me/secret/noise.png")
    save_trace(tmp_path / "run.axt", trace(vit_trace().sites, secret))
    content = (tmp_path / "run.axt").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        content += b"".join(archive.read(name) for name in archive.namelist())
    assert b"secret" not in content


def test_numbers_that_are_none_stay_what_they_say(tmp_path: Path) -> None:
    bad = replace(
        vit_trace(),
        checks=(Check("prediction without capture", float("nan"), 1e-6),),
        prediction=Prediction(("cat",), (1.0,), 0.5),
    )
    save_trace(tmp_path / "run.axt", bad)
    again = open_trace(tmp_path / "run.axt")
    assert again.verdict is bad.verdict is Verdict.MISMATCH
    assert again.prediction == bad.prediction


def test_what_a_watched_model_kept_is_saved(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    import explorer

    layer = torch.nn.MultiheadAttention(8, num_heads=2, batch_first=True).eval()
    bias = torch.randn(5, 5)  # an added mask: q and k do not give the map
    with torch.no_grad(), explorer.watch(layer) as seen:
        layer(*[torch.randn(1, 5, 8)] * 3, attn_mask=bias)
    path = seen.trace.save(tmp_path / "run.axt")
    again = explorer.open_trace(path)
    assert np.array_equal(again[0].weights(), seen.trace[0].weights())
    assert again.verdict == seen.trace.verdict


def test_swin_is_saved_window_by_window(tmp_path: Path) -> None:
    import explorer

    pytest.importorskip("timm")
    model = explorer.open_model("timm:swin_tiny_patch4_window7_224", random_weights=True)
    picture = photo(64, 48)
    seen = model.run(picture)
    again = explorer.open_trace(seen.save(tmp_path / "run.axt"))
    assert {type(site).__name__ for site in again.sites} <= {"WindowMap", "PatchMap"}
    for one, other in zip(seen.sites, again.sites, strict=True):
        assert np.array_equal(one.weights([5]), other.weights([5]))


def said_by(path: Path) -> str:
    try:
        found = open_trace(path)
    except ArchiveError as error:
        said = str(error)
    else:  # whatever is taken can be drawn
        draw(found, Selection(), Style(), Layout(16)).encoded("png")
        return ""
    assert said.isprintable()
    assert 0 < len(said) <= 500
    return said


def test_what_is_no_run_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "words.axt").write_text("no zip")
    with zipfile.ZipFile(tmp_path / "other.axt", "w") as archive:
        archive.writestr("../../outside.txt", "out")
    for name in ("none.axt", "words.axt", "other.axt", "."):
        assert said_by(tmp_path / name)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["other.axt", "words.axt"]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.axt", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("trace.json", b" " * (300 << 20))
    assert "more than this program writes" in said_by(tmp_path / "bomb.axt")


WHOLE: dict[str, tuple[dict[str, Any], dict[str, Any], bytes]] = {}


def parts(run: str, folder: Path) -> tuple[dict[str, Any], dict[str, Any], bytes]:
    if run not in WHOLE:
        save_trace(folder / "whole.axt", RUNS[run])
        with zipfile.ZipFile(folder / "whole.axt") as archive:
            photos = [one for one in archive.namelist() if one.startswith("photos")]
            WHOLE[run] = (
                json.loads(archive.read("trace.json")),
                load(archive.read("arrays.safetensors")),
                archive.read(photos[0]) if photos else b"",
            )
    words, arrays, png = WHOLE[run]
    return json.loads(json.dumps(words)), dict(arrays), png


JSON = st.none() | st.booleans() | st.integers(-3, 2**70) | st.text(max_size=5) | st.just([[]])
SHAPES = st.lists(st.integers(0, 9), min_size=1, max_size=4)


@settings(max_examples=400)
@given(run=st.sampled_from(["vit", "se", "points", "text", "windows"]), data=st.data())
def test_a_run_that_lies_is_drawn_or_one_sentence(
    run: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    words, arrays, png = parts(run, folder)
    if data.draw(st.booleans()):
        name = data.draw(st.sampled_from(sorted(arrays)))
        shape = data.draw(SHAPES)
        kind = data.draw(st.sampled_from([np.float32, np.float64, np.bool_, np.int64]))
        arrays[name] = np.ones(shape, kind)
    else:
        inside: Any = words
        while True:
            keys = sorted(inside) if isinstance(inside, dict) else range(len(inside))
            key = data.draw(st.sampled_from(list(keys)))
            if isinstance(inside[key], dict | list) and inside[key] and data.draw(st.booleans()):
                inside = inside[key]
                continue
            inside[key] = data.draw(JSON)
            break
    path = folder / "lie.axt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("trace.json", json.dumps(words))
        archive.writestr("arrays.safetensors", save(arrays))
        archive.writestr("photos/0.png", png)
    said_by(path)


@settings(max_examples=150)
@given(data=st.data())
def test_a_damaged_file_is_drawn_or_one_sentence(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    save_trace(folder / "whole.axt", RUNS["vit"])
    content = bytearray((folder / "whole.axt").read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=8))
    path = folder / "damaged.axt"
    path.write_bytes(bytes(content))
    said_by(path)


def test_a_patch_site_is_read_only(tmp_path: Path) -> None:
    save_trace(tmp_path / "run.axt", RUNS["vit"])
    site = open_trace(tmp_path / "run.axt").sites[0]
    assert isinstance(site, PatchAttention)
    assert not site.query.flags.writeable


def test_what_was_muted_is_kept(tmp_path: Path) -> None:
    mute = Mute(frozenset({("blocks.1.attention", 0)}), MuteMode.MEAN, settled=True)
    save_trace(tmp_path / "run.axt", replace(RUNS["vit"], mute=mute))
    again = open_trace(tmp_path / "run.axt")
    assert again.mute == mute
    assert again.mute.settled
    draw(again, Selection(), Style(), Layout(16)).write(tmp_path / "map.png")
    assert read(tmp_path / "map.png").mute == mute
