"""What scripts/run.py and scripts/test.py start, and with which arguments."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import bootstrap
import qt_libraries
import run
import test as checks

PYTHON = Path("/env/bin/python")


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps of the preparation, each noted by name instead of done."""
    steps: list[str] = []

    def prepare(extras: Sequence[str], *, lowest: bool = False) -> Path:
        assert not lowest
        steps.append("prepare " + ",".join(extras))
        return PYTHON

    monkeypatch.setattr(bootstrap, "prepare", prepare)
    monkeypatch.setattr(qt_libraries, "ensure_qt", lambda environ: steps.append("libraries"))
    monkeypatch.setattr(qt_libraries, "offer_test_tools", lambda: steps.append("tools"))
    return steps


def start(arguments: list[str], environ: Mapping[str, str]) -> list[str]:
    calls: list[list[str]] = []
    status = run.main(arguments, environ, lambda command: calls.append(list(command)) or 5)
    assert status == 5
    return calls[0]


def test_run_opens_the_window_with_its_arguments(prepared: list[str]) -> None:
    command = start(["a photo.jpg"], {"QT_QPA_PLATFORM": "offscreen"})
    assert command == [str(PYTHON), "-P", "-m", "explorer", "a photo.jpg"]
    assert prepared == ["libraries", "prepare "]


@pytest.mark.parametrize("first", ["export", "models", "check", "--help"])
def test_run_needs_neither_display_nor_libraries_for_the_command_line(
    prepared: list[str], first: str
) -> None:
    assert start([first, "x"], {})[-2:] == [first, "x"]
    assert prepared == ["prepare "]


@pytest.mark.parametrize("option", [["--with", "models,keras"], ["--with=models", "--with=keras"]])
def test_run_adds_extras_and_passes_the_rest_on(prepared: list[str], option: list[str]) -> None:
    assert start(["export", *option, "x"], {})[-2:] == ["export", "x"]
    assert prepared == ["prepare models,keras"]


def test_run_wants_names_behind_with() -> None:
    for words in (["--with"], ["--with="], ["--with", ","]):
        with pytest.raises(bootstrap.SetupError, match="--with needs the names"):
            run.main(words, {}, lambda command: 0)


def test_run_without_a_display_installs_nothing_and_says_so() -> None:
    environ = {k: v for k, v in os.environ.items() if not k.endswith("DISPLAY")}
    environ.pop("QT_QPA_PLATFORM", None)
    if sys.platform in ("win32", "darwin"):
        pytest.skip("these systems have a display always")
    script = bootstrap.ROOT / "scripts" / "run.py"
    done = subprocess.run(
        [sys.executable, str(script)], env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "`attention-explorer export " in done.stderr
    assert done.stderr.count("\n") == 1


def test_run_explains_a_display_that_does_not_answer(prepared: list[str]) -> None:
    aborted = -signal.SIGABRT
    with pytest.raises(bootstrap.SetupError, match=r"`attention-explorer export .* without one"):
        run.main([], {"DISPLAY": ":99"}, lambda command: aborted)


class FakeChecks:
    """Stands in for the tools; those named fail."""

    def __init__(self, *failing: str) -> None:
        self.failing = failing
        self.ran: list[list[str]] = []
        self.environ: Mapping[str, str] = {}

    def __call__(self, command: Sequence[str], environ: Mapping[str, str]) -> int:
        self.ran.append(list(command))
        self.environ = dict(environ)
        return int(any(word in " ".join(command) for word in self.failing))


def test_all_checks_run_and_are_named_with_pytest_last(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tools = FakeChecks()
    assert checks.run_checks(PYTHON, ["-k", "wheel"], tools) == 0
    said = capsys.readouterr().out.split("\n")
    assert [line for line in said if line] == [
        "== ruff ==",
        "== mypy ==",
        "== import contracts ==",
        "== pytest ==",
    ]
    assert tools.ran[-1] == [str(PYTHON), "-m", "pytest", *checks.WORKERS, "-k", "wheel"]
    assert tools.environ["QT_QPA_PLATFORM"] == "offscreen"
    assert tools.environ["ATTENTION_EXPLORER_FAILED_CHECKS"] == ""


@pytest.mark.parametrize("failing", ["ruff", "mypy", "lint-imports", "pytest"])
def test_one_failure_fails_the_whole_and_stops_nothing(failing: str) -> None:
    tools = FakeChecks(failing)
    assert checks.run_checks(PYTHON, [], tools) == 1
    assert len(tools.ran) == 4


def test_the_oldest_versions_are_tested_but_not_asked_for_types_and_style() -> None:
    tools = FakeChecks()
    assert checks.run_checks(PYTHON, ["-x"], tools, lowest=True) == 0
    assert tools.ran == [[str(PYTHON), "-m", "pytest", *checks.WORKERS, "-x"]]


def test_pytest_learns_which_checks_failed_before_it() -> None:
    tools = FakeChecks("ruff", "lint-imports")
    checks.run_checks(PYTHON, [], tools)
    assert tools.environ["ATTENTION_EXPLORER_FAILED_CHECKS"] == "ruff, import contracts"


def test_test_installs_the_test_extra_and_looks_for_qts_libraries(
    prepared: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "run_checks", lambda python, arguments, lowest: len(arguments))
    assert checks.main(["-x", "-q"]) == 2
    assert prepared == ["libraries", "tools", "prepare test"]


@pytest.mark.parametrize("outcome", [0, 1, 2])
def test_ci_passes_the_status_on(tmp_path: Path, outcome: int) -> None:
    if os.name == "nt":
        pytest.skip("the CI runs on Linux")
    for folder in (".ci", "scripts", "bin"):
        (tmp_path / folder).mkdir()
    (tmp_path / ".ci" / "run").write_bytes((bootstrap.ROOT / ".ci" / "run").read_bytes())
    (tmp_path / "bin" / "python3").symlink_to(sys.executable)
    (tmp_path / "scripts" / "test.py").write_text(
        f"print('last line'); raise SystemExit({outcome})"
    )
    environ = {**os.environ, "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", str(tmp_path / ".ci" / "run")], cwd="/", env=environ, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (outcome, "last line\n")
