"""Walk-throughs of models that nobody here wrote, against what their own modules computed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from explorer.capture.tracing.options import Options
from explorer.capture.tracing.sites import attention_site
from explorer.capture.tracing.trace import trace_model
from explorer.core.inputs import Inputs
from explorer.core.map.steps import NO_STEPS, Score, resolve_steps
from explorer.core.selection import Selection
from explorer.core.sites.attention import Kind
from explorer.core.sites.operands import NO_VECTORS, OWN_SCORES
from explorer.core.trace import Trace
from explorer.explanation.walk import PADDING, walk_through
from explorer.figures.steps.notation import notation
from explorer.registry.catalogue import find
from tests.explanation.literal import assert_attention, equal
from tests.registry import hf_toys
from tests.registry.test_traced_subject import photo, subject, swin

TEXT = "the quick brown fox"


def run(folder: Path, name: str, text: str = TEXT) -> tuple[nn.Module, Trace]:
    """A toy of Hugging Face, and its run on a text."""
    getattr(hf_toys, name)(folder)
    loaded: Any = find(f"hf:{folder}").load("cpu")
    return loaded.model, loaded.run(Inputs(text=text))


def projected(module: nn.Module, states: torch.Tensor, heads: int) -> np.ndarray:
    """(T, width) through a linear layer, to (heads, T, d)."""
    out = module(states).detach()
    return out.unflatten(-1, (heads, -1)).transpose(0, 1).numpy()


def test_grouped_queries_share_the_keys_of_their_group(tmp_path: Path) -> None:
    _, trace = run(tmp_path / "llama", "llama")
    site: Any = trace.sites[1]
    for head in range(4):
        walk = walk_through(trace, Selection(layer=1, unit=head, query=3))
        assert_attention(
            walk,
            site.query[head, 3],
            site.key[head],
            site.value[head],
            scale=8**-0.5,
            hidden=tuple(range(4, site.keys.size)),
        )
    # four query heads, two key heads: neighbours share
    equal(site.key[0], site.key[1])
    assert not np.allclose(site.key[1], site.key[2])


def test_t5_has_no_scale_and_a_bias_of_distances(tmp_path: Path) -> None:
    model, trace = run(tmp_path / "t5", "t5")
    at = next(n for n, site in enumerate(trace.sites) if site.kind is Kind.SELF)
    site = trace.sites[at]
    encoder: Any = model.get_submodule("encoder")
    attention = encoder.block[0].layer[0].SelfAttention
    with torch.no_grad():
        tokens = torch.tensor([trace.sentence.ids])
        states = encoder.block[0].layer[0].layer_norm(encoder.embed_tokens(tokens))[0]
        bias = attention.compute_bias(tokens.shape[1], tokens.shape[1])[0]  # (heads, Q, K)
    q, k, v = (projected(getattr(attention, part), states, 4) for part in "qkv")
    walk = walk_through(trace, Selection(layer=at, unit=2, query=1))
    assert_attention(walk, q[2, 1], k[2], v[2], scale=1.0, bias=bias[2, 1].numpy())
    names = [step.name for step in walk.steps]
    assert "+ bias" in names
    assert not [name for name in names if name.startswith("÷")]
    assert site.weights([1])[2, 0] == pytest.approx(walk["weights"].values, abs=1e-6)
    # the steps figure draws from the same numbers
    steps = resolve_steps(trace, Selection(layer=at, unit=2, query=1))
    assert steps.vectors is not None
    assert (steps.score, steps.biased) == (Score.INNER, True)
    assert notation(steps).score == "e_{ij} = q_i · k_j + b_{ij}"


def test_cross_attention_of_an_encoder_and_a_decoder(tmp_path: Path) -> None:
    _, trace = run(tmp_path / "bart", "bart")
    at = next(n for n, site in enumerate(trace.sites) if site.kind is Kind.CROSS)
    site: Any = trace.sites[at]
    walk = walk_through(trace, Selection(layer=at, unit=0, query=0))
    width = site.query.shape[-1]
    parts = site.query[0, 0], site.key[0], site.value[0]
    assert_attention(walk, *parts, scale=width**-0.5)
    assert walk.keys == trace.sentence.tokens.pieces
    assert walk.writes == trace.steps[0].piece


def fused_swin() -> nn.Module:
    """A Swin that hands its bias to the fused operator, which keeps it beside q, k and v."""
    model = swin(pytest.importorskip("timm"))
    for part in model.modules():
        if hasattr(part, "fused_attn"):
            part.fused_attn = True
    return model


def test_a_swin_that_writes_its_softmax_out_keeps_its_map_alone() -> None:
    """Heads differ in their bias, so that the tracer keeps what they gave."""
    model = swin(pytest.importorskip("timm"))
    trace = subject(model, (64, 64)).run(Inputs((photo(64, 64),)))
    walk = walk_through(trace, Selection(layer=1, unit=1, query=0))
    assert NO_VECTORS in walk.missing
    assert "query" not in walk
    row = trace.sites[1].weights([0])[1, 0]
    equal(walk["weights"].values, row[list(walk.places)])
    equal(walk["output"].values, walk["weights"].values @ walk["values"].values)


def test_the_windows_of_swin_have_their_bias_and_their_positions() -> None:
    model = fused_swin()
    trace = subject(model, (64, 64)).run(Inputs((photo(64, 64),)))
    for layer, query in ((0, 17), (1, 0)):
        site = trace.sites[layer]
        walk = walk_through(trace, Selection(layer=layer, unit=1, query=query))
        assert len(walk.keys) == 16
        assert PADDING not in walk.keys
        module: Any = model.get_submodule(site.name)
        table = module._get_rel_pos_bias().detach()[0]  # (heads, 16, 16)
        token = list(walk.places).index(query)
        found = walk["bias"].values
        shown = found > -50  # what the shift joins from elsewhere is hidden by adding -100
        equal(found[shown], table[1, token].numpy()[shown])
        assert_attention(
            walk,
            walk["query"].values,
            walk["keys"].values,
            walk["values"].values,
            scale=4**-0.5,
            bias=found,
        )
        row = site.weights([query])[1, 0]
        equal(walk["weights"].values, row[list(walk.places)])
        assert walk.asks == site.query_axis.label(query)


def test_the_query_of_swin_is_what_its_module_projects() -> None:
    model = fused_swin()
    seen: dict[str, torch.Tensor] = {}
    handle = model.get_submodule("layers.0.blocks.0.attn.qkv").register_forward_hook(
        lambda _, args, out: seen.update(qkv=out)
    )
    trace = subject(model, (64, 64)).run(Inputs((photo(64, 64),)))
    handle.remove()
    # (windows, 16, 3 · heads · d); the last call is the watched one, on the photo alone
    qkv = seen["qkv"].unflatten(-1, (3, 3, 4)).permute(2, 0, 3, 1, 4)  # (3, windows, heads, 16, d)
    walk = walk_through(trace, Selection(layer=0, unit=2, query=0))  # the first of window 0
    for part, name in zip(qkv[:, 0, 2], ("query", "keys", "values"), strict=True):
        equal(walk[name].values, part[0] if name == "query" else part)


def test_a_map_that_was_kept_alone_says_that_its_scores_are_not_known() -> None:
    class Capped(nn.Module):
        """Scores bent by tanh, as Gemma 2 does it: no q and k give them by a product."""

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            scores = 5 * torch.tanh(x @ x.mT / 5)
            return scores.softmax(-1) @ x

    torch.manual_seed(0)
    traced = trace_model(Capped(), torch.randn(1, 2, 6, 4), options=Options(), compare=False)
    (record,) = traced.attentions
    from tests.core.text_traces import SOURCE, text_trace

    axis = SOURCE.part(0, 6)
    site = attention_site(record, axis, sort=Kind.SELF)
    trace = Trace(
        model=text_trace().model,
        inputs=Inputs(text="six"),
        sites=(site,),
        layers=1,
        sentence=text_trace().sentence,
    )
    walk = walk_through(trace, Selection(unit=1, query=2))
    assert NO_VECTORS in walk.missing
    assert walk["weights"].kept
    assert "scores" not in walk
    equal(walk["weights"].values, site.weights([2])[1, 0])
    equal(walk["output"].values, walk["weights"].values @ walk["values"].values)
    assert resolve_steps(trace, Selection(unit=1, query=2)).lacking == NO_STEPS


def test_a_query_with_scores_of_its_own(tmp_path: Path) -> None:
    _, trace = run(tmp_path / "longformer", "longformer", f"{TEXT} jumps over")
    walk = walk_through(trace, Selection(layer=0, unit=0, query=0))
    assert OWN_SCORES in walk.missing
    equal(walk["scores"].values, trace.sites[0].logits([0])[0, 0])  # type: ignore[attr-defined]
    assert walk.steps[0].name == "exp"
    other = walk_through(trace, Selection(layer=0, unit=0, query=3))
    assert OWN_SCORES not in other.missing
    assert "mask" in [step.name for step in other.steps]
