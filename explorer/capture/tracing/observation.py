"""One run under observation: where it is, what of it is kept, and who is told."""

from __future__ import annotations

from collections import Counter
from typing import Any

import torch
from torch import Tensor

from explorer.capture.muting import NO_MEAN
from explorer.capture.tracing.budget import Keeper
from explorer.capture.tracing.masks import Mask, MaskKind, compact
from explorer.capture.tracing.options import Options
from explorer.capture.tracing.paths import Stack
from explorer.capture.tracing.recognition.head_axes import Arrangement, arrangement, silenced
from explorer.capture.tracing.recognition.provenance import Marks
from explorer.capture.tracing.records import AttentionRecord, Record
from explorer.core.attention import Kind
from explorer.core.cancel import Cancelled
from explorer.core.mute import MuteError, MuteMode


class Watch:
    """What all detectors share."""

    def __init__(self, stack: Stack, keeper: Keeper, options: Options) -> None:
        self.stack = stack
        self.options = options
        self.calls = 0  # of fused attention by its Python name
        self.sites = 0
        self.aside = False  # whether the module at work is recorded as a whole
        self._keeper = keeper
        self.found: set[str] = set()  # names of sites in which heads were muted
        self._mute = options.mute.by_name()
        self._calls: Counter[tuple[str, str]] = Counter()
        self._run: tuple[int, Counter[str]] = 0, Counter()
        self._name = ""
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
        if family == "attention":
            self._name = self._within_run(path)
        return {
            "path": path,
            "call": call,
            "layer": self.stack.layer(path),
            "dtype": tensor.dtype,
            "device": str(tensor.device),
        }

    def _within_run(self, path: str) -> str:
        """The name of a site counted within this run of the model, of which there may be many."""
        if not self.stack.frames or self._run[0] != self.stack.runs:
            self._run = self.stack.runs, Counter()
        call = self._run[1][path]
        self._run[1][path] += 1
        return f"{path}#{call}" if call else path

    def keep(self, record: Record) -> None:
        """Take the record into the result and tell whoever waits for it."""
        if self.options.inside and not self.stack.frames:
            return
        keep = self._keeper.keep if self.options.chosen(record.path) else self._keeper.let_go
        kept = keep(record)
        self._last = kept if isinstance(kept, AttentionRecord) else None
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
