"""How long the window's motions last."""

from __future__ import annotations

from explorer.gui.kit.theme import reduced_motion

PANEL_MS = 160
TOAST_MS = 4000
BUSY_AFTER_MS = 150


def duration(ms: int) -> int:
    """Return a duration in ms, zero where the system asks for less motion."""
    return 0 if reduced_motion() else ms
