"""Steps of a text at every size of the window, code without source, and names for who listens."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.code import Code
from explorer.figures.frame import Target
from explorer.figures.steps.figure import StepsFigure
from explorer.figures.walk.figure import WalkFigure
from explorer.gui.canvas.figure_view import FigureView
from explorer.gui.control.present.explain_views import NO_CODE
from explorer.gui.learning.explain_dock import ExplainDock, editor_command
from explorer.gui.learning.glossary_view import GlossaryView
from explorer.gui.window.main_window import MainWindow
from tests.gui.conftest import Open

LONG = "ハワイ出身の友達はビリヤードが得意で、夏の地区大会で入賞したらしい。"
SIZES = [(1024, 640), (1280, 720), (1440, 900), (1920, 1080)]


@pytest.fixture
def window(open_window: Open, qtbot: QtBot) -> MainWindow:
    window = open_window(model="transformer")
    window.controller.text.run(text=LONG)
    qtbot.waitUntil(lambda: not window.busy())
    window.controller.text.choose_view("steps")
    return window


def dock_of(window: MainWindow) -> ExplainDock:
    dock = window.places.widgets["dock"]
    assert isinstance(dock, ExplainDock)
    return dock


def steps_of(window: MainWindow) -> StepsFigure:
    figure = window.texts.canvas.view.figure()
    assert isinstance(figure, StepsFigure)
    return figure


@pytest.mark.parametrize("size", SIZES)
def test_the_strongest_word_and_the_context_are_on_the_picture(
    window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    view = window.texts.canvas.view
    for step in (0, 5, 9):
        window.controller.text.choose_step(step)
        figure, frame = steps_of(window), view.frame()
        assert figure._drawing is not None
        layout = figure._layout(frame)
        place, _, outcome = figure._places(frame, layout)
        best = figure._drawing.best
        left, right = (place.left + edge for edge in layout.columns[best : best + 2].tolist())
        assert 0 <= left < right <= outcome.left + layout.right + 1
        assert outcome.left + layout.width <= frame.width + 1
        shot = view.grab().toImage()
        x = round((left + right) / 2)
        found = [shot.pixelColor(round(x * shot.devicePixelRatio()), y).getRgb()
                 for y in range(shot.height())]  # fmt: skip
        assert len(set(found)) > 8  # the column of the strongest word is drawn there


def test_a_mean_says_mean_and_draws_every_head(window: MainWindow) -> None:
    trace, selection = window.controller.state.trace, window.controller.state.selection
    assert trace is not None
    figure = steps_of(window)
    assert figure._drawing is not None
    steps = figure._drawing._steps
    assert steps.heads == (0, 1, 2, 3)
    row = trace.sites[selection.layer].weights([selection.query])[:, 0]
    np.testing.assert_allclose(steps.weights, row.mean(axis=0), rtol=0, atol=1e-6)
    assert "mean of 4 heads" in window.texts.canvas._subtitle.text()
    window.controller.select(selection.layer, 2)
    one = steps_of(window)._drawing
    assert one is not None
    assert (one._steps.head, one._steps.heads) == (2, ())
    window.controller.toggle_cell(selection.layer, 4)  # column 4 of the grid is head 3
    two = steps_of(window)._drawing
    assert two is not None
    assert two._steps.heads == (2, 3)
    np.testing.assert_allclose(two._steps.weights, row[2:].mean(axis=0), rtol=0, atol=1e-6)


def bars(view: FigureView) -> list[QScrollBar]:
    return [one for one in view.findChildren(QScrollBar) if one.isVisible()]


def test_the_scroll_bar_scrolls(window: MainWindow) -> None:
    window.resize(1024, 640)
    view = window.texts.canvas.view
    (across,) = [one for one in bars(view) if one.orientation() == Qt.Orientation.Horizontal]
    assert across.accessibleName()
    view._scroll_to(0, 0)
    assert across.value() == 0
    end = QPoint(across.width() - 4, across.height() // 2)
    QTest.mouseClick(across, Qt.MouseButton.LeftButton, pos=end)
    assert view.frame().x > 100
    assert across.value() == pytest.approx(view.frame().x, abs=1)
    window.resize(2400, 1300)
    assert not [one for one in bars(view) if one.orientation() == Qt.Orientation.Horizontal]


@pytest.mark.parametrize("size", SIZES)
def test_the_formula_of_a_step_stays_in_sight(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    controller = window.controller
    controller.explain.toggle()
    view = dock_of(window)._walk
    for step in range(10):
        controller.explain.choose_step(step)
        figure, frame = view.figure(), view.frame()
        assert isinstance(figure, WalkFigure)
        assert figure._left_place(frame).left >= 0
        first, count = figure._listed(frame)
        assert first <= figure.step < first + count
        row = QPoint(150, round(70 + 20 * (figure.step - first + 0.5)))
        assert figure.hit(frame, row.x(), row.y()) == Target(None, figure.step)
        box = figure.chosen(frame)
        place = figure.place(frame)
        assert place.left + box[2] <= frame.width + 25  # the column of the step


def test_where_a_number_came_from_is_said_and_ringed(window: MainWindow) -> None:
    controller = window.controller
    controller.select(controller.state.selection.layer, 2)
    controller.explain.toggle()
    controller.explain.choose_step(5)  # the softmax
    dock = dock_of(window)
    figure = dock._walk.figure()
    assert isinstance(figure, WalkFigure)
    before = dock._walk.grab().toImage()
    key = figure._rows.keys[0]  # type: ignore[union-attr]
    dock._walk.targetHovered.emit(Target(key, 5))
    walk = figure._walk
    told = dock._says.text()
    assert told.startswith(f"weights of {walk.keys[key]}: ")
    assert "from powers " in told
    assert "and sum of the powers " in told
    assert dock._walk.grab().toImage() != before
    dock._walk.targetHovered.emit(None)
    assert dock._says.text().startswith(walk.steps[5].says)
    assert dock._walk.grab().toImage() == before


@pytest.mark.parametrize(
    "problem", ["Net is compiled and has no source.",
                "Net was made in a notebook or a session, and its source was not kept.", ""]
)  # fmt: skip
def test_code_without_source_says_why(window: MainWindow, problem: str) -> None:
    window.controller.explain.choose_tab("code")
    dock = dock_of(window)
    shown = dock._view
    assert shown is not None
    code = Code("Net", problem=problem) if problem else None
    dock.show_content(replace(shown, code=code, lines=()))
    own, keras = dock._code._own, dock._code._keras
    assert own.toPlainText() == (problem or NO_CODE)
    assert not dock._code._open.isVisible()
    assert not dock._code._copy.isVisible()
    assert "softmax" in keras.toPlainText()  # what the mechanism is, is known all the same
    assert own.lit_line() == 0


def test_the_editor_opens_the_lit_line(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, script = tmp_path / "told.txt", tmp_path / "editor.py"
    script.write_text(
        "import os, sys\n"
        f"with open({str(told)!r} + '.new', 'w') as file:\n    print(*sys.argv[1:], file=file)\n"
        f"os.rename({str(told)!r} + '.new', {str(told)!r})\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    window.controller.explain.choose_tab("code")
    window.controller.explain.choose_step(2)  # the softmax
    page = dock_of(window)._code
    QTest.mouseClick(page._open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(told.exists)
    line, file = told.read_text(encoding="utf-8").split()
    assert int(line.removeprefix("+")) == page._own.lit_line() > 1
    assert file.endswith("attention.py")
    assert "softmax" in Path(file).read_text(encoding="utf-8").splitlines()[int(line[1:]) - 1]


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("", []), ("vim", []), ("/usr/bin/nano -w", []), ("gedit", ["gedit", "+7", "a b.py"]),
        ("code -n", ["code", "-n", "--goto", "a b.py:7"]), ("subl", ["subl", "a b.py:7"]),
        ("'/opt/my editor/pycharm' x", ["/opt/my editor/pycharm", "x", "--line", "7", "a b.py"]),
        ("'unended", []),
    ],
)  # fmt: skip
def test_how_editors_are_told_the_line(editor: str, command: list[str]) -> None:
    assert editor_command({"EDITOR": editor}, "a b.py", 7) == command
    assert editor_command({"VISUAL": editor, "EDITOR": "vi"}, "a b.py", 7) == command


def listening(widget: QWidget) -> Iterator[QWidget]:
    """What the keyboard reaches in a widget, which somebody hears the name of."""
    for one in widget.findChildren(QWidget):
        if one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus:
            yield one


def nameless(widget: QWidget) -> list[str]:
    found = []
    for one in listening(widget):
        text = one.text() if isinstance(one, QAbstractButton) else ""
        if not (one.accessibleName() or text) and one.objectName() != "qt_scrollarea_viewport":
            found.append(f"{type(one).__name__} in {type(one.parentWidget()).__name__}")
    return found


def test_everything_that_teaches_has_a_name_to_be_read(window: MainWindow, qtbot: QtBot) -> None:
    controller = window.controller
    for tab in ("walk", "where", "code", "mistakes"):
        controller.explain.choose_tab(tab)
        assert list(listening(dock_of(window)))
        assert not nameless(dock_of(window)), tab
    controller.explain.close()
    window.commands.actions["glossary"].trigger()
    (view,) = window.findChildren(GlossaryView)
    assert not nameless(view)
    view.close()
    window.take_lecture()
    qtbot.waitUntil(lambda: not controller.state.lecture.arriving and not window.busy())
    assert not nameless(window.places.widgets["lecture"])
    assert window.places.widgets["sentence"].accessibleName()
