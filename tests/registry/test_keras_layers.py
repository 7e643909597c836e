"""The Keras files of the lecture, with the weights of the bundled PyTorch models: the same maps."""

from __future__ import annotations

import ast
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from explorer.core.inputs import Inputs
from explorer.inputs.images import read_photo
from explorer.models.translator import START
from explorer.registry.catalogue import find
from explorer.registry.sources.keras_source import FILES, keras_layers
from explorer.resource_files import resources
from tests.models.conftest import one_thread

__all__ = ["one_thread"]

pytestmark = [
    pytest.mark.usefixtures("one_thread"),
    # what Keras itself does with torch and numpy
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
os.environ["KERAS_BACKEND"] = "torch"
keras: Any = pytest.importorskip("keras")
SENTENCE = "この小説は人気です。"
CLOSE = 1e-5


@pytest.fixture(scope="module", autouse=True)
def _on_cpu() -> Any:
    with keras.device("cpu"):
        yield


def array(tensor: Any) -> np.ndarray:
    """A tensor of torch, or a variable of Keras."""
    tensor = getattr(tensor, "value", tensor)
    return np.asarray(tensor.detach().cpu(), np.float32)


def equal(found: Any, expected: Any) -> None:
    """As close as float32 allows, in the range of the values."""
    expected = array(expected)
    span = max(1.0, float(np.abs(expected).max()))
    np.testing.assert_allclose(array(found) / span, expected / span, rtol=0, atol=CLOSE)


def last(x: Tensor) -> Tensor:
    """(B, C, H, W) to (B, H, W, C)."""
    return x.permute(0, 2, 3, 1)


def dense(layer: Any, linear: nn.Module) -> None:
    """The weights of a linear layer, or of a convolution of one position."""
    weight: Any = linear.weight
    layer.set_weights(
        [array(weight.flatten(1).T), *([] if linear.bias is None else [array(linear.bias)])]
    )


def conv(layer: Any, module: nn.Module) -> None:
    """(out, in, h, w) to (h, w, in, out)."""
    weight: Any = module.weight
    bias: Any = module.bias
    layer.set_weights([array(weight.permute(2, 3, 1, 0)), *([] if bias is None else [array(bias)])])


def norm(layer: Any, module: Any) -> None:
    """Of a layer, or of a batch with its means."""
    more = [module.running_mean, module.running_var] if hasattr(module, "running_mean") else []
    layer.set_weights([array(one) for one in (module.weight, module.bias, *more)])


def attention(layer: Any, module: Any) -> None:
    for name in ("query", "key", "value", "project"):
        dense(getattr(layer, name), getattr(module, name))


def ran(name: str, *watched: str) -> tuple[Any, Any, dict[str, Any]]:
    """A bundled model, its trace, and (arguments, output) of some of its modules."""
    subject: Any = find(name).load("cpu")
    seen: dict[str, Any] = {}
    handles = []
    for path in watched:

        def hook(_: Any, args: Any, out: Any, path: str = path) -> None:
            seen[path] = args, out

        handles.append(subject.model.get_submodule(path).register_forward_hook(hook))
    texts = name in ("transformer", "seq2seq")
    photo = () if texts else (read_photo(resources() / "samples" / "church.webp"),)
    trace = subject.run(Inputs(photo, text=SENTENCE if texts else ""))
    for handle in handles:
        handle.remove()
    return subject.model, trace, seen


def made(name: str, *sizes: Any, call: Callable[[Any], Any]) -> Any:
    """A layer of a file, built by its first call."""
    layer = keras_layers()[name](*sizes)
    with torch.no_grad():
        call(layer)
    return layer


def site(trace: Any, name: str) -> Any:
    return next(one for one in trace.sites if one.name == name)


def test_the_spatial_gate() -> None:
    model, trace, _ = ran("spatial-gate")
    path = trace.sites[2].name
    model, trace, seen = ran("spatial-gate", path)
    module = model.get_submodule(path)
    (x,), out = seen[path]
    layer = made("SpatialGate", x.shape[1], 16, call=lambda one: one(last(x)))
    conv(layer.features.layers[0], module.features[0])
    norm(layer.features.layers[1], module.features[1])
    conv(layer.gate.layers[0], module.gate[0])
    conv(layer.gate.layers[1], module.gate[2])
    with torch.no_grad():
        gated, gate = layer(last(x), return_gate=True)
    equal(gate[0, ..., 0], torch.tensor(site(trace, path).gate))
    equal(gated, last(out))


def test_squeeze_and_excitation() -> None:
    path = "stages.3.0.se"
    model, trace, seen = ran("se-resnet", path)
    module = model.get_submodule(path)
    (x,), out = seen[path]
    layer = made("SEBlock", x.shape[1], 8, call=lambda one: one(last(x)))
    dense(layer.reduce, module.reduce)
    dense(layer.expand, module.expand)
    with torch.no_grad():
        scaled, gate = layer(last(x), return_gate=True)
    equal(gate[0], torch.tensor(site(trace, path).gate))
    equal(scaled, last(out))


def test_the_decoder_with_soft_attention_writes_the_same_translation() -> None:
    model, trace, _ = ran("seq2seq")
    units, width = 2 * model.config.units, model.config.width
    with torch.no_grad():
        begun = model.begin(torch.tensor([trace.sentence.ids]))
    given = [begun[name] for name in ("state", "decided", "states", "mask")]
    start = torch.tensor([START])
    layer = made(
        "SoftAttentionDecoder", model.config.vocabulary, width, units,
        call=lambda one: one(start, *given),
    )  # fmt: skip
    layer.embedding.set_weights([array(model.embedding.weight)])
    dense(layer.combine, model.combine)

    def order(tensor: Tensor) -> np.ndarray:
        """Keras has the update gate first, torch the reset gate; (in, 3 units)."""
        reset, update, new = tensor.chunk(3, dim=-1)
        return array(torch.cat([update, reset, new], dim=-1))

    cell = model.decoder
    kernel = torch.cat([cell.input.weight.T, model.feed.weight.T])  # (2 width, 3 units)
    biases = torch.stack([cell.input.bias, cell.state.bias])  # (2, 3 units)
    layer.cell.set_weights([order(kernel), order(cell.state.weight.T), order(biases)])
    state, decided, states, mask = given
    token, rows, written = torch.tensor([START]), [], []
    with torch.no_grad():
        for _ in trace.steps:
            logits, weights, state, decided = layer(token, state, decided, states, mask)
            token = logits.argmax(dim=-1)
            rows.append(weights[0])
            written.append(int(token))
    assert written == [step.token for step in trace.steps]
    equal(torch.stack(rows), torch.tensor(trace.sites[0].weights()[0]))


def test_multi_head_attention_and_a_mask() -> None:
    path = "decoder.1.self_attention"
    model, trace, _ = ran("transformer")
    found = site(trace, path)
    module = model.get_submodule(path)
    torch.manual_seed(0)
    x = torch.randn(1, 7, 256)
    mask = torch.ones(7, 7, dtype=torch.bool).tril()
    layer = made("MultiHeadAttention", 256, 4, call=lambda one: one(x))
    attention(layer, module)
    with torch.no_grad():
        out, weights = layer(x, attention_mask=mask, return_weights=True)
        equal(out, module(x, mask=mask))
    scores = module._split(module.query(x)) @ module._split(module.key(x)).mT * 64**-0.5
    equal(weights, scores.masked_fill(~mask, -torch.inf).softmax(-1))
    assert found.heads == layer.heads


def test_the_layers_of_the_transformer() -> None:
    model, trace, seen = ran("transformer", "encoder.1")
    (x, source_mask), out = seen["encoder.1"]
    module = model.encoder[1]
    layer = made("EncoderLayer", 256, 4, 1024, call=lambda one: one(x))
    norm(layer.norm1, module.around_attention.norm)
    norm(layer.norm2, module.around_feedforward.norm)
    attention(layer.attention, module.attention)
    for part, own in zip(layer.feedforward.layers, (0, 2), strict=True):
        dense(part, module.feedforward[own])
    with torch.no_grad():
        got, weights = layer(x, padding_mask=source_mask, return_weights=True)
    equal(got, out)
    equal(weights[0], torch.tensor(site(trace, "encoder.1.attention").weights()))


def test_a_decoder_layer_has_both_of_its_maps() -> None:
    model, trace, _ = ran("transformer")
    module = model.decoder[0]
    ids = [START, *(step.token for step in trace.steps[:-1])]
    fed = torch.tensor([ids])
    with torch.no_grad():
        memory, source_mask = model.encode(torch.tensor([trace.sentence.ids]))
        x = model.embed(fed, first=0)
        mask = torch.ones(len(ids), len(ids), dtype=torch.bool).tril()
        kept = module.cross_attention.keys_values(memory)
        expected, _ = module(x, None, kept, mask, source_mask)
    layer = made("DecoderLayer", 256, 4, 1024, call=lambda one: one(x, memory))
    norms = ("around_self", "around_cross", "around_feedforward")
    for own, name in zip((layer.norm1, layer.norm2, layer.norm3), norms, strict=True):
        norm(own, getattr(module, name).norm)
    attention(layer.self_attention, module.self_attention)
    attention(layer.cross_attention, module.cross_attention)
    for part, at in zip(layer.feedforward.layers, (0, 2), strict=True):
        dense(part, module.feedforward[at])
    with torch.no_grad():
        got, own, cross = layer(
            x, memory, causal_mask=mask, padding_mask=source_mask, return_weights=True
        )
    equal(got, expected)
    equal(own[0], torch.tensor(site(trace, "decoder.0.self_attention").weights()))
    equal(cross[0], torch.tensor(site(trace, "decoder.0.cross_attention").weights()))


def test_a_block_of_the_vit() -> None:
    model, trace, seen = ran("vit", "blocks.4")
    (x,), out = seen["blocks.4"]
    module = model.blocks[4]
    layer = made("ViTBlock", 192, 6, 576, call=lambda one: one(x))
    norm(layer.norm1, module.norm1)
    norm(layer.norm2, module.norm2)
    attention(layer.attention, module.attention)
    for part, at in zip(layer.mlp.layers, (0, 2), strict=True):
        dense(part, module.mlp[at])
    with torch.no_grad():
        got, weights = layer(x, return_weights=True)
    equal(got, out)
    equal(weights[0], torch.tensor(trace.sites[4].weights()))


def test_a_photo_becomes_tokens_patch_by_patch() -> None:
    torch.manual_seed(1)
    photos = torch.rand(1, 32, 48, 3)
    layer = made("PatchTokens", 12, 8, call=lambda one: one(photos))
    with torch.no_grad():
        tokens = layer(photos)
    assert tokens.shape == (1, 1 + 4 * 6, 12)
    kernel, bias = layer.cut.get_weights()
    patch = photos[0, 8:16, 40:48].numpy()  # row 1, column 5
    own = np.einsum("hwc,hwco->o", patch, kernel) + bias + array(layer.positions)[0, 1 * 6 + 5]
    np.testing.assert_allclose(array(tokens)[0, 1 + 11], own, rtol=0, atol=CLOSE)
    np.testing.assert_allclose(array(tokens)[0, 0], array(layer.cls)[0, 0])


def test_a_network_of_these_layers_is_saved_and_opened(tmp_path: Path) -> None:
    """The window, the command line and the front door open it by the name of its file."""
    keras.utils.set_random_seed(2)
    own = keras_layers()
    given = keras.Input((32, 32, 3))
    x = own["PatchTokens"](24, 8)(given)
    for _ in range(2):
        x = own["ViTBlock"](24, 3, 48)(x)
    out = keras.layers.Dense(4)(x[:, 0])
    model = keras.Model(given, out)
    model.save(tmp_path / "vit.keras")
    subject: Any = find(f"keras:{tmp_path / 'vit.keras'}").load("cpu")
    trace = subject.run(Inputs((read_photo(resources() / "samples" / "church.webp"),)))
    assert trace.verdict.value == "Verified"
    assert [one.heads for one in trace.sites] == [3, 3]
    assert trace.sites[0].key_axis.told == "token 1 + 4 × 4"


@pytest.mark.parametrize("name", FILES)
def test_a_file_can_be_read_in_one_sitting(name: str) -> None:
    text = (resources() / "keras" / f"{name}.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 80
    tree = ast.parse(text)
    assert "http" in (ast.get_docstring(tree) or "")
    imported = {one.module or "" for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)} | {
        alias.name for one in ast.walk(tree) if isinstance(one, ast.Import) for alias in one.names
    }
    assert imported <= {"keras", "multi_head_attention"}
