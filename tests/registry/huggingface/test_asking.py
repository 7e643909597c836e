"""What is asked about a photo: questions, photos and folders that a model has no way for."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explorer.core.checks import Verdict
from explorer.core.inputs import Fit, Inputs
from explorer.core.interventions.intervention import MuteError
from explorer.core.photo import Photo
from explorer.core.text import Writing
from explorer.core.trace import Trace
from explorer.door.interventions import interventions
from explorer.inputs.images import read_photo
from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError, SentenceError
from explorer.resource_files import resources
from explorer.runtime.engine import Engine, Request
from tests.registry.huggingface.asked_models import FAMILIES

ONE = Writing(count=1)


@pytest.fixture(scope="module")
def photo() -> Photo:
    return read_photo(resources() / "samples" / "church.webp")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Folders of families by name, each made once."""
    root = tmp_path_factory.mktemp("asked")

    def folder(family: str) -> Path:
        if not (root / family).exists():
            FAMILIES[family](root / family)
        return root / family

    return folder


def load(folder: Path) -> Any:
    return find(f"hf:{folder}").load("cpu")


def ask(subject: Any, photo: Photo, question: str = "what is this ?", **given: Any) -> Trace:
    found: Trace = subject.run(Inputs(photos=(photo,), text=question, **given))
    return found


def noise(photo: Photo, width: int, height: int) -> Photo:
    pixels = np.random.default_rng(0).integers(0, 255, (height, width, 3)).astype(np.uint8)
    return replace(photo, pixels=pixels)


@pytest.mark.parametrize(("family", "each"), [("qwen2_vl", 4), ("idefics3", 4)])
def test_a_tower_of_as_many_tokens_as_the_question_is_no_layer(
    made: Any, photo: Photo, family: str, each: int
) -> None:
    """A tower sees several patches for each token of the photo: a question can make up for it."""
    subject = load(made(family))
    short = subject._loaded.asking(photo.pixels, "what")
    words = each * len(short.photo) - len(short.ids)  # and the token that is written
    trace = ask(subject, photo, " ".join(["what"] * words), writing=ONE)
    assert trace.sites[0].key_axis.size == each * len(short.photo)
    assert len(trace.sites) == subject.model.config.get_text_config().num_hidden_layers


def test_what_stands_for_a_photo_is_no_part_of_a_question_or_an_answer(
    made: Any, photo: Photo
) -> None:
    subject = load(made("gemma3"))
    for sign in ("<image_soft_token>", "<start_of_image>"):
        with pytest.raises(SentenceError, match=f"“{sign}” in a question stands for a photo"):
            ask(subject, photo, f"what is {sign} ?")
    with pytest.raises(SentenceError, match="Character 3 of the text is damaged"):
        ask(subject, photo, "a \ud800 b")
    sign = subject._loaded.asking.sign
    with pytest.raises(SentenceError, match="cannot go on with “<image_soft_token>”"):
        ask(subject, photo, prefix=(sign,))


def test_an_answer_never_writes_what_stands_for_a_photo(made: Any, photo: Photo) -> None:
    """Its odds are told as the model gave them."""
    subject = load(made("llava"))
    sign = subject._loaded.asking.sign
    drawn = Writing(count=24, temperature=4.0, seed=1)
    odds = 0.0
    for seed in range(4):
        trace = ask(subject, photo, writing=replace(drawn, seed=seed))
        assert trace.verdict is Verdict.VERIFIED
        assert sign not in trace.translation.ids  # type: ignore[union-attr]
        assert trace.translation.drawn == replace(drawn, seed=seed)  # type: ignore[union-attr]
        named = [one for step in trace.steps for one in step.alternatives if one.token == sign]
        odds = max([odds, *(one.probability for one in named)])
    assert odds > 0


def test_a_question_longer_than_the_model_takes_is_refused(made: Any, photo: Photo) -> None:
    subject = load(made("llava"))
    given = len(subject._loaded.asking(photo.pixels, "").ids)
    with pytest.raises(SentenceError, match="llava takes 4,096 with the answer"):
        ask(subject, photo, "what " * 5000)
    trace = ask(subject, photo, "what " * (4096 - given - 2), writing=Writing(count=9))
    assert len(trace.steps) <= 2
    assert trace.notes[0] == "The model takes 4,096 tokens: there is room for 2 more."


def test_a_part_of_a_photo_is_masked_where_it_is_given_as_a_picture(
    made: Any, photo: Photo
) -> None:
    mute = interventions(mask=(0, 0))
    engine = Engine()

    def masked(family: str) -> Trace:
        given = Inputs(photos=(photo,), text="what is this ?", writing=ONE)
        return engine.run(Request(f"hf:{made(family)}", given, "cpu", mute))

    assert masked("llava").verdict is Verdict.VERIFIED
    with pytest.raises(MuteError, match="is not given its photo as one picture"):
        masked("qwen2_vl")


@pytest.mark.parametrize("family", ["llava_next", "qwen2_5_vl"])
def test_a_photo_of_another_size_is_watched_as_the_first_was(
    made: Any, photo: Photo, family: str
) -> None:
    subject, other = load(made(family)), noise(photo, 90, 200)
    ran: list[int] = []
    subject.model.register_forward_hook(lambda *_: ran.append(1))
    ask(subject, photo, writing=ONE)
    first = len(ran)
    again = ask(subject, other, writing=ONE)
    assert len(ran) - first < first
    alone = ask(load(made(family)), other, writing=ONE)
    assert again.verdict is Verdict.VERIFIED
    assert len(again.sites) == len(alone.sites)
    for one, same in zip(again.sites, alone.sites, strict=True):
        np.testing.assert_array_equal(one.weights(), same.weights())  # type: ignore[attr-defined]


@pytest.mark.parametrize("fit", [Fit.STRETCH, Fit.PAD])
def test_a_photo_is_fitted_as_it_is_wanted(made: Any, photo: Photo, fit: Fit) -> None:
    subject = load(made("llava"))
    usual, fitted = ask(subject, photo), ask(subject, photo, fit=fit)
    assert usual.placement.x0 > 0
    assert (fitted.placement.x0, fitted.placement.x1) == (0, photo.size[0])
    assert (fitted.placement.y0 < 0) == (fit is Fit.PAD)
    assert fitted.verdict is Verdict.VERIFIED
    values = [run.sites[0].value[:, run.sites[0].key_axis.patches] for run in (usual, fitted)]  # type: ignore[attr-defined, union-attr]
    assert np.abs(values[0] - values[1]).max() > 1e-4


def test_a_model_of_photos_of_any_shape_says_that_it_fits_none(made: Any, photo: Photo) -> None:
    subject = load(made("qwen2_vl"))
    assert "photos of any shape" in " ".join(ask(subject, photo, fit=Fit.PAD).notes)
    assert not ask(subject, photo).notes


@pytest.mark.parametrize(
    ("family", "size", "grid"),
    [("llava", (5, 4), (7, 7)), ("qwen2_vl", (2000, 100), (1, 35))],
)
def test_small_and_long_photos_have_their_place(
    made: Any, photo: Photo, family: str, size: tuple[int, int], grid: tuple[int, int]
) -> None:
    axis: Any = ask(load(made(family)), noise(photo, *size)).sites[0].key_axis
    assert (axis.rows, axis.cols) == grid


def test_photos_that_are_too_small_or_too_thin_are_refused(made: Any, photo: Photo) -> None:
    subject = load(made("qwen2_vl"))
    with pytest.raises(ModelError, match="makes 4 tokens of a photo so small"):
        ask(subject, noise(photo, 2, 2))
    with pytest.raises(ModelError, match="too thin for a model of photos"):
        ask(subject, noise(photo, 4000, 1))


def test_only_what_a_processor_does_not_add_stands_before_a_question(made: Any) -> None:
    """PaliGemma is given the question alone, and its processor puts the photo before it."""
    asked = load(made("paligemma"))._loaded.asking
    assert asked._told("what ?") == "what ?"
    assert not asked.notes
    asked = load(made("llava"))._loaded.asking
    assert asked._told("what ?") == "<image>\nwhat ?"
    assert "has no chat template" in asked.notes[0]


@pytest.mark.parametrize("template", ["{% for x in %}", "{{ messages[0]['content'] + 'x' }}"])
def test_a_template_that_cannot_be_filled_in_is_told(
    made: Any, photo: Photo, tmp_path: Path, template: str
) -> None:
    folder = shutil.copytree(made("qwen2_vl"), tmp_path / "broken")
    (folder / "chat_template.jinja").write_text(template)
    with pytest.raises(SentenceError, match="The chat template of broken cannot be filled in"):
        ask(load(folder), photo)


@pytest.mark.parametrize("number", [10**6, -5])
def test_a_sign_that_the_tokenizer_does_not_have_is_told(
    made: Any, tmp_path: Path, number: int
) -> None:
    folder = shutil.copytree(made("llava"), tmp_path / "broken")
    values = json.loads((folder / "config.json").read_text())
    values |= {"image_token_index": number, "image_token_id": number}
    (folder / "config.json").write_text(json.dumps(values))
    with pytest.raises(ModelError, match="names no token of its tokenizer"):
        load(folder)
