"""Whether the weights of a model fit is asked before any of them is made."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError
from explorer.registry.loading import Loading
from explorer.registry.memory import free_memory, shortage


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
