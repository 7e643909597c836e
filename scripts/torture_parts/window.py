"""A random user of the real window, and what goes wrong meanwhile.

Judged are exceptions (of slots, threads, and those that nobody could raise), runs that end in no
refusal, messages of Qt, memory in use that grows, and what is left after closing: threads and
windows. Told, not judged, are the stalls of the event loop by action (a heartbeat of 5 ms; by the
clock and in processor time of the GUI thread, for a busy machine stalls anything).
"""

from __future__ import annotations

import faulthandler
import gc
import os
import random
import shutil
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication

from explorer.core.foreign import Refusal
from explorer.gui.control import opening
from explorer.gui.window.app import begin_collecting, make_application
from explorer.gui.window.main_window import MainWindow
from explorer.runtime.jobs import Report
from torture_parts.memory import MOST, Memory, grown, memory_told
from torture_parts.user import MODELS, User
from torture_parts.user_files import RandomAnswers, user_files

STALL = 50.0
"""Ms from one heartbeat to the next above which it is a stall."""
OF_THE_TEST = ("This plugin does not support", "not accepted by receiving widget")
"""Messages of the offscreen screen, and of QTest itself."""
SHOWN = 25
"""Actions with stalls that are named."""
RESTS = 4
"""Times that memory is measured, at like distances; two in a short session."""
PATIENCE = 60.0
"""Seconds until a thread must have ended."""
NOT_INSTALLED = "the torture installs nothing"


class Findings:
    """Whatever went wrong, alike ones counted.

    Attributes
    ----------
    doing : gives what the user did last.
    """

    def __init__(self) -> None:
        self.failures: Counter[str] = Counter()
        self.details: dict[str, str] = {}
        self.messages: Counter[str] = Counter()
        self.doing: Callable[[], str] = lambda: "start"

    def failed(self, kind: str, error: BaseException) -> None:
        """Note an exception."""
        key = f"{kind}: {type(error).__name__}: {ascii(str(error))[:160]}"
        self.failures[key] += 1
        told = "".join(traceback.format_exception(error))
        self.details.setdefault(key, f"after {self.doing()}\n{told}")

    def install(self) -> None:
        """Hear of all exceptions that nobody catches, and of all messages of Qt."""
        sys.excepthook = self._uncaught
        threading.excepthook = lambda args: self._uncaught(args.exc_type, args.exc_value, None)
        sys.unraisablehook = lambda args: self._uncaught(args.exc_type, args.exc_value, None)
        qInstallMessageHandler(self._on_message)

    def _uncaught(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.failed("uncaught", error or kind())

    def _on_message(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if not any(one in message for one in OF_THE_TEST):
            self.messages[f"{kind.name}: {message[:200]}"] += 1

    def hear(self, report: Report[object]) -> None:
        """Note a run that failed and was no refusal."""
        error = report.value
        if not isinstance(error, BaseException) or NOT_INSTALLED in str(error):
            return
        if not isinstance(error, Refusal):
            self.failed("run failed", error)


class Session:
    """The user, the heartbeat and the clock."""

    def __init__(
        self, user: User, findings: Findings, count: int, pause: float, seconds: float
    ) -> None:
        self.user, self.done, self._count, self._pause = user, 0, count, pause
        self.actions: Counter[str] = Counter()
        self.gaps: list[tuple[float, float, str]] = []
        self.memory: list[Memory] = []
        self._findings, self._rng = findings, random.Random(f"pauses {count}")
        self._end = time.monotonic() + seconds
        self._beat, self._cpu, self._waited = time.perf_counter(), time.thread_time(), -1
        self._heart = QTimer()
        self._heart.timeout.connect(self._on_beat)
        self._heart.start(5)
        QTimer.singleShot(300, self._step)

    def _on_beat(self) -> None:
        """Note how long the event loop was away: at a heartbeat, and before each action."""
        now, cpu = time.perf_counter(), time.thread_time()
        if self._waited < 0:
            gap, worked = 1000 * (now - self._beat), 1000 * (cpu - self._cpu)
            self.gaps.append((gap, worked, self.user.label))
        self._beat, self._cpu = now, cpu

    def _step(self) -> None:
        if self._waited >= 0:
            self._settle()
            return
        over = self.done >= self._count or time.monotonic() > self._end
        rests = RESTS if self._count >= 1000 else 2
        if over or self.done * rests >= self._count * (len(self.memory) + 1):
            self._rest()
        else:
            self.done += 1
            self._on_beat()  # what came before is the last action's
            try:
                self.actions[self.user.act()] += 1
            except Exception as error:
                self._findings.failed(f"raised in {self.user.label.split()[0]}", error)
        QTimer.singleShot(int(self._rng.random() * self._pause), self._step)

    def _rest(self) -> None:
        """Come to the same state whenever memory is taken."""
        self._waited = 0
        self.user.reopen()
        self.user.window.resize(1440, 900)
        for model in MODELS[::-1]:
            self.user.window.controller.choose_model(model)

    def _settle(self) -> None:
        """Wait until all is quiet, take the memory, then go on or end."""
        self._waited += 1
        if (self.user.window.busy() or self._waited < 10) and self._waited < 600:
            QTimer.singleShot(50, self._step)
            return
        self.memory.append(Memory.now(self.done))
        self._beat, self._cpu = time.perf_counter(), time.thread_time()  # measuring is no stall
        self._waited = -1
        if self.done >= self._count or time.monotonic() > self._end:
            self._heart.stop()
            QApplication.exit()
        else:
            QTimer.singleShot(0, self._step)


def main(seed: int, actions: int, minutes: float, pause: float = 60.0) -> int:
    """Let a random user do so many actions and print what went wrong; gives the exit status.

    Parameters
    ----------
    minutes : after which it ends, whatever was done.
    pause : the longest between two actions, ms.
    """
    faulthandler.enable()
    home = Path(tempfile.mkdtemp(prefix="torture-window-"))
    os.environ["ATTENTION_EXPLORER_HOME"] = str(home / "settings")
    findings, rng, begun = Findings(), random.Random(seed), time.monotonic()
    findings.install()
    app = make_application()
    app.setQuitOnLastWindowClosed(False)  # it is closed and opened again
    QDesktopServices.openUrl = lambda url: True  # type: ignore[method-assign]  # nothing is opened
    vars(opening)["install"] = _install_nothing
    files, before = user_files(home), set(threading.enumerate())
    answers = RandomAnswers(home, files, rng)

    def open_window() -> MainWindow:
        window = MainWindow(dialogs=answers, after_paint=True)
        window._runner.reported.connect(findings.hear)
        window.show()
        window.activateWindow()
        return window

    user = User(open_window, files, rng)
    begin_collecting()
    findings.doing = lambda: user.label
    session = Session(user, findings, actions, pause, 60 * minutes)
    app.exec()
    user.window.close()
    user.window.deleteLater()
    del user.window
    left = left_behind(before)
    shutil.rmtree(home, ignore_errors=True)
    return _report(session, findings, left, f"seed {seed}, {time.monotonic() - begun:.0f} s")


def _install_nothing(*_: object) -> None:
    raise RuntimeError(NOT_INSTALLED)


def left_behind(before: set[threading.Thread]) -> list[str]:
    """Name the threads and windows that are left after closing, though they were waited for.

    A page that is being drawn is drawn to its end, which takes long on a busy machine.
    """
    QGuiApplication.clipboard().clear()
    end, quiet = time.monotonic() + PATIENCE, time.monotonic() + 0.3
    while time.monotonic() < end:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()
        if time.monotonic() > quiet and not set(threading.enumerate()) - before:
            break
        time.sleep(0.05)
    threads = [f"thread {one.name}" for one in set(threading.enumerate()) - before]
    windows = [one for one in QApplication.topLevelWidgets() if one.parent() is None]
    return threads + [type(one).__name__ for one in windows if isinstance(one, MainWindow)]


def stalls_told(gaps: Sequence[tuple[float, float, str]]) -> list[str]:
    """Say in lines how long the event loop was away between two heartbeats, and in which actions.

    Parameters
    ----------
    gaps : ms by the clock, ms of processor time of the GUI thread, and the latest action, of each
        heartbeat.
    """
    if not gaps:
        return ["no heartbeats"]
    clock, worked = sorted(one[0] for one in gaps), sorted(one[1] for one in gaps)
    last = int(0.99 * len(gaps))
    told = [
        f"heartbeats {len(gaps)}, p99 {clock[last]:.0f} ms by the clock, "
        f"{worked[last]:.0f} ms of processor; above {STALL:.0f} ms: "
        f"{sum(one > STALL for one in clock)} and {sum(one > STALL for one in worked)}"
    ]
    stalls: dict[str, list[float]] = {}
    for _, cpu, label in gaps:
        if cpu > STALL:
            stalls.setdefault(label, []).append(cpu)
    for label, found in sorted(stalls.items(), key=lambda one: -max(one[1]))[:SHOWN]:
        told.append(f"  {label}: {len(found)} times, the longest {max(found):.0f} ms of processor")
    return told


def _report(session: Session, findings: Findings, left: list[str], told: str) -> int:
    """Print what happened; gives the exit status."""
    print(f"{session.done} actions, {told}: {dict(session.actions)}")
    print(f"exceptions and failed runs: {sum(findings.failures.values())}")
    for key, count in findings.failures.most_common(15):
        lines = findings.details[key].splitlines()
        print(f"  {count} × {key}", *lines[:1], *lines[-9:], sep="\n      ")
    print(f"Qt messages: {sum(findings.messages.values())}")
    for message, count in findings.messages.most_common(10):
        print(f"  {count} × {message}")
    for line in stalls_told(session.gaps):
        print(line)
    for line in memory_told(session.memory):
        print(line)
    print(f"left after closing: {left or 'nothing'}")
    leaks = grown(session.memory) > MOST
    return 1 if findings.failures or findings.messages or left or leaks else 0
