"""Which module is running: hooks on every module keep a stack of paths for one thread."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn

from explorer.capture.tracing.options import Known

HEADS = ("num_heads", "num_attention_heads", "n_heads", "n_head", "nhead", "heads", "num_head")
GROUPED = ("num_key_value_heads", "num_attention_heads")
"""In the configurations of transformers."""
MEMORY = ("encoder_hidden_states", "key_value_states", "memory", "context")
"""Names by which modules take what is attended to beside their own input."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A module at work, with what it was called with."""

    path: str
    module: nn.Module
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)


class Stack:
    """The modules at work in the thread that made it, outermost first.

    Cancelling raises `Cancelled` at the next module.
    """

    def __init__(self, model: nn.Module, known: Known | None = None) -> None:
        self.frames: list[Frame] = []
        self.ran: dict[str, str] = {}  # path to the name of the class
        self.runs = 0  # how often the outermost module was entered
        self._thread = threading.get_ident()
        self._handles: list[Any] = []
        self._layers: dict[str, str] = {}
        self._modules = dict(model.named_modules())
        self._known = known
        self._zone: Zone | None = None

    def put_on(self, zone: Zone | None = None) -> None:
        """Hook every module, or the known ones; `take_off` must follow, however the run ends.

        zone: entered and left with every known module.
        """
        self._zone = zone
        known = self._modules.keys() if self._known is None else self._known.around
        for path, module in self._modules.items():
            if path not in known:
                continue
            if isinstance(module, torch.jit.ScriptModule):
                continue  # its inner modules take no hooks
            self._handles.append(
                module.register_forward_pre_hook(self._entering(path), with_kwargs=True)
            )
            self._handles.append(module.register_forward_hook(self._leaving, always_call=True))

    @property
    def modules(self) -> Iterable[nn.Module]:
        """All modules of the model."""
        return self._modules.values()

    def within(self, paths: Collection[str]) -> Iterator[nn.Module]:
        """The modules of these paths and all that they hold."""
        for path, module in self._modules.items():
            while path and path not in paths:
                path = path.rpartition(".")[0]
            if path in paths:
                yield module

    def take_off(self) -> None:
        for handle in self._handles:
            handle.remove()
        self._handles.clear()
        self.frames.clear()
        self._modules.clear()  # so that what was seen of a model does not keep it alive
        self._zone = None  # whose mode holds this and all tensors that it has seen: a circle

    def here(self) -> bool:
        """Whether this is the thread that traces."""
        return threading.get_ident() == self._thread

    @property
    def path(self) -> str:
        """Of the innermost module at work."""
        return self.frames[-1].path.replace("_orig_mod.", "") if self.frames else ""

    def layer(self, path: str) -> str:
        """The innermost block around `path` that stands among others of its class.

        Its name ends in a number; the path itself where there is none.
        """
        if path not in self._layers:
            self._layers[path] = self._block(path)
        return self._layers[path]

    def heads(self) -> int | None:
        """How many heads the module at work, or one of the two around it, says it has."""
        for frame in reversed(self.frames[-3:]):
            for name in HEADS:
                found = getattr(frame.module, name, None)
                if isinstance(found, int) and not isinstance(found, bool) and found > 0:
                    return found
        return None

    def grouped(self) -> tuple[int, int] | None:
        """Key heads and query heads that share one, as the module at work has been configured."""
        config = getattr(self.frames[-1].module, "config", None) if self.frames else None
        try:
            keys, heads = (getattr(config, name, None) for name in GROUPED)
        except RuntimeError:  # where layers differ a configuration refuses one answer for all
            return None
        if not isinstance(keys, int) or not isinstance(heads, int) or not 0 < keys < heads:
            return None
        return keys, heads // keys

    def attends_elsewhere(self) -> bool:
        """Whether the module at work, or the one around it, was given another sequence."""
        for frame in reversed(self.frames[-2:]):
            if any(isinstance(frame.kwargs.get(name), Tensor) for name in MEMORY):
                return True
            if isinstance(frame.module, nn.MultiheadAttention):
                given = [*frame.args[:2], frame.kwargs.get("query"), frame.kwargs.get("key")]
                query, key = [one for one in given if one is not None][:2]
                return query is not key
        return False

    def _zone_of(self, path: str) -> Zone | None:
        return self._zone if self._known is not None and path in self._known.paths else None

    def _block(self, path: str) -> str:
        parts = path.split(".")
        for end in range(len(parts), 0, -1):
            block = ".".join(parts[:end])
            around = self._modules.get(".".join(parts[: end - 1]))
            if not parts[end - 1][-1:].isdigit() or around is None:
                continue
            classes = [type(one) for one in around.children()]
            if len(classes) == 1 or classes.count(type(self._modules[block])) > 1:
                return block
        return path

    def _entering(self, path: str) -> Any:
        def enter(module: nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
            if self.here():
                self.ran[path] = type(module).__name__
                self.runs += not self.frames
                self.frames.append(Frame(path, module, args, kwargs))
                if (zone := self._zone_of(path)) is not None:
                    zone.enter()

        return enter

    def _leaving(self, module: nn.Module, args: object, output: object) -> None:
        # a pre-hook that raised before ours leaves no frame of this module
        if not self.here() or not self.frames or self.frames[-1].module is not module:
            return
        if (zone := self._zone_of(self.frames.pop().path)) is not None:
            zone.leave()


class Zone:
    """A mode that is on as long as it was entered more often than left."""

    def __init__(self, mode: AbstractContextManager[object]) -> None:
        self._mode = mode
        self._depth = 0

    def enter(self) -> None:
        if not self._depth:
            self._mode.__enter__()
        self._depth += 1

    def leave(self) -> None:
        self._depth -= 1
        if not self._depth:
            self._mode.__exit__(None, None, None)

    def close(self) -> None:
        """Leave as often as it was entered."""
        if self._depth:
            self._depth = 1
            self.leave()
