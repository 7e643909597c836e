"""Which devices a model can run on."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.core.foreign import Refusal

AUTO = "auto"


class DeviceError(Refusal):
    """The wanted device is not there; the message says which are."""


@dataclass(frozen=True, slots=True)
class Device:
    """What models run on.

    Attributes
    ----------
    id : str
        As torch names it, or the address of a cluster.
    title : str
        As people do.
    """

    id: str
    title: str

    @property
    def short(self) -> str:
        """What it is called where there is little room."""
        return "Cluster" if "://" in self.id else self.id.upper()


def available() -> tuple[Device, ...]:
    """All devices, the best first: CUDA, then MPS, then CPU. Imports torch."""
    import torch

    found = []
    if torch.cuda.is_available():
        found.append(Device("cuda", torch.cuda.get_device_name()))
    if torch.backends.mps.is_available():
        found.append(Device("mps", "Apple GPU"))
    return (*found, Device("cpu", "CPU"))


def choose(wanted: str) -> Device:
    """The wanted device, or the best one for "auto"; raises DeviceError when it is not there."""
    devices = available()
    if wanted == AUTO:
        return devices[0]
    for device in devices:
        if device.id == wanted:
            return device
    names = " or ".join(device.id for device in devices)
    raise DeviceError(f"This computer has no {wanted} device. Choose {names}.")


def use_threads() -> int:
    """Leave one core to the window: set and return torch's number of threads."""
    import os

    import torch

    threads = max(1, (os.cpu_count() or 2) - 1)
    torch.set_num_threads(threads)
    return threads
