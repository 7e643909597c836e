"""Keep what `evaluate` measured of a model's maps in its card, and print it as a table.

    python scripts/vision_training/map_measures.py MODEL REPORT

REPORT is the folder that `attention-explorer evaluate MODEL PHOTOS -o REPORT` wrote. The card gets
`metrics.maps`: of each map the mean and the standard error of each measure, as they stand in
summary.csv; resources/docs/check.md has the table that is printed, the best of each column bold.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CARDS = ROOT / "resources" / "checkpoints"
LOWER = {"deletion", "average drop", "positive"}
"""Measures of which less is better; of the others more."""
ERROR = " standard error"
DIGITS = {"positive": 1, "negative": 1}
"""Digits after the point; of all others three."""


def read(report: Path) -> list[dict[str, str]]:
    """The rows of a report's summary, a map each."""
    with (report / "summary.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def measures(rows: list[dict[str, str]]) -> list[str]:
    """The names of what was measured, in the order of the file."""
    return [name for name in rows[0] if name + ERROR in rows[0]]


def kept(rows: list[dict[str, str]]) -> dict[str, object]:
    """What the card keeps: the photos, and of each map (mean, standard error) of each measure."""
    return {
        "photos": int(rows[0]["photos"]),
        "measured": {
            row["method"]: {
                name: [float(row[name]), float(row[name + ERROR])] for name in measures(rows)
            }
            for row in rows
        },
    }


def table(rows: list[dict[str, str]]) -> list[str]:
    """The lines of a Markdown table, the best of each column bold."""
    names = measures(rows)
    best = {
        name: (min if name in LOWER else max)(float(row[name]) for row in rows) for name in names
    }
    lines = [f"| map | {' | '.join(names)} |", "|" + "---|" * (len(names) + 1)]
    for row in rows:
        cells = []
        for name in names:
            digits = DIGITS.get(name, 3)
            mean, error = float(row[name]), float(row[name + ERROR])
            cell = f"{mean:.{digits}f} ± {error:.{digits}f}"
            cells.append(f"**{cell}**" if mean == best[name] else cell)
        lines.append(f"| {row['name']} | {' | '.join(cells)} |")
    return lines


def main() -> None:
    """Write the card and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("model", help="of a card under resources/checkpoints")
    parser.add_argument("report", type=Path, help="the folder that `evaluate` wrote")
    arguments = parser.parse_args()
    rows = read(arguments.report)
    path = CARDS / f"{arguments.model}.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["metrics"]["maps"] = kept(rows)
    path.write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print("\n".join(table(rows)))


if __name__ == "__main__":
    main()
