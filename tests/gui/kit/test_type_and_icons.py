"""Fonts are the bundled ones with numbers of one width; icons are sharp and coloured."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QIcon
from PySide6.QtWidgets import QApplication

from explorer.gui import kit
from explorer.gui.kit.look import fonts
from explorer.gui.kit.look.icons import icon_pixmap
from explorer.gui.kit.look.style_sheet import style_sheet
from explorer.resource_files import resources


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


def painted(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, scale: float = 1.0) -> set[str]:
    """The colours of an icon's strokes."""
    image = icon.pixmap(QSize(16, 16), scale, mode).toImage()
    assert image.width() == round(16 * scale)
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("scale", [2.0, 3.0])
def test_an_icon_follows_the_theme(qapp: QApplication, scale: float) -> None:
    icon = kit.icon("square", "t1")
    for colours in (kit.LIGHT, kit.DARK):
        kit.apply_theme(qapp, colours)
        assert colours.t1.name() in painted(icon, scale=scale)
        assert colours.t4.name() in painted(icon, QIcon.Mode.Disabled, scale)
    with pytest.raises(KeyError):
        kit.icon("square", "pink")
    with pytest.raises(FileNotFoundError, match="no-such-icon"):
        kit.icon("no-such-icon")


@pytest.mark.parametrize("colours", [kit.DARK, kit.LIGHT], ids=lambda c: c.name)
def test_icons_of_the_style_sheet_are_lucide_s_in_the_colours_of_the_theme(
    colours: kit.Theme,
) -> None:
    """Every icon that the sheet names is there, and none that it does not name."""
    folder = resources() / "icons" / colours.name
    named = set(re.findall(r'url\("([^"]+)"\)', style_sheet(colours)))
    assert named == {file.as_posix() for file in folder.iterdir()}
    for file in folder.iterdir():
        icon, token = file.stem.rsplit("-", 1)
        drawn = re.sub(r'stroke-width="[^"]+"', "", file.read_text(encoding="utf-8"))
        source = (resources() / "icons" / f"{icon}.svg").read_text(encoding="utf-8")
        colour = colours.colour(token).name().upper()
        source = re.sub(r'stroke-width="[^"]+"', "", source).replace("currentColor", colour)
        assert drawn == source
