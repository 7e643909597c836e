"""The import contracts of pyproject.toml hold, would catch a breach, and mean what they say.

The contracts read the source, where an import inside a function counts like any other. What they
cannot see, when torch and Qt are really imported, is asked of fresh interpreters.
"""

from __future__ import annotations

import ast
import pkgutil
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import explorer
from tests.no_qt import NO_QT

ROOT = Path(__file__).resolve().parents[1]
LINT = Path(sys.executable).with_name("lint-imports")
ROOMS = ("analysis", "core", "capture", "models", "registry", "inputs", "runtime", "export")

ARROWS = "Arrows run downward only, and every room has its place"
CAPTURE = "Capture knows models and core alone"
MODELS = "The models import nothing of ours but each other"
QT = "Qt only in explorer.gui and explorer.figures"
CONTROL = "What the window does is decided without Qt"
TORCH = "No torch where pictures are read, worked out or written"
START = "The command line leaves torch to the engine"


def lint(folder: Path) -> tuple[dict[str, bool], str]:
    """Whether each contract is kept by the copy of the program in this folder; all that is said."""
    command = [str(LINT), "--no-logo", "--no-cache"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    lines = re.findall(r"^(.+) (KEPT|BROKEN)\b", done.stdout, re.MULTILINE)
    verdicts = {name: verdict == "KEPT" for name, verdict in lines}
    assert verdicts, done.stdout + done.stderr
    assert (done.returncode == 0) == all(verdicts.values())
    return verdicts, done.stdout


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source, with its contracts, to plant breaches in."""
    folder = tmp_path_factory.mktemp("program")
    source = shutil.ignore_patterns("__pycache__", "_resources")
    shutil.copytree(ROOT / "explorer", folder / "explorer", ignore=source)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_every_contract_is_kept(program: Path) -> None:
    assert lint(program)[0] == dict.fromkeys(
        (ARROWS, CAPTURE, MODELS, QT, CONTROL, TORCH, START), True
    )


BREACHES = (
    ("core", "import PySide6.QtCore", QT),
    ("runtime", "def late():\n    from PySide6 import QtGui", QT),
    ("cli", "import shiboken6", QT),
    ("capture", "import pyqtgraph", QT),
    ("gui.control", "from PySide6.QtCore import QObject", CONTROL),
    ("core", "import torch", TORCH),
    ("inputs", "def late():\n    from torch import Tensor", TORCH),
    ("export", "import torchvision.transforms", TORCH),
    ("cli", "import torch.nn", START),
    ("models", "import explorer.core.sites.attention", MODELS),
    ("models", "from explorer.resource_files import resources", MODELS),
    ("models", "import explorer.capture", ARROWS),
    ("capture", "import explorer.inputs.images", CAPTURE),
    ("core", "import explorer.gui", ARROWS),
    ("core", "import explorer.export.png", ARROWS),
    ("inputs", "import explorer.export.png", ARROWS),
    ("export", "import explorer.runtime", ARROWS),
    ("capture", "import explorer.registry", ARROWS),
    ("registry", "def late():\n    import explorer.runtime", ARROWS),
    ("runtime", "import explorer.gui", ARROWS),
    ("analysis", "import explorer.runtime.engine", ARROWS),
    ("registry", "import explorer.analysis.attribution.methods", ARROWS),
    ("gui", "import explorer.cli", ARROWS),
)


@pytest.fixture(scope="module")
def complaints(program: Path) -> dict[str, str]:
    """What each contract says where every breach is planted, in a module that nobody imports."""
    planted = [
        program / "explorer" / room.replace(".", "/") / f"planted_{number}.py"
        for number, (room, _, _) in enumerate(BREACHES)
    ]
    for file, (_, breach, _) in zip(planted, BREACHES, strict=True):
        file.write_text(breach + "\n")
    verdicts, said = lint(program)
    for file in planted:
        file.unlink()
    assert not any(verdicts.values())
    _, *sections = re.split(r"^(.+)\n-+\n", said, flags=re.MULTILINE)
    return dict(zip(sections[::2], sections[1::2], strict=True))


@pytest.mark.parametrize("number", range(len(BREACHES)))
def test_a_planted_breach_is_caught(complaints: dict[str, str], number: int) -> None:
    room, breach, contract = BREACHES[number]
    module = breach.replace("from ", "import ").partition("import ")[2].split()[0]
    found = re.findall(rf"explorer\.{room}\.planted_{number} -> (\S+)", complaints[contract])
    assert len(found) == 1
    assert module.startswith(found[0])


def test_nobody_asks_pyqtgraph_to_write_a_file(tmp_path: Path) -> None:
    """The rule of ruff forbids each way of naming its exporters, and the program keeps it."""
    for number, breach in enumerate(
        (
            "import pyqtgraph.exporters",
            "from pyqtgraph import exporters",
            "from pyqtgraph.exporters import ImageExporter",
            "import pyqtgraph as pg\n\npg.exporters.SVGExporter",
        )
    ):
        (tmp_path / f"planted_{number}.py").write_text(breach + "\n")
    settings = ["--config", str(ROOT / "pyproject.toml"), "--select", "TID251"]
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "concise"]
    for folder, count in ((tmp_path, 4), (ROOT / "explorer", 0), (ROOT / "scripts", 0)):
        done = subprocess.run(
            [*command, *settings, str(folder)], capture_output=True, text=True, check=False
        )
        said = done.stdout.splitlines()
        assert len({line.partition(":")[0] for line in said if "TID251" in line}) == count, said


def test_a_room_that_nobody_gave_a_place_is_caught(program: Path) -> None:
    attic = program / "explorer" / "attic"
    attic.mkdir()
    (attic / "__init__.py").touch()
    verdicts, _ = lint(program)
    shutil.rmtree(attic)
    assert not verdicts[ARROWS]


def modules(room: str) -> list[str]:
    """The dotted names of a room and of everything in it."""
    folder = Path(explorer.__file__).parent / room
    inside = pkgutil.walk_packages([str(folder)], f"explorer.{room}.")
    return [f"explorer.{room}", *(module.name for module in inside)]


def loaded_after(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after this code."""
    tail = "\nimport sys\nprint('\\n' + ' '.join(sorted({m.split('.')[0] for m in sys.modules})))"
    done = subprocess.run(
        [sys.executable, "-c", code + tail], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("rooms", [("core", "inputs", "export"), ("cli",)])
def test_what_must_start_at_once_imports_neither_torch_nor_qt(rooms: tuple[str, ...]) -> None:
    asks = ("control", "evaluation_report", "heads_matter", "lens")
    later = {"explorer.cli.export", *(f"explorer.cli.analysis.{name}" for name in asks)}
    names = [name for room in rooms for name in modules(room) if name not in later]
    loaded = loaded_after("\n".join(f"import {name}" for name in [*names, "explorer.__main__"]))
    assert "explorer" in loaded
    assert not loaded & {"torch", "PySide6", "pyqtgraph", "shiboken6"}


def test_listing_the_models_imports_neither_torch_nor_qt() -> None:
    loaded = loaded_after("from explorer.__main__ import main\nassert main(['models']) == 0")
    assert not loaded & {"torch", "PySide6", "pyqtgraph", "shiboken6"}


def test_everything_below_the_window_imports_without_qt() -> None:
    names = [name for room in ROOMS for name in modules(room)]
    loaded = loaded_after("\n".join(f"import {name}" for name in names))
    assert "torch" in loaded
    assert not loaded & {"PySide6", "pyqtgraph", "shiboken6"}


WITHOUT_QT = NO_QT + "import pytest\nsys.exit(pytest.main(sys.argv[1:]))\n"


def test_tests_below_the_window_are_collected_on_a_machine_without_qt() -> None:
    """As if PySide6 had never been installed: its modules cannot be found."""
    folders = [ROOT / "tests" / room for room in ("core", "inputs")]  # those that start quickly
    options = ["--collect-only", "-q", "-p", "no:pytest-qt", "-p", "no:cacheprovider"]
    # The settings of the plugin that is off are unknown here, and an error when strict.
    options += ["-o", "addopts=--import-mode=importlib", "-W", "ignore::pytest.PytestConfigWarning"]
    command = [sys.executable, "-c", WITHOUT_QT, *options, *map(str, folders)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    for folder in folders:
        assert f"tests/{folder.name}/" in done.stdout


@pytest.mark.parametrize(
    "room", sorted(path.name for path in (ROOT / "explorer").iterdir() if path.is_dir())
)
def test_widgets_live_in_the_gui_alone(room: str) -> None:
    """Figures draw with QtCore, QtGui and QtSvg; the contract above knows Qt only as a whole."""
    files = (ROOT / "explorer" / room).rglob("*.py")
    names = {name for file in files for name in imported(file) if name.startswith("PySide6.")}
    modules = {name.split(".")[1] for name in names}
    allowed = {"figures": {"QtCore", "QtGui", "QtSvg"}}.get(room, set())
    assert room == "gui" or modules == allowed


def imported(file: Path) -> Iterator[str]:
    """The dotted names that a file imports anywhere; of ``from a import b`` a and a.b."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = file.relative_to(ROOT).parts[: -node.level] if node.level else ()
            module = ".".join([*above, *filter(None, [node.module])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def own_file(name: str) -> Path | None:
    """The file of the checkout that a dotted name is, outside of the program; None of others."""
    if name.partition(".")[0] == "explorer":
        return None
    paths = [folder / f"{name.replace('.', '/')}.py" for folder in (ROOT, ROOT / "scripts")]
    return next((path for path in paths if path.is_file()), None)


@pytest.mark.parametrize("room", ROOMS)
def test_the_tests_below_the_window_import_nothing_of_qt(room: str) -> None:
    files = [*(ROOT / "tests" / room).rglob("*.py")]
    assert files
    seen, names = set(files), set()
    while files:
        found = set(imported(files.pop()))
        names |= found
        more = {file for name in found if (file := own_file(name))} - seen
        seen |= more
        files += more
    assert not {name.partition(".")[0] for name in names} & {
        "PySide6",
        "pyqtgraph",
        "pytestqt",
        "shiboken6",
    }
    rooms = {name.split(".")[1] for name in names if name.startswith("explorer.")}
    assert not rooms & {"gui", "cli", "__main__"}
