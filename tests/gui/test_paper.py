"""What is exported is on paper white, whatever the theme of the window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from explorer.core.selection import Selection
from explorer.export.style import Style
from explorer.figures.photo_picture import Layout
from explorer.figures.views import View
from explorer.gui import kit
from explorer.gui.control.figure.export_jobs import ExportRequest, png_bytes
from tests.core.text_traces import text_trace


@pytest.mark.parametrize("view", ["matrix", "lines", "text", "steps"])
@pytest.mark.parametrize("legend", [False, True])
def test_a_text_is_exported_alike_in_both_themes(
    qapp: QApplication, view: View, legend: bool
) -> None:
    pages = []
    for theme in (kit.DARK, kit.LIGHT):
        kit.apply_theme(qapp, theme)
        wanted = ExportRequest(text_trace(), Selection(layer=1), Style(), Layout(300, legend), view)
        pages.append(png_bytes(wanted))
    assert pages[0] == pages[1]
