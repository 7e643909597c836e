"""Where the files that ship with the program lie: checkpoints, samples, fonts, icons.

A checkout keeps them in ``resources/`` beside the package; a wheel carries the same tree inside
the package as ``explorer/_resources/``. Standard library only.
"""

from __future__ import annotations

import errno
import os
from functools import cache
from pathlib import Path

REPAIR = "Install Attention Explorer again to repair it."
"""What is told of a file or a package that the installation lacks."""
_PACKAGE = Path(__file__).resolve().parent
_CANDIDATES = (_PACKAGE / "_resources", _PACKAGE.parent / "resources")


@cache
def resources() -> Path:
    """The folder that holds ``checkpoints/``, ``samples/``, ``fonts/`` and the others.

    The same relative paths hold in a checkout (an editable install) and in an installed wheel.
    The files are read-only for the program: what it writes belongs in the user's folders.

    Returns
    -------
        An absolute, existing folder.

    Raises
    ------
    FileNotFoundError
        The folder is in neither place, so the installation is incomplete.
    """
    for candidate in _CANDIDATES:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(_CANDIDATES[-1]))


def shipped(file: object) -> str:
    """Name a file that ships with the program, as "fonts/Inter-Regular.ttf".

    Parameters
    ----------
    file
        Of any kind, as an error names what it did not find.

    Returns
    -------
    str
        Its path below `resources`; the name of that folder for the folder itself, "" for a file
        of anybody else.
    """
    if not isinstance(file, str | os.PathLike):
        return ""
    path = Path(os.fsdecode(file))
    for candidate in _CANDIDATES:
        if path.is_relative_to(candidate):
            return path.relative_to(candidate.parent).as_posix()
    return ""


def lacking_package(error: BaseException) -> str:
    """Say in a sentence which package the installation lacks; "" for an error of another kind."""
    name = error.name if isinstance(error, ModuleNotFoundError) else None
    if name is None or not name.replace(".", "").isidentifier():
        return ""
    return f"The package {name} is missing. {REPAIR}"
