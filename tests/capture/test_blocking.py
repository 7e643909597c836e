"""Looks that are blocked equal scores of -inf before the softmax, put there by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from inspect import signature
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor, nn
from torch.nn import functional as F

from explorer.capture.blocking import blocked_mask, hidden
from explorer.capture.muting import muted
from explorer.capture.tracing.options import Options, Route
from explorer.capture.tracing.rerun import quicker
from explorer.capture.tracing.trace import trace_model
from explorer.core.interventions.intervention import ALL, Block, MuteError
from explorer.core.interventions.mute import Mute
from explorer.models.seq2seq import Seq2Seq, Seq2SeqConfig
from explorer.models.transformer import Transformer, TransformerConfig
from explorer.models.vit import VisionTransformer, ViTConfig
from tests.capture.families import FAMILIES, IDS, PHOTO, Family, hugging, main

CLOSE = 1e-6
BLOCKS = {
    "one from one": Block((3,), (1,)),
    "some from some": Block((2, 3), (0, 2)),
    "all from one": Block((ALL,), (1,)),
    "one from all but itself": Block((3,), (0, 1, 2, 4, 5)),
}
NAMES = ("timm", "bert", "bert written out", "gpt2", "grouped queries", "t5 across", "clip")


@contextmanager
def by_hand(model: nn.Module, site: str, where: Tensor) -> Iterator[None]:
    """Put -inf into the scores of the softmax that a module written out computes."""
    at_work: list[bool] = []
    module = model.get_submodule(site)
    handles = [
        module.register_forward_pre_hook(lambda *given: at_work.append(True)),
        module.register_forward_hook(lambda *given: at_work.clear()),
    ]
    plain: dict[Any, Any] = {(one, "softmax"): one.softmax for one in (F, torch, Tensor)}

    def instead(softmax: Callable[..., Tensor]) -> Callable[..., Tensor]:
        def less(scores: Tensor, *args: Any, **kwargs: Any) -> Tensor:
            if at_work and scores.shape[-2:] == where.shape:
                scores = scores.masked_fill(where, -torch.inf)
            return softmax(scores, *args, **kwargs)

        return less

    for (one, name), softmax in plain.items():
        setattr(one, name, instead(softmax))
    try:
        yield
    finally:
        for (one, name), softmax in plain.items():
            setattr(one, name, softmax)
        for handle in handles:
            handle.remove()


def size_of(model: nn.Module, family: Family) -> tuple[int, int]:
    with torch.no_grad():
        traced = trace_model(model, *family.args, compare=False, **family.kwargs)
    record = next(one for one in traced.attentions if one.name == family.site)
    return record.queries, record.keys


def written_out(family: Family, model: nn.Module) -> nn.Module:
    """The same model, whose attention is written out in steps."""
    part: Any
    for part in model.modules():
        if hasattr(part, "fused_attn"):
            part.fused_attn = False
        if hasattr(part, "config"):
            part.config._attn_implementation = "eager"
    return model


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("block", BLOCKS.values(), ids=list(BLOCKS))
def test_it_is_minus_infinity_in_the_scores_by_hand(name: str, block: Block) -> None:
    family = FAMILIES[name]
    if name == "timm":  # of the last layer CLS alone counts
        family = replace(family, site="blocks.0.attn")
    torch.manual_seed(3)
    model = family.build().eval()
    if name == "timm":  # whose own weights hardly tell its tokens apart
        for parameter in model.parameters():
            nn.init.normal_(parameter, std=0.3)
    queries, keys = size_of(model, family)
    if keys < 6:
        block = replace(block, keys=tuple(one for one in block.keys if int(one) < keys))
    where = hidden([block], queries, keys)
    assert where is not None
    if name in ("gpt2", "grouped queries") and block == BLOCKS["one from all but itself"]:
        block = Block((3,), (0, 1, 2))  # what is ahead is hidden anyway
        where = hidden([block], queries, keys)
        assert where is not None
    mute = Mute(blocks=frozenset({replace(block, sites=(family.site,))}), settled=True)
    with torch.no_grad():
        plain = trace_model(model, *family.args, **family.kwargs)
        quick = quicker(plain, model, *family.args, **family.kwargs)
        found = []
        for options in (
            Options(mute=mute),
            Options(mute=mute, route=quick.route, known=quick.known),
        ):
            traced = trace_model(model, *family.args, options=options, **family.kwargs)
            found.append(main(traced.output))
            record = next(one for one in traced.attentions if one.name == family.site)
            weights = record.weights()  # (heads, Q, K)
            assert float(weights[:, where].abs().max()) == 0
            torch.testing.assert_close(weights.sum(dim=-1), torch.ones(weights.shape[:2]))
            assert record.verdict == "Verified"
        again = main(model(*family.args, **family.kwargs))
        explicit = written_out(family, model)
        with by_hand(explicit, family.site, where):
            expected = main(explicit(*family.args, **family.kwargs))
    for one in found:
        torch.testing.assert_close(one, expected, rtol=0, atol=CLOSE)
    assert float((expected - main(plain.output)).abs().max()) > 20 * CLOSE
    assert torch.equal(again, main(plain.output))  # the model is as it was


@pytest.mark.parametrize("name", ["gpt2", "bert", "grouped queries"])
def test_a_query_that_is_left_nothing_is_refused(name: str) -> None:
    family = FAMILIES[name]
    model = family.build().eval()
    mute = Mute(blocks=frozenset({Block((0,), (ALL,), (family.site,))}), settled=True)
    for route in (Route.OPERATORS, Route.FUNCTIONS):
        with torch.no_grad(), pytest.raises(MuteError, match="nothing left to look at"):
            trace_model(
                model, *family.args, options=Options(mute=mute, route=route), **family.kwargs
            )


def test_what_is_ahead_does_not_count_as_something_to_look_at() -> None:
    family = FAMILIES["gpt2"]
    model = written_out(family, family.build().eval())
    mute = Mute(blocks=frozenset({Block((0,), (0,), (family.site,))}), settled=True)
    with torch.no_grad(), pytest.raises(MuteError, match="nothing left to look at"):
        trace_model(model, *family.args, options=Options(mute=mute), **family.kwargs)


def test_windows_are_refused() -> None:
    family = FAMILIES["swin"]
    model = family.build().eval()
    mute = Mute(blocks=frozenset({Block((0,), (1,), (family.site,))}), settled=True)
    with torch.no_grad(), pytest.raises(MuteError, match="within windows"):
        trace_model(model, *family.args, options=Options(mute=mute), **family.kwargs)


@pytest.mark.parametrize("implementation", ["sdpa", "eager"])
def test_decoding_with_a_cache_is_the_run_at_once(implementation: str) -> None:
    model = hugging(
        ("Llama", "ForCausalLM"),
        implementation,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        intermediate_size=48,
        vocab_size=40,
    )().eval()
    sites = tuple(f"model.layers.{at}.self_attn" for at in range(2))
    mute = Mute(blocks=frozenset({Block((3, 5), (0, 2), sites)}), settled=True)
    options = Options(mute=mute)

    known = signature(model.forward).parameters
    kept = "cache" if "cache" in known else "past_key_values"

    def step_by_step(ids: Tensor) -> Tensor:
        past, rows = None, []
        for at in range(ids.shape[1]):
            made = model(ids[:, at : at + 1], **{kept: past}, use_cache=True)
            past = getattr(made, kept)
            rows.append(made.logits)
        return torch.cat(rows, dim=1)

    with torch.no_grad():
        whole = trace_model(model, IDS, options=options, use_cache=False).output.logits
        steps = trace_model(
            model, IDS, run=step_by_step, options=replace(options, joined=True), compare=False
        ).output
    torch.testing.assert_close(steps, whole, rtol=0, atol=1e-5)
    blind = Mute(blocks=frozenset({Block((4,), (ALL,), sites[:1])}), settled=True)
    asked = Options(mute=blind, joined=True)
    with torch.no_grad(), pytest.raises(MuteError, match=r"Query 4 of model\.layers\.0"):
        trace_model(model, IDS, run=step_by_step, options=asked, compare=False)


@pytest.mark.parametrize("made", ["vit", "transformer", "seq2seq"])
def test_our_own_models_at_their_taps(made: str) -> None:
    torch.manual_seed(2)
    model: nn.Module
    args: tuple[Tensor, ...]
    if made == "vit":
        model = VisionTransformer(ViTConfig(classes=5, image=32, width=24, layers=2, heads=3))
        args, site = (PHOTO,), "blocks.0.attention"
    elif made == "transformer":
        model = Transformer(TransformerConfig(vocabulary=40, width=24, heads=3))
        args, site = (IDS, IDS[:, :4]), "decoder.0.cross_attention"
    else:
        model = Seq2Seq(Seq2SeqConfig(vocabulary=40, width=24, units=24))
        args, site = (IDS, IDS[:, :4]), "attention"
    for parameter in model.parameters():
        nn.init.normal_(parameter, std=0.2)
    model = model.eval()
    block = Block((1, 3), (0, 2), (site,))
    expected = literal(model, args, site, block)
    mute = Mute(blocks=frozenset({block}), settled=True)
    with torch.inference_mode():
        plain = model(*args)
        with muted(model, mute):
            for _ in range(2):  # queries are counted anew in every call
                torch.testing.assert_close(model(*args), expected, rtol=0, atol=CLOSE)
    assert float((plain - expected).abs().max()) > 20 * CLOSE


def literal(model: nn.Module, args: tuple[Tensor, ...], site: str, block: Block) -> Tensor:
    """What a model gives whose scores are masked by hand, query by query."""
    seen = 0
    softmax = Tensor.softmax
    module = model.get_submodule(site)
    at_work: list[bool] = []
    handles = [
        module.register_forward_pre_hook(lambda *given: at_work.append(True)),
        module.register_forward_hook(lambda *given: at_work.clear()),
    ]
    attend = getattr(module, "attend", None)

    def attending(*given: Any) -> Tensor:
        at_work.append(True)
        found: Tensor = attend(*given)  # type: ignore[misc]
        at_work.clear()
        return found

    def less(scores: Tensor, *given: Any, **kwargs: Any) -> Tensor:
        nonlocal seen
        if at_work and scores.dim() == 4:
            scores = scores.clone()
            for row in range(scores.shape[2]):
                if seen + row in block.queries:
                    scores[:, :, row, [int(one) for one in block.keys]] = -torch.inf
            seen += scores.shape[2]
        return softmax(scores, *given, **kwargs)

    if attend is not None:
        module.attend = attending  # type: ignore[assignment]
    Tensor.softmax = less  # type: ignore[method-assign,assignment]
    try:
        with torch.inference_mode():
            found: Tensor = model(*args)
    finally:
        Tensor.softmax = softmax  # type: ignore[method-assign]
        if attend is not None:
            del module.attend
        for handle in handles:
            handle.remove()
    return found


def test_our_own_models_refuse_what_they_do_not_have() -> None:
    model = VisionTransformer(ViTConfig(classes=5, image=32, width=24, layers=2, heads=3))
    nowhere = Mute(blocks=frozenset({Block((0,), (1,), ("head",))}), settled=True)
    with pytest.raises(MuteError, match="no attention"), muted(model, nowhere):
        pass
    site = "blocks.0.attention"
    blind = Mute(blocks=frozenset({Block((0,), (ALL,), (site,))}), settled=True)
    with pytest.raises(MuteError, match="nothing left"), muted(model, blind):
        model(PHOTO)
    assert not model.get_submodule(f"{site}.tap")._forward_pre_hooks


sizes = st.integers(1, 7)
chosen = st.lists(st.integers(0, 8), max_size=4)


@given(sizes, sizes, chosen, chosen, st.integers(0, 4), st.booleans())
def test_whatever_mask_there_is_only_what_is_blocked_is_added(
    queries: int, keys: int, asked: list[int], seen: list[int], start: int, causal: bool
) -> None:
    where = hidden([Block(tuple(asked), tuple(seen))], queries, keys, start)
    literal = torch.zeros(queries, keys, dtype=torch.bool)
    for row in range(queries):
        for column in range(keys):
            literal[row, column] = row + start in asked and column in seen
    assert (where is None) == (not literal.any())
    if where is None:
        return
    assert torch.equal(where, literal)
    before = torch.ones(queries, keys, dtype=torch.bool)
    before = before.tril() if causal else before
    like = torch.zeros(1, 1, queries, 4)
    left = before & ~literal
    if bool((before.any(dim=1) & ~left.any(dim=1)).any()):
        with pytest.raises(MuteError, match="nothing left"):
            blocked_mask(None, causal, where, like, "here")
        return
    assert torch.equal(blocked_mask(None, causal, where, like, "here"), left)
    added = torch.randn(queries, keys, generator=torch.Generator().manual_seed(0))
    less = blocked_mask(added, causal, where, like, "here")
    assert torch.equal(less, added.masked_fill(~left, -torch.inf))
