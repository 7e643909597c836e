"""The colour bar: colours, places and numbers, and the levels that are dragged, typed and kept."""

from __future__ import annotations

import gc
import math
import weakref
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from explorer.core.colormaps import table
from explorer.core.map.levels import Levels
from explorer.core.selection import Ends
from explorer.gui.kit import DARK, LIGHT, IconButton, apply_theme
from explorer.gui.plots.color_bar import MARGIN, ColorBar

LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CLIPPED = Levels(0.012, True, "shared by the 6 heads of this layer")
CHOSEN = Levels(0.8, True, "levels set by hand", 0.2, True, True)


class Owner:
    """Shows what is asked for, as the window does."""

    def __init__(self, bar: ColorBar, levels: Levels) -> None:
        self.bar, self.levels = bar, levels
        self.asked: list[Ends] = []
        self.locks: list[bool] = []
        self.resets = 0
        bar.levelsRequested.connect(self.choose)
        bar.lockRequested.connect(self.lock)
        bar.resetRequested.connect(self.reset)
        bar.show_levels(levels)

    def choose(self, ends: Ends) -> None:
        self.asked.append(ends)
        self.levels = Levels(ends[1], False, "levels set by hand", ends[0], False, True)
        self.bar.show_levels(self.levels)

    def lock(self, locked: bool) -> None:
        self.locks.append(locked)
        self.levels = replace(self.levels, kept=locked)
        self.bar.show_levels(self.levels)

    def reset(self) -> None:
        self.resets += 1


def bar_of(host: QWidget, width: int = 328) -> ColorBar:
    bar = ColorBar(parent=host)
    bar.setGeometry(10, 10, width, bar.sizeHint().height())
    bar.show_levels(CLIPPED)
    bar.show_table(table("viridis"))
    bar.show()
    return bar


def pixel(bar: ColorBar, x: float, y: float) -> QColor:
    image = bar.grab().toImage()
    scale = image.devicePixelRatio()
    return image.pixelColor(int(x * scale), int(y * scale))


def mouse(bar: ColorBar, kind: QEvent.Type, x: float, y: float) -> None:
    away = QPointF(bar.mapToGlobal(QPoint())) + QPointF(x, y)
    QApplication.sendEvent(bar, QMouseEvent(kind, QPointF(x, y), away, LEFT, LEFT, NONE))


def drag(bar: ColorBar, start: float, *through: float) -> None:
    middle = bar.bar_rect().center().y()
    mouse(bar, QEvent.Type.MouseButtonPress, start, middle)
    for x in through:
        mouse(bar, QEvent.Type.MouseMove, x, middle)
    mouse(bar, QEvent.Type.MouseButtonRelease, through[-1], middle)


def typed(bar: ColorBar) -> QLineEdit:
    (found,) = [one for one in bar.findChildren(QLineEdit) if one.isVisible()]
    return found


ONE_BAR = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def alone(host: QWidget) -> ColorBar:
    bar = ColorBar(host)
    bar.show()
    return bar


@ONE_BAR
@given(st.integers(0, 255))
def test_every_value_has_its_own_colour(alone: ColorBar, level: int) -> None:
    bar = alone
    bar.resize(256 + 2 * MARGIN, 40)
    bar.show_levels(Levels(1.0, False, ""))
    colours = np.random.default_rng(0).integers(0, 256, (256, 3), dtype=np.uint8)
    bar.show_table(colours)
    # Within the rounded ends an edge lies over the colour.
    x = min(max(bar.bar_rect().left() + level, MARGIN + 2), MARGIN + 253)
    index = int(x - MARGIN)
    seen = pixel(bar, x + 0.5, bar.bar_rect().center().y())
    near = colours[max(index - 1, 0) : index + 2].astype(int)
    low, high = near.min(axis=0) - 3, near.max(axis=0) + 3
    found = np.array([seen.red(), seen.green(), seen.blue()])
    assert ((low <= found) & (found <= high)).all()


@ONE_BAR
@given(st.floats(0, 1), st.floats(0.001, 10), st.floats(0, 1), st.integers(170, 370))
def test_a_value_lies_at_its_share_of_the_bar(
    alone: ColorBar, low: float, span: float, share: float, width: int
) -> None:
    bar = alone
    bar.resize(width, 40)
    bar.show_levels(Levels(low + span, False, "", low))
    rect = bar.bar_rect()
    x = bar.place().x_of(low + share * span)
    assert x == pytest.approx(rect.left() + share * rect.width(), abs=1e-3)
    assert bar.place().x_of(low - 1) == rect.left()
    assert bar.place().x_of(low + span + 1) == rect.right()


def test_the_pointer_stands_over_its_value_and_goes(host: QWidget) -> None:
    bar = bar_of(host)
    for value in (0.0, 0.0045, 0.04):
        bar.show_pointer(value)
        assert pixel(bar, bar.place().x_of(value) - 0.5, 2) == DARK.t1
    bar.show_pointer(math.nan)
    assert pixel(bar, bar.place().x_of(0.04) - 0.5, 2) != DARK.t1
    bar.show_pointer(0.0045)
    bar.show_pointer(None)
    assert pixel(bar, bar.place().x_of(0.0045) - 0.5, 2) != DARK.t1


def test_the_uniform_value_is_marked_on_the_bar(host: QWidget) -> None:
    bar = bar_of(host)
    middle = bar.bar_rect().center().y()
    plain = pixel(bar, bar.place().x_of(0.0045), middle)
    bar.show_levels(CLIPPED, 0.0045)
    marked = [pixel(bar, bar.place().x_of(0.0045) + dx, middle) for dx in (-1, 0, 1)]
    assert any(colour.lightness() > plain.lightness() + 60 for colour in marked)
    assert "0.0045" in bar.toolTip()
    bar.show_levels(CLIPPED, None)
    assert "uniform" not in bar.toolTip()


def test_labels_are_read_to_who_cannot_see_the_bar(host: QWidget) -> None:
    bar = bar_of(host)
    assert bar.accessibleDescription().startswith("0 to ≥ 0.012. ")
    bar.show_levels(replace(CHOSEN, kept=True))
    told = "≤ 0.2 to ≥ 0.8, levels set by hand, kept for other models. "
    assert bar.accessibleDescription().startswith(told)


@pytest.mark.parametrize("width", [20, 168, 248, 328, 368])
def test_it_paints_at_any_width(host: QWidget, width: int) -> None:
    bar = bar_of(host, width)
    for levels in (CLIPPED, CHOSEN):
        bar.show_levels(levels, 0.0012)
        bar.show_pointer(0.01)
        assert not bar.grab().isNull()


def test_without_levels_it_is_blank(host: QWidget) -> None:
    bar = bar_of(host)
    bar.show_levels(None)
    bar.show_pointer(0.5)
    assert pixel(bar, 100, 12) == pixel(bar, 1, 39)
    QTest.keyClick(bar, Qt.Key.Key_Right)
    drag(bar, 100, 50)
    assert bar.toolTip() == ""


def test_a_table_of_another_shape_is_refused(host: QWidget) -> None:
    with pytest.raises(ValueError, match="256"):
        bar_of(host).show_table(np.zeros((256, 4), np.uint8))


def test_the_upper_end_is_dragged_down_and_up(host: QWidget) -> None:
    bar = bar_of(host)
    owner = Owner(bar, Levels(1.0, False, ""))
    rect = bar.bar_rect()
    width = rect.width()
    drag(bar, rect.right(), rect.right() - width / 4, rect.right() - width / 2)
    assert owner.asked[0] == (0.0, pytest.approx(0.75, abs=0.01))
    assert owner.asked[-1] == (0.0, pytest.approx(0.5, abs=0.01))
    asked = len(owner.asked)
    rect = bar.bar_rect()  # it is shorter now, since the buttons have come
    drag(bar, rect.right(), rect.right() + rect.width())  # beyond the end
    assert owner.asked[asked:] == [(0.0, pytest.approx(1.0, abs=0.02))]


def test_while_an_end_is_dragged_it_follows_the_mouse(host: QWidget) -> None:
    """The axis stays, and what lies beyond the end has its colour."""
    bar = bar_of(host)
    owner = Owner(bar, Levels(1.0, False, "levels set by hand", 0.0, False, True))
    bar.show_table(table("grey"))
    rect = bar.bar_rect()
    middle = rect.center().y()
    mouse(bar, QEvent.Type.MouseButtonPress, rect.right(), middle)
    mouse(bar, QEvent.Type.MouseMove, rect.center().x(), middle)
    assert owner.asked == [(0.0, 0.5)]
    assert bar.place().x_of(0.5) == pytest.approx(rect.center().x(), abs=1)
    assert pixel(bar, rect.left() + 0.75 * rect.width(), middle).red() > 250
    assert pixel(bar, rect.left() + 0.25 * rect.width(), middle).red() == pytest.approx(128, abs=8)
    mouse(bar, QEvent.Type.MouseButtonRelease, rect.center().x(), middle)
    assert bar.place().x_of(0.5) == pytest.approx(rect.right())
    assert pixel(bar, rect.center().x(), middle).red() == pytest.approx(128, abs=8)


def test_ends_do_not_pass_each_other_or_zero(host: QWidget) -> None:
    bar = bar_of(host)
    owner = Owner(bar, Levels(0.8, False, "", 0.2, False, True))
    rect = bar.bar_rect()
    drag(bar, rect.right(), rect.left() - 500)
    low, high = owner.asked[-1]
    assert low == 0.2
    assert 0.2 < high < 0.21
    owner = Owner(bar, Levels(0.8, False, "", 0.2, False, True))
    drag(bar, rect.left(), rect.left() - 900)
    assert owner.asked[-1] == (0.0, 0.8)
    drag(bar, rect.left(), rect.right() + 900)
    low, high = owner.asked[-1]
    assert 0.79 < low < high == 0.8


def test_a_number_is_clicked_and_typed(host: QWidget) -> None:
    bar = bar_of(host)
    owner = Owner(bar, CHOSEN)
    below = bar.bar_rect().bottom() + 12
    mouse(bar, QEvent.Type.MouseButtonPress, bar.bar_rect().right() - 4, below)
    mouse(bar, QEvent.Type.MouseButtonRelease, bar.bar_rect().right() - 4, below)
    line = typed(bar)
    assert (line.accessibleName(), line.text(), line.selectedText()) == (
        "Upper level",
        "0.8",
        "0.8",
    )
    QTest.keyClicks(line, "0,5")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert owner.asked == [(0.2, 0.5)]
    assert not line.isVisible()
    QTest.keyClick(bar, Qt.Key.Key_Return, SHIFT)
    assert typed(bar).accessibleName() == "Lower level"
    QTest.keyClicks(typed(bar), "0.1")
    QTest.keyClick(typed(bar), Qt.Key.Key_Escape)
    assert owner.asked == [(0.2, 0.5)]
    QTest.keyClick(bar, Qt.Key.Key_Return, SHIFT)
    QTest.keyClicks(typed(bar), "1e-3")
    QTest.keyClick(typed(bar), Qt.Key.Key_Return)
    assert owner.asked[-1] == (0.001, 0.5)


@pytest.mark.qt_log_ignore("does not support raise")
@pytest.mark.parametrize(
    ("text", "said"),
    [("", "Type a number"), ("many", "Type a number"), ("0.1", "above the lower"), ("nan", "be")],
)
def test_what_is_no_level_is_refused_where_it_is_typed(host: QWidget, text: str, said: str) -> None:
    bar = bar_of(host)
    owner = Owner(bar, CHOSEN)
    bar.edit(1)
    line = typed(bar)
    line.setText(text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.isVisible()
    assert said in line.accessibleDescription()
    assert owner.asked == []
    QTest.keyClick(line, Qt.Key.Key_Escape)


def test_keys_move_lock_and_reset(host: QWidget) -> None:
    bar = bar_of(host)
    owner = Owner(bar, Levels(1.0, False, "", 0.0, False, True))
    QTest.keyClick(bar, Qt.Key.Key_Left)
    assert owner.asked[-1] == (0.0, 0.95)
    QTest.keyClick(bar, Qt.Key.Key_Right, SHIFT)
    assert owner.asked[-1] == (pytest.approx(0.0475, abs=0.001), 0.95)
    QTest.keyClick(bar, Qt.Key.Key_L)
    QTest.keyClick(bar, Qt.Key.Key_L)
    assert owner.locks == [True, False]
    QTest.keyClick(bar, Qt.Key.Key_Delete)
    assert owner.resets == 1
    for key, taken in ((Qt.Key.Key_L, True), (Qt.Key.Key_Delete, True), (Qt.Key.Key_F, False)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, NONE)
        event.ignore()
        QApplication.sendEvent(bar, event)
        assert event.isAccepted() == taken
    up = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Up, NONE)
    QApplication.sendEvent(bar, up)
    assert not up.isAccepted()  # layers


@pytest.mark.parametrize("end", [0, 1])
def test_the_line_to_type_in_leaves_the_other_numbers_to_be_read(host: QWidget, end: int) -> None:
    bar = bar_of(host)
    Owner(bar, CLIPPED)
    bar.edit(end)
    (line,) = bar.findChildren(QLineEdit)
    assert line.geometry().contains(bar.place().number_rect(end).center().toPoint())
    place = bar.place()
    for tick in place.levels.ticks[1:-1]:
        assert not line.geometry().adjusted(-12, 0, 12, 0).contains(round(place.x_of(tick)), 20)


def test_lock_and_reset_have_buttons_once_levels_are_set(host: QWidget) -> None:
    bar = bar_of(host)
    owner = Owner(bar, CLIPPED)
    lock, reset = bar.findChildren(IconButton)
    assert not lock.isVisible()
    assert bar.bar_rect().width() == 320
    owner.choose((0.0, 0.01))
    assert lock.isVisible()
    assert bar.bar_rect().right() < lock.geometry().left()
    QTest.mouseClick(lock, LEFT)
    QTest.mouseClick(reset, LEFT)
    assert owner.locks == [True]
    assert owner.resets == 1
    assert lock.accessibleName() == "Let other models have their own levels"
    mouse(bar, QEvent.Type.MouseButtonDblClick, bar.bar_rect().center().x(), 12)
    assert owner.resets == 2


def test_levels_of_the_scale_are_set_when_they_are_locked(host: QWidget) -> None:
    bar = bar_of(host)
    owner = Owner(bar, CLIPPED)
    QTest.keyClick(bar, Qt.Key.Key_L)
    assert (owner.asked, owner.locks) == ([(0.0, 0.012)], [True])


def test_the_menu_offers_the_same(host: QWidget) -> None:
    bar = bar_of(host)
    owner = Owner(bar, CHOSEN)
    at = QPoint(50, 10)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, bar.mapToGlobal(at))
    QApplication.sendEvent(bar, event)
    actions = {action.text(): action for action in bar._menu.actions()}
    actions["Keep these levels for other models"].trigger()
    actions["Levels of the scale again"].trigger()
    actions["Type the lower level…"].trigger()
    assert (owner.locks, owner.resets) == ([True], 1)
    assert typed(bar).accessibleName() == "Lower level"
    bar._menu.close()


@ONE_BAR
@given(st.floats(1e-6, 1e6), st.floats(-2, 2))
def test_what_is_dragged_is_a_short_number_near_the_mouse(
    alone: ColorBar, high: float, share: float
) -> None:
    bar = alone
    bar.resize(328, 40)
    owner = Owner(bar, Levels(high, False, ""))
    rect = bar.bar_rect()
    drag(bar, rect.right(), rect.right() + share * rect.width())
    if owner.asked:
        low, found = owner.asked[-1]
        assert low == 0
        wanted = max(high * (1 + share), 0)
        assert abs(found - wanted) <= 0.012 * high
        if share > -0.9:  # not where the lower end is in the way
            assert float(f"{found:.6g}") == found


def test_colours_follow_the_theme(host: QWidget, qapp: QApplication) -> None:
    bar = bar_of(host)
    bar.show_levels(CHOSEN)
    bar.grab()
    apply_theme(qapp, LIGHT)
    bar.show_pointer(0.5)
    assert pixel(bar, bar.place().x_of(0.5) - 0.5, 2) == LIGHT.t1


def test_the_ground_beside_the_colours_follows_the_theme(host: QWidget, qapp: QApplication) -> None:
    bar = bar_of(host)
    bar.show_levels(CLIPPED)
    for theme in (DARK, LIGHT, DARK):
        apply_theme(qapp, theme)
        bar.grab()
        host.setAutoFillBackground(True)
        image = host.grab().toImage()
        place = bar.mapTo(host, bar.bar_rect().topLeft().toPoint())
        assert image.pixelColor(place.x() - 2, place.y() + 3) == theme.panel


def test_the_bar_has_its_colours_before_pyqtgraph_is_there(
    host: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ColorBar, "need_plot", lambda bar: None)
    bar = bar_of(host)
    bar.show_table(table("viridis"))
    bar.show_levels(CLIPPED)
    for share in (0.25, 0.75):
        x = bar.bar_rect().left() + share * bar.bar_rect().width()
        found, wanted = pixel(bar, x, 12), table("viridis")[round(share * 255)]
        assert (
            max(
                abs(one - int(other)) for one, other in zip(found.getRgb()[:3], wanted, strict=True)
            )
            < 8
        )


def test_nothing_of_a_closed_bar_stays(host: QWidget) -> None:
    for _ in range(5):
        bar = bar_of(host)
        bar.show_levels(CHOSEN)
        bar.grab()
        frame = bar._frame
        assert frame is not None
        parts = [weakref.ref(one) for one in (bar, frame, frame.box, frame._ramp, *frame._handles)]
        bar.hide()
        bar.deleteLater()
        del bar, frame
        for _ in range(2):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()
            gc.collect()
        assert [part() for part in parts] == [None] * len(parts)


def test_around_zero_both_ends_go_together(host: QWidget) -> None:
    bar = bar_of(host)
    asked: list[Ends] = []
    bar.levelsRequested.connect(asked.append)
    bar.show_levels(Levels(0.5, False, "scale of this map alone, around 0", -0.5))
    bar.show()
    QTest.keyClick(bar, Qt.Key.Key_Left)
    QTest.keyClick(bar, Qt.Key.Key_Left, SHIFT)
    assert asked == [(0.0, pytest.approx(0.45)), (0.0, pytest.approx(0.55))]
    for end in (0, 1):
        bar.edit(end)
        field = bar.findChild(QLineEdit)
        field.setText("-0.2")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert asked[2:] == [(0.0, 0.2)] * 2
    QTest.keyClick(bar, Qt.Key.Key_L)
    assert asked[4:] == [(0.0, 0.5)]
