"""The figure panel in the real window: what is chosen is previewed, saved, kept and repeated."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QWidget
from pytestqt.qtbot import QtBot

import explorer
from explorer.cli import main
from explorer.export.figure_settings import FigureSettings
from explorer.gui.control.kept.preferences import Preferences
from explorer.gui.control.state import film_of
from explorer.gui.figure_panel.page import FigurePage
from explorer.gui.figure_panel.panel import FigurePanel
from explorer.gui.window.main_window import MainWindow
from tests.gui.conftest import Answers, Open, settle

INSIDE = QComboBox, QAbstractSpinBox
"""Whose own parts have no names of their own."""


def opened(window: MainWindow, qtbot: QtBot) -> tuple[FigurePanel, FigurePage]:
    """Open the panel with its key and wait for the page."""
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    drawn(window, qtbot)
    panel, page = window.places.widgets["figure"], window.places.widgets["figure page"]
    assert isinstance(panel, FigurePanel)
    assert isinstance(page, FigurePage)
    return panel, page


def drawn(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the page that is asked for is shown."""

    def done() -> bool:
        figure = window.controller.state.figure
        return not window.busy() and not figure.drawing and bool(figure.page or figure.refused)

    qtbot.waitUntil(done)


def pick(panel: FigurePanel, name: str) -> None:
    """Click the control that is called so."""
    (found,) = [
        one
        for one in panel.findChildren(QAbstractButton)
        if one.accessibleName().startswith(name) and one.isVisibleTo(panel)
    ]
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def save(window: MainWindow, answers: Answers, qtbot: QtBot, path: Path) -> None:
    answers.path = path
    with qtbot.waitSignal(window.exchange.saving.saved):
        QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.exchange.saving.worker.idle)


def test_the_panel_takes_the_place_of_the_right_one_and_gives_it_back(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window(model="vit")
    panel, page = opened(window, qtbot)
    assert panel.isVisible()
    assert page.isVisible()
    assert not window.heads.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert window.heads.isVisible()
    assert window.canvas.isVisible()


def test_a_room_that_was_open_is_there_again_behind_the_panel(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window(model="vit")
    window.controller.analysis.toggle("heads")
    qtbot.waitUntil(lambda: "heads" in window.places.widgets and not window.busy())
    _, page = opened(window, qtbot)
    assert page.isVisible()
    window.controller.figure.close()
    assert window.places.widgets["heads"].isVisible()
    assert not page.isVisible()


def test_the_preview_follows_what_is_chosen(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(model="vit")
    panel, page = opened(window, qtbot)
    pick(panel, "Paper, 1 column")
    drawn(window, qtbot)
    first = window.controller.state.figure.page
    assert first is not None
    assert first.pixels is not None
    assert first.millimetres is not None
    assert first.millimetres[0] == 84
    assert first.pixel_size[0] == round(84 / 25.4 * 300)
    place = page.view.paper.place()
    assert page.view.across._mm == 84
    assert (page.view.across._start, page.view.across._long) == (place.left(), place.width())
    window.controller.select(0, 1)
    drawn(window, qtbot)
    second = window.controller.state.figure.page
    assert second is not None
    assert second.pixels is not None
    assert not np.array_equal(first.pixels, second.pixels)


@pytest.mark.parametrize(
    ("what", "form", "words"),
    [
        ("view", "png", ()),
        ("view", "pdf", ("--no-bar", "--title", "One {head}", "--caption")),
        ("sheet", "svg", ("--ground", "dark", "--text-pt", "6.5")),
        ("animation", "webp", ("--along", "heads")),
        ("numbers", "csv", ()),
    ],
)
def test_window_command_line_and_front_door_write_the_same_bytes(
    open_window: Open,
    answers: Answers,
    qtbot: QtBot,
    photo: Path,
    tmp_path: Path,
    what: str,
    form: str,
    words: tuple[str, ...],
) -> None:
    window = open_window(model="vit", photo=photo)
    figure = window.controller.figure
    window.controller.select(1, 2)
    panel, _ = opened(window, qtbot)
    figure.choose("what", what)
    figure.choose("preset", "paper-1")
    if "--no-bar" in words:
        pick(panel, "Colour bar")
        panel.title.selectAll()
        QTest.keyClicks(panel.title, "One {head}")
        figure.choose("caption", "{model}, {method} from {query}. {quantity}, {levels}. {smooth}")
    if "--ground" in words:
        pick(panel, "Dark")
        panel.text_pt.setValue(6.5)
    figure.choose("along", "heads")
    figure.choose("form", form)
    drawn(window, qtbot)
    save(window, answers, qtbot, tmp_path / f"window.{form}")
    asked = ["export", "vit", str(photo), "-o", str(tmp_path / f"cli.{form}"), "--layer", "1"]
    asked += ["--head", "2", "--what", what, "--preset", "paper-1", *words]
    assert main(asked) == 0
    written = (tmp_path / f"window.{form}").read_bytes()
    assert written == (tmp_path / f"cli.{form}").read_bytes()
    settings = window.controller.state.figure.settings
    shown = explorer.open_model("vit").run(photo).figure(layer=1, head=2)
    assert shown.save(tmp_path / f"door.{form}", settings).read_bytes() == written


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A GIF of four frames."""
    rng = np.random.default_rng(3)
    frames = [Image.fromarray(rng.integers(0, 256, (24, 30, 3), dtype=np.uint8)) for _ in range(4)]
    frames[0].save(tmp_path / "film.gif", save_all=True, append_images=frames[1:])
    return tmp_path / "film.gif"


def test_the_frames_of_a_film_become_an_animation_in_all_three_ways(
    open_window: Open, answers: Answers, qtbot: QtBot, film: Path, tmp_path: Path
) -> None:
    window = open_window(model="vit", photo=film)
    figure = window.controller.figure
    window.controller.select(1, 2)
    panel, _ = opened(window, qtbot)
    figure.choose("what", "animation")
    figure.choose("preset", "paper-1")
    pick(panel, "Frames")
    figure.choose("form", "webp")
    drawn(window, qtbot)
    assert not window.controller.state.figure.refused
    save(window, answers, qtbot, tmp_path / "window.webp")
    written = (tmp_path / "window.webp").read_bytes()
    with Image.open(tmp_path / "window.webp") as image:
        assert image.n_frames == 4
    asked = ["export", "vit", str(film), "-o", str(tmp_path / "cli.webp"), "--layer", "1"]
    asked += ["--head", "2", "--what", "animation", "--preset", "paper-1", "--along", "frames"]
    assert main(asked) == 0
    assert (tmp_path / "cli.webp").read_bytes() == written
    settings = window.controller.state.figure.settings
    model = explorer.open_model("vit")
    door = model.animate(film, path=tmp_path / "door.webp", settings=settings, layer=1, head=2)
    assert door.read_bytes() == written
    window.controller.open_file(tmp_path / "window.webp")
    settle(qtbot, window)
    state = window.controller.state
    assert state.selection.of_frames, "its state is that of the first frame, on the scale of all"
    assert state.photo is not None
    assert state.photo.name == "film.gif"
    window.controller.choose_levels((0.0, 0.5))
    assert not window.controller.state.selection.of_frames


def test_photos_that_are_dropped_together_are_frames(
    open_window: Open, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    rng = np.random.default_rng(4)
    paths = [tmp_path / f"{at}.png" for at in range(3)]
    for path in paths:
        Image.fromarray(rng.integers(0, 256, (24, 30, 3), dtype=np.uint8)).save(path)
    window = open_window(model="vit")
    window.controller.figure.open("animation")
    panel = window.places.widgets["figure"]
    assert isinstance(panel, FigurePanel)
    settle(qtbot, window)
    offers = {one.key: one for one in panel._view.alongs} if panel._view else {}
    assert "drop several photos" in offers["frames"].reason
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    assert window.exchange.opening.take(data, "dropped")
    settle(qtbot, window)
    drawn(window, qtbot)
    pick(panel, "Frames")
    window.controller.figure.choose("form", "apng")
    drawn(window, qtbot)
    save(window, answers, qtbot, tmp_path / "all.apng")
    with Image.open(tmp_path / "all.apng") as image:
        assert image.n_frames == 3
    window.controller.photo.open_sample("coffee")
    settle(qtbot, window)
    assert film_of(window.controller.state) == (), "another photo is no film"


def test_settings_are_kept_and_repeated(
    open_window: Open, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(model="vit")
    panel, _ = opened(window, qtbot)
    pick(panel, "Paper, 2 columns")
    pick(panel, "SVG")
    save(window, answers, qtbot, tmp_path / "first.svg")
    assert window.controller.state.figure.saved == tmp_path / "first.svg"
    assert str(tmp_path / "first.svg") in panel.foot.saved._said.toolTip()
    window.controller.figure.close()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for count in (2, 3):
        with qtbot.waitSignal(window.exchange.saving.saved):
            QTest.keyClick(window, Qt.Key.Key_E, both)
        qtbot.waitUntil(lambda: window.exchange.saving.worker.idle)
        names = sorted(one.name for one in tmp_path.glob("*.svg"))
        assert len(names) == count  # nothing that is there is lost
    again = next(one for one in tmp_path.glob("*.svg") if one.name != "first.svg")
    assert again.read_bytes() == (tmp_path / "first.svg").read_bytes()
    window.close()
    later = open_window(model="vit")
    kept = later.controller.state.figure
    assert kept.settings == FigureSettings("view", "paper-2")
    assert kept.form == "svg"
    assert Preferences().value.export_folder == str(tmp_path)


def test_a_wrong_field_is_said_and_nothing_is_saved(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(model="vit")
    panel, _ = opened(window, qtbot)
    pick(panel, "Paper, 1 column")
    drawn(window, qtbot)
    before = window.controller.state.figure.page
    panel.title.clear()
    QTest.keyClicks(panel.title, "{folder}")
    assert "There is no field {folder}" in panel._problem.text()
    assert not panel.foot.save.isEnabled()
    assert window.controller.state.figure.page is before
    panel.title.selectAll()
    QTest.keyClicks(panel.title, "{model}")
    drawn(window, qtbot)
    assert panel._problem.text() == ""
    assert panel.foot.save.isEnabled()


def test_what_has_no_room_says_what_it_needs(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(model="transformer")
    panel, _ = opened(window, qtbot)
    window.controller.text.type("この小説は人気ですが、あの映画は面白くないと思います。")
    settle(qtbot, window)
    window.controller.text.choose_view("steps")
    pick(panel, "Paper, 1 column")
    drawn(window, qtbot)
    refused = window.controller.state.figure.refused
    assert "mm wide" in refused
    assert panel.foot.note.text() == refused
    assert not panel.foot.save.isEnabled()
    window.controller.figure.choose("preset", "own")
    window.controller.figure.choose("width_mm", float(refused.split()[7]))
    drawn(window, qtbot)
    assert window.controller.state.figure.refused == ""


def test_compared_maps_curves_lens_and_methods_are_figures(
    open_window: Open, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(model="vit")
    controller = window.controller
    controller.analysis.steps, controller.analysis.random = 2, 2
    panel, _ = opened(window, qtbot)
    pick(panel, "Paper, 2 columns")
    pick(panel, "PDF")
    sizes = {}

    def keep(name: str) -> None:
        drawn(window, qtbot)
        assert controller.state.figure.refused == ""
        save(window, answers, qtbot, tmp_path / f"{name}.pdf")
        sizes[name] = controller.state.figure.page.millimetres  # type: ignore[union-attr]

    keep("map")
    controller.compare.toggle_pin()
    controller.select(0, 1)
    keep("compared")
    assert panel.letters.isEnabled()
    assert not panel.whats.findChildren(QAbstractButton)[1].isEnabled()
    controller.compare.toggle_pin()
    controller.analysis.toggle("lens")
    qtbot.waitUntil(lambda: not window.busy() and "lens" in window.places.widgets)
    keep("lens")
    controller.analysis.toggle("check")
    qtbot.waitUntil(lambda: not window.busy())
    pick(panel, "The curves of the check")
    keep("curves")
    controller.analysis.toggle("check")
    controller.why.toggle()
    qtbot.waitUntil(
        lambda: controller.state.why is not None and controller.state.why.found is not None
    )
    qtbot.waitUntil(lambda: not window.busy())
    keep("why")
    contents = {one.read_bytes() for one in tmp_path.glob("*.pdf")}
    assert len(contents) == 5
    assert {one[0] for one in sizes.values()} == {174}  # type: ignore[index]


def test_the_figure_is_copied(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(model="vit")
    panel, _ = opened(window, qtbot)
    pick(panel, "Slide 16:9")
    drawn(window, qtbot)
    with qtbot.waitSignal(window.exchange.saving.saved):
        panel.foot.copy.click()
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (1920, 1080)


def test_grey_changes_the_preview_and_not_the_file(
    open_window: Open, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(model="vit")
    _, page = opened(window, qtbot)
    page.grey.click()
    image = page.view.paper._image
    assert image is not None
    assert image.allGray()
    save(window, answers, qtbot, tmp_path / "map.png")
    with Image.open(tmp_path / "map.png") as file:
        pixels = np.asarray(file.convert("RGB")).astype(int)
    assert np.ptp(pixels, axis=2).max() > 50


def test_every_control_has_a_name_a_tip_and_the_keyboard(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(model="vit")
    panel, page = opened(window, qtbot)
    for preset in ("own", "screen"):
        window.controller.figure.choose("preset", preset)
        for part in (panel, page):
            for one in part.findChildren(QWidget):
                takes = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
                if takes and one.isVisible() and not isinstance(one.parent(), INSIDE):
                    assert one.accessibleName(), one
    assert panel.dpi.toolTip()


def test_a_low_window_has_a_combo_for_the_pages(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(model="vit")
    window.resize(1024, 640)
    panel, _ = opened(window, qtbot)
    assert not panel.tiles._tiles.isVisible()
    assert panel.tiles._combo.isVisible()
    panel.tiles._combo.choiceRequested.emit("paper-1")
    drawn(window, qtbot)
    assert window.controller.state.figure.settings.preset == "paper-1"


def test_another_photo_is_previewed_when_it_is_there(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(model="vit")
    opened(window, qtbot)
    before = window.controller.state.figure.page
    window.controller.photo.open_sample("coffee")
    settle(qtbot, window)
    drawn(window, qtbot)
    after = window.controller.state.figure.page
    assert before is not None
    assert after is not None
    assert before.pixel_size != after.pixel_size


def test_a_file_of_settings_that_lies_falls_back(open_window: Open, qtbot: QtBot) -> None:
    first = Preferences()
    for lie in ('{"dpi": 3}', "{", '{"title": "{path}"}', '{"what": "all"}'):
        first.change(figure=lie, export_form="gif")
        first.finish()
        window = open_window(model="vit")
        assert window.controller.state.figure.settings == FigureSettings()
        assert window.controller.state.figure.form == "png"
        window.close()
    assert replace(FigureSettings(), dpi=3) != FigureSettings()
