"""Weights in other numbers and over several places: the maps are those of one device, proved."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from explorer.core.checks import Verdict
from explorer.core.inputs import Inputs
from explorer.registry.entry import ModelError
from explorer.registry.memory import shortage
from explorer.registry.placing import Placing
from explorer.runtime import engine
from explorer.runtime.engine import Engine, Request
from tests.registry import hf_toys

pytest.importorskip("accelerate")
TEXT = Inputs(text="the quick brown fox")
PARTS = ("transformer.wte", "transformer.wpe", "transformer.h.0", "transformer.ln_f", "lm_head")


@pytest.fixture(autouse=True)
def threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "use_threads", lambda: 1)


@pytest.fixture
def gpt2(tmp_path: Path) -> str:
    return f"hf:{hf_toys.gpt2(tmp_path / 'gpt2')}"


@pytest.fixture
def shards(tmp_path: Path) -> str:
    """The second block on disk, the rest in memory."""
    path = tmp_path / "devices.json"
    path.write_text(json.dumps({**dict.fromkeys(PARTS, "cpu"), "transformer.h.1": "disk"}))
    return str(path)


def test_two_shards_give_the_maps_of_one_device(gpt2: str, shards: str) -> None:
    whole = Engine().run(Request(gpt2, TEXT, "cpu"))
    spread = Engine(Placing(spread=shards))
    for _ in range(2):  # the first run surveys, the later ones are quick
        found = spread.run(Request(gpt2, TEXT, "cpu"))
        assert found.verdict is Verdict.VERIFIED
        assert found.model.weights_sha256 == whole.model.weights_sha256
        for one, other in zip(found.sites, whole.sites, strict=True):
            assert np.abs(one.weights() - other.weights()).max() <= 1e-6
    model = vars(spread.subject(gpt2, "cpu"))["model"]
    assert any(one.is_meta for one in model.parameters()), "part of it is on disk"


def test_other_numbers_are_measured_with_their_own_tolerance(gpt2: str) -> None:
    whole = Engine().run(Request(gpt2, TEXT, "cpu"))
    found = Engine(Placing("bfloat16")).run(Request(gpt2, TEXT, "cpu"))
    assert found.verdict is Verdict.VERIFIED
    for one, other in zip(found.sites, whole.sites, strict=True):
        assert np.abs(one.weights() - other.weights()).max() <= 0.05


@pytest.mark.parametrize("model", ["vit", "transformer"])
def test_models_of_other_sources_are_refused_in_one_sentence(model: str) -> None:
    with pytest.raises(ModelError, match="are for models of texts from Hugging Face"):
        Engine(Placing("float16")).open(model, "cpu")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"a": 1.5}', '{"a": true}', "{"])
def test_a_map_of_devices_that_is_none_is_one_sentence(
    content: str, gpt2: str, tmp_path: Path
) -> None:
    (tmp_path / "map.json").write_text(content)
    with pytest.raises(ModelError, match="lm_head"):
        Engine(Placing(spread=str(tmp_path / "map.json"))).open(gpt2, "cpu")


def test_what_it_takes_is_said_before_it_is_loaded() -> None:
    assert "2.0 GB of memory" in shortage("A", 10**9, 10**9, Placing("bfloat16").size)
    assert shortage("A", 10**9, 3 * 10**9, Placing("bfloat16").size) == ""
    assert "4.0 GB" in shortage("A", 10**9, 3 * 10**9)
