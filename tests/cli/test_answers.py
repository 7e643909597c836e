"""A question about a photo on the command line and from code, and its run in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import explorer
from explorer.cli import main
from explorer.resource_files import resources
from tests.registry.huggingface.asked_models import FAMILIES

PHOTO = resources() / "samples" / "church.webp"
QUESTION = "what is in this picture ?"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    made: Path = tmp_path_factory.mktemp("asked") / "qwen2_vl"
    FAMILIES["qwen2_vl"](made)
    return f"hf:{made}"


def test_a_picture_of_every_photo_and_of_the_word_that_is_named(
    model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--text", QUESTION, "-o", str(tmp_path / "made")]
    photos = [str(PHOTO), str(resources() / "samples" / "coffee.jpg")]
    assert main(["export", model, *photos, *asked, "--generate", "3"]) == 0
    assert len(list((tmp_path / "made").glob("*.png"))) == 2
    word = explorer.open_model(model).run(PHOTO, QUESTION).text.split()[0]
    asked = ["--text", QUESTION, "-o", str(tmp_path / "map.svg")]
    assert main(["export", model, str(PHOTO), *asked, "--query", word]) == 0
    capsys.readouterr()
    assert main(["export", model, str(PHOTO), *asked, "--query", "horse"]) == 2
    assert "has no token horse, but" in capsys.readouterr().err
    assert main(["export", model, str(PHOTO), *asked, "--query", ""]) == 2
    assert "The query is empty: name a token" in capsys.readouterr().err


def test_a_question_without_a_photo_is_refused(
    model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", model, "--text", QUESTION, "-o", str(tmp_path / "map.png")]) == 2
    assert "looks at one photo at a time, and there is none" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"target": "a cat"}, "target is for a model that writes one text from another."),
        ({"beam": 2}, "beam is for a model that writes one text from another."),
        ({"chat": True}, "chat is for a model that continues a text."),
        ({"system": "be short"}, "system is for a model that continues a text."),
        ({"source": "en"}, "source is for a model that translates."),
        ({"to_language": "fr"}, "to_language is for a model that translates."),
        ({"text_b": "a cat"}, "text_b is for a model that only reads a text."),
    ],
)
def test_what_the_command_line_refuses_is_refused_in_code(
    model: str, words: dict[str, Any], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(explorer.ModelError) as refused:
        explorer.open_model(model).run(PHOTO, QUESTION, **words)
    assert str(refused.value).startswith(sentence)
    ((name, value),) = words.items()
    typed = [f"--{name.replace('_', '-')}", *([] if value is True else [str(value)])]
    given = [str(PHOTO), "--text", QUESTION, "-o", "map.png"]
    assert main(["export", model, *given, *typed]) == 2
    assert sentence.partition(" ")[2] in capsys.readouterr().err


def test_a_run_is_the_same_out_of_its_file(model: str, tmp_path: Path) -> None:
    result = explorer.open_model(model).run(PHOTO, QUESTION)
    result.save(tmp_path / "run.axt")
    again = explorer.open_trace(tmp_path / "run.axt")
    assert again.text == result.text
    assert again.verdict == result.verdict
    for one, other in zip(result.sites, again.sites, strict=True):
        assert one.key_axis == other.key_axis
        np.testing.assert_array_equal(one.weights(), other.weights())


def test_what_follows_layers_says_why_it_cannot(model: str) -> None:
    result = explorer.open_model(model).run(PHOTO, QUESTION)
    with pytest.raises(explorer.AttributionError, match="the rows are kept that wrote the answer"):
        result.attribute("rollout")
