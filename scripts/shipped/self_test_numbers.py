"""Write the numbers that every bundled model is to give, for `attention-explorer doctor`.

    python scripts/shipped/self_test_numbers.py

To be run, and its outcome looked at, when a bundled model has been trained anew.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from explorer.registry.sources.builtin import builtin
from explorer.resource_files import resources
from explorer.runtime.engine import Engine
from explorer.runtime.self_test import FILE, numbers


def rounded(value: Any) -> Any:
    """Numbers to seven digits, whatever they stand in."""
    if isinstance(value, float):
        return float(f"{value:.7g}")
    return [rounded(one) for one in value] if isinstance(value, list) else value


def main() -> int:
    """Run every model and write the file; gives the exit status."""
    found = {}
    for entry in builtin():
        made = numbers(entry, Engine())
        print(entry.id, made["verdict"], made["said"], f"{made['certain']:.4f}")
        found[entry.id] = {name: rounded(value) for name, value in made.items()}
    text = json.dumps(found, indent=1, ensure_ascii=False)
    (resources() / FILE).write_text(f"{text}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
