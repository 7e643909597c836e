"""Any module in the user's own code: what is seen is right, and nothing stays behind."""

from __future__ import annotations

import doctest
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

import explorer
from explorer.capture.tracing import budget
from explorer.core.checks import Verdict
from explorer.door import watching
from tests.models.conftest import one_thread

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")
X = torch.randn(2, 5, 8, generator=torch.Generator().manual_seed(3))
OLD = tuple(map(int, torch.__version__.split(".")[:2])) < (2, 9)
SITES = ["layers.0.self_attn", "layers.1.self_attn"]


def encoder() -> nn.TransformerEncoder:
    layer = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True)
    return nn.TransformerEncoder(layer, 2, enable_nested_tensor=False).eval()


def hooks(model: nn.Module) -> int:
    return sum(len(one._forward_hooks) + len(one._forward_pre_hooks) for one in model.modules())


def literal(attention: nn.MultiheadAttention, x: Tensor) -> Tensor:
    """softmax(q kᵀ / √d) of every head, from the weights of the module: (heads, Q, K)."""
    weight, bias = attention.in_proj_weight, attention.in_proj_bias
    query, key, _ = (x @ weight.T + bias).chunk(3, dim=-1)
    heads, width = attention.num_heads, attention.head_dim
    split = [one.view(-1, heads, width).transpose(0, 1) for one in (query, key)]
    return (split[0] @ split[1].transpose(1, 2) / width**0.5).softmax(dim=-1)


@pytest.fixture
def model() -> Iterator[nn.TransformerEncoder]:
    """An encoder on which nothing may be left."""
    torch.manual_seed(0)
    made = encoder()
    fast = torch.backends.mha.get_fastpath_enabled()
    attend = torch.nn.functional.scaled_dot_product_attention
    yield made
    assert hooks(made) == 0
    assert torch.backends.mha.get_fastpath_enabled() is fast
    assert torch.nn.functional.scaled_dot_product_attention is attend
    assert torch.utils._python_dispatch._get_current_dispatch_mode() is None


def test_the_examples_of_the_docstrings_run() -> None:
    assert doctest.testmod(watching).failed == 0


@pytest.mark.parametrize("mode", [torch.no_grad, torch.inference_mode, nullcontext])
@pytest.mark.parametrize("example", [0, 1])
def test_maps_are_those_of_the_formula(
    model: nn.TransformerEncoder, mode: Callable[[], AbstractContextManager[None]], example: int
) -> None:
    with mode():
        plain = model(X)
        with explorer.watch(model, example=example) as seen:
            output = model(X)
    torch.testing.assert_close(output, plain, rtol=0, atol=1e-5)
    assert [site.name for site in seen.trace] == SITES
    found = seen.trace["layers.0.self_attn"].weights()
    with torch.no_grad():
        wanted = literal(model.layers[0].self_attn, X[example])
    np.testing.assert_allclose(found, wanted.numpy(), rtol=0, atol=1e-5)


def test_gradients_are_those_without(model: nn.TransformerEncoder) -> None:
    model(X).sum().backward()
    wanted = [one.grad.clone() for one in model.parameters() if one.grad is not None]
    model.zero_grad()
    with explorer.watch(model) as seen:
        model(X).sum().backward()
    found = [one.grad for one in model.parameters() if one.grad is not None]
    for one, other in zip(found, wanted, strict=True):
        torch.testing.assert_close(one, other)
    assert len(seen.trace) == 2


def test_under_autocast_each_map_is_checked(model: nn.TransformerEncoder) -> None:
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16), explorer.watch(model) as seen:
        model(X)
    for site in seen.trace:
        assert {check.verdict for check in site.checks} == {Verdict.VERIFIED}
        np.testing.assert_allclose(site.weights().sum(axis=-1), 1, rtol=0, atol=1e-5)


@pytest.mark.skipif(OLD, reason="its compiler fails beside Qt before anything is watched")
@pytest.mark.parametrize("where", ["whole", "part", "in place"])
def test_compiled_parts_run_uncompiled_and_a_note_says_so(
    model: nn.TransformerEncoder, where: str
) -> None:
    compiled: list[int] = []

    def backend(graph: Any, inputs: Any) -> Any:
        compiled.append(1)
        return graph.forward

    watched: nn.Module = model
    if where == "whole":
        watched = torch.compile(model, backend=backend)  # type: ignore[assignment]
    elif where == "part":
        model.layers[1] = torch.compile(model.layers[1], backend=backend)
    else:
        model.layers[0].compile(backend=backend)
    with torch.no_grad():
        watched(X)
        before = len(compiled)
        with explorer.watch(watched) as seen:
            watched(X)
        assert len(compiled) == before > 0
        assert [site.name for site in seen.trace] == SITES
        assert seen.trace.notes[0].startswith("Compiled parts ran uncompiled while they were")
        assert "TransformerEncoder" in repr(seen.trace)
        torch.compiler.reset()
        watched(X)
        assert len(compiled) > before  # and compiled again afterwards


def test_nothing_stays_when_the_body_raises(model: nn.TransformerEncoder) -> None:
    def run(broken: bool) -> None:
        model(X)
        if broken:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), explorer.watch(model) as seen:
        run(broken=True)
    assert len(seen.trace) == 2  # what was seen until then is there


def test_nothing_stays_when_the_module_raises(model: nn.TransformerEncoder) -> None:
    with pytest.raises(AssertionError, match="embedding"), explorer.watch(model):
        model(X[..., :3])


def test_blocks_lie_within_each_other(model: nn.TransformerEncoder) -> None:
    other = encoder()
    with torch.no_grad(), explorer.watch(model) as outer:
        model(X)
        with explorer.watch(model.layers[1]) as inner, explorer.watch(other) as beside:
            model(X)
            other(X)
    assert [site.name for site in inner.trace] == ["self_attn"]
    assert [site.name for site in beside.trace] == SITES
    assert [site.name for site in outer.trace] == [*SITES, *(f"{name}#1" for name in SITES)]


def test_a_thread_watches_what_it_runs_itself(model: nn.TransformerEncoder) -> None:
    found: list[explorer.Result] = []

    def work() -> None:
        mine = encoder()
        with torch.no_grad(), explorer.watch(mine) as seen:
            mine(X)
        found.append(seen.trace)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    with torch.no_grad(), explorer.watch(model) as seen:
        model(X)
    for thread in threads:
        thread.join()
    assert [len(one) for one in (*found, seen.trace)] == [2, 2, 2, 2]


def test_calls_in_another_thread_are_said_to_be_unseen(model: nn.TransformerEncoder) -> None:
    with explorer.watch(model) as seen:
        thread = threading.Thread(target=model, args=(X,))
        thread.start()
        thread.join()
    with pytest.raises(explorer.ModelError, match="not called inside the block, or not in its"):
        seen.trace  # noqa: B018


def test_maps_that_the_memory_has_no_room_for_are_one_sentence(
    model: nn.TransformerEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "default_budget", lambda: 0)
    with torch.no_grad(), explorer.watch(model) as seen:
        model(X)
    with pytest.raises(explorer.ModelError, match=r"No map .* is left.*within 0 MB"):
        _ = seen.trace


def test_nothing_to_show_is_one_sentence(model: nn.TransformerEncoder) -> None:
    with explorer.watch(model) as seen, pytest.raises(explorer.ModelError, match="still being"):
        seen.trace  # noqa: B018
    linear = nn.Linear(8, 8)
    with explorer.watch(linear) as seen:
        linear(X)
    with pytest.raises(explorer.ModelError, match="Nothing attended while Linear ran"):
        seen.trace  # noqa: B018
    with torch.no_grad(), explorer.watch(model, example=2) as seen:
        model(X)
    with pytest.raises(explorer.SelectionError, match="There is no input 2 of layers"):
        seen.trace  # noqa: B018


def test_rows_are_called_by_the_tokens_and_drawn(model: nn.TransformerEncoder) -> None:
    words = ("the", "cat", "sat", "on", "mats")
    with torch.no_grad(), explorer.watch(model, tokens=words) as seen:
        model(X)
    figures = [seen.trace.figure(query="cat", view=view) for view in ("matrix", "lines", "text")]
    for figure in figures:
        assert len(np.unique(figure.pixels)) > 8
    row = seen.trace[-1].weights(queries=[1]).mean(axis=0)[0]
    np.testing.assert_allclose(figures[0].values[1], row, rtol=0, atol=1e-6)
    with pytest.raises(explorer.SelectionError, match="there are the cat sat on mats"):
        seen.trace.figure(query="dog")
    assert "layers.1.self_attn" in seen.trace._repr_html_()


def test_windows_are_shown_one_at_a_time() -> None:
    timm = pytest.importorskip("timm")
    swin = timm.create_model("swin_tiny_patch4_window7_224", depths=(1, 1), embed_dim=24).eval()
    with torch.no_grad(), explorer.watch(swin, window=3) as seen:
        swin(torch.randn(1, 3, 224, 224))
    assert [site.grid for site in seen.trace] == [(49, 49), (49, 49)]
    assert any("Of the windows number 3 is shown" in note for note in seen.trace.notes)
    with torch.no_grad(), explorer.watch(swin, window=64) as seen:
        swin(torch.randn(1, 3, 224, 224))
    with pytest.raises(explorer.SelectionError, match="There is no window 64 of layers"):
        seen.trace  # noqa: B018


def test_steps_of_writing_are_sites_of_their_own() -> None:
    transformers = pytest.importorskip("transformers")
    config = transformers.GPT2Config(n_embd=16, n_layer=2, n_head=2, vocab_size=50)
    gpt = transformers.GPT2LMHeadModel(config).eval()
    with explorer.watch(gpt) as seen:
        gpt.generate(torch.arange(1, 4)[None], max_new_tokens=2, pad_token_id=0)
    assert [site.grid for site in seen.trace] == [(3, 3), (3, 3), (1, 4), (1, 4)]
    assert seen.trace[0].kind.value == "masked self-attention"
