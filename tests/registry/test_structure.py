"""What architectures have to show: counted by the classes of their parts, kept in tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from torch import nn
from torchvision import models

from explorer.core.cancel import Cancelled
from explorer.registry import structure as module
from explorer.registry.structure import (
    NOTHING,
    Structure,
    outlined,
    read,
    structure_of,
    structures,
    written,
)
from explorer.resource_files import resources


class SqueezeExcite(nn.Module):
    """Called as timm calls its own."""


class Block(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.attention = AttentionBlock()
        self.se = SqueezeExcite()


class AttentionBlock(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.MultiheadAttention(8, 2)


class LiteMLA(nn.Module):
    """Linear attention, which has no map."""


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Resources whose table knows one architecture; the cache is in a home of the test's own."""
    monkeypatch.setattr(module, "resources", lambda: tmp_path)
    file = tmp_path / "structures.json"
    file.write_text(written({"toys": {"known": Structure(7, 2, 0)}}), encoding="utf-8")
    return file


def test_of_nested_parts_the_innermost_counts() -> None:
    model = nn.Sequential(Block(), Block(), LiteMLA(), nn.Linear(2, 3))
    found = structure_of(model)
    assert found == Structure(sum(p.numel() for p in model.parameters()), 2, 2)
    assert found.shows == "2 attention layers and 2 channel gates"
    assert Structure(1, 1, 0).shows == "1 attention layer"
    assert NOTHING.shows == ""


def test_the_table_is_asked_first_and_what_it_lacks_is_built_once(tables: Path) -> None:
    built: list[str] = []

    def build(name: str) -> nn.Module:
        built.append(name)
        return nn.Sequential(SqueezeExcite(), nn.Linear(2, 3))

    expected = {"known": Structure(7, 2, 0), "new": Structure(9, 0, 1)}
    for _ in range(2):
        assert structures("toys", ["known", "new"], build) == expected
    assert built == ["new"]


def test_what_cannot_be_built_without_memory_is_no_reason_to_stop(tables: Path) -> None:
    def build(name: str) -> nn.Module:
        assert nn.Linear(2**20, 2**20).weight.is_meta
        if name == "computes":
            return nn.Linear(int(torch.ones(1).item()), 2)
        raise ValueError("no such width")

    found = structures("toys", ["computes", "fails"], build)
    assert found == {"computes": Structure(4, 0, 0), "fails": NOTHING}


@pytest.mark.parametrize("content", ["", "[1]", '{"toys": {"new": [1]}}', '{"toys": 3}'])
def test_a_damaged_cache_is_counted_again(tables: Path, content: str) -> None:
    kept = module.cache()
    kept.parent.mkdir(parents=True)
    kept.write_text(content, encoding="utf-8")
    assert structures("toys", ["new"], lambda name: Block())["new"].gates == 1
    assert json.loads(kept.read_text(encoding="utf-8"))["toys"]["new"][1:] == [1, 1]


def test_counting_can_be_stopped(tables: Path) -> None:
    with pytest.raises(Cancelled):
        structures("toys", ["new"], lambda name: Block(), lambda: True)
    assert structures("toys", ["known"], lambda name: Block(), lambda: True)


@pytest.mark.parametrize("name", ["mobilenet_v3_small", "vit_b_16", "regnet_y_400mf"])
def test_the_table_says_what_torchvision_has(name: str) -> None:
    table = read(resources() / "structures.json")["torchvision"]
    assert table[name] == outlined(lambda: models.get_model(name, weights=None))


@pytest.mark.parametrize("name", ["test_vit", "test_efficientnet", "seresnet18", "resnet18"])
def test_the_table_says_what_timm_has(name: str) -> None:
    timm = pytest.importorskip("timm")
    with torch.device("meta"):
        model = timm.create_model(name)
    table = read(resources() / "structures.json")["timm"]
    assert table[name] == structure_of(model)
