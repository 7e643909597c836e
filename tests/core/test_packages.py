"""A package that cannot be imported is told by what is wrong with it, and by what to do."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.core.packages import Lack, imported, missing


class LackError(Exception):
    """Holds why."""

    def __init__(self, lack: Lack) -> None:
        super().__init__(lack.said)
        self.lack = lack


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of packages of other people's; what was imported of it is forgotten."""
    monkeypatch.syspath_prepend(tmp_path)
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        del sys.modules[name]


@pytest.mark.parametrize(
    ("code", "package", "installed", "said"),
    [
        (None, "nosuchone", False, "nosuchone is not installed: pip install nosuchone."),
        (
            "import nosuchpart.deep",
            "nosuchpart",
            False,
            "nosuchpart, which nosuchone needs, is not installed: pip install nosuchpart.",
        ),
        (
            "from json import nosuchname",
            "json",
            True,
            "json is installed and cannot be imported (ImportError: cannot import name "
            "'nosuchname' from 'json'",
        ),
        (
            "raise AttributeError('no float_ any more\\nin this version')",
            "nosuchone",
            True,
            "nosuchone is installed and cannot be imported (AttributeError: no float_ any more). "
            "Install another version of it.",
        ),
        (
            "import nosuchone.part",
            "nosuchone",
            True,
            "nosuchone is installed and cannot be imported (ModuleNotFoundError: ",
        ),
    ],
)
def test_what_is_wrong_is_told(
    packages: Path, code: str | None, package: str, installed: bool, said: str
) -> None:
    if code is not None:
        (packages / "nosuchone.py").write_text(code)
    with pytest.raises(LackError) as caught:
        imported("nosuchone", LackError)
    lack = caught.value.lack
    assert (lack.package, lack.installed) == (package, installed)
    assert lack.said.startswith(said)
    assert ("pip install" in lack.said) is not installed


def test_what_needs_it_and_what_else_helps_are_told(packages: Path) -> None:
    with pytest.raises(LackError) as caught:
        imported("nosuchone", LackError, "a.dcm, a DICOM file,", "Or save it as PNG.")
    assert str(caught.value) == (
        "a.dcm, a DICOM file, needs nosuchone, which is not installed: pip install nosuchone. Or "
        "save it as PNG."
    )
    (packages / "brokenone.py").write_text("1 / 0")
    with pytest.raises(LackError) as caught:
        imported("brokenone", LackError, "a.dcm", "Or save it as PNG.")
    assert str(caught.value) == (
        "a.dcm needs brokenone, which is installed and cannot be imported (ZeroDivisionError: "
        "division by zero). Install another version of it. Or save it as PNG."
    )


def test_what_is_there_is_imported_and_not_missing(packages: Path) -> None:
    (packages / "soundone.py").write_text("value = 5")
    assert missing("soundone") is None
    assert "soundone" not in sys.modules
    assert imported("soundone", LackError).value == 5
    lack = missing("nosuchone")
    assert lack is not None
    assert lack.said == "nosuchone is not installed: pip install nosuchone."
