"""Several photos or texts, or a folder of them, are dropped: a list to walk through."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.gui.panels.walk_strip import WalkStrip
from explorer.gui.window.main_window import MainWindow

from .conftest import Open, settle


def photos(folder: Path, *names: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for number, name in enumerate(names):
        Image.new("RGB", (40, 30), (60 * number, 90, 120)).save(folder / name)
    return [folder / name for name in names]


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in paths])
    assert window.exchange.opening.take(data, "dropped.png")


def strip_of(window: MainWindow) -> WalkStrip:
    strip = window.places.widgets["walk"]
    assert isinstance(strip, WalkStrip)
    return strip


def shown(qtbot: QtBot, window: MainWindow) -> str:
    settle(qtbot, window)
    photo = window.controller.state.photo
    assert photo is not None
    return photo.name


def test_several_photos_are_walked_through_with_keys_and_buttons(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window()
    assert "walk" not in window.places.widgets
    a, b, c = photos(tmp_path, "a.png", "b.png", "c.png")
    drop(window, a, b, c)
    assert shown(qtbot, window) == "a.png"
    strip = strip_of(window)
    assert strip.isVisible()
    assert strip.place.text() == "1 of 3"
    assert not strip.before.isEnabled()
    QTest.mouseClick(strip.next, Qt.MouseButton.LeftButton)
    assert shown(qtbot, window) == "b.png"
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert shown(qtbot, window) == "c.png"
    assert strip.place.text() == "3 of 3"
    assert not strip.next.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert shown(qtbot, window) == "c.png"
    window.controller.undo()
    assert shown(qtbot, window) == "b.png"
    assert strip.place.text() == "2 of 3"
    QTest.keyClick(window, Qt.Key.Key_PageUp)
    assert shown(qtbot, window) == "a.png"
    strip.files.activated.emit(2)
    assert shown(qtbot, window) == "c.png"
    window.controller.photo.open_sample("chelsea")
    settle(qtbot, window)
    assert not strip.isVisible()


def test_a_file_that_is_no_photo_is_told_and_walked_past(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window()
    a, b, c = photos(tmp_path, "a.png", "b.png", "c.png")
    b.write_bytes(b"nothing")
    drop(window, a, b, c)
    assert shown(qtbot, window) == "a.png"
    window.controller.walk.step(1)
    qtbot.waitUntil(lambda: window.controller.state.message is not None)
    settle(qtbot, window)
    assert strip_of(window).place.text() == "2 of 3"
    window.controller.walk.step(1)
    assert shown(qtbot, window) == "c.png"


def test_a_folder_of_photos_is_a_list_and_says_what_it_skipped(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window()
    photos(tmp_path, "10.png", "2.png")
    (tmp_path / "x.heic").write_bytes(b"0")
    window.controller.open_file(tmp_path)
    message = window.controller.state.message
    assert message is not None
    assert "x.heic" in message.sentence
    assert shown(qtbot, window) == "2.png"
    assert strip_of(window).place.text() == "1 of 2"


def test_a_folder_with_nothing_to_open_is_refused_in_a_sentence(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window = open_window()
    photos(tmp_path / "in", "a.png")
    (tmp_path / "empty").mkdir()
    drop(window, tmp_path / "in", tmp_path / "empty")
    qtbot.waitUntil(lambda: window.controller.state.message is not None)
    message = window.controller.state.message
    assert message is not None
    assert "empty" in message.sentence


def test_several_texts_are_walked_through(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = open_window(model="seq2seq", photo=None)
    for name, text in (("a.txt", "彼は学生です。"), ("b.txt", "これは本です。")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    drop(window, tmp_path / "a.txt", tmp_path / "b.txt")

    def reads(name: str) -> bool:
        trace = window.controller.text.trace
        return not window.busy() and trace is not None and trace.sentence.name == name

    qtbot.waitUntil(lambda: reads("a.txt"))
    QTest.mouseClick(strip_of(window).next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: reads("b.txt"))
    assert strip_of(window).place.text() == "2 of 2"
    strip_of(window).closeRequested.emit()
    assert not strip_of(window).isVisible()
