"""Which device is chosen, with GPUs that are only said to be there."""

from __future__ import annotations

import os

import pytest
import torch

from explorer.runtime.devices import Device, DeviceError, available, choose, use_threads

CUDA, MPS, CPU = Device("cuda", "A GPU"), Device("mps", "Apple GPU"), Device("cpu", "CPU")


def pretend(monkeypatch: pytest.MonkeyPatch, cuda: bool = False, mps: bool = False) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda: "A GPU")
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)


@pytest.mark.parametrize(
    ("cuda", "mps", "found"),
    [
        (False, False, (CPU,)),
        (True, False, (CUDA, CPU)),
        (False, True, (MPS, CPU)),
        (True, True, (CUDA, MPS, CPU)),
    ],
)
def test_the_best_comes_first_and_is_chosen(
    monkeypatch: pytest.MonkeyPatch, cuda: bool, mps: bool, found: tuple[Device, ...]
) -> None:
    pretend(monkeypatch, cuda, mps)
    assert available() == found
    assert choose("auto") == found[0]
    for device in found:
        assert choose(device.id) == device


def test_a_device_that_is_not_there_is_refused_with_those_that_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pretend(monkeypatch, mps=True)
    with pytest.raises(DeviceError) as raised:
        choose("cuda")
    assert str(raised.value) == "This computer has no cuda device. Choose mps or cpu."


def test_one_core_is_left_to_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    before = torch.get_num_threads()
    try:
        for cores, threads in ((8, 7), (2, 1), (1, 1), (None, 1)):
            monkeypatch.setattr(os, "cpu_count", lambda cores=cores: cores)
            assert use_threads() == threads == torch.get_num_threads()
    finally:
        torch.set_num_threads(before)
