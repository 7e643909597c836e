"""What tests of small models share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.models.translators import single_thread


@pytest.fixture
def one_thread() -> Iterator[None]:
    """For models so small that two threads wait for each other most of the time."""
    with single_thread():
        yield
