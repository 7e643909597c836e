"""Torch imported in a thread: it is whole, and what cannot be had is left to who asks next."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOAD = """
import gc, sys, threading
sys.path.insert(0, {root!r})
from explorer.runtime.preload import load_torch
{before}
thread = threading.Thread(target=load_torch)
thread.start()
thread.join()
assert gc.isenabled()
{after}
print("well")
"""


def run(before: str, after: str) -> str:
    code = LOAD.format(root=str(ROOT), before=before, after=after)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_torch_works_after_it_was_loaded() -> None:
    after = """
assert gc.get_freeze_count() > 10_000  # not looked through again
import torch
assert float((torch.ones(2, 3) @ torch.ones(3, 2)).sum()) == 12.0
"""
    assert run("", after) == "well"


def test_libraries_that_another_thread_is_loading_are_waited_for() -> None:
    before = """
from explorer.runtime.preload import map_libraries
threading.Thread(target=map_libraries).start()
"""
    after = """
import torch
assert torch.ones(3).sum() == 3
assert threading.active_count() == 1
"""
    assert run(before, after) == "well"


def test_a_torch_that_cannot_be_imported_is_said_by_the_next_import() -> None:
    before = """
class Broken:
    def find_spec(self, name, path=None, target=None):
        if name == "torch":
            raise ImportError("no such library")
sys.meta_path.insert(0, Broken())
"""
    after = """
try:
    import torch
except ImportError as error:
    assert "no such library" in str(error)
else:
    raise AssertionError
"""
    assert run(before, after) == "well"


def test_the_collector_rests_until_the_last_thread_has_imported() -> None:
    after = """
import weakref
from explorer.runtime.preload import kept
inside, go = threading.Event(), threading.Event()
def importing():
    with kept():
        inside.set()
        go.wait()
        class Part: pass
        made.append(Part)
made = []
other = threading.Thread(target=importing)
other.start()
inside.wait()
with kept():
    pass
assert not gc.isenabled()
go.set()
other.join()
assert gc.isenabled()
assert made[0] not in gc.get_objects()  # frozen
"""
    assert run("", after) == "well"
