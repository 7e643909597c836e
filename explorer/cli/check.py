"""`attention-explorer check`: whether the maps of a model show what it computed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.errors import refusal
from explorer.cli.telling import telling
from explorer.core.checks import Check, Verdict, overall
from explorer.core.foreign import Refusal
from explorer.core.inputs import Inputs, Modality
from explorer.core.trace import Trace
from explorer.inputs.images import read_photo
from explorer.inputs.samples import prompt_samples, samples, sentence_samples
from explorer.inputs.text import read_text, takes_text
from explorer.registry.catalogue import find
from explorer.registry.entry import Entry
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.placing import Placing
from explorer.runtime.devices import choose

if TYPE_CHECKING:
    from explorer.registry.subjects.protocol import Subject


@dataclass(frozen=True, slots=True)
class Row:
    """One site as it is printed."""

    name: str
    kind: str
    shape: tuple[int, ...]
    place: str
    checks: tuple[Check, ...]


def run(arguments: argparse.Namespace) -> int:
    """Carry out the command; returns 0 where everything is verified, else 1.

    Raises UsageError with one sentence.
    """
    try:
        entry = find(arguments.model)
        device = choose(arguments.device).id
        with telling() as tell:
            tell(LoadProgress(f"Loading {entry.title}"))
            subject = entry.load(
                device, Loading(tell, placing=Placing(arguments.dtype, arguments.device_map))
            )
            tell(LoadProgress("Running"))
            trace = subject.run(given_or_sample(entry, arguments.input))
    except Refusal as error:
        for report in getattr(error, "__notes__", ()):  # what does not fit, key by key
            print(report)
        raise refusal(error) from error
    rows = list(_rows(subject, trace))
    checks = [check for row in rows for check in row.checks]
    checks += trace.checks
    for row in rows:
        _print(row)
    print("whole run")
    _print_checks(trace.checks)
    for note in trace.notes:
        print(note, file=sys.stderr)
    verdict = overall(checks)
    bad = sum(overall(row.checks) is not Verdict.VERIFIED for row in rows)
    of = f", {bad} not verified" if bad else ""
    sites = f"{len(rows)} site{'' if len(rows) == 1 else 's'}"
    print(f"{verdict.value}: {entry.title}, {sites}{of}, {trace.device}")
    return 0 if verdict is Verdict.VERIFIED else 1


def given_or_sample(entry: Entry, file: Path | None) -> Inputs:
    """What the model is run on: of each kind of input that it takes the file, else a sample."""
    named = Modality.TEXT if file is not None and takes_text(file) else Modality.PHOTO
    owner = named if named in entry.takes else min(entry.takes)
    inputs = Inputs()
    for kind in sorted(entry.takes):
        inputs = _READ[kind](inputs, entry, file if kind is owner else None)
    return inputs


def _with_photo(inputs: Inputs, entry: Entry, file: Path | None) -> Inputs:
    return replace(inputs, photos=(read_photo(samples()[0].path if file is None else file),))


def _with_text(inputs: Inputs, entry: Entry, file: Path | None) -> Inputs:
    if file is None:
        return replace(
            inputs, text=(sentence_samples() if entry.paired else prompt_samples())[0].text
        )
    read = read_text(file)
    return replace(inputs, text=read.sentences[0] if entry.paired else read.text, name=read.name)


_READ = {Modality.PHOTO: _with_photo, Modality.TEXT: _with_text}


def _rows(subject: Subject, trace: Trace) -> Iterator[Row]:
    """All sites, those that no map shows too."""
    from explorer.registry.huggingface.text.text_subject import HfText
    from explorer.registry.subjects.traced_subject import TracedSubject

    if isinstance(subject, TracedSubject | HfText):
        for one in subject.findings:
            yield Row(one.name, one.kind, one.shape, one.place, one.checks)
        return
    for site in trace.sites:
        shape = site.heads, site.query_axis.size, site.key_axis.size
        yield Row(site.name, site.kind.value, shape, "", site.checks)


def _print(row: Row) -> None:
    shape = " × ".join(map(str, row.shape))
    place = f", {row.place}" if row.place else ""
    print(f"{row.name or 'unnamed'}: {row.kind}, {shape}{place}: {overall(row.checks).value}")
    _print_checks(row.checks)


def _print_checks(checks: Iterable[Check]) -> None:
    for check in checks:
        print(f"  {check}")
