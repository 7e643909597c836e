"""Everything of the window that depends on its size: what is where, and what gives way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QObject, QRect, Qt, QVariantAnimation, Slot

from explorer.gui.kit.labels import Line
from explorer.gui.kit.motion import PANEL_MS, duration
from explorer.gui.kit.surface import ClickCatcher
from explorer.gui.window.layout_rules import Rules, rules_for

if TYPE_CHECKING:
    from explorer.gui.window.main_window import MainWindow

LEFT_OVER = 240
"""Width of the left panel where it slides over the picture, px."""
HEADS_LEAST = 0.40
"""The share of the right panel's height that the heads may always have."""


class Arrangement(QObject):
    """Arranges the parts of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._widths: tuple[int, int, bool] | None = None
        self.full = False
        self._outside = ClickCatcher(window)
        self._outside.pressed.connect(self.close_panel)
        self._edge = Line(Qt.Orientation.Vertical, token="line2", parent=window)
        self._slide = QVariantAnimation(self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(self._on_slide)
        self._show_over(False)

    def arrange(self) -> None:
        """Put everything where it belongs in a window of this size."""
        window = self._window
        rules = rules_for(window.width(), window.height())
        beside = rules.left_beside
        window.toolbar.show_width(window.width())
        window.toolbar.show_panel_button(not beside or self.full)
        for strip in (window.strip, window.texts.strip):
            strip.show_narrow(not beside)
        self._dock_left(beside)
        window.right.setVisible(not self.full)
        window.explain.setVisible(not self.full)
        window.explain_line.setVisible(not self.full)
        self._set_widths(rules)
        window.heads.set_hints_visible(rules.hints)
        window.prediction.show_rows(rules.predictions)
        window.texts.translation.show_rows(rules.predictions)
        self._place_reading(0 if self.full else rules.reading)
        self.share_right()
        window.model.show_facts_open(rules.facts)
        window.gates.setFixedHeight(0 if self.full else rules.gates)
        window.gates.setEnabled(not self.full)  # nor does Tab stop there
        self._place_over()

    def toggle_full(self) -> None:
        """The picture alone, or with its panels."""
        self.full = not self.full
        for strip in (self._window.strip, self._window.texts.strip):
            strip.show_full(self.full)
        self.arrange()

    def toggle_panel(self) -> None:
        """Show or hide the left panel; in a narrow window it slides over the picture."""
        shown = not self._window.left.isVisible()
        self._window.left.setVisible(shown)
        if not self._docked():
            self._show_over(shown)

    @Slot()
    def close_panel(self) -> bool:
        """Take the left panel from over the picture; whether it was there."""
        left = self._window.left
        if self._docked() or not left.isVisible():
            return False
        focus = self._window.focusWidget()
        if focus is not None and left.isAncestorOf(focus):
            self._window.heads.grid.setFocus()
        left.hide()
        self._show_over(False)
        return True

    # -- the right side ------------------------------------------------------------------------

    def share_right(self) -> None:
        """Give the grid all the height that the prediction beneath it does not need."""
        window = self._window
        height = window.split.height()
        text = window.controller.input == "text"
        outcome = window.texts.translation if text else window.prediction
        left = height - outcome.sizeHint().height() - 1
        window.heads.set_maximum_height(max(left, round(HEADS_LEAST * height)))

    def _place_reading(self, height: int) -> None:
        """The sentence under the view of a text; the text view is that sentence itself, but of a
        long text only a passage, under which its whole row stands."""
        texts, state = self._window.texts, self._window.controller.state
        under = state.text.view != "text" or state.text.long
        shown = self._window.controller.input == "text" and under
        texts.reading.setFixedHeight(max(height, 1))
        texts.reading.setVisible(shown and height > 0)
        texts.line.setVisible(shown and height > 0)

    def _set_widths(self, rules: Rules) -> None:
        """The widths of the side panels where the rules ask for others; else the user's stay."""
        widths = (rules.left, rules.right, rules.left_beside)
        if widths == self._widths:
            return
        self._widths = widths
        window = self._window
        window.left.setMinimumWidth(min(rules.left, 220))
        window.left.setMaximumWidth(round(rules.left * 1.5))
        window.right.setMinimumWidth(min(rules.right, 272))
        window.right.setMaximumWidth(max(440, rules.right))
        beside = rules.left if rules.left_beside else 0
        rest = window.width() - beside - rules.right
        window.split.setSizes([beside, rest, rules.right] if beside else [rest, rules.right])

    # -- the left panel ------------------------------------------------------------------------

    def _docked(self) -> bool:
        return self._window.left.parentWidget() is self._window.split

    def _dock_left(self, beside: bool) -> None:
        """The left panel in its place beside the picture, or loose over it and hidden."""
        window = self._window
        if beside and not self._docked():
            self._show_over(False)
            window.split.insertWidget(0, window.left)
        elif not beside and self._docked():
            window.left.setParent(window)
            window.left.hide()
        if beside:
            window.left.setVisible(not self.full)

    def _show_over(self, shown: bool) -> None:
        """The panel over the picture slides in; a click beside it will take it away."""
        self._outside.setVisible(shown)
        self._edge.setVisible(shown)
        self._slide.stop()
        if not shown:
            return
        self._place_over()
        ms = duration(PANEL_MS)
        if ms:
            self._slide.setDuration(ms)
            self._slide.setStartValue(-LEFT_OVER)
            self._slide.setEndValue(0)
            self._slide.start()

    @Slot(object)
    def _on_slide(self, left: int) -> None:
        if not self._docked():
            self._window.left.move(left, self._window.left.y())
            self._edge.move(left + LEFT_OVER, self._edge.y())

    def _place_over(self) -> None:
        if self._docked():
            return
        window = self._window
        top, height = window.split.y(), window.split.height()
        window.left.setGeometry(QRect(0, top, LEFT_OVER, height))
        self._outside.setGeometry(QRect(0, top, window.width(), height))
        self._edge.setGeometry(LEFT_OVER, top, 1, height)
        for part in (self._outside, window.left, self._edge):
            part.raise_()
