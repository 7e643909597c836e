"""Whether the weights of a model fit is asked before any of them is made."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.registry import memory
from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError, NoRoomError
from explorer.registry.loading import Loading
from explorer.registry.memory import (
    SMALL,
    RunSize,
    free_memory,
    free_on_gpu,
    run_shortage,
    shortage,
)


@given(st.integers(0, 2**40), st.integers(0, 2**42))
def test_both_numbers_are_said_where_the_weights_do_not_fit(parameters: int, free: int) -> None:
    said = shortage("GPT", parameters, free)
    assert bool(said) == (4 * parameters > free)
    if said:
        assert f"{4 * parameters / 1e9:.1f} GB" in said
        assert f"{free / 1e9:.1f} GB are free" in said


def test_a_model_that_is_too_large_is_refused_before_it_is_built() -> None:
    built = []

    def load(device: str, loading: Loading) -> object:
        built.append(device)
        return object()

    whole = replace(find("vit"), title="Huge", parameters=10**15, loader=load)
    with pytest.raises(ModelError, match=r"Huge needs 4000000\.0 GB .*are free\. Close"):
        whole.load("cpu")
    assert not built
    replace(whole, parameters=10**6).load("cpu")
    assert built == ["cpu"]


def test_the_free_memory_is_what_the_machine_says() -> None:
    assert 0 < free_memory() <= psutil.virtual_memory().total


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_limit_on_the_process_counts() -> None:
    code = (
        "import resource; limit = 2**31; resource.setrlimit(resource.RLIMIT_AS, (limit, limit));"
        "from explorer.registry.memory import free_memory; assert free_memory() < limit"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_model_that_fits_here_and_not_on_the_gpu_is_refused_for_the_gpu_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    free = {"cpu": 8 * 10**9, "cuda": 10**9}
    monkeypatch.setattr("explorer.registry.entry.free_memory", lambda on="cpu": free[on])
    loads: list[str] = []
    large = replace(
        find("vit"), title="Large", parameters=10**9, loader=lambda on, _: loads.append(on)
    )
    with pytest.raises(NoRoomError, match=r"Large needs 4\.0 GB .*1\.0 GB are free on the GPU\."):
        large.load("cuda")
    large.load("cpu")
    free["cuda"] = 5 * 10**9
    large.load("cuda")
    assert loads == ["cpu", "cuda"]


def test_what_torch_holds_without_use_is_free_on_a_gpu() -> None:
    assert free_on_gpu(10, reserved=7, allocated=3) == 14
    assert free_on_gpu(10, reserved=0, allocated=0) == 10


def test_the_free_memory_of_a_gpu_is_asked_of_that_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    asked = []
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda on: asked.append(on) or (100, 900))
    monkeypatch.setattr(torch.cuda, "memory_reserved", lambda on: 50)
    monkeypatch.setattr(torch.cuda, "memory_allocated", lambda on: 20)
    assert memory.free_memory("cuda:1") == 130
    assert asked == [torch.device("cuda:1")]


def test_a_run_is_as_large_as_its_layers_maps_and_output() -> None:
    gpt = RunSize(tokens=1000, width=768, widest=3072, layers=12, said=10)
    assert gpt.kept == 12 * 2 * 1000 * 768 * 4
    assert gpt.at_once == 1000 * (2 * 768 + 3072) * 4
    assert replace(gpt, heads=12).at_once == gpt.at_once + 2 * 12 * 1000**2 * 4
    assert replace(gpt, said=10**9).at_once == 2 * 10**9 * 4
    assert replace(gpt, size=2).at_once == gpt.at_once // 2
    assert RunSize().at_once == RunSize().kept == 0


@given(st.integers(1, 10**6), st.integers(SMALL, 2**42), st.integers(0, 2**40))
def test_a_run_that_does_not_fit_is_said_with_both_numbers(
    tokens: int, free: int, budget: int
) -> None:
    run = RunSize(tokens, width=4096, widest=16384, layers=32)
    needed = run.at_once + min(run.kept, budget)
    here = run_shortage("GPT", "a text", run, budget, free)
    assert bool(here) == (needed > free)
    if here:
        assert f"about {needed / 1e9:.1f} GB" in here
        assert f"{free / 1e9:.1f} GB are free. " in here
    there = run_shortage("GPT", "a text", run, budget, host=2**50, gpu=free)
    assert bool(there) == (run.at_once > free)  # what is kept is not kept there
    assert not there or "are free on the GPU." in there


def test_what_every_machine_has_is_not_asked_for() -> None:
    assert run_shortage("GPT", "a word", RunSize(said=SMALL // 8), 0, host=0) == ""
