"""Deletion, insertion and the named protocols against literal loops, torchcam and known answers."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import numpy as np
import pytest
import torch
from torch import Tensor

from explorer.analysis.checks.faithfulness import (
    PERTURBED,
    Candidate,
    Curves,
    area,
    counts,
    curves,
    dropped,
    perturbation,
    perturbation_area,
    random_maps,
    ranks,
    unit_range,
)
from explorer.analysis.checks.perturbed_photo import (
    Baseline,
    PerturbedPhoto,
    blurred,
    perturbed_photo,
)
from explorer.core.cancel import Cancelled
from explorer.core.inputs import Inputs
from explorer.inputs.images import read_photo
from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError
from explorer.registry.loading import Loading
from explorer.registry.subjects.vision_subject import VisionSubject
from explorer.resource_files import resources
from tests.models.conftest import one_thread
from tests.toys import planted_vit

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")


class Sum:
    """A model whose answer is the share of a known weight that is left: no torch, no rounding."""

    def __init__(self, weights: np.ndarray) -> None:
        self.weights = weights.reshape(-1) / weights.sum()
        self.batches: list[int] = []

    @property
    def places(self) -> int:
        return len(self.weights)

    def spread(self, values: np.ndarray) -> np.ndarray:
        return np.asarray(values, np.float32).reshape(-1)

    def probabilities(self, kept: np.ndarray) -> np.ndarray:
        self.batches.append(len(kept))
        said = kept @ self.weights
        return np.stack([said, 1 - said], axis=1).astype(np.float32)


def last(seen: Sum, maps: list[Candidate], **options: int) -> Curves:
    *_, found = curves(seen, 0, maps, **options)
    return found


def test_the_points_of_a_curve_are_those_of_torchcam() -> None:
    assert counts(10, 3) == [0, 4, 8, 10]
    assert counts(100, 20) == [*range(0, 100, 5), 100]
    assert counts(3, 20) == [0, 1, 2, 3]


def test_of_equal_values_the_first_comes_first() -> None:
    assert ranks(np.array([1.0, 3.0, 1.0, 2.0], np.float32)).tolist() == [2, 0, 3, 1]


def test_curves_are_what_a_literal_loop_gives() -> None:
    rng = np.random.default_rng(1)
    weights, values = rng.random((4, 5)), rng.random((4, 5)).astype(np.float32)
    seen = Sum(weights)
    found = last(seen, [Candidate("a map", values)], steps=7, random=3)
    noise = random_maps((4, 5), 3)
    for given, deletion, insertion in (
        (values, found.deletion[0], found.insertion[0]),
        *zip(noise, found.random_deletion, found.random_insertion, strict=True),
    ):
        order = sorted(range(20), key=lambda at: -given.reshape(-1)[at])
        for point, count in enumerate(counts(20, 7)):
            gone = set(order[:count])
            left = sum(seen.weights[at] for at in range(20) if at not in gone)
            assert deletion[point] == pytest.approx(left, abs=1e-5)
            assert insertion[point] == pytest.approx(1 - left, abs=1e-5)
    fractions, curve = found.fractions, found.deletion[0]
    literal = sum(
        (fractions[at + 1] - fractions[at]) * (curve[at + 1] + curve[at]) / 2 for at in range(7)
    )
    assert area(found.deletion, fractions)[0] == pytest.approx(literal, abs=1e-9)


def test_they_grow_and_say_how_far_they_are() -> None:
    weights = np.random.default_rng(2).random((4, 4))
    grown = list(curves(Sum(weights), 0, [Candidate("a map", weights)], steps=4, random=2))
    assert [one.done for one in grown] == [0.4, 0.6, 0.8, 1.0]
    assert grown[0].verdict().startswith("Still running: 40")
    assert np.isnan(grown[0].areas("deletion")[0]).all()
    assert [one.complete for one in grown] == [False, False, False, True]
    for earlier, later in pairwise(grown):
        known = ~np.isnan(earlier.deletion)
        np.testing.assert_array_equal(earlier.deletion[known], later.deletion[known])


def test_the_right_map_beats_all_random_ones_and_its_opposite_none() -> None:
    weights = np.random.default_rng(3).random((6, 6))
    found = last(Sum(weights), [Candidate("right", weights), Candidate("wrong", -weights)])
    assert found.beaten("deletion") == found.beaten("insertion") == 20
    assert found.beaten("deletion", 1) == found.beaten("insertion", 1) == 0
    assert found.verdict().startswith("Both tests tell right from random maps. Deletion: area ")
    assert "better than 20 of 20" in found.verdict()
    assert found.verdict(1).startswith("In both tests wrong does worse than random maps.")
    low, high = found.band("deletion")
    assert (low <= high).all()


def test_a_map_of_noise_is_told_as_such() -> None:
    weights = np.random.default_rng(4).random((6, 6))
    noise = np.random.default_rng(99).random((6, 6))
    found = last(Sum(weights), [Candidate("noise", noise)])
    assert "random" in found.verdict()
    assert "Both tests tell" not in found.verdict()


def test_many_inputs_are_run_at_once() -> None:
    seen = Sum(np.ones((8, 8)))
    last(seen, [Candidate("a map", np.ones((8, 8)))], steps=4, random=20, batch=64)
    assert max(seen.batches) == 2 * 21  # a point of all maps and both tests
    assert len(seen.batches) == 1 + 3


def test_it_stops_when_it_is_cancelled() -> None:
    growing = curves(Sum(np.ones(9)), 0, [Candidate("m", np.ones(9))], cancelled=lambda: True)
    with pytest.raises(Cancelled):
        next(growing)


def test_perturbation_takes_tenths_away() -> None:
    """Nine of ten places count nothing: the answer holds until the one that matters goes."""
    weights = np.zeros(10)
    weights[3] = 1
    seen = Sum(weights)
    values = -np.abs(np.arange(10.0) - 3)  # the largest is place 3
    assert perturbation(seen, 0, values).tolist() == [True] + [False] * 9
    assert perturbation(seen, 0, values, negative=True).tolist() == [True] * 10
    assert perturbation_area(np.ones(10)) == pytest.approx(90)
    assert perturbation_area(np.array([1.0] + [0.0] * 9)) == pytest.approx(5)
    assert len(PERTURBED) == 9


def image(size: int = 32, seed: int = 0) -> Tensor:
    return torch.rand(1, 3, size, size, generator=torch.Generator().manual_seed(seed)) - 0.5


def planted(bright: int) -> PerturbedPhoto:
    """An input that is dark but for one patch, and the toy that looks at it."""
    model = planted_vit()
    pixels = torch.zeros(1, 3, 32, 32)
    row, col = divmod(bright, 4)
    pixels[:, :, 8 * row : 8 * row + 8, 8 * col : 8 * col + 8] = 1
    return PerturbedPhoto(pixels, model)


@pytest.mark.parametrize("bright", [0, 5, 10, 15])
def test_the_one_useful_head_is_told_from_random_and_its_randomised_twin_is_not(
    bright: int,
) -> None:
    useful = np.zeros((4, 4), np.float32)
    useful[divmod(bright, 4)] = 1  # what head 0 of the last layer gives each patch, exactly
    # the same head where the weights are noise: of 16 patches no one stands out
    twin = np.random.default_rng(bright).random((4, 4)).astype(np.float32)
    maps = [Candidate("useful head", useful), Candidate("randomised twin", twin)]
    *_, found = curves(planted(bright), bright, maps)
    assert found.beaten("deletion") == 20
    assert found.beaten("deletion", 1) < 20


@pytest.fixture(scope="module")
def se_resnet() -> VisionSubject:
    subject = find("se-resnet").load("cpu", Loading())
    assert isinstance(subject, VisionSubject)
    return subject


@pytest.fixture(scope="module")
def batch(se_resnet: VisionSubject) -> Tensor:
    photo = read_photo(resources() / "samples" / "chelsea.jpg")
    return torch.from_numpy(se_resnet.prepare(photo).pixels)[None]


@pytest.mark.parametrize("layer", ["stages.2", "stages.3"])
def test_the_protocols_are_those_of_torchcam(
    se_resnet: VisionSubject, batch: Tensor, layer: str
) -> None:
    methods = pytest.importorskip("torchcam.methods")
    metrics = pytest.importorskip("torchcam.metrics")
    model, softmax = se_resnet.model, partial(torch.softmax, dim=-1)
    with methods.LayerCAM(model, layer) as extractor:
        classified = metrics.ClassificationMetric(extractor, softmax)
        classified.update(batch)
        ranked = metrics.DeletionInsertionMetric(extractor, softmax)
        ranked.update(batch)
        scores = softmax(model(batch))  # the metrics have maps of the probability, not the logit
        answer = int(scores.argmax())
        values = extractor(answer, scores)[0][0].numpy()
    expected = classified.summary() | ranked.summary()
    seen = PerturbedPhoto(batch, model)
    one = dropped(seen, answer, values)
    *_, found = curves(seen, answer, [Candidate("LayerCAM", values)], random=1)
    assert one.drop == pytest.approx(expected["avg_drop"], abs=1e-4)
    assert float(one.increased) == expected["conf_increase"]
    assert found.areas("deletion")[0][0] == pytest.approx(expected["deletion_auc"], abs=1e-4)
    assert found.areas("insertion")[0][0] == pytest.approx(expected["insertion_auc"], abs=1e-4)


def test_perturbation_is_that_of_chefers_script(se_resnet: VisionSubject, batch: Tensor) -> None:
    """Their loop as it stands there: topk, scatter of zeros before normalisation, argmax."""
    mean = torch.tensor([0.485, 0.456, 0.406]).reshape(3, 1, 1)
    std = torch.tensor([0.229, 0.224, 0.225]).reshape(3, 1, 1)
    values = np.random.default_rng(5).random((8, 8)).astype(np.float32)
    model = se_resnet.model
    label = int(model(batch).argmax())
    data = batch * std + mean
    seen = PerturbedPhoto(batch, model, (torch.zeros(1, 3, 1, 1) - mean) / std + 0 * batch)
    vis = torch.from_numpy(seen.spread(values))[None]
    for negative in (False, True):
        ranked = -vis if negative else vis
        expected = [True]
        for step in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
            changed = data.clone().reshape(1, 3, -1)
            _, idx = torch.topk(ranked, int(vis.shape[1] * step), dim=-1)
            changed = changed.scatter_(-1, idx.unsqueeze(1).repeat(1, 3, 1), 0).reshape(data.shape)
            with torch.inference_mode():
                expected.append(int(model((changed - mean) / std).argmax()) == label)
        assert perturbation(seen, label, values, negative).tolist() == expected


def test_what_stands_where_pixels_are_taken_away(se_resnet: VisionSubject, batch: Tensor) -> None:
    photo = read_photo(resources() / "samples" / "chelsea.jpg")
    trace = se_resnet.run(Inputs((photo,)))
    nothing = np.zeros((1, batch.shape[2] * batch.shape[3]), np.float32)
    black = se_resnet.prepare(photo).blank[:1]
    stands = {
        Baseline.ZERO: torch.zeros_like(batch),
        Baseline.BLACK: torch.from_numpy(black.copy()),
        Baseline.MEAN: batch.mean(dim=(2, 3), keepdim=True).expand_as(batch),
        Baseline.BLUR: blurred(batch),
    }
    for baseline, expected in stands.items():
        found = perturbed_photo(se_resnet, trace, baseline).probabilities(nothing)
        with torch.inference_mode():
            said = se_resnet.model(expected).softmax(dim=-1).numpy()
        np.testing.assert_allclose(found, said, atol=1e-6)
        assert baseline.told


def test_the_blur_is_a_gaussian() -> None:
    functional = pytest.importorskip("torchvision.transforms.v2.functional")
    pixels = image(224)
    inner = (slice(None), slice(None), slice(8, -8), slice(8, -8))  # the edges are another question
    expected = functional.gaussian_blur(pixels, [11, 11], [5.0, 5.0])
    torch.testing.assert_close(blurred(pixels)[inner], expected[inner], atol=1e-5, rtol=0)


def test_a_model_without_classes_is_refused() -> None:
    translator = find("transformer").load("cpu", Loading())
    trace = translator.run(Inputs(text="この小説は人気です。"))
    with pytest.raises(ModelError, match="no probabilities of classes"):
        perturbed_photo(translator, trace)


def test_a_map_from_0_to_1() -> None:
    found = unit_range(np.array([[-2.0, 0.0], [2.0, 6.0]]))
    np.testing.assert_allclose(found, [[0, 0.25], [0.5, 1]], atol=1e-6)
    assert unit_range(np.ones((2, 2))).max() == 0
