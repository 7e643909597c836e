"""Texts without some of their tokens, against the model called by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from explorer.analysis.checks.faithfulness import Candidate, curves
from explorer.analysis.checks.perturbed_text import perturbed_text
from explorer.core.interventions.mute import Mute
from explorer.registry.entry import ModelError
from tests.analysis.models import bundled, hugging_face
from tests.models.conftest import one_thread

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")


def test_masked_tokens_of_a_classifier(tmp_path: Path) -> None:
    run = hugging_face("classifier", tmp_path)
    seen = perturbed_text(run.subject, run.trace)
    ids = list(run.trace.sentence.ids)
    own = [at for at in range(len(ids)) if at not in run.trace.sentence.tokens.special]
    assert seen.places == len(own)
    kept = np.ones((2, len(own)), np.float32)
    kept[1, 1] = 0
    changed = list(ids)
    changed[own[1]] = run.subject.reader.mask
    with torch.no_grad():
        expected = run.subject.model(torch.tensor([ids, changed])).logits.softmax(dim=-1).numpy()
    np.testing.assert_allclose(seen.probabilities(kept), expected, atol=1e-6)


def test_deleted_tokens_of_a_model_that_writes_on(tmp_path: Path) -> None:
    run = hugging_face("gpt2", tmp_path, written=0)
    seen = perturbed_text(run.subject, run.trace, "deleted")
    ids = list(run.trace.sentence.ids)
    kept = np.ones((3, len(ids)), np.float32)
    kept[1, 0] = 0
    kept[2, [0, 2]] = 0
    said = seen.probabilities(kept)
    for row, gone in enumerate(((), (0,), (0, 2))):
        rest = [token for at, token in enumerate(ids) if at not in gone]
        with torch.no_grad():
            expected = run.subject.model(torch.tensor([rest])).logits[0, -1].softmax(-1).numpy()
        np.testing.assert_allclose(said[row], expected, atol=1e-6)
    nothing = seen.probabilities(np.zeros((1, len(ids)), np.float32))
    assert nothing.sum() == pytest.approx(1, abs=1e-5)


def test_curves_over_the_tokens_of_a_text(tmp_path: Path) -> None:
    run = hugging_face("gpt2", tmp_path, written=0)
    seen = perturbed_text(run.subject, run.trace, "deleted")
    values = np.arange(len(run.trace.sentence.ids), dtype=np.float32)
    whole = seen.probabilities(np.ones((1, seen.places), np.float32))[0]
    *_, found = curves(seen, int(whole.argmax()), [Candidate("last first", values)], random=3)
    assert found.complete
    assert found.deletion[0, 0] == pytest.approx(whole.max())
    assert found.verdict()


def test_what_cannot_be_asked_says_so(tmp_path: Path) -> None:
    gpt2 = hugging_face("gpt2", tmp_path, written=0)
    with pytest.raises(ModelError, match="knows no mask"):
        perturbed_text(gpt2.subject, gpt2.trace)
    classifier = hugging_face("classifier", tmp_path)
    with pytest.raises(ModelError, match="no class"):
        perturbed_text(classifier.subject, classifier.trace, answer="zebra")


def test_a_model_of_masks_is_watched_at_its_mask(tmp_path: Path) -> None:
    run = hugging_face("bert", tmp_path)
    ids = list(run.trace.sentence.ids)
    mask = run.trace.guesses[0].place
    kept = np.ones((2, len(ids) - len(run.trace.sentence.tokens.special) - 1), np.float32)
    kept[1, 0] = 0
    for taken in ("masked", "deleted"):
        seen = perturbed_text(run.subject, run.trace, taken)
        own = [
            at
            for at in range(len(ids))
            if at not in run.trace.sentence.tokens.special and at != mask
        ]
        assert seen.places == len(own)
        changed, place = list(ids), mask
        if taken == "masked":
            changed[own[0]] = run.subject.reader.mask
        else:
            del changed[own[0]]
            place = mask - (own[0] < mask)
        with torch.no_grad():
            whole = run.subject.model(torch.tensor([ids])).logits[0, mask].softmax(-1)
            less = run.subject.model(torch.tensor([changed])).logits[0, place].softmax(-1)
        said = seen.probabilities(kept)
        np.testing.assert_allclose(said, torch.stack([whole, less]).numpy(), atol=1e-6)


def test_tokens_of_a_text_that_is_rewritten(tmp_path: Path) -> None:
    run = hugging_face("t5", tmp_path)
    seen = perturbed_text(run.subject, run.trace, "deleted", "#1")
    ids, written = list(run.trace.sentence.ids), [one.token for one in run.trace.steps]
    own = [at for at in range(len(ids)) if at not in run.trace.sentence.tokens.special]
    kept = np.ones((3, len(own)), np.float32)
    kept[1, 0] = kept[2, 2] = 0
    start = run.subject.model.config.decoder_start_token_id
    fed = torch.tensor([[start, *written[:-1]]])
    expected = []
    for gone in ((), (own[0],), (own[2],)):
        rest = [token for at, token in enumerate(ids) if at not in gone]
        with torch.no_grad():
            out = run.subject.model(input_ids=torch.tensor([rest]), decoder_input_ids=fed)
        expected.append(out.logits[0, 1].softmax(-1).numpy())
    np.testing.assert_allclose(seen.probabilities(kept), np.stack(expected), atol=1e-6)
    assert seen.target.column == written[1]


def test_tokens_of_a_text_that_is_translated_by_ours() -> None:
    run = bundled("transformer")
    seen = perturbed_text(run.subject, run.trace, "deleted")
    whole = seen.probabilities(np.ones((1, seen.places), np.float32))[0]
    first = run.trace.steps[0]
    assert whole[first.token] == pytest.approx(first.probability, abs=1e-5)
    less = np.ones((2, seen.places), np.float32)
    less[0, 0] = less[1, 1] = 0
    both = seen.probabilities(less)
    one = np.concatenate([seen.probabilities(less[:1]), seen.probabilities(less[1:])])
    np.testing.assert_allclose(both, one, atol=1e-6)
    assert not np.allclose(both[0], whole, atol=1e-3)


def test_muted_heads_stay_muted_in_a_check(tmp_path: Path) -> None:
    whole = hugging_face("classifier", tmp_path)
    inputs = whole.trace.inputs
    mute = Mute.of([(0, "*"), (1, "*")]).named(whole.trace.sites)
    trace = whole.subject.run(inputs, lambda event: None, lambda: False, mute)
    seen = perturbed_text(whole.subject, trace)
    said = seen.probabilities(np.ones((1, seen.places), np.float32))[0]
    assert said.max() == pytest.approx(trace.classes[0].probability, abs=1e-5)
    assert said.max() != pytest.approx(whole.trace.classes[0].probability, abs=1e-6)
