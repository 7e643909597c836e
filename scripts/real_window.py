"""Drive the real window from a script: open it on a model and a file, press keys, wait for paint.

Everything is done with events that a user could send, and parts are found by what they are called
in the window, so that the same script drives any checkout of the program.
"""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

SIZE = (1440, 900)
"""Of the window, logical px."""
PATIENCE = 300.0
"""Seconds that a run may take before a script gives up."""


def use_checkout(checkout: Path) -> None:
    """Import `explorer` from a checkout, offscreen, with settings of its own in a temporary folder.

    Call it before anything of `explorer` or Qt is imported.
    """
    sys.path.insert(0, str(checkout))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command itself has it
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    home = tempfile.mkdtemp(prefix="attention-explorer-")
    os.environ["ATTENTION_EXPLORER_HOME"] = home


def find_module(checkout: Path, room: str, name: str) -> Any:
    """Import the module of a file name, wherever below a folder of `explorer` it lies.

    Raises
    ------
    LookupError
        There is none in this checkout.
    """
    for path in (checkout / "explorer" / room).rglob(f"{name}.py"):
        return importlib.import_module(".".join(path.relative_to(checkout).with_suffix("").parts))
    raise LookupError(f"There is no {name}.py below explorer/{room} of {checkout}.")


class RealWindow:
    """The window of a checkout, offscreen, on a model and a file.

    Parameters
    ----------
    checkout
        Folder that holds `explorer/`; `use_checkout` was called with it.
    model
        Registry id.
    file
        Photo or text to open; None for the model's sample.
    """

    def __init__(self, checkout: Path, model: str, file: Path | None = None) -> None:
        from PySide6.QtWidgets import QApplication

        self.app = QApplication.instance() or QApplication(["attention-explorer"])
        QApplication.setFont(find_module(checkout, "gui", "fonts").ui_font(13))
        made = find_module(checkout, "gui", "main_window").MainWindow
        self.window: Any = made(file=file, model=model, theme="dark")
        self.window.resize(*SIZE)
        self.window.show()
        self.model = model
        self.settle()
        self.window.resize(*SIZE)  # where the first size was another
        self.grid.setFocus()
        with suppress(LookupError):  # plots come when the library that draws them is imported
            self.wait_for(find_module(checkout, "gui", "pyqtgraph_loading").is_loaded)
        self.settle()

    @property
    def grid(self) -> Any:
        """The grid of heads."""
        return self.window.heads.grid

    def wait_for(self, done: Callable[[], bool]) -> None:
        """Run the event loop until `done()`, which no profiler sees.

        Raises
        ------
        TimeoutError
            After `PATIENCE` seconds.
        """
        end = time.monotonic() + PATIENCE
        while not _unseen(done):
            self.app.processEvents()
            time.sleep(0.005)  # QTest.qWait keeps the interpreter from the threads that import
            if time.monotonic() > end:
                raise TimeoutError(f"The window was not ready after {PATIENCE:.0f} s.")

    @property
    def trace(self) -> Any:
        """What is shown: the last run."""
        return self.window.controller.state.trace

    def settle(self, before: object = None) -> None:
        """Wait until a run other than `before` is shown, nothing runs, and all is painted."""

        def shown() -> bool:
            trace = self.trace
            return trace is not None and trace is not before and not self.window.busy()

        self.wait_for(shown)
        self.paint()

    def paint(self) -> None:
        """Deliver what is posted until nothing is left to paint."""
        for _ in range(3):
            self.app.processEvents()

    def drop(self, file: Path) -> None:
        """Let go of a file over the window, as from a file manager."""
        from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
        from PySide6.QtGui import QDropEvent

        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        copy, left, none = (
            Qt.DropAction.CopyAction,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        where = QPointF(SIZE[0] / 2, SIZE[1] / 2)
        self.window.dropEvent(QDropEvent(where, copy, data, left, none))  # what a drag calls

    def type_text(self, text: str) -> None:
        """Replace the text of the input box, as an input method commits it."""
        from PySide6.QtGui import QInputMethodEvent
        from PySide6.QtWidgets import QPlainTextEdit

        boxes = self.window.left.findChildren(QPlainTextEdit)
        box = next(one for one in boxes if one.isVisible() and one.accessibleName() == "Input")
        box.setFocus()
        box.selectAll()
        event = QInputMethodEvent()
        event.setCommitString(text)
        self.app.sendEvent(box, event)

    def click_cell(self, row: int, column: int) -> None:
        """Click on a cell of the grid."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        where = self.grid.cell_rect(row, column).center().toPoint()
        QTest.mouseClick(self.grid.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def press(self, key: str) -> tuple[float, float]:
        """Press a key of the grid and paint: (wall, processor) time of this thread, ms."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        wall, worked = time.perf_counter(), time.thread_time()
        QTest.keyClick(self.grid, getattr(Qt.Key, f"Key_{key}"))
        self.paint()
        taken = time.perf_counter() - wall, time.thread_time() - worked
        return 1000 * taken[0], 1000 * taken[1]

    def close(self) -> None:
        """Close the window and forget it."""
        self.window.close()
        self.window.deleteLater()
        self.app.processEvents()


def _unseen(ask: Callable[[], bool]) -> bool:
    """Ask without the profiler of this thread: asking is no part of what is measured."""
    profiler = sys.getprofile()
    sys.setprofile(None)
    try:
        return ask()
    finally:
        sys.setprofile(profiler)
