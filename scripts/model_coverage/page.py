"""The table of opened types as a page of Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from model_coverage.opening import OUTCOMES

TOLD = {
    "verified": "opened, with every map proved",
    "not verified": "opened, with a map that is not proved",
    "refused": "refused in one sentence",
    "not built": "not built small enough to be tried here",
    "failed": "ended in an error of another kind",
}
"""What an outcome means."""


def page_of(lines: Sequence[Mapping[str, str]], types: int, version: str) -> str:
    """Write the page of a table of `Opened`.

    Parameters
    ----------
    lines : of the table, a side each.
    types : how many the library lists.
    version : of the library.
    """
    tried = {line["type"] for line in lines}
    counts = Counter(line["outcome"] for line in lines)
    told = "; ".join(f"{counts[one]} {TOLD[one]}" for one in OUTCOMES if counts[one])
    rest = "; the others were not tried" if len(tried) < types else ""
    head = (
        "# Types of transformers that were opened\n\n"
        f"`scripts/coverage.py --opened` saves a small model of a type of transformers {version}, "
        "with random weights, in a folder, opens it by its name as a user does, and runs it. A "
        "line is a type, or one side of a model of both. **sites** were seen, **placed** "
        "lie on the input, **verified** are proved to be what the model computed.\n\n"
        f"Tried are {len(tried)} of the {types} types that the library lists{rest}. "
        f"Of {len(lines)} lines: {told}.\n\n"
        "| type | task | sites | placed | verified | outcome, and why |\n"
        "|---|---|---|---|---|---|\n"
    )
    rows = []
    for line in sorted(lines, key=lambda one: (one["type"], one["side"])):
        reason = " ".join(line["reason"].split()).replace("|", "\\|")
        outcome = ": ".join(filter(None, (line["outcome"], reason)))
        cells = (f"`{line['type']}{line['side']}`", line["task"], line["sites"], line["placed"],
                 line["verified"], outcome)  # fmt: skip
        rows.append(f"| {' | '.join(cells)} |\n")
    return head + "".join(rows)


def write_page(path: Path, lines: Sequence[Mapping[str, str]], types: int, version: str) -> None:
    """Write the page to a file."""
    path.write_text(page_of(lines, types, version), encoding="utf-8")
