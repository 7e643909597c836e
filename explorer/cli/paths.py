"""What the command line takes for the name of a file or a folder."""

from __future__ import annotations

import argparse
from pathlib import Path


def named(text: str) -> str:
    """A name, as it is given; an empty one, of a shell's variable that is not set, is refused.

    It would mean the folder that the program was started in.
    """
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def path(text: str) -> Path:
    """The same as a path."""
    return Path(named(text))
