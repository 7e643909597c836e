"""The shipped translation models at work on real sentences, and their cards' word on them."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch

from explorer.core.checks import Verdict
from explorer.core.inputs import Inputs
from explorer.core.sites.attention import Kind
from explorer.core.sites.token_attention import TokenAttention
from explorer.models.translator import START
from explorer.registry.catalogue import find
from explorer.registry.sources.builtin import checkpoints
from explorer.registry.subjects.text_subject import TextSubject

NAMES = ("transformer", "seq2seq")
each = pytest.mark.parametrize("name", NAMES)
SENTENCES = (
    "この小説は人気です。",
    "ハワイ出身の友達はビリヤードが得意で、夏の地区大会で入賞したらしい。",
    "彼女は毎朝六時に起きます。",
    "☃が好きです。",
)
FLOORS = {"transformer": 15, "seq2seq": 12}
LIMITS = {"transformer": 9e6, "seq2seq": 7e6}


@pytest.fixture(scope="module")
def subjects() -> dict[str, TextSubject]:
    loaded = {}
    for name in NAMES:
        subject = find(name).load("cpu")
        assert isinstance(subject, TextSubject)
        loaded[name] = subject
    return loaded


@each
def test_the_card_meets_the_floors(name: str) -> None:
    card = json.loads((checkpoints() / f"{name}.json").read_text(encoding="utf-8"))
    assert card["parameters"] <= LIMITS[name]
    assert card["metrics"]["bleu_greedy"] >= FLOORS[name]
    alignment = card["metrics"]["alignment"]
    assert alignment["share"] > 2 * alignment["chance"]
    facts = dict(find(name).facts)
    assert {"Layers", "Vocabulary", "Parameters", "Alignment", "Corpus"} < set(facts)


@each
@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("beam", [1, 4])
def test_a_real_sentence_is_verified(
    subjects: dict[str, TextSubject], name: str, text: str, beam: int
) -> None:
    trace = subjects[name].run(Inputs(text=text, beam=beam))
    assert trace.verdict is Verdict.VERIFIED, [str(check) for check in trace.all_checks()]
    assert trace.translation.finished
    assert trace.translation.text
    assert trace.sentence.unknown == (("☃",) if "☃" in text else ())


@pytest.mark.parametrize("beam", [1, 4])
def test_the_sentence_of_the_lecture_is_translated(
    subjects: dict[str, TextSubject], beam: int
) -> None:
    text = "ハワイ出身の友達はビリヤードが得意で、夏の地区大会で入賞したらしい。"
    assert subjects["transformer"].run(Inputs(text=text, beam=beam)).translation.text == (
        "My friend from Hawaii is good at billiards"
        " and seems to have won a prize in the summer district contest."
    )


@each
def test_the_site_shown_first_looks_at_the_word_that_is_translated(
    subjects: dict[str, TextSubject], name: str
) -> None:
    trace = subjects[name].run(Inputs(text="この小説は人気です。", target="This novel is popular."))
    weights = trace.sites[trace.best].weights().mean(axis=0)  # (T, S)
    said, read = trace.translation.tokens.pieces, trace.sentence.tokens.pieces
    for word, meant in (("novel", "小説"), ("popular", "人気")):
        row = weights[said.index(word)]
        assert meant in read[int(row.argmax())]


@each
def test_maps_are_those_of_numpy(subjects: dict[str, TextSubject], name: str) -> None:
    """Weights from q, k and the mask in float64, and from what the model's own modules weigh."""
    trace = subjects[name].run(Inputs(text=SENTENCES[1]))
    for site in trace.sites:
        assert isinstance(site, TokenAttention)
        scores = np.einsum("hqd,hkd->hqk", site.query, site.key, dtype=np.float64) * site.scale
        if site.kind is Kind.MASKED:
            scores[:, ~np.tri(scores.shape[1], dtype=bool)] = -np.inf
        exps = np.exp(scores - scores.max(axis=-1, keepdims=True))
        expected = exps / exps.sum(axis=-1, keepdims=True)
        np.testing.assert_allclose(site.weights(), expected, atol=1e-5)


@each
def test_capture_changes_no_bit(subjects: dict[str, TextSubject], name: str) -> None:
    subject = subjects[name]
    trace = subject.run(Inputs(text=SENTENCES[0]))
    fed = torch.tensor([[START, *trace.translation.ids[:-1]]])
    with torch.inference_mode():
        logits = subject.model(torch.tensor([trace.sentence.ids]), fed)[0]
    shares = logits.softmax(-1)[range(len(fed[0])), list(trace.translation.ids)]
    probabilities = [step.probability for step in trace.translation.steps]
    np.testing.assert_allclose(shares.numpy(), probabilities, atol=1e-5)
