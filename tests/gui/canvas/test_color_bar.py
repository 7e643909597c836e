"""The colour bar: colours, places and numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from explorer.core.colormaps import table
from explorer.gui.canvas.color_bar import MARGIN, ColorBar
from explorer.gui.kit import DARK

TICKS = (0.0, 0.003, 0.006, 0.009, 0.012)
LABELS = ("0", "0.003", "0.006", "0.009", "≥ 0.012")


def bar_of(host: QWidget, width: int = 328) -> ColorBar:
    bar = ColorBar(parent=host)
    bar.resize(width, bar.sizeHint().height())
    bar.show_levels(TICKS, LABELS)
    bar.show_table(table("viridis"))
    return bar


def pixel(bar: ColorBar, x: float, y: float) -> QColor:
    image = bar.grab().toImage()
    scale = image.devicePixelRatio()
    return image.pixelColor(int(x * scale), int(y * scale))


@given(st.integers(0, 255))
def test_every_value_has_its_own_colour(qapp: QApplication, level: int) -> None:
    bar = ColorBar()
    bar.resize(256 + 2 * MARGIN, 40)
    bar.show_levels((0.0, 1.0), ("0", "1"))
    colours = np.random.default_rng(0).integers(0, 256, (256, 3), dtype=np.uint8)
    bar.show_table(colours)
    # Within the rounded ends an edge lies over the colour.
    x = min(max(bar.bar_rect().left() + level, MARGIN + 2), MARGIN + 253)
    index = int(x - MARGIN)
    seen = pixel(bar, x + 0.5, bar.bar_rect().center().y())
    near = colours[max(index - 1, 0) : index + 2].astype(int)
    assert any(
        abs(seen.red() - r) + abs(seen.green() - g) + abs(seen.blue() - b) <= 3 for r, g, b in near
    )


@given(st.floats(-1, 1), st.floats(0.001, 10), st.floats(0, 1), st.integers(170, 370))
def test_a_value_lies_at_its_share_of_the_bar(
    qapp: QApplication, low: float, span: float, share: float, width: int
) -> None:
    bar = ColorBar()
    bar.resize(width, 40)
    bar.show_levels((low, low + span), ("a", "b"))
    rect = bar.bar_rect()
    x = bar.x_of(low + share * span)
    assert x == pytest.approx(rect.left() + share * rect.width(), abs=1e-3)
    assert bar.x_of(low - 1) == rect.left()
    assert bar.x_of(low + span + 1) == rect.right()


def test_the_pointer_stands_over_its_value_and_goes(host: QWidget) -> None:
    bar = bar_of(host)
    for value in (0.0, 0.0045, 0.04):
        bar.show_pointer(value)
        assert pixel(bar, bar.x_of(value) - 0.5, 2) == DARK.t1
    bar.show_pointer(math.nan)
    assert pixel(bar, bar.x_of(0.04) - 0.5, 2) != DARK.t1
    bar.show_pointer(0.0045)
    bar.show_pointer(None)
    assert pixel(bar, bar.x_of(0.0045) - 0.5, 2) != DARK.t1


def test_the_uniform_value_is_marked_on_the_bar(host: QWidget) -> None:
    bar = bar_of(host)
    middle = bar.bar_rect().center().y()
    plain = pixel(bar, bar.x_of(0.0045), middle)
    bar.show_levels(TICKS, LABELS, 0.0045)
    marked = [pixel(bar, bar.x_of(0.0045) + dx, middle) for dx in (-1, 0, 1)]
    assert any(colour.lightness() > plain.lightness() + 60 for colour in marked)
    assert "0.0045" in bar.toolTip()
    bar.show_levels(TICKS, LABELS, None)
    assert bar.toolTip() == ""


def test_labels_are_read_to_who_cannot_see_the_bar(host: QWidget) -> None:
    bar = bar_of(host)
    assert bar.accessibleDescription() == "0 to ≥ 0.012"


@pytest.mark.parametrize("width", [20, 168, 248, 328, 368])
def test_it_paints_at_any_width(host: QWidget, width: int) -> None:
    bar = bar_of(host, width)
    bar.show_levels(TICKS, LABELS, 0.0012)
    bar.show_pointer(0.01)
    assert not bar.grab().isNull()


def test_without_ticks_it_is_blank(host: QWidget) -> None:
    bar = bar_of(host)
    bar.show_levels((), ())
    bar.show_pointer(0.5)
    assert pixel(bar, 100, 12) == pixel(bar, 1, 39)


@pytest.mark.parametrize(
    ("ticks", "labels"),
    [((0.0, 1.0), ("0",)), ((1.0,), ("1",)), ((0.0, 0.0), ("0", "0")), ((1.0, 0.0), ("1", "0"))],
)
def test_ticks_that_make_no_scale_are_refused(
    host: QWidget, ticks: tuple[float, ...], labels: tuple[str, ...]
) -> None:
    bar = bar_of(host)
    with pytest.raises(ValueError, match="tick"):
        bar.show_levels(ticks, labels)
