"""Closing the window: nothing that works behind it holds it up, or is heard of later."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Slot
from pytestqt.qtbot import QtBot

from explorer.gui.window.main_window import MainWindow
from explorer.gui.window.worker import Worker, close_workers
from explorer.runtime.jobs import Job, Report
from tests.patience import PATIENCE

FOREVER = 600.0
"""Seconds: longer than any test lasts."""


class Listener(QObject):
    """Hears what workers report."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Report[object]] = []

    @Slot(object)
    def on_report(self, report: Report[object]) -> None:
        self.heard.append(report)


def test_all_workers_are_told_to_stop_before_any_is_waited_for(qtbot: QtBot) -> None:
    owner, started = QObject(), threading.Barrier(4)
    workers = [Worker(name, owner) for name in "abc"]
    stopped = threading.Barrier(3)

    def work(job: Job) -> None:
        started.wait(PATIENCE)
        while not job.cancelled():
            pass
        stopped.wait(PATIENCE)  # each waits for the two others to be told

    for worker in workers:
        worker.submit(work)
    started.wait(PATIENCE)
    close_workers(workers, patience=PATIENCE)
    assert all(worker.idle for worker in workers)


def test_what_was_reported_before_closing_is_not_heard_after_it(qtbot: QtBot) -> None:
    owner, listener = QObject(), Listener()
    worker = Worker("late", owner)
    worker.reported.connect(listener.on_report)
    worker.submit(lambda job: "posted, and not delivered yet")
    qtbot.waitUntil(lambda: worker.idle and len(listener.heard) == 1)
    worker.submit(lambda job: "never heard")
    while not worker._runner.idle:  # without the event loop
        pass
    assert not worker.idle, "it is still to be heard"
    close_workers([worker])
    QCoreApplication.processEvents()
    assert len(listener.heard) == 1


def test_a_report_after_the_worker_has_gone_is_nobodys(qtbot: QtBot) -> None:
    owner, go = QObject(), threading.Event()
    worker = Worker("gone", owner)
    done, begun = threading.Event(), threading.Event()

    def work(job: Job) -> None:
        begun.set()
        go.wait(PATIENCE)
        deliver(Report(1, "published", "x"))
        done.set()

    deliver: Callable[[Report[object]], None] = worker.deliver
    worker.submit(work)
    assert begun.wait(PATIENCE)
    close_workers([worker], patience=0)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    go.set()
    assert done.wait(PATIENCE)


CODE = f"""
import sys, threading, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
from explorer.gui.window.app import run_window
from explorer.gui.window.main_window import MainWindow

def stuck(job):
    threading.Thread(target=time.sleep, args=({FOREVER},)).start()  # Python would wait for it
    time.sleep({FOREVER})

def end():
    window = next(one for one in app.topLevelWidgets() if isinstance(one, MainWindow))
    if window.busy():  # its own first run would take the place of what is stuck
        QTimer.singleShot(20, end)
        return
    for worker in WORKERS:
        worker.submit(stuck)
    QTimer.singleShot(100, window.close)

QTimer.singleShot(100, end)
status = run_window(model="spatial-gate")
print("ended by itself")
sys.exit(status)
"""


@pytest.mark.parametrize(
    "workers",
    ["window.browsing.worker, window.exchange.saving.worker, window._rows", "window._runner,"],
)
def test_the_process_ends_though_its_workers_do_not(workers: str) -> None:
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-c", CODE.replace("WORKERS", f"({workers})")],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=FOREVER / 4,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_window_is_closed_while_its_model_is_loaded(
    qtbot: QtBot, open_window: Callable[[], MainWindow]
) -> None:
    window = open_window()
    before = window.controller.state
    window.controller.choose_model("vit")
    window.close()
    QCoreApplication.processEvents()
    assert window.controller.state.trace is before.trace
