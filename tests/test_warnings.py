"""What libraries warn of is not said beside the program's own sentence, unless it is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

CODE = "import explorer.__main__, warnings; warnings.warn('from a library')"


@pytest.mark.parametrize(
    ("options", "words", "said"),
    [((), (), False), ((), ("--debug",), True), (("-W", "default"), (), True)],
)
def test_warnings_are_heard_by_those_who_ask(
    options: tuple[str, ...], words: tuple[str, ...], said: bool
) -> None:
    command = [sys.executable, *options, "-c", CODE, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ("from a library" in done.stderr) is said
