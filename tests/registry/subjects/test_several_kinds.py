"""Models with several kinds of sites: all are shown, each among its own kind."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from explorer.core.inputs import Fit, Inputs
from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.map.scales import levels
from explorer.core.map.thumbnails import thumbnails
from explorer.core.selection import MEAN, GateSide, Selection
from explorer.core.selector import SelectionError, check_side, site_numbers
from explorer.core.sites.attention import Kind
from explorer.core.sites.gates import ChannelGate, SpatialGate
from explorer.core.trace import Trace
from explorer.export.arrays import npz_bytes
from explorer.export.run_file.trace_file import trace_bytes, trace_of
from explorer.figures.drawing import picture_name
from explorer.registry.subjects.batched_runs import run_batch
from explorer.registry.subjects.traced_subject import TracedSubject
from tests.models.conftest import one_thread
from tests.registry.gated_models import Attending, Cbam, net, photo, run, subject

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def cbam() -> TracedSubject:
    return subject(net(Cbam(8), Cbam(8)))


@pytest.fixture(scope="module")
def mixed() -> TracedSubject:
    return subject(net(Attending(8), Attending(8)))


def test_channel_and_spatial_gates_stand_side_by_side(cbam: TracedSubject) -> None:
    trace = run(cbam)
    assert [(site.kind, site.layer, site.part) for site in trace.sites] == [
        (Kind.CHANNEL, 0, "channel"),
        (Kind.CHANNEL, 1, "channel"),
        (Kind.SPATIAL, 0, "spatial"),
        (Kind.SPATIAL, 1, "spatial"),
    ]
    assert (trace.best, trace.layers, trace.notes) == (1, 4, ())
    assert trace.verdict.value == "Verified"


def test_gates_are_those_that_the_module_multiplies(cbam: TracedSubject) -> None:
    trace = run(cbam)
    block = cbam.model.get_submodule("1")
    assert isinstance(block, Cbam)
    seen: list[Tensor] = []
    handles = [
        block.mlp.register_forward_hook(lambda module, args, out: seen.append(out)),
        block.conv.register_forward_hook(lambda module, args, out: seen.append(out)),
    ]
    try:
        with torch.no_grad():
            cbam.model(torch.from_numpy(cbam.prepare(photo(), Fit.CROP).pixels)[None])
    finally:
        for handle in handles:
            handle.remove()
    channel, spatial = trace.sites[0], trace.sites[2]
    assert isinstance(channel, ChannelGate)
    assert isinstance(spatial, SpatialGate)
    expected = torch.sigmoid(seen[0] + seen[1])[0].numpy()
    assert np.abs(channel.gate - expected).max() < 1e-6
    assert np.abs(spatial.gate - torch.sigmoid(seen[2])[0, 0].numpy()).max() < 1e-6


def test_attention_comes_first_and_its_gates_after_it(mixed: TracedSubject) -> None:
    trace = run(mixed)
    parts = [(part, [trace.sites[at].layer for at in numbers]) for part, numbers in trace.parts()]
    assert parts == [("attention", [0, 1]), ("channel", [0, 1, 2, 3])]
    assert trace.best == 1


def test_what_has_a_number_in_a_run_that_goes_on_keeps_it(mixed: TracedSubject) -> None:
    run(mixed)
    partial: list[Trace] = []

    def on_part(event: object) -> None:
        if isinstance(event, Trace):
            partial.append(event)

    whole = mixed.run(Inputs((photo(),), fit=Fit.CROP), on_part)
    assert [len(one.sites) for one in partial] == sorted({len(one.sites) for one in partial})
    for one in partial:
        names = [site.name for site in whole.sites[: len(one.sites)]]
        assert [site.name for site in one.sites] == names


def test_each_kind_has_scales_of_its_own(cbam: TracedSubject) -> None:
    trace = run(cbam)
    gates = levels(trace, Selection(layer=2))
    assert gates.note == "shared by all 2 gates"
    assert gates.high >= max(float(site.weights().max()) for site in trace.sites[2:]) * 0.99
    assert levels(trace, Selection(layer=0)).note == "scale of this block, same before and after"
    small = thumbnails(trace, Selection(layer=2))
    assert [len(row) for row in small] == [7, 7, 1, 1]
    own = dataclasses.replace(Selection(layer=2), levels=(0.0, 0.5))
    assert (thumbnails(trace, own)[0][0] == small[0][0]).all()  # the user's are of the other kind


def test_kinds_are_not_combined(mixed: TracedSubject) -> None:
    trace = run(mixed)
    chosen = Selection(layer=0, added=frozenset({(2, MEAN)}))
    heatmap = resolve_heatmap(trace, chosen)
    assert heatmap.title == "Layer 0"
    assert heatmap.values.shape == trace.sites[0].grid


def test_before_and_after_are_those_of_the_gate_that_is_shown(mixed: TracedSubject) -> None:
    trace = run(mixed)
    before = resolve_heatmap(trace, Selection(layer=2, unit=1, side=GateSide.BEFORE))
    gate = trace.sites[2]
    assert isinstance(gate, ChannelGate)
    assert np.abs(before.values - np.abs(gate.features[1])).max() < 1e-6
    check_side(trace, Selection(layer=2, side=GateSide.BEFORE))
    with pytest.raises(SelectionError, match="no channel gate"):
        check_side(trace, Selection(layer=0, side=GateSide.BEFORE))


def test_parts_are_asked_for_by_name(mixed: TracedSubject, cbam: TracedSubject) -> None:
    trace = run(mixed)
    assert site_numbers(trace, "all", "channel") == (2, 3, 4, 5)
    assert site_numbers(trace, 0, "channel") == (2,)
    assert site_numbers(trace) == (1,)
    with pytest.raises(SelectionError, match="has no spatial gates, only attention and channel"):
        site_numbers(trace, part="spatial")
    alone = run(subject(net(Cbam(8))[:2].append(nn.Flatten())))
    assert site_numbers(alone, part="spatial") == (1,)
    assert picture_name(trace, Selection(layer=2), "cat") == "cat.channel.layer00.headmean.png"


def test_a_batch_and_a_saved_run_have_them_too(mixed: TracedSubject) -> None:
    given = [Inputs((photo(seed),), fit=Fit.CROP) for seed in (0, 1, 2)]
    for trace, one in zip(run_batch(mixed, given), given, strict=True):
        alone = mixed.run(one)
        assert [site.part for site in trace.sites] == [site.part for site in alone.sites]
        for site, other in zip(trace.sites, alone.sites, strict=True):
            assert np.abs(site.weights() - other.weights()).max() < 1e-5
    again = trace_of(trace_bytes(trace), "run.axt")
    assert [site.part for site in again.sites] == [site.part for site in trace.sites]
    assert len(npz_bytes(trace)) > 0
