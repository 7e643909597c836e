"""Of a bare file of weights it is guessed which architecture of a library it is of."""

from __future__ import annotations

from pathlib import Path

import pytest
import timm
import torch
import torchvision
from safetensors.torch import save_file

from explorer.registry.catalogue import find
from explorer.registry.entry import ArchitectureError
from explorer.registry.sources.architectures import guessed, known
from explorer.registry.structure import weightless


def shapes(source: str, name: str, classes: int) -> dict[str, tuple[int, ...]]:
    def build() -> torch.nn.Module:
        if source == "timm":
            return timm.create_model(name, num_classes=classes)
        return torchvision.models.get_model(name, weights=None, num_classes=classes)

    model = weightless(build)
    assert model is not None
    # as safetensors orders them: the head is not the last
    return dict(sorted((key, tuple(one.shape)) for key, one in model.state_dict().items()))


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("timm", "vit_small_patch16_224"),
        ("timm", "seresnet50"),
        ("timm", "efficientnet_b0"),
        ("torchvision", "mobilenet_v3_small"),
        ("torchvision", "vit_b_16"),
    ],
)
def test_the_first_guess_is_the_architecture(source: str, name: str) -> None:
    assert guessed(shapes(source, name, 7))[0] == f"{source}:{name}"


def test_nothing_is_guessed_of_tensors_that_fit_none() -> None:
    assert guessed({"a.weight": (3, 5), "a.bias": (3,)}) == ()
    assert "timm:vit_tiny_patch16_224" in known()
    assert "torchvision:swin_t" in known()


def test_the_refusal_of_a_bare_file_carries_the_guesses(tmp_path: Path) -> None:
    model = timm.create_model("vit_tiny_patch16_224", num_classes=3)
    file = tmp_path / "best.safetensors"
    save_file(model.state_dict(), file)
    with pytest.raises(ArchitectureError, match=r"timm:vit_tiny_patch16_224@best") as caught:
        find(f"file:{file}")
    assert caught.value.file == file
    assert caught.value.guesses[0] == "timm:vit_tiny_patch16_224"
    assert find(f"{caught.value.guesses[0]}@{file}").title == "best"
