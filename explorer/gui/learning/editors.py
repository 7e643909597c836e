"""How the user's editor is told to open a file at a line."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import PurePath

TERMINAL = frozenset(("ed", "emacs", "helix", "hx", "kak", "micro", "nano", "nvim", "vi", "vim"))
"""Editors that need a terminal, which a window does not have."""
_GOTO = frozenset(("code", "code-insiders", "codium", "cursor", "vscodium"))
_COLON = frozenset(("subl", "sublime_text", "zed"))
_LINE = frozenset(("charm", "idea", "pycharm"))


def editor_command(settings: Mapping[str, str], file: str, line: int) -> list[str]:
    """The command that opens a file at a line in the user's editor.

    Parameters
    ----------
    settings : the environment, whose VISUAL is asked before EDITOR, as other programs do.
    file : its path.
    line : from 1.

    Returns
    -------
    list of str
        Program and arguments; empty where the system is to choose, since there is no editor, one
        that cannot be read, or one that needs a terminal.
    """
    named = settings.get("VISUAL") or settings.get("EDITOR") or ""
    try:
        command = shlex.split(named)
    except ValueError:  # quotes that do not end
        return []
    if not command:
        return []
    program = PurePath(command[0]).name.lower().removesuffix(".exe").removesuffix(".cmd")
    if program in TERMINAL:
        return []
    if program in _GOTO:
        return [*command, "--goto", f"{file}:{line}"]
    if program in _COLON:
        return [*command, f"{file}:{line}"]
    if program in _LINE:
        return [*command, "--line", str(line), file]
    return [*command, f"+{line}", file]
