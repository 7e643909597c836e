"""Figures are drawn by Qt: the application of the tests of the window, so that there is one."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True, scope="session")
def application(qapp: QApplication) -> None:
    """Made before the program would make one of its own, that has no widgets."""
