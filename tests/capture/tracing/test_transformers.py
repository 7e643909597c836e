"""Tiny models of transformers with random weights against their own `output_attentions`."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor, nn

from explorer.capture.tracing.masks import MaskKind
from explorer.capture.tracing.options import Options
from explorer.capture.tracing.records import AttentionRecord, Kept
from explorer.capture.tracing.trace import Traced, UnwatchableError, trace_model
from explorer.core.checks import Verdict, overall
from explorer.core.sites.attention import Kind
from tests.capture.tracing.tiny import (
    BOTH,
    IDS,
    PICTURE,
    TEXT,
    Make,
    bert,
    deberta,
    gpt2,
    gpt_oss,
    llama,
    marian,
    swin,
    t5,
    vit,
)


def traced(model: nn.Module, inputs: dict[str, Tensor]) -> Traced:
    with torch.no_grad():
        return trace_model(model.eval(), **inputs)


def eager(model: nn.Module, inputs: dict[str, Tensor]) -> list[Tensor]:
    """The attentions that the model itself returns: encoder, decoder, cross, as far as it has."""
    model.set_attn_implementation("eager")
    with torch.no_grad():
        output = model(**inputs, output_attentions=True)
    names = ("attentions", "encoder_attentions", "decoder_attentions", "cross_attentions")
    return [one for name in names for one in getattr(output, name, None) or ()]


def whole(record: AttentionRecord) -> Tensor:
    return torch.stack([record.weights(at) for at in range(record.batch)])


MODELS = [
    (bert, TEXT),
    (gpt2, TEXT),
    (llama, TEXT),
    (t5, BOTH),
    (marian, BOTH),
    (deberta, TEXT),
    (vit, PICTURE),
]
each = pytest.mark.parametrize(
    ("make", "inputs"), MODELS, ids=lambda one: getattr(one, "__name__", "")
)


@each
@pytest.mark.parametrize("implementation", ["sdpa", "eager"])
def test_the_maps_are_those_that_the_model_returns(
    transformers: Any, make: Make, inputs: dict[str, Tensor], implementation: str
) -> None:
    model = make(transformers)
    if make is not deberta:  # which has no fused form
        model.set_attn_implementation(implementation)
    found = traced(model, inputs)
    assert found.verdict is Verdict.VERIFIED
    assert not found.gates
    expected = eager(model, inputs)
    assert len(found.attentions) == len(expected) > 0
    left = list(expected)
    for record in found.attentions:
        maps = whole(record)
        same = [at for at, one in enumerate(left) if one.shape == maps.shape]
        best = min(same, key=lambda at: float((left[at] - maps).abs().max()))
        torch.testing.assert_close(maps, left.pop(best), rtol=0, atol=1e-5)


@pytest.mark.parametrize("implementation", ["sdpa", "eager"])
def test_kinds_and_names_of_an_encoder_decoder(transformers: Any, implementation: str) -> None:
    model = marian(transformers)
    model.set_attn_implementation(implementation)
    found = [(one.path, one.layer, one.sort) for one in traced(model, BOTH).attentions]
    assert found == [
        ("encoder.layers.0.self_attn", "encoder.layers.0", Kind.SELF),
        ("encoder.layers.1.self_attn", "encoder.layers.1", Kind.SELF),
        ("decoder.layers.0.self_attn", "decoder.layers.0", Kind.MASKED),
        ("decoder.layers.0.encoder_attn", "decoder.layers.0", Kind.CROSS),
        ("decoder.layers.1.self_attn", "decoder.layers.1", Kind.MASKED),
        ("decoder.layers.1.encoder_attn", "decoder.layers.1", Kind.CROSS),
    ]


@pytest.mark.parametrize("implementation", ["sdpa", "eager"])
def test_q_and_k_are_kept_where_they_give_the_map(transformers: Any, implementation: str) -> None:
    kinds = {bert: MaskKind.NONE, gpt2: MaskKind.CAUSAL, llama: MaskKind.CAUSAL}
    for make, mask in kinds.items():
        model = make(transformers)
        model.set_attn_implementation(implementation)
        for record in traced(model, TEXT).attentions:
            assert record.map is None
            assert record.mask.kind is mask
            assert record.query is not None
            assert record.query.shape == (1, 4, 7, 8)
            assert record.fused is (implementation == "sdpa")


def test_grouped_query_heads_are_kept_as_they_are(transformers: Any) -> None:
    for record in traced(llama(transformers), TEXT).attentions:
        assert record.repeat == 2
        assert record.key is not None
        assert record.key.shape == record.value.shape == (1, 2, 7, 8)


def test_where_other_products_are_added_the_map_is_kept(transformers: Any) -> None:
    for record in traced(deberta(transformers), TEXT).attentions:
        assert record.map is not None
        assert record.query is record.key is None


@pytest.mark.parametrize("implementation", ["sdpa", "eager"])
@pytest.mark.parametrize("make", [bert, gpt2, llama])
def test_padding_on_the_left_is_never_attended(
    transformers: Any, make: Make, implementation: str
) -> None:
    model = make(transformers)
    model.set_attn_implementation(implementation)
    mask = torch.tensor([[0, 0, 1, 1, 1, 1, 1]])
    inputs = {"input_ids": IDS, "attention_mask": mask}
    found = traced(model, inputs)
    assert found.verdict is Verdict.VERIFIED
    expected = eager(model, inputs)
    for record, maps in zip(found.attentions, expected, strict=True):
        real = record.weights()[:, 2:]
        torch.testing.assert_close(real, maps[0, :, 2:], rtol=0, atol=1e-5)
        assert float(real[..., :2].abs().max()) == 0


@pytest.mark.parametrize("implementation", ["sdpa", "eager"])
def test_shifted_windows(transformers: Any, implementation: str) -> None:
    model = swin(transformers)
    model.set_attn_implementation(implementation)
    found = traced(model, PICTURE)
    assert found.verdict is Verdict.VERIFIED
    assert [one.groups for one in found.attentions] == [4, 4, 1, 1]
    returned = eager(model, PICTURE)  # one a stage
    assert returned
    for expected in returned:
        errors = [
            float((whole(one) - expected).abs().max())
            for one in found.attentions
            if whole(one).shape == expected.shape
        ]
        assert min(errors) < 1e-5


def test_what_lies_on_a_sink_is_left_out(transformers: Any) -> None:
    model = gpt_oss(transformers)
    found = traced(model, TEXT)
    assert found.verdict is Verdict.VERIFIED
    expected = eager(model, TEXT)
    assert len(found.attentions) == len(expected) == 2
    for record, maps in zip(found.attentions, expected, strict=True):
        assert record.rest == "a sink"
        torch.testing.assert_close(record.weights(), maps[0, ..., :7], rtol=0, atol=1e-5)
        sums = record.weights().sum(dim=-1)
        assert float(sums.max()) < 1
        assert overall(record.checks) is Verdict.VERIFIED


@pytest.mark.parametrize("make", [gpt2, llama])
def test_a_continuation_step_by_step(transformers: Any, make: Make) -> None:
    base = make(transformers)
    causal = {gpt2: transformers.GPT2LMHeadModel, llama: transformers.LlamaForCausalLM}[make]
    model = causal(base.config).eval()

    def run(ids: Tensor) -> Tensor:
        said: Tensor = model.generate(ids, max_new_tokens=3, min_new_tokens=3, do_sample=False)
        return said

    with torch.no_grad():
        found = trace_model(model, IDS, run=run)
    assert found.verdict is Verdict.VERIFIED
    sizes = [(one.queries, one.keys, one.call) for one in found.attentions]
    assert sizes == [(7, 7, 0)] * 2 + [(1, 8, 1)] * 2 + [(1, 9, 2)] * 2
    with torch.no_grad():
        model.set_attn_implementation("eager")
        at_once = model(found.output[:, :9], output_attentions=True).attentions
    last = found.attentions[-2:]
    for record, maps in zip(last, at_once, strict=True):
        torch.testing.assert_close(record.weights()[:, 0], maps[0, :, 8], rtol=0, atol=1e-5)


@pytest.mark.filterwarnings("ignore")  # of how transformers compiles it
def test_flexible_attention_is_refused_in_a_sentence(transformers: Any) -> None:
    model = llama(transformers).eval()
    model.set_attn_implementation("flex_attention")
    with torch.no_grad(), pytest.raises(UnwatchableError, match="attn_implementation='sdpa'"):
        trace_model(model, **TEXT)


@pytest.mark.parametrize("padded", [0, 1])
def test_two_tokens_are_not_taken_for_two_heads(transformers: Any, padded: int) -> None:
    """As many queries as heads share a key: the shape of a decoding step that is folded."""
    model = llama(transformers)
    mask = torch.ones(1, 2 + padded, dtype=torch.long)
    mask[:, :padded] = 0
    inputs = {"input_ids": IDS[:, : 2 + padded], "attention_mask": mask}
    found = traced(model, inputs)
    assert found.verdict is Verdict.VERIFIED
    for record, maps in zip(found.attentions, eager(model, inputs), strict=True):
        torch.testing.assert_close(
            record.weights()[:, padded:], maps[0, :, padded:], rtol=0, atol=1e-5
        )


def gpt2_speaking(T: Any) -> nn.Module:
    model: nn.Module = T.GPT2LMHeadModel(gpt2(T).config)
    return model


def llama_speaking(T: Any) -> nn.Module:
    model: nn.Module = T.LlamaForCausalLM(llama(T).config)
    return model


def marian_speaking(T: Any) -> nn.Module:
    model: nn.Module = T.MarianMTModel(marian(T).config)
    return model


def t5_speaking(T: Any) -> nn.Module:
    config = t5(T).config
    config.decoder_start_token_id = 0
    model: nn.Module = T.T5ForConditionalGeneration(config)
    return model


SPEAKING = [gpt2_speaking, llama_speaking, marian_speaking, t5_speaking]


@pytest.mark.parametrize("make", SPEAKING)
@pytest.mark.parametrize("implementation", ["sdpa", "eager"])
@pytest.mark.parametrize("half", [False, True], ids=["full", "half"])
def test_steps_with_a_cache_are_joined(
    transformers: Any, make: Make, implementation: str, half: bool
) -> None:
    """As if all had been said at once: against the model's own attentions for the whole text."""
    model = make(transformers).eval()
    model.set_attn_implementation(implementation)

    def run(ids: Tensor) -> Tensor:
        said: Tensor = model.generate(ids, max_new_tokens=4, min_new_tokens=4, do_sample=False)
        return said

    with torch.no_grad():
        options = Options(joined=True)
        if half:
            full = trace_model(model, IDS, run=run, options=options).records
            sizes = [one.numel() * 4 for record in full for one in record.tensors().values()]
            options = Options(joined=True, budget=int(0.9 * sum(sizes)))
        found = trace_model(model, IDS, run=run, options=options)
        assert {one.kept for one in found.records} == {Kept.HALF if half else Kept.FULL}
        whole = found.output[:, :-1]  # the last token was said and not read again
        model.set_attn_implementation("eager")
        two = model.config.is_encoder_decoder
        inputs = {"input_ids": IDS, "decoder_input_ids": whole} if two else {"input_ids": whole}
        output = model(**inputs, output_attentions=True)
    assert found.verdict is Verdict.VERIFIED
    kept = [one for one in found.attentions if not one.path.startswith("encoder")]
    kept = [one for one in kept if not one.path.startswith("model.encoder")]
    if not two:
        expected = list(output.attentions)
    else:
        pairs = zip(output.decoder_attentions, output.cross_attentions, strict=True)
        expected = [one for pair in pairs for one in pair]
    assert len(kept) == len(expected)
    for record, maps in zip(kept, expected, strict=True):
        atol = 1e-3 if half else 1e-5
        torch.testing.assert_close(record.weights(), maps[0], rtol=0, atol=atol)
        assert record.call == 0
        assert record.sort is (Kind.CROSS if maps.shape[-1] == 7 and two else Kind.MASKED)


def test_steps_of_beams_stay_apart_where_they_change_places(transformers: Any) -> None:
    model = gpt2_speaking(transformers).eval()

    def run(ids: Tensor) -> Tensor:
        said: Tensor = model.generate(
            ids, max_new_tokens=4, min_new_tokens=4, do_sample=False, num_beams=3
        )
        return said

    with torch.no_grad():
        found = trace_model(model, IDS, run=run, options=Options(joined=True))
    assert found.verdict is Verdict.VERIFIED
    assert {one.path for one in found.attentions} == {
        "transformer.h.0.attn",
        "transformer.h.1.attn",
    }
    for record in found.attentions:
        sums = record.weights(batch=record.batch - 1).sum(dim=-1)
        torch.testing.assert_close(sums, torch.ones_like(sums))


def test_a_cache_of_fixed_length(transformers: Any) -> None:
    model = llama_speaking(transformers).eval()

    def run(ids: Tensor) -> Tensor:
        said: Tensor = model.generate(
            ids, max_new_tokens=3, min_new_tokens=3, do_sample=False, cache_implementation="static"
        )
        return said

    with torch.no_grad():
        found = trace_model(model, IDS, run=run)
        model.set_attn_implementation("eager")
        at_once = model(found.output[:, :-1], output_attentions=True).attentions
    assert found.verdict is Verdict.VERIFIED
    last = found.attentions[-2:]
    for record, maps in zip(last, at_once, strict=True):
        rows = record.weights()
        assert rows.shape[:2] == (4, 1)
        torch.testing.assert_close(rows[:, 0, :9], maps[0, :, 8], rtol=0, atol=1e-5)
        assert float(rows[:, 0, 9:].abs().sum()) == 0
