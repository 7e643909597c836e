"""Japanese is drawn with the bundled font, whatever the machine has: glyph for glyph, no boxes."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QGlyphRun,
    QImage,
    QPainter,
    QRawFont,
    QTextLayout,
)

from explorer.gui import kit
from explorer.resource_files import resources

SENTENCE = "この小説は人気です。ハワイ出身、「夏」の地区大会々〆ヶ"
MISSING = "\U000f0000"  # private use: no font has it
PEN = QPointF(4, 22)  # where the baseline of a glyph begins on a sheet
FILES = {
    weight: resources() / "fonts" / f"NotoSansJP-{name}.ttf"
    for weight, name in ((400, "Regular"), (500, "Medium"))
}


def sheet() -> QImage:
    image = QImage(32, 32, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    return image


def written(text: str, font: QFont) -> QImage:
    """As the window writes it."""
    image = sheet()
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(PEN, text)
    painter.end()
    return image


def glyph(char: str, px: int, weight: int = 400) -> QImage:
    """One glyph of the bundled file, past all of Qt's choosing of fonts."""
    raw = QRawFont(str(FILES[weight]), px, QFont.HintingPreference.PreferNoHinting)
    run = QGlyphRun()
    run.setRawFont(raw)
    run.setGlyphIndexes(raw.glyphIndexesForString(char) or [0])
    run.setPositions([QPointF(0, 0)])
    image = sheet()
    painter = QPainter(image)
    painter.drawGlyphRun(PEN, run)
    painter.end()
    return image


@pytest.mark.parametrize("px", [13, 16, 24])
def test_every_character_is_the_bundled_glyph(px: int) -> None:
    for char in sorted(set(SENTENCE)):
        expected = glyph(char, px)
        assert expected != glyph(MISSING, px), char
        assert written(char, kit.ui_font(px)) == expected, char
        assert written(char, kit.mono_font(px)) == expected, char


@pytest.mark.parametrize("weight", [kit.MEDIUM, kit.SEMIBOLD])
def test_heavier_japanese_is_drawn_with_the_medium_face(weight: int) -> None:
    font = kit.ui_font(24, weight)
    for char in sorted(set(SENTENCE)):
        assert written(char, font) == glyph(char, 24, 500) != glyph(char, 24), char


def test_kanji_that_the_medium_face_lacks_come_from_the_regular_one() -> None:
    for char in "齟齬":
        assert glyph(char, 24, 500) == glyph(MISSING, 24, 500)
        assert written(char, kit.ui_font(24, kit.SEMIBOLD)) == glyph(char, 24)


def test_no_character_is_a_box_and_none_looks_like_another() -> None:
    drawn = {char: written(char, kit.ui_font(16)) for char in set(SENTENCE)}
    drawn["missing"] = glyph(MISSING, 16)
    assert drawn["missing"] != sheet(), "the box for what is missing can be seen"
    for (one, first), (other, second) in combinations(drawn.items(), 2):
        assert first != second, (one, other)


def test_a_line_takes_both_fonts_and_stays_as_high() -> None:
    layout = QTextLayout("Novel 小説 3.14", kit.ui_font(16))
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    assert {run.rawFont().familyName() for run in layout.glyphRuns()} == {"Inter", "Noto Sans JP"}
    assert line.height() < QFontMetricsF(kit.ui_font(16)).height() + 1


def test_without_inter_the_system_s_face_comes_before_the_japanese_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("explorer.figures.fonts.bundled_families", frozenset)
    families = kit.ui_font.__wrapped__(13, kit.REGULAR).families()
    assert families[0] not in ("Inter", "Noto Sans JP")
    assert families[-1] == "Noto Sans JP"


def test_the_files_have_the_names_that_fall_back_in_order() -> None:
    assert [QRawFont(str(file), 16).familyName() for file in FILES.values()] == [
        "Noto Sans JP",
        "Noto Sans JP Medium",
    ]
