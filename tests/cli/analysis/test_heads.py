"""The command line that tells what each head does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.registry import hf_toys


def test_a_table_of_one_photo(command: Command, photos: Path) -> None:
    found = command("heads", "vit", photos / "cat.png")
    assert found.status == 0, found.err
    heading, *rows, last = found.out.splitlines()
    assert heading.split()[:3] == ["head", "entropy", "distance"]
    assert [row.split()[0] for row in rows] == ["0.0", "0.1", "1.0", "1.1"]
    assert last == "Toy ViT: 4 heads, one input, all queries. Verified."


def test_a_folder_is_averaged_with_errors(command: Command, photos: Path) -> None:
    one = json.loads(command("heads", "vit", photos / "cat.png", "--json").out)["heads"]
    other = json.loads(command("heads", "vit", photos / "dog.jpg", "--json").out)["heads"]
    both = json.loads(command("heads", "vit", photos, "--json").out)
    assert both["inputs"] == 2
    for name in ("entropy", "distance", "first", "diagonal"):
        values = one[1][name], other[1][name]
        assert both["heads"][1][name] == pytest.approx(sum(values) / 2)
        assert both["heads"][1][f"{name}_error"] == pytest.approx(abs(values[0] - values[1]) / 2)
    assert "±" in command("heads", "vit", photos).out


def test_sorted_by_a_statistic(command: Command, photos: Path) -> None:
    rows = command("heads", "vit", photos / "cat.png", "--by", "entropy").out.splitlines()[1:-1]
    values = [float(row.split()[1]) for row in rows]
    assert values == sorted(values, reverse=True)


def test_the_mass_in_a_box(command: Command, photos: Path) -> None:
    words = ("heads", "vit", photos / "cat.png", "--json", "--box")
    whole = json.loads(command(*words, "0,0,1,1").out)["heads"]
    half = json.loads(command(*words, "0,0,0.5,1").out)["heads"]
    assert all(0 < part["box"] < all_["box"] <= 1 for part, all_ in zip(half, whole, strict=True))


def test_a_text(command: Command, toy_translators: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.registry.sources.builtin.resources", lambda: toy_translators)
    found = command("heads", "transformer", "--text", "ab")
    assert found.status == 0, found.err
    assert any(line.startswith("encoder 0.0") for line in found.out.splitlines())


def test_it_is_written_as_csv(command: Command, photos: Path, tmp_path: Path) -> None:
    target = tmp_path / "heads.csv"
    assert command("heads", "vit", photos / "cat.png", "-o", target).status == 0
    lines = target.read_text().splitlines()
    assert lines[0].startswith("site,number,part,layer,head,distance_unit,entropy")
    assert len(lines) == 5


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("se-resnet",), "gates alone"),
        (("vit", "--text", "ab"), "--text is for models of texts"),
        (("vit", "--box", "0,0,2,1"), "a box is four shares"),
        (("vit", "--by", "induction"), "Induction does not apply"),
    ],
)
def test_refusals(command: Command, photos: Path, words: tuple[str, ...], said: str) -> None:
    found = command("heads", words[0], photos / "cat.png", *words[1:])
    assert found.status == 2
    assert said in found.err
    assert found.err.count("\n") == 1


def test_a_photo_that_cannot_be_read_does_not_stop_the_others(
    command: Command, photos: Path
) -> None:
    (photos / "broken.png").write_bytes(b"no picture")
    found = command("heads", "vit", photos)
    assert found.status == 0
    assert "broken.png" in found.err
    assert "mean of 2 inputs" in found.out


@pytest.fixture(scope="module")
def gpt2(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hf_toys.gpt2(tmp_path_factory.mktemp("heads") / "gpt2")


def test_the_induction_score_of_a_language_model(command: Command, gpt2: Path) -> None:
    words = ("heads", f"hf:{gpt2}", "--text", "the quick brown", "--json")
    without = json.loads(command(*words).out)["heads"]
    found = command(*words, "--induction")
    assert found.status == 0, found.err
    heads = json.loads(found.out)["heads"]
    assert all(one["induction"] is None for one in without)
    assert all(0 <= one["induction"] <= 1 for one in heads)
    assert [one["entropy"] for one in heads] == [one["entropy"] for one in without]


def test_a_model_of_photos_has_no_induction(command: Command, photos: Path) -> None:
    found = command("heads", "vit", photos / "cat.png", "--induction")
    assert found.status == 2
    assert "no language model" in found.err
