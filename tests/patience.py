"""How long a test waits for what must come, on a machine that may be busy."""

from __future__ import annotations

PATIENCE = 60.0
"""Seconds until what a test waits for counts as never happening; none waits that long for less."""
