"""What is masked or blocked in two texts, and in a text with choices, is what a hand would do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from explorer.core.inputs import Inputs
from explorer.core.interventions.intervention import MuteError
from explorer.core.interventions.mute import Mute
from explorer.core.trace import Trace
from explorer.runtime.engine import Engine, Request
from tests.models.conftest import one_thread
from tests.registry import hf_models, hf_toys

__all__ = ["one_thread"]

T = hf_models.quiet()
pytestmark = pytest.mark.usefixtures("one_thread")
TEXT = "a model reads a text"
CHOICES = ["a model reads", "the lazy dog", "attention is all you need"]


def written(folder: Path, kind: str, **more: Any) -> str:
    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        torch.manual_seed(5)
        config = library.BertConfig(**hf_toys.SIZES, **vocabulary, intermediate_size=48)
        config.initializer_range = 0.4
        for name, value in more.items():
            setattr(config, name, value)
        return getattr(library, f"BertFor{kind}")(config)

    return f"hf:{hf_toys.write(folder, make, hf_toys.wordpiece())}"


def zeroed(model: Any, given: dict[str, Any], tokens: list[int]) -> Any:
    """The output where these tokens are looked up as zeros; (1, T) given."""
    vectors = model.get_input_embeddings()(given["input_ids"]).clone()
    vectors[:, tokens] = 0
    rest = {name: one for name, one in given.items() if name != "input_ids"}
    with torch.no_grad():
        return model(inputs_embeds=vectors, **rest)


def ran(model: str, inputs: Inputs, **asked: Any) -> tuple[Trace, Trace]:
    engine = Engine()
    plain = engine.run(Request(model, inputs))
    return plain, engine.run(Request(model, inputs, mute=Mute.asked(**asked)))


def shares(trace: Trace) -> dict[str, float]:
    return {one.piece: one.probability for one in trace.classes}


@pytest.mark.parametrize("word", ["model", "lazy"])
def test_a_token_of_either_text_of_a_pair(tmp_path: Path, word: str) -> None:
    name = written(tmp_path, "SequenceClassification", num_labels=3)
    plain, masked = ran(name, Inputs(text=TEXT, pair="the lazy dog"), mask=[word])
    given = T.AutoTokenizer.from_pretrained(tmp_path)(TEXT, "the lazy dog", return_tensors="pt")
    model = T.BertForSequenceClassification.from_pretrained(tmp_path).eval()
    tokens = sorted(one for one in masked.mute.masked if isinstance(one, int))
    assert tokens
    expected = zeroed(model, given, tokens).logits[0].softmax(-1)
    found = [shares(masked)[str(model.config.id2label[at])] for at in range(3)]
    np.testing.assert_allclose(found, expected.numpy(), atol=1e-5)
    assert shares(plain) != shares(masked)


def test_a_token_of_a_text_with_choices_is_masked_beside_all_of_them(tmp_path: Path) -> None:
    name = written(tmp_path, "MultipleChoice")
    _, masked = ran(name, Inputs(text=TEXT, pair="\n".join(CHOICES)), mask=["model"])
    tokenizer = T.AutoTokenizer.from_pretrained(tmp_path)
    model = T.BertForMultipleChoice.from_pretrained(tmp_path).eval()
    tokens = sorted(one for one in masked.mute.masked if isinstance(one, int))
    assert tokens
    logits = []
    for choice in CHOICES:
        given = dict(tokenizer(TEXT, choice, return_tensors="pt"))
        vectors = model.get_input_embeddings()(given.pop("input_ids")).clone()
        vectors[:, tokens] = 0
        with torch.no_grad():
            rest = {one: value[None] for one, value in given.items()}
            logits.append(float(model(inputs_embeds=vectors[None], **rest).logits[0, 0]))
    expected = torch.tensor(logits).softmax(-1)
    found = [shares(masked)[choice] for choice in CHOICES]
    np.testing.assert_allclose(found, expected.numpy(), atol=1e-5)
    assert masked.mute.read == masked.sentence.ids


def test_a_token_of_one_choice_is_masked_in_that_one_alone(tmp_path: Path) -> None:
    name = written(tmp_path, "MultipleChoice")
    inputs = Inputs(text=TEXT, pair="\n".join(CHOICES))
    plain = Engine().run(Request(name, inputs))
    last = plain.sentence.tokens.size - 2  # of the choice whose maps are shown
    plain, masked = ran(name, inputs, mask=[str(last)])
    before, after = shares(plain), shares(masked)
    best = plain.classes[0].piece
    others = [one for one in CHOICES if one != best]
    ratio = [before[one] / after[one] for one in others]
    assert ratio[0] == pytest.approx(ratio[1], rel=1e-4)  # their own logits are the same
    assert before[best] != pytest.approx(after[best], rel=1e-4)


def test_tokens_of_another_text_are_refused_beside_choices(tmp_path: Path) -> None:
    name = written(tmp_path, "MultipleChoice")
    engine = Engine()
    first = engine.run(Request(name, Inputs(text=TEXT, pair="\n".join(CHOICES))))
    mute = Mute.asked(mask=["model"]).named(first.sites, placement=None, sentence=first.sentence)
    with pytest.raises(MuteError, match="another text"):
        engine.subject(name).run(Inputs(text="the lazy dog", pair="\n".join(CHOICES)), mute=mute)


def test_of_two_sentences_that_are_compared_the_first_is_masked(tmp_path: Path) -> None:
    folder = hf_toys.bert_body(tmp_path)
    (folder / "modules.json").write_text("[]")
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_mean_tokens": true}')
    other = "the quick brown fox"
    _, masked = ran(f"hf:{folder}", Inputs(text=TEXT, pair=other), mask=["model"])
    tokenizer, model = T.AutoTokenizer.from_pretrained(folder), T.AutoModel.from_pretrained(folder)
    tokens = sorted(one for one in masked.mute.masked if isinstance(one, int))
    made = [
        zeroed(model.eval(), dict(tokenizer(text, return_tensors="pt")), at)
        .last_hidden_state[0]
        .mean(0)
        .double()
        .numpy()
        for text, at in ((TEXT, tokens), (other, []))
    ]
    cosine = made[0] @ made[1] / np.linalg.norm(made[0]) / np.linalg.norm(made[1])
    found = masked.gives.removeprefix("Similarity of the two texts: ").partition(",")[0]
    assert abs(float(found) - cosine) < 1e-4
