"""Import torch in a worker thread so that the window can be used meanwhile.

An import holds the interpreter while the system loads its libraries (half a second of torch's), and
while the garbage collector looks through the hundred thousand objects that it made: neither is
needed.
"""

from __future__ import annotations

import ctypes
import gc
import importlib.util
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LIBRARIES = ("c10", "torch_cpu", "torch", "torch_python")
"""Of torch, each after those that it needs."""
_LAZY = 1  # RTLD_LAZY, of every system that has dlopen
_mapping = threading.Lock()
_counting = threading.Lock()
_keeping = 0  # threads that import now


def load_torch() -> None:
    """Import torch; what goes wrong is left to who imports it next and can say so."""
    if "torch" in sys.modules:
        return
    map_libraries()
    with kept(), suppress(Exception):
        import torch  # noqa: F401


@contextmanager
def kept() -> Iterator[None]:
    """Import without the garbage collector, which looks at nothing of it again afterwards.

    Most of what is in memory then stays for good, and a look at it would stop the window for a
    quarter of a second (torch), or for a frame or two, every now and then.
    """
    global _keeping
    with _counting:
        _keeping += 1
        gc.disable()
    try:
        yield
    finally:
        with _counting:
            _keeping -= 1
            gc.freeze()
            if not _keeping:
                gc.enable()


def map_libraries() -> None:
    """Have the system load torch's libraries: a call by ctypes does not hold the interpreter.

    Another thread may do so before `load_torch`, which then waits for it. Whatever else the system
    is to load meanwhile waits too, and holds the interpreter: it is to be loaded before.
    Nothing is raised: where they cannot be loaded, the import says why.
    """
    with _mapping, suppress(Exception):
        found = importlib.util.find_spec("torch")
        if found is None or found.origin is None or sys.platform == "win32":
            return
        suffix = "dylib" if sys.platform == "darwin" else "so"
        load = ctypes.CDLL(None).dlopen
        load.restype, load.argtypes = ctypes.c_void_p, (ctypes.c_char_p, ctypes.c_int)
        for name in LIBRARIES:
            load(str(Path(found.origin).parent / "lib" / f"lib{name}.{suffix}").encode(), _LAZY)
