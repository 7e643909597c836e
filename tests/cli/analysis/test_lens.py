"""The command line that tells what each layer would answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.registry import hf_toys


def test_a_photo(command: Command, photos: Path) -> None:
    found = command("lens", "vit", photos / "cat.png")
    assert found.status == 0, found.err
    heading, *rows, last = found.out.splitlines()
    assert heading.split()[:3] == ["layer", "1", "2"]
    assert [row.split()[0] for row in rows] == ["input", "0", "1"]
    assert "query CLS, read by blocks, norm, first token, head" in last


def test_a_patch_of_a_photo(command: Command, photos: Path) -> None:
    whole = json.loads(command("lens", "vit", photos / "cat.png", "--json").out)
    patch = json.loads(command("lens", "vit", photos / "cat.png", "--json", "--query", "1,1").out)
    assert (whole["query"], patch["query"]) == ("CLS", "patch 1, 1")
    assert whole["layers"] != patch["layers"]
    assert whole["check"]["error"] < 1e-4


@pytest.fixture(scope="module")
def gpt2(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hf_toys.gpt2(tmp_path_factory.mktemp("lens") / "gpt2")


def test_a_text(command: Command, gpt2: Path) -> None:
    found = command("lens", f"hf:{gpt2}", "--text", "the quick brown", "--json")
    assert found.status == 0, found.err
    layers = json.loads(found.out)["layers"]
    assert [one["layer"] for one in layers] == ["input", "0", "1"]
    assert layers[-1]["rank"] == 1
    assert all(len(one["best"]) == 5 for one in layers)


def test_it_is_drawn(command: Command, photos: Path, tmp_path: Path) -> None:
    target = tmp_path / "lens.svg"
    assert command("lens", "vit", photos / "cat.png", "-o", target).status == 0
    assert "What each layer of Toy ViT would answer" in target.read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("se-resnet", "cat.png"), "no list of alike blocks"),
        (("vit", "cat.png", "--query", "99,0"), "There is no patch 99, 0"),
        (("vit", "cat.png", "dog.jpg"), "A lens takes one input"),
        (("vit", "cat.png", "-o", "lens.txt"), "A lens is written as"),
    ],
)
def test_refusals(command: Command, photos: Path, words: tuple[str, ...], said: str) -> None:
    given = [photos / word if word in ("cat.png", "dog.jpg") else word for word in words]
    found = command("lens", *given)
    assert found.status == 2
    assert said in found.err
    assert found.err.count("\n") == 1
