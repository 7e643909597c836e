"""The lecture in the real window: every station in both languages, every task by real events."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.inputs import Modality
from explorer.explanation.glossary import LANGUAGES, Language
from explorer.explanation.lecture import Condition, Station, lecture
from explorer.figures.frame import Target
from explorer.gui.control.present.lecture_views import LectureView, situation
from explorer.gui.kit.language import use_language
from explorer.gui.learning.cursor_halo import CursorHalo
from explorer.gui.learning.lecture_panel import LecturePanel, paragraph
from explorer.gui.learning.welcome import Welcome
from explorer.gui.window.main_window import MainWindow
from explorer.inputs.samples import samples
from explorer.resource_files import resources
from tests.gui.conftest import Answers, Open

KEYS = {"overlay": "1", "spotlight": "2", "map": "3", "matrix": "1", "lines": "2", "text": "3",
        "steps": "4"}  # fmt: skip


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    return open_window(model="spatial-gate")


def panel_of(window: MainWindow) -> LecturePanel:
    found = window.places.widgets["lecture"]
    assert isinstance(found, LecturePanel)
    return found


def view_of(window: MainWindow) -> LectureView:
    view = panel_of(window)._view
    assert view is not None
    return view


def arrived(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until the state of the station is shown."""
    qtbot.waitUntil(lambda: not window.controller.state.lecture.arriving and not window.busy(),
                    timeout=120_000)  # fmt: skip


def words(panel: QWidget) -> str:
    """What is written in a panel, once what was written anew is shown."""
    QApplication.processEvents()
    return "\n".join(one.text() for one in panel.findChildren(QLabel) if one.isVisible())


def press(window: MainWindow, key: Qt.Key | str, with_: Qt.KeyboardModifier | None = None) -> None:
    window.heads.grid.setFocus()
    QTest.keyClick(window.heads.grid, key, with_ or Qt.KeyboardModifier.NoModifier)


def click_patch(window: MainWindow, row: int, col: int) -> None:
    """A real click on a patch of the photo."""
    picture = window.canvas.picture
    at = picture.cell_box((row, col), (16, 16)).center().toPoint()
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=at)


def click_word(window: MainWindow, word: str) -> None:
    """A real click on the row of a word in the matrix."""
    view = window.texts.canvas.view
    figure, frame = view._figure, view.frame()
    assert figure is not None
    matrix = window.controller.text.matrix
    assert matrix is not None
    wanted = next(at for at, row in enumerate(matrix.rows) if row.text == word)
    for y in range(0, view.height(), 3):
        for x in range(0, view.width(), 9):
            hit = figure.hit(frame, x, y)
            if isinstance(hit, Target) and hit.row == wanted:
                QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(x, y))
                return
    raise AssertionError(f"{word} is nowhere")


def fulfil(qtbot: QtBot, window: MainWindow, wanted: Condition) -> None:
    """Do by keys and clicks what a condition asks for."""
    controller = window.controller
    if wanted.model:
        controller.choose_model(wanted.model)
        qtbot.waitUntil(lambda: not window.busy(), timeout=120_000)
    if wanted.photo and situation(controller.state).photo != wanted.photo:
        controller.photo.open_sample(wanted.photo)
        qtbot.waitUntil(lambda: not window.busy(), timeout=120_000)
    if wanted.region is not None:
        area = wanted.region
        cells = [(row, col) for row in range(area.top, area.bottom + 1)
                 for col in range(area.left, area.right + 1)]  # fmt: skip
        for row, col in cells[:: max(1, len(cells) // wanted.times)][: wanted.times]:
            click_patch(window, row, col)
    for _ in range(9):
        if wanted.part and situation(controller.state).part != wanted.part:
            press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    for _ in range(12):
        layer = situation(controller.state).layer
        if wanted.layer is not None and layer != wanted.layer:
            press(window, Qt.Key.Key_Down if layer < wanted.layer else Qt.Key.Key_Up)
    if wanted.head.isdecimal():
        controller.select_unit(int(wanted.head)) if int(wanted.head) > 20 else None
        for _ in range(9):
            if situation(controller.state).head != wanted.head:
                press(window, Qt.Key.Key_Right)
    if wanted.query == "CLS":
        if situation(controller.state).query != "CLS":
            controller.reset_query()
    elif wanted.query:
        click_word(window, wanted.query)
    if wanted.view:
        press(window, KEYS[wanted.view])
    for _ in range(3):
        if wanted.side and controller.state.selection.side.value != wanted.side:
            press(window, "g")
    if wanted.muted:
        mute_layer(qtbot, window, 1)
    if wanted.changed:
        mute_layer(qtbot, window, 2)


def mute_layer(qtbot: QtBot, window: MainWindow, layer: int) -> None:
    """Mute a layer of the source-target attention by keys."""
    for _ in range(4):
        if situation(window.controller.state).part != "cross":
            press(window, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    press(window, Qt.Key.Key_A)
    for _ in range(6):
        now = situation(window.controller.state).layer
        if now != layer:
            press(window, Qt.Key.Key_Down if now < layer else Qt.Key.Key_Up)
    window.controller.text.hover(None)
    press(window, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: not window.busy())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("at", range(7))
def test_every_station_opens_and_every_task_can_be_done(
    window: MainWindow, qtbot: QtBot, at: int, language: Language
) -> None:
    window.resize(1440, 900)
    window.take_lecture()
    arrived(qtbot, window)
    window.controller.lecture.choose_language(language)
    window.controller.lecture.go(at)
    arrived(qtbot, window)
    station: Station = lecture(language)[at]
    now, wanted = situation(window.controller.state), station.prepared
    assert (now.model, now.layer, now.head) == (wanted.model, wanted.layer, wanted.head)
    assert now.photo == wanted.photo
    assert now.text == wanted.text
    assert not view_of(window).away
    assert station.paragraphs[0] in words(panel_of(window))
    shot = (
        window.current_canvas.grab()
        .toImage()
        .convertToFormat(window.grab().toImage().Format.Format_RGB888)
    )
    pixels = np.frombuffer(shot.constBits(), np.uint8)[: shot.sizeInBytes()]
    assert len(np.unique(pixels)) > 60  # the picture is there
    for number, task in enumerate(station.tasks):
        assert not all(view_of(window).ticks[number])
        for one in task.conditions:
            fulfil(qtbot, window, one)
        assert all(view_of(window).ticks[number]), task.says
        assert task.why in words(panel_of(window))
    assert view_of(window).lines[at].done
    if station.id != "summary":
        window.controller.lecture.back()
        arrived(qtbot, window)
        assert not view_of(window).away
        assert all(all(ticks) for ticks in view_of(window).ticks)  # what is done stays so


def test_the_words_change_and_the_state_stays(window: MainWindow, qtbot: QtBot) -> None:
    window.take_lecture()
    arrived(qtbot, window)
    before = window.controller.state.selection
    panel = panel_of(window)
    for at, station in enumerate(lecture("ja")):
        window.controller.lecture._change(at=at)  # the words alone, no model is run for it
        panel.languageRequested.emit("ja")
        assert station.title in words(panel)
        for text in (*station.paragraphs, station.question):
            assert text in words(panel)
    window.controller.lecture._change(at=0)
    panel.languageRequested.emit("en")
    assert lecture("en")[0].title in words(panel)
    assert window.controller.state.selection == before


def test_the_users_own_window_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    controller = window.controller
    controller.select(1)
    own = controller.state
    window.take_lecture()
    arrived(qtbot, window)
    controller.lecture.go(5)
    arrived(qtbot, window)
    assert controller.state.model == "vit"
    assert not window.input.isVisible()
    panel_of(window).leaveRequested.emit()
    assert controller.state.model == "spatial-gate"
    assert controller.state.selection == own.selection
    assert controller.state.trace is own.trace
    assert window.input.isVisible()
    window.take_lecture()  # the place was kept
    arrived(qtbot, window)
    assert controller.state.lecture.at == 5


def test_next_and_back_by_keys_and_buttons(window: MainWindow, qtbot: QtBot) -> None:
    window.take_lecture()
    arrived(qtbot, window)
    press(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    arrived(qtbot, window)
    assert view_of(window).at == 1
    panel = panel_of(window)
    QTest.mouseClick(panel._next, Qt.MouseButton.LeftButton)
    arrived(qtbot, window)
    assert view_of(window).at == 2
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    arrived(qtbot, window)
    assert view_of(window).at == 1
    QTest.mouseClick(panel._stations[0], Qt.MouseButton.LeftButton)
    arrived(qtbot, window)
    assert view_of(window).at == 0
    assert not panel._back.isEnabled()


def test_playing_about_offers_the_way_back(window: MainWindow, qtbot: QtBot) -> None:
    window.take_lecture()
    arrived(qtbot, window)
    panel = panel_of(window)
    assert not panel._again.isVisible()
    press(window, Qt.Key.Key_Up)
    assert panel._again.isVisible()
    QTest.mouseClick(panel._again, Qt.MouseButton.LeftButton)
    arrived(qtbot, window)
    assert not panel._again.isVisible()


def test_the_answer_is_folded(window: MainWindow, qtbot: QtBot) -> None:
    window.take_lecture()
    arrived(qtbot, window)
    panel, station = panel_of(window), lecture("en")[0]
    assert station.answer not in words(panel)
    panel.answerRequested.emit()
    assert station.answer in words(panel)


def test_progress_is_kept_for_the_next_time(
    window: MainWindow, qtbot: QtBot, open_window: Open
) -> None:
    window.take_lecture()
    arrived(qtbot, window)
    press(window, "2")
    press(window, "3")
    assert all(view_of(window).ticks[0])
    window.controller.lecture.choose_language("ja")
    window.close()
    other = open_window(model="spatial-gate")
    other.take_lecture()
    arrived(qtbot, other)
    assert all(view_of(other).ticks[0])
    assert view_of(other).language == "ja"


def test_a_paragraph_takes_no_more_room_than_its_width_asks_for(qtbot: QtBot) -> None:
    text = paragraph("words of a lecture " * 20, 13, 400, "t2")
    qtbot.addWidget(text)
    with qtbot.waitExposed(text):
        text.show()
    heights = []
    for width in (260, 120, 260):
        text.resize(width, 10)
        heights.append(text.minimumHeight())
    assert heights[0] == heights[2] < heights[1]


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720)])
def test_presentation_gives_the_text_more_room(
    window: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.take_lecture()
    arrived(qtbot, window)
    before = window.left.width()
    press(window, Qt.Key.Key_F5)
    QTest.qWait(0)
    toolbar = window.toolbar
    beside = toolbar.menu, toolbar._open, toolbar._device, toolbar.settings, toolbar.export
    for hidden in (window.right, window.explain, window.status, *beside):
        assert not hidden.isVisible()
    assert toolbar._layer.isVisible()  # what tasks ask for stays
    assert window.canvas._title.font().pixelSize() == 18
    assert window.canvas._title.width() >= window.canvas._title.sizeHint().width()
    assert window.left.width() > before
    text = lecture("en")[0].paragraphs[0]
    label = next(one for one in panel_of(window).findChildren(QLabel)
                 if one.isVisible() and one.text() == text)  # fmt: skip
    assert label.font().pixelSize() == 20
    assert label.height() >= label.heightForWidth(label.width())  # nothing is cut off
    panel = panel_of(window)
    assert panel._marks.isVisible()
    assert panel._marks.text().count("○") == 6
    assert not panel._stations[0].isVisible()
    for key, at in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_PageDown, 2), (Qt.Key.Key_Left, 1),
                    (Qt.Key.Key_PageUp, 0)):  # fmt: skip
        QTest.keyClick(window, key)
        arrived(qtbot, window)
        assert view_of(window).at == at
    halo = window.findChild(CursorHalo)
    assert halo is not None
    QCursor.setPos(window.mapToGlobal(QPoint(400, 300)))
    qtbot.waitUntil(lambda: halo.isVisible() and halo.geometry().center().x() in (399, 400, 401))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not halo.isVisible()
    assert all(part.isVisible() for part in beside[:3])
    press(window, Qt.Key.Key_F5)
    QTest.mouseClick(toolbar._end, Qt.MouseButton.LeftButton)  # the way out without a key
    assert not window.controller.state.lecture.presenting
    QTest.qWait(0)
    assert window.right.isVisible()
    assert math.isclose(window.left.width(), before, abs_tol=40)
    assert window.left.width() >= 280
    panel_of(window).leaveRequested.emit()
    QTest.qWait(0)
    assert window.left.width() < 280 or size[0] >= 1920  # which has room for it anyhow


def test_a_lecture_of_ones_own_is_taken_or_refused(
    window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    folder = tmp_path
    window.controller.lecture.open_folder(folder)
    message = window.controller.state.message
    assert message is not None
    assert "holds no stations" in message.sentence
    source = resources() / "lecture" / "en" / "1-spatial-gate.toml"
    (folder / "1.toml").write_text(source.read_text(encoding="utf-8").replace(
        '"Spatial gate"', '"My own gate"'), encoding="utf-8")  # fmt: skip
    answers.path = folder
    window.commands.actions["open_lecture"].trigger()
    arrived(qtbot, window)
    assert "My own gate" in words(panel_of(window))


@pytest.mark.parametrize("way", ["lecture", "sentence"])
def test_a_first_start_offers_ways_in(open_window: Open, qtbot: QtBot, way: str) -> None:
    window = open_window(model=None)
    welcome = window.places.widgets["welcome"]
    assert isinstance(welcome, Welcome)
    assert welcome.isVisible()
    button = next(one for one in welcome._buttons if one.property("way") == way)
    assert button.toolTip()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not welcome.isVisible()
    if way == "lecture":
        arrived(qtbot, window)
        assert panel_of(window).isVisible()
        return
    qtbot.waitUntil(lambda: window.controller.state.input is Modality.TEXT, timeout=120_000)
    qtbot.waitUntil(lambda: not window.busy(), timeout=120_000)


def test_a_second_start_offers_none(open_window: Open) -> None:
    first = open_window(model=None)
    first.close()
    assert "welcome" not in open_window(model=None).places.widgets


def test_a_station_whose_model_is_missing_says_which(window: MainWindow, qtbot: QtBot) -> None:
    window.take_lecture()
    arrived(qtbot, window)
    own = window.controller.state.lecture.stations
    broken = replace(own[1], prepared=replace(own[1].prepared, model="no-such-model"))
    window.controller.lecture._change(stations=(own[0], broken))
    window.controller.lecture.go(1)
    message = window.controller.state.message
    assert message is not None
    assert "no-such-model" in message.sentence
    assert broken.paragraphs[0] in words(panel_of(window))  # the text is there at once
    assert {one.id for one in samples()} >= {"church", "rocket"}


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language("en")


@pytest.mark.usefixtures("spoken")
def test_the_ways_in_are_cut_off_at_no_width(qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.show()
    for width in range(1200, 200, -50):
        welcome.resize(width, welcome.height())
        QApplication.processEvents()
        title, buttons = welcome._title, welcome._buttons
        assert title.isHidden() or title.width() >= title.sizeHint().width()
        for button in buttons:
            assert button.width() >= button.sizeHint().width()
            assert button.geometry().right() < width
    assert title.isHidden()
