"""The way of the Tab key through the window: region by region, each read line by line.

Found anew at each press, because panels come and go and their parts are made as they are needed.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

_LINE = 8  # controls whose middles differ by less stand in one line, px


def stops(regions: Sequence[QWidget]) -> list[QWidget]:
    """List every control that Tab can reach now, in the order of the eye."""
    return [one for region in regions for one in sorted(_inside(region), key=_place)]


def follow(regions: Sequence[QWidget], here: QWidget | None, forward: bool) -> bool:
    """Give the focus to the control after `here`, or before it; round at the ends."""
    order = stops(regions)
    if not order:
        return False
    if here in order:
        there = order[(order.index(here) + (1 if forward else -1)) % len(order)]
    else:
        there = order[0 if forward else -1]
    tab, back = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
    there.setFocus(tab if forward else back)
    return True


def _inside(region: QWidget) -> list[QWidget]:
    tab = Qt.FocusPolicy.TabFocus
    return [
        child
        for child in region.findChildren(QWidget)
        if child.isVisible()
        and child.isEnabled()
        and (child.focusPolicy() & tab) == tab
        and not _behind_another(child)
    ]


def _behind_another(control: QWidget) -> bool:
    """Whether it is one of several exclusive choices and not the one that is chosen."""
    if not isinstance(control, QAbstractButton):
        return False
    group = control.group()
    return group is not None and group.exclusive() and not control.isChecked()


def _place(control: QWidget) -> tuple[int, int]:
    middle = control.mapTo(control.window(), QPoint(0, control.height() // 2))
    return round(middle.y() / _LINE), middle.x()
