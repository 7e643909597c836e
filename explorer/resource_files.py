"""Where the files that ship with the program lie: checkpoints, samples, fonts, icons.

A checkout keeps them in ``resources/`` beside the package; a wheel carries the same tree inside
the package as ``explorer/_resources/``. Standard library only.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


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
    candidates = (_PACKAGE / "_resources", _PACKAGE.parent / "resources")
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(
        "The files that ship with Attention Explorer are missing; install it again "
        f"(looked in {candidates[0]} and {candidates[1]})."
    )
