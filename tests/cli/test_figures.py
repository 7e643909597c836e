"""`export --what` and `--preset`: pages, sheets, animations and numbers from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from explorer.core.inputs import Inputs
from explorer.core.selection import Selection
from explorer.export.figure_settings import FigureSettings
from explorer.export.style import Style
from explorer.figures.page.page import sheet_page
from explorer.inputs.images import read_photo
from explorer.registry.catalogue import find
from tests.cli.conftest import Command


def test_a_sheet_is_the_page_that_code_draws(
    command: Command, photos: Path, tmp_path: Path
) -> None:
    out = tmp_path / "sheet.png"
    words = ("--what", "sheet", "--preset", "paper-1", "--dpi", 100, "--caption", "{layers}")
    assert command("export", "vit", photos / "cat.png", "-o", out, *words).status == 0
    trace = find("vit").load("cpu").run(Inputs((read_photo(photos / "cat.png"),)))
    wanted = FigureSettings("sheet", "paper-1", dpi=100, caption="{layers}")
    page = sheet_page(trace, Selection(layer=trace.best), Style("map"), wanted)
    assert out.read_bytes() == page.encoded("png")
    told = command("info", out)
    assert "vit" in told.out


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["--what", "animation"], "cat.layers.apng"),
        (["--what", "animation", "--along", "heads", "--format", "webp"], "cat.heads.webp"),
        (["--what", "numbers", "--format", "csv"], "cat.csv"),
        (["--format", "safetensors"], "cat.safetensors"),
        (["--preset", "paper-2", "--format", "pdf"], "cat.pdf"),
        (["--what", "sheet", "--format", "svg"], "cat.sheet.svg"),
    ],
)
def test_names_of_what_is_written(
    command: Command, photos: Path, tmp_path: Path, words: list[str], name: str
) -> None:
    outcome = command("export", "vit", photos / "cat.png", "-o", f"{tmp_path}/o/", *words,
                      "--size", 40)  # fmt: skip
    assert (outcome.status, outcome.names) == (0, [name])


def test_every_map_is_a_file(command: Command, photos: Path, tmp_path: Path) -> None:
    words = ("--what", "maps", "--size", 16)
    outcome = command("export", "vit", photos / "cat.png", "-o", tmp_path / "maps", *words)
    assert len(outcome.names) == len(set(outcome.names)) == 4


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--what", "sheet", "--format", "npz"], None),
        (["--what", "sheet", "--text-pt", "3"], "Text goes from 6 to 40 pt"),
        (["--caption", "{folder}"], "There is no field {folder}"),
        (["--preset", "own"], "--preset own needs --width-mm"),
        (["--what", "animation", "--format", "png"], "animation is written as gif, apng, webp"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(
    command: Command, photos: Path, tmp_path: Path, words: list[str], said: str | None
) -> None:
    outcome = command("export", "vit", photos / "cat.png", "-o", f"{tmp_path}/o/", *words)
    if said is None:
        assert outcome.status == 0
        return
    assert outcome.status == 2
    assert said in outcome.err
    assert outcome.err.count("\n") == 1


def test_a_saved_run_is_exported_without_its_model(
    command: Command, photos: Path, tmp_path: Path
) -> None:
    run, there, here = (tmp_path / name for name in ("run.axt", "there.png", "here.png"))
    photo = photos / "cat.png"
    assert command("export", "vit", photo, "-o", run).status == 0
    words = ("--head", 1, "--size", 64)
    assert command("export", "vit", photo, "-o", there, *words).status == 0
    assert command("export", run, "-o", here, *words).status == 0
    assert here.read_bytes() == there.read_bytes()
    with Image.open(here) as image:
        assert image.width == 64
    assert command("export", run, photo, "-o", here).status == 2
