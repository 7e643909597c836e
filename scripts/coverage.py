"""How far the capture reaches: `python scripts/coverage.py [--library NAME] [--output FILE]`.

Every family of timm, torchvision and transformers is built with random weights, as small as it
goes, and observed as `attention-explorer check` observes it. The table has a line for each model:
how many module calls attend (counted without the tracer), how many of them gave maps, how many of
those are verified, gates in the same way, whether the output has the same bits with capture and
without, and the reason where something is missing. What is in the table already is not run again,
so that a run can be stopped and gone on with.

With --opened every type of transformers is saved in a folder and opened by its name, as a user has
it, and the table has a line for each side of each: what it takes, what was seen, placed and proved,
or the sentence with which it is refused.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("HF_HUB_OFFLINE", "1")  # nothing is fetched: all weights are random
os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")

from model_coverage.jobs import LIBRARIES, Job, jobs  # noqa: E402 - after the path is set
from model_coverage.measuring import Row, failed, measure  # noqa: E402
from model_coverage.opening import OUTCOMES, Opened, opened  # noqa: E402
from model_coverage.opening import failed as unopened  # noqa: E402
from model_coverage.page import write_page  # noqa: E402
from model_coverage.pool import Worker  # noqa: E402

NUMBERS = {field.name for field in fields(Row) if field.type in ("int", "float")}


def main(given: Sequence[str] | None = None) -> int:
    """Build, run and verify the chosen models; those that are in the table already are left out."""
    arguments = _arguments(given)
    if arguments.opened:
        return _open_types(arguments)
    rows = _read(arguments.output)
    done = {(row.library, row.family, row.model) for row in rows}
    chosen = [
        job
        for library in arguments.library or LIBRARIES
        for job in jobs(library)
        if arguments.filter in f"{job.library} {job.family} {job.model}"
    ]
    todo = [job for job in chosen if (job.library, job.family, job.model) not in done]
    todo = todo[: arguments.limit]
    new = not arguments.output.exists()
    with arguments.output.open("a", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, [field.name for field in fields(Row)])
        if new:
            table.writeheader()
        for number, row in enumerate(_rows(todo, arguments.seconds), 1):
            table.writerow(asdict(row))
            file.flush()
            rows.append(row)
            print(f"{number}/{len(todo)} {_line(row)}", flush=True)
    wanted = {(job.library, job.family, job.model) for job in chosen}
    _summarise([row for row in rows if (row.library, row.family, row.model) in wanted])
    return 0


def _open_types(arguments: argparse.Namespace) -> int:
    """Open every chosen type of transformers that is not in the table yet."""
    there: list[Mapping[str, str]] = []
    if arguments.output.exists():
        with arguments.output.open(newline="", encoding="utf-8") as file:
            there = list(csv.DictReader(file))
    done = {line["type"] for line in there}
    chosen = [job for job in jobs("transformers") if arguments.filter in job.model]
    todo = [job for job in chosen if job.model not in done][: arguments.limit]
    outcomes = [line["outcome"] for line in there]
    with arguments.output.open("a", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, [field.name for field in fields(Opened)], lineterminator="\n")
        if not there:
            table.writeheader()
        lines = Worker(arguments.seconds, opened, unopened).rows(todo) if todo else ()
        for number, rows in enumerate(lines, 1):
            for row in rows:
                table.writerow(asdict(row))
                outcomes.append(row.outcome)
                told = f"{row.outcome} {row.verified}/{row.placed}/{row.sites} {row.reason}"
                print(f"{number}/{len(todo)} {row.type}{row.side} ({row.model}): {told}")
            file.flush()
    print(", ".join(f"{outcomes.count(one)} {one}" for one in OUTCOMES))
    if arguments.page is not None:
        import transformers

        with arguments.output.open(newline="", encoding="utf-8") as file:
            whole = list(csv.DictReader(file))
        count = sum(1 for _ in jobs("transformers"))
        write_page(arguments.page, whole, count, transformers.__version__)
    return 0


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    said = __doc__ or ""
    parser = argparse.ArgumentParser(description=said.partition("\n\n")[2])
    parser.add_argument("--library", action="append", choices=LIBRARIES, help="all without it")
    parser.add_argument("--filter", default="", help="what library, family and model must contain")
    parser.add_argument(
        "--opened", action="store_true", help="types of transformers as folders that are opened"
    )
    parser.add_argument("--page", type=Path, help="of opened types: also write them as Markdown")
    parser.add_argument("--limit", type=int, help="models at most")
    parser.add_argument(
        "--seconds", type=float, default=180, help="of the processor, for one model (180)"
    )
    parser.add_argument("--output", type=Path, default=Path("coverage.csv"), help="(coverage.csv)")
    return parser.parse_args(given)


def _rows(todo: Sequence[Job], seconds: float) -> Iterable[Row]:
    return Worker(seconds, measure, failed).rows(todo) if todo else ()


def _read(path: Path) -> list[Row]:
    """The lines of a table that is there already."""
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return [_row(line) for line in csv.DictReader(file)]


def _row(line: dict[str, str]) -> Row:
    values: dict[str, Any] = dict(line)
    return Row(**(values | {key: float(values[key]) for key in NUMBERS}))


def _line(row: Row) -> str:
    sites = f"{row.sites_verified}/{row.sites_found}/{row.sites_expected} sites"
    gates = f"{row.gates_found}/{row.gates_expected} gates"
    bits = {"yes": "same bits", "no": "OTHER BITS"}.get(row.identical, "")
    parts = (sites, gates, bits, f"{row.seconds} s", row.reason)
    return f"{row.library} {row.model}: {', '.join(one for one in parts if one)}"


def _summarise(rows: Sequence[Row]) -> None:
    """A few lines for each library."""
    for library in LIBRARIES:
        own = [row for row in rows if row.library == library]
        ran = [row for row in own if row.attention != "unknown"]
        if not own:
            continue
        same = sum(row.identical == "yes" for row in ran)
        attending = [row for row in ran if row.sites_expected]
        whole = sum(row.sites_verified == row.sites_expected for row in attending)
        found, there = (
            sum(getattr(row, f"gates_{one}") for row in ran) for one in ("found", "expected")
        )
        print(f"{library}: {len(ran)} of {len(own)} models ran, {same} with the same bits")
        share = f" ({whole / len(attending):.1%})" if attending else ""
        print(f"  every site found and verified in {whole} of {len(attending)} that attend{share}")
        records, bad = (sum(getattr(row, one) for row in ran) for one in ("records", "unverified"))
        print(f"  {records:.0f} maps, {bad:.0f} not verified; {found:.0f} of {there:.0f} gates")


if __name__ == "__main__":
    raise SystemExit(main())
