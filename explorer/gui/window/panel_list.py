"""The panels that come and go: to add one, write its function here."""

from __future__ import annotations

from explorer.gui.control.controller import Controller
from explorer.gui.control.present.present_photo import gates
from explorer.gui.panels.panel import Panel, PanelWidget
from explorer.gui.plots.gate_strip import GateStrip


def gate_panel() -> Panel:
    """All channel gates of the block that is shown."""

    def make(controller: Controller) -> PanelWidget:
        strip = GateStrip()
        strip.channelRequested.connect(controller.select_unit)
        return strip

    return Panel("gates", "below", gates, make)


def panels() -> tuple[Panel, ...]:
    """List the panels, those that stand in one place in their order."""
    return (gate_panel(),)
