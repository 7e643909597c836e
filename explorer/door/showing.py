"""Open the window on what was seen in a script or a notebook, in a process of its own."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

from explorer.core.taking import takes
from explorer.core.trace import Trace
from explorer.door.result import Result
from explorer.registry.recorded import listed
from explorer.registry.sources.plugins import add_file, added_files

_open: list[subprocess.Popen[bytes]] = []
"""The windows that stand while a notebook goes on."""


@takes
def show(result: Result) -> None:
    """Open the window on what was seen.

    In a script this waits until the window is closed; in IPython and Jupyter it returns at once.
    The window is a process of its own, so that threads, event loop and figures of the script are
    left alone; where the model is one that `open_model` opens, it can be run there on other
    inputs too. Nothing of the window is remembered.

    Parameters
    ----------
    result : Result
        Of `Model.run`, or the `trace` of `watch`.

    Raises
    ------
    RuntimeError
        There is no display, or the window ended with an error.
    """
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(map(os.environ.get, named)):
        raise RuntimeError(
            "There is no display to open a window on: write pictures instead, with figure().save()."
        )
    here = str(Path(__file__).parents[2])  # where this very program lies
    paths = os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", __name__],
        stdin=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert process.stdin is not None  # PIPE was asked for
    try:
        with process.stdin as pipe:
            pickle.dump((result._trace, added_files()), pipe, pickle.HIGHEST_PROTOCOL)
    except BrokenPipeError:
        pass  # it ended at once; its status says so
    if _in_notebook():
        _open[:] = [one for one in _open if one.poll() is None] + [process]
        return
    try:
        status = process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise
    if status:
        raise RuntimeError("The window ended with an error, the lines above say which.")


def _in_notebook() -> bool:
    """Whether IPython runs this code: its prompt is to come back at once."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and ipython.get_ipython() is not None


def main() -> int:
    """Be the window: read a run from standard input, written by `show`, and show it."""
    trace, plugins = pickle.load(sys.stdin.buffer)
    assert isinstance(trace, Trace)
    for file in plugins:
        add_file(file)
    from explorer.gui.window.app import run_window

    return run_window(run=(listed(trace), trace))


if __name__ == "__main__":
    sys.exit(main())
