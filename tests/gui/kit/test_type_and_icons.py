"""Fonts are the bundled ones with numbers of one width; icons are sharp and coloured."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF

from explorer.gui import kit
from explorer.gui.kit import fonts
from explorer.gui.kit.icons import icon_pixmap


@pytest.mark.parametrize("weight", [kit.REGULAR, kit.MEDIUM, kit.SEMIBOLD])
@pytest.mark.parametrize("px", [11, 12, 13, 14])
def test_numbers_have_one_width(px: int, weight: int) -> None:
    font = kit.ui_font(px, weight)
    assert QFontInfo(font).family() == "Inter"
    assert QFontInfo(font).pixelSize() == px
    metrics = QFontMetricsF(font)
    assert len({round(metrics.horizontalAdvance(digit * 4), 3) for digit in "0123456789"}) == 1


def test_weights_differ() -> None:
    widths = [
        QFontMetricsF(kit.ui_font(13, weight)).horizontalAdvance("Attention")
        for weight in (kit.REGULAR, kit.MEDIUM, kit.SEMIBOLD)
    ]
    assert widths == sorted(set(widths))


def test_mono_is_mono() -> None:
    metrics = QFontMetricsF(kit.mono_font(11))
    assert QFontInfo(kit.mono_font(11)).family() == "JetBrains Mono"
    assert metrics.horizontalAdvance("iiii") == metrics.horizontalAdvance("MMMM")


def test_a_file_that_is_no_font_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "broken.ttf"
    file.write_bytes(b"not a font")
    assert fonts.load_fonts(file, tmp_path / "missing.ttf") == frozenset()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_icon_has_the_colour_and_the_device_s_pixels(scale: float) -> None:
    pixmap = icon_pixmap("check", QColor("#5CC893"), 16, scale)
    assert pixmap.width() == round(16 * scale)
    assert pixmap.devicePixelRatio() == scale
    image = pixmap.toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    solid = [pixel for pixel in pixels if pixel.alpha() > 200]
    assert solid
    assert {pixel.name() for pixel in solid} <= {"#5cc893", "#5cc892", "#5bc893", "#5dc893"}
    assert image.pixelColor(0, 0).alpha() == 0


def test_unknown_icon() -> None:
    with pytest.raises(FileNotFoundError, match="no-such-icon"):
        icon_pixmap("no-such-icon", QColor("red"), 16)


def test_qicon_holds_every_scale() -> None:
    sizes = {size.width() for size in kit.icon("check", QColor("red"), 16).availableSizes()}
    assert {16, 24, 32} <= sizes
