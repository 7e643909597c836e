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
from bootstrap import SetupError

SCRIPTS = bootstrap.ROOT / "scripts"


PROJECT = """[project]
name = "x"
[project.optional-dependencies]
models = []
test = []
"""


class FakeCall:
    """Notes the commands; `venv` makes the interpreter's file, pip ends as it is told to."""

    def __init__(self, root: Path) -> None:
        self.python = bootstrap.venv_python(root / ".venv")
        self.commands: list[list[str]] = []
        self.pip, self.said = 0, ""

    def __call__(self, command: Sequence[str]) -> int:
        self.commands.append(list(command))
        if command[2] == "venv":
            shutil.rmtree(self.python.parent.parent, ignore_errors=True)
            self.python.parent.mkdir(parents=True)
            self.python.touch()
            return 0
        Path(command[command.index("--log") + 1]).write_text(self.said)
        return self.pip

    def steps(self) -> list[str]:
        """The commands since the last question, by one word each."""
        words = [command[2] for command in self.commands]
        self.commands.clear()
        return words


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    return tmp_path


@pytest.fixture
def call(checkout: Path) -> FakeCall:
    return FakeCall(checkout)


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


def test_a_python_without_venv_is_told_the_package(checkout: Path) -> None:
    with pytest.raises(SetupError, match=r"sudo apt-get install -y python3\.\d+-venv`"):
        bootstrap.prepare([], checkout, lambda command: 1)


def test_the_second_start_skips_what_is_done(checkout: Path, call: FakeCall) -> None:
    python = bootstrap.prepare(["test"], checkout, call)
    assert python == call.python
    assert call.commands[1][1:3] == ["-m", "pip"]
    assert call.commands[1][-4:] == ["install", "--no-input", "-e", f"{checkout}[test]"]
    assert call.steps() == ["venv", "pip"]
    assert bootstrap.prepare(["test"], checkout, call) == python
    assert bootstrap.prepare([], checkout, call) == python
    assert call.steps() == []


def test_more_extras_are_added_to_the_same_environment(checkout: Path, call: FakeCall) -> None:
    bootstrap.prepare([], checkout, call)
    assert call.commands[1][-1] == str(checkout)
    call.commands.clear()
    bootstrap.prepare(["test"], checkout, call)
    bootstrap.prepare(["models"], checkout, call)
    assert [command[-1] for command in call.commands] == (
        [f"{checkout}[test]", f"{checkout}[models,test]"]
    )
    assert call.steps() == ["pip", "pip"]
    bootstrap.prepare([], checkout, call)
    assert call.steps() == []


def test_an_unknown_extra_is_one_sentence(checkout: Path, call: FakeCall) -> None:
    with pytest.raises(SetupError, match="no extra named wy: there are models, test"):
        bootstrap.prepare(["models", "wy"], checkout, call)
    assert call.steps() == []


def test_an_extra_that_is_gone_is_forgotten(checkout: Path, call: FakeCall) -> None:
    bootstrap.prepare(["models"], checkout, call)
    (checkout / "pyproject.toml").write_text(PROJECT.replace("models = []\n", ""))
    call.commands.clear()
    bootstrap.prepare([], checkout, call)
    assert call.commands[0][-1] == str(checkout)


def test_an_environment_of_the_users_own_is_kept(checkout: Path, call: FakeCall) -> None:
    call.python.parent.mkdir(parents=True)
    call.python.touch()
    bootstrap.prepare([], checkout, call)
    assert call.steps() == ["pip"]


def test_a_changed_project_is_installed_again(checkout: Path, call: FakeCall) -> None:
    bootstrap.prepare(["test"], checkout, call)
    call.commands.clear()
    (checkout / "pyproject.toml").write_text(PROJECT.replace('"x"', '"y"'))
    bootstrap.prepare([], checkout, call)
    assert call.commands[0][-1].endswith("[test]")
    assert call.steps() == ["pip"]


@pytest.mark.parametrize("key", ["python", "root"])
def test_another_python_or_place_begins_anew(checkout: Path, call: FakeCall, key: str) -> None:
    bootstrap.prepare([], checkout, call)
    content = json.loads(stamp(checkout).read_text())
    stamp(checkout).write_text(json.dumps({**content, key: "elsewhere"}))
    call.commands.clear()
    bootstrap.prepare([], checkout, call)
    assert call.steps() == ["venv", "pip"]


def test_an_installation_cut_off_begins_anew(checkout: Path, call: FakeCall) -> None:
    def killed(command: Sequence[str]) -> int:
        if "pip" in command:
            raise KeyboardInterrupt
        return call(command)

    with pytest.raises(KeyboardInterrupt):
        bootstrap.prepare([], checkout, killed)
    assert call.steps() == ["venv"]
    bootstrap.prepare([], checkout, call)
    assert call.steps() == ["venv", "pip"]


def test_an_installation_that_failed_goes_on_where_it_was(checkout: Path, call: FakeCall) -> None:
    call.pip = 1
    with pytest.raises(SetupError, match="pip failed, its last lines are above"):
        bootstrap.prepare([], checkout, call)
    assert not stamp(checkout).exists()
    call.commands.clear()
    call.pip = 0
    bootstrap.prepare([], checkout, call)
    assert call.steps() == ["pip"]


@pytest.mark.parametrize("damage", ["", "{", "[]", "null", '{"extras": 3}', "\0"])
def test_a_damaged_stamp_begins_anew(checkout: Path, call: FakeCall, damage: str) -> None:
    bootstrap.prepare([], checkout, call)
    call.commands.clear()
    stamp(checkout).write_text(damage)
    bootstrap.prepare([], checkout, call)
    assert call.steps() == ["venv", "pip"]


def test_a_vanished_interpreter_begins_anew(checkout: Path, call: FakeCall) -> None:
    bootstrap.prepare([], checkout, call)
    call.python.unlink()
    call.commands.clear()
    bootstrap.prepare([], checkout, call)
    assert call.steps() == ["venv", "pip"]


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
    checkout: Path, call: FakeCall, line: str, sentence: str
) -> None:
    call.pip, call.said = 1, f"Collecting torch\n{line}\nERROR: gave up\n"
    with pytest.raises(SetupError, match=sentence):
        bootstrap.prepare([], checkout, call)


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
