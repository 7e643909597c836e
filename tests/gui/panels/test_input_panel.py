"""The input panel: photo, samples, recent photos, dropping."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor, QImage, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from pytestqt.qtbot import QtBot

from explorer.core.inputs import Modality
from explorer.gui import kit
from explorer.gui.canvas.pixels import to_pixels
from explorer.gui.control.slices import PhotoView
from explorer.gui.control.state import PastInput
from explorer.gui.panels.input_panel import InputPanel
from explorer.gui.panels.thumbnails import PhotoFrame, Sample, SampleRow, small_image

LEFT = Qt.MouseButton.LeftButton


def image(width: int, height: int, colour: str = "#ff8000") -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor(colour))
    return made


def pixels(width: int, height: int, colour: str = "#ff8000") -> NDArray[np.uint8]:
    return np.ascontiguousarray(to_pixels(image(width, height, colour))[..., :3])


@pytest.fixture
def samples(tmp_path: Path) -> list[Sample]:
    made = []
    for number, key in enumerate("abcdef"):
        path = tmp_path / f"{key}.png"
        image(60 + 20 * number, 90, "#20c020").save(str(path))
        made.append(Sample(key, f"Sample {key}", path))
    return made


@pytest.fixture
def panel(qtbot: QtBot) -> InputPanel:
    made = InputPanel()
    qtbot.addWidget(made)
    made.resize(239, 500)
    made.show()
    return made


def button(panel: InputPanel, name: str) -> QAbstractButton:
    (found,) = (
        part for part in panel.findChildren(QAbstractButton) if part.accessibleName() == name
    )
    return found


def texts(panel: InputPanel) -> list[str]:
    return [part.text() for part in panel.findChildren(kit.Text) if part.isVisibleTo(panel)]


def test_shows_the_photo(panel: InputPanel) -> None:
    credit = "Sample · CC0 · Stéfan van der Walt"
    panel.show_photo(PhotoView("chelsea.png", (451, 300), pixels(451, 300), credit))
    assert {"chelsea.png", "451 × 300", credit} <= set(texts(panel))
    panel.show_photo(PhotoView("own.png", (10, 20), pixels(10, 20)))
    assert credit not in texts(panel)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(width=st.integers(1, 3000), height=st.integers(1, 3000))
def test_the_whole_photo_undistorted(width: int, height: int, qtbot: QtBot) -> None:
    frame = PhotoFrame()
    qtbot.addWidget(frame)
    frame.resize(207, 138)
    frame.show_image(image(width, height))
    rect = frame.picture_rect()
    assert rect.width() / rect.height() == pytest.approx(width / height)
    assert QRectF(frame.rect()).adjusted(-0.01, -0.01, 0.01, 0.01).contains(rect)
    assert frame.height() <= frame.width()
    assert max(rect.width() / frame.width(), rect.height() / frame.height()) == pytest.approx(1)
    frame.close()


def test_corners_are_round_and_the_middle_is_the_photo(panel: InputPanel) -> None:
    panel.show_photo(PhotoView("a.png", (400, 300), pixels(400, 300)))
    QApplication.processEvents()
    (frame,) = panel.findChildren(PhotoFrame)
    corner = frame.mapTo(panel, QPoint(0, 0))
    seen = panel.grab().toImage()
    assert seen.pixelColor(corner) != QColor("#ff8000")
    assert seen.pixelColor(corner + QPoint(100, 70)) == QColor("#ff8000")


def test_samples(panel: InputPanel, samples: list[Sample], qtbot: QtBot) -> None:
    panel.show_samples(samples)
    with qtbot.waitSignal(panel.sampleRequested) as said:
        qtbot.mouseClick(button(panel, "Sample b"), LEFT)
    assert said.args == ["b"]
    chosen = button(panel, "Sample b")
    assert not chosen.isChecked()  # a click asks, it does not choose
    panel.show_photo(PhotoView("b.png", (80, 90), pixels(80, 90), sample="b"))
    QApplication.processEvents()
    assert chosen.isChecked()
    edge = QPoint(chosen.width() // 2, 0)
    assert chosen.grab().toImage().pixelColor(edge) == kit.DARK.accent
    panel.show_photo(PhotoView("own.png", (80, 90), pixels(80, 90)))
    assert chosen.grab().toImage().pixelColor(edge) != kit.DARK.accent


@pytest.mark.parametrize(("count", "rows"), [(0, 0), (1, 1), (4, 1), (5, 2), (6, 2)])
def test_samples_lie_side_by_side(
    count: int, rows: int, panel: InputPanel, samples: list[Sample]
) -> None:
    panel.show_samples(samples)
    panel.show_samples(samples[:count])
    QApplication.processEvents()
    row = panel.findChildren(SampleRow)[0]
    thumbs = [part for part in row.findChildren(QAbstractButton) if part.isVisible()]
    assert len(thumbs) == count
    assert len({thumb.y() for thumb in thumbs}) == rows
    for thumb in thumbs:
        assert row.rect().contains(thumb.geometry())
        assert not any(
            thumb.geometry().intersects(other.geometry()) for other in thumbs if other is not thumb
        )


def test_a_sample_that_cannot_be_read(panel: InputPanel, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"not a picture")
    assert small_image(broken).isNull()
    panel.show_samples([Sample("x", "Broken", broken), Sample("y", "Gone", tmp_path / "gone.png")])
    panel.grab()
    assert button(panel, "Broken").isVisible()


def test_small_images_are_small(tmp_path: Path) -> None:
    path = tmp_path / "large.jpg"
    image(4000, 1000).save(str(path))
    assert max(small_image(path).width(), small_image(path).height()) <= 256


def test_recent_inputs(panel: InputPanel, qtbot: QtBot) -> None:
    history = button(panel, "Recent inputs")
    assert not history.isEnabled()
    assert "yet" in history.toolTip()
    panel.show_recent(
        [PastInput(Modality.PHOTO, "/photos/cat.png"), PastInput(Modality.TEXT, "A  cat\nsat.")]
    )
    assert history.isEnabled()
    assert history.toolTip() == "Recent inputs"
    qtbot.mouseClick(history, LEFT)
    (menu,) = (part for part in panel.findChildren(QMenu) if part.isVisible())
    assert [action.text() for action in menu.actions()] == ["cat.png", "A cat sat."]
    with qtbot.waitSignal(panel.recentRequested) as said:
        qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(menu.actions()[1]).center())
    assert said.args == ["text", "A  cat\nsat."]
    panel.show_recent([PastInput(Modality.TEXT, "<img src='x.png'> R&D")])
    assert not any(Qt.mightBeRichText(one.toolTip()) for one in menu.actions())
    panel.show_recent([])
    assert not history.isEnabled()


def test_dropping_and_opening(panel: InputPanel, qtbot: QtBot) -> None:
    target = button(panel, "Open an image")
    with qtbot.waitSignal(panel.openRequested):
        qtbot.mouseClick(target, LEFT)
    QApplication.processEvents()
    rest = target.grab().toImage()
    panel.show_dragging(True)
    QApplication.processEvents()
    assert target.grab().toImage() != rest
    panel.show_dragging(False)
    QApplication.processEvents()
    assert target.grab().toImage() == rest
