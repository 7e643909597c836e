"""One run under observation: where it is, what of it is kept, and who is told."""

from __future__ import annotations

from collections import Counter
from typing import Any

import torch
from torch import Tensor

from explorer.capture.blocking import hidden
from explorer.capture.muting import NO_MEAN, held_gate
from explorer.capture.tracing.budget import Keeper
from explorer.capture.tracing.masks import Mask, MaskKind, compact
from explorer.capture.tracing.options import Options
from explorer.capture.tracing.paths import Stack
from explorer.capture.tracing.recognition.head_axes import Arrangement, arrangement, silenced
from explorer.capture.tracing.recognition.provenance import Marks
from explorer.capture.tracing.records import AttentionRecord, Record
from explorer.core.cancel import Cancelled
from explorer.core.interventions.intervention import MuteError
from explorer.core.interventions.mute import MuteMode
from explorer.core.sites.attention import Kind


class Watch:
    """What all detectors share."""

    def __init__(self, stack: Stack, keeper: Keeper, options: Options) -> None:
        self.stack = stack
        self.options = options
        self.calls = 0  # of fused attention by its Python name
        self.sites = 0
        self.aside = False  # whether the module at work is recorded as a whole
        self._keeper = keeper
        self.found: set[str] = set()  # names of sites in which something was muted or held
        self._mute = options.mute.by_name()
        self._held, self._blocks = options.mute.held(), options.mute.blocked()
        self._start = 0  # number of the first query of what decodes a token at a time
        self._calls: Counter[tuple[str, str]] = Counter()
        self._run: tuple[int, Counter[tuple[str, str]]] = 0, Counter()
        self._name = ""  # of the attention, or of the gate, just recorded
        self._last: AttentionRecord | None = None  # the site whose output is at hand
        self._graded = torch.is_grad_enabled()
        self._masks: Marks[dict[tuple[object, ...], Mask]] = Marks()

    def pulse(self) -> None:
        """Raise Cancelled when the run is to stop."""
        if self.options.cancelled():
            raise Cancelled

    def place(self, family: str, tensor: Tensor) -> dict[str, Any]:
        """The fields of a record that say where the run is; family: "attention" or "gate"."""
        path = self.stack.path
        call = self._calls[family, path]
        self._calls[family, path] += 1
        self._name = self._within_run(family, path)
        return {
            "path": path,
            "call": call,
            "layer": self.stack.layer(path),
            "dtype": tensor.dtype,
            "device": str(tensor.device),
        }

    def _within_run(self, family: str, path: str, taken: bool = True) -> str:
        """The name of a site counted within this run of the model, of which there may be many.

        taken: whether it is that of a site that is there, and not of one that may come.
        """
        if not self.stack.frames or self._run[0] != self.stack.runs:
            self._run = self.stack.runs, Counter()
        call = self._run[1][family, path]
        self._run[1][family, path] += taken
        return f"{path}#{call}" if call else path

    def keep(self, record: Record) -> None:
        """Take the record into the result and tell whoever waits for it."""
        if self.options.inside and not self.stack.frames:
            return
        keep = self._keeper.keep if self.options.chosen(record.path) else self._keeper.let_go
        kept = keep(record)
        self._last = kept if isinstance(kept, AttentionRecord) else None
        if isinstance(record, AttentionRecord) and not self.stack.attends_elsewhere():
            self._start = max(0, record.keys - record.queries)
        self.sites += 1
        if self.options.on_record is not None:
            self.options.on_record(kept)

    def arrangement(self, lead: tuple[int, ...]) -> Arrangement:
        return arrangement(lead, self.stack.heads(), self.inputs())

    def inputs(self) -> int:
        """How many inputs the model was given: the first axis of the first tensor."""
        if not self.stack.frames:
            return 1
        first = self.stack.frames[0]
        for given in (*first.args, *first.kwargs.values()):
            if isinstance(given, Tensor) and given.dim():
                return max(1, given.shape[0])
        return 1

    def sizes(self, arranged: Arrangement, queries: int, keys: int) -> dict[str, Any]:
        """The fields of a record that say how large its map is."""
        return {
            "batch": arranged.batch,
            "heads": arranged.heads,
            "queries": queries,
            "keys": keys,
            "groups": max(1, arranged.batch // self.inputs()),
        }

    def muted(self, output: Tensor, arranged: Arrangement, queries: int) -> Tensor:
        """The product, with zeros or means for the heads to be muted of the site just recorded."""
        if self.options.on_output is not None and self._last is not None:
            with torch.set_grad_enabled(self._graded):
                output = self.options.on_output(self._last, output, arranged, queries)
        heads = self._mute.get(self._name)
        if not heads:
            return output
        if self.options.joined and self.options.mute.mode is MuteMode.MEAN:
            raise MuteError(NO_MEAN.format(self._name))
        self.found.add(self._name)
        groups = max(1, arranged.batch // self.inputs())
        with torch.set_grad_enabled(output.requires_grad):
            return silenced(output, arranged, queries, heads, self.options.mute.mode, groups)

    def blocked(self, queries: int, keys: int) -> tuple[Tensor, str, int] | None:
        """Where the attention at work may not look, the name of its site, its first query's number.

        (Q, K), True at what is blocked; None for nowhere.
        """
        parts = self.stack.path.split(".") if self._blocks else []
        for end in range(len(parts), 0, -1):
            name = self._within_run("attention", ".".join(parts[:end]), taken=False)
            if name in self._blocks:
                where = self._hidden(name, queries, keys)
                return None if where is None else (where, name, self._first(queries, keys))
        return None

    def _hidden(self, name: str, queries: int, keys: int) -> Tensor | None:
        return hidden(self._blocks[name], queries, keys, self._first(queries, keys))

    def _first(self, queries: int, keys: int) -> int:
        """The number of the first query of a map, of a model that is given a token at a time."""
        return self._start if self.stack.attends_elsewhere() else max(0, keys - queries)

    def check_blocked(self, arranged: Arrangement, weights: Tensor | None, keys: int) -> None:
        """Make sure that nobody looks where the site just recorded is blocked.

        Parameters
        ----------
        weights : Tensor or None
            The map (B, heads, Q, K) that a model computes by itself; None for what was given the
            mask of what is blocked.

        Raises
        ------
        MuteError
            Its softmax was not seen, or its tokens lie in windows.
        """
        if self._name not in self._blocks:
            return
        self.found.add(self._name)
        if arranged.batch > self.inputs():
            raise MuteError(f"{self._name} attends within windows: its looks cannot be blocked.")
        where = None if weights is None else self._hidden(self._name, weights.shape[2], keys)
        if weights is not None and where is not None and bool(weights[..., where].any()):
            raise MuteError(f"{self._name} cannot be blocked: its softmax is not seen.")

    def held(self, gate: Tensor, features: Tensor, kind: Kind | None) -> Tensor | None:
        """Features times the gate just recorded as it is held; None where it is not.

        gate: with as many axes as the features, of size 1 where it is the same all along.
        """
        values = self._held.get(self._name)
        if values is None or kind is None:
            return None
        self.found.add(self._name)
        last = gate.dim() - 1
        axis = last if gate.shape[1] == 1 != gate.shape[last] else 1
        return features * held_gate(gate, values, axis)

    def mask(
        self, mask: Tensor | None, causal: bool, arranged: Arrangement, queries: int, keys: int
    ) -> Mask:
        """Compacted, once for all layers that are given the same tensor."""
        if mask is None:
            return compact(None, causal, queries, keys)
        version = None if mask.is_inference() else mask._version
        shape = tuple(mask.shape), mask.stride(), mask.storage_offset()
        which = (*shape, arranged.split, arranged.axis, queries, keys, version)
        known = self._masks.get(mask)
        if known is None:
            known = {}
            self._masks.put(mask, known)
        if which not in known:
            count, lead = (arranged.batch, arranged.heads), mask.shape[:-2]
            if lead.numel() == count[0] * count[1] and lead != count:
                mask = arranged.of(mask)
            elif len(arranged.split) != 2 or arranged.axis != 1:
                mask = arranged.of(mask.expand(*arranged.split, queries, keys))
            known[which] = compact(mask, causal, queries, keys)
        return known[which]

    def sort(self, mask: Mask, queries: int, keys: int) -> Kind:
        """Masked where nothing ahead may be looked at; cross where the module was given a memory.

        Lengths that differ are another sequence too, but for a single query, as a pooling one.
        """
        if self.stack.attends_elsewhere():
            return Kind.CROSS
        if queries > 1 and keys >= queries and _looks_back(mask, queries, keys):
            return Kind.MASKED
        return Kind.CROSS if 1 != queries != keys else Kind.SELF


def _looks_back(mask: Mask, queries: int, keys: int) -> bool:
    if mask.kind is MaskKind.CAUSAL:
        return True
    if mask.values is None or mask.values.shape[-2:] != (queries, keys):
        return False
    ahead = torch.ones(queries, keys, dtype=torch.bool).triu(keys - queries + 1)
    allowed = mask.allowed(torch.arange(queries), keys)
    return not bool((allowed & ahead).any())
