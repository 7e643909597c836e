"""Whether there is room for the weights of a model, asked before any of it is taken."""

from __future__ import annotations

import sys

SMALL = 2**28
"""Bytes of weights below which nobody asks: every machine that runs torch has them."""


def free_memory() -> int:
    """Bytes that this process could take now, within the limits that are set on it.

    A model is built there whatever device it runs on; a GPU that is short of memory says so itself.
    """
    import psutil

    free = int(psutil.virtual_memory().available)
    if sys.platform != "win32":
        import resource

        limit, _ = resource.getrlimit(resource.RLIMIT_AS)
        if limit != resource.RLIM_INFINITY:
            free = min(free, max(0, limit - int(psutil.Process().memory_info().vms)))
    return free


def shortage(title: str, parameters: int, free: int, size: int = 4) -> str:
    """Say that the weights of a model do not fit, with both numbers; "" where they do.

    Parameters
    ----------
    title
        Of the model.
    parameters
        How many it has; 0 where that is not known.
    free
        Bytes that it could take.
    size
        Bytes of a parameter, 4 of a float32.
    """
    needed = size * parameters
    if needed <= free:
        return ""
    return (
        f"{title} needs {needed / 1e9:.1f} GB of memory for its weights, and {free / 1e9:.1f} GB "
        "are free. Close other programs, or choose a smaller model."
    )
