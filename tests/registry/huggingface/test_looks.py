"""A look changes nothing: every map is that of the model as it was loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from explorer.core.checks import Verdict
from explorer.core.inputs import Inputs
from explorer.core.text import Writing
from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError
from tests.models.conftest import one_thread
from tests.registry import hf_models, hf_toys

__all__ = ["one_thread"]

T = hf_models.quiet()
pytestmark = pytest.mark.usefixtures("one_thread")
LINE = "the quick brown fox jumps over the lazy dog "
SIZES = {**hf_toys.SIZES, "intermediate_size": 48}


def bigbird(folder: Path) -> Path:
    """Block by block above 28 tokens, else everywhere, and then for good."""

    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        config = library.BigBirdConfig(
            **SIZES, **vocabulary, block_size=4, num_random_blocks=1, max_position_embeddings=256
        )
        return library.BigBirdForMaskedLM(config)

    return hf_toys.write(folder, make, hf_toys.wordpiece())


def pegasus(folder: Path) -> Path:
    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        sizes = {**hf_toys._pair(vocabulary), "max_position_embeddings": 256}
        config = library.BigBirdPegasusConfig(**sizes, block_size=4, num_random_blocks=1)
        return library.BigBirdPegasusForConditionalGeneration(config)

    return hf_toys.write(folder, make, hf_toys.unigram())


def longformer(folder: Path) -> Path:
    """It finds the question by three separators."""

    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        config = library.LongformerConfig(
            **SIZES, **vocabulary, attention_window=8, max_position_embeddings=128, sep_token_id=3
        )
        return library.LongformerForQuestionAnswering(config)

    return hf_toys.write(folder, make, hf_toys.wordpiece())


def growing(folder: Path) -> Path:
    """Its rotary positions change with the longest text so far."""

    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        rope = {"rope_type": "dynamic", "factor": 4.0, "rope_theta": 10000.0}
        config = library.LlamaConfig(
            **SIZES, **vocabulary, max_position_embeddings=16, rope_parameters=rope
        )
        return library.LlamaForCausalLM(config)

    return hf_toys.write(folder, make, hf_toys.sentencepiece_bytes())


def loaded(folder: Path) -> Any:
    return find(f"hf:{folder}").load("cpu")


def maps(subject: Any, text: str) -> list[np.ndarray[Any, Any]]:
    trace = subject.run(Inputs(text=text, target="a lazy dog"))
    assert trace.verdict is Verdict.VERIFIED
    return [np.asarray(site.weights()) for site in trace.sites]


@pytest.mark.parametrize("make", [bigbird, pegasus, longformer, growing])
def test_the_order_of_texts_does_not_matter(tmp_path: Path, make: Any) -> None:
    folder = make(tmp_path / "model")
    asked = "who is lazy [SEP] [SEP] " if make is longformer else ""
    short, long = asked + "the fox", asked + LINE * 8
    alone = {text: maps(loaded(folder), text) for text in (short, long)}
    subject = loaded(folder)
    for text in (short, long, short, long):
        for found, expected in zip(maps(subject, text), alone[text], strict=True):
            np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("text", [LINE, LINE * 8, "the fox"])
def test_maps_of_blocks_are_the_models_own(tmp_path: Path, text: str) -> None:
    subject = loaded(bigbird(tmp_path / "model"))
    trace = subject.run(Inputs(text=text))
    assert trace.verdict is Verdict.VERIFIED
    eager = {"attn_implementation": "eager"}
    if len(trace.sentence.ids) <= 28:  # else the library hands out no maps of what was switched
        eager["attention_type"] = "original_full"
    model = T.BigBirdForMaskedLM.from_pretrained(tmp_path / "model", **eager).eval()
    with torch.no_grad():
        out = model(torch.tensor([trace.sentence.ids]), output_attentions=True)
    assert len(trace.sites) == len(out.attentions) == 2
    size = len(trace.sentence.ids)
    for site, expected in zip(trace.sites, out.attentions, strict=True):
        own = expected[0, :, :size, :size].numpy()
        np.testing.assert_allclose(site.weights(), own, rtol=0, atol=1e-5)


def test_a_text_that_a_model_cannot_run_on_is_one_sentence(tmp_path: Path) -> None:
    subject = loaded(longformer(tmp_path / "model"))
    with pytest.raises(ModelError, match=r"/model cannot be run on this text \(AssertionError"):
        subject.run(Inputs(text="the fox"))
    assert subject.run(Inputs(text="who [SEP] [SEP] the fox")).sites


def test_a_model_that_writes_is_left_as_it_was(tmp_path: Path) -> None:
    subject = loaded(growing(tmp_path / "model"))
    before = {name: one.clone() for name, one in subject.model.named_buffers()}
    config = subject.model.config.to_dict()
    subject.run(Inputs(text=LINE * 3, writing=Writing(count=3)))
    assert subject.model.config.to_dict() == config
    for name, one in subject.model.named_buffers():
        assert torch.equal(one, before[name])
