"""`attention-explorer doctor`: whether this installation is whole, to send with a report."""

from __future__ import annotations

import argparse

from explorer.cli.telling import telling
from explorer.registry.loading import LoadProgress
from explorer.runtime.installation import Looking, as_json, as_text, examine


def run(arguments: argparse.Namespace) -> int:
    """Carry out the command; returns 0 where everything is as it should be, else 1."""
    with telling() as teller:

        def tell(looking: Looking) -> None:
            teller(LoadProgress(f"Looking at {looking.text}"))

        found = list(examine(tell))
    print(as_json(found) if arguments.json else as_text(found))
    return 1 if any(one.problem for one in found) else 0
