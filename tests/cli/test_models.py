"""`attention-explorer models`, and how quickly the command line starts: it imports little."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from explorer import __version__
from explorer.cli import main
from explorer.registry import catalogue
from tests.cli.conftest import Command

ROOT = Path(__file__).parents[2]
HEAVY = ("torch", "torchvision", "PySide6", "shiboken6", "timm", "transformers")


def python(*words: str, stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, text=True, check=False,
        stdout=stdout, stderr=subprocess.PIPE, env={**os.environ, "PYTHONWARNINGS": "error"},
    )  # fmt: skip


def test_models_as_people_read_them(command: Command) -> None:
    outcome = command("models")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.splitlines() == [
        "vit           Toy ViT: Vision transformer, 0.0 M parameters, 16 classes",
        "se-resnet     Toy SE-ResNet: Squeeze-and-excitation, 0.0 M parameters, 4 classes",
        "spatial-gate  Toy spatial gate: Spatial gate, 0.0 M parameters, 4 classes",
    ]


def test_models_as_programs_read_them(command: Command, toy_resources: Path) -> None:
    outcome = command("models", "--json")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.isascii(), "any console can show it"
    rows = json.loads(outcome.out)
    assert [row["id"] for row in rows] == ["vit", "se-resnet", "spatial-gate"]
    weights = toy_resources / "checkpoints" / "vit.safetensors"
    assert rows[0]["bytes"] == weights.stat().st_size
    assert rows[0]["classes"] == [f"class {at}" for at in range(16)]
    assert rows[0]["problem"] is None
    assert rows[1]["kind"] == "channel-gate"


def test_models_of_texts_say_what_they_translate(
    command: Command, toy_translators: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.registry.sources.builtin.resources", lambda: toy_translators)
    lines = command("models").out.splitlines()
    assert "transformer   Toy Transformer: Transformer, 0.0 M parameters, ja to en" in lines
    rows = {row["id"]: row for row in json.loads(command("models", "--json").out)}
    assert list(rows) == ["vit", "se-resnet", "spatial-gate", "transformer", "seq2seq"]
    assert [row["input"] for row in rows.values()] == ["photo"] * 3 + ["text"] * 2
    assert rows["vit"]["languages"] is None
    folder = toy_translators / "checkpoints"
    for name, kind in (("transformer", "cross-attention"), ("seq2seq", "soft attention")):
        row = rows[name]
        assert (row["languages"], row["classes"], row["kind"]) == (["ja", "en"], [], kind)
        files = folder / f"{name}.safetensors", folder / "tokenizers" / f"{name}.json"
        assert row["bytes"] == sum(file.stat().st_size for file in files)
        digest = hashlib.sha256(files[0].read_bytes()).hexdigest()
        assert (row["weights_sha256"], row["problem"]) == (digest, None)
        assert row["facts"]["BLEU, 2,000 pairs"] == "17.2"


def test_a_damaged_model_is_listed_with_its_problem(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "checkpoints").mkdir()
    (tmp_path / "checkpoints" / "vit.json").write_text("{")
    monkeypatch.setattr("explorer.registry.sources.builtin.resources", lambda: tmp_path)
    outcome = command("models")
    assert outcome.status == 0
    assert "vit.json is damaged. Install Attention Explorer again" in outcome.out
    (row,) = json.loads(command("models", "--json").out)
    assert row["problem"].startswith("The model card vit.json is damaged")


@pytest.mark.parametrize("words", [["models"], ["models", "--json"], ["--version"]])
def test_a_listing_imports_neither_torch_nor_qt(words: list[str]) -> None:
    script = f"""
import sys
from explorer.cli import main
try:
    status = main({words!r})
except SystemExit as end:
    status = end.code
loaded = [name for name in {HEAVY!r} if name in sys.modules]
sys.exit(f"imported {{loaded}}" if loaded else status)
"""
    done = python("-c", script)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_python_m_explorer_is_the_command() -> None:
    done = python("-m", "explorer", "models")
    assert (done.returncode, done.stderr) == (0, "")
    listed = [line.split()[0] for line in done.stdout.splitlines()]
    assert listed == [entry.id for entry in catalogue.entries()]


@pytest.mark.skipif(os.name == "nt", reason="pipes of Windows end differently")
def test_a_reader_that_leaves_early_is_no_error() -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = python("-m", "explorer", "models", "--json", stdout=write)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (0, "")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"attention-explorer {__version__}\n"


@pytest.mark.parametrize("words", [["--help"], ["export", "--help"], ["models", "--help"]])
def test_help_names_what_there_is(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 0
    text = capsys.readouterr().out
    assert text.startswith("usage: attention-explorer")
    if words[0] == "export":
        options = ("-o", "--layer", "--head", "--query", "--style", "--colormap", "--size")
        assert all(option in text for option in (*options, "--format", "--device"))
