"""What comes out of a model is what the library's own pipeline says, and words are whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from explorer.core.checks import Verdict
from explorer.core.inputs import Inputs
from explorer.core.text import Task
from explorer.registry.catalogue import find
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
    assert trace.gives == f"One number: {value:.4g}."


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
