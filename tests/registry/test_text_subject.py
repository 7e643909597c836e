"""A loaded translation model at work: steps as they are made, all at once, and what is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from explorer.capture.observe import tap_names
from explorer.core.cancel import Cancelled
from explorer.core.checks import Verdict
from explorer.core.inputs import Inputs
from explorer.core.sites.attention import Kind
from explorer.core.sites.token_attention import TokenAttention, TokenMap
from explorer.core.trace import Trace
from explorer.models.decoding import NEVER_CHOSEN, decode
from explorer.models.translator import END, PAD, START, State, Translator
from explorer.registry.entry import SentenceError
from explorer.registry.subjects.text_subject import LETTERS, TextSubject
from explorer.registry.weight_files.cards import read_card
from tests.registry.toy_translators import LONGEST, PAIRS, toy_translator, write_translator

pytestmark = pytest.mark.usefixtures("one_thread")

NAMES = ("transformer", "seq2seq", "seq2seq-additive")
each = pytest.mark.parametrize("name", NAMES)
SENTENCE = "この小説は人気です。"


def load(folder: Path, name: str) -> TextSubject:
    folder.mkdir(exist_ok=True)
    card = read_card(write_translator(folder, toy_translator(name), "A toy"))
    return TextSubject.load(card, "cpu")


@pytest.fixture(scope="module")
def subjects(tmp_path_factory: pytest.TempPathFactory) -> dict[str, TextSubject]:
    return {name: load(tmp_path_factory.mktemp(name), name) for name in NAMES}


def hooks(model: torch.nn.Module) -> int:
    return sum(len(part._forward_hooks) + len(part._forward_pre_hooks) for part in model.modules())


def source(trace: Trace) -> Tensor:
    return torch.tensor([trace.sentence.ids])


def assert_same(one: Trace, other: Trace) -> None:
    assert one.translation.ids == other.translation.ids
    for first, second in zip(one.sites, other.sites, strict=True):
        np.testing.assert_array_equal(first.weights(), second.weights())


@each
def test_a_translation_is_complete_and_verified(
    subjects: dict[str, TextSubject], name: str
) -> None:
    subject = subjects[name]
    for japanese, english in PAIRS[:6]:
        trace = subject.run(Inputs(text=japanese, name="poem.txt"))
        assert trace.complete
        assert trace.verdict is Verdict.VERIFIED
        names = {check.name for check in trace.all_checks()}
        assert {"prediction without capture", "step by step equals all at once"} < names
        assert trace.translation.finished
        assert trace.notes == ()
        assert trace.sentence.text == japanese
        assert trace.sentence.name == "poem.txt"
        assert trace.input_sha256 == hashlib.sha256(japanese.encode()).hexdigest()
        assert trace.seconds > 0
        assert trace.translation.text == english


def test_the_sites_of_a_transformer(subjects: dict[str, TextSubject]) -> None:
    trace = subjects["transformer"].run(Inputs(text=SENTENCE))
    said, read = trace.translation.tokens, trace.sentence.tokens
    assert said.pieces[-1] == read.pieces[-1] == "</s>"
    assert [part for part, _ in trace.parts()] == ["cross", "decoder", "encoder"]
    assert [site.layer for site in trace.sites] == [0, 1] * 3
    assert sorted(f"{site.name}.tap" for site in trace.sites) == sorted(
        tap_names(subjects["transformer"].model)
    )
    for site in trace.sites:
        assert isinstance(site, TokenAttention)
        assert site.scale == site.query.shape[-1] ** -0.5
        if site.kind is Kind.CROSS:
            assert (site.queries, site.keys, site.mask) == (said, read, None)
        elif site.kind is Kind.MASKED:
            assert site.queries == site.keys
            assert site.keys.pieces == ("<s>", *said.pieces[:-1])
            assert site.keys.special == {0}
            np.testing.assert_array_equal(site.mask, np.tri(said.size, dtype=bool))
            assert not site.weights()[:, ~site.mask].any(), "exactly zero above the diagonal"
        else:
            assert site.kind is Kind.SELF
            assert (site.queries, site.keys, site.mask) == (read, read, None)


@pytest.mark.parametrize("name", ["seq2seq", "seq2seq-additive"])
def test_the_site_of_seq2seq(subjects: dict[str, TextSubject], name: str) -> None:
    trace = subjects[name].run(Inputs(text=SENTENCE))
    (site,) = trace.sites
    assert (site.kind, site.name, site.layer) == (Kind.SOFT, "attention", 0)
    assert (site.queries, site.keys) == (trace.translation.tokens, trace.sentence.tokens)
    scores = site.scores if isinstance(site, TokenMap) else site.logits()
    assert isinstance(site, TokenMap) == (name == "seq2seq-additive")
    assert isinstance(site, TokenMap) or site.scale == 1.0
    exp = np.exp(scores - scores.max(axis=-1, keepdims=True))
    np.testing.assert_allclose(site.weights(), exp / exp.sum(axis=-1, keepdims=True), atol=1e-5)
    np.testing.assert_allclose(site.value.shape[:2], (1, trace.sentence.tokens.size))


@each
@pytest.mark.parametrize("beam", [1, 3])
def test_every_step_is_told_and_only_grows(
    subjects: dict[str, TextSubject], name: str, beam: int
) -> None:
    parts: list[Trace] = []
    trace = subjects[name].run(Inputs(text=SENTENCE, beam=beam), on_part=parts.append)
    assert len(parts) == len(list(decode(subjects[name].model, source(trace), beam)))
    assert all(part.running and not part.complete for part in parts)
    assert all(part.verdict is Verdict.UNVERIFIED for part in parts)
    assert parts[-1].translation.ids == trace.translation.ids
    for length, part in enumerate(parts, start=1):
        assert part.best == trace.best
        assert len(part.translation.steps) == part.translation.tokens.size <= length
        assert beam > 1 or part.translation.ids == trace.translation.ids[:length]
        for site, last in zip(part.sites, trace.sites, strict=True):
            assert (site.name, site.kind, site.layer) == (last.name, last.kind, last.layer)
            weights = site.weights()
            assert weights.shape == (site.heads, site.queries.size, site.keys.size)
            np.testing.assert_allclose(weights.sum(axis=-1), 1, atol=1e-5)
            if site.kind is Kind.MASKED:
                np.testing.assert_array_equal(site.allowed, np.tri(len(weights[0]), dtype=bool))
                assert not weights[:, ~site.allowed].any()
            if beam == 1:
                rows, cols = weights.shape[1:]
                np.testing.assert_allclose(weights, last.weights()[:, :rows, :cols], atol=1e-5)


@each
def test_every_step_says_how_likely_it_was(subjects: dict[str, TextSubject], name: str) -> None:
    trace = subjects[name].run(Inputs(text=SENTENCE, beam=2))
    said = trace.translation
    fed = torch.tensor([[START, *said.ids[:-1]]])
    with torch.no_grad():
        shares = subjects[name].model(source(trace), fed)[0].softmax(-1)
    total = 0.0
    for share, step, piece in zip(shares, said.steps, said.tokens.pieces, strict=True):
        assert step.piece == piece
        assert step.probability == pytest.approx(float(share[step.token]), abs=1e-5)
        assert not step.forced
        share[list(NEVER_CHOSEN)] = 0
        best = share.topk(5)
        assert [other.token for other in step.alternatives] == best.indices.tolist()
        found = [other.probability for other in step.alternatives]
        assert found == pytest.approx(best.values.tolist(), abs=1e-5)
        total += float(np.log(step.probability))
    assert said.log_probability == pytest.approx(total, abs=1e-4)
    assert said.beam == 2


@each
def test_a_translation_that_is_given_is_judged(subjects: dict[str, TextSubject], name: str) -> None:
    subject = subjects[name]
    trace = subject.run(Inputs(text=SENTENCE, beam=4, target="cat watched ☃."))
    said = trace.translation
    assert said.text == "cat watched ☃."
    assert said.finished
    assert said.beam == 1
    assert all(step.forced for step in said.steps)
    assert said.tokens == subject.vocabulary.read("cat watched ☃.").tokens
    assert trace.verdict is Verdict.VERIFIED
    assert len(trace.notes) == 1
    assert trace.notes[0].endswith("of the translation: ☃")
    own = subject.run(Inputs(text=SENTENCE))
    again = subject.run(Inputs(text=SENTENCE, target=own.translation.text))
    assert again.translation.ids == own.translation.ids
    for step, other in zip(again.translation.steps, own.translation.steps, strict=True):
        assert step.probability == pytest.approx(other.probability, abs=1e-5)


@pytest.mark.parametrize("blank", ["", "   ", "\n\u3000\u200b"])
def test_a_blank_target_is_none(subjects: dict[str, TextSubject], blank: str) -> None:
    subject = subjects["transformer"]
    assert_same(
        subject.run(Inputs(text=SENTENCE, target=blank)), subject.run(Inputs(text=SENTENCE))
    )


@each
@pytest.mark.parametrize("beam", [1, 3])
def test_an_alternative_continues_from_there(
    subjects: dict[str, TextSubject], name: str, beam: int
) -> None:
    subject = subjects[name]
    first = subject.run(Inputs(text=SENTENCE))
    for at in range(len(first.translation.steps)):
        step = first.translation.steps[at]
        other = next(one for one in step.alternatives if one.token not in (step.token, END))
        prefix = (*first.translation.ids[:at], other.token)
        trace = subject.run(Inputs(text=SENTENCE, beam=beam, prefix=prefix))
        assert trace.translation.ids[: at + 1] == prefix
        assert trace.translation.steps[at].probability == pytest.approx(other.probability, abs=1e-5)
        assert [step.forced for step in trace.translation.steps][: at + 2] == [True] * (at + 1) + [
            False
        ] * (len(trace.translation.steps) > at + 1)
        assert trace.verdict is Verdict.VERIFIED
    ended = subject.run(Inputs(text=SENTENCE, prefix=(*first.translation.ids[:2], END)))
    assert ended.translation.ids == (*first.translation.ids[:2], END)
    assert ended.translation.finished


@pytest.mark.parametrize("prefix", [(PAD,), (5, START), (-1,), (10**6,)])
def test_a_beginning_that_no_translation_has(
    subjects: dict[str, TextSubject], prefix: tuple[int, ...]
) -> None:
    with pytest.raises(ValueError, match="cannot begin with the tokens"):
        subjects["transformer"].run(Inputs(text=SENTENCE, prefix=prefix))
    with pytest.raises(ValueError, match="no other beginning"):
        subjects["transformer"].run(Inputs(text=SENTENCE, target="cat", prefix=(5,)))
    with pytest.raises(ValueError, match="beam width 9"):
        subjects["transformer"].run(Inputs(text=SENTENCE, beam=9))


@each
def test_a_translation_without_end_says_so(subjects: dict[str, TextSubject], name: str) -> None:
    subject = subjects[name]
    trace = subject.run(Inputs(text="本", prefix=(subject.vocabulary.read("本").ids[0],) * 14))
    assert len(trace.translation.steps) == 14
    assert not trace.translation.finished
    assert trace.notes == ("Stopped at the limit of 14 tokens.",)
    assert not trace.translation.tokens.special
    assert trace.verdict is Verdict.VERIFIED


@pytest.mark.parametrize("text", ["", "  ", "\n\t", "\u3000\u200b"])
def test_nothing_to_translate(subjects: dict[str, TextSubject], text: str) -> None:
    with pytest.raises(SentenceError, match=r"^There is nothing to translate\. Type a sentence\.$"):
        subjects["seq2seq"].run(Inputs(text=text))


def test_the_longest_sentence_and_the_one_after_it(subjects: dict[str, TextSubject]) -> None:
    subject = subjects["transformer"]
    longest = subject.run(Inputs(text="本" * (LONGEST - 1), target="☃" * (LONGEST - 3)))
    assert longest.sentence.tokens.size == LONGEST
    assert longest.verdict is Verdict.VERIFIED
    said = f"has {LONGEST + 1} tokens, the model takes {LONGEST}. Shorten or split it."
    with pytest.raises(SentenceError, match=f"^The sentence {said}"):
        subject.run(Inputs(text="本" * LONGEST))
    with pytest.raises(SentenceError, match=f"^The translation {said}"):
        subject.run(Inputs(text="本", target="本" * LONGEST))


def test_a_megabyte_is_refused_before_it_is_taken_apart(
    subjects: dict[str, TextSubject], monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = subjects["seq2seq"]
    monkeypatch.setattr(subject.vocabulary, "read", lambda text: pytest.fail("taken apart"))
    with pytest.raises(SentenceError, match="has 1,000,000 characters, far too many"):
        subject.run(Inputs(text="本" * 1_000_000))


@pytest.mark.parametrize("name", ["transformer", "seq2seq"])
def test_no_piece_stands_for_more_characters_than_the_bound(
    subjects: dict[str, TextSubject], name: str
) -> None:
    vocabulary = subjects[name].vocabulary
    assert max(len(vocabulary.spelling(one)) for one in range(vocabulary.size)) <= LETTERS


def outcome(run: Callable[[], Trace]) -> Trace | str:
    """The trace, or the sentence that says why there is none."""
    try:
        return run()
    except SentenceError as error:
        return str(error)


@settings(max_examples=60)
@given(name=st.sampled_from(NAMES), text=st.text(max_size=40), beam=st.sampled_from([1, 2]))
def test_any_text_gives_a_trace_or_a_sentence(
    subjects: dict[str, TextSubject], name: str, text: str, beam: int
) -> None:
    found = outcome(lambda: subjects[name].run(Inputs(text=text, beam=beam)))
    if isinstance(found, str):
        assert found.endswith(("Type a sentence.", "Shorten or split it."))
    else:
        assert found.verdict is Verdict.VERIFIED
        assert found.sentence.text == text


@settings(max_examples=40)
@given(name=st.sampled_from(NAMES), target=st.text(max_size=30))
def test_any_target_gives_a_trace_or_a_sentence(
    subjects: dict[str, TextSubject], name: str, target: str
) -> None:
    found = outcome(lambda: subjects[name].run(Inputs(text="本", target=target)))
    if isinstance(found, str):
        assert found.endswith("Shorten or split it.")
    else:
        assert found.verdict is Verdict.VERIFIED
        given = len(subjects[name].vocabulary.read(target).ids) > 1
        assert all(step.forced for step in found.translation.steps) == given


@each
@pytest.mark.parametrize("beam", [1, 3])
def test_cancelled_at_any_moment_it_leaves_no_hook_and_no_change(
    subjects: dict[str, TextSubject], name: str, beam: int
) -> None:
    subject = subjects[name]
    whole = subject.run(Inputs(text=SENTENCE, beam=beam))
    asked = 0

    def count() -> bool:
        nonlocal asked
        asked += 1
        return False

    subject.run(Inputs(text=SENTENCE, beam=beam), cancelled=count)
    for moment in range(asked):
        left = iter(range(moment))
        parts: list[Trace] = []
        with pytest.raises(Cancelled):
            subject.run(
                Inputs(text=SENTENCE, beam=beam),
                on_part=parts.append,
                cancelled=lambda left=left: next(left, -1) < 0,
            )
        assert len(parts) == min(moment, len(list(decode(subject.model, source(whole), beam))))
        assert hooks(subject.model) == 0
    assert torch.is_grad_enabled()
    assert not torch.is_inference_mode_enabled()
    assert_same(subject.run(Inputs(text=SENTENCE, beam=beam)), whole)


@each
@pytest.mark.parametrize("ending", ["listener", "step", "forward"])
def test_a_failed_run_leaves_no_hook(
    subjects: dict[str, TextSubject], monkeypatch: pytest.MonkeyPatch, name: str, ending: str
) -> None:
    subject = subjects[name]
    seen = 0

    def fail(*_: object) -> None:
        nonlocal seen
        seen = hooks(subject.model)
        raise RuntimeError(ending)

    if ending != "listener":
        monkeypatch.setattr(subject.model, ending, fail)
    with pytest.raises(RuntimeError, match=ending):
        subject.run(
            Inputs(text=SENTENCE), on_part=fail if ending == "listener" else lambda part: None
        )
    assert seen == (0 if ending == "listener" else len(tap_names(subject.model)))
    assert hooks(subject.model) == 0


def louder(model: Translator) -> Callable[[Tensor, State], tuple[Tensor, State]]:
    """A step that is not what the model does with all tokens at once."""
    step = model.step

    def changed(tokens: Tensor, state: State) -> tuple[Tensor, State]:
        logits, after = step(tokens, state)
        return logits * 1.05, after

    return changed


def test_steps_that_are_not_the_whole_are_a_mismatch(
    subjects: dict[str, TextSubject], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = subjects["transformer"].model
    monkeypatch.setattr(model, "step", louder(model))
    trace = subjects["transformer"].run(Inputs(text=SENTENCE))
    assert trace.verdict is Verdict.MISMATCH
    (wrong,) = [check for check in trace.all_checks() if check.verdict is Verdict.MISMATCH]
    assert wrong.name == "step by step equals all at once"


@pytest.mark.parametrize(
    ("alignment", "best"), [({"best_layer": 0}, 0), ({"best_layer": 1}, 1), ({}, 1)]
)
def test_the_site_to_show_first_is_the_one_that_aligns_best(
    tmp_path: Path, alignment: dict[str, int], best: int
) -> None:
    metrics = {"alignment": alignment} if alignment else {}
    path = write_translator(tmp_path, toy_translator("transformer"), "A toy", metrics=metrics)
    trace = TextSubject.load(read_card(path), "cpu").run(Inputs(text=SENTENCE))
    assert trace.best == best
    assert trace.sites[best].name == f"decoder.{best}.cross_attention"
