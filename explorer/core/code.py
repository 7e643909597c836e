"""The source code of a module, as far as it can be had."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Code:
    """What a site is computed by, in its own words.

    Attributes
    ----------
    name : str
        Of the class.
    file : str
        The file on this machine, "" where there is none.
    shown : str
        The file as it is called within its package, as "timm/layers/attention.py".
    parts : tuple of (int, str)
        Number of the first line and text of each part: functions that the class calls, then the
        class; () where it has no source.
    problem : str
        Why there is no source, in a sentence; "" where there is.
    """

    name: str
    file: str = ""
    shown: str = ""
    parts: tuple[tuple[int, str], ...] = field(default=(), repr=False)
    problem: str = ""
