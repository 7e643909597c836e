"""What a PNG says of itself: everything needed to make it again, and nothing of the machine."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from explorer import __version__
from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.selection import Selection
from explorer.core.trace import Trace
from explorer.export.files import ExportError
from explorer.export.png import chunks, encode
from explorer.export.style import Style
from explorer.figures.drawing import draw
from explorer.figures.photo_picture import Layout
from explorer.inputs.images import read_photo
from tests.core.traces import gate_trace, se_trace, trace, vit_trace
from tests.export.pictures import photo

NEEDED = (
    "Software", "Model", "Weights-SHA256", "Input-SHA256", "Layer", "Head", "Query", "Method",
    "Colormap", "Levels", "Style", "Opacity", "Reduce", "Site", "Title", "Quantity", "Verified",
)  # fmt: skip
SMALL = Layout(48)


def texts(content: bytes) -> dict[str, str]:
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        return {str(key): str(value) for key, value in image.info.items()}


@pytest.mark.parametrize("run", [vit_trace(), se_trace(), gate_trace()], ids=["vit", "se", "gate"])
@pytest.mark.parametrize("mode", ["overlay", "spotlight", "map"])
def test_every_chunk_is_there(run: Trace, mode: str) -> None:
    style = Style("overlay" if mode == "overlay" else "spotlight" if mode == "spotlight" else "map")
    picture = draw(run, Selection(layer=1, query=3), style, SMALL)
    found = texts(encode(picture.pixels, picture.text))
    assert set(NEEDED) <= set(found)
    assert found == picture.text
    assert found["Software"] == f"Attention Explorer {__version__}"
    assert found["Model"] == "toy"
    assert found["Weights-SHA256"] == "cd" * 32
    assert found["Input-SHA256"] == "ab" * 32
    assert found["Layer"] == "1"
    assert found["Colormap"] == ("grey" if mode == "spotlight" else "inferno")


def test_chunks_say_how_it_was_drawn() -> None:
    run = vit_trace()
    picture = draw(run, Selection(unit=1, query=5), Style("map", False, "viridis", 0.25), SMALL)
    assert picture.text["Style"] == "map, patches"
    assert picture.text["Opacity"] == "0.25"
    assert picture.text["Colormap"] == "viridis"
    assert picture.text["Query"] == "patch 1, 0"
    assert picture.text["Head"] == "1"
    high = float(picture.text["Levels"].split()[2].rstrip(","))
    assert high > 0
    assert picture.text["Levels"].endswith("shared by the 2 heads of this layer")
    assert picture.text["Title"] == "Layer 0, head 1"


def test_signs_beyond_ascii_come_back() -> None:
    pixels = photo(4, 4)
    text = {"Title": "Layers 0–2, mean", "Site": "スタイル", "Plain": "ascii"}
    assert texts(encode(pixels, text)) == text


def test_the_picture_comes_back_bit_by_bit() -> None:
    pixels = photo(31, 17)
    with Image.open(io.BytesIO(encode(pixels, {}))) as image:
        assert image.mode == "RGB"
        np.testing.assert_array_equal(np.asarray(image), pixels)


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("first.png", "second.png"):
        picture = draw(vit_trace(), Selection(layer=2), Style(), SMALL)
        picture.write(tmp_path / name)
    assert (tmp_path / "first.png").read_bytes() == (tmp_path / "second.png").read_bytes()


folder_names = st.text(
    st.characters(exclude_characters='/\\\0:*?"<>|', exclude_categories=("Cs", "Cc")),
    min_size=1,
    max_size=20,
).map(lambda name: f"secret {name.strip(' .')}")


@settings(max_examples=25)
@given(folder_names)
def test_no_path_of_the_machine_is_in_it(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    folder = tmp_path_factory.mktemp("private") / name
    folder.mkdir()
    Image.fromarray(photo(24, 16)).save(folder / "holiday photo.png")
    opened = read_photo(folder / "holiday photo.png")
    assert opened.path is not None
    picture = draw(trace(vit_trace().sites, opened), Selection(), Style(), Layout(48, legend=True))
    picture.write(folder / "map.png")
    content = (folder / "map.png").read_bytes()
    found = texts(content)
    for private in (*opened.path.parts[1:], str(Path.home())):
        assert all(private not in value for value in found.values())
    for kept in ("secret", "holiday", "private"):
        assert kept.encode() not in content
    assert found["Input-SHA256"] == opened.sha256


def test_a_folder_that_cannot_be_written_is_an_export_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ExportError, match="is not a folder"):
        draw(vit_trace(), Selection(), Style(), SMALL).write(tmp_path / "file" / "map.png")


def test_chunks_name_the_levels_of_the_heatmap() -> None:
    heatmap = resolve_heatmap(vit_trace(), Selection())
    assert float(chunks(heatmap, Style())["Levels"].split()[2].rstrip(",")) == pytest.approx(
        heatmap.levels.high
    )
