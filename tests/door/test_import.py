"""`import explorer` costs nothing, and has the names that it promises and no others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import explorer

HEAVY = ("torch", "PySide6", "shiboken6", "pyqtgraph", "numpy", "PIL", "explorer.registry")


def loaded(code: str) -> set[str]:
    """The modules of `HEAVY` that a fresh interpreter holds after this code."""
    tail = f"\nimport sys\nprint(*(set(sys.modules) & {set(HEAVY)}))"
    done = subprocess.run(
        [sys.executable, "-c", code + tail],
        cwd=Path(explorer.__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "code",
    ["import explorer", "import explorer; dir(explorer); explorer.__version__; explorer.__all__"],
)
def test_importing_loads_none_of_what_takes_time(code: str) -> None:
    assert loaded(code) == set()


@pytest.mark.parametrize("name", ["photo_model", "ModelError", "open_model"])
def test_a_name_loads_neither_torch_nor_qt(name: str) -> None:
    found = loaded(f"import explorer; explorer.{name}")
    assert "explorer.registry" in found
    assert not found & {"torch", "PySide6", "shiboken6", "pyqtgraph"}


def test_every_public_name_is_there_and_described() -> None:
    assert set(explorer.__all__) <= set(dir(explorer))
    for name in explorer.__all__:
        value = getattr(explorer, name)
        if name != "__version__":
            assert value.__name__ == name
            assert value.__doc__


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'open_modle'"):
        explorer.open_modle  # noqa: B018
    with pytest.raises(ImportError):
        exec("from explorer import nothing_of_the_kind")
