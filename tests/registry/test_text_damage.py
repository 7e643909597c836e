"""Damaged cards, weights and tokenizers of translation models: one clear sentence each."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models

from explorer.registry.catalogue import entries, find
from explorer.registry.entry import TEXTS, Entry, ModelError
from tests.registry.test_damage import assert_one_sentence, json_values
from tests.registry.toy_translators import PIECES, toy_tokenizer

FIELDS = [
    ("id",), ("title",), ("architecture",), ("config",), ("file",), ("sha256",), ("parameters",),
    ("tokenizer",), ("languages",), ("metrics",), ("data",), ("paper",), ("licence",),
    ("config", "vocabulary"), ("config", "heads"), ("config", "width"),
    ("config", "encoder_layers"), ("config", "decoder_layers"), ("tokenizer", "file"),
    ("tokenizer", "sha256"), ("tokenizer", "pieces"), ("languages", "source"),
    ("languages", "target"), ("metrics", "bleu_greedy"), ("metrics", "alignment"),
    ("metrics", "alignment", "best_layer"), ("metrics", "alignment", "share"),
    ("data", "test_pairs"), ("data", "corpus"), ("paper", "cite"),
]  # fmt: skip
FILES = ("transformer.json", "transformer.safetensors", "tokenizers/transformer.json")


@pytest.fixture(scope="module")
def checkpoints(toy_translators: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of toy checkpoints that the catalogue reads, to be damaged."""
    folder = tmp_path_factory.mktemp("damage") / "checkpoints"
    shutil.copytree(toy_translators / "checkpoints", folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATTENTION_EXPLORER_CHECKPOINTS", str(folder))
        yield folder


@pytest.fixture(scope="module")
def good(toy_translators: Path) -> bytes:
    return (toy_translators / "checkpoints" / "transformer.json").read_bytes()


@pytest.fixture(autouse=True)
def healed(checkpoints: Path, toy_translators: Path) -> Iterator[None]:
    """Whatever a test does to the toy Transformer is undone after it."""
    yield
    for name in FILES:
        shutil.copy(toy_translators / "checkpoints" / name, checkpoints / name)


def listed() -> Entry:
    """The damaged toy's entry, after the others were found usable."""
    found = {entry.id: entry for entry in entries()}
    assert set(found) == {"vit", "se-resnet", "spatial-gate", "transformer", "seq2seq"}
    assert [entry.id for entry in entries() if entry.problem] in ([], ["transformer"])
    return found["transformer"]


def assert_refused() -> str:
    """Listed with its problem; loading says the same sentence, which is returned."""
    entry = listed()
    assert_one_sentence(entry.problem)
    assert (entry.takes, entry.family) == (TEXTS, "Transformer")
    with pytest.raises(ModelError) as raised:
        entry.load("cpu")
    assert str(raised.value) == entry.problem
    return entry.problem


def refusal() -> str:
    """Why the model cannot be loaded although its card is fine."""
    entry = listed()
    assert entry.problem == ""
    with pytest.raises(ModelError) as raised:
        entry.load("cpu")
    assert_one_sentence(str(raised.value))
    return str(raised.value)


@given(st.data())
def test_a_card_with_one_wrong_byte(checkpoints: Path, good: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(good) - 1))
    flipped = bytearray(good)
    flipped[place] ^= data.draw(st.integers(1, 255))
    (checkpoints / "transformer.json").write_bytes(flipped)
    if listed().problem:
        assert_refused()


@given(st.sampled_from(FIELDS), json_values)
def test_any_value_in_any_field(
    checkpoints: Path, good: bytes, place: tuple[str, ...], value: Any
) -> None:
    card = json.loads(good)
    inner = card
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    (checkpoints / "transformer.json").write_text(json.dumps(card), encoding="utf-8")
    entry = listed()
    if entry.problem:
        assert_refused()
    elif place[-1] in ("file", "sha256"):
        refusal()


@given(st.sampled_from(FIELDS))
def test_a_missing_field(checkpoints: Path, good: bytes, place: tuple[str, ...]) -> None:
    card = json.loads(good)
    inner = card
    for key in place[:-1]:
        inner = inner[key]
    del inner[place[-1]]
    (checkpoints / "transformer.json").write_text(json.dumps(card), encoding="utf-8")
    shown = place[0] in ("metrics", "data", "paper", "licence")
    if shown and place != ("metrics", "alignment", "share"):
        assert listed().problem == ""
    else:
        assert_refused()


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "seq2seq"},
        {"parameters": 0},
        {"tokenizer": {"file": "tokenizers/seq2seq.json", "sha256": "", "pieces": PIECES}},
        {"tokenizer": {"file": "../transformer.json", "sha256": "", "pieces": PIECES}},
        {"tokenizer": {"file": FILES[2], "sha256": "", "pieces": PIECES + 1}},
        {"languages": {"source": "", "target": "en"}},
        {"languages": ["ja", "en"]},
        {"metrics": {"alignment": {"best_layer": -1, "share": 0.5}}},
        {"metrics": {"alignment": {"best_layer": "one", "share": 0.5}}},
        {"architecture": "vit"},
        {"architecture": "perceptron"},
    ],
)
def test_a_card_that_contradicts_itself(
    checkpoints: Path, good: bytes, changes: dict[str, Any]
) -> None:
    (checkpoints / "transformer.json").write_text(json.dumps(json.loads(good) | changes))
    assert_refused()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (FILES[1], "The weights transformer.safetensors are missing."),
        (FILES[2], "The tokenizer transformer.json is missing."),
    ],
)
def test_missing_files_are_seen_in_the_list(checkpoints: Path, file: str, said: str) -> None:
    before = find("transformer")
    (checkpoints / file).unlink()
    assert assert_refused().startswith(said)
    with pytest.raises(ModelError) as raised:  # listed before it vanished
        before.load("cpu")
    assert str(raised.value).startswith(said)


@pytest.mark.parametrize("file", FILES[1:])
@pytest.mark.parametrize(
    "damage",
    [lambda content: content[:-9], lambda content: b"", lambda content: content + b"\0"],
    ids=["truncated", "empty", "longer"],
)
def test_damaged_files(checkpoints: Path, file: str, damage: Callable[[bytes], bytes]) -> None:
    path = checkpoints / file
    path.write_bytes(damage(path.read_bytes()))
    verb = "is" if "tokenizer" in file else "are"
    assert f"{path.name} {verb} damaged. " in refusal()


def with_tokenizer(checkpoints: Path, good: bytes, content: bytes) -> None:
    """Another tokenizer, and a card that says that it is the right one."""
    (checkpoints / FILES[2]).write_bytes(content)
    card = json.loads(good)
    card["tokenizer"]["sha256"] = hashlib.sha256(content).hexdigest()
    (checkpoints / FILES[0]).write_text(json.dumps(card))


def other_specials() -> str:
    return toy_tokenizer().replace("</s>", "<eos>")


def fewer_pieces() -> str:
    return Tokenizer(models.BPE(vocab={"<unk>": 0, "a": 1}, merges=[])).to_str()


@pytest.mark.parametrize(
    "content", [other_specials, fewer_pieces, lambda: "{}", lambda: "nonsense"]
)
def test_a_tokenizer_that_does_not_fit_its_card(
    checkpoints: Path, good: bytes, content: Callable[[], str]
) -> None:
    with_tokenizer(checkpoints, good, content().encode())
    assert "The tokenizer transformer.json does not fit the model card." in refusal()


@given(st.binary(max_size=100))
def test_a_tokenizer_of_any_bytes(checkpoints: Path, good: bytes, content: bytes) -> None:
    with_tokenizer(checkpoints, good, content)
    assert "The tokenizer transformer.json does not fit the model card." in refusal()


@pytest.mark.parametrize(
    "changes",
    [
        {"config": {"encoder_layers": 3}},
        {"config": {"heads": 3}},
        {"config": {"width": 15}},
        {"config": {"longest": "long"}},
        {"config": {"colour": 1}},
        {"metrics": {"alignment": {"best_layer": 2, "share": 0.5}}},
    ],
    ids=str,
)
def test_weights_that_do_not_fit_their_card(
    checkpoints: Path, good: bytes, changes: dict[str, dict[str, Any]]
) -> None:
    card = json.loads(good)
    for name, fields in changes.items():
        card[name] |= fields
    (checkpoints / FILES[0]).write_text(json.dumps(card))
    assert "The weights of transformer do not fit its card." in refusal()
