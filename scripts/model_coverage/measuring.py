"""One model observed, and what came of it."""

from __future__ import annotations

import gc
import time
from collections import Counter
from dataclasses import dataclass

import torch

from explorer.capture.tracing.options import Options
from explorer.capture.tracing.trace import SAME_OUTPUT, Traced, UnwatchableError, trace_model
from explorer.core.checks import Verdict, overall
from model_coverage.building import build
from model_coverage.built import NotBuiltError
from model_coverage.jobs import Job
from model_coverage.truth import Expected

BUDGET = 2**31
"""Bytes that a run may keep."""


@dataclass(slots=True)
class Row:
    """A line of the table.

    attention: "yes" where modules attend with a softmax, "no" where none does, "unknown" where the
    model could not be run. sites_*: calls of modules. records: maps, of which a call may have
    several. identical: whether the output has the same bits with capture and without.
    """

    library: str
    family: str
    model: str
    attention: str = "unknown"
    sites_expected: int = 0
    sites_found: int = 0
    sites_verified: int = 0
    records: int = 0
    unverified: int = 0
    gates_expected: int = 0
    gates_found: int = 0
    identical: str = ""
    seconds: float = 0.0
    reason: str = ""


def failed(job: Job, reason: str) -> Row:
    """The line of a model that brought the process down."""
    return Row(job.library, job.family, job.model, reason=reason)


def measure(job: Job) -> Row:
    """Build, count what must be there, trace, compare."""
    start = time.perf_counter()
    row = Row(job.library, job.family, job.model)
    try:
        built, truth = build(job)
        options = Options(budget=BUDGET)
        with torch.no_grad():
            traced = trace_model(built.model, options=options, run=built.run)
        _fill(row, truth, traced)
    except NotBuiltError as error:
        row.reason = f"not run: {error}"
    except UnwatchableError as error:
        row.reason = f"not run: {error}"
    gc.collect()
    row.seconds = round(time.perf_counter() - start, 1)
    return row


def _fill(row: Row, truth: Expected, traced: Traced) -> None:
    bad = [one for one in traced.attentions if one.verdict is not Verdict.VERIFIED]
    found = Counter(one.path for one in traced.attentions)
    sound = found - Counter(one.path for one in bad)
    row.attention = "yes" if truth.attending or traced.attentions else "no"
    row.sites_expected = sum(truth.attending.values())
    row.sites_found = _met(truth.attending, found)
    row.sites_verified = _met(truth.attending, sound)
    row.records, row.unverified = len(traced.attentions), len(bad)
    row.gates_expected = sum(truth.gates.values())
    gated = {
        path: min(count, sum(_within(one.path, path) for one in traced.gates))
        for path, count in truth.gates.items()
    }
    row.gates_found = sum(gated.values())
    same = [one for one in traced.checks if one.name == SAME_OUTPUT]
    row.identical = "yes" if same and overall(same) is Verdict.VERIFIED else "no"
    silent = Counter(truth.classes[at] for at, many in gated.items() if many < truth.gates[at])
    said = [*_reasons(truth, traced, found), *(f"no gate in {silent[at]} × {at}" for at in silent)]
    row.reason = "; ".join(said)


def _within(path: str, module: str) -> bool:
    return path == module or path.startswith(f"{module}.")


def _met(wanted: Counter[str], there: Counter[str]) -> int:
    return sum(min(count, there[path]) for path, count in wanted.items())


def _reasons(truth: Expected, traced: Traced, found: Counter[str]) -> list[str]:
    """What is missing by class of module, and what failed by check."""
    missing = Counter(
        truth.classes[path] for path, count in truth.attending.items() if found[path] < count
    )
    failing = Counter(
        f"{truth.classes.get(one.path, 'no module')}: {check.name.partition(' (')[0]}"
        for one in traced.records
        for check in one.checks
        if check.verdict is not Verdict.VERIFIED
    )
    said = [f"no map in {many} × {name}" for name, many in missing.items()]
    said += [f"not verified in {many} × {name}" for name, many in failing.items()]
    return said
