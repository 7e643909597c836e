"""The safety net is itself tested: a test that leaks, warns or raises in a slot must fail."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
LEAKY = """
import os, threading, warnings
from pathlib import Path
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QMenu, QWidget

kept = []

def test_clean(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    menu = QMenu()
    kept.append(menu)
    QWidget().deleteLater()

def test_thread(qapp):
    stop = threading.Event()
    threading.Thread(target=stop.wait, name="forgotten", daemon=True).start()

def test_thread_that_ends(qapp):
    threading.Thread(target=lambda: None).start()

def test_widget(qapp):
    kept.append(QWidget())

def test_broken_body(qapp):
    kept.append(QWidget())
    raise ValueError("the real reason")

def test_slot(qtbot):
    def slot():
        raise ValueError("raised in a slot")
    QTimer.singleShot(0, slot)
    qtbot.wait(50)

def test_qt_warning(qtbot):
    qWarning("painted outside paintEvent")

def test_python_warning():
    warnings.warn("will go away", DeprecationWarning)

def test_home(tmp_path_factory):
    home = Path(os.environ["ATTENTION_EXPLORER_HOME"])
    assert home.is_relative_to(tmp_path_factory.getbasetemp())
    home.mkdir(parents=True)

def test_another_home():
    assert not Path(os.environ["ATTENTION_EXPLORER_HOME"]).exists()
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest says of the leaky tests, run by a process of its own with our conftest."""
    folder = tmp_path_factory.mktemp("leaky")
    (folder / "conftest.py").write_bytes((TESTS / "conftest.py").read_bytes())
    (folder / "tests").mkdir()
    # the thread that is forgotten is not waited for as long as one that a busy machine has
    (folder / "tests" / "patience.py").write_text("PATIENCE = 3.0\n")
    (folder / "pyproject.toml").write_bytes((TESTS.parent / "pyproject.toml").read_bytes())
    (folder / "test_leaky.py").write_text(LEAKY)
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", "test_leaky.py"]
    environ = {**os.environ, "COLUMNS": "200", "ATTENTION_EXPLORER_FAILED_CHECKS": "ruff, mypy"}
    done = subprocess.run(
        command, cwd=folder, env=environ, capture_output=True, text=True, check=False
    )
    return done.stdout


@pytest.mark.parametrize(
    "name", ["test_clean", "test_thread_that_ends", "test_home", "test_another_home"]
)
def test_a_tidy_test_passes(report: str, name: str) -> None:
    assert f"PASSED test_leaky.py::{name}\n" in report
    assert f"ERROR test_leaky.py::{name} " not in report


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("test_thread", "threads left running: ['forgotten']"),
        ("test_widget", "top-level widgets left behind"),
    ],
)
def test_a_leak_is_an_error_that_names_it(report: str, name: str, complaint: str) -> None:
    line = next(line for line in report.splitlines() if f"ERROR test_leaky.py::{name} " in line)
    assert complaint in line


@pytest.mark.parametrize("name", ["test_slot", "test_qt_warning", "test_python_warning"])
def test_what_is_only_printed_elsewhere_fails_here(report: str, name: str) -> None:
    assert re.search(rf"^FAILED test_leaky\.py::{name}\b", report, re.MULTILINE)


def test_a_failed_test_is_not_blamed_for_leaks_too(report: str) -> None:
    assert "FAILED test_leaky.py::test_broken_body - ValueError: the real reason" in report
    assert "ERROR test_leaky.py::test_broken_body" not in report


def test_the_checks_that_failed_before_pytest_are_named_above_its_last_line(report: str) -> None:
    before, _, last = report.rstrip().rpartition("\n")
    assert "FAILED before pytest, see above: ruff, mypy" in before
    assert "4 failed" in last
