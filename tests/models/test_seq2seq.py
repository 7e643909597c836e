"""The recurrent model against NumPy and torch, its padding, and a task whose attention is known."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from explorer.models import build
from explorer.models.decoding import translate, watch
from explorer.models.seq2seq import GRU, Seq2Seq
from explorer.models.taps import AttentionTap
from explorer.models.translator import END, PAD, START
from tests.models.test_attention import CLOSE
from tests.models.test_attention import watch as watch_taps
from tests.models.translators import different_words, learn_to_copy, sentences, tiny
from translation_training.recipes import RECIPES

pytestmark = pytest.mark.usefixtures("one_thread")

KINDS = ["seq2seq", "seq2seq-additive"]


def with_biases(model: nn.Module) -> None:
    """Biases start at zero, where a forgotten one would not be noticed."""
    for name, parameter in model.named_parameters():
        if name.endswith("bias"):
            nn.init.normal_(parameter)


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def literal_gru(weights: dict[str, np.ndarray], x: np.ndarray, h: np.ndarray) -> np.ndarray:
    """One step for one sentence, gate by gate."""
    of_x, of_h = (
        np.split(weights[f"{side}.weight"] @ value + weights[f"{side}.bias"], 3)
        for side, value in (("input", x), ("state", h))
    )
    reset, update = sigmoid(of_x[0] + of_h[0]), sigmoid(of_x[1] + of_h[1])
    new = np.tanh(of_x[2] + reset * of_h[2])
    return (1 - update) * new + update * h


def numbers(module: nn.Module) -> dict[str, np.ndarray]:
    return {name: part.double().numpy() for name, part in module.state_dict().items()}


def test_a_recurrent_step_is_the_literal_formula() -> None:
    torch.manual_seed(0)
    cell = GRU(5, 4)
    with_biases(cell)
    x, h = torch.randn(3, 5), torch.randn(3, 4)
    found = cell(cell.input(x), h)
    for row in range(3):
        wanted = literal_gru(numbers(cell), x[row].double().numpy(), h[row].double().numpy())
        np.testing.assert_allclose(found[row].detach().numpy(), wanted, **CLOSE)


@pytest.mark.parametrize("backwards", [False, True])
def test_running_along_a_sentence_equals_torch(backwards: bool) -> None:
    torch.manual_seed(0)
    ours, theirs = GRU(5, 4), nn.GRU(5, 4, batch_first=True)
    with_biases(ours)
    with torch.no_grad():
        theirs.weight_ih_l0.copy_(ours.input.weight)
        theirs.weight_hh_l0.copy_(ours.state.weight)
        theirs.bias_ih_l0.copy_(ours.input.bias)
        theirs.bias_hh_l0.copy_(ours.state.bias)
    x, mask = torch.randn(2, 6, 5), torch.ones(2, 6, dtype=torch.bool)
    wanted = theirs(x.flip(1))[0].flip(1) if backwards else theirs(x)[0]
    torch.testing.assert_close(ours.run(x, mask, backwards), wanted, **CLOSE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_decoder_step_is_the_literal_formula(kind: str) -> None:
    model = tiny(kind)
    assert isinstance(model, Seq2Seq)
    with_biases(model)
    state = model.begin(sentences(5))
    for token in (START, 7):
        before = {name: part[0].detach().double().numpy() for name, part in state.items()}
        seen = watch_taps(model)
        logits, state = model.step(torch.tensor([token]), state)
        (site,) = seen

        weights = numbers(model)
        embedding = weights["embedding.weight"]
        cell = {
            name.removeprefix("decoder."): part
            for name, part in weights.items()
            if name.startswith("decoder.")
        }
        # What was decided before enters as if it were more of the input.
        cell["input.weight"] = np.concatenate([cell["input.weight"], weights["feed.weight"]], 1)
        x = np.concatenate([embedding[token] * len(embedding[0]) ** 0.5, before["decided"]])
        hidden = literal_gru(cell, x, before["state"])
        scores = []
        for h in before["states"]:
            if kind == "seq2seq":
                scores.append(float(hidden @ h))
            else:
                inner = weights["attention.query.weight"] @ hidden
                inner = inner + weights["attention.key.weight"] @ h + weights["attention.key.bias"]
                scores.append((weights["attention.weigh.weight"] @ np.tanh(inner)).item())
        shares = np.exp(scores) / np.exp(scores).sum()
        context = sum(share * h for share, h in zip(shares, before["states"], strict=True))
        joined = np.concatenate([context, hidden])
        decided = np.tanh(weights["combine.weight"] @ joined + weights["combine.bias"])

        np.testing.assert_allclose(site["weights"][0, 0, 0].detach().numpy(), shares, **CLOSE)
        np.testing.assert_allclose(site["output"][0, 0, 0].detach().numpy(), context, **CLOSE)
        np.testing.assert_allclose(state["state"][0].detach().numpy(), hidden, **CLOSE)
        np.testing.assert_allclose(logits[0].detach().numpy(), embedding @ decided, **CLOSE)
        for part in model.modules():
            part._forward_hooks.clear()


def targets(source: Tensor) -> Tensor:
    return source.roll(1, 1).index_fill(1, torch.tensor([0]), START)


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


@pytest.mark.parametrize("kind", KINDS)
def test_padding_is_never_attended_and_changes_nothing(kind: str) -> None:
    model = tiny(kind)
    source, target = sentences(4), targets(sentences(5, seed=1))
    padded = torch.cat([source, torch.full((1, 3), PAD)], dim=1)
    with watch(model) as seen:
        logits = model(padded, target)
    weights = seen["attention"]
    assert weights.shape == (1, 1, 6, 8)
    assert bool((weights[..., 5:] == 0).all())
    assert bool((weights[..., :5] > 0).all())
    torch.testing.assert_close(weights.sum(-1), torch.ones(1, 1, 6), **CLOSE)
    torch.testing.assert_close(logits, model(source, target), **CLOSE)


def test_one_tap_is_passed_once_a_step() -> None:
    model = tiny("seq2seq")
    seen = watch_taps(model)
    model(sentences(5), targets(sentences(6, seed=1)))
    assert sum(isinstance(part, AttentionTap) for part in model.modules()) == 1
    assert len(seen) == 7
    for site in seen:
        torch.testing.assert_close(site["weights"] @ site["value"], site["output"], **CLOSE)
        torch.testing.assert_close(site["scores"].softmax(-1), site["weights"], **CLOSE)


@pytest.mark.parametrize("score", ["inner-product", "additive"])
def test_copying_looks_along_the_diagonal(score: str) -> None:
    model = learn_to_copy(
        tiny(
            "seq2seq",
            **{"vocabulary": 16, "width": 24, "units": 24, "encoder_layers": 1},
            **{"dropout": 0.0, "score": score},
        ),
        words=16,
        steps=300,
        rate=1e-2,
    )
    source = different_words(20, 6, 16)
    assert [sentence[:-1] for sentence in source.tolist()] == translate(model, source)
    with watch(model) as seen, torch.no_grad():
        model(source, targets(source))
    weights = seen["attention"][:, 0]  # (B, T, S)
    # At END nothing of the source is needed any more.
    assert torch.equal(weights[:, :6].argmax(dim=2), torch.arange(6).expand(20, 6))


def test_recipe_keeps_within_the_size() -> None:
    model = build("seq2seq", {"vocabulary": 8000, **RECIPES["seq2seq"].config})
    assert sum(parameter.numel() for parameter in model.parameters()) <= 7e6


def test_contradictions_are_refused() -> None:
    with pytest.raises(ValueError, match="'cosine' is not inner-product or additive"):
        build("seq2seq", {"score": "cosine"})
    model = tiny("seq2seq", longest=6)
    with pytest.raises(ValueError, match="7 tokens are too many: the model takes 6"):
        model(sentences(6), torch.tensor([[START, END]]))
    with pytest.raises(ValueError, match="too many"):
        model(sentences(3), torch.full((1, 7), START))
