"""The exclusive choices of the figure panel: pages as tiles, what a figure is of as a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from explorer.export.figure_settings import PRESETS, SCREEN_DPI, SLIDE_HEIGHT, WIDTHS, Preset
from explorer.gui.control.present.figure_view import Offer
from explorer.gui.kit import Choice, ComboButton, Text, set_available, theme, ui_font
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.buttons import Button
from explorer.gui.kit.language import say
from explorer.gui.kit.tips import label_text, tip

_SLIDE = round(WIDTHS["slide"] / 25.4 * SCREEN_DPI), round(SLIDE_HEIGHT / 25.4 * SCREEN_DPI)
_NAMES: dict[Preset, tuple[str, str, str]] = {
    "paper-1": ("Paper, 1 column", "84 mm", "One column of a journal"),
    "paper-2": ("Paper, 2 columns", "174 mm", "The whole width of a journal"),
    "slide": ("Slide 16:9", f"{_SLIDE[0]:,} × {_SLIDE[1]:,} px", "A slide, as large as the screen"),
    "screen": ("As on screen", "so many pixels", "The picture alone, in pixels"),
    "own": ("Own size", "so many mm", "A page of a width of your own"),
}
_SHAPES: dict[Preset, tuple[float, float]] = {
    "paper-1": (9, 16), "paper-2": (16, 16), "slide": (20, 11), "screen": (16, 12), "own": (14, 14),
}  # fmt: skip


class _Tile(Button):
    """A page with its outline, which is drawn in the colours of the theme that is shown."""

    _preset: Preset | None = None  # Qt changes the style while the widget is still made

    def __init__(self, preset: Preset) -> None:
        name, detail, about = _NAMES[preset]
        super().__init__(f"{name}, {detail}")
        self.setAccessibleName(f"{say(name)}, {say(detail)}")
        self.setText(label_text("Own size…" if preset == "own" else f"{name}\n{detail}"))
        self.setFont(ui_font(12, 500, tabular=False))
        self.setCheckable(True)
        self.setProperty("tile", "true")
        self.setToolTip(tip(about))
        self.setIconSize(QSize(24, 20))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(46 if preset != "own" else 28)
        self._preset = preset
        self.setIcon(_icon(preset))

    def changeEvent(self, e: QEvent) -> None:
        super().changeEvent(e)
        if e.type() == QEvent.Type.PaletteChange and self._preset is not None:
            self.setIcon(_icon(self._preset))


class PageTiles(QWidget):
    """The pages as tiles, two a row; in a low window as a combo.

    Signals
    -------
    presetRequested(str)
    """

    presetRequested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Page"))
        self._tiles = QWidget(self)
        self._group = QButtonGroup(self)
        self._keys: list[Preset] = ["paper-1", "paper-2", "slide", "screen", "own"]
        assert set(self._keys) == set(PRESETS)
        grid = QGridLayout(self._tiles)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for at, key in enumerate(self._keys):
            tile = _Tile(key)
            if key == "own":
                grid.addWidget(tile, at // 2, 0, 1, 2)
            else:
                grid.addWidget(tile, at // 2, at % 2)
            self._group.addButton(tile, at)
        self._combo = ComboButton("Page", parent=self)
        self._combo.set_choices([Choice(one, _NAMES[one][0], _NAMES[one][1]) for one in self._keys])
        self._combo.hide()
        vbox(self._tiles, self._combo, owner=self, margins=0)
        self._group.idClicked.connect(self._on_clicked)
        self._combo.choiceRequested.connect(self.presetRequested)

    def show_preset(self, preset: Preset) -> None:
        """Show which page is chosen."""
        self._group.button(self._keys.index(preset)).setChecked(True)
        self._combo.set_current(preset)

    def take_focus(self) -> None:
        """Give the keyboard to the chosen page."""
        tile: QWidget | None = self._group.checkedButton() if self._tiles.isVisible() else None
        (tile or self._combo).setFocus(Qt.FocusReason.TabFocusReason)

    def set_folded(self, folded: bool) -> None:
        """Show a combo in place of the tiles."""
        self._tiles.setVisible(not folded)
        self._combo.setVisible(folded)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self.presetRequested.emit(self._keys[number])


def _icon(preset: Preset) -> QIcon:
    """The outline of a page, with what is drawn on it."""
    wide, high = _SHAPES[preset]
    pixmap = QPixmap(48, 40)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colours = theme()
    box = QRectF(12 - wide / 2, 10 - high / 2, wide, high)
    painter.setPen(QPen(colours.edge, 1.2))
    painter.drawRoundedRect(box, 1.5, 1.5)
    inner = box.adjusted(2.5, 2.5, -2.5, -high * 0.45)
    painter.fillRect(inner, colours.neutral)
    painter.end()
    return QIcon(pixmap)


class OfferList(QWidget):
    """Choices one under the other, each with how many there are.

    Signals
    -------
    chosen(str): by the user.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say(name))
        self._group = QButtonGroup(self)
        self._keys: list[str] = []
        self._rows: list[tuple[QRadioButton, Text]] = []
        self._column = vbox(owner=self, margins=0, spacing=2)
        self._group.idClicked.connect(self._on_clicked)

    def show_offers(self, offers: Sequence[Offer], current: str) -> None:
        """Show what there is to choose from, and what is chosen."""
        while len(self._rows) < len(offers):
            self._add()
        self._keys = [one.key for one in offers]
        for at, (button, detail) in enumerate(self._rows):
            there = at < len(offers)
            button.setVisible(there)
            detail.setVisible(there)
            if not there:
                continue
            one = offers[at]
            button.setText(label_text(one.text))
            button.setAccessibleName(say(f"{one.text}, {one.detail}" if one.detail else one.text))
            set_available(button, not one.reason, one.reason)
            detail.set_text(one.detail if not one.reason else "")
            button.setChecked(one.key == current)

    def _add(self) -> None:
        button = QRadioButton()
        button.setFont(ui_font(13, tabular=False))
        button.setFixedHeight(24)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        detail = Text("", px=12, token="t3", align=1.0)
        row = hbox((button, 1), detail, margins=0)
        self._column.addLayout(row)
        self._group.addButton(button, len(self._rows))
        self._rows.append((button, detail))

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self.chosen.emit(self._keys[number])
