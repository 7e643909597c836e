"""Rows of the browser: what each source has, what of it is on this machine, what it shows."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from torchvision import models

from explorer.core.cancel import Cancelled, never
from explorer.registry import listing
from explorer.registry.catalogue import entries, find
from explorer.registry.entry import PHOTOS, TEXTS
from explorer.registry.huggingface import listing as hf_listing
from explorer.registry.listing import BUNDLED, Listed, listings
from explorer.registry.sources import timm_listing, torchvision_listing

timm: Any = pytest.importorskip("timm")
hub: Any = pytest.importorskip("huggingface_hub")
pytest.importorskip("huggingface_hub.constants")
BERT = {"model_type": "bert", "architectures": ["BertModel"], "vocab_size": 9}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of the Hub, and an empty one of torch."""
    monkeypatch.setattr(hub.constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "torch"))
    return tmp_path


def fetched(cache: Path, model: str, **files: str) -> None:
    """As the Hub's library keeps a model; `__` stands for the point in the name of a file."""
    home = cache / "hub" / f"models--{model.replace('/', '--')}"
    snapshot = home / "snapshots" / ("c" * 40)
    snapshot.mkdir(parents=True)
    (home / "refs").mkdir()
    (home / "refs" / "main").write_text("c" * 40, encoding="utf-8")
    for name, content in files.items():
        (snapshot / name.replace("__", ".")).write_text(content, encoding="utf-8")


def rows(listed: Callable[..., Any]) -> dict[str, Listed]:
    return {row.id: row for row in listed(never)}


def test_the_bundled_models_come_first_as_their_cards_say() -> None:
    first = next(listings())
    assert first.source == BUNDLED
    assert [row.id for row in first.models] == [entry.id for entry in entries()]
    vit = next(row for row in first.models if row.id == "vit")
    assert (vit.cached, vit.takes, vit.parameters) == (True, PHOTOS, find("vit").parameters)
    assert vit.shows.startswith("self attention, ")


def test_torchvision_lists_what_attends_or_gates(cache: Path) -> None:
    weights = models.get_model_weights("swin_t").DEFAULT
    file = cache / "torch" / "hub" / "checkpoints" / weights.url.rpartition("/")[2]
    file.parent.mkdir(parents=True)
    file.touch()
    found = rows(torchvision_listing.listed)
    shown = ("vit_b_16", "swin_t", "maxvit_t", "efficientnet_b0", "mobilenet_v3_large")
    assert {f"torchvision:{name}" for name in (*shown, "regnet_y_400mf")} <= found.keys()
    assert not {f"torchvision:{name}" for name in ("vgg16", "regnet_x_400mf")} & found.keys()
    swin = found["torchvision:swin_t"]
    assert (swin.parameters, swin.family) == (28_288_354, "swin_transformer")
    assert swin.size_bytes == 108_190_000
    assert swin.shows == "12 attention layers"
    assert [row.id for row in found.values() if row.cached] == ["torchvision:swin_t"]


def test_timm_lists_each_of_its_weights(cache: Path) -> None:
    fetched(cache, "timm/vit_tiny_patch16_224.augreg_in21k_ft_in1k", model__safetensors="")
    fetched(cache, "timm/vit_small_patch16_224.augreg_in1k", config__json="{}")
    found = rows(timm_listing.listed)
    tiny = found["timm:vit_tiny_patch16_224.augreg_in21k_ft_in1k"]
    assert tiny == Listed(
        id=tiny.id,
        title="vit_tiny_patch16_224.augreg_in21k_ft_in1k",
        source="timm",
        family="vision_transformer",
        takes=PHOTOS,
        parameters=5_717_416,
        size_bytes=None,
        licence="apache-2.0",
        cached=True,
        shows="12 attention layers",
    )
    assert [row.id for row in found.values() if row.cached] == [tiny.id]
    assert not any(row.family == "vgg" for row in found.values())
    without = [row for row in found.values() if not row.weights]
    assert without
    assert all("." not in row.title for row in without)
    assert len(found) > 1000


def test_the_hub_lists_what_is_cached_before_what_is_known(cache: Path) -> None:
    fetched(cache, "me/own", config__json=json.dumps(BERT), model__safetensors="12345")
    fetched(cache, "me/damaged", config__json="{")
    fetched(cache, "me/stranger", config__json='{"model_type": "no such type"}')
    fetched(cache, "timm/vit_tiny_patch16_224", model__safetensors="")
    fetched(cache, "openai-community/gpt2", config__json="{}", model__safetensors="")
    found = list(hf_listing.listed(never))
    own, gpt2, *others = found
    assert (own.id, own.title, own.family, own.takes) == ("hf:me/own", "own", "bert", TEXTS)
    assert (own.cached, own.size_bytes, own.shows) == (True, 5, "attention")
    assert (gpt2.id, gpt2.cached) == ("hf:openai-community/gpt2", True)
    assert len(others) == len(hf_listing.KNOWN) - 1
    assert not any(row.cached for row in others)


def test_every_source_answers_and_they_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timm_listing, "listed", lambda cancelled: iter(()))
    answers = list(listings())
    assert [answer.source for answer in answers] == list(listing.LISTINGS)
    assert not any(answer.problem for answer in answers)
    ids = [row.id for answer in answers for row in answer.models]
    assert len(set(ids)) == len(ids)


def test_a_library_that_is_not_installed_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "timm", None)
    monkeypatch.setattr(torchvision_listing, "listed", lambda cancelled: iter(()))
    answers = {answer.source: answer for answer in listings()}
    assert answers["timm"].problem.endswith("not installed: pip install timm.")
    assert answers["Hugging Face"].models


def test_listing_stops_when_nobody_waits_for_it() -> None:
    with pytest.raises(Cancelled):
        list(listings(lambda: True))
