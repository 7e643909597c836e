"""The gate strip: order, places, mouse and keyboard."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolTip, QWidget

from explorer.gui.control.view import GateContent
from explorer.gui.kit import DARK
from explorer.gui.kit.look.paint import mix
from explorer.gui.plots.gate_frame import GateFrame
from explorer.gui.plots.gate_layout import SORTS, GateLayout, order
from explorer.gui.plots.gate_strip import GateStrip

LEFT = Qt.MouseButton.LeftButton
GATES = np.array([0.2, 0.9, 0.5, 0.9, 0.1], dtype=np.float32)
ACTIVITY = np.array([3.0, 1.0, 5.0, 2.0, 4.0], dtype=np.float32)

layouts = st.builds(
    GateLayout,
    st.floats(0, 100),
    st.floats(0, 100),
    st.integers(40, 3000),
    st.floats(1, 400),
    st.integers(1, 2048),
)


def strip_of(
    host: QWidget,
    gates: NDArray[np.float32] = GATES,
    activity: NDArray[np.float32] = ACTIVITY,
) -> GateStrip:
    strip = GateStrip(parent=host)
    strip.resize(848, 196)
    strip.show_content(GateContent(gates, activity, f"{len(gates)} channels of block 6", None))
    strip.show()
    return strip


def place(strip: GateStrip, slot: int) -> QPoint:
    layout = strip.bars().gate_layout()
    return QPoint(round(layout.centre(slot)), round(layout.bottom) - 3)


def pixel(strip: GateStrip, point: QPoint) -> QColor:
    image = strip.grab().toImage()
    seen = strip.bars().mapTo(strip, point) * image.devicePixelRatio()
    return image.pixelColor(seen)


def near(first: QColor, second: QColor) -> bool:
    """The same colour but for the last digit of a blend."""
    channels = zip(first.getRgb(), second.getRgb(), strict=True)
    return all(abs(one - other) <= 2 for one, other in channels)


@given(layouts)
def test_the_centre_of_a_bar_lies_in_its_slot(layout: GateLayout) -> None:
    for slot in {0, layout.count // 3, layout.count // 2, layout.count - 1}:
        assert layout.slot_at(layout.centre(slot)) == slot
        assert 0.7 * layout.pitch < layout.ink < layout.pitch
    assert layout.slot_at(layout.left - 50) == 0
    assert layout.slot_at(layout.left + layout.width + 50) == layout.count - 1


@given(st.integers(1, 2048), st.integers(1, 900), st.integers(0, 2**31))
def test_joined_columns_are_the_highest_of_their_bars(count: int, width: int, seed: int) -> None:
    values = np.random.default_rng(seed).random(count).astype(np.float32)
    columns = GateLayout(0, 0, width, 100, count).columns(values)
    assert columns.shape == (width,)
    edges = [pixel * count // width for pixel in range(width)] + [count]
    for pixel_, column in enumerate(columns):
        first, last = edges[pixel_], max(edges[pixel_ + 1], edges[pixel_] + 1)
        assert column == values[first:last].max()
    if count >= width:
        assert columns.max() == values.max()


@given(arrays(np.float32, st.integers(0, 40), elements=st.floats(0, 1, width=32)))
def test_every_order_holds_every_channel(gates: NDArray[np.float32]) -> None:
    for sort in SORTS:
        assert sorted(order(sort, gates, gates[::-1])) == list(range(len(gates)))
    ordered = gates[order("gate", gates, gates)]
    assert all(ordered[:-1] >= ordered[1:])


def test_equal_gates_keep_the_order_of_their_numbers() -> None:
    assert order("gate", GATES, ACTIVITY).tolist() == [1, 3, 2, 0, 4]
    assert order("activity", GATES, ACTIVITY).tolist() == [2, 4, 0, 3, 1]
    assert order("index", GATES, ACTIVITY).tolist() == [0, 1, 2, 3, 4]
    with pytest.raises(ValueError, match="sorted by"):
        order("size", GATES, ACTIVITY)


@pytest.mark.qt_log_ignore("does not support raise")
def test_click_and_drag_ask_for_channels_in_the_order_shown(host: QWidget) -> None:
    strip = strip_of(host)
    asked: list[int] = []
    strip.channelRequested.connect(asked.append)
    bars = strip.bars()
    QTest.mousePress(bars, LEFT, pos=place(strip, 1))
    for slot in (1, 2, 2, 3):
        _drag(strip, place(strip, slot))
    _drag(strip, QPoint(9999, 0))
    QTest.mouseRelease(bars, LEFT, pos=place(strip, 3))
    assert asked == [3, 2, 0, 4]
    strip.show_sort("index")
    QTest.mouseClick(bars, LEFT, pos=place(strip, 1))
    assert asked[-1] == 1


def _drag(strip: GateStrip, point: QPoint) -> None:
    away = QPointF(strip.bars().mapToGlobal(point))
    kind, none = QEvent.Type.MouseMove, Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, QPointF(point), away, LEFT, LEFT, none)
    QApplication.sendEvent(strip.bars(), event)


def test_keys_walk_through_the_order_shown(host: QWidget) -> None:
    strip = strip_of(host)
    asked: list[int] = []

    def obey(channel: int) -> None:
        asked.append(channel)
        strip.bars().show_channel(channel)

    strip.channelRequested.connect(obey)
    bars, key = strip.bars(), Qt.Key
    for pressed in (
        key.Key_Right,  # none chosen yet: the first
        key.Key_Left,  # already there
        key.Key_Right,
        key.Key_Down,
        key.Key_Up,
        key.Key_End,
        key.Key_Right,
        key.Key_Home,
        key.Key_PageDown,
    ):
        QTest.keyClick(bars, pressed)
    assert asked == [1, 3, 2, 3, 4, 1, 4]


@pytest.mark.parametrize(
    ("key", "channel"), [(Qt.Key.Key_Left, 4), (Qt.Key.Key_Home, 1), (Qt.Key.Key_End, 4)]
)
def test_the_first_key_starts_at_its_own_end(host: QWidget, key: Qt.Key, channel: int) -> None:
    strip = strip_of(host)
    asked: list[int] = []
    strip.channelRequested.connect(asked.append)
    QTest.keyClick(strip.bars(), key)
    assert asked == [channel]


def test_a_segment_orders_the_bars(host: QWidget) -> None:
    strip = strip_of(host)
    segments = {button.text(): button for button in strip.findChildren(QAbstractButton)}
    assert strip.bars().sort() == "gate"
    QTest.mouseClick(segments["Activity"], LEFT)
    assert strip.bars().sort() == "activity"
    assert segments["Activity"].isChecked()
    assert strip.bars().slot_of(2) == 0
    with pytest.raises(ValueError, match="sorted by"):
        strip.show_sort("size")


def test_the_chosen_bar_alone_has_the_accent(host: QWidget) -> None:
    strip = strip_of(host)
    strip.bars().show_channel(2)
    assert near(pixel(strip, place(strip, 2)), DARK.accent)
    assert near(pixel(strip, place(strip, 1)), DARK.neutral)
    top = QPoint(place(strip, 2).x(), round(strip.bars().gate_layout().top) + 4)
    behind = mix(DARK.panel, DARK.accent, 0.2)
    assert near(pixel(strip, top), behind)
    strip.bars().show_channel(None)
    assert near(pixel(strip, place(strip, 2)), DARK.neutral)
    assert strip.bars().accessibleDescription() == ""


@pytest.mark.qt_log_ignore("does not support raise")
def test_the_tip_reads_gate_and_rank_of_the_bar(host: QWidget) -> None:
    strip = strip_of(host)
    strip.show_sort("index")
    QTest.mouseMove(strip.bars(), place(strip, 0))
    assert QToolTip.text() == "channel 0 · gate 0.200 · rank 4 of 5"
    QToolTip.hideText()
    strip.bars().show_channel(3)
    assert strip.bars().accessibleDescription() == "channel 3 · gate 0.900 · rank 2 of 5"


@pytest.mark.parametrize("count", [0, 1, 2, 112, 400, 2048])
@pytest.mark.parametrize("sort", SORTS)
def test_any_number_of_channels_paints(host: QWidget, count: int, sort: str) -> None:
    gates = np.linspace(1, 0, count, dtype=np.float32)
    strip = strip_of(host, gates, gates[::-1].copy())
    strip.show_sort(sort)
    strip.bars().show_channel(count // 2)
    for size in ((848, 196), (220, 120), (1600, 400)):
        strip.resize(*size)
        assert not strip.grab().isNull()
    if count:
        slot = strip.bars().slot_of(count // 2)
        assert slot is not None
        foot = place(strip, slot) + QPoint(0, 2)
        seen = [pixel(strip, foot + QPoint(dx, 0)) for dx in (-1, 0, 1)]
        assert any(near(colour, DARK.accent) for colour in seen)


def test_values_that_are_no_numbers_do_not_stop_it(host: QWidget) -> None:
    gates = np.array([np.nan, 0.5, np.inf, -1.0], dtype=np.float32)
    strip = strip_of(host, gates, gates)
    assert not strip.grab().isNull()


def test_gates_and_activity_must_match(host: QWidget) -> None:
    strip = strip_of(host)
    with pytest.raises(ValueError, match="one length"):
        strip.show_content(GateContent(GATES, ACTIVITY[:-1], "", None))


def test_bars_are_as_high_as_their_gates(host: QWidget) -> None:
    strip = strip_of(host)
    layout = strip.bars().gate_layout()
    for slot, gate in enumerate((0.9, 0.9, 0.5, 0.2, 0.1)):
        x = round(layout.centre(slot))
        top = layout.bottom - gate * layout.height
        assert near(pixel(strip, QPoint(x, round(top) + 3)), DARK.neutral)
        assert not near(pixel(strip, QPoint(x, round(top) - 3)), DARK.neutral)


def test_gates_beyond_the_plot_end_at_its_edges(host: QWidget) -> None:
    strip = strip_of(host, np.array([2.0, -1.0], np.float32), np.zeros(2, np.float32))
    layout = strip.bars().gate_layout()
    above = QPoint(round(layout.centre(0)), round(layout.top) - 5)
    assert near(pixel(strip, above), DARK.panel)
    below = QPoint(round(layout.centre(1)), round(layout.bottom) + 5)
    assert near(pixel(strip, below), DARK.panel)


def test_nothing_of_a_closed_strip_stays(host: QWidget) -> None:
    for _ in range(5):
        strip = strip_of(host)
        strip.grab()
        frame = strip.bars()._plot
        assert isinstance(frame, GateFrame)
        parts = [weakref.ref(one) for one in (strip, frame, frame.box, frame._bars, frame._chosen)]
        strip.hide()
        strip.deleteLater()
        del strip, frame
        for _ in range(2):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()
            gc.collect()
        assert [part() for part in parts] == [None] * len(parts)
