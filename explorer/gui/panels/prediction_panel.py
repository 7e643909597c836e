"""What the model takes the photo for; where no class fits, it says so and claims nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QWidget,
)

from explorer.core.numbers import percent
from explorer.gui.control.slices import PredictionView
from explorer.gui.kit import SEMIBOLD, Icon, SectionTitle, Surface, Text, ui_font
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.language import say
from explorer.gui.panels.bar_list import BarItem, BarList

_PAD = 16
_WAITING = BarItem("", None)


def _none_of(view: PredictionView) -> str:
    return (
        f"None of the {view.classes} classes fits" if view.classes else "This model has no classes"
    )


class DoubtCard(QFrame):
    """The card that says that no class fits, or that the model has none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = Icon("info", "warn", 16, self)
        self._title = Text("", weight=SEMIBOLD, parent=self)
        self._why = QLabel(self)
        self._why.setFont(ui_font(12))
        self._why.setProperty("ink", "t2")
        self._why.setTextFormat(Qt.TextFormat.PlainText)
        self._why.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._mark, 0, 0)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self._why, 1, 1)
        grid.setColumnStretch(1, 1)

    def show_doubt(self, view: PredictionView) -> None:
        """Say why no class is named."""
        self._mark.show_icon("info", "warn" if view.classes else "t2")
        self._title.set_text(_none_of(view))
        self._why.setText(say(view.doubt))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def _fit(self) -> None:
        # by hand: layouts within layouts lose what a height asks of a width
        lines = self._why.heightForWidth(max(1, self.width() - 52))
        self._why.setFixedHeight(max(lines, 15))
        self.setFixedHeight(max(60, 39 + lines))


class PredictionPanel(Surface):
    """Heading, the best classes with a bar each, and all others in one row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self._view: PredictionView | None = None
        self._most = 5
        self._title = SectionTitle("Prediction", parent=self)
        self._doubt = DoubtCard(self)
        self._sure = BarList("Prediction", "stacked", parent=self)
        self._unsure = BarList("Best guesses", "slim", parent=self)
        for rows in (self._sure, self._unsure):
            rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # there is nothing to be done with a row
        self._rest = QWidget(self)
        self._others = Text("", px=12, token="t3", parent=self._rest)
        self._share = Text("", px=12, token="t3", align=1.0, parent=self._rest)
        hbox((self._others, 1), self._share, owner=self._rest, margins=(0, 0, 0, 3))
        parts = self._title, 4, self._doubt, 2, self._sure, self._unsure, self._rest, None
        vbox(*parts, owner=self, margins=(_PAD, 9, _PAD, _PAD), spacing=0)
        self._rest.setFixedHeight(22)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._show()

    def show_prediction(self, view: PredictionView) -> None:
        """Show the prediction of a run that is done."""
        self._view = view
        self._title.set_detail(view.detail or f"{view.classes} classes")
        self._show()

    def show_rows(self, most: int) -> None:
        """Show at most so many classes; with three or fewer, no row of the others."""
        self._most = most
        self._show()

    def rows(self) -> list[tuple[str, float]]:
        """Return the classes that are shown now."""
        return list(self._view.rows[: self._most]) if self._view is not None else []

    def _show(self) -> None:
        view = self._view
        doubt = view is not None and bool(view.doubt)
        befores = list(view.before) if view is not None else []
        items = [
            BarItem(label, share, before=before, beside=view.beside if view is not None else "")
            for (label, share), before in zip_longest(self.rows(), befores[: len(self.rows())])
        ]
        self._unsure.show_items(items if doubt else ())
        if items and not doubt:
            items[0] = replace(items[0], strong=True)
        self._sure.show_items([] if doubt else items if view else [_WAITING] * self._most)
        self._doubt.setVisible(doubt)
        self._sure.setVisible(not doubt)
        self._unsure.setVisible(doubt)
        # In a low window the three rows are what must be read.
        self._rest.setVisible(
            view is not None and not doubt and view.rest[0] > 0 and self._most > 3
        )
        if view is None:
            return
        if doubt:
            self._doubt.show_doubt(view)
        count, share = view.rest
        self._others.set_text(f"{count} other class{'es' if count > 1 else ''}")
        self._share.set_text(percent(share))
        lines = [one.said for one in items]
        said = [_none_of(view), view.doubt, *lines] if doubt else lines
        self.setAccessibleDescription(say("; ".join(said)))
