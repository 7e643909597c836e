"""Text models of Hugging Face on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.cli.conftest import Command, Outcome
from tests.registry import hf_toys

TEXT = "the quick brown fox"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hf")
    for name in ("bert", "gpt2", "bart", "longformer"):
        getattr(hf_toys, name)(root / name)
    return root


def meta(path: Path) -> dict[str, Any]:
    with np.load(path) as arrays:
        found: dict[str, Any] = json.loads(str(arrays["meta"]))
        assert len(found["sites"]) == len(arrays.files) - 1
        return found


def refusal(outcome: Outcome) -> str:
    assert (outcome.status, outcome.out) == (2, "")
    assert len(outcome.err.splitlines()) == 1
    return outcome.err.strip()


def test_numbers_of_an_encoder(command: Command, folders: Path, tmp_path: Path) -> None:
    out = tmp_path / "maps.npz"
    outcome = command("export", f"hf:{folders / 'bert'}", "--text", "a [MASK] fox", "-o", out)
    assert outcome.status == 0
    found = meta(out)
    assert found["task"] == "read"
    assert "prediction" not in found
    assert found["guesses"][0]["place"] == 2
    assert len(found["guesses"][0]["tokens"]) == 5
    assert found["source"]["tokens"][0] == "[CLS]"
    assert found["verified"] == "Verified"
    assert str(folders) not in json.dumps(found)


def test_numbers_of_a_prompt_and_of_its_continuation(
    command: Command, folders: Path, tmp_path: Path
) -> None:
    model, out = f"hf:{folders / 'gpt2'}", tmp_path / "maps.npz"
    assert command("export", model, "--text", TEXT, "-o", out).status == 0
    alone = meta(out)
    assert "prediction" not in alone
    size = alone["sites"][0]["axes"][0]["size"]
    assert size == len(alone["source"]["tokens"])
    words = ("--text", TEXT, "-o", out, "--generate", "3")
    outcome = command("export", model, *words)
    assert outcome.status == 0
    assert outcome.err.startswith("Goes on: ")
    longer = meta(out)
    assert longer["sites"][0]["axes"][0]["size"] == size + len(longer["prediction"]["tokens"])
    drawn = [
        (command("export", model, *words, "--seed", "4", "--temperature", "3"), meta(out))[1]
        for _ in range(2)
    ]
    assert drawn[0]["prediction"] == drawn[1]["prediction"]
    assert longer["prediction"]["decoding"] == "greedy"
    assert drawn[0]["prediction"]["decoding"] == "drawn, temperature 3, top-p 1, seed 4"


def test_pictures_of_all_views(command: Command, folders: Path, tmp_path: Path) -> None:
    for name in ("bert", "gpt2", "bart", "longformer"):
        for view in ("matrix", "lines", "text", "steps"):
            out = tmp_path / f"{name}-{view}.png"
            words = ("--text", TEXT, "--view", view, "-o", out, "--size", "300", "--legend")
            outcome = command("export", f"hf:{folders / name}", *words)
            if (name, view) == ("longformer", "steps"):  # of its global token the scores alone
                assert outcome.status == 2
                assert outcome.err.startswith("This query has scores from products of its own")
                continue
            assert outcome.status == 0, outcome.err
            with Image.open(out) as image:
                assert max(image.size) >= 300
                assert image.info["Model"] == f"hf:{name}"
                assert ("Target-Text" in image.info) is (name == "bart")


def test_a_file_is_read_whole(command: Command, folders: Path, tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text("The fox jumps.\nThe dog is lazy.\n", encoding="utf-8")
    out = tmp_path / "maps.npz"
    assert command("export", f"hf:{folders / 'gpt2'}", file, "-o", out).status == 0
    assert meta(out)["source"]["text"] == "The fox jumps.\nThe dog is lazy."


@pytest.mark.parametrize(
    ("model", "words", "expected"),
    [
        ("bert", ["--beam", "2"], "--beam is for a model that writes one text from another."),
        ("bert", ["--generate", "2"], "--generate is for a model that continues a text."),
        ("bart", ["--generate", "2"], "--generate is for a model that continues a text."),
        ("gpt2", ["--target", "a"], "--target is for a model that writes one text from another."),
        ("gpt2", ["--generate", "-1"], "--generate takes how many tokens are written"),
        ("gpt2", ["--seed", "2"], "--seed needs --generate N"),
        ("gpt2", ["--generate", "2", "--top-p", "0"], "--top-p takes a share above 0, up to 1."),
        ("gpt2", ["--generate", "2", "--temperature", "-1"], "The temperature goes from 0"),
        ("gpt2", ["--site", "cross"], "gpt2 has no cross attention, only decoder."),
        ("bert", ["--style", "map"], "--style is for models of photos."),
    ],
)
def test_refusals(
    command: Command, folders: Path, tmp_path: Path, model: str, words: list[str], expected: str
) -> None:
    out = tmp_path / "map.png"
    outcome = command("export", f"hf:{folders / model}", "--text", TEXT, "-o", out, *words)
    assert refusal(outcome).startswith(expected)
    assert not out.exists()


def test_a_text_that_is_too_long_is_noted(command: Command, folders: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.png"
    outcome = command("export", f"hf:{folders / 'bert'}", "--text", "fox " * 60, "-o", out)
    assert outcome.status == 0
    assert "The text has 62 tokens and the model takes 48: the first 48 are read." in outcome.err


def test_check_names_every_site(command: Command, folders: Path) -> None:
    outcome = command("check", f"hf:{folders / 'gpt2'}")
    assert outcome.status == 0
    assert "transformer.h.1.attn: masked self-attention, 4 × " in outcome.out
    assert outcome.out.splitlines()[-1].startswith("Verified: gpt2, 2 sites")


def test_untrained_models_are_labelled(command: Command, folders: Path) -> None:
    outcome = command("check", f"hf:{folders / 'bart'}", "--random-weights")
    assert outcome.status == 0
    assert "Verified: bart (untrained), 6 sites" in outcome.out


def test_damaged_folders_are_refused(command: Command, folders: Path, tmp_path: Path) -> None:
    whole = folders / "bert"
    for gone, expected in (
        ("tokenizer.json", "has no tokenizer that can be read"),
        ("model.safetensors", "is not a whole safetensors file"),
    ):
        folder = tmp_path / gone
        folder.mkdir()
        for file in whole.iterdir():
            data = file.read_bytes()
            if file.name == gone:
                data = data[: len(data) // 3]
            (folder / file.name).write_bytes(data)
        said = refusal(command("check", f"hf:{folder}"))
        assert expected in said
