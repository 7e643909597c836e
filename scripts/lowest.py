"""Write which oldest versions pyproject.toml allows, as constraints for pip.

    python scripts/lowest.py constraints.txt

`scripts/test.py --lowest` installs them into an environment of its own and runs every check there,
so that a lower bound which is too low is found by us. uv resolves them, since the oldest versions
of all packages need not go together: of each the oldest that does is taken.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
Call = Callable[[Sequence[str]], int]


def resolved(target: Path, project: Path, extra: str) -> list[str]:
    """Give the command that writes the oldest versions a project allows into a file.

    Parameters
    ----------
    target : is written.
    project : a pyproject.toml.
    extra : of its optional dependencies, which may name others; "" for none.
    """
    wanted = ["--extra", extra] if extra else []
    how = ["--resolution", "lowest-direct", "--only-binary", ":all:", "--quiet"]
    bare = ["--no-header", "--no-annotate", "--output-file", str(target)]
    return [sys.executable, "-m", "uv", "pip", "compile", str(project), *wanted, *how, *bare]


def main(target: str, call: Call = subprocess.call) -> int:
    """Write the constraints to a file and to the screen; gives the exit status."""
    if find_spec("uv") is None and call([sys.executable, "-m", "pip", "install", "-q", "uv"]):
        return 1
    status = call(resolved(Path(target), ROOT / "pyproject.toml", "test"))
    if not status:
        print(Path(target).read_text(encoding="utf-8"), end="")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
