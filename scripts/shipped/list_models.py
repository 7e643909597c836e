"""Write resources/structures.json: what the architectures of timm and torchvision have to show.

python scripts/shipped/list_models.py [--library NAME]

Each is built on the meta device, without memory for weights, and the parts that attend and gate are
counted. To be run again when the libraries have new architectures; those that the file does not
know are counted on the user's machine when they are listed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from explorer.registry.structure import Structure, outlined, read, written  # noqa: E402
from explorer.registry.subjects.classifier_entry import library  # noqa: E402

FILE = ROOT / "resources" / "structures.json"


def main() -> int:
    """Write what the models of timm and torchvision have to show."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--library", choices=("timm", "torchvision"), help="both without it")
    wanted = parser.parse_args().library
    timm, models = library("timm"), library("torchvision.models")
    builders: dict[str, tuple[list[str], Callable[[str], Any]]] = {
        "timm": (timm.list_models(), timm.create_model),
        "torchvision": (
            models.list_models(module=models),
            lambda name: models.get_model(name, weights=None),
        ),
    }
    found = read(FILE)
    for name, (architectures, build) in builders.items():
        if wanted in (None, name):
            found[name] = _counted(architectures, build)
    FILE.write_text(written(found), encoding="utf-8")
    print(FILE)
    return 0


def _counted(architectures: list[str], build: Callable[[str], Any]) -> dict[str, Structure]:
    found = {}
    for number, name in enumerate(architectures, 1):
        found[name] = outlined(partial(build, name))
        print(f"{number}/{len(architectures)} {name}: {found[name].shows or 'nothing'}", flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main())
