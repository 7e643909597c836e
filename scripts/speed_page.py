"""Make the page of measured speeds and the README's table: `python scripts/speed_page.py FILE`.

FILE is what `scripts/bench.py all --json FILE` wrote. Nothing is in either that is not in it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from speed_parts.running import said

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "resources" / "docs" / "speed.md"
README = ROOT / "README.md"
BEGIN, END = "<!-- speed: made by scripts/speed_page.py -->", "<!-- end of speed -->"
IN_README = ("start", "step", "capture", "views", "memory")
"""The parts whose figures stand in the README; the page has all."""


def machine_line(machine: dict[str, Any]) -> str:
    """Say what it was measured on, in one sentence."""
    return (
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory']}, "
        f"{machine['system']}, Python {machine['python']}, torch {machine['versions']['torch']}, "
        f"PySide6 {machine['versions']['PySide6-Essentials']}"
    )


def table(parts: list[dict[str, Any]]) -> list[str]:
    """The figures of parts as the lines of a table; what each is beside in its last column."""
    lines = ["| what | measured | goal | beside it |", "|---|---|---|---|"]
    for part in parts:
        for one in part["figures"]:
            unit, goal = one["unit"], one["goal"]
            beside = [f"{name} {said(value, unit)}"
                      for name, value in one["beside"].items() if value is not None]  # fmt: skip
            cells = (
                f"{part['title']}: {one['what']}",
                said(one["value"], unit) + (f" ({one['note']})" if one["note"] else ""),
                f"≤ {said(goal, unit)}" if goal is not None else "",
                ", ".join(beside),
            )
            lines.append(f"| {' | '.join(cells)} |")
    return lines


def page(found: dict[str, Any]) -> str:
    """Give the whole page: the machine, every part, and what could not be measured."""
    machine = found["machine"]
    lines = [
        "# Speed",
        "",
        "Every claim of speed, measured in one run by `scripts/bench.py all --json FILE` and "
        "written by",
        "`scripts/speed_page.py FILE`; beside it what one would use instead, in the same run.",
        "",
        f"Measured on {machine_line(machine)}; load of the machine at the start "
        f"{machine['load']:.2f}.",
        "Others: "
        + ", ".join(f"{name} {number}" for name, number in machine["versions"].items())
        + ".",
    ]
    if found["quick"]:
        lines += ["", "A quick run: fewer repetitions, smaller sizes."]
    for part in found["parts"].values():
        lines += ["", f"## {part['title']}", ""]
        if part["error"]:
            lines += [f"Not measured to its end: {part['error']}", ""]
        if part["figures"]:
            lines += table([part | {"title": part["title"]}])
    return "\n".join(lines) + "\n"


def block(found: dict[str, Any]) -> str:
    """Give what stands in the README between the marks."""
    parts = [found["parts"][name] for name in IN_README if name in found["parts"]]
    lines = [BEGIN, "## Speed", "", *table(parts), ""]
    lines += [
        f"Measured on {machine_line(found['machine'])}. All figures: `resources/docs/speed.md`."
    ]
    return "\n".join([*lines, END])


def with_block(readme: str, text: str) -> str:
    """Put the block in place of the one before, or before the second heading from the end."""
    if BEGIN in readme:
        before, _, rest = readme.partition(BEGIN)
        return before + text + rest.partition(END)[2]
    at = readme.rindex("\n## ") + 1
    return f"{readme[:at]}{text}\n\n{readme[at:]}"


def main() -> None:
    """Write page and README."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    found = json.loads(parser.parse_args().file.read_text(encoding="utf-8"))
    PAGE.write_text(page(found), encoding="utf-8")
    README.write_text(
        with_block(README.read_text(encoding="utf-8"), block(found)), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
