"""What the taps of the translation models tell, against NumPy; one site for the calls of a step."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from explorer.capture.observe import TokenPlace, observe, tap_names
from explorer.core.cancel import Cancelled
from explorer.core.checks import Verdict, overall
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import Tokens
from explorer.core.sites.token_attention import TokenAttention, TokenMap
from explorer.models.attention import MultiHeadAttention
from explorer.models.taps import AttentionTap
from explorer.models.translator import PAD, START, Translator
from tests.models.conftest import one_thread
from tests.models.translators import TINY, sentences, tiny

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")

KINDS = sorted(TINY)
each = pytest.mark.parametrize("name", KINDS)
SAID = [START, 5, 9, 5, 7]
Doubles = NDArray[np.float64]


def tokens(count: int) -> Tokens:
    return Tokens(tuple(f"t{at}" for at in range(count)), tuple(range(count)))


def place(path: str, source: int, target: int) -> TokenPlace:
    """What a tap of a tiny model is, by its name."""
    if path.endswith("self_attention"):
        return TokenPlace(Kind.MASKED, 0, tokens(target), tokens(target))
    if path.startswith("encoder"):
        return TokenPlace(Kind.SELF, 0, tokens(source), tokens(source))
    kind = Kind.CROSS if path.startswith("decoder") else Kind.SOFT
    return TokenPlace(kind, 0, tokens(target), tokens(source))


def hooks(model: nn.Module) -> int:
    return sum(len(part._forward_hooks) + len(part._forward_pre_hooks) for part in model.modules())


def run(
    model: Translator, source: Tensor, source_size: int = 0, target_size: int = len(SAID)
) -> tuple[Tensor, list[Attention]]:
    """Logits and sites of one pass; the sizes are those of the places."""
    source_size = source_size or source.shape[1]
    sites: list[Attention] = []
    with (
        torch.inference_mode(),
        observe(model, sites.append, lambda path: place(path, source_size, target_size)),
    ):
        logits = model(source, torch.tensor([SAID]))
    return logits, sites


class Inputs:
    """The last input of some modules, as float64."""

    def __init__(self, *modules: nn.Module) -> None:
        self.seen: dict[nn.Module, list[Doubles]] = {}
        for module in modules:
            module.register_forward_hook(self._see)

    def _see(self, module: nn.Module, args: tuple[Tensor, ...], output: Any) -> None:
        self.seen[module] = [arg.detach().double().numpy() for arg in args]


def linear(module: nn.Linear, x: Doubles) -> Doubles:
    product: Doubles = x @ module.weight.detach().double().numpy().T
    return product if module.bias is None else product + module.bias.detach().double().numpy()


def softmax(scores: list[float]) -> list[float]:
    exps = [np.exp(score - max(scores)) for score in scores]
    return [exp / sum(exps) for exp in exps]


@pytest.mark.parametrize("name", ["transformer", "transformer-post-norm"])
def test_maps_of_a_transformer_are_the_formula_one_row_after_the_other(name: str) -> None:
    model = tiny(name)
    attending = {
        path: part for path, part in model.named_modules() if isinstance(part, MultiHeadAttention)
    }
    inputs = Inputs(*(layer for part in attending.values() for layer in (part.query, part.key)))
    _, sites = run(model, sentences(6))
    assert len(sites) == len(attending) > 2
    for site in sites:
        part = attending[site.name]
        asked = linear(part.query, inputs.seen[part.query][0][0])  # (Q, width)
        keys = linear(part.key, inputs.seen[part.key][0][0])  # (K, width)
        size = asked.shape[1] // part.heads
        for head in range(part.heads):
            own = slice(head * size, (head + 1) * size)
            for at, query in enumerate(asked[:, own]):
                seen = keys[: at + 1] if site.kind is Kind.MASKED else keys
                row = softmax([float(query @ key) / size**0.5 for key in seen[:, own]])
                found = site.weights()[head, at]
                np.testing.assert_allclose(found[: len(row)], row, atol=1e-5)
                assert not found[len(row) :].any(), "exactly zero above the diagonal"


@pytest.mark.parametrize("name", ["seq2seq", "seq2seq-additive"])
def test_a_map_of_seq2seq_is_the_formula_one_step_after_the_other(name: str) -> None:
    model = tiny(name)
    attention = model.get_submodule("attention")
    steps: list[tuple[Doubles, Doubles]] = []

    def see(module: nn.Module, args: tuple[Tensor, ...], context: Tensor) -> None:
        state, _, states, _ = (arg.detach() for arg in args)
        steps.append((state[0].double().numpy(), states[0].double().numpy()))

    attention.register_forward_hook(see)
    _, (site,) = run(model, sentences(6))
    assert site.weights().shape == (1, len(SAID), 7)
    for at, (state, states) in enumerate(steps):
        if name == "seq2seq":
            scores = [float(state @ one) for one in states]  # unscaled
        else:
            asked = linear(attention.query, state)
            scores = [
                float(linear(attention.weigh, np.tanh(asked + linear(attention.key, one)))[0])
                for one in states
            ]
        np.testing.assert_allclose(site.weights()[0, at], softmax(scores), atol=1e-5)
        given = site.scores if isinstance(site, TokenMap) else site.logits()
        np.testing.assert_allclose(given[0, at], scores, atol=1e-5)
        assert isinstance(site, TokenMap | TokenAttention)
        np.testing.assert_allclose(site.value[0], states, atol=1e-5)


@each
def test_every_site_is_told_once_with_its_scale_and_verified(name: str) -> None:
    model = tiny(name)
    _, sites = run(model, sentences(6))
    assert sorted(f"{site.name}.tap" for site in sites) == sorted(tap_names(model))
    for site in sites:
        tap = model.get_submodule(f"{site.name}.tap")
        assert isinstance(tap, AttentionTap)
        assert overall(site.checks) is Verdict.VERIFIED
        assert len(site.checks) == (4 if site.kind is Kind.MASKED else 3)
        assert site.weights().shape == (site.heads, site.query_axis.size, site.key_axis.size)
        if name == "seq2seq-additive":
            assert tap.scale is None
            assert isinstance(site, TokenMap)
        else:
            assert isinstance(site, TokenAttention)
            assert tap.scale == site.scale
            assert site.scale == (1.0 if name == "seq2seq" else site.query.shape[-1] ** -0.5)


@each
def test_output_is_bit_identical_with_capture_on(name: str) -> None:
    model, source = tiny(name), sentences(6)
    with torch.inference_mode():
        before = model(source, torch.tensor([SAID]))
    during, _ = run(model, source)
    assert torch.equal(before, during)
    assert hooks(model) == 0


@each
def test_padding_is_never_attended(name: str) -> None:
    model, source = tiny(name), sentences(4)
    padded = torch.cat([source, torch.full((1, 3), PAD)], dim=1)
    _, sites = run(model, padded)
    _, bare = run(model, source)
    for site, other in zip(sites, bare, strict=True):
        assert overall(site.checks) is Verdict.VERIFIED
        if site.kind is Kind.MASKED:
            continue
        weights, length = site.weights(), source.shape[1]
        assert not weights[..., length:].any()
        assert site.allowed is not None
        assert not site.allowed[:, length:].any()
        assert site.allowed[:, :length].all()
        assert other.allowed is None
        rows = other.query_axis.size
        np.testing.assert_allclose(weights[:, :rows, :length], other.weights(), atol=1e-5)


@pytest.mark.parametrize(
    ("name", "source", "target", "said"),
    [
        ("seq2seq", 7, 4, "attention has more queries than its place"),
        ("seq2seq", 7, 6, "attention had only 5 queries; its place has more"),
        ("seq2seq", 8, 5, r"attention has 1 × 7 tokens; its place says \(5, 8\)"),
        ("transformer", 7, 4, r"has 5 × 5 tokens; its place says \(4, 4\)"),
        ("transformer", 8, 5, r"has 7 × 7 tokens; its place says \(8, 8\)"),
    ],
)
def test_a_place_must_fit_what_is_seen(name: str, source: int, target: int, said: str) -> None:
    model = tiny(name)
    with pytest.raises(ValueError, match=said):
        run(model, sentences(6), source_size=source, target_size=target)
    assert hooks(model) == 0


@each
def test_cancel_acts_at_every_tap(name: str) -> None:
    model, source = tiny(name), sentences(6)
    asked = 0

    def count() -> bool:
        nonlocal asked
        asked += 1
        return asked > moment

    def attempt() -> None:
        with observe(model, lambda site: None, lambda path: place(path, 7, len(SAID)), count):
            model(source, torch.tensor([SAID]))

    moment = 10**6
    with torch.inference_mode():
        attempt()
    calls = len(SAID) if name.startswith("seq2seq") else len(tap_names(model))
    assert asked == calls
    for moment in range(calls):
        asked = 0
        with torch.inference_mode(), pytest.raises(Cancelled):
            attempt()
        assert asked == moment + 1
        assert hooks(model) == 0


def test_heads_with_masks_of_their_own_are_refused() -> None:
    attention = MultiHeadAttention(8, 2)
    mask = torch.ones(1, 2, 3, 3, dtype=torch.bool)
    mask[0, 1, 0, 2] = False
    where = TokenPlace(Kind.SELF, 0, tokens(3), tokens(3))
    with (
        torch.inference_mode(),
        observe(attention, lambda site: None, lambda path: where),
        pytest.raises(ValueError, match="another mask in every head"),
    ):
        attention(torch.randn(1, 3, 8), mask=mask)
