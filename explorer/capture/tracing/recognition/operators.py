"""The operators that the tracer knows, by what they do to a map, a product of scores or a gate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from torch import Tensor, nn

from explorer.capture.tracing.recognition.provenance import address

SOFTMAX = frozenset({"_softmax", "_safe_softmax", "softmax"})
SQUASH = frozenset({"sigmoid", "hardsigmoid", "hardtanh", "clamp", "relu6"})
MATMUL: Mapping[str, tuple[int, int]] = {
    "bmm": (0, 1),
    "mm": (0, 1),
    "baddbmm": (1, 2),
    "addmm": (1, 2),
    "matmul": (0, 1),
    "linear": (0, 1),
}
"""Names to the numbers of the two factors."""
WHOLE = frozenset({"matmul", "linear", "softmax", "lstm", "gru", "rnn_tanh", "rnn_relu"})
"""Composite operators that are left whole: taken apart, they choose other kernels."""
SAME = frozenset({"_to_copy", "clone", "copy", "contiguous", "_unsafe_view", "_reshape_copy"})
"""They leave the numbers as they are. Views are not among them: they share the storage."""
ARITHMETIC = frozenset({"mul", "div", "add", "sub", "rsub", "where", "masked_fill", "maximum"})
RESHAPING = frozenset(
    {"index_select", "index", "gather", "cat", "stack", "constant_pad_nd", "repeat", "roll"}
    | {"upsample_nearest2d", "upsample_bilinear2d"}
)
"""They take, repeat or join numbers, so that the size may change."""
CHANGING = frozenset(
    {"native_dropout", "convolution", "pow", "neg", "nan_to_num", "native_layer_norm"}
    | {"native_group_norm", "native_batch_norm", "_native_batch_norm_legit_no_training"}
    | {"cudnn_batch_norm", "mkldnn_convolution", "scatter", "scatter_add", "relu", "exp", "log"}
)
SAMPLING = frozenset({"grid_sampler_2d", "cudnn_grid_sampler"})
JOINING = frozenset({"cat", "stack"})
FOLLOWED = (
    SAMPLING | WHOLE | SOFTMAX | SQUASH | MATMUL.keys() | SAME | ARITHMETIC | RESHAPING | CHANGING
)


def followed(name: str) -> str:
    """The name that the detectors know an operator by, "" where they do not know it.

    Without the sign of working in place, where that is not a name of its own.
    """
    plain = name if name in FOLLOWED else name.removesuffix("_")
    return plain if plain in FOLLOWED else ""


def tensors(args: Iterable[Any]) -> Iterator[Tensor]:
    """The tensors among the arguments of an operator, those in lists included."""
    for given in args:
        if isinstance(given, Tensor):
            yield given
        elif isinstance(given, (list, tuple)):
            yield from (one for one in given if isinstance(one, Tensor))


class Constants:
    """Parameters and buffers of modules."""

    def __init__(self, modules: Iterable[nn.Module]) -> None:
        own = (one for module in modules for one in _own(module))
        self._own = {address(tensor) for tensor in own} - {None}

    def __contains__(self, tensor: Tensor) -> bool:
        """Whether it is one, or a view of one."""
        return address(tensor) in self._own


def _own(module: nn.Module) -> Iterator[Tensor]:
    """What a module holds itself, without those within it."""
    yield from module.parameters(recurse=False)
    yield from module.buffers(recurse=False)
