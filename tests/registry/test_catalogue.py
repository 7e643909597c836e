"""The list of models: sources that register, ids that are unique, names that are nearly right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.core.sites.attention import Kind
from explorer.registry import catalogue
from explorer.registry.catalogue import entries, find, source
from explorer.registry.entry import PHOTOS, TEXTS, Entry, ModelError
from explorer.registry.weight_files.cards import Card
from tests.registry.toy_translators import PIECES


@pytest.fixture(autouse=True)
def toys(toy_resources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries()  # the built-in source is registered before its dictionary is replaced
    monkeypatch.setattr("explorer.registry.sources.builtin.resources", lambda: toy_resources)
    monkeypatch.setattr(catalogue, "_SOURCES", dict(catalogue._SOURCES))


def test_models_come_in_the_order_in_which_they_are_told() -> None:
    assert [entry.id for entry in entries()] == ["vit", "se-resnet", "spatial-gate"]
    assert [entry.kind for entry in entries()] == [Kind.SELF, Kind.CHANNEL, Kind.SPATIAL]
    assert all(entry.problem == "" for entry in entries())


def test_an_entry_says_what_the_card_says() -> None:
    entry = find("vit")
    assert (entry.title, entry.family) == ("Toy ViT", "Vision transformer")
    assert (entry.licence, entry.paper, entry.paper_url) == ("MIT", "A toy", "https://example.org")
    assert len(entry.labels) == 16
    facts = dict(entry.facts)
    assert facts["Layers × heads"].startswith("2 × 2, ")
    assert facts["Patches"] == "4 × 4, 8 px"
    assert facts["Classes"] == "16"
    assert facts["Top-1, 1,234 photos"] == "50.0 %"


def test_models_of_photos_and_of_texts_are_told_apart(
    toy_translators: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATTENTION_EXPLORER_CHECKPOINTS", str(toy_translators / "checkpoints"))
    found = entries()
    ids = ["vit", "se-resnet", "spatial-gate", "transformer", "seq2seq"]
    assert [entry.id for entry in found] == ids
    assert [entry.takes for entry in found] == [PHOTOS] * 3 + [TEXTS] * 2
    assert [entry.kind for entry in found[3:]] == [Kind.CROSS, Kind.SOFT]
    assert [entry.family for entry in found[3:]] == ["Transformer", "Seq2seq"]
    assert [entry.languages for entry in found] == [None] * 3 + [("ja", "en")] * 2
    assert all(entry.problem == "" for entry in found)
    shared = {
        "Vocabulary": f"{PIECES} shared",
        "BLEU, 2,000 pairs": "17.2",
        "Alignment": "50.0 %",
        "Corpus": "A toy corpus",
    }
    facts = {entry.id: dict(entry.facts) for entry in found}
    transformer = {"Layers": "2 + 2", "Heads × width": "2 × 8"}
    assert shared.items() | transformer.items() < facts["transformer"].items()
    seq2seq = {"Layers": "2 + 1", "Units": "2 × 8", "Score": "inner product"}
    assert shared.items() | seq2seq.items() < facts["seq2seq"].items()
    assert facts["seq2seq"]["Parameters"].endswith(" M")


def test_another_folder_of_checkpoints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTENTION_EXPLORER_CHECKPOINTS", str(tmp_path))
    assert entries() == ()
    monkeypatch.setenv("ATTENTION_EXPLORER_CHECKPOINTS", "")
    assert len(entries()) == 3


def test_listing_loads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(card: Card, device: str) -> None:
        pytest.fail("the list opened the weights")

    monkeypatch.setattr("explorer.registry.sources.builtin._load", load)
    assert all(entry.size_bytes > 0 for entry in entries())


def test_a_source_adds_its_models() -> None:
    more = replace(find("vit"), id="other")

    @source("more")
    def listing() -> Iterator[Entry]:
        yield more

    assert find("other") is more
    assert [entry.id for entry in entries()][-1] == "other"


def test_two_sources_of_one_name_are_refused() -> None:
    @source("more")
    def listing() -> Iterator[Entry]:
        yield from ()

    with pytest.raises(ValueError, match="named 'more' is registered already"):
        source("more")(listing)
    with pytest.raises(ValueError, match="named 'built-in' is registered already"):
        source("built-in")(listing)


def test_two_models_of_one_id_are_refused() -> None:
    twin = find("vit")

    @source("more")
    def listing() -> Iterator[Entry]:
        yield twin

    with pytest.raises(ValueError, match="Two models are named 'vit'"):
        entries()


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("vitt", "Did you mean vit?"),
        ("seresnet", "Did you mean se-resnet?"),
        ("spatial_gate", "Did you mean spatial-gate?"),
        ("gpt-5", "There are vit, se-resnet, spatial-gate."),
    ],
)
def test_an_unknown_name_gets_the_nearest(wrong: str, hint: str) -> None:
    with pytest.raises(ModelError) as raised:
        find(wrong)
    assert str(raised.value) == f"There is no model named {wrong}. {hint}"
