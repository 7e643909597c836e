"""What the window is opened with: the words of the command line, a bare photo included."""

from __future__ import annotations

import os
import socket
import sys
import types
from contextlib import closing
from pathlib import Path

import pytest

from explorer.cli import main
from explorer.cli.display import need_display
from explorer.cli.errors import UsageError
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


def test_without_a_display_a_sentence_names_the_export(
    opened: list[Opened], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(UsageError, match="attention-explorer export"):
        need_display({}, "linux")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert main([]) == 0
    assert len(opened) == 1
    capsys.readouterr()


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({}, "There is no display"),
        ({"DISPLAY": ":9177"}, "The display :9177 does not answer"),
        ({"DISPLAY": "nonsense"}, "The display nonsense does not answer"),
        ({"DISPLAY": "a\nb:1"}, "The display a b:1 does not answer"),
        ({"DISPLAY": "localhost:59000"}, "does not answer"),
        ({"QT_QPA_PLATFORM": "nosuch"}, "Qt has no platform nosuch"),
        ({"QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": "wayland-0"}, "There is no display"),
    ],
)
def test_a_display_that_is_not_there_is_one_sentence(environ: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError) as refused:
        need_display(environ, "linux")
    assert said in str(refused.value)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    "environ", [{"QT_QPA_PLATFORM": "offscreen"}, {"QT_QPA_PLATFORM": "offscreen:x=1"}]
)
def test_a_platform_with_a_screen_of_its_own_needs_no_display(environ: dict[str, str]) -> None:
    need_display(environ, "linux")


def test_elsewhere_no_display_is_asked_for() -> None:
    need_display({}, "win32")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such sockets here")
def test_a_display_that_answers_is_one() -> None:
    number = 9100 + os.getpid() % 800
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind(f"\0/tmp/.X11-unix/X{number}")
        server.listen(1)
        need_display({"DISPLAY": f":{number}.0"}, "linux")
