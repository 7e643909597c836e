"""A classifier of photos that nobody here wrote, observed by the tracer."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

import torch
from torch import Tensor, nn

from explorer.capture.tracing.options import Options
from explorer.capture.tracing.records import AttentionRecord, GateRecord, Record
from explorer.capture.tracing.rerun import quicker
from explorer.capture.tracing.trace import Traced, trace_model
from explorer.capture.unchanged import unchanged
from explorer.core.cancel import Cancelled, never
from explorer.core.checks import Check
from explorer.core.inputs import Inputs
from explorer.core.interventions.intervention import MuteError
from explorer.core.interventions.mute import NOTHING_MUTED, Mute
from explorer.core.sites.attention import Kind
from explorer.core.sites.point_axes import Objects, Points
from explorer.core.trace import ModelInfo, Prediction, Trace
from explorer.registry.entry import ModelError, failed_run
from explorer.registry.loading import LoadProgress
from explorer.registry.subjects.detections import detected
from explorer.registry.subjects.loaded_model import LoadedModel
from explorer.registry.subjects.preprocessing import PreparedPhoto
from explorer.registry.subjects.protocol import OnPart, ignore
from explorer.registry.subjects.run_size import ask_photo
from explorer.registry.subjects.single_photo import single_photo
from explorer.registry.subjects.survey import Arriving, Survey, survey_of
from explorer.registry.subjects.token_placement import place_all


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
        self._output = built.output
        self._several = built.several
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
            arriving = Arriving(survey)

            def on_record(record: Record) -> None:
                nonlocal trace
                if arriving.add(record):
                    trace = replace(trace, sites=arriving.sites)
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
        trace = replace(trace, sites=arriving.finish())
        if not trace.sites:
            raise ModelError(_nothing(self.info.title, traced.records, main_output(traced.output)))
        out = main_output(traced.output)
        objects = detected(traced.output, self.model, self.label) if self._classes else ()
        same = same_output(out, main_output(plain), muted=bool(mute))
        ended = self.ended(trace, traced, survey, out, same, seconds)
        made = self._output(traced.output, prepared.placement) if self._output else None
        if made is not None:
            ended = replace(ended, output=made, gives=made.told)
        return replace(ended, objects=objects)

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
            best=trace.parts()[0][1][-1],
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

        Raises ModelError in place of whatever it raises of its own, NoRoomError where it would take
        more memory than is free.
        """
        ask_photo(self.info.title, self.model, batch)
        with as_loaded(self.info.title, self.model, "a photo alone"):
            return self.model(batch, **others)

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
        places = place_all(self.model, placeable, blank, cancelled, _objects(traced.output))
        return survey_of(traced, places, quick)

    def _prediction(self, logits: Tensor) -> Prediction:
        """Probabilities of the classes, best first; logits (1, classes).

        They sum to 1, unless several classes may hold at once.
        """
        numbers = logits[0].float().cpu()
        probabilities = numbers.sigmoid() if self._several else torch.softmax(numbers, dim=0)
        order = torch.argsort(probabilities, descending=True).tolist()
        return Prediction(
            labels=tuple(self.label(at) for at in order),
            probabilities=tuple(probabilities[order].tolist()),
            threshold=0.0,
        )

    def label(self, number: int) -> str:
        """The name of a class by its number in the model's output."""
        return self._labels[number] if number < len(self._labels) else f"class {number}"


@contextmanager
def as_loaded(title: str, model: nn.Module, what: str) -> Iterator[None]:
    """Run a model as it was loaded, and leave it so; `what` it is given, as "this text".

    Raises ModelError in place of whatever the model raises of its own; memory that is not there and
    heads that cannot be muted pass.
    """
    try:
        with unchanged(model):
            yield
    except (torch.OutOfMemoryError, MuteError):
        raise
    except Exception as error:  # code of any model raises anything at all
        raise failed_run(title, what, error) from error


def digest(model: nn.Module) -> str:
    """SHA-256 of all weights by name: the same for the same weights in whatever file."""
    hashed = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        if tensor.is_meta:
            tensor = _offloaded(model, name)
        hashed.update(f"{name} {tensor.dtype} {tuple(tensor.shape)}".encode())
        hashed.update(tensor.detach().cpu().contiguous().flatten().view(torch.uint8).numpy().data)
    return hashed.hexdigest()


def _offloaded(model: nn.Module, name: str) -> Tensor:
    """A tensor that accelerate keeps elsewhere until it is needed, by its name."""
    path, _, own = name.rpartition(".")
    module = model.get_submodule(path)
    with import_module("accelerate.utils").align_module_device(module, execution_device="cpu"):
        found: Tensor = getattr(module, own).detach().clone()
    return found


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
    return tuple(
        replace(check, name=f"{record.name}: {check.name}")
        for record in traced.records
        if not survey.shows(record)
        for check in record.checks
    )


def _nothing(title: str, records: Sequence[Record], out: Tensor | None) -> str:
    if records and out is not None and not bool(torch.isfinite(out).all()):
        return (
            f"{title} gives numbers that are none (NaN) or infinite, and no map to show: its "
            "weights or its settings are damaged. Put the files there that came with the model."
        )
    if not records:
        return f"{title} has neither attention nor gates: there is no map to show."
    return (
        f"There is no map to show: none of the {len(records)} sites of {title} can be placed on "
        "the picture."
    )


def _objects(output: object) -> int:
    """How many queries look for an object each, by what a detector gives; 0 for other models."""
    boxes = output.get("pred_boxes") if isinstance(output, Mapping) else None
    return int(boxes.shape[1]) if isinstance(boxes, Tensor) and boxes.dim() == 3 else 0


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
