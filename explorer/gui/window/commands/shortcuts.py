"""The list of shortcuts, a panel that closes with Escape."""

from __future__ import annotations

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
_EDGE, _BETWEEN = 24, 48
"""Around the groups and between their columns, px."""


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
    body = QWidget()
    area = ScrollArea(body, ground)
    _lay_out(body, window.screen().availableSize().width())
    for owner, part in ((panel, ground), (ground, area)):
        vbox(part, owner=owner, margins=0)
    panel.setMinimumWidth(min(body.minimumSizeHint().width(), panel.screen().size().width()))
    panel.resize(body.sizeHint().boundedTo(panel.screen().availableSize()))
    panel.show()
    return panel


def _lay_out(body: QWidget, room: int) -> None:
    """Write what each key does, in one column where several are wider than the room, px."""
    columns = [[_group(group, body) for group in groups] for groups in COLUMNS]
    wide = [max(one.minimumSize().width() for one in groups) for groups in columns]
    if sum(wide) + _BETWEEN * (len(wide) - 1) + 2 * _EDGE > room:
        columns = [list(chain.from_iterable(columns))]
    beside = [vbox(*groups, None, spacing=12) for groups in columns]
    hbox(*beside, owner=body, margins=(_EDGE, 12, _EDGE, _EDGE), spacing=_BETWEEN)


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
