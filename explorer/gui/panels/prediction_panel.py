"""What the model takes the photo for; where no class fits, it says so and claims nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from explorer.core.numbers import percent
from explorer.gui.control.slices import PredictionView
from explorer.gui.kit.fonts import REGULAR, SEMIBOLD, ui_font
from explorer.gui.kit.icons import paint_icon
from explorer.gui.kit.labels import SectionTitle
from explorer.gui.kit.paint import begin, box, draw_text, paint_bar, text_width
from explorer.gui.kit.surface import Surface
from explorer.gui.kit.theme import theme

_PAD = 16
_ROW, _SLIM_ROW, _REST_ROW = 40, 28, 22
_CARD_TOP, _CARD, _CARD_GAP = 2, 60, 10
_CARD_TEXT = 36 + 12  # px left and right of the text of the card
_NAME, _SHARE = 116, 56  # px, the columns of a slim row


def _none_of(view: PredictionView) -> str:
    return (
        f"None of the {view.classes} classes fits" if view.classes else "This model has no classes"
    )


class _Rows(QWidget):
    """The rows, painted; their whole text is the tool tip and the accessible description."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.view: PredictionView | None = None
        self.most = 5
        self.setAccessibleName("Prediction")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def shown(self) -> list[tuple[str, float]]:
        return list(self.view.rows[: self.most]) if self.view is not None else []

    def _rest_shown(self) -> bool:
        # In a low window the three rows are what must be read.
        view = self.view
        return view is not None and not view.doubt and view.rest[0] > 0 and self.most > 3

    def sizeHint(self) -> QSize:
        if self.view is None:
            return QSize(200, self.most * _ROW)
        if self.view.doubt:
            return QSize(200, _CARD_TOP + _CARD + _CARD_GAP + len(self.shown()) * _SLIM_ROW)
        rest = _REST_ROW if self._rest_shown() else 0
        return QSize(200, len(self.shown()) * _ROW + rest)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def refresh(self) -> None:
        lines = [f"{label} {percent(share)}" for label, share in self.shown()]
        if self.view is not None and self.view.doubt:
            lines = [_none_of(self.view), self.view.doubt, *lines]
        self.setAccessibleDescription("; ".join(lines))
        self.updateGeometry()
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self)
            return True
        return super().event(event)

    def tip_at(self, at: QPoint) -> str:
        """The whole text of a row or of the card that is too long for it, else ""."""
        if self.view is None:
            return ""
        doubt = self.view.doubt
        if doubt and 0 <= at.y() < _CARD_TOP + _CARD:
            return doubt if text_width(doubt, ui_font(12)) > self.width() - _CARD_TEXT else ""
        slim = bool(doubt)
        top, height = (_CARD_TOP + _CARD + _CARD_GAP, _SLIM_ROW) if slim else (0, _ROW)
        number = (at.y() - top) // height
        if not 0 <= number < len(self.shown()):
            return ""
        label = self.shown()[number][0]
        room = self._name_width() if slim else self.width() - _SHARE
        return label if text_width(label, ui_font(13)) > room else ""

    def _name_width(self) -> float:
        return min(_NAME, self.width() * 0.5) - 8

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        if self.view is None:
            for number in range(self.most):
                bar = QRectF(0, number * _ROW + 25, self.width(), 4)
                paint_bar(painter, bar, 0.0)
            return
        if self.view.doubt:
            self._paint_unsure(painter, self.view)
        else:
            self._paint_sure(painter)

    def _paint_sure(self, painter: QPainter) -> None:
        colours = theme()
        width = self.width()
        rows = self.shown()
        for number, (label, share) in enumerate(rows):
            best = number == 0
            line = QRectF(0, number * _ROW + 3, width, 19)
            font = ui_font(13, SEMIBOLD if best else REGULAR)
            draw_text(painter, line.adjusted(0, 0, -_SHARE, 0), label, font, colours.t1)
            ink = colours.t1 if best else colours.t2
            draw_text(painter, line, percent(share), font, ink, align=1.0)
            paint_bar(painter, QRectF(0, number * _ROW + 25, width, 4), share, accent=best)
        if self._rest_shown() and self.view is not None:
            count, share = self.view.rest
            line = QRectF(0, len(rows) * _ROW, width, 19)
            font = ui_font(12)
            text = f"{count} other class{'es' if count > 1 else ''}"
            draw_text(painter, line, text, font, colours.t3)
            draw_text(painter, line, percent(share), font, colours.t3, align=1.0)

    def _paint_unsure(self, painter: QPainter, view: PredictionView) -> None:
        colours = theme()
        width = self.width()
        painter.translate(0, _CARD_TOP)
        box(painter, QRectF(0, 0, width, _CARD), 6.0, colours.raised, colours.line2)
        ink = colours.warn if view.classes else colours.t2
        paint_icon(painter, "info", ink, QRectF(12, 12, 16, 16))
        text = QRectF(36, 10, width - _CARD_TEXT, 21)
        draw_text(painter, text, _none_of(view), ui_font(13, SEMIBOLD), colours.t1)
        draw_text(painter, text.translated(0, 19), view.doubt, ui_font(12), colours.t2)
        left = self._name_width() + 8
        for number, (label, share) in enumerate(self.shown()):
            top = _CARD + _CARD_GAP + number * _SLIM_ROW
            line = QRectF(0, top, width, _SLIM_ROW)
            name = QRectF(0, top, self._name_width(), _SLIM_ROW)
            draw_text(painter, name, label, ui_font(13), colours.t2)
            draw_text(painter, line, percent(share), ui_font(13), colours.t2, align=1.0)
            middle = line.center().y()
            paint_bar(painter, QRectF(left, middle - 2, width - _SHARE - left, 4), share)


class PredictionPanel(Surface):
    """Heading, the best classes with a bar each, and all others in one row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self._title = SectionTitle("Prediction", parent=self)
        self._rows = _Rows(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD, 9, _PAD, _PAD)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._rows)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_prediction(self, view: PredictionView) -> None:
        """Show the prediction of a run that is done."""
        self._rows.view = view
        self._title.set_detail(view.detail or f"{view.classes} classes")
        self._rows.refresh()

    def show_rows(self, most: int) -> None:
        """Show at most so many classes; with three or fewer, no row of the others."""
        self._rows.most = most
        self._rows.refresh()

    def rows(self) -> list[tuple[str, float]]:
        """The classes that are shown now."""
        return self._rows.shown()
