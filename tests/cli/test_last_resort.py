"""Whatever a model, a plug-in or a terminal does, the command line ends in one sentence."""

from __future__ import annotations

import importlib.util
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.cli import main
from explorer.runtime.log import LARGEST, log_file, record

PLUGIN = """
import os, signal, sys, time
from torch import nn
from explorer import photo_model

class Broken(nn.Conv2d):
    def forward(self, x):
        {forward}

def models():
    yield photo_model("mine:broken", "Broken", lambda: Broken(3, 8, 8){more}, size=(64, 64))
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ATTENTION_EXPLORER_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("explorer.registry.sources.plugins._FILES", {})
    return tmp_path


def plugin(folder: Path, forward: str, more: str = "") -> str:
    file = folder / "plug.py"
    file.write_text(PLUGIN.format(forward=forward, more=more))
    return str(file)


@pytest.mark.parametrize(
    ("forward", "said"),
    [
        ("raise RuntimeError('boom\\n<b>second</b>')", "RuntimeError: boom"),
        ("sys.exit(0)", "SystemExit"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("raise type('\\ud800x', (BaseException,), {})()", ""),
        ("return x.half() @ 3", ""),
    ],
)
@pytest.mark.parametrize("command", ["check", "export"])
def test_a_model_that_raises_is_one_sentence(
    home: Path, capsys: pytest.CaptureFixture[str], forward: str, said: str, command: str
) -> None:
    photo = str(next((Path(__file__).parents[2] / "resources" / "samples").glob("*.webp")))
    out = ["-o", str(home / "out.png")] if command == "export" else []
    words = [command, "mine:broken", photo, *out, "--plugin", plugin(home, forward)]
    assert main(words) == 2
    printed = capsys.readouterr()
    (line,) = printed.err.splitlines()
    assert line.isprintable()
    assert said in line
    assert not (home / "out.png").exists()


@pytest.mark.parametrize("code", ["import sys; sys.exit(0)", "raise KeyboardInterrupt"])
def test_a_plugin_that_ends_the_program_when_imported_does_not(
    home: Path, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    file = home / "plug.py"
    file.write_text(code)
    assert main(["check", "mine:broken", "--plugin", str(file)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "SystemExit" in line or "KeyboardInterrupt" in line


def test_debug_tells_the_rest(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["check", "mine:broken", "--plugin", plugin(home, "sys.exit(0)")]
    assert main([*words, "--debug"]) == 2
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent in another way there")
def test_ctrl_c_ends_with_its_own_status(home: Path) -> None:
    forward = "os.kill(os.getpid(), signal.SIGINT); time.sleep(30)"
    words = ["check", "mine:broken", "--plugin", plugin(home, forward)]
    code = "import sys; from explorer.cli import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 130
    assert "Traceback" not in done.stderr
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_behind_standard_output_is_one_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "explorer", "models", "--json"],
            cwd=Path(__file__).parents[2],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["The disk is full: not everything was written."]


def test_the_log_holds_types_and_places_and_nothing_of_the_input(home: Path) -> None:
    try:
        try:
            raise ValueError("the secret sentence")
        except ValueError as error:
            raise RuntimeError("/home/me/secret.jpg") from error
    except RuntimeError as error:
        record(error, "export")
    written = log_file().read_text()
    assert "builtins.ValueError" in written
    assert "builtins.RuntimeError" in written
    assert "  your code:" in written  # this file, as every one of no package
    assert "secret" not in written
    assert str(Path(__file__).parent) not in written
    if os.name != "nt":
        assert stat.S_IMODE(log_file().stat().st_mode) == 0o600


def test_the_log_does_not_tell_what_a_plug_in_is_called(home: Path, tmp_path: Path) -> None:
    secret = tmp_path / "explorer" / "my_secret_project.py"
    secret.parent.mkdir()
    secret.write_text(
        "import json\nclass SecretError(Exception): pass\ndef fails():\n    try:\n"
        "        json.loads('x')\n    except ValueError as error:\n"
        "        raise SecretError from error\n"
    )
    spec = importlib.util.spec_from_file_location("plugin_my_secret_project", secret)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    try:
        with pytest.raises(module.SecretError) as raised:
            module.fails()
        record(raised.value, "export")
    finally:
        del sys.modules[spec.name]
    written = log_file().read_text()
    assert "my_secret_project" not in written
    assert "your code.SecretError" in written
    assert "  your code:7 fails" in written
    assert "  json/decoder.py:" in written  # and where in libraries it was is told


def test_the_log_is_bounded(home: Path) -> None:
    log_file().parent.mkdir(parents=True)
    log_file().write_bytes(b"x" * (LARGEST + 1))
    record(RuntimeError(), "export")
    assert log_file().stat().st_size < LARGEST


def test_a_log_that_cannot_be_written_stops_nothing(home: Path) -> None:
    (home / "home").write_text("a file where the folder should be")
    record(RuntimeError(), "export")
