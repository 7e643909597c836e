"""Texts without some of their tokens, against the model called by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from explorer.analysis.checks.faithfulness import Candidate, curves
from explorer.analysis.checks.perturbed_text import perturbed_text
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
    translator = bundled("transformer")
    with pytest.raises(ModelError, match="no probabilities of classes or of a next word"):
        perturbed_text(translator.subject, translator.trace)
