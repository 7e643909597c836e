"""Whether training computes in bfloat16: a gain on a GPU, and on some CPUs only."""

from __future__ import annotations

import time

import torch

PRECISIONS = ("auto", "bf16", "float32")
TRIES = 20
PATIENCE = 0.2
"""Seconds after which a kind of product is not tried again."""


def is_low(wanted: str, device: torch.device) -> bool:
    """Whether bfloat16 is to be used, for one of ``PRECISIONS``."""
    return wanted == "bf16" or (wanted == "auto" and low_precision_pays(device))


def in_words(low: bool) -> str:
    """The precision, for the card."""
    return "bfloat16 autocast" if low else "float32"


def low_precision_pays(device: torch.device) -> bool:
    """Whether bfloat16 is quicker than float32 here; always on a GPU, measured on a CPU."""
    if device.type != "cpu":
        return device.type == "cuda"
    return 0.8 * _quickest(torch.float32) > _quickest(torch.bfloat16)


def _quickest(dtype: torch.dtype) -> float:
    """Seconds of the quickest of several products of matrices on the CPU.

    Where bfloat16 is emulated a single one takes a thousand times as long: enough is known then.
    """
    a, b = torch.ones(256, 256, dtype=dtype), torch.ones(256, 256, dtype=dtype)
    times: list[float] = []
    while len(times) < TRIES and sum(times) < PATIENCE:
        started = time.perf_counter()
        torch.mm(a, b)
        times.append(time.perf_counter() - started)
    return min(times)
