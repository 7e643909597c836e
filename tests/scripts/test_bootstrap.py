"""The making of the environment, with a stand-in for pip where pip would load gigabytes."""

from __future__ import annotations

import ast
import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import bootstrap
from bootstrap import Outcome, SetupError

SCRIPTS = bootstrap.ROOT / "scripts"


class FakeRunner:
    """Notes the commands; `venv` makes the interpreter's file, pip ends as it is told to."""

    def __init__(self, root: Path) -> None:
        self.python = bootstrap.venv_python(root / ".venv")
        self.commands: list[list[str]] = []
        self.pip = Outcome(0, [])

    def __call__(self, command: Sequence[str]) -> Outcome:
        self.commands.append(list(command))
        if command[1] == "-c":
            return Outcome(0, [])
        if command[2] == "venv":
            shutil.rmtree(self.python.parent.parent, ignore_errors=True)
            self.python.parent.mkdir(parents=True)
            self.python.touch()
            return Outcome(0, [])
        return self.pip

    def steps(self) -> list[str]:
        """The commands since the last question, by one word each."""
        words = [command[2] if command[1] == "-m" else "probe" for command in self.commands]
        self.commands.clear()
        return words


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    return tmp_path


@pytest.fixture
def runner(checkout: Path) -> FakeRunner:
    return FakeRunner(checkout)


def stamp(checkout: Path) -> Path:
    return checkout / ".venv" / bootstrap.STAMP_NAME


@pytest.mark.parametrize("name", ["bootstrap", "qt_libraries", "run", "test"])
def test_an_old_python_can_read_the_scripts(name: str) -> None:
    source = (SCRIPTS / f"{name}.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))


@pytest.mark.parametrize("version", [(3, 8), (3, 10, 14), (2, 7)])
def test_an_old_python_reads_one_sentence(version: tuple[int, ...]) -> None:
    with pytest.raises(SetupError, match=r"needs Python 3\.11 or newer, and this is Python [23]"):
        bootstrap.check_python(version)


def test_a_new_python_is_taken() -> None:
    bootstrap.check_python((3, 11))
    bootstrap.check_python((4, 0, 1))


def test_a_python_without_venv_is_told_the_package() -> None:
    with pytest.raises(SetupError, match=r"lacks venv and ensurepip: run `sudo apt-get install"):
        bootstrap.check_venv_module(lambda name: None, "linux")
    with pytest.raises(SetupError, match=r"lacks ensurepip: install a complete Python"):
        bootstrap.check_venv_module(lambda name: name == "venv" or None, "darwin")


def test_the_second_start_skips_what_is_done(checkout: Path, runner: FakeRunner) -> None:
    python = bootstrap.prepare(["test"], checkout, runner)
    assert python == runner.python
    assert runner.commands[1][1:] == (
        ["-m", "pip", "install", "--no-input", "-e", f"{checkout}[test]"]
    )
    assert runner.steps() == ["venv", "pip"]
    assert bootstrap.prepare(["test"], checkout, runner) == python
    assert bootstrap.prepare([], checkout, runner) == python
    assert runner.steps() == []


def test_more_extras_are_added_to_the_same_environment(checkout: Path, runner: FakeRunner) -> None:
    bootstrap.prepare([], checkout, runner)
    assert runner.commands[1][-1] == str(checkout)
    runner.commands.clear()
    bootstrap.prepare(["test"], checkout, runner)
    assert runner.steps() == ["pip"]
    bootstrap.prepare([], checkout, runner)
    assert runner.steps() == []


def test_a_changed_project_is_installed_again(checkout: Path, runner: FakeRunner) -> None:
    bootstrap.prepare(["test"], checkout, runner)
    runner.commands.clear()
    (checkout / "pyproject.toml").write_text("[project]\nname = 'y'\n")
    bootstrap.prepare([], checkout, runner)
    assert runner.commands[0][-1].endswith("[test]")
    assert runner.steps() == ["pip"]


@pytest.mark.parametrize("key", ["python", "root"])
def test_another_python_or_place_begins_anew(checkout: Path, runner: FakeRunner, key: str) -> None:
    bootstrap.prepare([], checkout, runner)
    content = json.loads(stamp(checkout).read_text())
    stamp(checkout).write_text(json.dumps({**content, key: "elsewhere"}))
    runner.commands.clear()
    bootstrap.prepare([], checkout, runner)
    assert runner.steps() == ["venv", "pip"]


def test_an_installation_cut_off_begins_anew(checkout: Path, runner: FakeRunner) -> None:
    def killed(command: Sequence[str]) -> Outcome:
        if "pip" in command:
            raise KeyboardInterrupt
        return runner(command)

    with pytest.raises(KeyboardInterrupt):
        bootstrap.prepare([], checkout, killed)
    assert runner.steps() == ["venv"]
    bootstrap.prepare([], checkout, runner)
    assert runner.steps() == ["venv", "pip"]


def test_an_installation_that_failed_goes_on_where_it_was(
    checkout: Path, runner: FakeRunner
) -> None:
    runner.pip = Outcome(1, ["ERROR: something odd"])
    with pytest.raises(SetupError, match="pip failed, its last lines are above"):
        bootstrap.prepare([], checkout, runner)
    assert not stamp(checkout).exists()
    runner.commands.clear()
    runner.pip = Outcome(0, [])
    bootstrap.prepare([], checkout, runner)
    assert runner.steps() == ["probe", "pip"]


@pytest.mark.parametrize("damage", ["", "{", "[]", "null", '{"extras": 3}', "\0"])
def test_a_damaged_stamp_begins_anew(checkout: Path, runner: FakeRunner, damage: str) -> None:
    bootstrap.prepare([], checkout, runner)
    runner.commands.clear()
    stamp(checkout).write_text(damage)
    bootstrap.prepare([], checkout, runner)
    assert runner.steps() == ["venv", "pip"]


def test_a_vanished_interpreter_begins_anew(checkout: Path, runner: FakeRunner) -> None:
    bootstrap.prepare([], checkout, runner)
    runner.python.unlink()
    runner.commands.clear()
    bootstrap.prepare([], checkout, runner)
    assert runner.steps() == ["venv", "pip"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full: free some space"),
        ("ERROR: [WinError 112] There is not enough space on the disk", "The disk is full"),
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError(<…>: Failed to "
            "establish a new connection: [Errno -3] Temporary failure in name resolution')'",
            "could not be downloaded: connect this machine to the network",
        ),
        ("ERROR: No matching distribution found for torch", "There is no torch for Python 3"),
        ("error: [Errno 13] Permission denied: '/opt'", "move the checkout to a folder of yours"),
    ],
)
def test_each_failure_of_pip_has_its_sentence(
    checkout: Path, runner: FakeRunner, line: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    runner.pip = Outcome(1, ["Collecting torch", line, "ERROR: gave up"])
    with pytest.raises(SetupError, match=sentence):
        bootstrap.prepare([], checkout, runner)
    assert line in capsys.readouterr().err  # pip's own words, for whoever wants them


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/x"), "The disk is full"),
        (PermissionError(errno.EACCES, "Permission denied", "/x/.venv"), "written to /x/.venv:"),
        (OSError(errno.EROFS, "Read-only file system"), "move the checkout"),
        (SetupError("Do this."), "Do this."),
    ],
)
def test_every_error_is_one_line_and_status_2(
    error: Exception, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> int:
        raise error

    assert bootstrap.guarded(fail) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1


def test_the_status_of_the_work_passes_through() -> None:
    assert bootstrap.guarded(lambda: 7) == 7


def test_progress_shows_downloads_and_keeps_the_last_lines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = [
        "Collecting torch",
        "  WARNING: Retrying (Retry(total=4)) after connection broken by '<…>'",
        "  WARNING: Retrying (Retry(total=3)) after connection broken by '<…>'",
        "  Downloading https://host/torch-2.9-cp311.whl (554.6 MB)",
        "  Downloading idna-3.2-py3-none-any.whl (61 kB)",
        "Using cached numpy-2.4.6-cp311.whl (16.9 MB)",
        "Installing collected packages: idna, numpy, torch",
    ]
    code = f"import sys; print({chr(10).join(lines)!r}); sys.exit(3)"
    assert bootstrap.run_with_progress([sys.executable, "-c", code]) == Outcome(3, lines)
    assert capsys.readouterr().out.splitlines() == [
        "  no answer from the network, trying again",
        "  downloading torch, 554.6 MB",
        "  using cached numpy, 16.9 MB",
        "  installing 3 packages",
    ]


def test_without_a_network_the_real_pip_ends_in_one_sentence(tmp_path: Path) -> None:
    """No stand-in here: a real environment, and an index at a port where nobody answers."""
    shutil.copytree(SCRIPTS, tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(bootstrap.ROOT / "pyproject.toml", tmp_path)
    environ = {key: value for key, value in os.environ.items() if not key.startswith("PIP_")}
    environ |= {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "1",
        "PIP_NO_CACHE_DIR": "1",
    }
    command = [sys.executable, str(tmp_path / "scripts" / "run.py"), "models"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("The packages could not be downloaded: connect")
    assert "Traceback" not in done.stderr
    assert not stamp(tmp_path).exists()
