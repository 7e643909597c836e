"""The list of shortcuts, a panel that closes with Escape."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.labels import KeyHint, SectionTitle, Text
from explorer.gui.kit.language import foreign, say
from explorer.gui.kit.surface import ScrollArea, Surface
from explorer.gui.window.commands.actions import COMMANDS, UNBOUND

TITLE = "Keyboard shortcuts"
COLUMNS = (("Maps", "Help"), ("View", "Analysis", "File"))
"""The groups of commands side by side; on a narrow screen all stand in one column."""


def show_shortcuts(window: QWidget) -> QDialog:
    """Show all shortcuts by group, beside the window's work: it can stay open; one at most."""
    for open_already in window.findChildren(QDialog, TITLE):
        open_already.activateWindow()
        return open_already
    panel = QDialog(window)
    panel.setObjectName(TITLE)
    panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    panel.setWindowTitle(say(TITLE))
    ground = Surface("panel", panel)
    body, area = _shortcuts(COLUMNS, ground)
    if body.minimumSizeHint().width() > window.screen().availableSize().width():
        area.hide()
        area.deleteLater()
        body, area = _shortcuts((tuple(chain.from_iterable(COLUMNS)),), ground)
    for owner, part in ((panel, ground), (ground, area)):
        vbox(part, owner=owner, margins=0)
    panel.setMinimumWidth(min(body.minimumSizeHint().width(), panel.screen().size().width()))
    panel.resize(body.sizeHint().boundedTo(panel.screen().availableSize()))
    panel.show()
    return panel


def _shortcuts(columns: Sequence[Sequence[str]], parent: QWidget) -> tuple[QWidget, ScrollArea]:
    """Write what each key does, the groups of a column one below the other."""
    body = QWidget()
    area = ScrollArea(body, parent)
    row = hbox(owner=body, margins=(24, 12, 24, 24), spacing=48)
    for groups in columns:
        column = vbox(spacing=12)
        for group in groups:
            column.addLayout(_group(group, body))
        column.addStretch(1)
        row.addLayout(column)
    return body, area


def _group(group: str, parent: QWidget) -> QGridLayout:
    """Make a heading, and under it what each key does, in a parent."""
    rows: list[tuple[str, tuple[str, ...]]] = []
    for command in COMMANDS:
        if command.keys and command.group == group:
            written = tuple(key.replace("+", " ") for key in command.keys)
            rows.append((command.text, written))
    rows += [(text, keys) for of, text, keys in UNBOUND if of == group]
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    grid.addWidget(SectionTitle(group, parent=parent), 0, 0, 1, 2)
    for line, (text, keys) in enumerate(rows, start=1):
        hints = hbox(None, spacing=4)
        for key in keys:
            hints.addWidget(KeyHint(key, parent))
        what = Text(foreign(say(text).rstrip("…")), token="t2", parent=parent)
        what.setMinimumWidth(what.sizeHint().width())  # nothing is cut off: the panel is as wide
        grid.addWidget(what, line, 0)
        grid.addLayout(hints, line, 1)
    grid.setColumnStretch(0, 1)
    return grid
