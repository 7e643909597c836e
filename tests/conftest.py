"""What every test starts from: no screen, a home of its own, and nothing left behind.

Qt is imported only where it is installed, so that everything but tests/gui runs without it.
"""

from __future__ import annotations

import gc
import importlib.util
import os
import threading
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import count
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# As many as the smallest machine has, so that none of them is slowed by its own threads.
os.environ.setdefault("OMP_NUM_THREADS", "2")

import pytest
from hypothesis import settings
from tqdm import tqdm

from tests.patience import PATIENCE

# No test fails for the time it took: the machine may be busy.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
tqdm.monitor_interval = 0  # else the first bar of a library begins a thread that stays

HAVE_QT = importlib.util.find_spec("PySide6") is not None
BODY = pytest.StashKey[bool]()
NUMBERS = count()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Note on each test whether its body passed: only then are its leaks judged."""
    report = yield
    if report.when == "call":
        item.stash[BODY] = report.passed
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say before the last line which checks of scripts/test.py failed before pytest."""
    failed = os.environ.get("ATTENTION_EXPLORER_FAILED_CHECKS")
    if failed:
        terminalreporter.section("other checks", sep="=")
        terminalreporter.line(f"FAILED before pytest, see above: {failed}", red=True)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and data of the program go to a folder of this test, which it makes if it has any.

    Not below tmp_path: pytest takes the longer to make one the more tests there are.
    """
    home = tmp_path_factory.getbasetemp() / "homes" / str(next(NUMBERS))
    monkeypatch.setenv("ATTENTION_EXPLORER_HOME", str(home))


if HAVE_QT:
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication, QMenu, QWidget
    from pytestqt.qtbot import QtBot

    LONGEST = int(1000 * PATIENCE)
    """Milliseconds."""

    class PatientBot(QtBot):
        """Waits as long as a busy machine needs: no test gives a time of its own."""

        def waitUntil(self, callback: Callable[[], Any], *, timeout: int = LONGEST) -> None:
            super().waitUntil(callback, timeout=timeout)

        def waitSignal(self, signal: Any, *, timeout: int = LONGEST, **given: Any) -> Any:
            return super().waitSignal(signal, timeout=timeout, **given)  # 0 where none may come

        def waitExposed(self, widget: QWidget, *, timeout: int = LONGEST) -> Any:
            return super().waitExposed(widget, timeout=timeout)

    @pytest.fixture(autouse=True, scope="session")
    def application_with_windows(request: pytest.FixtureRequest) -> None:
        """Made before a figure makes one without: a process has one application, in any order."""
        request.getfixturevalue("qapp")  # no parameter, or every test would be one that uses Qt

    @pytest.fixture
    def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
        """Drive widgets as a user does, and wait for what they do."""
        return PatientBot(request)

    @pytest.fixture(autouse=True)
    def no_leaks(request: pytest.FixtureRequest) -> Iterator[None]:
        """Fail a test that used Qt if it leaves a thread or a top-level widget behind.

        Judged only when the body of the test passed, since a traceback keeps frames alive.
        """
        if not {"qapp", "qtbot"} & set(request.node.fixturenames):
            yield
            return
        request.getfixturevalue("qapp")
        import_module("pyqtgraph")  # else the first window would begin a thread that does
        gc.collect()
        gc.freeze()  # else torch and its libraries are looked through again after every test
        threads = set(threading.enumerate())
        widgets = set(_top_levels())
        yield
        # The offscreen clipboard would delete what Python gave it after Python has ended: a crash.
        QGuiApplication.clipboard().clear()
        if request.node.stash.get(BODY, False):
            _settle()
            assert not (left := _running_since(threads)), f"threads left running: {left}"
            forgotten = [repr(widget) for widget in _top_levels() if widget not in widgets]
            assert not forgotten, f"top-level widgets left behind: {forgotten}"

    def _settle() -> None:
        """Deliver what is due, deleteLater() included, and collect what nobody holds."""
        for _ in range(2):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QCoreApplication.processEvents()
            gc.collect()

    def _running_since(before: set[threading.Thread]) -> list[str]:
        """The names of the threads begun since then; one that is just ending may end."""
        begun = set(threading.enumerate()) - before
        for thread in begun:
            thread.join(PATIENCE)
        return sorted(thread.name for thread in begun if thread.is_alive())

    def _top_levels() -> list[QWidget]:
        """The windows without a parent, but for menus and tooltips, which Qt keeps itself."""
        return [
            widget
            for widget in QApplication.topLevelWidgets()
            if widget.parent() is None
            and not isinstance(widget, QMenu)
            and not widget.inherits("QTipLabel")
        ]
