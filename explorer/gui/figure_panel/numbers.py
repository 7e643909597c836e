"""Boxes for numbers with a unit, and how sizes of files are written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

from explorer.gui.kit import ui_font
from explorer.gui.kit.language import say


def number_box(name: str, least: int, most: int, unit: str, about: str) -> QSpinBox:
    """Make a box for a whole number with its unit."""
    box = QSpinBox()
    box.setRange(least, most)
    _finish(box, name, unit, about)
    return box


def real_box(name: str, least: float, most: float, unit: str, about: str) -> QDoubleSpinBox:
    """Make a box for a number with one decimal and its unit."""
    box = QDoubleSpinBox()
    box.setRange(least, most)
    box.setDecimals(1)
    _finish(box, name, unit, about)
    return box


def _finish(box: QSpinBox | QDoubleSpinBox, name: str, unit: str, about: str) -> None:
    box.setSuffix(say(unit))
    box.setFont(ui_font(13))
    box.lineEdit().setTextMargins(6, 0, 0, 0)
    box.setAccessibleName(say(name))
    box.setToolTip(say(about))
    box.setKeyboardTracking(False)  # a number half typed is none
    box.setFixedSize(116, 28)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def show_number(box: QSpinBox | QDoubleSpinBox, value: float) -> None:
    """Show a number without saying that the user has chosen it."""
    before = box.blockSignals(True)
    box.setValue(value)  # type: ignore[arg-type]  # a box of whole numbers is given such
    box.blockSignals(before)


def bytes_text(count: int) -> str:
    """Write a size of a file."""
    return f"{count / 1e6:.1f} MB" if count >= 1e5 else f"{max(1, round(count / 1e3))} kB"
