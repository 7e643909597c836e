"""Libraries whose models the tracer is tried on, and what every test of it starts from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

# Nothing is fetched: all weights are random.
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import pytest
import torch
from torch.overrides import _get_current_function_mode_stack
from torch.utils._python_dispatch import _get_current_dispatch_mode_stack

from tests.models.conftest import one_thread

__all__ = ["one_thread"]


@pytest.fixture(scope="session")
def timm() -> Any:
    return pytest.importorskip("timm")


@pytest.fixture(scope="session")
def transformers() -> Any:
    return pytest.importorskip("transformers")


@pytest.fixture(scope="session")
def torchvision() -> Any:
    return pytest.importorskip("torchvision")


@pytest.fixture(autouse=True)
def nothing_left(one_thread: None) -> Iterator[None]:
    """Every test leaves torch as it was: no modes, the fast path and the functions its own."""
    attention = torch.nn.functional.scaled_dot_product_attention
    torch.manual_seed(0)
    yield
    assert not _get_current_dispatch_mode_stack()
    assert not _get_current_function_mode_stack()
    assert torch.backends.mha.get_fastpath_enabled()
    assert torch.nn.functional.scaled_dot_product_attention is attention
