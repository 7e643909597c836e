"""What comes out of a model is what the library's own pipeline says, and words are whole."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from explorer.core.checks import Verdict
from explorer.core.inputs import Inputs
from explorer.core.text import Task
from explorer.registry.catalogue import find
from explorer.registry.entry import SentenceError
from tests.models.conftest import one_thread
from tests.registry import hf_models, hf_toys
from tests.registry.test_hf_photos import photo

__all__ = ["one_thread"]

T = hf_models.quiet()
pytestmark = pytest.mark.usefixtures("one_thread")
TEXT = "a model reads a text"


def classifier(folder: Path, **more: Any) -> Path:
    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        sizes = {**hf_toys.SIZES, **vocabulary, "intermediate_size": 48}
        return library.BertForSequenceClassification(library.BertConfig(**sizes, **more))

    return hf_toys.write(folder, make, hf_toys.wordpiece())


@pytest.mark.parametrize("problem", ["single_label_classification", "multi_label_classification"])
def test_classes_are_those_of_the_pipeline(tmp_path: Path, problem: str) -> None:
    folder = classifier(tmp_path, num_labels=3, problem_type=problem)
    trace = find(f"hf:{folder}").load("cpu").run(Inputs(text=TEXT))
    expected = T.pipeline("text-classification", str(folder), top_k=3, device="cpu")([TEXT])[0]
    assert [one.piece for one in trace.classes] == [one["label"] for one in expected]
    shares = [one.probability for one in trace.classes]
    np.testing.assert_allclose(shares, [one["score"] for one in expected], atol=1e-5)
    several = "Several labels may hold at once: the share of each is by itself."
    assert (several in trace.notes) == (problem == "multi_label_classification")


def test_a_regression_gives_its_number(tmp_path: Path) -> None:
    folder = classifier(tmp_path, num_labels=1)
    trace = find(f"hf:{folder}").load("cpu").run(Inputs(text=TEXT))
    model = T.AutoModelForSequenceClassification.from_pretrained(folder).eval()
    with torch.no_grad():
        value = float(model(torch.tensor([trace.sentence.ids])).logits)
    assert trace.classes == ()
    share = T.pipeline("text-classification", str(tmp_path), device="cpu")([TEXT])[0]["score"]
    assert trace.gives == f"One number: {value:.4g}; as a share (its sigmoid) {share:.4g}."
    config = json.loads((tmp_path / "config.json").read_text())
    (tmp_path / "config.json").write_text(json.dumps(config | {"problem_type": "regression"}))
    plain = find(f"hf:{folder}").load("cpu").run(Inputs(text=TEXT))
    assert plain.gives == f"One number: {value:.4g}."


def head(folder: Path, kind: str, **more: Any) -> Any:
    """A small BERT with a head of a kind, in a folder."""

    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        sizes = {**hf_toys.SIZES, **vocabulary, "intermediate_size": 48}
        return getattr(library, f"BertFor{kind}")(library.BertConfig(**sizes, **more))

    return find(f"hf:{hf_toys.write(folder, make, hf_toys.wordpiece())}").load("cpu")


def test_masked_words_are_those_of_the_pipeline(tmp_path: Path) -> None:
    trace = head(tmp_path, "MaskedLM").run(Inputs(text="a model [MASK] a text"))
    pipe = T.pipeline("fill-mask", str(tmp_path), device="cpu")
    expected = pipe("a model [MASK] a text")
    (found,) = trace.guesses
    assert [one.token for one in found.alternatives] == [one["token"] for one in expected]
    shares = [one.probability for one in found.alternatives]
    np.testing.assert_allclose(shares, [one["score"] for one in expected], atol=1e-5)


def test_entities_are_those_of_the_pipeline(tmp_path: Path) -> None:
    labels = {0: "O", 1: "B-PER", 2: "I-PER", 3: "B-LOC"}
    text = "the quick brown fox jumps over the lazy dog"
    trace = head(tmp_path, "TokenClassification", id2label=labels).run(Inputs(text=text))
    pipe = T.pipeline(
        "token-classification", str(tmp_path), aggregation_strategy="simple", device="cpu"
    )
    expected = pipe(text)
    assert len(expected) > 1
    assert [one.piece for one in trace.classes] == [
        f"{one['entity_group']}: {text[one['start'] : one['end']]}" for one in expected
    ]
    shares = [one.probability for one in trace.classes]
    np.testing.assert_allclose(shares, [one["score"] for one in expected], atol=1e-5)


def spans(start: Any, end: Any, inside: list[bool]) -> dict[tuple[int, int], float]:
    """Probabilities of all spans within the context, written out."""
    total = [
        sum(math.exp(x) for x, a in zip(one, inside, strict=True) if a) for one in (start, end)
    ]
    return {
        (a, b): math.exp(start[a]) / total[0] * math.exp(end[b]) / total[1]
        for a in range(len(inside))
        for b in range(a, min(a + 15, len(inside)))
        if inside[a] and inside[b]
    }


def test_an_answer_is_the_likeliest_span_of_the_context(tmp_path: Path) -> None:
    subject = head(tmp_path, "QuestionAnswering")
    question, context = "the lazy dog", "the quick brown fox jumps over the lazy dog"
    trace = subject.run(Inputs(text=question, pair=context))
    tokenizer = T.AutoTokenizer.from_pretrained(tmp_path)
    given = tokenizer(question, context, return_tensors="pt")
    model = T.BertForQuestionAnswering.from_pretrained(tmp_path).eval()
    with torch.no_grad():
        out = model(**given)
    inside = [one == 1 for one in given.sequence_ids(0)]
    found = spans(out.start_logits[0].tolist(), out.end_logits[0].tolist(), inside)
    (first, last), share = max(found.items(), key=lambda one: one[1])
    begin = given.word_to_chars(given.token_to_word(first), sequence_index=1).start
    end = given.word_to_chars(given.token_to_word(last), sequence_index=1).end
    assert trace.classes[0].piece == context[begin:end]
    assert trace.classes[0].probability == pytest.approx(share, abs=1e-5)
    alone = subject.run(Inputs(text=context))
    assert "give the context as the second" in " ".join(alone.notes)


def test_the_best_choice_is_that_of_the_library(tmp_path: Path) -> None:
    subject = head(tmp_path, "MultipleChoice")
    choices = ["a model reads", "the lazy dog", "attention is all you need"]
    trace = subject.run(Inputs(text=TEXT, pair="\n".join(choices)))
    tokenizer = T.AutoTokenizer.from_pretrained(tmp_path)
    given = tokenizer([TEXT] * 3, choices, return_tensors="pt", padding=True)
    model = T.BertForMultipleChoice.from_pretrained(tmp_path, attn_implementation="eager").eval()
    with torch.no_grad():
        out = model(**{name: one[None] for name, one in given.items()}, output_attentions=True)
    shares = out.logits[0].softmax(-1)
    best = int(shares.argmax())
    assert trace.classes[0].piece == choices[best]
    order = [choices.index(one.piece) for one in trace.classes]
    found = [one.probability for one in trace.classes]
    np.testing.assert_allclose(found, shares[order].numpy(), atol=1e-5)
    count = int(given["attention_mask"][best].sum())
    expected = out.attentions[1][best, :, :count, :count].numpy()
    np.testing.assert_allclose(trace.sites[1].weights(), expected, atol=1e-5)
    with pytest.raises(SentenceError, match="two choices or more"):
        subject.run(Inputs(text=TEXT, pair=choices[0]))
    alone = subject.run(Inputs(text=TEXT))  # as a window opens it
    assert alone.classes == ()
    assert "give two choices or more as the second text" in " ".join(alone.notes)
    assert alone.accepts.pair == "choices"


@pytest.mark.parametrize("pooling", ["mean", "cls"])
def test_sentences_are_alike_by_the_cosine_of_their_vectors(tmp_path: Path, pooling: str) -> None:
    folder = hf_toys.bert_body(tmp_path)
    (folder / "modules.json").write_text("[]")
    (folder / "1_Pooling").mkdir()
    told = {"pooling_mode_cls_token": pooling == "cls", "pooling_mode_mean_tokens": True}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(told))
    other = "the quick brown fox"
    trace = find(f"hf:{folder}").load("cpu").run(Inputs(text=TEXT, pair=other))
    tokenizer, model = T.AutoTokenizer.from_pretrained(folder), T.AutoModel.from_pretrained(folder)
    made = []
    for text in (TEXT, other):
        with torch.no_grad():
            states = model.eval()(**tokenizer(text, return_tensors="pt")).last_hidden_state[0]
        made.append((states[0] if pooling == "cls" else states.mean(0)).double().numpy())
    cosine = made[0] @ made[1] / np.linalg.norm(made[0]) / np.linalg.norm(made[1])
    found = trace.gives.removeprefix("Similarity of the two texts: ").partition(",")[0]
    assert abs(float(found) - cosine) < 1e-4  # it is told with four digits
    assert trace.sentence.text == TEXT


@pytest.mark.parametrize("kind", ["Bart", "MBart"])
def test_a_classifier_with_a_decoder_names_its_classes(tmp_path: Path, kind: str) -> None:
    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        config = getattr(library, f"{kind}Config")(**hf_toys._pair(vocabulary), num_labels=3)
        return getattr(library, f"{kind}ForSequenceClassification")(config)

    folder = hf_toys.write(tmp_path, make, hf_toys.unigram())
    entry = find(f"hf:{folder}")
    assert entry.task is Task.READ
    trace = entry.load("cpu").run(Inputs(text=TEXT))
    assert trace.verdict is Verdict.VERIFIED
    own = getattr(T, f"{kind}ForSequenceClassification")
    model = own.from_pretrained(folder, attn_implementation="eager").eval()
    with torch.no_grad():
        out = model(torch.tensor([trace.sentence.ids]), output_attentions=True)
    shares = out.logits.softmax(-1)[0]
    assert len(trace.classes) == 3
    assert trace.classes[0].probability == pytest.approx(float(shares.max()), abs=1e-5)
    for part, expected in (("cross", out.cross_attentions), ("decoder", out.decoder_attentions)):
        sites = [site for site in trace.sites if site.part == part]
        assert len(sites) == len(expected) == 2
        for site, maps in zip(sites, expected, strict=True):
            np.testing.assert_allclose(site.weights(), maps[0].numpy(), rtol=0, atol=1e-5)


@pytest.mark.parametrize("head", ["Model", "ForPreTraining"])
def test_a_masked_autoencoder_is_shown_every_patch(tmp_path: Path, head: str) -> None:
    config = T.ViTMAEConfig(
        **hf_models.SIZES,
        decoder_num_hidden_layers=1,
        decoder_hidden_size=32,
        decoder_num_attention_heads=2,
        decoder_intermediate_size=32,
    )
    torch.manual_seed(0)
    getattr(T, f"ViTMAE{head}")(config).save_pretrained(tmp_path)
    T.ViTImageProcessor(size={"height": 32, "width": 32}).save_pretrained(tmp_path)
    trace: Any = find(f"hf:{tmp_path}").load("cpu").run(Inputs((photo(),)))
    assert trace.verdict is Verdict.VERIFIED
    assert "hides 75% of them at random." in " ".join(trace.notes)
    assert [(one.keys.rows, one.keys.cols) for one in trace.sites[:2]] == [(4, 4)] * 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("बिल्ली चटाई पर बैठी", 4),
        ("cafe\u0301 cre\u0300me", 2),
        ("I don't", 2),
        ("I don\u2019t see l'eau", 4),
        ("one, two; three", 5),
    ],
)
def test_words_of_bytes_are_whole(tmp_path: Path, text: str, words: int) -> None:
    """Marks and apostrophes belong to the word that they stand in, other signs do not."""
    subject: Any = find(f"hf:{hf_toys.gpt2(tmp_path)}").load("cpu")
    found = subject.run(Inputs(text=text)).sentence.tokens.words
    assert found[-1] + 1 == words


def test_words_of_a_vocabulary_that_marks_what_goes_on(tmp_path: Path) -> None:
    """A model that writes by a WordPiece vocabulary: each token without ## begins a word."""

    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        config = library.GPT2Config(**vocabulary, n_embd=32, n_layer=1, n_head=4)
        return library.GPT2LMHeadModel(config)

    folder = hf_toys.write(tmp_path, make, hf_toys.wordpiece())
    subject: Any = find(f"hf:{folder}").load("cpu")
    trace = subject.run(Inputs(text="the quick brown fox jumps over the lazy dog"))
    tokens = trace.sites[0].queries
    words = {word for at, word in enumerate(tokens.words) if at not in tokens.special}
    assert len(words) == 9
