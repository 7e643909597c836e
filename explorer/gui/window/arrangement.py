"""Everything of the window that depends on its size: what is where, and what gives way."""

from __future__ import annotations

import base64

from PySide6.QtCore import (
    QByteArray,
    QEasingCurve,
    QEvent,
    QObject,
    QRect,
    Qt,
    QVariantAnimation,
    Slot,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from explorer.gui.control.view import Layout
from explorer.gui.kit.labels import Line
from explorer.gui.kit.look.theme import PANEL_MS, duration
from explorer.gui.kit.surface import ClickCatcher
from explorer.gui.learning.cursor_halo import CursorHalo
from explorer.gui.window.layout_rules import (
    FIRST,
    Rules,
    first_size,
    fitted_place,
    least_size,
    rules_for,
)
from explorer.gui.window.panel_places import PanelPlaces
from explorer.gui.window.panels import Panels

AUDIENCE, LARGER = 640, (1.1, 2.0)
"""Height of a window as one person reads it, px: for an audience the text of figures is as many
times larger as the window is higher, within these bounds."""
LECTURE = 280
"""Width of the left panel while a lecture is taken, px."""
LEFT_OVER = 240
"""Width of the left panel where it slides over the picture, px."""
CROWDED = 200
"""px below the picture from which on the sentence under a text gives way."""
HEADS_LEAST = 0.40
"""The share of the right panel's height that the heads may always have."""


class Arrangement(QObject):
    """Arranges the parts of one window, `owner`."""

    def __init__(self, owner: QWidget, panels: Panels, places: PanelPlaces) -> None:
        super().__init__(owner)
        self._owner = owner
        self._panels = panels
        self._places = places
        self._layout = Layout()
        self._widths: tuple[int | bool, ...] = ()
        self._own = QByteArray()  # the user's of a usual window, while it is another one
        self._docked = True  # the left panel beside the picture, not over it
        self._hidden = False  # by the user, where the left panel stands beside the picture
        self.full = False
        self._predictions, self._rows, self._reading = 5, 0, 0
        self._teaching = self._presenting = False
        self._halo = CursorHalo(owner)
        self._outside = ClickCatcher(owner)
        self._outside.pressed.connect(self.close_panel)
        self._edge = Line(Qt.Orientation.Vertical, token="line2", parent=owner)
        self._slide = QVariantAnimation(self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(self._on_slide)
        self._show_over(False)
        for parts in panels.of_kind.values():
            parts.outcome.installEventFilter(self)
        panels.split.installEventFilter(self)
        panels.texts.canvas.view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # another height is to be shared, or what came out needs another
        if watched is self._panels.texts.canvas.view:
            if event.type() == QEvent.Type.Resize:
                self.share_below()
            return False
        split = watched is self._panels.split
        if event.type() == (QEvent.Type.Resize if split else QEvent.Type.LayoutRequest):
            self.share_right()
            if split:
                self._give_way()
        return False

    def arrange(self) -> None:
        """Put everything where it belongs in a window of this size."""
        panels = self._panels
        self._places.fit(self._owner.width(), self._owner.height())
        above = self._owner.height() - self._places.height("bottom")
        rules = rules_for(self._owner.width(), above)
        beside = rules.left_beside
        panels.toolbar.show_presenting(self._presenting)
        panels.toolbar.show_width(self._owner.width())
        self._enlarge()
        for strip in (panels.strip, panels.texts.strip):
            strip.show_narrow(not beside)
        self._dock_left(beside)
        panels.right.setVisible(not self.full and not self._presenting)
        panels.explain.setVisible(not self.full and not self._presenting)
        panels.explain_line.setVisible(not self.full and not self._presenting)
        panels.status.setVisible(not self._presenting)
        self._set_widths(rules)
        panels.heads.set_hints_visible(rules.hints)
        self._predictions = rules.predictions
        self._reading = rules.reading
        self.share_below()
        self.share_right()
        panels.model.show_facts_open(rules.facts)
        self._places.set_full(self.full)
        self._place_over()
        panels.toolbar.show_panel_button(not beside or panels.left.isHidden())

    def restore(self, room: QRect | None, geometry: str, splitter: str) -> None:
        """Come back where the window was, or as large as the first time, within the screen.

        Parameters
        ----------
        room
            Where the window may stand; that of its screen without it.
        geometry, splitter
            As `places` gave them; "" for none.
        """
        owner, panels = self._owner, self._panels
        first = room or QGuiApplication.primaryScreen().availableGeometry()
        owner.setMinimumSize(*least_size((first.width(), first.height())))
        stored = QByteArray.fromBase64(geometry.encode("ascii", "ignore"))
        if stored.isEmpty() or not owner.restoreGeometry(stored):
            owner.resize(*first_size((first.width(), first.height())))
        elif not owner.isMaximized() and not owner.isFullScreen():
            screen = QGuiApplication.screenAt(owner.geometry().center())
            here = first if room or screen is None else screen.availableGeometry()
            place = fitted_place(
                owner.geometry().getRect(),  # type: ignore[arg-type]  # four numbers
                here.getRect(),  # type: ignore[arg-type]  # likewise
            )
            owner.setGeometry(*place)
        self.arrange()
        widths = QByteArray.fromBase64(splitter.encode("ascii", "ignore"))
        if not widths.isEmpty() and self._docked:
            panels.split.restoreState(widths)
        elif not widths.isEmpty():
            self._own = widths

    def places(self) -> dict[str, str]:
        """Give where the window and its parts are, for the settings."""
        found = {"geometry": _text(self._owner.saveGeometry())}
        if self._docked and not self._teaching and not self._presenting:
            found["splitter"] = _text(self._panels.split.saveState())
        elif not self._own.isEmpty():
            found["splitter"] = _text(self._own)
        return found

    def show_layout(self, layout: Layout) -> None:
        """Arrange the parts for photos or those for texts."""
        self._layout = layout
        self.arrange()

    def present(self, teaching: bool, presenting: bool) -> None:
        """Give the left panel the room of a lecture, and for an audience all that it needs.

        The right panel and the bars at the foot go then, and a halo follows the mouse.
        """
        if (teaching, presenting) == (self._teaching, self._presenting):
            return
        begins = presenting and not self._presenting
        self._teaching, self._presenting = teaching, presenting
        self.arrange()
        self._halo.show_it(presenting)
        if begins:
            self._owner.setFocus()  # the arrow keys go through the stations

    def _type(self) -> float:
        """How many times larger the text in a figure is for an audience; 1 for one person."""
        least, most = LARGER
        larger = min(max(self._owner.height() / AUDIENCE, least), most)
        return larger if self._presenting else 1.0

    def _enlarge(self) -> None:
        texts = self._panels.texts
        for view in (texts.canvas.view, texts.reading.view):
            view.enlarge(self._type())
        for canvas in (self._panels.canvas, texts.canvas):
            canvas.show_large(self._presenting)

    def toggle_full(self) -> None:
        """The picture alone, or with its panels."""
        self.full = not self.full
        for strip in (self._panels.strip, self._panels.texts.strip):
            strip.show_full(self.full)
        self.arrange()

    def toggle_panel(self) -> None:
        """Show or hide the left panel; in a narrow window it slides over the picture."""
        shown = not self._panels.left.isVisible()
        self._panels.left.setVisible(shown)
        if self._docked:
            self._hidden = not shown
            self._keep_place()
            self._panels.toolbar.show_panel_button(not shown)
        else:
            self._show_over(shown)

    @Slot()
    def close_panel(self) -> bool:
        """Take the left panel from over the picture; whether it was there."""
        left = self._panels.left
        if self._docked or not left.isVisible():
            return False
        focus = self._owner.focusWidget()
        if focus is not None and left.isAncestorOf(focus):
            self._panels.heads.grid.setFocus()
        left.hide()
        self._show_over(False)
        return True

    # -- the right side ------------------------------------------------------------------------

    def share_right(self) -> None:
        """Give the grid all the height that the prediction beneath it does not need."""
        panels = self._panels
        height = panels.split.height()
        beside = self._places.height("right")
        self._show_predictions(min(self._predictions, 3) if beside else self._predictions)
        outcome = panels.of_kind[self._layout.output].outcome
        left = height - outcome.sizeHint().height() - beside - 1
        panels.heads.set_maximum_height(max(left, round(HEADS_LEAST * height)))

    def share_below(self) -> None:
        """Let the sentence under the view of a text go where the view needs its room.

        So it does where much else stands below the picture, and where with it not all words of the
        view are in sight.
        """
        self._give_way()
        texts, height = self._panels.texts, self._reading + 1
        crowded = self._places.height("below") > CROWDED
        if self._layout.reading and not crowded:
            owner = texts.reading.parentWidget()
            if owner is not None and (column := owner.layout()) is not None:
                column.activate()  # or the view's height is that of before
            crowded = texts.canvas.lacks(height, -height if texts.reading.isHidden() else 0)
        self._place_reading(0 if self.full or crowded else self._reading)

    def _give_way(self) -> None:
        """Let panels below the picture go that leave it too little."""
        panels = self._panels
        around = panels.toolbar, panels.strip, panels.explain, panels.status
        fixed = sum(
            part.height() + 1 for part in around if part is panels.strip or not part.isHidden()
        )
        # not the height that the splitter has now: a dock that is squeezed would not get its own
        self._places.give_way(self._owner.height() - fixed - self._places.height("bottom"))

    def _show_predictions(self, most: int) -> None:
        """Show so many rows of what came out: fewer where more stands below."""
        if most != self._rows:
            self._rows = most
            self._panels.prediction.show_rows(most)
            self._panels.texts.translation.show_rows(most)

    def _place_reading(self, height: int) -> None:
        """Show or hide the sentence under the view of a text.

        The text view is that sentence itself, but of a long text only a passage, under which its
        whole row stands.
        """
        panels, shown = self._panels, self._layout.reading
        panels.texts.reading.setFixedHeight(max(height, 1))
        panels.texts.reading.setVisible(shown and height > 0)
        panels.texts.line.setVisible(shown and height > 0)

    def _set_widths(self, rules: Rules) -> None:
        """The widths of the side panels where the rules ask for others; else the user's stay.

        Those of a usual window come back after a narrow one and after a lecture.
        """
        widths = (rules.left, rules.right, rules.left_beside, self._teaching, self._presenting)
        if widths == self._widths:
            return
        panels = self._panels
        if self._widths == _USUAL:
            self._own = panels.split.saveState()
        self._widths = widths
        left = max(rules.left, LECTURE) if self._teaching else rules.left
        if self._presenting:
            left = min(max(left, self._owner.width() // 3), 560)
        panels.left_place.setMinimumWidth(min(left, 220))
        panels.left_place.setMaximumWidth(round(left * 1.5))
        panels.right.setMinimumWidth(min(rules.right, 272))
        panels.right.setMaximumWidth(max(440, rules.right))
        if widths == _USUAL and panels.split.restoreState(self._own):
            return
        beside = left if rules.left_beside else 0
        rest = self._owner.width() - beside - rules.right
        panels.split.setSizes([beside, rest, rules.right])

    # -- the left panel ------------------------------------------------------------------------

    def _dock_left(self, beside: bool) -> None:
        """The left panel in its place beside the picture, or loose over it and hidden."""
        panels = self._panels
        if beside != self._docked:
            self._docked = beside
            if beside:
                self._show_over(False)
            else:
                panels.left.hide()
        if beside:
            panels.left.setVisible(not self.full and not self._hidden)
        self._keep_place()

    def _keep_place(self) -> None:
        """Give the left panel its room in the splitter where it stands beside the picture."""
        place, left = self._panels.left_place, self._panels.left
        place.setVisible(self._docked and not left.isHidden())
        place.hold(self._docked)

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
        if not self._docked:
            self._panels.left.move(left, self._panels.left.y())
            self._edge.move(left + LEFT_OVER, self._edge.y())

    def _place_over(self) -> None:
        if self._docked:
            return
        panels = self._panels
        top, height = panels.split.y(), panels.split.height()
        panels.left.setGeometry(QRect(0, top, LEFT_OVER, height))
        self._outside.setGeometry(QRect(0, top, self._owner.width(), height))
        self._edge.setGeometry(LEFT_OVER, top, 1, height)
        for part in (self._outside, panels.left, self._edge):
            part.raise_()


_FIRST = rules_for(*FIRST)
_USUAL = (_FIRST.left, _FIRST.right, _FIRST.left_beside, False, False)
"""The widths that the rules ask for in most windows."""


def _text(stored: QByteArray) -> str:
    return base64.b64encode(stored.data()).decode("ascii")
