"""Sites by name, figures that are those of the command line, and what a notebook shows."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import explorer
from explorer.analysis.head_table import Statistic
from explorer.cli import main
from explorer.core.photo import Photo
from explorer.door.table import table
from tests.core.text_traces import text_trace
from tests.core.traces import se_trace, trace, vit_trace
from tests.door.conftest import PHOTO, SENTENCE

pytestmark = pytest.mark.usefixtures("one_thread")


def test_sites_by_name_and_number(seen: explorer.Result) -> None:
    assert len(seen) == len(seen.sites) == 6
    assert [site.name for site in seen] == [f"blocks.{n}.attention" for n in range(6)]
    site = seen["blocks.5.attention"]
    assert site is seen[5] is seen[-1]
    rows = site.weights(queries=[0, 7])
    assert (rows.shape, rows.dtype) == ((6, 2, 257), np.float32)
    np.testing.assert_allclose(rows.sum(axis=-1), 1, rtol=0, atol=1e-5)
    np.testing.assert_allclose(rows, site.weights()[:, [0, 7]], rtol=0, atol=1e-6)


def test_sites_that_are_not_there(seen: explorer.Result) -> None:
    with pytest.raises(explorer.SelectionError, match=r"Did you mean blocks\.5\.attention"):
        seen["blocks.5.attn"]
    with pytest.raises(IndexError, match="there is no site"):
        seen[6]


def test_what_came_out(seen: explorer.Result, translated: explorer.Result) -> None:
    assert seen.verdict.value == translated.verdict.value == "Verified"
    assert seen.prediction is not None
    assert sum(seen.prediction.probabilities) == pytest.approx(1, abs=1e-5)
    assert translated.prediction is None
    assert translated.text == "This novel is popular."
    assert seen.text == ""


PHOTO_OPTIONS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"layer": 5, "head": "mean"}, ["--layer", "5"]),
    (
        {"layer": -2, "head": 3, "query": (4, 7), "view": "spotlight", "size": 300},
        ["--layer", "-2", "--head", "3", "--query", "4,7", "--style", "spotlight"],
    ),
    (
        {"layer": "blocks.1.attention", "head": "max", "view": "map", "legend": True},
        ["--layer", "1", "--head", "max", "--style", "map", "--legend"],
    ),
    (
        {"layer": 0, "query": 9, "smooth": False, "opacity": 0.5, "scale": "map"},
        ["--layer", "0", "--query", "9", "--patches", "--opacity", "0.5", "--scale", "map"],
    ),
    (
        {"colormap": "viridis", "size": 640, "levels": (0, 0.02)},
        ["--colormap", "viridis", "--levels", "0:0.02"],
    ),
]


@pytest.mark.parametrize(("options", "words"), PHOTO_OPTIONS)
def test_a_figure_of_a_photo_is_the_file_of_the_command_line(
    seen: explorer.Result, tmp_path: Path, options: dict[str, Any], words: list[str]
) -> None:
    saved = seen.figure(**options).save(tmp_path / "door.png")
    size = ["--size", str(options.get("size", 1024))]
    written = tmp_path / "cli.png"
    assert main(["export", "vit", str(PHOTO), "-o", str(written), *size, *words]) == 0
    assert saved.read_bytes() == written.read_bytes()


TEXT_OPTIONS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    (
        {"view": "lines", "part": "encoder", "layer": 0, "head": 2, "words": False},
        ["--view", "lines", "--site", "encoder", "--layer", "0", "--head", "2", "--subwords"],
    ),
    (
        {"view": "text", "query": "popular", "special": False, "renormalised": True},
        ["--view", "text", "--query", "popular", "--hide-special", "--renormalise"],
    ),
    ({"view": "steps", "legend": True}, ["--view", "steps", "--legend"]),
]


@pytest.mark.parametrize(("options", "words"), TEXT_OPTIONS)
def test_a_figure_of_a_text_is_the_file_of_the_command_line(
    translated: explorer.Result, tmp_path: Path, options: dict[str, Any], words: list[str]
) -> None:
    saved = translated.figure(**options).save(tmp_path / "door.png")
    written = tmp_path / "cli.png"
    command = ["export", "transformer", "--text", SENTENCE, "-o", str(written), *words]
    assert main(command) == 0
    assert saved.read_bytes() == written.read_bytes()


@pytest.mark.parametrize(
    ("suffix", "start"), [("svg", b"<?xml"), ("pdf", b"%PDF"), ("PNG", b"\x89")]
)
def test_the_suffix_says_the_format(
    translated: explorer.Result, tmp_path: Path, suffix: str, start: bytes
) -> None:
    saved = translated.figure().save(tmp_path / f"map.{suffix}")
    assert saved.read_bytes().startswith(start)


def test_what_cannot_be_drawn_or_written(
    seen: explorer.Result, translated: explorer.Result, tmp_path: Path
) -> None:
    with pytest.raises(explorer.SelectionError, match="no layer 6: layers go from 0 to 5"):
        seen.figure(layer=6)
    with pytest.raises(explorer.SelectionError, match="no view named matrix here, only overlay"):
        seen.figure(view="matrix")
    with pytest.raises(explorer.SelectionError, match="No row reads novels"):
        translated.figure(query="novels")
    with pytest.raises(ValueError, match="the size goes from 1"):
        seen.figure(size=0)
    with pytest.raises(ValueError, match="blue"):
        seen.figure(colormap="blue")
    with pytest.raises(ValueError, match="a scale is one of shared, layer, map, not mine"):
        seen.figure(scale="mine")
    with pytest.raises(ValueError, match="Levels are two numbers"):
        seen.figure(levels="0.1")
    for levels in ((0.1,), (0.1, "high"), 3):
        with pytest.raises(
            TypeError, match=r"levels is \(a number, a number\) or a string or None"
        ):
            seen.figure(levels=levels)  # type: ignore[arg-type]
    written, given = (seen.figure(levels=one) for one in ("0:0.02", (0, 0.02)))
    assert written.pixels.tobytes() == given.pixels.tobytes()
    with pytest.raises(explorer.ExportError, match=r"as png, svg, pdf, not map\.gif"):
        seen.figure().save(tmp_path / "map.gif")
    (tmp_path / "file").touch()
    with pytest.raises(explorer.ExportError):
        seen.figure().save(tmp_path / "file" / "map.png")


def test_the_values_of_a_figure_are_those_of_the_site(seen: explorer.Result) -> None:
    values = seen.figure(layer=3, head=2, query=0).values
    wanted = seen[3].weights(queries=[0])[2, 0, 1:].reshape(16, 16)
    np.testing.assert_allclose(values, wanted, rtol=0, atol=1e-6)
    assert seen.figure(layer=3, size=200).pixels.shape == (133, 200, 3)


def test_the_arithmetic_of_a_query(seen: explorer.Result) -> None:
    walk = seen.walkthrough(layer=5, head=2, query="cls")
    row = seen[5].weights(queries=[0])[2, 0]
    np.testing.assert_allclose(walk["weights"].values, row, rtol=0, atol=1e-6)
    assert "÷ √32" in str(walk)
    with pytest.raises(explorer.SelectionError, match="no head 9"):
        seen.walkthrough(layer=5, head=9)


def test_the_numbers_of_all_sites(seen: explorer.Result, tmp_path: Path) -> None:
    saved = seen.save(tmp_path / "numbers.npz")
    with np.load(saved) as file:
        arrays = [file[name] for name in file.files if file[name].ndim == 3]
    assert len(arrays) == 6
    np.testing.assert_allclose(arrays[5], seen[5].weights(), rtol=0, atol=1e-6)


def test_a_notebook_shows_the_picture_of_a_figure(seen: explorer.Result, tmp_path: Path) -> None:
    figure = seen.figure(size=120)
    (tmp_path / "shown.png").write_bytes(figure._repr_png_())
    with Image.open(tmp_path / "shown.png") as picture:
        np.testing.assert_array_equal(np.asarray(picture), figure.pixels)
    assert repr(figure) == "<Figure of blocks.5.attention: overlay>"


class Cells(HTMLParser):
    """The tags of a page, and the text between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_a_notebook_shows_a_row_for_every_site(seen: explorer.Result) -> None:
    cells = Cells(seen._repr_html_())
    assert cells.tags.count("tr") == 7
    assert {"blocks.0.attention", "self-attention", "6", "257 × 257", "Verified"} <= {*cells.texts}
    assert any("chelsea.jpg" in text for text in cells.texts)
    assert "6 sites, Verified" in repr(seen)


HOSTILE = '<img src=x onerror="alert(1)">&amp;'


def test_nothing_in_the_table_is_taken_for_html() -> None:
    run = vit_trace()
    photo = Photo(run.photo.pixels, HOSTILE, "0" * 64, run.photo.size)
    sites = [replace(site, name=HOSTILE) for site in run.sites]
    named = replace(trace(sites, photo), model=replace(run.model, title=HOSTILE), notes=(HOSTILE,))
    cells = Cells(table(named))
    assert set(cells.tags) <= {"p", "b", "table", "thead", "tbody", "tr", "th", "td"}
    assert "".join(cells.texts).count(HOSTILE) == 1 + 1 + 3 + 1


def test_tables_of_texts_and_of_many_sites() -> None:
    assert "This novel is popular." in table(text_trace())
    many = trace([replace(se_trace().sites[0], name=f"gate.{n}") for n in range(250)])
    cells = Cells(table(many))
    assert cells.tags.count("tr") == 201
    assert "50 more sites are not listed." in cells.texts


def test_the_heads_of_a_run(seen: explorer.Result) -> None:
    table = seen.heads()
    assert isinstance(table, explorer.HeadTable)
    assert len(table) == sum(site.heads for site in seen.sites)
    assert table.values[Statistic.ENTROPY].min() >= 0
    width, height = 200.0, 100.0
    inside = seen.heads("first", (0, 0, width, height)).values[Statistic.BOX]
    assert ((inside > 0) & (inside < 1)).all()


def test_gates_have_no_heads(photo: Path) -> None:
    with pytest.raises(explorer.StatisticsError, match="gates alone"):
        explorer.open_model("se-resnet").run(photo).heads()


def test_what_each_layer_would_answer(seen: explorer.Result) -> None:
    lens = seen.lens()
    prediction = seen.prediction
    assert prediction is not None
    assert lens.rows[-1].final.piece == prediction.labels[0]
    assert lens.rows[-1].final.probability == pytest.approx(prediction.probabilities[0], abs=1e-5)
    assert seen.lens((3, 4)).query == "patch 3, 4"
    with pytest.raises(explorer.SelectionError, match="no patch 99"):
        seen.lens((99, 0))


def test_a_page_is_the_file_of_the_command_line(seen: explorer.Result, tmp_path: Path) -> None:
    settings = explorer.FigureSettings("sheet", "paper-1", dpi=72, caption="{layers}")
    code = seen.save_page(tmp_path / "code.png", settings)
    words = ("--what", "sheet", "--preset", "paper-1", "--dpi", "72", "--caption", "{layers}")
    out = tmp_path / "command.png"
    assert main(["export", "vit", str(PHOTO), "-o", str(out), *words]) == 0
    assert code.read_bytes() == out.read_bytes()
    run = seen.save(tmp_path / "run.axt")
    again = explorer.open_trace(run)
    assert again.save_page(tmp_path / "again.png", settings).read_bytes() == code.read_bytes()


def test_where_a_site_sits_is_a_picture_and_has_no_page(
    seen: explorer.Result, tmp_path: Path
) -> None:
    where = seen.architecture(layer=2)
    assert "6 × EncoderBlock" in str(where)
    assert where.save(tmp_path / "where.svg").read_bytes().startswith(b"<?xml")
    with pytest.raises(explorer.ExportError, match="save it without settings"):
        where.save(tmp_path / "page.svg", explorer.FigureSettings())
