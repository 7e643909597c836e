"""What only models of photos, or only models of texts, can be asked for."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from explorer.cli.errors import UsageError

if TYPE_CHECKING:
    from explorer.registry.entry import Entry, Input

DEFAULTS: dict[Input, dict[str, Any]] = {
    "photo": {
        "style": "overlay",
        "patches": False,
        "opacity": 0.75,
        "gate": "after",
        "fit": None,
    },
    "text": {
        "text": (),
        "site": "cross",
        "view": "matrix",
        "target": None,
        "beam": 1,
        "subwords": False,
        "hide_special": False,
        "renormalise": False,
    },
}
"""The options of each kind of model. The parser leaves out what was not given, so that an option
of the other kind is noticed even with its usual value."""


def add_options(command: argparse.ArgumentParser) -> None:
    """The options of photos and those of texts, each in a group of its own."""
    photos = command.add_argument_group("photos", argument_default=argparse.SUPPRESS)
    add = photos.add_argument
    add("--style", choices=("overlay", "spotlight", "map"), help="(default: overlay)")
    add(
        "--patches",
        action="store_true",
        default=argparse.SUPPRESS,
        help="raw patches instead of a smooth map",
    )
    add("--opacity", type=float, metavar="0..1", help="of the overlay (0.75)")
    add(
        "--gate",
        choices=("before", "after"),
        help="features before or after the channel gate (default: after)",
    )
    add(
        "--fit",
        choices=("stretch", "crop", "pad"),
        help="how a photo is fitted to the model's input (default: as it was trained)",
    )
    texts = command.add_argument_group("texts", argument_default=argparse.SUPPRESS)
    add = texts.add_argument
    add("--text", action="append", metavar="TEXT", help="a sentence, beside INPUT or in its place")
    add(
        "--site",
        choices=("cross", "decoder", "encoder"),
        help="which attention is shown (default: cross)",
    )
    add("--view", choices=("matrix", "lines", "text", "steps"), help="(default: matrix)")
    add("--target", metavar="TEXT", help="your own translation, to be judged (teacher forcing)")
    add(
        "--beam",
        type=int,
        metavar="1..8",
        help="beginnings that are kept while translating; 1 is greedy (default)",
    )
    for name, help in (
        ("--subwords", "one row and column a token, not a word"),
        ("--hide-special", "leave out tokens as </s>"),
        ("--renormalise", "what is shown of a row then sums to 1 again"),
    ):
        add(name, action="store_true", default=argparse.SUPPRESS, help=help)


def settle(arguments: argparse.Namespace, entry: Entry) -> None:
    """Fill in what was not given; raises UsageError for an option that the model has no use for."""
    for kind, defaults in DEFAULTS.items():
        if kind == entry.input:
            own = {"fit": entry.fit} if kind == "photo" else {}
            vars(arguments).update(defaults | own | vars(arguments))
            continue
        for name in defaults:
            if name in arguments:
                option = "--" + name.replace("_", "-")
                raise UsageError(
                    f"{option} is for models of {kind}s. {entry.id} takes {entry.input}s: "
                    "leave it out, or choose another model."
                )
