"""The checkpoints that ship, each on a real photo."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from explorer.capture.observe import observe, tap_names
from explorer.core.checks import Verdict
from explorer.core.inputs import Fit, Inputs
from explorer.core.photo import Photo
from explorer.core.sites.attention import Attention
from explorer.core.sites.patch_maps import PatchAttention
from explorer.core.trace import Trace
from explorer.inputs.fit import fit_photo, normalise
from explorer.inputs.images import read_photo
from explorer.inputs.samples import samples
from explorer.registry.catalogue import entries, find
from explorer.registry.entry import PHOTOS
from explorer.registry.subjects.vision_subject import VisionSubject
from explorer.registry.weight_files.cards import read_vision_card
from explorer.resource_files import resources
from tests.core.traces import literal_attention

NAMES = ("vit", "se-resnet", "spatial-gate")
each = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def photo() -> Photo:
    return read_photo(samples()[0].path)


@pytest.fixture(scope="module")
def subjects() -> dict[str, VisionSubject]:
    loaded = {}
    for name in NAMES:
        subject = find(name).load("cpu")
        assert isinstance(subject, VisionSubject)
        loaded[name] = subject
    return loaded


@pytest.fixture(scope="module")
def traces(subjects: dict[str, VisionSubject], photo: Photo) -> dict[str, Trace]:
    return {name: subject.run(Inputs((photo,))) for name, subject in subjects.items()}


def test_all_are_listed_and_sound() -> None:
    assert tuple(entry.id for entry in entries() if entry.takes == PHOTOS) == NAMES
    for entry in entries():
        assert entry.problem == ""
        assert entry.licence
        assert entry.paper
        assert entry.paper_url.startswith("https://")
        assert len(entry.labels) == (20 if entry.takes == PHOTOS else 0)


@each
def test_a_real_photo_is_verified(traces: dict[str, Trace], name: str) -> None:
    trace = traces[name]
    assert trace.complete
    assert trace.verdict is Verdict.VERIFIED, [str(check) for check in trace.all_checks()]
    assert trace.kind is find(name).kind
    assert trace.prediction is not None
    assert sum(trace.prediction.probabilities) == pytest.approx(1, abs=1e-5)


@each
def test_capture_changes_no_bit(
    subjects: dict[str, VisionSubject], photo: Photo, name: str
) -> None:
    subject = subjects[name]
    model = subject.model
    card = read_vision_card(resources() / "checkpoints" / f"{name}.json")
    pixels, _ = fit_photo(photo, card.input_size, Fit.STRETCH)
    batch = torch.from_numpy(normalise(pixels, card.mean, card.std))[None]
    sites: list[Attention] = []
    with torch.inference_mode():
        plain = model(batch)
        with observe(model, sites.append, subject.place):
            observed = model(batch)
    assert len(sites) == len(tap_names(model)) > 0
    assert torch.equal(plain, observed)


@each
def test_maps_are_what_their_kind_promises(traces: dict[str, Trace], name: str) -> None:
    for site in traces[name].sites:
        weights = site.weights()
        assert weights.shape == (site.heads, site.query_axis.size, site.key_axis.size)
        if isinstance(site, PatchAttention):
            np.testing.assert_allclose(weights.sum(axis=-1), 1, atol=1e-5)
        assert weights.min() >= 0
        assert weights.max() <= 1 + 1e-6


def test_the_vision_transformer_has_the_grid_it_promises(traces: dict[str, Trace]) -> None:
    sites = traces["vit"].sites
    assert len(sites) >= 6
    for site in sites:
        assert site.heads >= 3
        assert min(site.grid) >= 14


def test_a_real_map_is_the_literal_softmax(traces: dict[str, Trace]) -> None:
    last = traces["vit"].sites[-1]
    assert isinstance(last, PatchAttention)
    # a few tokens of one head, since loops over all of them take a minute
    tensors = {part: getattr(last, part)[:1, :12] for part in ("query", "key", "value")}
    few = replace(last, **tensors)
    np.testing.assert_allclose(few.weights(), literal_attention(few), atol=1e-5)


@each
def test_other_photos_and_fits_are_verified(subjects: dict[str, VisionSubject], name: str) -> None:
    for sample in samples()[1:3]:
        trace = subjects[name].run(Inputs((read_photo(sample.path),), fit=Fit.CROP))
        assert trace.verdict is Verdict.VERIFIED
