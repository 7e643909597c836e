"""Every shipped vision checkpoint: its card is complete and true, its weights load strictly."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file

from explorer.models import build
from tests.models.test_attention import watch as watch_attention
from tests.models.test_gates import watch as watch_gates

FOLDER = Path(__file__).parents[2] / "resources" / "checkpoints"
LIMITS = {"vit": 6e6, "se-resnet": 3e6, "spatial-gate": 1e6}
FLOORS = {"vit": 0.50, "se-resnet": 0.70, "spatial-gate": 0.50}
FIELDS = {
    "id": str,
    "title": str,
    "architecture": str,
    "config": dict,
    "file": str,
    "sha256": str,
    "dtype": str,
    "parameters": int,
    "input": dict,
    "labels": list,
    "label_ids": list,
    "paper": dict,
    "data": dict,
    "training": dict,
    "metrics": dict,
    "calibration": dict,
    "licence": str,
    "intended_use": str,
    "limits": str,
}

pytestmark = pytest.mark.parametrize("name", sorted(LIMITS))


def read(name: str) -> dict[str, Any]:
    card: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return card


def load(card: dict[str, Any]) -> torch.nn.Module:
    model = build(card["architecture"], card["config"])
    tensors = load_file(FOLDER / card["file"])
    model.load_state_dict(
        {k: v.float() if v.is_floating_point() else v for k, v in tensors.items()}, strict=True
    )
    return model.eval()


def test_card_is_complete(name: str) -> None:
    card = read(name)
    assert {field: type(card.get(field)) for field in FIELDS} == FIELDS
    assert card["id"] == name
    assert set(card["input"]) == {"size", "mean", "std", "fit"}
    assert len(card["input"]["mean"]) == len(card["input"]["std"]) == 3
    assert len(set(card["labels"])) == len(set(card["label_ids"])) == 20
    assert {"cite", "title", "url"} <= set(card["paper"])
    assert {"description", "train_photos", "val_photos", "licence_note"} <= set(card["data"])
    assert {"minutes", "epochs", "machine", "seed", "recipe"} <= set(card["training"])
    assert card["calibration"]["temperature"] > 0
    assert 0 < card["calibration"]["unsure_below"] < 1
    assert card["metrics"]["top1_val"] <= card["metrics"]["top5_val"] <= 1


def test_accuracy_is_worth_showing(name: str) -> None:
    assert read(name)["metrics"]["top1_val"] >= FLOORS[name]


def test_card_is_true_to_the_file(name: str) -> None:
    card = read(name)
    file = FOLDER / card["file"]
    assert hashlib.sha256(file.read_bytes()).hexdigest() == card["sha256"]
    model = load(card)
    count = sum(parameter.numel() for parameter in model.parameters())
    assert count == card["parameters"] <= LIMITS[name]
    with safe_open(file, framework="pt") as stored:
        kinds = {stored.get_slice(key).get_dtype() for key in stored.keys()}  # noqa: SIM118
    assert kinds <= {"F16", "I64"}
    assert card["dtype"] == "float16"


def test_what_the_taps_see_is_sound(name: str) -> None:
    card = read(name)
    model = load(card)
    attention, gates = watch_attention(model), watch_gates(model)
    size = card["input"]["size"]
    generator = torch.Generator().manual_seed(0)
    with torch.no_grad():
        logits = model(torch.randn(2, 3, size, size, generator=generator))
    assert logits.shape == (2, len(card["labels"]))
    assert bool(logits.isfinite().all())
    assert attention or gates
    for site in attention:
        sums = site["weights"].sum(-1)
        torch.testing.assert_close(sums, torch.ones_like(sums), rtol=1e-5, atol=1e-5)
        product = site["weights"] @ site["value"]
        torch.testing.assert_close(product, site["output"], rtol=1e-5, atol=1e-5)
    for site in gates:
        assert bool(((site["gate"] >= 0) & (site["gate"] <= 1)).all())
        torch.testing.assert_close(site["features"] * site["gate"], site["output"])
