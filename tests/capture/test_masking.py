"""Parts of an input that are masked equal an input that was changed by hand."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor, nn

from explorer.capture.hooks import hooked
from explorer.capture.muting import muted
from explorer.capture.tracing.options import Options, Route
from explorer.capture.tracing.trace import trace_model
from explorer.core.interventions.intervention import MuteError
from explorer.core.interventions.mute import Mute
from explorer.core.interventions.named_tokens import cell_box
from explorer.models.seq2seq import Seq2Seq, Seq2SeqConfig
from explorer.models.transformer import Transformer, TransformerConfig
from tests.capture.families import FAMILIES, IDS, PHOTO, Family, main

CLOSE = 1e-6
READ = tuple(IDS[0].tolist())


@pytest.mark.parametrize("name", ["timm", "torchvision", "swin", "clip"])
def test_a_patch_is_the_mean_colour_of_the_photo(name: str) -> None:
    family = FAMILIES[name]
    torch.manual_seed(3)
    model = family.build().eval()
    mute = Mute(masked=frozenset({cell_box((1, 2), (4, 4)), (0.0, 0.0, 0.5, 0.25)}))
    changed = PHOTO.clone()
    for channel in range(3):
        mean = float(PHOTO[0, channel].mean())
        for row in range(32):
            for column in range(32):
                patch = 8 <= row < 16 and 16 <= column < 24
                if patch or (row < 8 and column < 16):
                    changed[0, channel, row, column] = mean
    with torch.no_grad():
        expected = main(model(changed, **family.kwargs))
        plain = main(model(PHOTO, **family.kwargs))
        for route in (Route.OPERATORS, Route.FUNCTIONS):
            options = Options(mute=mute, route=route)
            found = trace_model(model, PHOTO, options=options, **family.kwargs)
            torch.testing.assert_close(main(found.output), expected, rtol=1e-5, atol=CLOSE)
        assert torch.equal(main(model(PHOTO, **family.kwargs)), plain)
    assert float((expected - plain).abs().max()) > 20 * CLOSE


def test_a_photo_given_by_name_is_masked_too() -> None:
    model = FAMILIES["clip"].build().eval()
    mute = Mute(masked=frozenset({(0.0, 0.0, 1.0, 0.5)}))
    with torch.no_grad():
        named = trace_model(model, pixel_values=PHOTO, options=Options(mute=mute)).output
        placed = trace_model(model, PHOTO, options=Options(mute=mute)).output
    assert torch.equal(main(named), main(placed))


def vectors(model: Any, ids: Tensor, tokens: list[int]) -> Tensor:
    found: Tensor = model.get_input_embeddings()(ids).clone()
    found[:, tokens] = 0
    return found


@pytest.mark.parametrize(
    "name", ["bert", "bert written out", "gpt2", "grouped queries", "t5 across"]
)
def test_a_token_is_the_zero_vector(name: str) -> None:
    family = FAMILIES[name]
    torch.manual_seed(3)
    model = family.build().eval()
    mute = Mute(masked=frozenset({1, 4}), read=READ)
    with torch.no_grad():
        given = vectors(model, IDS, [1, 4])
        expected = main(model(inputs_embeds=given, **family.kwargs))
        plain = main(model(IDS, **family.kwargs))
        for route in (Route.OPERATORS, Route.FUNCTIONS):
            options = Options(mute=mute, route=route)
            found = main(trace_model(model, IDS, options=options, **family.kwargs).output)
            torch.testing.assert_close(found, expected, rtol=0, atol=CLOSE)
    assert float((expected - plain).abs().max()) > 20 * CLOSE


def test_of_two_texts_the_one_that_is_written_stays() -> None:
    torch.manual_seed(0)
    family = FAMILIES["t5 across"]
    model: Any = family.build().eval()
    mute = Mute(masked=frozenset({0}), read=READ)
    with torch.no_grad():
        expected = model(
            inputs_embeds=vectors(model, IDS, [0]), decoder_input_ids=IDS, use_cache=False
        ).logits
        # the decoder is given another text of the same length
        other = IDS.flip(1)
        expected = model(
            inputs_embeds=vectors(model, IDS, [0]), decoder_input_ids=other, use_cache=False
        ).logits
        found = trace_model(
            model, IDS, options=Options(mute=mute), decoder_input_ids=other, use_cache=False
        ).output.logits
    torch.testing.assert_close(found, expected, rtol=0, atol=CLOSE)


def test_a_transformer_of_our_own() -> None:
    torch.manual_seed(1)
    model = Transformer(TransformerConfig(vocabulary=40, width=24, heads=3)).eval()
    target = IDS[:, :4]
    with torch.inference_mode():
        x = model.embedding.weight[IDS].clone()  # (1, S, width)
        x[:, 2] = 0
        x = x * 24**0.5 + model.positions[: IDS.shape[1]]
        mask = torch.ones(1, 1, 1, IDS.shape[1], dtype=torch.bool)
        for layer in model.encoder:
            x = layer(x, mask)
        memory = model.encoder_norm(x)
        plain = model(IDS, target)
        model.encode = lambda source: (memory, mask)  # type: ignore[method-assign]
        expected = model(IDS, target)
        del model.encode
        with muted(model, Mute(masked=frozenset({2}), read=READ)):
            found = model(IDS, target)
            begun = model.begin(IDS)
        key, _ = model._layers[0].cross_attention.keys_values(memory)
    torch.testing.assert_close(found, expected, rtol=0, atol=CLOSE)
    assert float((plain - found).abs().max()) > 20 * CLOSE
    torch.testing.assert_close(begun["memory_key.0"], key, rtol=0, atol=CLOSE)


def test_a_recurrent_translator() -> None:
    torch.manual_seed(1)
    model = Seq2Seq(Seq2SeqConfig(vocabulary=40, width=24, units=24)).eval()
    mute = Mute(masked=frozenset({2}), read=READ)
    embed = model._embed

    def by_hand(tokens: Tensor) -> Tensor:
        found = embed(tokens)
        if tokens.shape == IDS.shape:
            found = found.clone()
            found[:, 2] = 0
        return found

    with torch.inference_mode():
        model._embed = by_hand  # type: ignore[method-assign]
        expected = model(IDS, IDS[:, :4])
        del model._embed
        with muted(model, mute):
            found = model(IDS, IDS[:, :4])
    torch.testing.assert_close(found, expected, rtol=0, atol=CLOSE)


def test_a_text_that_goes_on_is_masked_where_it_was_read() -> None:
    family: Family = FAMILIES["gpt2"]
    model: Any = family.build().eval()
    mute = Mute(masked=frozenset({1}), read=READ[:3])
    with torch.no_grad():
        longer = trace_model(model, IDS, options=Options(mute=mute), **family.kwargs).output.logits
        expected = model(inputs_embeds=vectors(model, IDS, [1]), use_cache=False).logits
        step = trace_model(model, IDS[:, 3:4], options=Options(mute=mute), **family.kwargs)
        alone = model(IDS[:, 3:4], use_cache=False).logits
    torch.testing.assert_close(longer, expected, rtol=0, atol=CLOSE)
    assert torch.equal(step.output.logits, alone)


def test_what_has_no_tokens_is_refused() -> None:
    model = FAMILIES["timm"].build().eval()
    mute = Mute(masked=frozenset({1}), read=READ)
    with torch.no_grad(), pytest.raises(MuteError, match="no table"):
        trace_model(model, PHOTO, options=Options(mute=mute))
    text = FAMILIES["bert"].build().eval()
    photo = Mute(masked=frozenset({(0.0, 0.0, 0.5, 0.5)}))
    with torch.no_grad(), pytest.raises(MuteError, match="not given its photo as one picture"):
        trace_model(text, IDS, options=Options(mute=photo))
    assert not text._forward_pre_hooks


def test_vectors_that_are_given_are_masked_as_well() -> None:
    """As integrated gradients give them: whatever stands in their place is masked after it."""
    model: Any = FAMILIES["bert"].build().eval()
    table = model.get_input_embeddings()
    given = torch.randn(1, IDS.shape[1], table.weight.shape[1])
    mute = Mute(masked=frozenset({2}), read=READ)

    def instead(module: nn.Module, args: Any, output: Tensor) -> Tensor:
        return given

    masked = given.clone()
    masked[:, 2] = 0
    with torch.no_grad(), muted(model, mute), hooked([(table, instead)], first=True):
        found = model(IDS).last_hidden_state
    with torch.no_grad():
        expected = model(inputs_embeds=masked).last_hidden_state
    torch.testing.assert_close(found, expected, rtol=0, atol=CLOSE)
