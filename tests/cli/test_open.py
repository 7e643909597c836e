"""What the window is opened with: the words of the command line, a bare photo included."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import pytest

from explorer.cli import main
from explorer.registry.catalogue import untrained

Opened = tuple[Path | None, str | None, str | None]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Opened]:
    """What the window was asked to open; none is made."""
    calls: list[Opened] = []
    app = types.ModuleType("explorer.gui.window.app")

    def run_window(photo: Path | None, model: str | None, theme: str | None) -> int:
        calls.append((photo, model, theme))
        return 0

    vars(app)["run_window"] = run_window
    monkeypatch.setitem(sys.modules, "explorer.gui.window.app", app)
    return calls


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], (None, None, None)),
        (["open"], (None, None, None)),
        (["cat.png"], (Path("cat.png"), None, None)),
        (["open", "cat.png", "--model", "vit"], (Path("cat.png"), "vit", None)),
        (["--model", "se-resnet", "--theme", "dark"], (None, "se-resnet", "dark")),
        (["cat.png", "--theme", "light"], (Path("cat.png"), None, "light")),
        (["--model", "timm:a", "--random-weights"], (None, untrained("timm:a"), None)),
    ],
)
def test_the_window_gets_the_words(
    opened: list[Opened], words: list[str], expected: Opened
) -> None:
    assert main(words) == 0
    assert opened == [expected]


def test_words_default_to_those_of_the_process(
    opened: list[Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["attention-explorer", "cat.png"])
    assert main() == 0
    assert opened == [(Path("cat.png"), None, None)]


@pytest.mark.parametrize(
    "words",
    [["--theme", "pink"], ["a.png", "b.png"], ["open", "--size", "3"], ["--random-weights"]],
)
def test_wrong_words_open_nothing(
    opened: list[Opened], words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert opened == []
    printed = capsys.readouterr()
    assert (printed.out, len(printed.err.splitlines())) == ("", 1)


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_without_a_display_a_sentence_names_the_export(
    opened: list[Opened],
    name: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for one in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(one, raising=False)
    assert main([]) == 2
    assert "attention-explorer export" in capsys.readouterr().err
    assert opened == []
    monkeypatch.setenv(name, "there")
    assert main([]) == 0
    assert len(opened) == 1
