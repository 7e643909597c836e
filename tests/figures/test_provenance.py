"""What made a picture is read again from its file, and a file that lies is one sentence."""

from __future__ import annotations

import getpass
import json
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core.interventions.intervention import ALL, Block, Hold
from explorer.core.interventions.mute import Mute
from explorer.core.selection import GateSide, Scale, Selection
from explorer.core.trace import ModelInfo, Trace
from explorer.export.figure_settings import ANIMATED, FigureSettings
from explorer.export.png import encode
from explorer.export.provenance.picture_words import KEY, ProvenanceError
from explorer.export.provenance.reading import photos, read
from explorer.export.provenance.record import Provenance, record
from explorer.export.provenance.recorded_photo import file_name
from explorer.export.style import Style
from explorer.figures.drawing import draw
from explorer.figures.page.files import figure_files
from explorer.figures.photo_picture import Layout
from explorer.figures.picture import FORMATS, Format
from tests.core.text_traces import text_trace
from tests.core.traces import gate_trace, photo, se_trace, trace, vit_trace

RUNS = {"vit": vit_trace(), "se": se_trace(), "gate": gate_trace(), "text": text_trace()}
ASKED = Selection(
    layer=1, unit=0, added=frozenset({(0, 1)}), query=2, scale=Scale.MAP, side=GateSide.BEFORE,
    levels=(0.0, 0.5),
)  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("embed", [False, True])
def test_a_file_gives_back_the_state_that_it_shows(
    run: str, form: Format, embed: bool, tmp_path: Path
) -> None:
    seen, path = RUNS[run], tmp_path / f"map.{form}"
    style = Style("map", False, "viridis_r", 0.5)
    drawn = draw(seen, ASKED, style, Layout(120, True, embed=embed), "text")
    drawn.write(path)
    found = read(path)
    assert found.model == seen.model
    assert found.inputs.text == (seen.inputs.text or None if embed else None)
    assert found.inputs.text_sha256 == seen.sentence.sha256
    assert (found.size, found.verified) == (120, "Verified")
    assert found.versions["attention-explorer"]
    assert found.said["Model"] == seen.model.public_id
    # the same picture again, of nothing but what the file says
    again = draw(seen, found.selection, found.style, Layout(found.size, True, embed=embed), "text")
    assert again.encoded(form) == path.read_bytes()
    kept = photos(found)
    assert len(kept) == (len(seen.inputs.photos) if embed else 0)
    for one in kept:
        assert np.array_equal(one.pixels, seen.photo.pixels)
        assert (one.name, one.sha256, one.path) == (seen.photo.name, seen.photo.sha256, None)


@pytest.mark.parametrize("form", FORMATS)
def test_no_path_and_no_user_is_in_a_file(form: Format, tmp_path: Path) -> None:
    secret = replace(photo(), path=tmp_path / "secret" / "noise.png", name="/home/me/secret/a.png")
    model = ModelInfo("file:/home/me/secret/model.pt", "Mine", "")
    seen = replace(trace(vit_trace().sites, secret), model=model)
    content = draw(seen, ASKED, Style(), Layout(64, embed=True)).encoded(form)
    user = getpass.getuser()
    for word in ("secret", "/home", str(tmp_path), *([user] if len(user) > 4 else [])):
        assert word.encode() not in content


def test_several_gates_and_looks_are_told_in_one_order(tmp_path: Path) -> None:
    holds = frozenset({Hold("gate", 0, 0.0), Hold("gate", 3, 1.0), Hold("gate", ALL, 0.5)})
    blocks = frozenset({Block((1,), (2,), ("a",)), Block((0,), (2, 3), ("b",))})
    mute = Mute(settled=True, holds=holds, blocks=blocks)
    path = tmp_path / "map.png"
    draw(replace(RUNS["se"], mute=mute), Selection(), Style(), Layout(40)).write(path)
    assert read(path).mute == mute


def test_a_text_cannot_pretend_to_be_the_record(tmp_path: Path) -> None:
    lie = f'\n{KEY}: {{"model":{{"id":"lie","title":"lie","weights_sha256":""}}}}\nModel: lie'
    for form in FORMATS:
        words = text_trace()
        seen = replace(words, sentence=replace(words.sentence, text=f"猫{lie}"))
        path = tmp_path / f"map.{form}"
        draw(seen, Selection(), Style(), Layout(64)).write(path)
        assert read(path).model == seen.model


@pytest.mark.parametrize(
    ("name", "last"),
    [("a.png", "a.png"), ("/x/a.png", "a.png"), ("C:\\me\\a.png", "a.png"), ("..", ".."), ("", "")],
)
def test_of_a_path_the_last_part_is_told(name: str, last: str) -> None:
    assert file_name(name) == last


def said_by(path: Path) -> str:
    """The sentence that refuses a file; "" where it is read."""
    try:
        found = read(path)
        photos(found)
    except ProvenanceError as error:
        said = str(error)
        assert said
        assert said.isprintable()
        assert len(said) <= 500
        return said
    assert isinstance(found, Provenance)
    return ""


@pytest.mark.parametrize("name", ["none.png", "folder.png", "empty.png", "words.svg"])
def test_what_is_no_picture_is_one_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if name.startswith("folder"):
        path.mkdir()
    elif not name.startswith("none"):
        path.write_text("<svg" if name.endswith("svg") else "")
    assert said_by(path)


def test_a_later_version_is_told_from_damage(tmp_path: Path) -> None:
    path = tmp_path / "map.png"
    made = json.loads(record(RUNS["vit"], Selection(), Style())[KEY])
    path.write_bytes(encode(np.zeros((2, 2, 3), np.uint8), {KEY: json.dumps(made | {"format": 2})}))
    assert "later version" in said_by(path)
    path.write_bytes(encode(np.zeros((2, 2, 3), np.uint8), {KEY: '{"format": 1}'}))
    assert "damaged" in said_by(path)


def test_an_svg_that_grows_by_entities_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "bomb.svg"
    path.write_text(
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        '<svg xmlns="http://www.w3.org/2000/svg"><title/><desc>&b;</desc></svg>'
    )
    assert "does not say" in said_by(path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)
MADE = json.loads(record(RUNS["vit"], ASKED, Style(), embed=True)[KEY])
PARTS = [(), ("model",), ("inputs",), ("inputs", "photos", 0), ("selection",), ("style",)]


@settings(max_examples=1000)
@given(part=st.sampled_from(PARTS), value=JSON, data=st.data())
def test_a_record_that_lies_is_read_or_one_sentence(
    part: tuple[str | int, ...], value: object, data: st.DataObject, tmp_path_factory: object
) -> None:
    assert isinstance(tmp_path_factory, pytest.TempPathFactory)
    path = tmp_path_factory.getbasetemp() / "lie.png"
    made = json.loads(json.dumps(MADE))
    inside = made
    for name in part:
        inside = inside[name]
    inside[data.draw(st.sampled_from(sorted(inside)))] = value
    lie = {KEY: json.dumps(made)}
    path.write_bytes(encode(np.zeros((1, 1, 3), np.uint8), lie))
    said_by(path)


@settings(max_examples=1000)
@given(form=st.sampled_from((*FORMATS, *ANIMATED)), data=st.data())
def test_a_damaged_file_is_read_or_one_sentence(
    form: str, data: st.DataObject, tmp_path_factory: object
) -> None:
    assert isinstance(tmp_path_factory, pytest.TempPathFactory)
    path = tmp_path_factory.getbasetemp() / f"damaged.{form}"
    content = bytearray(whole(form))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=12))
        if not content:
            break
    path.write_bytes(bytes(content))
    said_by(path)


KEPT: dict[str, bytes] = {}


def whole(form: str) -> bytes:
    """A small file of a kind, whose words come early."""
    if form not in KEPT:
        wanted = FigureSettings("animation" if form in ANIMATED else "view")
        asked = vit_trace(2, 1), Selection(), Style(), Layout(8), "matrix", wanted, form
        ((_, KEPT[form], _),) = figure_files(*asked)  # type: ignore[arg-type]
    return KEPT[form]


def test_a_record_without_end_is_not_parsed(tmp_path: Path) -> None:
    path = tmp_path / "deep.png"
    path.write_bytes(encode(np.zeros((1, 1, 3), np.uint8), {KEY: "[" * 200_000}))
    assert "damaged" in said_by(path)


def test_the_record_is_what_msgspec_reads() -> None:
    words: Trace = RUNS["vit"]
    made = msgspec.json.decode(record(words, ASKED, Style())[KEY], type=Provenance)
    assert made.selection == ASKED
