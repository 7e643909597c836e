"""What the benchmarks of the window work out of what they measure."""

from __future__ import annotations

from speed_parts.started_window import PAINTED
from speed_parts.window_start import _imports
from speed_parts.window_steps import KEYS, Steps

IMPORTS = f"""
import time: self [us] | cumulative | imported package
import time:      2000 |       2000 |     numpy._core
import time:      1000 |       3000 |   numpy
import time:      4000 |       7000 | explorer.gui.kit
{PAINTED}
import time:      9000 |       9000 | torch
"""


def test_percentiles_of_steps() -> None:
    steps = Steps(tuple((float(at), 2.0 * at) for at in range(20, 0, -1)))
    assert steps.percentile(0.5) == 11
    assert steps.percentile(0.95) == 20
    assert steps.percentile(0.5, worked=True) == 22
    assert str(steps) == "p50 11.0, p95 20.0 (processor 22.0, 40.0) ms"


def test_the_keys_come_back_to_where_they_began() -> None:
    assert KEYS.count("Up") == KEYS.count("Down")


def test_imports_are_summed_by_package_before_and_after_the_window() -> None:
    before, after = _imports(IMPORTS)
    assert before == ["explorer.gui 4", "numpy 3"]
    assert after == ["torch 9"]
