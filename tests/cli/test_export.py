"""`attention-explorer export`: what is written, under which names, and that it is what is drawn."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from explorer.cli import main
from explorer.core.checks import Check
from explorer.core.inputs import Fit, Inputs
from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.selection import GateSide, Scale, Selection
from explorer.core.trace import Trace
from explorer.export.png import encode
from explorer.export.style import Style
from explorer.figures.drawing import draw
from explorer.figures.photo_picture import Layout, legend_of
from explorer.inputs.images import read_photo
from explorer.inputs.samples import samples
from explorer.registry.catalogue import find
from explorer.registry.entry import failed_run
from explorer.runtime import engine
from explorer.runtime.engine import Engine, Request
from tests.cli.conftest import Command

SMALL = Layout(128)


def trace_of(model: str, photo: Path, fit: Fit = Fit.STRETCH) -> Trace:
    return find(model).load("cpu").run(Inputs((read_photo(photo),), fit=fit))


def text_of(path: Path) -> dict[str, str]:
    with Image.open(path) as image:
        image.load()
        return dict(image.info)


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "manifest.csv")


def test_one_photo_one_file(command: Command, photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "map.png"
    outcome = command("export", "vit", photos / "cat.png", "-o", out)
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out == f"{out}\n"
    assert written(out.parent) == ["map.png"]
    with Image.open(out) as image:
        assert image.size == (1024, 683)
    # the last layer, the mean of its heads, asked by CLS
    assert text_of(out)["Layer"] == "1"
    assert text_of(out)["Head"] == "all"
    assert text_of(out)["Query"] == "CLS"


@pytest.mark.parametrize(
    ("words", "selection", "style", "layout", "fit"),
    [
        ([], Selection(layer=1), Style(), SMALL, Fit.STRETCH),
        (["--layer", "0", "--head", "1"], Selection(0, 1), Style(), SMALL, Fit.STRETCH),
        (["--layer", "-2"], Selection(0), Style(), SMALL, Fit.STRETCH),
        (["--head", "max"], Selection(1, reduce="max"), Style(), SMALL, Fit.STRETCH),
        (["--query", "1,2"], Selection(1, query=7), Style(), SMALL, Fit.STRETCH),
        (["--query", "7"], Selection(1, query=7), Style(), SMALL, Fit.STRETCH),
        (["--scale", "map"], Selection(1, scale=Scale.MAP), Style(), SMALL, Fit.STRETCH),
        (["--style", "spotlight"], Selection(1), Style("spotlight"), SMALL, Fit.STRETCH),
        (
            ["--style", "map", "--patches", "--colormap", "viridis_r"],
            Selection(1), Style("map", False, "viridis_r"), SMALL, Fit.STRETCH,
        ),
        (["--opacity", "0.3"], Selection(1), Style(opacity=0.3), SMALL, Fit.STRETCH),
        (["--size", "77", "--legend"], Selection(1), Style(), Layout(77, True), Fit.STRETCH),
        (["--fit", "pad"], Selection(1), Style(), SMALL, Fit.PAD),
        (["--fit", "crop"], Selection(1), Style(), SMALL, Fit.CROP),
    ],
)  # fmt: skip
def test_the_file_is_the_picture_that_is_drawn(
    command: Command, photos: Path, tmp_path: Path, words: list[str],
    selection: Selection, style: Style, layout: Layout, fit: Fit,
) -> None:  # fmt: skip
    out = tmp_path / "map.png"
    small = ("--size", 128)
    assert command("export", "vit", photos / "cat.png", "-o", out, *small, *words).status == 0
    picture = draw(trace_of("vit", photos / "cat.png", fit), selection, style, layout)
    assert out.read_bytes() == encode(picture.pixels, picture.text)


def test_before_and_after_a_channel_gate(command: Command, photos: Path, tmp_path: Path) -> None:
    for side in (GateSide.BEFORE, GateSide.AFTER):
        out = tmp_path / f"{side}.png"
        words = ("--gate", side, "--head", 3, "--style", "map", "--size", 128)
        assert command("export", "se-resnet", photos / "cat.png", "-o", out, *words).status == 0
        selection = Selection(0, 3, side=side)
        trace = trace_of("se-resnet", photos / "cat.png")
        picture = draw(trace, selection, Style("map"), SMALL)
        assert out.read_bytes() == encode(picture.pixels, picture.text)
    assert (tmp_path / "before.png").read_bytes() != (tmp_path / "after.png").read_bytes()


def test_the_same_command_gives_the_same_bytes(
    command: Command, photos: Path, tmp_path: Path
) -> None:
    for model in ("vit", "se-resnet", "spatial-gate"):
        for folder in ("first", "second"):
            out = tmp_path / folder / "map.png"
            words = ("-o", out, "--size", 200)
            assert command("export", model, photos / "dog.jpg", *words).status == 0
        first, second = ((tmp_path / name / "map.png") for name in ("first", "second"))
        assert first.read_bytes() == second.read_bytes()


def test_every_layer_and_every_head(command: Command, photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "maps"
    words = ("--layer", "all", "--head", "all", "--size", 32)
    outcome = command("export", "vit", photos / "cat.png", "-o", out, *words)
    names = [f"cat.layer{layer:02d}.head{head:02d}.png" for layer in (0, 1) for head in (0, 1)]
    assert outcome.names == written(out) == names
    for name in names:
        found = text_of(out / name)
        assert name == f"cat.layer{int(found['Layer']):02d}.head{int(found['Head']):02d}.png"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["--layer", "all"], ["cat.layer00.headmean.png", "cat.layer01.headmean.png"]),
        (
            ["--layer", "all", "--head", "max"],
            ["cat.layer00.headmax.png", "cat.layer01.headmax.png"],
        ),
        (
            ["--layer", "all", "--head", "1"],
            ["cat.layer00.head01.png", "cat.layer01.head01.png"],
        ),
        (["--layer", "-1", "--head", "all"], ["cat.layer01.head00.png", "cat.layer01.head01.png"]),
    ],
)
def test_names_of_several_pictures(
    command: Command, photos: Path, tmp_path: Path, words: list[str], names: list[str]
) -> None:
    outcome = command(
        "export", "vit", photos / "cat.png", "-o", tmp_path / "maps", "--size", 16, *words
    )
    assert outcome.names == written(tmp_path / "maps") == names


def test_several_photos_are_named_after_them(
    command: Command, photos: Path, tmp_path: Path
) -> None:
    out = tmp_path / "maps"
    files = photos / "dog.jpg", photos / "cat.png"
    outcome = command("export", "spatial-gate", *files, "-o", out, "--size", 16)
    assert outcome.names == ["dog.png", "cat.png"]
    assert written(out) == ["cat.png", "dog.png"]


def test_a_folder_of_photos(command: Command, photos: Path, tmp_path: Path) -> None:
    outcome = command("export", "vit", photos, "-o", tmp_path / "maps", "--size", 16)
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.names == written(tmp_path / "maps") == ["cat.png", "dog.png"]


def test_a_folder_of_one_photo_makes_a_folder(
    command: Command, photos: Path, tmp_path: Path
) -> None:
    (photos / "dog.jpg").unlink()
    command("export", "vit", photos, "-o", tmp_path / "maps", "--size", 16)
    assert written(tmp_path / "maps") == ["cat.png"]
    command("export", "vit", photos, "-o", tmp_path / "one.png", "--size", 16)
    assert (tmp_path / "one.png").is_file()


def test_one_photo_into_a_folder(command: Command, photos: Path, tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    for out in (tmp_path / "maps", f"{tmp_path}/new folder/"):
        outcome = command("export", "vit", photos / "cat.png", "-o", out, "--size", 16)
        assert outcome.names == ["cat.png"]
        assert written(Path(out)) == ["cat.png"]


def test_stems_that_collide(command: Command, photos: Path, tmp_path: Path) -> None:
    shutil.copy(photos / "dog.jpg", photos / "cat.jpg")
    (photos / "more").mkdir()
    shutil.copy(photos / "cat.png", photos / "more" / "CAT.png")
    out = tmp_path / "maps"
    outcome = command(
        "export", "vit", photos / "cat.png", photos / "cat.jpg", photos / "more", "-o", out,
        "--size", 16,
    )  # fmt: skip
    assert outcome.names == ["cat.png", "cat-2.png", "CAT-3.png"]
    assert text_of(out / "cat.png")["Input-SHA256"] == text_of(out / "CAT-3.png")["Input-SHA256"]
    assert text_of(out / "cat.png")["Input-SHA256"] != text_of(out / "cat-2.png")["Input-SHA256"]


def test_a_name_that_is_no_text_is_no_obstacle(
    command: Command, photos: Path, tmp_path: Path
) -> None:
    try:
        odd = photos / "caf\udce9.png"
        shutil.copy(photos / "cat.png", odd)
    except (OSError, UnicodeError):
        pytest.skip("this disk takes no such names")
    outcome = command("export", "vit", odd, "-o", f"{tmp_path}/maps/", "--size", 16)
    assert (outcome.status, outcome.err) == (0, "")
    assert "caf" in outcome.out


@pytest.mark.parametrize("model", ["vit", "se-resnet", "spatial-gate"])
@pytest.mark.parametrize("by", ["name", "option"])
def test_arrays(command: Command, photos: Path, tmp_path: Path, model: str, by: str) -> None:
    out = tmp_path / ("run.npz" if by == "name" else "run")
    words = [] if by == "name" else ["--format", "npz"]
    outcome = command("export", model, photos / "cat.png", "-o", out, *words)
    assert (outcome.status, outcome.out) == (0, f"{out}\n")
    trace = trace_of(model, photos / "cat.png")
    with np.load(out, allow_pickle=False) as stored:
        meta = json.loads(str(stored["meta"]))
        names = sorted(name for name in stored.files if name != "meta")
        assert names == [f"{at:03d}.{site.name}" for at, site in enumerate(trace.sites)]
        for name, site in zip(names, trace.sites, strict=True):
            assert stored[name].dtype == np.float32
            np.testing.assert_array_equal(stored[name], site.weights())
    assert meta["model"] == model
    assert trace.prediction is not None
    assert meta["prediction"]["labels"] == list(trace.prediction.labels)
    assert meta["prediction"]["probabilities"] == list(trace.prediction.probabilities)
    for described, site in zip(meta["sites"], trace.sites, strict=True):
        assert {"name", "kind", "layer", "axes"} <= described.keys()
        assert (described["name"], described["kind"]) == (site.name, site.kind.value)


def test_arrays_of_several_photos(command: Command, photos: Path, tmp_path: Path) -> None:
    outcome = command(
        "export", "vit", photos, "-o", tmp_path / "runs", "--format", "npz", "--layer", "all"
    )
    assert outcome.names == written(tmp_path / "runs") == ["cat.npz", "dog.npz"]


def test_a_broken_photo_does_not_stop_the_good_ones(
    command: Command, photos: Path, tmp_path: Path
) -> None:
    (photos / "bad.png").write_bytes((photos / "cat.png").read_bytes()[:300])
    outcome = command("export", "vit", photos, "-o", tmp_path / "maps", "--size", 16)
    assert outcome.status == 2
    assert outcome.names == written(tmp_path / "maps") == ["cat.png", "dog.png"]
    assert len(outcome.err.splitlines()) == 1
    assert outcome.err.startswith("bad.png ends too early.")
    assert outcome.err.endswith("(1 of 3 failed)\n")


def test_a_run_that_a_model_fails_at_does_not_stop_the_others(
    command: Command, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Engine.run

    def failing(self: Engine, request: Request, *given: Any) -> Trace:
        if any(Path(one.name).stem == "cat" for one in request.inputs.photos):
            raise failed_run("Toy ViT", "a photo alone", RuntimeError("too bright"))
        return plain(self, request, *given)

    def together(*_: object) -> list[Trace]:
        raise failed_run("Toy ViT", "a photo alone", RuntimeError("too bright"))

    monkeypatch.setattr(Engine, "run", failing)
    monkeypatch.setattr("explorer.registry.subjects.batched_runs.run_batch", together)
    outcome = command("export", "vit", photos, "-o", tmp_path / "maps", "--size", 16)
    assert outcome.status == 2
    assert outcome.names == ["dog.png"]
    assert "too bright" in outcome.err
    assert outcome.err.endswith("(1 of 2 failed)\n")


def test_a_note_of_the_run_goes_to_standard_error(
    command: Command, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Engine.run

    def with_note(self: Engine, *arguments: object) -> Trace:
        return replace(whole(self, *arguments), notes=("The GPU ran out of memory.",))

    monkeypatch.setattr(Engine, "run", with_note)
    out = tmp_path / "map.png"
    outcome = command("export", "vit", photos / "cat.png", "-o", out, "--size", 16)
    assert (outcome.status, outcome.err) == (0, "The GPU ran out of memory.\n")
    assert outcome.out == f"{out}\n"


@pytest.mark.parametrize("model", ["vit", "se-resnet", "spatial-gate"])
def test_the_shipped_models(
    model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "use_threads", lambda: 1)
    out, photo = tmp_path / "map.png", samples()[0].path
    assert main(["export", model, str(photo), "-o", str(out), "--size", "64"]) == 0
    assert capsys.readouterr() == (f"{out}\n", "")
    found = text_of(out)
    assert (found["Model"], found["Verified"]) == (model, "Verified")
    assert found["Weights-SHA256"] == find(model).weights_sha256
    assert found["Input-SHA256"] == hashlib.sha256(photo.read_bytes()).hexdigest()


def test_two_models_are_written_on_one_scale(
    command: Command, photos: Path, tmp_path: Path
) -> None:
    words = ("--levels", "0.001:0.02", "--size", 128)
    for model in ("vit", "spatial-gate"):
        out = tmp_path / f"{model}.png"
        outcome = command("export", model, photos / "cat.png", "-o", out, *words)
        assert (outcome.status, outcome.err) == (0, "")
        assert text_of(out)["Levels"] == "0.00100000 to 0.0200000, levels set by hand"
        trace = trace_of(model, photos / "cat.png")
        selection = Selection(layer=len(trace.sites) - 1, levels=(0.001, 0.02))
        drawn = draw(trace, selection, Style(), SMALL)
        assert out.read_bytes() == encode(drawn.pixels, drawn.text)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--levels", "0.02"), "Levels are two numbers, as 0:0.02, not '0.02'."),
        (("--levels", "3:1"), "The upper level must lie above the lower one."),
        (("--levels", "0:1", "--scale", "map"), "--scale: not allowed with argument --levels"),
    ],
)
def test_levels_that_are_none_are_refused(
    command: Command, photos: Path, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    outcome = command("export", "vit", photos / "cat.png", "-o", tmp_path / "a.png", *words)
    assert outcome.status == 2
    assert said in outcome.err


@pytest.mark.parametrize(
    ("error", "said", "verdict"),
    [
        (0.5, "The maps are not what the model computed", "Mismatch"),
        (None, "It is not proved that the maps are what the model computed", "Not verified"),
    ],
)
def test_maps_that_are_not_proved_right_are_said_marked_and_end_with_status_3(
    command: Command,
    photos: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: float | None,
    said: str,
    verdict: str,
) -> None:
    whole = Engine.run
    check = Check("prediction without capture", error, 0.0)
    monkeypatch.setattr(Engine, "run", lambda *run: replace(whole(*run), checks=(check,)))
    words = ("export", "vit", photos / "cat.png", "--size", 32, "-o", out := tmp_path / "map.png")
    outcome = command(*words)
    assert (outcome.status, outcome.out) == (3, f"{out}\n")
    assert outcome.err == f"{said} ({check}). The files say so.\n"
    with Image.open(out) as image:
        assert image.text["Verified"] == verdict
    assert command(*words, "--allow-unverified").status == 0
    trace = Engine().run(Request("vit", Inputs((photos / "cat.png",)), "cpu"))
    heatmap = resolve_heatmap(trace, Selection())
    assert heatmap.mark == verdict
    assert verdict in legend_of(heatmap, Style()).titles


def test_what_was_done_to_a_photo_is_said_and_written(command: Command, tmp_path: Path) -> None:
    values = np.linspace(0, 4095, 60 * 90).reshape(60, 90).astype(np.uint16)
    Image.fromarray(values).save(tmp_path / "ct.tif")
    (tmp_path / "IMG_1.HEIC").write_bytes(b"a")
    outcome = command("export", "vit", tmp_path / "ct.tif", "-o", tmp_path / "o.png")
    said = "values 0 to 4095 shown as black to white"
    assert outcome.err == f"ct.tif: {said}.\n"
    with Image.open(tmp_path / "o.png") as image:
        assert image.info["Photo"] == said
    base, none = ("export", "vit", tmp_path / "ct.tif"), ("-o", tmp_path / "n.png")
    whole = command(*base, "--values", "0:65535", "-o", tmp_path / "w.png")
    assert "0 to 6.554e+04" in whole.err
    outcome = command(*base, "--values", "3", *none)
    assert (outcome.status, outcome.err) == (2, "--values takes two numbers, as 0:4095, not 3.\n")
    assert command(*base, "--bands", "1,2", *none).status == 2
    (tmp_path / "o.png").unlink()
    (tmp_path / "w.png").unlink()
    outcome = command("export", "vit", tmp_path, "-o", tmp_path / "out")
    assert "Left out of" in outcome.err
    assert "IMG_1.HEIC." in outcome.err
