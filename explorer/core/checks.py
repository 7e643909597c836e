"""The verdict on a capture: whether the map is what the model computed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a badge says."""

    VERIFIED = "Verified"
    UNVERIFIED = "Not verified"
    MISMATCH = "Mismatch"


@dataclass(frozen=True, slots=True)
class Check:
    """One measured property of a capture.

    `error` is the largest deviation found, relative to the range of the compared values;
    None when the property could not be measured. `tolerance` is what rounding explains.
    """

    name: str
    error: float | None
    tolerance: float

    @property
    def verdict(self) -> Verdict:
        if self.error is None:
            return Verdict.UNVERIFIED
        # `not <=` so that a NaN is a mismatch and never passes
        return Verdict.VERIFIED if self.error <= self.tolerance else Verdict.MISMATCH

    def __str__(self) -> str:
        if self.error is None:
            return f"{self.name}: not measured"
        return f"{self.name}: error {self.error:.1e}, allowed {self.tolerance:.0e}"


def overall(checks: Iterable[Check]) -> Verdict:
    """The worst verdict; UNVERIFIED when there was nothing to check."""
    verdicts = {check.verdict for check in checks}
    for verdict in (Verdict.MISMATCH, Verdict.UNVERIFIED):
        if verdict in verdicts:
            return verdict
    return Verdict.VERIFIED if verdicts else Verdict.UNVERIFIED
