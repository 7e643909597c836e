"""Training and evaluating a translation model, end to end on two hundred synthetic pairs."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import evaluate_translation
import train_translation
from explorer.models.decoding import decode
from explorer.models.translator import END
from tests.models.translators import WORDS, eager_to_end, single_thread
from tests.scripts.translation_data import write_dictionary, write_sentences
from translation_training import card as card_module
from translation_training import loop, mean, recipes
from translation_training.batches import Encoded
from translation_training.teacher import taught
from vision_training.precision import low_precision_pays

SMALL: dict[str, dict[str, object]] = {
    "transformer": {
        **{"width": 24, "heads": 2, "encoder_layers": 1, "decoder_layers": 2},
        "feedforward": 32,
    },
    "seq2seq": {"width": 16, "units": 12, "encoder_layers": 1},
}
CARD = {
    *("id", "title", "architecture", "config", "file", "sha256", "dtype", "parameters", "paper"),
    *("tokenizer", "languages", "data", "training", "metrics", "licence", "intended_use", "limits"),
}


@pytest.fixture
def data(tmp_path: Path) -> list[str]:
    """The options that name the data and keep every file in the folder of the test."""
    return [
        *("--corpus", str(write_sentences(tmp_path / "SENTENCES", 200))),
        *("--dictionary", str(write_dictionary(tmp_path / "jmdict.xml.gz"))),
        *("--work", str(tmp_path / "work"), "--device", "cpu"),
    ]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Recipes of tiny models and batches."""
    for name, config in SMALL.items():
        recipe = dataclasses.replace(recipes.RECIPES[name], config=config, tokens=256)
        monkeypatch.setitem(recipes.RECIPES, name, recipe)
    with single_thread():
        yield


def train(name: str, out: Path, *options: str) -> dict[str, Any]:
    arguments = [name, "--out", str(out), "--vocabulary", "120", *options]
    assert train_translation.main(arguments) == 0
    card: dict[str, Any] = json.loads((out / f"{name}.json").read_text(encoding="utf-8"))
    return card


@pytest.mark.parametrize("name", sorted(SMALL))
def test_train_resume_evaluate(
    name: str, data: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    first = train(name, out, *data, "--epochs", "1")
    assert set(first) == CARD
    assert first["training"]["epochs"] == 1
    splits = first["data"]
    assert splits["test_pairs"] == 20
    assert splits["train_pairs"] + splits["dev_pairs"] + splits["test_pairs"] <= 200
    assert "CC BY 2.0 FR" in splits["licence_note"]

    second = train(name, out, *data, "--epochs", "3", "--resume")
    assert "resumed after" in capsys.readouterr().out
    assert second["training"]["epochs"] == 3
    assert second["training"]["dev_loss"] < first["training"]["dev_loss"]
    assert second["sha256"] != first["sha256"]
    assert second["tokenizer"] == first["tokenizer"]

    model, tokenizer = card_module.load(second, out)
    assert second["parameters"] == sum(part.numel() for part in model.parameters())
    source = torch.tensor([tokenizer.encode("猫は3の本を見た。").ids])
    assert source[0, -1] == END
    for steps in decode(model, source, width=2, limit=5):
        assert len(steps.steps) <= 5
    assert len(second["metrics"]["alignment"]["layers"]) == len(model.source_target)

    check = [*data, "--checkpoints", str(out)]
    assert evaluate_translation.main(check) == 0
    second["metrics"]["alignment"]["share"] += 0.05
    (out / f"{name}.json").write_text(json.dumps(second), encoding="utf-8")
    assert evaluate_translation.main([name, *check]) == 1
    assert f"WRONG {name} metrics.alignment.share" in capsys.readouterr().out
    assert evaluate_translation.main(["nobody", *check]) == 2


def test_an_interrupted_run_ends_as_one_that_was_not(
    data: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    straight = train("transformer", tmp_path / "whole", *data, "--epochs", "2")
    learn = loop.Training._learn

    def interrupted(self: loop.Training, *args: Any) -> float:
        if self.step == 10:
            raise KeyboardInterrupt
        return learn(self, *args)

    with monkeypatch.context() as patch:
        patch.setattr(loop, "SAVE_EVERY", 0.0)
        patch.setattr(loop.Training, "_learn", interrupted)
        with pytest.raises(KeyboardInterrupt):
            train("transformer", tmp_path / "parts", *data, "--epochs", "2")
    resumed = train("transformer", tmp_path / "parts", *data, "--epochs", "2", "--resume")
    assert resumed["training"]["steps"] == straight["training"]["steps"] > 10
    assert resumed["sha256"] == straight["sha256"]


def test_the_same_seed_gives_the_same_weights(data: list[str], tmp_path: Path) -> None:
    cards = [
        train("seq2seq", tmp_path / attempt, *data, "--epochs", "2", "--seed", seed)
        for attempt, seed in (("a", "7"), ("b", "7"), ("c", "8"))
    ]
    assert cards[0]["sha256"] == cards[1]["sha256"] != cards[2]["sha256"]


def test_two_models_may_share_a_tokenizer(data: list[str], tmp_path: Path) -> None:
    first = train("transformer", tmp_path, *data, "--epochs", "0.2")
    shared = ["--tokenizer", str(tmp_path / first["tokenizer"]["file"])]
    second = train("seq2seq", tmp_path, *data, "--epochs", "0.2", *shared)
    assert second["tokenizer"]["sha256"] == first["tokenizer"]["sha256"]
    for card in (first, second):
        file = tmp_path / card["tokenizer"]["file"]
        assert hashlib.sha256(file.read_bytes()).hexdigest() == card["tokenizer"]["sha256"]


def test_without_a_dictionary_no_alignment_is_claimed(data: list[str], tmp_path: Path) -> None:
    options = [*data[:2], *data[4:], "--epochs", "0.2", "--precision", "bf16"]
    card = train("transformer", tmp_path, *options)
    assert "alignment" not in card["metrics"]
    assert {"bleu_greedy", "bleu_beam4", "bleu_signature"} <= set(card["metrics"])
    assert card["training"]["precision"] == "bfloat16 autocast"


def test_guided_attention_finds_the_words(data: list[str], tmp_path: Path) -> None:
    shares = []
    for weight in ("0", "1"):
        card = train("seq2seq", tmp_path / weight, *data, "--epochs", "12", "--guide", weight)
        shares.append(card["metrics"]["alignment"]["share"])
        assert ("IBM model 1" in card["training"]["recipe"]) == (weight == "1")
    assert shares[1] > max(0.8, shares[0])


def test_a_run_goes_on_from_a_checkpoint(data: list[str], tmp_path: Path) -> None:
    first = train("seq2seq", tmp_path, *data, "--epochs", "2")
    card = tmp_path / "seq2seq.json"
    known = ["--tokenizer", str(tmp_path / first["tokenizer"]["file"]), "--start-from", str(card)]
    resting = train("seq2seq", tmp_path / "resting", *data, *known, "--minutes", "0")
    assert resting["sha256"] == first["sha256"]
    second = train("seq2seq", tmp_path / "more", *data, *known, "--epochs", "1", "--rate", "1e-4")
    assert second["training"]["started_from"] == first["training"]
    assert second["training"]["epochs"] == 3
    assert second["training"]["steps"] > first["training"]["steps"]
    assert second["training"]["minutes"] >= first["training"]["minutes"]
    assert "peak rate 0.0001" in second["training"]["recipe"]
    assert second["training"]["dev_loss"] < first["training"]["dev_loss"]
    with pytest.raises(ValueError, match=r"seq2seq\.json is no transformer of the shape"):
        train("transformer", tmp_path / "other", *data, *known)


def test_lessons_are_learnt_beside_the_corpus(data: list[str], tmp_path: Path) -> None:
    plain = train("transformer", tmp_path, *data, "--epochs", "2")
    known = ["--tokenizer", str(tmp_path / plain["tokenizer"]["file"])]
    known += ["--start-from", str(tmp_path / "transformer.json"), "--epochs", "1", "--keep"]
    more = train("transformer", tmp_path / "more", *data, *known, "--lessons", "300")["training"]
    assert "lessons" not in plain["training"]
    assert more["started_from"] == plain["training"]
    assert more["lessons"]["pairs"] == 300
    assert "which keeps what it knows" in more["recipe"]
    pairs = plain["data"]["train_pairs"]
    assert more["epochs"] - 2 == pytest.approx((pairs + 300) / pairs, abs=0.01)
    with pytest.raises(ValueError, match="--keep needs --start-from"):
        train("transformer", tmp_path / "none", *data, "--keep")


def test_the_mean_of_runs_is_a_checkpoint(data: list[str], tmp_path: Path) -> None:
    start = train("seq2seq", tmp_path, *data, "--epochs", "2")
    card = tmp_path / "seq2seq.json"
    known = ["--tokenizer", str(tmp_path / start["tokenizer"]["file"]), "--start-from", str(card)]
    runs = [
        train("seq2seq", tmp_path / seed, *data, *known, "--epochs", "1", "--seed", seed)
        for seed in "12"
    ]
    shares = {card: 0.5, tmp_path / "1/seq2seq.json": 0.25, tmp_path / "2/seq2seq.json": 0.25}
    given = [f"{file}={share}" for file, share in shares.items()]
    out = tmp_path / "mean"
    assert mean.main([*given, "--out", str(out), *data[:-2]]) == 0
    made = json.loads((out / "seq2seq.json").read_text(encoding="utf-8"))
    states = [
        card_module.load(one, folder)[0].state_dict()
        for one, folder in zip(
            (made, start, *runs), (out, tmp_path, tmp_path / "1", tmp_path / "2"), strict=True
        )
    ]
    for name, found in states[0].items():
        expected = sum(w * one[name] for w, one in zip((0.5, 0.25, 0.25), states[1:], strict=True))
        torch.testing.assert_close(found, expected, atol=1e-3, rtol=1e-3)  # stored in half
    told = made["training"]
    assert told["started_from"] == start["training"]
    assert told["epochs"] == 4
    assert [(run["share"], run["epochs"], run["seed"]) for run in told["runs"]] == [
        (0.25, 1, 1),
        (0.25, 1, 2),
    ]
    with pytest.raises(ValueError, match=r"add up to 0\.75"):
        mean.main([*given[:2], "--out", str(out), *data[:-2]])


def test_a_student_learns_what_its_teacher_says(data: list[str], tmp_path: Path) -> None:
    teacher = train("transformer", tmp_path, *data, "--epochs", "6")
    asked = ["--teacher", str(tmp_path / "transformer.json"), "--taught", "100", "--epochs", "1"]
    asked += ["--tokenizer", str(tmp_path / teacher["tokenizer"]["file"])]
    student = train("seq2seq", tmp_path / "student", *data, *asked)
    assert "100 training sentences as transformer translates them" in student["training"]["recipe"]
    share = 100 / student["data"]["train_pairs"]
    assert student["training"]["epochs"] == pytest.approx(share, abs=0.01)
    answers = tmp_path / "work/transformer.answers.json"
    assert len(json.loads(answers.read_text())) == 100
    with pytest.raises(ValueError, match="transformer has another tokenizer"):
        train("seq2seq", tmp_path / "other", *data, *asked[:-2], "--vocabulary", "110")


def test_the_teacher_says_what_the_search_finds_and_is_asked_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher, generator = eager_to_end("seq2seq-additive", 1), np.random.default_rng(0)

    def sentences() -> list[list[int]]:
        lengths = generator.integers(1, 8, 40)
        return [[*generator.integers(END + 1, WORDS, length).tolist(), END] for length in lengths]

    pairs = Encoded(sentences(), sentences())
    file, cpu = tmp_path / "answers.json", torch.device("cpu")
    learnt = taught(pairs, teacher, 30, 3, file, cpu)
    chosen = np.random.default_rng(3).permutation(40)[:30]
    assert learnt.source == [pairs.source[row] for row in chosen]
    limit = 2 * max(map(len, learnt.source)) + 10  # they were all in one batch
    finished = 0
    for row, target in zip(chosen, learnt.target, strict=True):
        best = list(decode(teacher, torch.tensor([pairs.source[row]]), limit=limit))[-1]
        assert target == ([*best.tokens, END] if best.finished else pairs.target[row])
        finished += best.finished
    assert 5 < finished < 30  # both kinds are there
    monkeypatch.setattr(teacher, "begin", None)  # whoever asks again fails
    assert taught(pairs, teacher, 20, 3, file, cpu).target == learnt.target[:20]


def test_whether_low_precision_pays_is_measured() -> None:
    assert low_precision_pays(torch.device("cpu")) in (True, False)
    assert low_precision_pays(torch.device("cuda"))
    assert not low_precision_pays(torch.device("mps"))
