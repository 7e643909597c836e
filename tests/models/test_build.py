"""build(): what it makes, how small it stays, what it refuses."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from explorer.models import ARCHITECTURES, build
from vision_training.photos import LABELS
from vision_training.recipes import RECIPES

LIMITS = {"vit": 6e6, "se-resnet": 3e6, "spatial-gate": 1e6}


@pytest.mark.parametrize("name", LIMITS)
def test_recipes_keep_within_the_size(name: str) -> None:
    model = build(name, {"classes": len(LABELS), **RECIPES[name].config}).eval()
    count = sum(parameter.numel() for parameter in model.parameters())
    assert count <= LIMITS[name]
    with torch.no_grad():
        assert model(torch.zeros(2, 3, 64, 64)).shape == (2, 20)


def test_the_vit_has_the_required_shape() -> None:
    config = ARCHITECTURES["vit"][0](**RECIPES["vit"].config)
    assert config.image // config.patch >= 14
    assert config.layers >= 6
    assert config.heads >= 3


def test_unknown_architecture_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"unknown architecture 'vgg'.*se-resnet.*spatial-gate"):
        build("vgg", {})


@given(
    name=st.sampled_from(sorted(LIMITS)),
    field=st.text(min_size=1).filter(lambda text: not text.isidentifier()),
)
def test_unknown_fields_are_named(name: str, field: str) -> None:
    with pytest.raises(ValueError, match="unknown config field") as caught:
        build(name, {field: 1})
    assert repr(field) in str(caught.value)


@pytest.mark.parametrize(
    ("name", "config", "words"),
    [
        ("vit", {"image": 100, "patch": 8}, "not a multiple of patch"),
        ("vit", {"patch": 8, "stem": (8, 8, 8, 8)}, "divide the patch"),
        ("vit", {"patch": 8, "stem": (8,), "stem_depths": (1, 2)}, "same length"),
        ("vit", {"width": 100, "heads": 3}, "not a multiple of 3 heads"),
        ("se-resnet", {"widths": (8, 8), "depths": (1,)}, "same number of stages"),
        ("se-resnet", {"widths": (8,), "depths": (1,), "reduction": 16}, "reduction"),
        ("spatial-gate", {"widths": (8,), "depths": (1, 1)}, "same length"),
    ],
)
def test_contradictions_are_refused(name: str, config: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        build(name, config)
