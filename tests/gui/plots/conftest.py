"""The plots are tested as the canvas is: in the dark theme, inside a window."""

from __future__ import annotations

from tests.gui.canvas.conftest import _dark, host

__all__ = ["_dark", "host"]
