"""The settings of a running window, and when their file is written."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from explorer.gui.control.kept.preferences import Preferences
from explorer.gui.control.kept.remembering import first_state
from explorer.runtime import settings
from explorer.runtime.settings import Settings
from tests.patience import PATIENCE


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ATTENTION_EXPLORER_HOME", str(tmp_path))
    return tmp_path


def test_what_changes_is_written_and_what_stays_is_not_written_again() -> None:
    preferences = Preferences()
    preferences.used("vit")
    preferences.finish()
    assert settings.load().recent_models == ("vit",)
    file = settings.folder() / "settings.json"
    file.unlink()
    preferences.used("vit")
    preferences.change(theme=preferences.value.theme)
    preferences.finish()
    assert not file.exists()
    preferences.change(theme="dark")
    preferences.finish()
    assert settings.load() == preferences.value


def test_a_disk_that_takes_its_time_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    writing, go_on = threading.Event(), threading.Event()
    written: list[tuple[str, threading.Thread]] = []
    save = settings.save

    def slow(value: Settings) -> None:
        writing.set()
        assert go_on.wait(PATIENCE)
        written.append((value.theme, threading.current_thread()))
        save(value)

    monkeypatch.setattr(settings, "save", slow)
    preferences = Preferences()
    for theme in ("dark", "light", "dark", "light"):
        preferences.change(theme=theme)
        assert writing.wait(PATIENCE)
    assert written == []
    go_on.set()
    preferences.finish()
    assert [theme for theme, _ in written] == ["dark", "light"]
    assert threading.current_thread() not in [thread for _, thread in written]
    assert settings.load().theme == "light"


def test_a_theme_of_the_command_line_is_kept_once_it_is_chosen() -> None:
    preferences = Preferences()
    preferences.value = settings.Settings(theme="dark")  # as --theme does, for this window alone
    preferences.change(theme="dark")
    preferences.finish()
    assert settings.load().theme == "dark"


def test_numbers_that_python_does_not_read_are_no_tasks_of_the_lecture() -> None:
    stored = Settings(lecture_done=f"vit:1 vit:{'9' * 5000} cnn:x :")
    assert first_state(stored, None).lecture.done == frozenset({("vit", 1)})
