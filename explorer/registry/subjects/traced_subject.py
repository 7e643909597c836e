"""A classifier of photos that nobody here wrote, observed by the tracer."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from explorer.capture.tracing.options import Options
from explorer.capture.tracing.records import AttentionRecord, GateRecord, Record
from explorer.capture.tracing.rerun import quicker
from explorer.capture.tracing.sites import attention_site, gate_site, point_site
from explorer.capture.tracing.trace import Traced, trace_model
from explorer.capture.unchanged import unchanged
from explorer.capture.windows import WindowPatches
from explorer.core.attention import Attention, Kind
from explorer.core.axes import PatchGrid
from explorer.core.cancel import Cancelled, never
from explorer.core.checks import Check
from explorer.core.inputs import Inputs
from explorer.core.mute import NOTHING_MUTED, Mute
from explorer.core.patch_maps import Windows
from explorer.core.point_axes import Objects, Points, Pyramid
from explorer.core.trace import ModelInfo, Prediction, Trace
from explorer.registry.entry import ModelError, failed_run
from explorer.registry.loading import LoadProgress
from explorer.registry.subjects.detections import detected
from explorer.registry.subjects.loaded_model import LoadedModel
from explorer.registry.subjects.placement_probe import Place
from explorer.registry.subjects.point_queries import asking
from explorer.registry.subjects.preprocessing import PreparedPhoto
from explorer.registry.subjects.protocol import OnPart, ignore
from explorer.registry.subjects.single_photo import single_photo
from explorer.registry.subjects.token_placement import Places, place_all

SHOWN = ((Kind.SELF, Kind.POINTS), (Kind.CHANNEL,), (Kind.SPATIAL,))
"""What a photo can show; the first kinds of which there is a site are shown, together."""
_WORD = {Kind.CHANNEL: "channel gate", Kind.SPATIAL: "spatial gate"}

Key = tuple[type[Record], str]
"""What tells the sites of a run apart: one module may attend and gate."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One site that the tracer saw, on a map or not.

    kind: in words. shape: (heads, queries, keys) of an attention with its windows, if any, in
    front; the shape of what a gate multiplied. place: where its tokens lie, or why no map is shown.
    """

    name: str
    kind: str
    shape: tuple[int, ...]
    place: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a model's sites after its first run on an input of a size.

    places: name of an attention to where its tokens lie. asking: name of an attention to points to
    what asks there. shown: the sites that make the map, in order. notes: what is not shown. quick:
    how later runs on an input of the same size are watched at the least cost.
    """

    places: dict[str, Places]
    asking: dict[str, Objects | Pyramid]
    shown: tuple[Key, ...]
    notes: tuple[str, ...]
    quick: Options


class TracedSubject:
    """A classifier on a device, unmodified.

    labels: of the classes in the order of the model's output; numbers stand in for missing ones.
    """

    def __init__(
        self,
        info: ModelInfo,
        built: LoadedModel,
        labels: Sequence[str] = (),
        device: str = "cpu",
    ) -> None:
        model = built.model
        self.info = replace(info, weights_sha256=info.weights_sha256 or digest(model))
        self.model = model.eval().to(device)
        self.prepare = built.prepare
        self._notes = built.notes
        self.findings: tuple[Finding, ...] = ()
        self._labels = tuple(labels)
        self.device = device
        self._classes = built.classes
        self._surveys: dict[torch.Size, Survey] = {}

    def run(
        self,
        inputs: Inputs,
        on_part: OnPart = ignore,
        cancelled: Callable[[], bool] = never,
        mute: Mute = NOTHING_MUTED,
    ) -> Trace:
        """Look at one photo; see `Subject.run`. `findings` then tells all sites, shown or not.

        The photo is prepared as for training where nothing else is asked for.
        """
        photo = single_photo(self.info.title, inputs)
        prepared = self.prepare(photo, inputs.fit)
        batch = torch.from_numpy(prepared.pixels)[None].to(self.device)  # (1, C, H, W)
        others = {name: one.to(self.device) for name, one in prepared.others.items()}
        with torch.no_grad():  # inference mode hands composite operators over whole
            plain = None
            if not mute:  # before anything else has been done with the model
                plain = self._plain(batch, others)
            survey = self._surveys.get(batch.shape)
            if survey is None:
                on_part(LoadProgress("Finding where the patches lie"))
                with unchanged(self.model):
                    blank = torch.from_numpy(prepared.blank.copy()).to(self.device)
                    survey = self._look_around(blank, cancelled)
                self._surveys[batch.shape] = survey
                on_part(LoadProgress("Running"))
            trace = self.begun(inputs, prepared, survey, mute)
            shown = set(survey.shown)

            def on_record(record: Record) -> None:
                nonlocal trace
                if _key(record) not in shown or not _kept(record):
                    return
                site = site_of(record, survey, len(trace.sites))
                trace = replace(trace, sites=(*trace.sites, site))
                on_part(trace)

            watched = replace(survey.quick, cancelled=cancelled, mute=mute)
            options = replace(watched, on_record=on_record)
            start = time.perf_counter()
            with unchanged(self.model):
                traced = trace_model(self.model, batch, options=options, compare=False, **others)
            seconds = time.perf_counter() - start
            if mute:
                plain = self._muted(batch, others, watched)
            if cancelled():
                raise Cancelled
        self.findings = tuple(_finding(one, survey) for one in traced.records)
        if not trace.sites:
            raise ModelError(_nothing(self.info.title, traced.records))
        out = main_output(traced.output)
        objects = detected(traced.output, self.model, self.label) if self._classes else ()
        same = same_output(out, main_output(plain), muted=bool(mute))
        return replace(self.ended(trace, traced, survey, out, same, seconds), objects=objects)

    def begun(
        self, inputs: Inputs, prepared: PreparedPhoto, survey: Survey, mute: Mute = NOTHING_MUTED
    ) -> Trace:
        """Return the trace of a run before its first site."""
        return Trace(
            model=self.info,
            inputs=inputs,
            placements=(prepared.placement,),
            running=True,
            sites=(),
            layers=len(survey.shown),
            device=self.device,
            notes=(*self._notes, *prepared.notes, *survey.notes),
            mute=mute,
        )

    def ended(
        self,
        trace: Trace,
        traced: Traced,
        survey: Survey,
        out: Tensor | None,
        same: Check,
        seconds: float,
    ) -> Trace:
        """Return the trace of a run with what came out of it, `out` (1, …) of its one input."""
        named = self._classes and out is not None and out.dim() == 2 and out.shape[1] > 1
        return replace(
            trace,
            running=False,
            layers=len(trace.sites),
            best=len(trace.sites) - 1,
            prediction=self._prediction(out) if named and out is not None else None,
            gives="" if named else _told_shape(out),
            checks=(same, *_unseen_checks(traced, survey)),
            seconds=seconds,
            notes=(*trace.notes, *traced.notes),
        )

    def quick(self, shape: torch.Size) -> Options | None:
        """How inputs of a shape are watched at the least cost; None before the first of them."""
        survey = self._surveys.get(shape)
        return None if survey is None else survey.quick

    def survey(self, size: torch.Size) -> Survey | None:
        """What is known of photos that become inputs of a size, (C, H, W); None before a run."""
        return self._surveys.get(torch.Size((1, *size)))

    def _plain(self, batch: Tensor, others: Mapping[str, Tensor]) -> object:
        """What the model gives without capture, as it was loaded.

        Raises ModelError in place of whatever it raises of its own.
        """
        try:
            with unchanged(self.model):
                return self.model(batch, **others)
        except torch.OutOfMemoryError:
            raise
        except Exception as error:  # code of any model raises anything at all
            raise failed_run(self.info.title, "a photo alone", error) from error

    def _muted(self, batch: Tensor, others: dict[str, Any], watched: Options) -> object:
        """What the model gives with heads muted, once more and with nothing kept."""
        options = replace(watched, budget=0)
        with unchanged(self.model):
            again = trace_model(self.model, batch, options=options, compare=False, **others)
        return again.output

    def _look_around(self, blank: Tensor, cancelled: Callable[[], bool]) -> Survey:
        """Run on black and white, (2, C, H, W): find the sites and where their tokens lie."""
        options = Options(cancelled=cancelled)
        traced = trace_model(self.model, blank[:1], options=options, compare=False)
        quick = quicker(traced, self.model, blank[:1], options=options)
        placeable = [one for one in traced.attentions if one.points is None]
        return _survey(traced, place_all(self.model, placeable, blank, cancelled), quick)

    def _prediction(self, logits: Tensor) -> Prediction:
        """Probabilities of the classes, best first; logits (1, classes)."""
        probabilities = torch.softmax(logits[0].float().cpu(), dim=0)
        order = torch.argsort(probabilities, descending=True).tolist()
        return Prediction(
            labels=tuple(self.label(at) for at in order),
            probabilities=tuple(float(probabilities[at]) for at in order),
            threshold=0.0,
        )

    def label(self, number: int) -> str:
        """The name of a class by its number in the model's output."""
        return self._labels[number] if number < len(self._labels) else f"class {number}"


def digest(model: nn.Module) -> str:
    """SHA-256 of all weights by name: the same for the same weights in whatever file."""
    hashed = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        hashed.update(f"{name} {tensor.dtype} {tuple(tensor.shape)}".encode())
        hashed.update(tensor.detach().cpu().contiguous().flatten().view(torch.uint8).numpy().data)
    return hashed.hexdigest()


def _survey(traced: Traced, places: dict[str, Places], quick: Options) -> Survey:
    kinds = {_key(record): _shown_kind(record, places) for record in traced.records}
    count = Counter(kind for kind in kinds.values() if kind is not None)
    group = next((some for some in SHOWN if any(count[one] for one in some)), ())
    notes = []
    pointing = {one.name: asking(one) for one in traced.attentions if one.points is not None}
    if unplaced := [one.name for one in traced.attentions if one.name not in places | pointing]:
        notes.append(
            f"{len(unplaced)} of {len(traced.attentions)} attention sites are not shown, because "
            f"their tokens cannot be placed on the picture: {_listed(unplaced)}."
        )
    others = [
        f"{count[one]} {word}{'s' * (count[one] > 1)}"
        for one, word in _WORD.items()
        if one not in group and count[one]
    ]
    if group and others:
        maps = _WORD.get(group[0], "attention map")
        notes.append(f"Found beside the {maps}s: {' and '.join(others)}.")
    shown = tuple(key for key, one in kinds.items() if one in group)
    return Survey(places, pointing, shown, tuple(notes), quick)


def _key(record: Record) -> Key:
    return type(record), record.name


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _shown_kind(record: Record, places: dict[str, Places]) -> Kind | None:
    """What a record is on a picture; None where it makes no picture."""
    if isinstance(record, AttentionRecord):
        if record.points is not None:
            return Kind.POINTS
        return Kind.SELF if record.name in places else None
    if isinstance(record, GateRecord) and len(record.shape) == 4:
        return record.sort
    return None


def _kept(record: Record) -> bool:
    """Whether the tensors are there that a site needs; the tracer's own note says what is not."""
    if isinstance(record, GateRecord):
        return record.sort is Kind.SPATIAL or record.features is not None
    return bool(record.tensors())


def shown_records(traced: Traced, survey: Survey) -> Iterator[Record]:
    """The records that make the maps, in their order."""
    shown = set(survey.shown)
    return (one for one in traced.records if _key(one) in shown and _kept(one))


def site_of(record: Record, survey: Survey, layer: int, batch: int = 0) -> Attention:
    """Return the site of one input of a record; `batch` says which."""
    if isinstance(record, GateRecord):
        return gate_site(record, layer=layer, batch=batch)
    assert isinstance(record, AttentionRecord)  # there is no third kind of record
    if record.points is not None:
        return point_site(record, survey.asking[record.name], layer=layer, batch=batch)
    places = survey.places[record.name]
    queries, keys = places.queries, places.keys
    if isinstance(queries, PatchGrid) and isinstance(keys, PatchGrid):
        return attention_site(record, queries, keys, layer=layer, batch=batch)
    return WindowPatches(
        name=record.name,
        layer=layer,
        checks=record.checks,
        queries=_grid(queries),
        keys=_grid(keys),
        asking=_windows(queries),
        asked=_windows(keys),
        record=record,
        batch=batch,
    )


def _grid(place: Place) -> PatchGrid:
    return place if isinstance(place, PatchGrid) else PatchGrid(place.rows, place.cols)


def _windows(place: Place) -> Windows:
    """A grid as the one window that it is, what stands before its patches included."""
    if isinstance(place, Windows):
        return place
    return Windows(place.rows, place.cols, np.arange(place.size)[None])


def _finding(record: Record, survey: Survey) -> Finding:
    if isinstance(record, GateRecord):
        kind = record.sort.value if record.sort else f"{record.function} gate"
        return Finding(record.name, kind, record.shape, _gate_place(record), record.checks)
    assert isinstance(record, AttentionRecord)
    shape: tuple[int, ...] = record.heads, record.queries, record.keys
    if record.groups > 1:
        shape = record.groups, *shape
    placed = survey.places.get(record.name)
    place = "not placed on the picture" if placed is None else placed.told
    kind = record.sort
    if record.points is not None:
        kind = Kind.POINTS
        who = "object" if isinstance(survey.asking[record.name], Objects) else "position"
        place = f"for every {who} {Points(record.levels).told}"
    return Finding(record.name, kind.value, shape, place, record.checks)


def _gate_place(record: GateRecord) -> str:
    if record.sort is None or len(record.shape) != 4:
        return "no picture"
    return f"{record.shape[2]} × {record.shape[3]} positions"


def _unseen_checks(traced: Traced, survey: Survey) -> tuple[Check, ...]:
    """The checks of what is on no map, each under the name of its site."""
    shown = set(survey.shown)
    return tuple(
        replace(check, name=f"{record.name}: {check.name}")
        for record in traced.records
        if _key(record) not in shown or not _kept(record)
        for check in record.checks
    )


def _nothing(title: str, records: Sequence[Record]) -> str:
    if not records:
        return f"{title} has neither attention nor gates: there is no map to show."
    return (
        f"There is no map to show: none of the {len(records)} sites of {title} can be placed on "
        "the picture."
    )


def main_output(output: object) -> Tensor | None:
    """Of whatever a model returns the tensor that matters: its logits, or else the first one."""
    if isinstance(output, Mapping):
        output = tuple(output[name] for name in ("logits", *output) if name in output)
    if isinstance(output, (tuple, list)):
        return next((one for one in map(main_output, output) if one is not None), None)
    return output if isinstance(output, Tensor) and output.is_floating_point() else None


def _told_shape(out: Tensor | None) -> str:
    """What came out of a model without classes, in words."""
    if out is None:
        return "no numbers"
    return f"{' × '.join(map(str, out.shape[1:]))} numbers"


def same_output(traced: Tensor | None, plain: Tensor | None, muted: bool = False) -> Check:
    """The output with capture against that without: the same bits, so the tolerance is 0.

    With heads muted, which the capture does, against that of another run.
    """
    name = "prediction of a second muted run" if muted else "prediction without capture"
    if traced is None or plain is None:
        return Check(name, None, 0.0)
    span = plain.abs().max().clamp(min=1e-30)
    return Check(name, float((traced - plain).abs().max() / span), 0.0)
