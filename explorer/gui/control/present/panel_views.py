"""From models, photos and runs to what the panels show of them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from explorer.core.checks import Verdict
from explorer.core.map.summary import Facts
from explorer.core.numbers import millions
from explorer.core.photo import Photo
from explorer.core.trace import Trace
from explorer.gui.control.slices import (
    Badge,
    CardView,
    Fact,
    PhotoView,
    PredictionView,
    RunView,
)
from explorer.inputs.samples import samples
from explorer.registry.catalogue import is_untrained
from explorer.registry.entry import Entry
from explorer.runtime.engine import Machine

BADGES: dict[Verdict, Badge] = {
    Verdict.VERIFIED: "ok",
    Verdict.UNVERIFIED: "warn",
    Verdict.MISMATCH: "err",
}


def photo_view(photo: Photo) -> PhotoView:
    """The photo with its name, its size and whose it is, or what was done to it."""
    sample = next((one for one in samples() if one.path == photo.path), None)
    said = " · ".join(photo.notes)
    if sample is not None:
        said = f"Sample · {sample.licence} · {sample.credit}"
    return PhotoView(
        name=photo.name,
        size=photo.source_size,
        pixels=photo.pixels,
        credit=said,
        sample=sample.id if sample is not None else "",
        notes=photo.notes,
    )


def card_view(entry: Entry, digest: str = "") -> CardView:
    """The card of a model: facts, licence, weights and where they come from.

    digest: of the weights as they were loaded, for a model whose entry does not know it.
    """
    rows = [Fact(label, value) for label, value in entry.facts or _library_facts(entry)]
    if entry.licence:
        rows.append(Fact("Licence", entry.licence.partition(";")[0], full=entry.licence))
    digest = entry.weights_sha256 or digest
    if is_untrained(entry.id):
        rows.append(Fact("Weights", "random, untrained"))
    elif digest:
        rows.append(Fact("Weights", f"sha {digest[:4]}…{digest[-4:]}", "mono", digest))
    if entry.paper:
        rows.append(Fact("Paper", entry.paper, "link", entry.paper_url))
    elif entry.paper_url:
        rows.append(Fact("Origin", urlsplit(entry.paper_url).netloc, "link", entry.paper_url))
    return CardView(entry.title, tuple(rows), entry.problem)


def _library_facts(entry: Entry) -> Iterator[tuple[str, str]]:
    """What is known of a model that somebody else described."""
    yield "Source", entry.family
    if entry.labels:
        yield "Classes", f"{len(entry.labels):,}"
    if entry.parameters:
        yield "Parameters", millions(entry.parameters)


def map_facts(facts: Facts) -> tuple[Fact, ...]:
    """The facts of a map; names of modules as code."""
    return tuple(
        Fact(label, value, "mono" if label == "Site" else "plain") for label, value in facts
    )


def prediction_view(
    trace: Trace, other: Trace | None = None, beside: str = ""
) -> PredictionView | None:
    """The five best classes, or that the model names none; None while the run goes on.

    other: the run that it is held against, as that with all heads. beside: what that is called.
    """
    if trace.objects:
        best = trace.objects[:5]
        found = tuple((f"{one.label} (object {one.query})", one.score) for one in best)
        scores: tuple[float | None, ...] = ()
        detail = f"best {len(found)} objects"
        if other is not None:
            whole = {(one.query, one.label): one.score for one in other.objects}
            scores = tuple(whole.get((one.query, one.label)) for one in best)
            detail = f"{len(other.objects)} with {beside}, {len(trace.objects)} now"
        return PredictionView(found, len(found), "", detail, scores, beside)
    prediction = trace.prediction
    if prediction is None:
        gives = f"It gives {trace.gives}" if trace.gives else "It gives something else"
        return PredictionView((), 0, gives, "no classes") if trace.complete else None
    rows = tuple(zip(prediction.labels[:5], prediction.probabilities[:5], strict=True))
    before: tuple[float | None, ...] = ()
    if other is not None and other.prediction is not None:
        before_all = other.prediction
        known = dict(zip(before_all.labels, before_all.probabilities, strict=True))
        before = tuple(known.get(label) for label, _ in rows)
    detail = f"outline: {beside}" if before else ""
    doubt = prediction.doubt or _outside(trace)
    return PredictionView(rows, len(prediction.labels), doubt, detail, before, beside)


def _outside(trace: Trace) -> str:
    """That a sample shows what no class of a bundled model is, however sure the model may be."""
    if ":" in trace.model.id:  # the classes of others are not known beforehand
        return ""
    shown = {one.path for one in trace.inputs.photos if isinstance(one, Photo)}
    outside = next((one.outside for one in samples() if one.path in shown), "")
    return f"The sample shows {outside}" if outside else ""


def run_view(
    trace: Trace, machine: Machine | None, memory: int, goes_on: bool, reached: str = ""
) -> RunView | None:
    """Give device, time, verdict and memory of a run; None while it goes on.

    Parameters
    ----------
    memory: of the process, bytes; 0 where it was not asked.
    goes_on: whether more of it is to come. A run that was stopped is one that was not verified.
    reached: where else than here it was made, and how far away that is; "" for here.
    """
    if goes_on:
        return None
    device = trace.device.upper()
    if reached:
        device = f"{device} · {reached}"
    elif trace.device == "cpu" and machine is not None:
        threads = machine.threads
        device = f"CPU · {threads} thread{'s' if threads > 1 else ''}"
    return RunView(
        device=device,
        time=f"{1000 * trace.seconds:.0f} ms{_steps(trace)}",
        memory=f"{memory / 2**20:.0f} MB" if memory else "",
        verdict=BADGES[trace.verdict],
        verdict_text=trace.verdict.value,
        verdict_details=verdict_details(trace),
    )


def _steps(trace: Trace) -> str:
    """How many steps were written; "" where nothing is."""
    if not trace.steps:
        return ""
    count = len(trace.steps)
    return f" · {count} step{'s' if count != 1 else ''}"


def verdict_details(trace: Trace) -> str:
    """The largest error of each check over all sites, in words and figures."""
    worst: dict[str, str] = {}
    errors: dict[str, float] = {}
    for check in trace.all_checks():
        error = -1.0 if check.error is None else check.error
        if check.name not in errors or not error <= errors[check.name]:
            errors[check.name], worst[check.name] = error, str(check)
    head = f"{len(trace.sites)} sites, the largest error of each check:"
    return "\n".join((head, *worst.values()))
