"""The report of an evaluation: what was measured so far, and its table, page and numbers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from explorer.analysis.checks.evaluation_summary import Line, leaders, summary
from explorer.analysis.checks.faithfulness import PERTURBED
from explorer.analysis.checks.measured_maps import BEST, titled
from explorer.analysis.checks.measures import Evaluation, Measure
from explorer.cli.errors import UsageError
from explorer.export.files import write_bytes
from explorer.figures.page.report_page import Cell, Plot, ReportPage, Table, report_picture
from explorer.inputs.files import read_regular
from explorer.registry.entry import Entry

RAW, SETTINGS = "photos.jsonl", "settings.json"
SUMMARY, PAGE = "summary.csv", "page"
FILES = (RAW, SUMMARY, f"{PAGE}.svg", f"{PAGE}.pdf")
"""What a report has beside its settings."""
LARGEST = 2**20
"""Bytes of the settings of a report."""


@dataclass(frozen=True)
class Settings:
    """What a report was made with: its numbers go together only where these are the same.

    Attributes
    ----------
    software, model, weights_sha256 : str
        What made it, of which model.
    photos : int
        How many are counted.
    boxes, labels : bool
        Whether there were boxes, and classes.
    best_layer : int or None
        The site of the raw map that is shown as the best; None where it was not asked for.
    chosen_on : int
        Photos that this was chosen on.
    """

    software: str
    model: str
    weights_sha256: str
    photos: int
    boxes: bool
    labels: bool
    best_layer: int | None
    chosen_on: int

    def going_on(self, folder: Path) -> Settings:
        """These settings, with the best layer that a report was begun with.

        Raises UsageError where the folder holds a report of anything else.
        """
        try:
            kept = json.loads(read_regular(folder / SETTINGS, LARGEST))
            before = Settings(**kept)
        except FileNotFoundError:
            others = [one for one in FILES if (folder / one).exists()]
            if others:  # somebody's own, of these common names
                raise UsageError(
                    f"{folder.name} holds {others[0]} and no report: name another folder."
                ) from None
            return self
        except NotADirectoryError as error:
            raise UsageError(f"{folder.name} is not a folder: name another one.") from error
        except (OSError, ValueError, TypeError) as error:
            raise UsageError(f"{folder.name} holds a report that cannot be read.") from error
        mine = asdict(replace(self, best_layer=before.best_layer))
        differs = [name for name, value in asdict(before).items() if mine[name] != value]
        if differs:
            said = ", ".join(name.replace("_", " ") for name in differs)
            raise UsageError(
                f"{folder.name} holds a report with other {said}: name another folder."
            )
        return before


def measured(raw: Path) -> dict[str, dict[str, Evaluation]]:
    """What was measured already, by photo and method; half a line at the end is left out."""

    found: dict[str, dict[str, Evaluation]] = {}
    if not raw.exists():
        return found
    lines = raw.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
    good = []
    for line in lines:
        try:
            record = json.loads(line)
            maps = [Evaluation.of(one) for one in record["maps"]]
            name = str(record["photo"])
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
        if line.endswith("\n"):
            known = found.setdefault(name, {})
            for one in maps:
                known[one.method] = known[one.method].joined(one) if one.method in known else one
            good.append(line)
    if good != lines:
        write_bytes(raw, "".join(good).encode())
    return found


def written(
    folder: Path,
    entry: Entry,
    settings: Settings,
    left_out: Mapping[str, str],
    photos: Sequence[Sequence[Evaluation]],
) -> list[Path]:
    """The summary as CSV, and the page as SVG and PDF."""

    lines = summary(photos)
    files = [folder / RAW, folder / SUMMARY]
    write_bytes(files[1], _csv(lines).encode())
    picture = report_picture(_page(entry, settings, left_out, lines), _text(entry, settings, lines))
    for form in ("svg", "pdf"):
        files.append(folder / f"{PAGE}.{form}")
        picture.write(files[-1])
    return files


def _csv(lines: Sequence[Line]) -> str:

    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    names = [cell for one in Measure for cell in (one.value, f"{one.value} standard error")]
    writer.writerow(["method", "name", "photos", *names])
    for line in lines:
        cells = [
            f"{part[one]:.6g}" if one in part else ""
            for one in Measure
            for part in (line.means, line.errors)
        ]
        writer.writerow([line.method, titled(line.method), line.count, *cells])
    return file.getvalue()


def _page(
    entry: Entry, settings: Settings, left_out: Mapping[str, str], lines: Sequence[Line]
) -> ReportPage:

    shown = [one for one in Measure if any(one in line.means for line in lines)]
    best = leaders(lines)

    def cell(line: Line, measure: Measure) -> Cell:
        if measure not in line.means:
            return Cell("–")
        digits = 1 if measure in (Measure.POSITIVE, Measure.NEGATIVE) else 3
        error = f"±{line.errors[measure]:.{digits}f}"
        leads = line.method in best[measure]
        return Cell(f"{line.means[measure]:.{digits}f}", error, leads)

    def name(line: Line) -> str:
        layer = f" ({settings.best_layer})" if line.method == BEST else ""
        return titled(line.method) + layer

    arrows = [(one.value, "lower is better" if one.lower_is_better else "higher") for one in shown]
    table = Table(
        tuple((name_[:1].upper() + name_[1:], small) for name_, small in arrows),
        tuple((name(line), tuple(cell(line, one) for one in shown)) for line in lines),
    )
    share = np.linspace(0, 1, max(len(one.deletion) for one in lines))
    tenths = np.array((0.0, *PERTURBED))
    whose = "labels" if settings.labels else "the model's own answers"
    plots = (
        Plot("Deletion", "share taken away", share, tuple(one.deletion for one in lines)),
        Plot("Insertion", "share put in", share, tuple(one.insertion for one in lines)),
        Plot("Positive", f"share black, accuracy by {whose}", tenths,
             tuple(one.positive for one in lines)),
        Plot("Negative", f"share black, accuracy by {whose}", tenths,
             tuple(one.negative for one in lines)),
    )  # fmt: skip
    notes = [f"{one.value[:1].upper()}{one.value[1:]}: {one.told}." for one in shown]
    notes += [f"{titled(one)} is left out: {why}" for one, why in left_out.items()]
    if settings.best_layer is not None:
        notes.append(
            f"The best layer was chosen by insertion less deletion on {settings.chosen_on} "
            "other photos."
        )
    return ReportPage(
        title=f"Maps of {entry.title} on {settings.photos} photos",
        subtitle=f"mean ± standard error; accuracy against {whose}; "
        f"weights {settings.weights_sha256[:12]}",
        table=table,
        plots=tuple(one for one in plots if all(len(line) for line in one.curves)),
        notes=tuple(notes),
    )


def _text(entry: Entry, settings: Settings, lines: Sequence[Line]) -> dict[str, str]:
    """What the files of the page say of it."""
    return {
        "Software": settings.software,
        "Title": f"Maps of {entry.title} on {settings.photos} photos",
        "Model": settings.model,
        "Weights-SHA256": settings.weights_sha256,
        "Method": ", ".join(one.method for one in lines),
    }
