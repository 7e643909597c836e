"""The combo: shows what is chosen and opens a list of what could be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
    QWidget,
)

from explorer.gui.kit.buttons import CONTROL_HEIGHT
from explorer.gui.kit.language import say
from explorer.gui.kit.look.fonts import MEDIUM, ui_font
from explorer.gui.kit.look.icons import paint_icon
from explorer.gui.kit.look.paint import Run, box, draw_runs, draw_text, runs_width, text_width, tint
from explorer.gui.kit.look.theme import theme
from explorer.gui.kit.terms import explain_on
from explorer.gui.kit.tips import plain_tip, tip

_PAD, _GAP, _ICON, _ARROW = 10, 7, 14, 22
_ROW, _HEADING_ROW, _MARK, _APART = 32, 26, 22, 28
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Choice:
    """One entry of a combo.

    Attributes
    ----------
    key: what the program calls it; unique in the combo.
    text: what the user reads.
    detail: quiet text on the right of the open list.
    icon: a Lucide name for the closed combo, "" for the combo's own.
    swatch: a small picture instead of an icon, as a colour map (logical size from its ratio).
    short: the text on the closed combo where it differs from ``text``.
    reason: why the entry cannot be chosen; "" where it can.
    tip: what the entry means, for its tool tip.
    """

    key: str
    text: str
    detail: str = ""
    icon: str = ""
    swatch: QPixmap | None = None
    short: str = ""
    reason: str = ""
    tip: str = ""


@dataclass(frozen=True)
class ChoiceGroup:
    """Entries under one heading ("" for none)."""

    heading: str
    choices: tuple[Choice, ...]


def _said(choice: Choice) -> Choice:
    """The choice in the language of the window."""
    text, detail, short = say(choice.text), say(choice.detail), say(choice.short)
    return replace(choice, text=text, detail=detail, short=short)


class _Entries(QAbstractListModel):
    """The entries of a combo, and headings as words."""

    # Qt's own model of items would leave wrappers behind of items that it has deleted.

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[Choice | str] = ()

    def replace(self, rows: Sequence[Choice | str]) -> None:
        """Hold other entries."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.rows[index.row()] if index.isValid() else ""
        if not isinstance(row, Choice) or row.reason:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text if isinstance(row, Choice) else row
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Choice):
            return plain_tip(row.reason or row.tip)
        return None


class _Entry(QStyledItemDelegate):
    """Paints an entry of the open list: a mark at the chosen one, picture, text, detail."""

    def __init__(self, combo: ComboButton) -> None:
        super().__init__(combo)

    def _combo(self) -> ComboButton:
        return cast(ComboButton, self.parent())  # a reference kept here would be a circle

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        choice = self._combo().choice(index.row())
        if choice is None:
            return QSize(0, _HEADING_ROW)
        width = 2 * _PAD + _MARK + text_width(choice.text, ui_font(13, tabular=False))
        if choice.swatch is not None:
            width += choice.swatch.deviceIndependentSize().width() + _GAP
        if choice.detail:
            width += _APART + text_width(choice.detail, ui_font(12))
        return QSize(math.ceil(width), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, rect = theme(), QRectF(option.rect)
        combo = self._combo()
        choice = combo.choice(index.row())
        room = rect.adjusted(_PAD, 0, -_PAD, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if choice is None:
            draw_text(painter, room, str(index.data()), ui_font(11, MEDIUM), colours.t3)
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected and not choice.reason:
            box(painter, rect, 4.0, tint(colours.accent, 0.16))
        if choice.key == combo.current():
            mark = QRectF(room.left(), rect.center().y() - 7, 14, 14)
            paint_icon(painter, "check", colours.accent_text, mark)
        room.setLeft(room.left() + _MARK)
        if choice.swatch is not None:
            _paint_swatch(painter, choice.swatch, room)
        off = bool(choice.reason)
        quiet, ink = (colours.t4, colours.t4) if off else (colours.t3, colours.t1)
        if choice.detail:
            draw_text(painter, room, choice.detail, ui_font(12), quiet, align=1.0)
            room.setRight(room.right() - text_width(choice.detail, ui_font(12)) - _GAP)
        draw_text(painter, room, choice.text, ui_font(13, tabular=False), ink)
        painter.restore()


def _paint_swatch(painter: QPainter, swatch: QPixmap, room: QRectF) -> None:
    """Paint a swatch at the left of a room, and take its width from the room."""
    size = swatch.deviceIndependentSize()
    target = QRectF(room.left(), room.center().y() - size.height() / 2, size.width(), size.height())
    painter.drawPixmap(target, swatch, QRectF(swatch.rect()))
    room.setLeft(target.right() + _GAP)


class ComboButton(QComboBox):
    """A raised box with icon, optional label, the chosen text and a chevron.

    Up, Down, Home, End and, with the focus, the wheel choose while it is closed, as in every
    combo; Space, F4 and Alt+Down open it.

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
        super().__init__(parent)
        self._icon, self._label = icon, say(label)
        self._groups: tuple[ChoiceGroup | Choice, ...] = ()
        self._entries = _Entries(self)
        self.setModel(self._entries)
        self._label_visible = self._text_visible = True
        self.setFont(ui_font(text_px, MEDIUM, tabular=False))
        self.setAccessibleName(say(name))
        explain_on(self, tip(name, shortcut), name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(CONTROL_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(20)
        self.setItemDelegate(_Entry(self))
        popup = self.view().window()
        popup.setWindowFlags(popup.windowFlags() | Qt.WindowType.FramelessWindowHint)
        popup.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.activated.connect(self._on_activated)

    # -- what it shows

    def set_choices(self, groups: Sequence[ChoiceGroup] | Sequence[Choice]) -> None:
        """Replace the entries; what is chosen stays where its key is still there."""
        if tuple(groups) == self._groups:  # filled at every step through the maps
            return
        chosen, self._groups = self.current(), tuple(groups)
        rows: list[Choice | str] = []
        for entry in groups:
            if isinstance(entry, ChoiceGroup):
                rows += [say(entry.heading)] if entry.heading else []
                rows += map(_said, entry.choices)
            else:
                rows.append(_said(entry))
        self._entries.replace(rows)
        self.set_current(chosen)

    def choice(self, row: int) -> Choice | None:
        """Return the entry in a row; None for a heading and where there is none."""
        rows = self._entries.rows
        entry = rows[row] if 0 <= row < len(rows) else None
        return entry if isinstance(entry, Choice) else None

    def set_current(self, key: str) -> None:
        """Show the entry of this key as chosen; nothing where there is none."""
        rows = enumerate(self._entries.rows)
        found = [row for row, one in rows if isinstance(one, Choice) and one.key == key]
        self.setCurrentIndex(found[0] if found else -1)
        self.setAccessibleDescription(say(self.currentText()))
        self.updateGeometry()
        self.update()

    def current(self) -> str:
        """Return the key of the chosen entry, "" for none."""
        choice = self.choice(self.currentIndex())
        return choice.key if choice is not None else ""

    def shown(self) -> str:
        """Return what the closed combo says of the chosen entry, "" for none."""
        choice = self.choice(self.currentIndex())
        return (choice.short or choice.text) if choice is not None else ""

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

    # -- choosing

    @Slot(int)
    def _on_activated(self, row: int) -> None:
        choice = self.choice(row)
        if choice is not None:
            self.set_current(choice.key)
            self.choiceRequested.emit(choice.key)

    def showPopup(self) -> None:
        # as wide as its widest entry, which Qt does for what it measures itself alone
        view = self.view()
        view.setMinimumWidth(max(view.sizeHintForColumn(0) + 14, self.width()))
        super().showPopup()

    def wheelEvent(self, e: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(e)
        else:
            e.ignore()  # a page that scrolls under the mouse chooses nothing

    # -- the closed combo: Qt's own has room for one text only

    def _runs(self) -> list[Run]:
        colours, off = theme(), not self.isEnabled()
        runs: list[Run] = []
        if self._label and self._label_visible:
            quiet = ui_font(self.font().pixelSize(), tabular=False)
            runs.append(Run(self._label, quiet, colours.t4 if off else colours.t3))
        if self._text_visible and self.shown():
            gap = 7.0 if runs else 0.0
            runs.append(Run(self.shown(), self.font(), colours.t4 if off else colours.t1, gap))
        return runs

    def _mark_width(self) -> float:
        choice = self.choice(self.currentIndex())
        if choice is not None and choice.swatch is not None:
            return choice.swatch.deviceIndependentSize().width()
        return _ICON if self._icon or (choice is not None and choice.icon) else 0.0

    def sizeHint(self) -> QSize:
        runs, mark = self._runs(), self._mark_width()
        width = _PAD + mark + (_GAP if mark and runs else 0) + runs_width(runs)
        return QSize(math.ceil(width) + 12 + _ARROW, CONTROL_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(_PAD + 40 + _ARROW, CONTROL_HEIGHT)

    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = QRectF(self.rect()).adjusted(_PAD, 0, -_ARROW - 2, 0)
        choice = self.choice(self.currentIndex())
        if choice is not None and choice.swatch is not None:
            _paint_swatch(painter, choice.swatch, room)
        elif self._mark_width():
            mark = QRectF(room.left(), room.center().y() - _ICON / 2, _ICON, _ICON)
            ink = theme().t2 if self.isEnabled() else theme().t4
            name = (choice.icon if choice is not None else "") or self._icon
            paint_icon(painter, name, ink, mark)
            room.setLeft(mark.right() + _GAP)
        draw_runs(painter, room, self._runs())
