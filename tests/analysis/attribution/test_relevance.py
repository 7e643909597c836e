"""Relevance, LeGrad and value-weighted attention against literal loops, torch and torchcam."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torchvision.models.vision_transformer import VisionTransformer as TorchvisionViT

from explorer.analysis.attribution.call import call_of
from explorer.analysis.attribution.methods import AttributionError, Choices, attribute, attributed
from explorer.analysis.attribution.targets import target_of
from explorer.core.cancel import Cancelled
from explorer.core.checks import Verdict, overall
from explorer.core.interventions.mute import Mute
from explorer.core.map.attribution import resolve_attribution
from explorer.core.trace import Trace
from explorer.models.taps import AttentionTap
from tests.analysis.models import Run, bundled, hugging_face, on_photo

CLOSE = 1e-5
Numbers = NDArray[np.float64]


def literal_weighed(weights: Tensor, gradient: Tensor) -> list[list[float]]:
    """The mean over heads of the positive part of A ∇A, with loops; (heads, Q, K)."""
    heads, queries, keys = weights.shape
    a, g = weights.tolist(), gradient.tolist()
    return [
        [sum(max(0.0, a[h][q][k] * g[h][q][k]) for h in range(heads)) / heads for k in range(keys)]
        for q in range(queries)
    ]


def product(one: Sequence[Sequence[float]], other: Sequence[Sequence[float]]) -> list[list[float]]:
    return [
        [sum(row[at] * other[at][col] for at in range(len(other))) for col in range(len(other[0]))]
        for row in one
    ]


def plus(one: Sequence[Sequence[float]], other: Sequence[Sequence[float]]) -> list[list[float]]:
    return [[a + b for a, b in zip(*rows, strict=True)] for rows in zip(one, other, strict=True)]


def identity(size: int) -> list[list[float]]:
    return [[float(row == col) for col in range(size)] for row in range(size)]


def normalised(relevance: Sequence[Sequence[float]]) -> list[list[float]]:
    """Equations 8 and 9 with loops."""
    found = []
    for at, row in enumerate(relevance):
        beside = [value - (at == col) for col, value in enumerate(row)]
        total = sum(beside)
        found.append(
            [(value / total if total else 0.0) + (at == col) for col, value in enumerate(beside)]
        )
    return found


def shares(row: Sequence[float]) -> Numbers:
    return np.array(row) / sum(row)


def literal_sequence(layers: Sequence[tuple[Tensor, Tensor]]) -> list[list[float]]:
    """R of one sequence, the identity taken away; (weights, gradient) of each layer."""
    found = identity(layers[0][0].shape[-1])
    for weights, gradient in layers:
        found = plus(found, product(literal_weighed(weights, gradient), found))
    return [[value - (at == col) for col, value in enumerate(row)] for at, row in enumerate(found)]


@pytest.fixture(scope="module")
def vit() -> Run:
    return bundled("vit")


def graded_maps(run: Run, text: str) -> tuple[list[tuple[Tensor, Tensor]], Tensor]:
    """The maps of our own ViT and torch's own gradients by them, and the target's logit."""
    call, target = call_of(run.trace, run.subject), target_of(run.trace, run.subject, text)
    maps: list[Tensor] = []

    def keep(tap: nn.Module, args: Any, tensors: dict[str, Tensor], output: Tensor) -> None:
        maps.append(tensors["weights"])

    taps = [one for one in call.model.modules() if isinstance(one, AttentionTap)]
    handles = [one.register_forward_hook(keep, with_kwargs=True) for one in taps]
    score = target.logit(call())[0]
    gradients = torch.autograd.grad(score, maps)
    for handle in handles:
        handle.remove()
    found = [(one.detach()[0], two[0]) for one, two in zip(maps, gradients, strict=True)]
    return found, score.detach()


@pytest.mark.parametrize("target", ["", "church", "3"])
def test_relevance_of_a_photo_is_that_of_literal_loops(vit: Run, target: str) -> None:
    layers, _ = graded_maps(vit, target)
    # some maps of 261 tokens are long for loops: NumPy takes the products, loops the rest
    joint = np.eye(layers[0][0].shape[-1])
    for weights, gradient in layers:
        layer = np.maximum((weights * gradient).numpy(), 0).mean(axis=0)
        joint = joint + layer @ joint
    patches = vit.subject.place("").patches
    expected = joint[0, patches] / joint[0, patches].sum()
    found = attributed(vit.trace, "relevance", target, subject=vit.subject)
    np.testing.assert_allclose(found.values.ravel(), expected, atol=CLOSE)
    assert overall(found.checks) is Verdict.VERIFIED
    assert len(found.checks) == 2


def eager(run: Run, text: str = "") -> tuple[Any, Tensor, Any]:
    """The same model by the library's own attentions, on the graph: output, logit, target."""
    model = run.subject.model
    model.set_attn_implementation("eager")
    call, target = call_of(run.trace, run.subject), target_of(run.trace, run.subject, text)
    output = model(**call.kwargs, output_attentions=True)
    model.set_attn_implementation("sdpa")
    return output, target.logit(output.logits)[0], target


@pytest.mark.parametrize("name", ["bert", "classifier", "gpt2", "llama"])
def test_relevance_of_a_text_is_that_of_literal_loops(name: str, tmp_path: Path) -> None:
    run = hugging_face(name, tmp_path)
    found = attributed(run.trace, "relevance", subject=run.subject)
    output, score, target = eager(run)
    gradients = torch.autograd.grad(score, output.attentions)
    layers = [(a.detach()[0], g[0]) for a, g in zip(output.attentions, gradients, strict=True)]
    rows = literal_sequence(layers)
    row = rows[0 if target.place is None else target.place]  # a BERT is classified by its first
    np.testing.assert_allclose(found.values[0], shares(row), atol=CLOSE)
    assert overall(found.checks) is Verdict.VERIFIED


@pytest.mark.parametrize("name", ["t5", "bart", "marian"])
def test_relevance_across_two_texts_is_that_of_literal_loops(name: str, tmp_path: Path) -> None:
    run = hugging_face(name, tmp_path)
    found = attributed(run.trace, "relevance", "1", subject=run.subject)
    output, score, target = eager(run, "1")
    encoder, decoder = output.encoder_attentions, output.decoder_attentions
    across = output.cross_attentions
    gradients = torch.autograd.grad(score, [*encoder, *decoder, *across])
    maps = [
        literal_weighed(a.detach()[0], g[0])
        for a, g in zip([*encoder, *decoder, *across], gradients, strict=True)
    ]
    first, second = len(encoder), len(encoder) + len(decoder)
    taken = literal_across(maps[:first], maps[first:second], maps[second:])
    np.testing.assert_allclose(found.values[0], shares(taken[target.place]), atol=CLOSE)
    assert found.keys == run.trace.sentence.tokens


def literal_across(encoder: list[Any], decoder: list[Any], across: list[Any]) -> list[list[float]]:
    """What the second sequence took from the first, with loops; weighed maps of each layer."""
    read = identity(len(encoder[0]))
    for layer in encoder:
        read = plus(read, product(layer, read))
    wrote = identity(len(decoder[0]))
    taken = [[0.0] * len(read) for _ in wrote]
    for own, layer in zip(decoder, across, strict=True):
        taken = plus(taken, product(own, taken))
        wrote = plus(wrote, product(own, wrote))
        turned = [list(column) for column in zip(*normalised(wrote), strict=True)]
        taken = plus(taken, product(turned, product(layer, normalised(read))))
    return taken


def test_relevance_through_windows_leaves_out_what_fills_the_last_one_up(tmp_path: Path) -> None:
    run = hugging_face("led", tmp_path)
    found = attributed(run.trace, "relevance", "1", subject=run.subject)
    size = run.trace.sentence.tokens.size
    model: Any = run.subject.model
    windows = [one for one in model.modules() if hasattr(one, "one_sided_attn_window_size")]
    assert size % (2 * windows[0].one_sided_attn_window_size)  # the model fills it up
    kept: dict[tuple[int, str], Tensor] = {}

    def keep(at: int, name: str) -> Any:
        def hook(module: nn.Module, args: Any, output: Any) -> None:
            kept[at, name] = output[0] if isinstance(output, tuple) else output.detach().clone()

        return hook

    handles = [one.register_forward_hook(keep(at, "out")) for at, one in enumerate(windows)]
    for at, one in enumerate(windows):
        for name in ("query", "key", "value"):
            handles.append(getattr(one, name).register_forward_hook(keep(at, name)))
    output, score, target = eager(run, "1")
    for handle in handles:
        handle.remove()
    decoder, across = output.decoder_attentions, output.cross_attentions
    outputs = [kept[at, "out"] for at in range(len(windows))]
    gradients = torch.autograd.grad(score, [*outputs, *decoder, *across])
    encoder = []
    for at, (one, gradient) in enumerate(zip(windows, gradients, strict=False)):

        def apart(tensor: Tensor, heads: int = one.num_heads) -> Tensor:
            return tensor[:size].unflatten(1, (heads, -1)).transpose(0, 1)  # (heads, size, d)

        query, key, value = (apart(kept[at, name][:, 0]) for name in ("query", "key", "value"))
        place = torch.arange(size)
        near = (place[:, None] - place).abs() <= one.one_sided_attn_window_size
        scores = query @ key.transpose(1, 2) / query.shape[2] ** 0.5
        weights = scores.masked_fill(~near, -torch.inf).softmax(dim=-1)
        encoder.append(literal_weighed(weights, apart(gradient[0]) @ value.transpose(1, 2)))
    weighed = [
        literal_weighed(a.detach()[0], g[0])
        for a, g in zip([*decoder, *across], gradients[len(windows) :], strict=True)
    ]
    taken = literal_across(encoder, weighed[: len(decoder)], weighed[len(decoder) :])
    np.testing.assert_allclose(found.values[0], shares(taken[target.place]), atol=CLOSE)
    assert overall(found.checks) is Verdict.VERIFIED


def torchvision_vit() -> TorchvisionViT:
    torch.manual_seed(0)
    model = TorchvisionViT(32, 8, 3, 3, 24, 48, num_classes=5)
    for parameter in model.parameters():
        nn.init.normal_(parameter, std=0.2)
    return model.eval()


def test_legrad_is_that_of_torchcam() -> None:
    torchcam = pytest.importorskip("torchcam.methods")
    model = torchvision_vit()
    run = on_photo(model)
    found = attributed(run.trace, "legrad", "2", subject=run.subject)

    def own_answer(tokens: Tensor) -> Tensor:  # torchcam's takes the mean of the tokens, not CLS
        answer: Tensor = model.heads(model.encoder.ln(tokens)[:, 0])
        return answer

    layers = [*model.encoder.layers]
    with torchcam.LeGrad(model, layers, score_projection=own_answer) as extractor:
        scores = model(call_of(run.trace, run.subject).args[0].requires_grad_())
        (expected,) = extractor(2, scores, normalized=False)
    np.testing.assert_allclose(
        found.values, (expected[0] / expected.sum()).detach().numpy(), atol=CLOSE
    )
    assert overall(found.checks) is Verdict.VERIFIED
    assert [one.name for one in found.checks][-1] == "answer of the last layer is the model's own"


@pytest.mark.parametrize("name", ["gpt2", "llama"])
def test_value_weighting_is_that_of_literal_loops(name: str, tmp_path: Path) -> None:
    run = hugging_face(name, tmp_path, written=0)
    found = attributed(run.trace, "value", subject=run.subject, choices=Choices(layer=0))
    site: Any = run.trace.sites[0]
    model = run.subject.model
    if name == "gpt2":
        matrix = model.transformer.h[0].attn.c_proj.weight  # (inputs, outputs)
    else:
        matrix = model.model.layers[0].self_attn.o_proj.weight.T
    weights, value = site.weights(), site.value
    heads, tokens, width = value.shape
    split = matrix.detach().numpy().reshape(heads, width, -1)
    for query in range(tokens):
        for key in range(tokens):
            moved = sum(weights[h, query, key] * (value[h, key] @ split[h]) for h in range(heads))
            assert found.values[query, key] == pytest.approx(np.linalg.norm(moved), abs=CLOSE)
    assert overall(found.checks) is Verdict.VERIFIED


def test_a_second_target_is_taken_away(vit: Run) -> None:
    def of(target: str, against: str = "") -> Any:
        choices = Choices(against=against)
        return attributed(vit.trace, "relevance", target, subject=vit.subject, choices=choices)

    both, first, second = of("church", "3"), of("church"), of("3")
    np.testing.assert_allclose(both.values, first.values - second.values, atol=1e-7)
    assert both.signed
    assert second.target in both.title
    drawn = resolve_attribution(vit.trace, both)
    np.testing.assert_array_equal(drawn.values, both.values)  # with their signs
    assert drawn.levels.low == -drawn.levels.high
    with pytest.raises(AttributionError, match="against"):
        attributed(vit.trace, "rollout", choices=Choices(against="3"))


def test_the_pass_with_gradients_has_the_muted_heads(vit: Run) -> None:
    mute = Mute.parse("4.*,2.1").named(vit.trace.sites)
    trace = vit.subject.run(vit.trace.inputs, mute=mute)
    found = attributed(trace, "relevance", "church", subject=vit.subject)
    plain = attributed(vit.trace, "relevance", "church", subject=vit.subject)
    assert overall(found.checks) is Verdict.VERIFIED
    assert not np.allclose(found.values, plain.values, atol=1e-4)
    assert "Muted" in attribute(trace, "rollout").provenance


def test_a_pass_that_gives_something_else_is_marked(vit: Run) -> None:
    other = vit.subject.run(vit.trace.inputs, mute=Mute.parse("1.*").named(vit.trace.sites))
    wrong = Trace(**{**vars(other), "mute": Mute()})  # says that nothing was muted
    found = attributed(wrong, "relevance", subject=vit.subject)
    assert overall(found.checks) is Verdict.MISMATCH
    assert attribute(wrong, "relevance", subject=vit.subject).mark == "Mismatch"


def test_what_is_asked_wrongly_is_refused(vit: Run, tmp_path: Path) -> None:
    for target, said in (("churhc", "Did you mean church"), ("99", "They go from 0")):
        with pytest.raises(AttributionError, match=said):
            attributed(vit.trace, "relevance", target, subject=vit.subject)
    with pytest.raises(AttributionError, match="not loaded"):
        attributed(vit.trace, "relevance")
    with pytest.raises(Cancelled):
        attributed(
            vit.trace, "relevance", subject=vit.subject, choices=Choices(cancelled=lambda: True)
        )
    run = bundled("seq2seq")
    with pytest.raises(AttributionError, match="recurrent"):
        attributed(run.trace, "relevance", subject=run.subject)
    longformer = hugging_face("longformer", tmp_path)
    with pytest.raises(AttributionError, match="values of their own"):
        attributed(longformer.trace, "relevance", subject=longformer.subject)


def test_memory_is_told_before_the_pass(vit: Run) -> None:
    told: list[str] = []
    attributed(vit.trace, "relevance", subject=vit.subject, choices=Choices(announce=told.append))
    assert len(told) == 1
    assert "takes about" in told[0]


def on_graph() -> int:
    gc.collect()
    tensors = [one for one in gc.get_objects() if type(one) in (Tensor, nn.Parameter)]
    return sum(one.requires_grad for one in tensors)


def test_a_hundred_passes_leave_no_graph_behind(tmp_path: Path) -> None:
    run = hugging_face("gpt2", tmp_path)
    attributed(run.trace, "relevance", subject=run.subject)
    before = on_graph()
    grads = [one.requires_grad for one in run.subject.model.parameters()]
    for _ in range(100):
        attributed(run.trace, "relevance", subject=run.subject)
    assert on_graph() == before
    assert [one.requires_grad for one in run.subject.model.parameters()] == grads
    assert all(one.grad is None for one in run.subject.model.parameters())
    hooks = [one for one in run.subject.model.modules() if one._forward_hooks]
    assert hooks == []
