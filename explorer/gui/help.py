"""What helps: the list of shortcuts and the about box, as panels that close with Escape."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from explorer import __version__
from explorer.gui.actions import COMMANDS, UNBOUND
from explorer.gui.kit.fonts import SEMIBOLD
from explorer.gui.kit.labels import KeyHint, SectionTitle, Text
from explorer.gui.kit.surface import ScrollArea

GROUPS = ("File", "Maps", "View", "Help")


def show_shortcuts(window: QWidget) -> QDialog:
    """All shortcuts by group, beside the window's work: it can stay open."""
    rows: list[tuple[str, str, str]] = [*UNBOUND]
    for command in COMMANDS:
        if command.keys:
            keys = " or ".join(key.replace("+", " ") for key in command.keys)
            rows.append((command.group, command.text.rstrip("…"), keys))
    body = QWidget()
    grid = QGridLayout(body)
    grid.setContentsMargins(24, 20, 24, 24)
    grid.setHorizontalSpacing(32)
    grid.setVerticalSpacing(8)
    line = 0
    for group in GROUPS:
        grid.addWidget(SectionTitle(group), line, 0, 1, 2)
        line += 1
        for of, text, keys in rows:
            if of == group:
                grid.addWidget(Text(text, token="t2"), line, 0)
                grid.addWidget(KeyHint(keys), line, 1, Qt.AlignmentFlag.AlignRight)
                line += 1
        grid.setRowMinimumHeight(line, 12)
        line += 1
    grid.setRowStretch(line, 1)
    return _panel(window, "Keyboard shortcuts", body, 440, 560)


def show_about(window: QWidget) -> QDialog:
    """What this is, its version, and whose work is in it."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(24, 24, 24, 24)
    column.setSpacing(8)
    column.addWidget(Text("Attention Explorer", px=14, weight=SEMIBOLD))
    for text in (
        f"Version {__version__}, Python {sys.version.split()[0]}, MIT licence",
        "Opens a model, runs it on a photo, and shows where it looks.",
        "Fonts: Inter and JetBrains Mono (OFL). Icons: Lucide (ISC).",
        "Colour maps: matplotlib (CC0), CET by Peter Kovesi (CC BY 4.0).",
        "Photos and their authors are named beside each sample and in CREDITS.md.",
    ):
        column.addWidget(Text(text, token="t2"))
    column.addStretch(1)
    return _panel(window, "About Attention Explorer", body, 520, 220)


def _panel(window: QWidget, title: str, body: QWidget, width: int, height: int) -> QDialog:
    """A window of its own that blocks nothing and goes with its parent."""
    panel = QDialog(window)
    panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    panel.setWindowTitle(title)
    panel.resize(width, height)
    column = QVBoxLayout(panel)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(ScrollArea(body))
    panel.show()
    return panel
