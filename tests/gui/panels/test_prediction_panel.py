"""The prediction: the best classes, or that none fits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from explorer.gui import kit
from explorer.gui.control.present.panel_views import prediction_view
from explorer.gui.control.slices import PredictionView
from explorer.gui.panels.bar_list import BarList
from explorer.gui.panels.prediction_panel import PredictionPanel
from explorer.inputs.samples import samples
from tests.core.traces import vit_trace

SURE = PredictionView(
    (
        ("Egyptian cat", 0.773),
        ("tiger cat", 0.101),
        ("tabby", 0.076),
        ("lynx", 0.011),
        ("cup", 0.001),
    ),
    1000,
    detail="ImageNet-1k",
)
DOUBT = "Best guess 18.2 %, below the 50 % threshold"
UNSURE = PredictionView((("golf ball", 0.182), ("tench", 0.156), ("church", 0.1)), 20, DOUBT)


@pytest.fixture
def panel(qtbot: QtBot) -> PredictionPanel:
    made = PredictionPanel()
    qtbot.addWidget(made)
    made.resize(351, 300)
    made.show()
    return made


def picture(panel: PredictionPanel) -> QImage:
    QApplication.processEvents()
    return panel.grab().toImage()


def count(image: QImage, colour: QColor) -> int:
    """The pixels of exactly this colour."""
    return sum(
        image.pixelColor(x, y) == colour
        for x in range(image.width())
        for y in range(image.height())
    )


def warned(image: QImage) -> bool:
    """Whether anything has the hue of a warning; a thin stroke is nowhere fully its colour."""
    hue = kit.DARK.warn.hsvHue()
    pixels = (image.pixelColor(x, y) for x in range(16, 60) for y in range(36, 110))
    return any(abs(c.hsvHue() - hue) < 5 and c.hsvSaturation() > 120 for c in pixels)


def described(panel: PredictionPanel) -> str:
    return panel.accessibleDescription()


def rows(panel: PredictionPanel) -> BarList:
    (found,) = (part for part in panel.findChildren(BarList) if part.isVisible())
    return found


def test_the_best_class_alone_has_the_accent(panel: PredictionPanel) -> None:
    panel.show_prediction(SURE)
    image = picture(panel)
    bar = 351 - 32
    # The bar is 4 px high; its two rounded ends mix with the ground.
    assert count(image, kit.DARK.accent) == pytest.approx(4 * bar * 0.773, abs=20)
    others = sum(share for _, share in SURE.rows[1:])
    assert count(image, kit.DARK.neutral) == pytest.approx(4 * bar * others, abs=40)
    assert described(panel).startswith("Egyptian cat 77.3 %; tiger cat 10.1 %")


def test_the_others_are_counted(panel: PredictionPanel) -> None:
    number, share = SURE.rest
    assert number == 995
    assert share == pytest.approx(0.038)
    assert PredictionView((("a", 0.7), ("b", 0.31)), 2).rest == (0, 0.0)


def test_unsure_has_no_accent_and_says_so(panel: PredictionPanel) -> None:
    panel.show_prediction(SURE)
    assert not warned(picture(panel))
    panel.show_prediction(UNSURE)
    image = picture(panel)
    assert count(image, kit.DARK.accent) == 0
    assert count(image, kit.DARK.raised) > 5000  # the card
    assert warned(image)
    titles = {part.text() for part in panel.findChildren(kit.Text)}
    assert "20 classes" in titles
    assert described(panel).startswith(f"None of the 20 classes fits; {DOUBT}; golf ball 18.2 %")


@pytest.mark.parametrize("doubt", [DOUBT, f"It gives {30 * 'vectors '}and no classes"])
def test_a_doubt_is_read_whole_on_as_many_lines_as_it_takes(
    panel: PredictionPanel, doubt: str
) -> None:
    panel.show_prediction(replace(UNSURE, doubt=doubt))
    (why,) = (part for part in panel.findChildren(QLabel) if part.text() == doubt)
    for width in (351, 272):
        panel.setFixedWidth(width)
        picture(panel)
        panel.resize(width, panel.sizeHint().height())
        picture(panel)
        assert why.height() >= why.heightForWidth(why.width())


def test_a_low_window_keeps_three_rows(panel: PredictionPanel) -> None:
    panel.show_prediction(SURE)
    tall = panel.sizeHint().height()
    panel.show_rows(3)
    assert panel.rows() == list(SURE.rows[:3])
    # Two rows of 40 px and the row of the other classes go.
    assert tall - panel.sizeHint().height() == 2 * 40 + 22
    panel.show_rows(5)
    assert panel.sizeHint().height() == tall


def test_empty_bars_until_there_is_a_prediction(panel: PredictionPanel) -> None:
    empty = picture(panel)
    panel.show_prediction(SURE)
    assert panel.rows() == list(SURE.rows)
    assert picture(panel) != empty


@pytest.mark.parametrize("view", [SURE, UNSURE], ids=["sure", "unsure"])
def test_a_long_label_is_shortened_and_told(view: PredictionView, panel: PredictionPanel) -> None:
    label = "a class whose name is far too long for any panel of any window"
    panel.show_prediction(PredictionView(((label, 0.9), *view.rows[1:]), view.classes, view.doubt))
    picture(panel)
    assert label in described(panel)
    assert rows(panel).said()[0] == f"{label} 90.0 %"
    first = rows(panel).model().index(0, 0)
    assert label in first.data(Qt.ItemDataRole.ToolTipRole)


def test_a_model_without_classes_says_what_it_gives(panel: PredictionPanel) -> None:
    whole = vit_trace()
    assert prediction_view(replace(whole, prediction=None, running=True)) is None
    view = prediction_view(replace(whole, prediction=None, gives="197 × 384 numbers"))
    assert view is not None
    panel.show_prediction(view)
    assert panel.rows() == []
    said = panel.accessibleDescription()
    assert said == "This model has no classes; It gives 197 × 384 numbers"


def test_a_sample_of_none_of_the_classes_says_so_however_sure_the_model_is(
    panel: PredictionPanel,
) -> None:
    trace = vit_trace()
    assert trace.prediction is not None
    sure = replace(trace.prediction, threshold=0.0, novelty=0.0)
    for sample in samples():
        photo = replace(trace.inputs.photos[0], path=sample.path)
        seen = replace(trace, prediction=sure, inputs=replace(trace.inputs, photos=(photo,)))
        view = prediction_view(seen)
        assert view is not None
        assert bool(view.doubt) == bool(sample.outside) == (sample.id not in ("church", "spaniels"))
        other = replace(seen, model=replace(seen.model, id="timm:resnet18"))
        found = prediction_view(other)
        assert found is not None
        assert found.doubt == ""
        panel.show_prediction(view)
        if sample.id == "chelsea":
            said = panel.accessibleDescription()
            assert said.startswith("None of the")
            assert "The sample shows a cat" in said
