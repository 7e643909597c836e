"""The combo: shows what is chosen and opens a menu of what could be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui.kit.button import BUSY_ICON, CHEVRON, CONTROL_HEIGHT, RADIUS, Button
from explorer.gui.kit.fonts import MEDIUM, ui_font
from explorer.gui.kit.icons import paint_icon
from explorer.gui.kit.menu import Menu, open_below
from explorer.gui.kit.paint import Run, begin, box, draw_runs, mix, runs_width
from explorer.gui.kit.theme import theme
from explorer.gui.kit.tips import tip

_PAD, _GAP, _ICON, _RIGHT = 10, 7, 14, 8


@dataclass(frozen=True, eq=False)
class Choice:
    """One entry of a combo.

    Attributes
    ----------
    key: what the program calls it; unique in the combo.
    text: what the user reads.
    detail: quiet text on the right of the open list.
    icon: a Lucide name, "" for none.
    swatch: a small picture instead of an icon, as a colour map (logical size from its ratio).
    short: the text on the closed combo where it differs from ``text``.
    reason: why the entry cannot be chosen; "" where it can.
    """

    key: str
    text: str
    detail: str = ""
    icon: str = ""
    swatch: QPixmap | None = None
    short: str = ""
    reason: str = ""


@dataclass(frozen=True, eq=False)
class ChoiceGroup:
    """Entries under one heading ("" for none)."""

    heading: str
    choices: tuple[Choice, ...]


class ComboButton(Button):
    """A raised box with icon, optional label, the chosen text and a chevron.

    Up, Down, Home, End and the wheel choose while it is closed, as in every combo; Enter, Space
    and Alt+Down open it.

    Signals
    -------
    choiceRequested(str): the user chose the entry of this key. Never emitted by a setter.
    """

    choiceRequested = Signal(str)

    def __init__(
        self,
        name: str,
        *,
        icon: str = "",
        label: str = "",
        shortcut: str = "",
        text_px: int = 13,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        self._name = name
        self._icon = icon
        self._label = label
        self._text_px = text_px
        self._label_visible = True
        self._text_visible = True
        self._groups: tuple[ChoiceGroup, ...] = ()
        self._current: Choice | None = None
        self._popup = Menu(self)
        self._popup.triggered.connect(self._on_triggered)
        self.setToolTip(tip(name, shortcut))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_menu)

    # -- what it shows

    def set_choices(self, groups: Sequence[ChoiceGroup] | Sequence[Choice]) -> None:
        """Replace the entries; what is chosen stays where its key is still there."""
        plain = tuple(entry for entry in groups if isinstance(entry, Choice))
        grouped = tuple(entry for entry in groups if isinstance(entry, ChoiceGroup))
        self._groups = grouped or (ChoiceGroup("", plain),)
        self._fill_popup()
        self.set_current(self._current.key if self._current is not None else "")

    def set_current(self, key: str) -> None:
        """Show the entry of this key as chosen; nothing where there is none."""
        found = [choice for choice in self._choices() if choice.key == key]
        self._current = found[0] if found else None
        for action in self._popup.actions():
            if action.isCheckable():
                action.setChecked(action.data() == key)
        self.setAccessibleDescription(self._current.text if self._current else "")
        self.updateGeometry()
        self.update()

    def current(self) -> str:
        """The key of the chosen entry, "" for none."""
        return self._current.key if self._current is not None else ""

    def shown(self) -> str:
        """What the closed combo says of the chosen entry, "" for none."""
        return (self._current.short or self._current.text) if self._current is not None else ""

    def set_label_visible(self, visible: bool) -> None:
        """Show or drop the label before the text, as "Scale"."""
        self._label_visible = visible
        self.updateGeometry()
        self.update()

    def set_text_visible(self, visible: bool) -> None:
        """Show the text, or the icon or swatch alone."""
        self._text_visible = visible
        self.updateGeometry()
        self.update()

    def popup(self) -> Menu:
        """The list that opens, for entries of another kind at its end."""
        return self._popup

    # -- choosing

    def _choices(self) -> list[Choice]:
        return [choice for group in self._groups for choice in group.choices]

    def _fill_popup(self) -> None:
        self._popup.clear()
        for number, group in enumerate(self._groups):
            if number and not group.heading:
                self._popup.addSeparator()
            if group.heading:
                self._popup.add_heading(group.heading)
            for choice in group.choices:
                action = self._popup.add_choice(
                    choice.text, detail=choice.detail, swatch=choice.swatch
                )
                action.setData(choice.key)
                action.setCheckable(True)
                action.setEnabled(not choice.reason)
                action.setToolTip(choice.reason)

    def _choose(self, choice: Choice) -> None:
        self.set_current(choice.key)
        self.choiceRequested.emit(choice.key)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        for choice in self._choices():
            if choice.key == action.data():
                self._choose(choice)
                return

    def _step(self, by: int) -> None:
        usable = [choice for choice in self._choices() if not choice.reason]
        if not usable:
            return
        keys = [choice.key for choice in usable]
        here = keys.index(self.current()) if self.current() in keys else -1 if by > 0 else len(keys)
        there = min(max(here + by, 0), len(keys) - 1)
        if there != here:
            self._choose(usable[there])

    @Slot()
    def open_menu(self) -> None:
        """Open the list with the chosen entry lit."""
        self._popup.set_least_width(self.width())
        for action in self._popup.actions():
            if action.isCheckable() and action.isChecked():
                self._popup.setActiveAction(action)
        open_below(self._popup, self)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        if self.busy():
            return
        alt = bool(e.modifiers() & Qt.KeyboardModifier.AltModifier)
        if e.key() == Qt.Key.Key_Down and alt:
            self.open_menu()
        elif e.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if e.key() == Qt.Key.Key_Down else -1)
        elif e.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            many = len(self._choices())
            self._step(-many if e.key() == Qt.Key.Key_Home else many)
        else:
            super().keyPressEvent(e)

    def wheelEvent(self, e: QWheelEvent) -> None:
        if self.hasFocus() and not self.busy() and e.angleDelta().y():
            self._step(-1 if e.angleDelta().y() > 0 else 1)
            e.accept()
        else:
            e.ignore()

    # -- painting

    def _runs(self) -> list[Run]:
        colours = theme()
        off = not self.isEnabled()
        font = ui_font(self._text_px, MEDIUM)
        if self.busy():
            return [Run("Loading", font, colours.t2)]
        runs: list[Run] = []
        if self._label and self._label_visible:
            quiet = ui_font(self._text_px)
            runs.append(Run(self._label, quiet, colours.t4 if off else colours.t3))
        if self._text_visible and self._current is not None:
            gap = 7.0 if runs else 0.0
            runs.append(Run(self.shown(), font, colours.t4 if off else colours.t1, gap))
        return runs

    def _mark_width(self) -> float:
        if self.busy():
            return _ICON
        if self._current is not None and self._current.swatch is not None:
            return self._current.swatch.deviceIndependentSize().width()
        return _ICON if self._icon or (self._current is not None and self._current.icon) else 0.0

    def sizeHint(self) -> QSize:
        runs, mark = self._runs(), self._mark_width()
        width = _PAD + mark + (_GAP if mark and runs else 0) + runs_width(runs)
        return QSize(math.ceil(width) + 12 + CHEVRON + _RIGHT, CONTROL_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(_PAD + 40 + CHEVRON + _RIGHT, CONTROL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme()
        painter = begin(self)
        rect = QRectF(self.rect())
        down = self.isDown() or self._popup.isVisible()
        fill = colours.hover if down else mix(colours.raised, colours.hover, self.fade())
        border = colours.edge if down else colours.line2 if self.isEnabled() else colours.line
        box(painter, rect, RADIUS, fill, border)
        ink = colours.t2 if self.isEnabled() else colours.t4
        width = self._mark_width()
        mark = QRectF(_PAD, rect.center().y() - _ICON / 2, width, _ICON)
        swatch = self._current.swatch if self._current is not None else None
        if self.busy():
            paint_icon(painter, BUSY_ICON, ink, mark, self.turn())
        elif swatch is not None:
            height = swatch.deviceIndependentSize().height()
            target = QRectF(mark.left(), rect.center().y() - height / 2, width, height)
            painter.drawPixmap(target, swatch, QRectF(swatch.rect()))
        elif width:
            own = self._current.icon if self._current is not None else ""
            paint_icon(painter, own or self._icon, ink, mark)
        chevron = QRectF(rect.right() - _RIGHT - CHEVRON, 0, CHEVRON, CHEVRON)
        chevron.moveTop(rect.center().y() - CHEVRON / 2)
        if not self.busy():
            quiet = colours.t3 if self.isEnabled() else colours.t4
            paint_icon(painter, "chevron-down", quiet, chevron)
        left = mark.right() + (_GAP if width else 0)
        end = rect.right() - _RIGHT if self.busy() else chevron.left() - 4
        room = QRectF(left, 0, end - left, rect.height())
        draw_runs(painter, room, self._runs())
