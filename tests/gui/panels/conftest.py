"""Panels are tested in the dark theme."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from explorer.gui import kit


@pytest.fixture(autouse=True)
def _dark(qapp: QApplication) -> None:
    kit.apply_theme(qapp, kit.DARK)
