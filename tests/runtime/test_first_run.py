"""The first run of a bundled model in a fresh process imports what it needs and no more."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from explorer.core.inputs import Inputs
from explorer.inputs.samples import samples
from explorer.runtime.engine import Engine, Request

def cancelled():
    return False

trace = Engine().run(Request("vit", Inputs((samples()[0].path,)), "cpu"), cancelled=cancelled)
assert trace.complete
never = "torch._dynamo", "sympy", "transformers", "timm", "torchvision", "PySide6"
print(*[name for name in never if name in sys.modules])
"""


def test_a_bundled_model_runs_without_the_compiler_of_torch() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], check=True, capture_output=True, text=True, timeout=300
    )
    assert done.stdout.split() == []
