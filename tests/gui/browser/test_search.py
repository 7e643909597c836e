"""What a search over the models finds, in which order, and which columns fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from explorer.gui.browser.columns import COLUMNS, GAP, MARK, PAD, TITLE, placed
from explorer.gui.browser.search import Index, Row, Wanted
from explorer.registry.entry import PHOTOS, TEXTS
from explorer.registry.listing import Listed
from explorer.registry.model_paths import is_model, named


def model(id: str, **changes: Any) -> Listed:
    source, _, title = id.rpartition(":")
    told: dict[str, Any] = {
        "title": title,
        "source": source or "bundled",
        "family": "vision_transformer",
        "takes": PHOTOS,
        "parameters": 5_717_416,
        "size_bytes": None,
        "licence": "apache-2.0",
        "cached": False,
        "shows": "12 attention layers",
    }
    return Listed(id=id, **(told | changes))


VIT, SWIN, GPT = "timm:vit_tiny_patch16_224", "timm:swin_tiny_patch4_window7_224", "hf:org/gpt2"
INDEX = Index(
    [
        model("vit", cached=True),
        model(VIT),
        model(SWIN, family="swin_transformer", licence="mit"),
        model("timm:new_vit", weights=False),
        model(GPT, source="Hugging Face", title="gpt2", family="GPT-2", takes=TEXTS),
    ]
)


def names(found: list[Row]) -> list[str]:
    return [row.name for row in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tiny vit", [VIT]),
        ("VIT tiny patch16", [VIT]),
        ("vittiny", [VIT]),
        ("swin-tiny", [SWIN]),
        ("mit window", [SWIN]),
        ("gpt-2", [GPT]),
        ("text", [GPT]),
        ("cached", ["vit"]),
        ("vit", ["vit", VIT, "timm:new_vit#untrained"]),  # titles that begin so come first
        ("no such model", []),
    ],
)
def test_every_word_is_somewhere(text: str, expected: list[str]) -> None:
    assert names(INDEX.find(Wanted(text))) == expected


def test_sources_and_inputs_narrow_it() -> None:
    assert names(INDEX.find(Wanted(source="bundled"))) == ["vit"]
    assert names(INDEX.find(Wanted(input="text"))) == [GPT]
    assert not INDEX.find(Wanted("vit", input="text"))
    assert INDEX.sources() == ("bundled", "timm", "Hugging Face")


def test_what_was_used_lately_is_on_top() -> None:
    found = INDEX.find(Wanted(), (GPT, f"{VIT}#untrained", VIT))
    assert names(found)[:2] == [GPT, VIT]
    assert [row.recent for row in found[:3]] == [True, True, False]
    assert names(INDEX.find(Wanted("tiny"), (SWIN,))) == [SWIN, VIT]


def test_untrained_models_say_so_and_ours_have_none() -> None:
    found = INDEX.find(Wanted("vit", untrained=True))
    assert names(found) == [f"{VIT}#untrained", "timm:new_vit#untrained"]
    assert [row.title for row in found] == [
        "vit_tiny_patch16_224 (untrained)",
        "new_vit (untrained)",
    ]
    assert {row.weights for row in found} == {"random"}


def test_a_model_without_weights_is_untrained_anyway() -> None:
    (row,) = INDEX.find(Wanted("new_vit"))
    assert (row.name, row.weights) == ("timm:new_vit#untrained", "random")
    told = {row.title: row.weights for row in INDEX.find(Wanted())}
    assert (told["vit"], told["vit_tiny_patch16_224"]) == ("bundled", "download")


def test_a_name_that_is_not_listed_can_be_opened(tmp_path: Path) -> None:
    (row,) = INDEX.find(Wanted("timm:other"))
    assert (row.name, row.title, row.typed) == ("timm:other", "Open timm:other", True)
    (row,) = INDEX.find(Wanted("timm:other", untrained=True))
    assert row.name == "timm:other#untrained"
    assert names(INDEX.find(Wanted(VIT))) == [VIT]  # it is listed
    assert not INDEX.find(Wanted("other:name"))
    assert not any(row.typed for row in INDEX.find(Wanted("timm:")))


def test_an_unlisted_model_that_was_used_lately_is_offered_again() -> None:
    used = ("hf:/models/own", "timm:other#untrained", VIT)
    found = INDEX.find(Wanted(), ("plug-in:of-last-time", *used))
    assert names(found)[:3] == list(used)
    assert [row.model.source for row in found[:3]] == ["Hugging Face", "timm", "timm"]
    assert [row.title for row in found[:2]] == ["own", "other (untrained)"]
    assert names(INDEX.find(Wanted(source="timm"), used))[0] == VIT


def test_paths_are_names_too(tmp_path: Path) -> None:
    weights = tmp_path / "own.safetensors"
    weights.touch()
    keras = tmp_path / "own.keras"
    keras.touch()
    assert named(str(tmp_path)) == f"hf:{tmp_path}"
    assert named(str(weights)) == f"file:{weights}"
    assert named(str(keras)) == f"keras:{keras}"
    assert named(str(tmp_path / "missing")) == ""
    assert all(is_model(path) for path in (tmp_path, weights, keras))
    assert not any(is_model(tmp_path / name) for name in ("a.png", "a.txt", "code.py", "missing"))


@pytest.mark.parametrize("width", [300, 600, 800, 976, 1080, 2000])
def test_columns_fit_and_give_way_for_the_title(width: int) -> None:
    title, places = placed(width)
    assert title >= TITLE or not places
    left = PAD + MARK + title
    for place in places:
        assert place.left == left + GAP
        left = place.left + place.width
    assert left + PAD == width
    headings = [place.column.heading for place in places]
    assert headings == [one.heading for one in COLUMNS if one.heading in headings]
    if width >= 800:
        assert {"Size", "Weights", "Shows"} <= set(headings)
