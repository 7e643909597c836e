"""Numbers as people read them: true minus, a space before %, no needless digits."""

from __future__ import annotations

import math

MINUS = "\N{MINUS SIGN}"
DIGITS = 9
"""Of the largest number that anything is counted by; Python reads some thousand, and then none."""
ROUNDING = 1e-6
"""Of a float32: 0.8 is stored a little larger, and still lies at a ceiling of 0.8."""
# the nice ends: a quarter of each has at most two digits, so that the ticks between are short
_NICE = (1.0, 1.2, 1.6, 2.0, 2.4, 2.8, 3.2, 3.6, 4.0, 4.8, 6.0, 8.0, 10.0)


def is_count(text: str) -> bool:
    """Tell whether a text is a whole number that something may be counted by: a few digits."""
    return text.isdecimal() and len(text) <= DIGITS


def short(value: float, digits: int = 3) -> str:
    """`digits` significant digits, an exponent only where zeros would hide them: 0.0403, 1.2e-7."""
    if not math.isfinite(value):
        return "not a number" if math.isnan(value) else ("∞" if value > 0 else f"{MINUS}∞")
    if value == 0:
        return "0"
    # rounded first: 9.996 has its digits where 10.0 has them
    mantissa, power = f"{value:.{digits - 1}e}".split("e")
    exponent = int(power)
    if -5 < exponent < 6:
        text = f"{value:.{max(0, digits - 1 - exponent)}f}"
    else:
        text = f"{mantissa}e{exponent}"
    return text.replace("-", MINUS)


def tick(value: float) -> str:
    """A tick of a colour bar: at most three significant digits, no trailing zeros."""
    if value == 0 or 1e-4 <= abs(value) < 1e6:
        # more digits for what has three: 1200, not 1.2e+03
        return f"{float(f'{value:.3g}'):.7g}".replace("-", MINUS)
    return short(value, 2)


def nice_ceiling(value: float) -> float:
    """The next rounded number at or above a positive value; 1 for anything else.

    Below 1e-30 a value counts as zero: in float32 nothing can be divided by it.
    """
    if not (math.isfinite(value) and value > 1e-30):
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    for nice in _NICE:
        if nice * power >= value * (1 - ROUNDING):
            return float(f"{nice * power:.6g}")
    return float(f"{10 * power:.6g}")


def percent(share: float) -> str:
    """77.3 % for 0.773."""
    return f"{100 * share:.1f} %".replace("-", MINUS)


def duration(seconds: float) -> str:
    """A time in words: 45 s, and from 90 of them on minutes."""
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def millions(count: int) -> str:
    """5.7 M for 5,717,416; billions from a thousand of them on."""
    return f"{count / 1e6:.1f} M" if count < 999_950_000 else f"{count / 1e9:.2f} B"


def listing(numbers: list[int]) -> str:
    """Runs written as ranges: 0–2, 5."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    parts = [str(a) if a == b else f"{a}, {b}" if b == a + 1 else f"{a}–{b}" for a, b in runs]
    return ", ".join(parts)


def written(value: float, high: float) -> str:
    """Write a weight with two digits after the point.

    With three on a scale that ends (`high`) below 0.1, with two that count below 0.01.
    """
    if high < 0.01:
        return short(value, 2)
    return f"{value:.{2 if high >= 0.1 else 3}f}".replace("-", MINUS)
