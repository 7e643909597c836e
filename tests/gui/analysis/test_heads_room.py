"""The heads room: a box on the photo, many inputs with errors, induction, heights, strips."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from explorer.analysis.head_table import Statistic
from explorer.analysis.heads import head_table
from explorer.core.inputs import Inputs
from explorer.gui.analysis.heads.heads_page import HeadsPage
from explorer.gui.control.present.analysis.heads_view import HeadsView, place
from explorer.gui.window.main_window import MainWindow
from explorer.inputs.samples import samples
from explorer.runtime.engine import Engine, Request
from tests.gui.conftest import Answers, Open, settle
from tests.registry import hf_toys


def view(window: MainWindow) -> HeadsView:
    found = dict(window.controller.store.view.panels)["heads"]
    assert isinstance(found, HeadsView)
    return found


@pytest.fixture
def vit(open_window: Open, photo: Path, qtbot: QtBot) -> MainWindow:
    window = open_window("vit", photo)
    window.commands.actions["heads"].trigger()
    settle(qtbot, window)
    return window


def test_a_box_is_drawn_with_the_mouse_and_its_mass_measured(vit: MainWindow, qtbot: QtBot) -> None:
    reasons = {one.key: one.reason for one in view(vit).statistics}
    assert reasons["box"] == "Draw a box on the photo below first"
    picture = vit.findChild(HeadsPage).photo.picture
    width, height = picture.width(), picture.height()
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(picture, left, pos=QPoint(width // 4, height // 4))
    qtbot.mouseMove(picture, QPoint(width // 2, height // 2))
    qtbot.mouseMove(picture, QPoint(3 * width // 4, 3 * height // 4))
    qtbot.mouseRelease(picture, left, pos=QPoint(3 * width // 4, 3 * height // 4))
    settle(qtbot, vit)
    region, trace = vit.controller.state.region, vit.controller.state.trace
    assert region is not None
    assert trace is not None
    box = region.box
    assert box is not None
    wide, high = trace.photo.size
    assert box == pytest.approx((wide / 4, high / 4, 3 * wide / 4, 3 * high / 4), abs=4)
    expected = head_table(trace, "all", box).values[Statistic.BOX]
    np.testing.assert_allclose(view(vit).table.values[Statistic.BOX], expected)
    vit.controller.analysis.sort_by("box")
    assert view(vit).by is Statistic.BOX
    qtbot.keyClick(picture, Qt.Key.Key_Right)  # an arrow moves it by a patch
    settle(qtbot, vit)
    moved = vit.controller.state.region
    assert moved is not None
    assert moved.box is not None
    assert moved.box[0] > box[0]
    vit.controller.undo()
    settle(qtbot, vit)
    qtbot.keyClick(picture, Qt.Key.Key_Delete)
    settle(qtbot, vit)
    assert vit.controller.state.region is None
    assert Statistic.BOX not in view(vit).table.statistics


def test_over_a_folder_with_errors(
    vit: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    for sample in samples()[:3]:
        shutil.copy(sample.path, tmp_path)
    answers.path = tmp_path
    one = view(vit).table
    vit.findChild(HeadsPage).manyRequested.emit()
    settle(qtbot, vit)
    many = view(vit)
    assert many.table.inputs == 3
    assert many.source == tmp_path.name
    assert not np.isnan(many.table.errors[Statistic.ENTROPY]).any()
    assert " ± " in many.cells.values[0]
    assert not vit.grab().isNull()
    vit.controller.analysis.here()
    settle(qtbot, vit)
    np.testing.assert_allclose(
        view(vit).table.values[Statistic.ENTROPY], one.values[Statistic.ENTROPY]
    )


def test_over_a_file_of_sentences(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window("transformer")
    window.controller.analysis.toggle("heads")
    settle(qtbot, window)
    path, asked = tmp_path / "sentences.txt", []

    def ask(kind: str) -> Path:
        asked.append(kind)
        return path

    window.controller.analysis.ask_path = ask
    lines = ["この小説は人気です。", "彼女は毎朝六時に起きます。"]
    path.write_text("\n".join(lines), "utf-8")
    window.findChild(HeadsPage).manyRequested.emit()
    settle(qtbot, window)
    many = view(window)
    assert many.table.inputs == 2
    assert many.source == "sentences.txt"
    assert asked == ["text"]
    engine = Engine()
    each = [
        head_table(engine.run(Request("transformer", Inputs(text=line)))).values[Statistic.ENTROPY]
        for line in lines
    ]
    np.testing.assert_allclose(
        many.table.values[Statistic.ENTROPY], np.mean(each, axis=0), atol=1e-6
    )
    np.testing.assert_allclose(
        many.table.errors[Statistic.ENTROPY], np.abs(each[0] - each[1]) / 2, atol=1e-6
    )
    path.write_text("", "utf-8")
    window.findChild(HeadsPage).manyRequested.emit()
    settle(qtbot, window)
    message = window.controller.state.message
    assert message is not None
    assert message.sentence
    assert view(window).table.inputs == 2  # what was there stays


def test_any_statistic_over_the_layers(vit: MainWindow) -> None:
    assert view(vit).height is Statistic.DISTANCE
    vit.controller.analysis.choose_height("diagonal")
    assert view(vit).height is Statistic.DIAGONAL
    scatter = vit.findChild(HeadsPage).scatter
    np.testing.assert_array_equal(scatter._points[:, 1], view(vit).table.values[Statistic.DIAGONAL])


def test_the_place_of_a_head_among_the_others() -> None:
    values = np.array([3.0, 1.0, 2.0, np.nan, 5.0, 4.0])
    assert [place(values, at) for at in (1, 2, 0, 5, 4)] == [
        "lowest",
        "2nd lowest",
        "3rd lowest",
        "2nd highest",
        "highest",
    ]


def test_induction_is_measured_when_it_is_asked_for(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    folder = hf_toys.gpt2(tmp_path / "gpt2")
    window = open_window("transformer")
    window.controller.choose_model(f"hf:{folder}")
    settle(qtbot, window)
    window.commands.actions["heads"].trigger()
    settle(qtbot, window)
    shown = view(window)
    assert Statistic.INDUCTION not in shown.table.statistics
    assert {one.key: one.reason for one in shown.statistics}["induction"] == ""
    window.controller.analysis.sort_by("induction")
    settle(qtbot, window)
    shown = view(window)
    assert shown.by is Statistic.INDUCTION
    assert not np.isnan(shown.table.values[Statistic.INDUCTION]).all()
