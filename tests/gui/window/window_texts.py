"""Every text that the windows of the program show, wherever it stands."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QTreeView,
    QWidget,
)

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
_MOST = 40  # rows of a list: those after them are alike
_SIGNS = str.maketrans({"\N{WORD JOINER}": None, "\u200b": None, "\N{HYPHEN}": "-"})


def texts() -> Iterator[tuple[QWidget, str]]:
    """What is written on all windows, said in tips and to screen readers; markup taken away."""
    for widget in QApplication.allWidgets():
        for text in _texts(widget):
            plain = html.unescape(re.sub(r"<[^>]+>", "", text)) if "<" in text else text
            if plain:
                yield widget, plain.translate(_SIGNS)


def _texts(widget: QWidget) -> Iterator[str]:
    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    if widget.isWindow():
        yield widget.windowTitle()
    match widget:
        case QLabel():
            shown = QLabel.text(widget)  # that of the kit gives the English text
            if not shown.endswith("…"):  # then screen readers have the whole
                yield shown
        case QAbstractButton():
            yield QAbstractButton.text(widget)
        case QLineEdit() | QPlainTextEdit():
            yield widget.placeholderText()
        case QSpinBox():
            yield widget.suffix()
        case QMenu():
            yield widget.title()
        case QComboBox() | QAbstractItemView():
            yield from _items(widget, widget.model(), QModelIndex())
    for action in widget.actions():
        yield action.text()
        yield action.toolTip()


def _items(widget: QWidget, model: QAbstractItemModel | None, above: QModelIndex) -> Iterator[str]:
    columns = model.columnCount(above) if isinstance(widget, QTreeView) and model else 1
    for row in range(0 if model is None else min(model.rowCount(above), _MOST)):
        assert model is not None
        for column in range(columns):
            for role in _ROLES:
                said = model.index(row, column, above).data(role)
                if isinstance(said, str):
                    yield said
        if isinstance(widget, QTreeView):
            yield from _items(widget, model, model.index(row, 0, above))
