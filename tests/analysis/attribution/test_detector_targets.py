"""A detector's box as what is explained: relevance by literal rules, and every other method."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from explorer.analysis.attribution.call import call_of
from explorer.analysis.attribution.methods import AttributionError, attributed
from explorer.analysis.attribution.targets import target_of
from explorer.analysis.checks.claims import of_photo
from explorer.analysis.checks.faithfulness import curves
from explorer.analysis.head_effects import head_effects
from explorer.core.checks import Verdict, overall
from explorer.core.interventions.mute import MuteMode, cells_muted
from explorer.core.selection import Selection
from tests.analysis.attribution.test_relevance import (
    identity,
    literal_weighed,
    normalised,
    plus,
    product,
)
from tests.analysis.models import Run, on_photo

REFUSED = {"legrad": "answers for each object", "rollout": "different grids"}
"""What a detector does not offer, and why."""
WIDTH, QUERIES, LAYERS = 24, 5, 2


class Attend(nn.Module):
    """Attention of three heads, written out, so that its maps are on the graph."""

    def __init__(self) -> None:
        super().__init__()
        self.num_heads = 3
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.project = nn.Linear(WIDTH, WIDTH)
        self.kept: list[Tensor] | None = None

    def forward(self, asks: Tensor, seen: Tensor) -> Tensor:
        def split(x: Tensor) -> Tensor:
            apart: Tensor = x.unflatten(-1, (3, -1))  # (B, T, heads, d)
            return apart.transpose(1, 2)

        q, k, v = split(self.query(asks)), split(self.key(seen)), split(self.value(seen))
        weights = (q @ k.transpose(-1, -2) * 8**-0.5).softmax(dim=-1)
        if self.kept is not None:
            self.kept.append(weights)
        found: Tensor = self.project((weights @ v).transpose(1, 2).flatten(2))
        return found


class Detector(nn.Module):
    """A tiny DETR: patches among themselves, queries among themselves, queries to patches."""

    def __init__(self, classes: int = 3) -> None:
        super().__init__()
        self.config = SimpleNamespace(num_labels=classes)
        self.patches = nn.Conv2d(3, WIDTH, 8, 8)
        self.positions = nn.Parameter(torch.zeros(16, WIDTH))
        self.queries = nn.Parameter(torch.zeros(QUERIES, WIDTH))

        self.encoder, self.among, self.across = (
            nn.ModuleList(Attend() for _ in range(LAYERS)) for _ in range(3)
        )
        self.names, self.boxes = nn.Linear(WIDTH, classes + 1), nn.Linear(WIDTH, 4)

    def keep(self, maps: list[Tensor] | None) -> None:
        for part in (*self.encoder, *self.among, *self.across):
            part.kept = maps

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        tokens = self.patches(x).flatten(2).transpose(1, 2) + self.positions  # (B, 16, width)
        for part in self.encoder:
            tokens = tokens + part(tokens, tokens)
        queries = self.queries.expand(len(x), -1, -1)  # (B, Q, width)
        for among, across in zip(self.among, self.across, strict=True):
            queries = queries + among(queries, queries)
            queries = queries + across(queries, tokens)
        return {"logits": self.names(queries), "pred_boxes": self.boxes(queries).sigmoid()}


def detr() -> Detector:
    """One with random weights, ready to be run."""
    torch.manual_seed(4)
    model = Detector()
    for parameter in model.parameters():
        nn.init.normal_(parameter, std=0.25)
    return model.eval()


@pytest.fixture(scope="module")
def detector() -> Run:
    return on_photo(detr())


@pytest.mark.parametrize("answer", ["", "0", "2"])
def test_relevance_of_a_box_is_that_of_literal_loops(detector: Run, answer: str) -> None:
    """Chefer et al. 2021, section 3.2, as for DETR."""
    call = call_of(detector.trace, detector.subject)
    target = target_of(detector.trace, detector.subject, answer)
    model = detector.subject.model
    maps: list[Tensor] = []
    model.keep(maps)
    score = target.logit(call())[0]
    model.keep(None)
    gradients = torch.autograd.grad(score, maps, allow_unused=True)
    weighed = [
        literal_weighed(a.detach()[0], torch.zeros_like(a)[0] if g is None else g[0])
        for a, g in zip(maps, gradients, strict=True)
    ]
    read = identity(16)
    for layer in weighed[:LAYERS]:
        read = plus(read, product(layer, read))
    asked, taken = identity(QUERIES), [[0.0] * 16 for _ in range(QUERIES)]
    for own, layer in zip(weighed[LAYERS::2], weighed[LAYERS + 1 :: 2], strict=True):
        taken = plus(taken, product(own, taken))
        asked = plus(asked, product(own, asked))
        turned = [list(column) for column in zip(*normalised(asked), strict=True)]
        taken = plus(taken, product(turned, product(layer, normalised(read))))
    assert target.place is not None
    expected = np.array(taken[target.place]) / sum(taken[target.place])
    found = attributed(detector.trace, "relevance", answer, subject=detector.subject)
    np.testing.assert_allclose(found.values.ravel(), expected, atol=1e-5)
    assert overall(found.checks) is Verdict.VERIFIED


@pytest.mark.parametrize("method", ["ig", "occlusion", "gradcam", "value", "legrad", "rollout"])
def test_every_method_explains_a_box_or_says_why_not(detector: Run, method: str) -> None:
    if method in REFUSED:
        with pytest.raises(AttributionError, match=REFUSED[method]):
            attributed(detector.trace, method, "0", subject=detector.subject)
        return
    found = attributed(detector.trace, method, "0", subject=detector.subject)
    assert np.isfinite(found.values).all()
    assert overall(found.checks) is Verdict.VERIFIED or not found.checks


def test_heads_matter_for_a_box(detector: Run) -> None:
    best = detector.trace.objects[0]
    found = head_effects(detector.trace, detector.subject, "0", batch=4)
    assert float(found.before[0]) == pytest.approx(best.score, abs=1e-5)
    at = int(np.abs(found.mean).argmax())
    mute = cells_muted(detector.trace.sites, [found.heads[at]], MuteMode.ZERO)
    muted = detector.subject.run(detector.trace.inputs, mute=mute)
    after = {one.query: one for one in muted.objects}[best.query]
    if after.label == best.label:
        change = after.score - best.score
        assert float(found.mean[at]) == pytest.approx(change, abs=1e-5)


def test_a_box_is_watched_while_pixels_are_taken_away(detector: Run) -> None:
    trace, subject = detector.trace, detector.subject
    claim = of_photo(trace, subject, Selection(), "zero", answer="1")
    target = target_of(trace, subject, "1")
    assert (claim.answer, claim.label) == (target.column, target.label)
    call = call_of(trace, subject)
    (pixels,) = call.args
    kept = np.ones((3, claim.seen.places), np.float32)
    kept[1] = 0
    kept[2, : claim.seen.places // 3] = 0
    found = claim.seen.probabilities(kept)[:, claim.answer]
    for row, weights in zip(found, kept, strict=True):
        given = pixels * torch.from_numpy(weights).reshape(1, 1, *pixels.shape[2:])
        with torch.no_grad():
            logits = call.model(given)["logits"][0, target.place]
        assert row == pytest.approx(float(logits.softmax(-1)[target.column]), abs=1e-6)
    assert found[0] == pytest.approx(trace.objects[1].score, abs=1e-5)
    *_, grown = curves(claim.seen, claim.answer, claim.maps, taken="", steps=3, random=2)
    assert grown.complete
    assert grown.deletion[0][0] == pytest.approx(trace.objects[1].score, abs=1e-5)
