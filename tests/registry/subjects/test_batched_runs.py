"""A photo in a batch has the maps and the prediction that it has alone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from explorer.core.checks import Verdict
from explorer.core.inputs import Inputs
from explorer.core.photo import Photo
from explorer.core.trace import ModelInfo, Trace
from explorer.registry.catalogue import find
from explorer.registry.subjects.batched_runs import OF_BATCH, run_batch
from explorer.registry.subjects.loaded_model import LoadedModel
from explorer.registry.subjects.preprocessing import Preparation
from explorer.registry.subjects.traced_subject import TracedSubject
from tests.core.traces import photo

BUNDLED = ("vit", "se-resnet", "spatial-gate")
LIBRARIES = (
    "timm:vit_tiny_patch16_224+random",
    "timm:swin_tiny_patch4_window7_224+random",
    "torchvision:mobilenet_v3_small+random",
)


def photos(count: int = 3) -> list[Photo]:
    """Photos of different shapes."""
    return [photo(40 + 9 * at, 30 + 5 * at, seed=at) for at in range(count)]


def check_alike(together: list[Trace], alone: list[Trace]) -> None:
    for one, other in zip(together, alone, strict=True):
        assert one.complete
        assert [site.name for site in one.sites] == [site.name for site in other.sites]
        assert one.placement == other.placement
        assert one.inputs.photos == other.inputs.photos
        for site, single in zip(one.sites, other.sites, strict=True):
            assert site.layer == single.layer
            assert np.abs(site.weights() - single.weights()).max() <= 1e-6
            assert site.query_axis == single.query_axis
        assert one.prediction is not None
        assert other.prediction is not None
        likely = dict(zip(other.prediction.labels, other.prediction.probabilities, strict=True))
        for label, share in zip(one.prediction.labels, one.prediction.probabilities, strict=True):
            assert abs(likely[label] - share) <= 1e-5


@pytest.mark.parametrize("name", BUNDLED)
def test_a_photo_of_a_batch_is_as_alone(name: str) -> None:
    subject = find(name).load("cpu")
    inputs = [Inputs((one,)) for one in photos()]
    together = run_batch(subject, inputs)
    check_alike(together, [subject.run(one) for one in inputs])
    assert {one.verdict for one in together} == {Verdict.VERIFIED}
    again = run_batch(subject, inputs[:2])
    assert [one.checks[0].name for one in again] == [OF_BATCH] * 2


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_photo_of_a_batch_is_as_alone_for_models_of_libraries(name: str) -> None:
    pytest.importorskip("timm")
    from explorer.registry.catalogue import untrained

    subject = find(untrained(name.removesuffix("+random"))).load("cpu")
    inputs = [Inputs((one,)) for one in photos(2)]
    together = run_batch(subject, inputs)
    check_alike(together, [subject.run(one) for one in inputs])
    assert {one.verdict for one in together} == {Verdict.VERIFIED}
    assert together[0].checks[0].name == OF_BATCH


class Mixing(nn.Module):
    """A classifier in which the photos of a batch are not apart."""

    def __init__(self) -> None:
        super().__init__()
        self.cut = nn.Conv2d(3, 8, 8, 8)
        self.attend = nn.MultiheadAttention(8, 2, batch_first=True)
        self.head = nn.Linear(8, 3)

    def forward(self, pixels: Tensor) -> Tensor:
        tokens = self.cut(pixels).flatten(2).transpose(1, 2)  # (B, T, 8)
        seen = tokens + self.attend(tokens, tokens, tokens, need_weights=False)[0]
        return self.head((seen - seen.mean(dim=0) * (len(seen) > 1)).mean(dim=1))


def traced(make: Callable[[], nn.Module]) -> TracedSubject:
    torch.manual_seed(0)
    prepare = Preparation((32, 32), (32, 32), (0.5,) * 3, (0.5,) * 3)
    return TracedSubject(ModelInfo("toy", "Toy", ""), LoadedModel(make(), prepare), "abc")


def test_a_model_that_mixes_the_photos_of_a_batch_is_run_one_after_the_other() -> None:
    subject = traced(Mixing)
    inputs = [Inputs((one,)) for one in photos()]
    together = run_batch(subject, inputs)
    check_alike(together, [subject.run(one) for one in inputs])
    assert OF_BATCH not in {check.name for one in together for check in one.checks}


def test_texts_are_run_one_after_the_other() -> None:
    subject = find("seq2seq").load("cpu")
    inputs = [Inputs(text=text) for text in ("猫。", "犬。")]
    together = run_batch(subject, inputs)
    assert [one.sentence.text for one in together] == ["猫。", "犬。"]
    assert run_batch(subject, []) == []
