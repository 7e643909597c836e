"""No two files import each other, however long the way round: explorer/ and scripts/."""

from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[1]


def modules(folder: Path, package: str = "") -> dict[str, Path]:
    """The dotted name of every file below a folder."""
    found = {}
    for path in folder.rglob("*.py"):
        parts = path.relative_to(folder).with_suffix("").parts
        parts = parts[:-1] if parts[-1] == "__init__" else parts
        found[".".join(filter(None, (package, *parts)))] = path
    return found


def imports(path: Path, known: dict[str, Path], package: str) -> set[str]:
    """The files that a file imports anywhere: in functions and for types alone too."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) + 1 - node.level]
            base = ".".join([*(above if node.level else ()), *filter(None, [node.module])])
            # `from a import b` reads the file a.b where there is one, and else a
            whole = (f"{base}.{alias.name}" for alias in node.names)
            names += [name if name in known else base for name in whole]
    return {name for name in names if name in known}


def circles(known: dict[str, Path]) -> list[set[str]]:
    """The groups of files in which each reaches every other by imports."""
    names = sorted(known)
    place = {name: at for at, name in enumerate(names)}
    reach = np.eye(len(names), dtype=bool)
    for name in names:
        inside = known[name].name == "__init__.py"
        package = name if inside else name.rpartition(".")[0]
        for other in imports(known[name], known, package):
            reach[place[name], place[other]] = True
    for _ in range(len(names).bit_length()):
        reach = reach.astype(np.float32) @ reach.astype(np.float32) > 0
    together = {tuple(np.flatnonzero(row)) for row in reach & reach.T}
    return [{names[at] for at in group} for group in sorted(together) if len(group) > 1]


def test_the_files_of_the_program_import_each_other_in_no_circle() -> None:
    assert circles(modules(ROOT / "explorer", "explorer")) == []


def test_the_scripts_import_each_other_in_no_circle() -> None:
    assert circles(modules(ROOT / "scripts")) == []


@pytest.mark.parametrize(
    "line",
    [
        "import pack.first",
        "from pack import first",
        "from pack.first import x",
        "from . import first",
        "from .first import x",
        "def late():\n    from pack import first",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pack.first",
    ],
)
def test_a_planted_circle_is_found(tmp_path: Path, line: str) -> None:
    for name, text in {
        "__init__": "",
        "first": "import pack.second",
        "second": "import pack.third",
        "third": line,
        "aside": "import pack.first",
    }.items():
        (tmp_path / f"{name}.py").write_text(text)
    found = circles(modules(tmp_path, "pack"))
    assert found == [{"pack.first", "pack.second", "pack.third"}]
