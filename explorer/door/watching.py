"""Watch any module in the user's own code: what attends inside a `with` block is kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace

import torch
from torch import nn

from explorer.capture.module_tree import module_tree
from explorer.capture.source_code import codes
from explorer.capture.tracing.options import Options
from explorer.capture.tracing.records import AttentionRecord, GateRecord, Kept
from explorer.capture.tracing.sites import attention_site
from explorer.capture.tracing.trace import SAME_OUTPUT, Traced, tracing
from explorer.core.checks import Check
from explorer.core.code import Code
from explorer.core.inputs import Inputs
from explorer.core.modules import Module
from explorer.core.selector import SelectionError
from explorer.core.sites.axes import Tokens
from explorer.core.sites.token_attention import TokenSite
from explorer.core.taking import takes
from explorer.core.text import Sentence, Task
from explorer.core.trace import ModelInfo, Trace
from explorer.door.result import Result
from explorer.registry.entry import ModelError

ORDER = ("cross", "decoder", "encoder")
"""The parts of a run, as the window has them."""
LISTED = 3
"""Names in a note; of more only their number is told."""


@takes
@contextmanager
def watch(
    module: nn.Module, *, tokens: Sequence[str] = (), example: int = 0, window: int = 0
) -> Iterator[Watched]:
    """Keep what attends while the module is called inside the block.

    The module runs unchanged, in whatever mode the code chooses: with or without gradients, under
    ``inference_mode`` and ``autocast``, on any device; nothing stays on it, also when the block
    raises. Parts that ``torch.compile`` has compiled run uncompiled meanwhile, and a note says so.
    Blocks may lie within each other; those of several threads take turns. Only calls of this
    thread are seen, so that a block must not wait for another thread that watches.

    Parameters
    ----------
    module : torch.nn.Module
        Any module; call ``eval()`` before, or dropout changes the maps.
    tokens : sequence of str
        What rows and columns are called whose number is that of the tokens; else numbers.
    example : int
        Which input of a batch is shown.
    window : int
        Of attention within windows, as Swin's, which window is shown.

    Yields
    ------
    Watched
        Its `trace` is the `Result`, when the block has ended.

    Raises
    ------
    UnwatchableError
        The module uses torch's flex_attention, which cannot be watched.

    Examples
    --------
    >>> import explorer, torch
    >>> layer = torch.nn.MultiheadAttention(8, num_heads=2, batch_first=True).eval()
    >>> with torch.no_grad(), explorer.watch(layer) as seen:
    ...     _ = layer(*[torch.ones(1, 5, 8)] * 3)
    >>> seen.trace[0].weights().shape
    (2, 5, 5)
    """
    name = type(getattr(module, "_orig_mod", module)).__name__  # of what was compiled
    seen = Watched(name, tuple(tokens), example, window)
    compiled = _compiled(module)
    with _uncompiled(), tracing(module, Options(inside=True)) as traced:
        try:
            yield seen
        finally:
            seen._end(traced, compiled, module)


class Watched:
    """What a `watch` block is given; what was seen is there when the block has ended."""

    def __init__(self, name: str, tokens: tuple[str, ...], example: int, window: int) -> None:
        self._name, self._tokens = name, tokens
        self._example, self._window = example, window
        self._traced: Traced | None = None
        self._compiled: tuple[str, ...] = ()
        self._result: Result | None = None
        self._modules: Module | None = None
        self._codes: dict[str, Code] = {}

    def __repr__(self) -> str:
        state = "still being watched" if self._traced is None else "watched"
        return f"<Watched {self._name}, {state}>"

    @property
    def trace(self) -> Result:
        """What was seen, its sites sorted into cross-attention, masked and other self-attention.

        Raises
        ------
        ModelError
            The block has not ended yet, the module was not called in it, or nothing attended.
        SelectionError
            There is no such input or window.
        """
        if self._result is None:
            self._result = Result(self._made())
        return self._result

    def _end(self, traced: Traced, compiled: tuple[str, ...], module: nn.Module) -> None:
        self._traced, self._compiled = traced, compiled
        self._modules = module_tree(module)  # now, for the user may change it afterwards
        self._codes = codes(module, [one.name for one in traced.attentions])

    def _made(self) -> Trace:
        if self._traced is None:
            raise ModelError(f"{self._name} is still being watched: ask when the block has ended.")
        records = [one for one in self._traced.attentions if one.points is None]
        if not records:
            raise ModelError(self._nothing(self._traced))
        kept = [one for one in records if one.kept is not Kept.NONE]
        if not kept:
            raise ModelError(f"No map of {self._name} is left. {' '.join(self._traced.notes)}")
        sites = sorted((self._site(one) for one in kept), key=lambda site: ORDER.index(site.part))
        counts = dict.fromkeys(ORDER, 0)
        numbered = []
        for site in sites:
            numbered.append(replace(site, layer=counts[site.part]))
            counts[site.part] += 1
        longest = max((site.key_axis.size for site in sites), default=0)
        words = _tokens(longest, self._tokens)
        return Trace(
            model=ModelInfo(f"watched:{self._name}", self._name, ""),
            inputs=Inputs(text=" ".join(words.pieces)),
            sites=tuple(numbered),
            layers=len(numbered),
            checks=(Check(SAME_OUTPUT, None, 0.0),),  # the code was run once, as it is
            device=records[0].device,
            notes=tuple(self._notes(records)),
            sentence=Sentence(" ".join(words.pieces), words, (), (), ""),
            task=Task.READ,
            best=len(numbered) - 1,
            codes=self._codes,
            modules=self._modules,
        )

    def _site(self, record: AttentionRecord) -> TokenSite:
        inputs = max(1, record.batch // record.groups)
        for what, asked, there in (
            ("input", self._example, inputs),
            ("window", self._window, record.groups),
        ):
            if what == "window" and there == 1:
                continue
            if not 0 <= asked < there:
                raise SelectionError(
                    f"There is no {what} {asked} of {record.name}: {what}s go from 0 to "
                    f"{there - 1}."
                )
        group = self._window if record.groups > 1 else 0
        site = attention_site(
            record,
            _tokens(record.queries, self._tokens),
            _tokens(record.keys, self._tokens),
            batch=self._example * record.groups + group,
        )
        assert isinstance(site, TokenSite)  # its axes are tokens
        return site

    def _notes(self, records: Sequence[AttentionRecord]) -> Iterator[str]:
        assert self._traced is not None
        if self._compiled:
            names = _listed(self._compiled)
            yield f"Compiled parts ran uncompiled while they were watched: {names}."
        windowed = [one.name for one in records if one.groups > 1]
        if windowed:
            yield f"Of the windows number {self._window} is shown: {_listed(windowed)}."
        beside = [one.name for one in self._traced.records if one not in records]
        if beside:
            yield f"Seen and not shown, gates or points, which need a photo: {_listed(beside)}."
        yield from self._traced.notes

    def _nothing(self, traced: Traced) -> str:
        if not traced.ran:
            return f"{self._name} was not called inside the block, or not in its thread."
        if any(isinstance(one, GateRecord) for one in traced.records):
            return f"{self._name} has gates alone, whose maps need a photo: open it as a plug-in."
        return f"Nothing attended while {self._name} ran: there is no map to show."


def _tokens(size: int, names: tuple[str, ...]) -> Tokens:
    """An axis of so many tokens, called by their names where there are as many, else numbers."""
    pieces = names if len(names) == size else tuple(map(str, range(size)))
    return Tokens(pieces, tuple(range(size)))


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(name or "the module itself" for name in names[:LISTED])
    return shown if len(names) <= LISTED else f"{shown} and {len(names) - LISTED} more"


def _compiled(module: nn.Module) -> tuple[str, ...]:
    """The parts that `torch.compile` has wrapped, or compiled in place."""
    return tuple(
        path
        for path, part in module.named_modules()
        if type(part).__name__ == "OptimizedModule"
        or getattr(part, "_compiled_call_impl", None) is not None
    )


def _uncompiled() -> AbstractContextManager[object]:
    """What has compiled code run as it is written, if anything here can be compiled."""
    if "torch._dynamo" not in sys.modules or not hasattr(torch.compiler, "set_stance"):
        return nullcontext()
    stance: AbstractContextManager[object] = torch.compiler.set_stance("force_eager")
    return stance
