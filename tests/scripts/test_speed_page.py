"""The page of speeds and the README's table say what was measured, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from speed_page import BEGIN, END, block, page, with_block
from speed_parts.figure import Figure
from speed_parts.parts import PARTS
from speed_parts.running import machine, run_part, said


def figures() -> dict[str, Any]:
    step = Figure("ViT, scale 1, p95", 7.25, "ms", 8.0, {}, "p50 6.1 ms")
    views = Figure("a grid", 0.5, "s", None, {"BertViz": 25.0, "another": None})
    return {
        "machine": machine(),
        "quick": False,
        "parts": {
            "step": {"title": "Steps", "figures": [step.json()], "error": ""},
            "views": {"title": "Views", "figures": [views.json()], "error": ""},
            "length": {"title": "Long texts", "figures": [], "error": "not done within 9 s"},
        },
    }


def test_every_figure_is_on_the_page_with_what_it_is_beside() -> None:
    made = page(figures())
    assert "| Steps: ViT, scale 1, p95 | 7.25 ms (p50 6.1 ms) | ≤ 8.00 ms |  |" in made
    assert "| Views: a grid | 0.50 s |  | BertViz 25.0 s |" in made


def test_a_part_that_failed_is_named() -> None:
    assert "## Long texts\n\nNot measured to its end: not done within 9 s" in page(figures())


def test_the_table_of_the_readme_is_replaced_and_nothing_else() -> None:
    readme = "# Name\n\nWords.\n\n## First\n\none\n\n## Last\n\ntwo\n"
    once = with_block(readme, block(figures()))
    assert once.replace(block(figures()) + "\n\n", "") == readme
    assert once.index("one") < once.index(BEGIN) < once.index(END) < once.index("## Last")
    changed = figures()
    changed["parts"]["views"]["figures"] = []
    twice = with_block(once, block(changed))
    assert "BertViz" not in twice
    assert twice.replace(block(changed) + "\n\n", "") == readme


def test_the_machine_has_no_paths() -> None:
    assert "/home" not in str(machine())
    assert machine()["cores"] >= 1


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(0.0123, "s", "0.01 s"), (12.345, "ms", "12.3 ms"), (1234.5, "MiB", "1,234 MiB"),
     (1.1, "×", "1.10 ×"), (None, "ms", "–")],
)  # fmt: skip
def test_values_in_words(value: float | None, unit: str, words: str) -> None:
    assert said(value, unit) == words


def test_a_part_prints_its_figures(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PARTS, "one", ("One", lambda quick: iter([Figure("x", 1.0, "s")]), 1.0))
    run_part("one", quick=True)
    assert '"what": "x", "value": 1.0' in capsys.readouterr().out
