"""Importing a package that is only needed now and then: one sentence where that cannot be.

A package may be missing, may need another one that is missing, or be there and not fit the others:
each wants something else done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from explorer.core.foreign import quoted_error


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a package cannot be imported.

    Attributes
    ----------
    package : str
        The one that is missing or broken, which may be another one that the wanted one needs.
    installed : bool
        Whether it is there and cannot be imported.
    said : str
        A sentence with what to do.
    """

    package: str
    installed: bool
    said: str


def imported(
    name: str, refusal: Callable[[Lack], Exception], what: str = "", otherwise: str = ""
) -> ModuleType:
    """Import a package, or a part of one; raises what `refusal` makes where that cannot be.

    Parameters
    ----------
    what, otherwise : see `lack`.
    """
    try:
        return import_module(name)
    except Exception as error:  # of versions that do not fit each other anything is raised
        raise refusal(lack(name, error, what, otherwise)) from error


def missing(name: str) -> Lack | None:
    """Why a package is not there, which is asked without importing it; None where it is."""
    return None if _installed(name) else lack(name, ModuleNotFoundError(name=name))


def lack(wanted: str, error: Exception, what: str = "", otherwise: str = "") -> Lack:
    """Why a package could not be imported, and what to do.

    Parameters
    ----------
    wanted : what was to be imported.
    error : what its import raised.
    what : needs it, as "A DICOM file"; "" where that is plain.
    otherwise : a sentence about what else can be done, as "Or save it as PNG."
    """
    package = wanted.partition(".")[0]
    named = error.name if isinstance(error, ImportError) else None
    cause = (named or package).partition(".")[0]
    installed = not isinstance(error, ImportError) or _installed(cause)
    if installed and what:
        said = (
            f"{what} needs {cause}, which is installed and cannot be imported "
            f"({quoted_error(error)}). Install another version of it."
        )
    elif installed:
        said = (
            f"{cause} is installed and cannot be imported ({quoted_error(error)}). Install another "
            "version of it."
        )
    elif what:
        said = f"{what} needs {cause}, which is not installed: pip install {cause}."
    elif cause != package:
        said = f"{cause}, which {package} needs, is not installed: pip install {cause}."
    else:
        said = f"{cause} is not installed: pip install {cause}."
    return Lack(cause, installed, f"{said} {otherwise}".strip())


def _installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except (ImportError, ValueError):  # it stands half imported among the modules
        return True
