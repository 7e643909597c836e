"""What the command does when it is to open the window."""

from __future__ import annotations

import sys

import pytest

from explorer.cli import main


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a display")
@pytest.mark.parametrize("words", [[], ["photo.png"], ["open", "--theme", "dark"]])
def test_without_a_display_it_names_the_export(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main(words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "attention-explorer export" in captured.err
