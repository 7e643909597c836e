"""The settings of a running window, and when their file is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.gui.control.kept.preferences import Preferences
from explorer.gui.control.kept.remembering import first_state
from explorer.runtime import settings
from explorer.runtime.settings import Settings


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ATTENTION_EXPLORER_HOME", str(tmp_path))
    return tmp_path


def test_what_changes_is_written_at_once_and_what_stays_is_not_written_again() -> None:
    preferences = Preferences()
    preferences.used("vit")
    assert settings.load().recent_models == ("vit",)
    file = settings.folder() / "settings.json"
    file.unlink()
    preferences.used("vit")
    preferences.change(theme=preferences.value.theme)
    assert not file.exists()
    preferences.change(theme="dark")
    assert settings.load() == preferences.value


def test_a_theme_of_the_command_line_is_kept_once_it_is_chosen() -> None:
    preferences = Preferences()
    preferences.value = settings.Settings(theme="dark")  # as --theme does, for this window alone
    preferences.change(theme="dark")
    assert settings.load().theme == "dark"


def test_numbers_that_python_does_not_read_are_no_tasks_of_the_lecture() -> None:
    stored = Settings(lecture_done=f"vit:1 vit:{'9' * 5000} cnn:x :")
    assert first_state(stored, None).lecture.done == frozenset({("vit", 1)})
