"""The Transformer against torch's own, its masks, and a task whose attention is known."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor, nn

from explorer.models import build
from explorer.models.attention import MultiHeadAttention
from explorer.models.decoding import translate, watch
from explorer.models.transformer import Residual, Transformer, sinusoids
from explorer.models.translator import END, PAD, START
from tests.models.test_attention import CLOSE, copy_attention
from tests.models.translators import (
    WORDS,
    different_words,
    learn_to_copy,
    sentences,
    tiny,
)
from translation_training.recipes import RECIPES

pytestmark = pytest.mark.usefixtures("one_thread")

KINDS = ["transformer", "transformer-post-norm"]


def targets(source: Tensor) -> Tensor:
    """Some target for every source, START first, padded where the source is."""
    return (
        torch.where(source == END, PAD, source.flip(1))
        .roll(1, 1)
        .index_fill(1, torch.tensor([0]), START)
    )


def twin(ours: Transformer) -> nn.Transformer:
    """torch's Transformer with the weights of ``ours``."""
    config = ours.config
    theirs = nn.Transformer(
        config.width,
        config.heads,
        config.encoder_layers,
        config.decoder_layers,
        config.feedforward,
        batch_first=True,
        norm_first=config.pre_norm,
    ).eval()

    def copy(mine: nn.Module, its: nn.Module) -> None:
        its.load_state_dict(mine.state_dict())

    def copy_layer(mine: nn.Module, its: nn.Module, pairs: dict[str, str]) -> None:
        for a, b in pairs.items():
            part, other = mine.get_submodule(a), its.get_submodule(b)
            if isinstance(part, MultiHeadAttention):
                assert isinstance(other, nn.MultiheadAttention)
                copy_attention(part, other)
            else:
                copy(part.norm if isinstance(part, Residual) else part, other)

    rest = {"feedforward.0": "linear1", "feedforward.2": "linear2"}
    for mine, its in zip(ours.encoder, theirs.encoder.layers, strict=True):
        own = {"attention": "self_attn", "around_attention": "norm1"}
        copy_layer(mine, its, {**own, "around_feedforward": "norm2", **rest})
    for mine, its in zip(ours.decoder, theirs.decoder.layers, strict=True):
        own = {"self_attention": "self_attn", "around_self": "norm1"}
        cross = {"cross_attention": "multihead_attn", "around_cross": "norm2"}
        copy_layer(mine, its, {**own, **cross, "around_feedforward": "norm3", **rest})
    if config.pre_norm:
        copy(ours.encoder_norm, theirs.encoder.norm)
        copy(ours.decoder_norm, theirs.decoder.norm)
    else:
        theirs.encoder.norm = theirs.decoder.norm = None  # as in the paper
    return theirs


@pytest.mark.filterwarnings("ignore:enable_nested_tensor")
@pytest.mark.filterwarnings("ignore:The PyTorch API of nested tensors")
@pytest.mark.parametrize("kind", KINDS)
def test_equals_torch(kind: str) -> None:
    ours = tiny(kind)
    assert isinstance(ours, Transformer)
    for name, parameter in ours.named_parameters():
        if name.endswith("bias"):
            nn.init.normal_(parameter)
    source, target = sentences(7, 4), targets(sentences(5, 3, seed=1))
    theirs = twin(ours)

    def embed(tokens: Tensor) -> Tensor:
        vectors = ours.embedding.weight[tokens] * math.sqrt(ours.config.width)
        return vectors + sinusoids(tokens.shape[1], ours.config.width)

    padding = source == PAD
    with torch.no_grad():
        mixed = theirs(
            embed(source),
            embed(target),
            tgt_mask=torch.ones(target.shape[1], target.shape[1], dtype=torch.bool).triu(1),
            src_key_padding_mask=padding,
            tgt_key_padding_mask=target == PAD,
            memory_key_padding_mask=padding,
        )
        wanted = mixed @ ours.embedding.weight.T
        torch.testing.assert_close(ours(source, target), wanted, **CLOSE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_step_at_a_time_equals_all_at_once(kind: str) -> None:
    model = tiny(kind)
    source, target = sentences(7, 4, 1), targets(sentences(6, 6, 6, seed=1))
    with torch.no_grad():
        wanted = model(source, target)
        state = model.begin(source)
        for index in range(target.shape[1]):
            logits, state = model.step(target[:, index], state)
            torch.testing.assert_close(logits, wanted[:, index], **CLOSE)


def test_a_step_leaves_the_state_before_it_alone() -> None:
    model = tiny("transformer")
    state = model.begin(sentences(4))
    before = {name: part.clone() for name, part in state.items()}
    first, _ = model.step(torch.tensor([START]), state)
    again, _ = model.step(torch.tensor([START]), state)
    assert state.keys() == before.keys()
    assert all(torch.equal(part, before[name]) for name, part in state.items())
    assert torch.equal(first, again)


def test_nobody_looks_ahead_or_at_padding() -> None:
    model = tiny("transformer")
    source, target = sentences(6, 3), targets(sentences(5, 2, seed=1))
    with watch(model) as seen:
        model(source, target)
    assert len(seen) == 2 + 2 * 2
    ahead = torch.ones(target.shape[1], target.shape[1], dtype=torch.bool).triu(1)
    for path, weights in seen.items():
        torch.testing.assert_close(weights.sum(-1), torch.ones(weights.shape[:3]), **CLOSE)
        keys = target if "self_attention" in path else source
        padding = (keys == PAD)[:, None, None].expand(weights.shape)
        assert padding.any()
        assert bool((weights[padding] == 0).all())
        if "self_attention" in path:
            assert bool((weights[..., ahead] == 0).all())
            assert bool((weights[0][:, ~ahead] > 0).all())


def test_what_comes_later_changes_nothing() -> None:
    model = tiny("transformer")
    source, target = sentences(6), targets(sentences(6, seed=1))
    changed = target.clone()
    changed[0, 4:] = 5
    torch.testing.assert_close(model(source, target)[:, :4], model(source, changed)[:, :4])
    assert not torch.allclose(model(source, target)[:, 4:], model(source, changed)[:, 4:])


def test_more_padding_changes_nothing() -> None:
    model = tiny("transformer")
    source, target = sentences(4), targets(sentences(5, seed=1))
    padded = torch.cat([source, torch.full((1, 3), PAD)], dim=1)
    torch.testing.assert_close(model(padded, target), model(source, target), **CLOSE)


def test_positions_are_the_formula_of_the_paper() -> None:
    found = sinusoids(40, 6)
    for position in range(40):
        for index in range(3):
            angle = position / 10000 ** (2 * index / 6)
            assert found[position, 2 * index] == pytest.approx(math.sin(angle), abs=1e-5)
            assert found[position, 2 * index + 1] == pytest.approx(math.cos(angle), abs=1e-5)


def test_copying_looks_along_the_diagonal() -> None:
    model = learn_to_copy(
        tiny(
            "transformer",
            **{"vocabulary": 20, "width": 32, "encoder_layers": 1, "decoder_layers": 1},
            **{"feedforward": 64, "dropout": 0.0},
        ),
        words=20,
        steps=300,
        rate=5e-3,
    )
    source = different_words(20, 6, 20)
    assert [sentence[:-1] for sentence in source.tolist()] == translate(model, source)
    before = torch.cat([torch.full((20, 1), START), source[:, :-1]], dim=1)
    with watch(model) as seen, torch.no_grad():
        model(source, before)
    # At END nothing of the source is needed any more.
    weights = seen["decoder.0.cross_attention"].mean(dim=1)[:, :6]  # (B, words, S)
    assert torch.equal(weights.argmax(dim=2), torch.arange(6).expand(20, 6))
    assert float(weights.diagonal(dim1=1, dim2=2).mean()) > 0.6


def test_recipe_keeps_within_the_size() -> None:
    model = build("transformer", {"vocabulary": 8000, **RECIPES["transformer"].config})
    assert isinstance(model, Transformer)
    assert sum(parameter.numel() for parameter in model.parameters()) <= 9e6
    assert min(model.config.encoder_layers, model.config.decoder_layers) >= 3
    assert model.config.heads >= 4


def test_contradictions_are_refused() -> None:
    with pytest.raises(ValueError, match="even width"):
        build("transformer", {"width": 15, "heads": 3})
    with pytest.raises(ValueError, match="not a multiple of 3 heads"):
        build("transformer", {"width": 16, "heads": 3})
    model = tiny("transformer", longest=6)
    with pytest.raises(ValueError, match="7 tokens are too many: the model takes 6"):
        model(sentences(6), torch.full((1, 2), START))
    with pytest.raises(ValueError, match="too many"):
        model(sentences(3), torch.full((1, 7), START))
    assert model(sentences(5), torch.full((1, 6), START)).shape == (1, 6, WORDS)
