"""Whether there is room for the weights of a model, and for a run, asked before any is taken."""

from __future__ import annotations

import sys
from dataclasses import dataclass

SMALL = 2**28
"""Bytes below which nobody asks: every machine that runs torch has them."""
NUMBER = 4
"""Bytes of a float32."""


def free_memory(device: str = "cpu") -> int:
    """Bytes that this process could take now on a device, within the limits that are set on it.

    Of a CUDA device its own; all others share the memory of the machine.
    """
    if device.startswith("cuda"):
        import torch

        at = torch.device(device)
        free, _ = torch.cuda.mem_get_info(at)
        return free_on_gpu(free, torch.cuda.memory_reserved(at), torch.cuda.memory_allocated(at))
    import psutil

    free = int(psutil.virtual_memory().available)
    if sys.platform != "win32":
        import resource

        limit, _ = resource.getrlimit(resource.RLIMIT_AS)
        if limit != resource.RLIM_INFINITY:
            free = min(free, max(0, limit - int(psutil.Process().memory_info().vms)))
    return free


def free_on_gpu(free: int, reserved: int, allocated: int) -> int:
    """Bytes that tensors can still take: what the driver has, and what torch holds without use."""
    return free + max(0, reserved - allocated)


def shortage(title: str, parameters: int, free: int, size: int = NUMBER, device: str = "") -> str:
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
    device
        That they are for, "" for the machine's own memory.
    """
    needed = size * parameters
    if needed <= free:
        return ""
    return (
        f"{title} needs {needed / 1e9:.1f} GB of memory for its weights, and {free / 1e9:.1f} GB "
        f"are free{_on(device)}. Close other programs, or choose a smaller model."
    )


@dataclass(frozen=True, slots=True)
class RunSize:
    """What one run works with, as far as it is known before; what is not known is 0.

    Attributes
    ----------
    tokens : int
        That pass through the layers, positions of a photo too.
    width : int
        Numbers of a token between two layers.
    widest : int
        Numbers of a token inside of a layer, at most.
    layers : int
        That attend, of each of which the queries and keys are kept.
    heads : int
        Whose maps of tokens × tokens are made whole, of one layer at a time; 0 where they are not.
    said : int
        Numbers of the output.
    size : int
        Bytes of a number.
    """

    tokens: int = 0
    width: int = 0
    widest: int = 0
    layers: int = 0
    heads: int = 0
    said: int = 0
    size: int = NUMBER

    @property
    def kept(self) -> int:
        """Bytes of all queries and keys, which the host keeps after the run."""
        return 2 * NUMBER * self.layers * self.tokens * self.width

    @property
    def at_once(self) -> int:
        """Bytes of what the model holds at the same time: of its largest layer, or its output.

        Not less is taken: a layer has what goes in and out of it and one thing inside, a softmax
        its scores and its weights; the output of the run without capture is there beside the other.
        """
        layer = self.tokens * (2 * self.width + self.widest)
        maps = 2 * self.heads * self.tokens**2
        return self.size * max(layer + maps, 2 * self.said)


def run_shortage(
    title: str, on: str, run: RunSize, budget: int, host: int, gpu: int | None = None
) -> str:
    """Say that a run does not fit into the memory, with both numbers; "" where it does.

    Parameters
    ----------
    title
        Of the model.
    on
        What it is run on, as "9,000 tokens".
    run
        How large the run is.
    budget
        Bytes that queries and keys may take, of which more is let go.
    host
        Bytes that are free on the machine.
    gpu
        Bytes that are free on the GPU it runs on; None where it runs on the machine.
    """
    needed, free, device = run.at_once + min(run.kept, budget), host, ""
    if gpu is not None:
        needed, free, device = run.at_once, gpu, "cuda"
    if needed <= max(free, SMALL):
        return ""
    there = f"{free / 1e9:.1f} GB are free{_on(device)}"
    return (
        f"{title} needs about {needed / 1e9:.1f} GB of memory for a run on {on}, and {there}. "
        "Close other programs, or choose a smaller input."
    )


def _on(device: str) -> str:
    return " on the GPU" if device.startswith("cuda") else ""
