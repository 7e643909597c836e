"""Saved runs, sessions and pictures of ours bring their state back to the window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from explorer.cli import main
from explorer.core.trace import Trace
from explorer.export.figure_settings import FigureSettings
from explorer.export.provenance.picture_words import words
from explorer.export.style import Style
from explorer.figures.page.page import sheet_page
from explorer.gui.control.figure.figure_order import export_request
from explorer.gui.window.main_window import MainWindow
from explorer.sessions.render import render
from explorer.sessions.session import open_session

from .conftest import Answers, Open, settle


def trace_of(window: MainWindow) -> Trace:
    trace = window.controller.state.trace
    assert trace is not None
    return trace


def saved(qtbot: QtBot, window: MainWindow, answers: Answers, path: Path, command: str) -> None:
    """Save with a command of the window, and wait for the file."""
    answers.path = path
    with qtbot.waitSignal(window.exchange.saving.saved):
        window.commands.actions[command].trigger()
    qtbot.waitUntil(lambda: window.exchange.saving.worker.idle)
    assert path.is_file()


def away(qtbot: QtBot, window: MainWindow) -> None:
    """Show something else."""
    controller = window.controller
    controller.select_cell(0, 0)
    controller.look.next_colormap()
    controller.photo.query_patch(0, 0)


@pytest.mark.parametrize("form", ["axs", "axt", "png"])
def test_a_state_comes_back_from_its_file(
    form: str, open_window: Open, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(model="vit")
    window.controller.photo.query_patch(3, 9)
    window.controller.select_cell(2, 1)
    before, path = window.controller.state, tmp_path / f"kept.{form}"
    command = {"axs": "save_session", "axt": "save_run", "png": "save_figure"}[form]
    saved(qtbot, window, answers, path, command)
    whole = trace_of(window)
    away(qtbot, window)
    assert window.controller.state.selection != before.selection
    window.controller.open_file(path)
    settle(qtbot, window)
    after = window.controller.state
    assert trace_of(window).input_sha256 == whole.input_sha256
    if form != "axt":
        assert after.selection == before.selection
        assert after.style == before.style
    for one, other in zip(trace_of(window).sites, whole.sites, strict=True):
        assert np.array_equal(one.weights([0]), other.weights([0]))
    assert after.message is None


def test_a_session_of_the_window_is_drawn_as_the_window_saves_it(
    open_window: Open, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(model="vit")
    window.controller.select_cell(1, 2)
    saved(qtbot, window, answers, tmp_path / "kept.axs", "save_session")
    file = tmp_path / "kept.axs"
    (found,) = render(file, open_session(file), tmp_path / "out")
    wanted = window.exchange.saving.order()
    assert wanted is not None
    assert found.path.read_bytes() == wanted.draw().encoded("png")
    assert found.notes == ()


def test_every_head_on_one_page(
    open_window: Open, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(model="vit")
    window.commands.actions["export_sheet"].trigger()
    window.controller.figure.choose("preset", "paper-2")
    saved(qtbot, window, answers, tmp_path / "sheet.svg", "save_figure")
    state = window.controller.state
    style = Style("map", state.style.smooth, state.style.colormap, state.style.opacity)
    page = sheet_page(trace_of(window), state.selection, style, FigureSettings("sheet", "paper-2"))
    assert (tmp_path / "sheet.svg").read_bytes() == page.encoded("svg")


def test_a_damaged_file_is_one_sentence(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(model="vit")
    for name in ("bad.axs", "bad.axt"):
        (tmp_path / name).write_text("no zip")
        window.controller.open_file(tmp_path / name)
        settle(qtbot, window)
        message = window.controller.state.message
        assert message is not None
        assert message.sentence.startswith(f"{name} is damaged")


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_what_a_method_says_comes_back_from_its_picture(
    form: str, open_window: Open, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(model="vit")
    controller, path = window.controller, tmp_path / f"why.{form}"

    def explained(method: str) -> bool:
        why = controller.state.why
        return why is not None and why.method == method and why.of(controller.state.trace)

    controller.why.toggle()
    qtbot.waitUntil(lambda: explained("relevance") and not window.busy())
    controller.why.choose_method("rollout")
    qtbot.waitUntil(lambda: explained("rollout") and not window.busy())
    before = controller.state.why
    assert before is not None
    assert before.found is not None
    saved(qtbot, window, answers, path, "save_figure")
    controller.why.toggle()
    controller.photo.open_sample("coffee")
    settle(qtbot, window)
    controller.photo.open_sample("church")
    settle(qtbot, window)
    controller.open_file(path)
    qtbot.waitUntil(lambda: explained("rollout") and not window.busy())
    after = controller.state.why
    assert after is not None
    assert after.found is not None
    assert np.array_equal(after.found.values, before.found.values)


def test_a_comparison_comes_back_from_its_picture(
    open_window: Open, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(model="vit")
    controller = window.controller
    controller.select_cell(1, 2)
    first = controller.state.selection
    controller.compare.toggle_pin()
    controller.select_cell(3, 0)
    second = controller.state.selection
    saved(qtbot, window, answers, tmp_path / "pair.png", "save_figure")
    controller.analysis.close()
    controller.select_cell(0, 0)
    controller.open_file(tmp_path / "pair.png")
    qtbot.waitUntil(lambda: controller.state.analysis is not None and not window.busy())
    room = controller.state.analysis
    assert room is not None
    assert room.pinned is not None
    assert room.swapped
    assert controller.state.selection == first
    assert room.pinned.selection == second
    saved(qtbot, window, answers, tmp_path / "again.png", "save_figure")
    assert (tmp_path / "again.png").read_bytes() == (tmp_path / "pair.png").read_bytes()


def test_the_contrast_and_the_fusion_of_a_picture_come_back(
    open_window: Open, qtbot: QtBot, photo: Path, tmp_path: Path
) -> None:
    window = open_window(model="vit", photo=photo)
    controller = window.controller

    def explained(method: str) -> bool:
        why = controller.state.why
        return why is not None and why.method == method and why.of(controller.state.trace)

    for name, given in {
        "gradcam.png": ("--method", "relevance", "--answer", "0", "--contrast", "2"),
        "rollout.png": ("--method", "rollout", "--fusion", "max", "--discard", "0.5"),
    }.items():
        path, again = tmp_path / name, tmp_path / f"again-{name}"
        asked = ["export", "vit", str(photo), "-o", str(path), "--size", "64", *given]
        assert main(asked) == 0
        controller.open_file(path)
        qtbot.waitUntil(lambda method=given[1]: explained(method) and not window.busy())  # type: ignore[misc]
        state = controller.state
        assert state.trace is not None
        export_request(state, state.trace, 64, False).draw().write(again)
        assert again.read_bytes() == path.read_bytes(), "the same map, and the same record"


@pytest.mark.parametrize("method", ["", "rollout"])
def test_a_check_and_a_lens_come_back_from_their_pictures(
    method: str, open_window: Open, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(model="vit")
    controller = window.controller
    controller.analysis.steps, controller.analysis.random = 4, 2

    def room(name: str) -> bool:
        found = controller.state.analysis
        there = found is not None and (found.curves or found.lens)
        return found is not None and found.room == name and bool(there) and not window.busy()

    controller.select_cell(1, 0)
    if method:
        controller.why.toggle()
        qtbot.waitUntil(lambda: not window.busy())
        controller.why.choose_method(method)
        qtbot.waitUntil(lambda: not window.busy())
    before = controller.state.selection
    controller.analysis.toggle("check")
    qtbot.waitUntil(lambda: room("check"))
    controller.analysis.choose_baseline("black")
    qtbot.waitUntil(lambda: room("check"))
    controller.figure.open()
    saved(qtbot, window, answers, tmp_path / "check.png", "save_figure")
    controller.figure.close()
    controller.analysis.toggle("lens")
    qtbot.waitUntil(lambda: room("lens"))
    saved(qtbot, window, answers, tmp_path / "lens.png", "save_figure")
    controller.analysis.close()
    controller.select_cell(2, 1)
    controller.open_file(tmp_path / "check.png")
    qtbot.waitUntil(lambda: room("check"))
    found = controller.state.analysis
    assert found is not None
    assert found.baseline == "black"
    if method:
        assert controller.state.why is not None
        assert controller.state.why.method == method
    else:
        assert controller.state.selection == before
    assert found.curves is not None
    assert found.curves.names[0]
    controller.figure.open()
    saved(qtbot, window, answers, tmp_path / "check again.png", "save_figure")
    controller.figure.close()
    pair = [words(tmp_path / f"{one}.png")["Result"] for one in ("check", "check again")]
    assert pair[0] == pair[1]
    controller.open_file(tmp_path / "lens.png")
    qtbot.waitUntil(lambda: room("lens"))
