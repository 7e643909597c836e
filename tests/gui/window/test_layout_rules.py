"""The window on screens of every size: the first time, and when it comes back from another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.gui.window.layout_rules import (
    FIRST,
    FRAME,
    LEAST,
    Place,
    first_size,
    fitted_place,
    least_size,
)

ROOT = Path(__file__).resolve().parents[3]
SIDES = st.integers(320, 8000)
OPEN = """
import sys
from PySide6.QtWidgets import QApplication
from explorer.gui.window.main_window import MainWindow

app = QApplication([])
window = MainWindow(theme="dark", sync=False)
if sys.argv[1:]:
    window.resize(*map(int, sys.argv[1:]))
window.show()
app.processEvents()
screen, frame = app.primaryScreen().availableGeometry(), window.frameGeometry()
print(window.width(), window.height(), screen.contains(frame))
window.close()
"""


@given(SIDES, SIDES)
def test_the_first_window_fits_its_screen_and_is_no_smaller_than_need_be(
    width: int, height: int
) -> None:
    for least, wanted in ((first_size, FIRST), (least_size, LEAST)):
        size = least((width, height))
        for has, room, side, frame in zip(size, (width, height), wanted, FRAME, strict=True):
            assert has + frame <= room
            assert has == side or has + frame == room


@given(st.tuples(st.integers(-9000, 9000), st.integers(-9000, 9000), SIDES, SIDES), SIDES, SIDES)
def test_a_window_that_comes_back_lies_on_its_screen(place: Place, width: int, height: int) -> None:
    room = (100, 50, width, height)
    x, y, wide, tall = fitted_place(place, room)
    assert room[0] <= x
    assert room[1] < y
    assert x + wide <= room[0] + width
    assert y + tall <= room[1] + height
    assert (wide, tall) == (min(place[2], width - FRAME[0]), min(place[3], height - FRAME[1]))
    assert fitted_place((x, y, wide, tall), room) == (x, y, wide, tall)


def open_on(screen: tuple[int, int], home: Path, *size: int) -> tuple[int, int, bool]:
    """(width, height) of a window that opens on a screen, and whether it lies on it with its
    frame."""
    made = [{"name": "one", "x": 0, "y": 0, "width": screen[0], "height": screen[1],
             "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]  # fmt: skip
    home.mkdir(exist_ok=True)
    (home / "screens.json").write_text(json.dumps({"windowFrameMargins": True, "screens": made}))
    environment = os.environ | {
        "QT_QPA_PLATFORM": f"offscreen:configfile={home / 'screens.json'}",
        "ATTENTION_EXPLORER_HOME": str(home),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", OPEN, *map(str, size)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    width, height, inside = done.stdout.split()[-3:]
    return int(width), int(height), inside == "True"


@pytest.mark.parametrize("screen", [(1366, 768), (1024, 600)])
def test_the_first_window_lies_on_the_screen_it_opens_on(
    screen: tuple[int, int], tmp_path: Path
) -> None:
    width, height, inside = open_on(screen, tmp_path)
    assert inside
    assert (width, height) == first_size(screen)


def test_what_is_remembered_of_a_bigger_screen_comes_back_on_a_smaller_one(tmp_path: Path) -> None:
    assert open_on((2560, 1440), tmp_path, 2300, 1300) == (2300, 1300, True)
    width, height, inside = open_on((1366, 768), tmp_path)
    assert inside
    assert width <= 1366 - 2
    assert height > 600
