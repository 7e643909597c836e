"""The options of an export: which model has a use for which, and which values make sense."""

from __future__ import annotations

import argparse
import math
from typing import TYPE_CHECKING, Any

from explorer.cli.errors import UsageError
from explorer.core.colormaps import table
from explorer.core.inputs import Modality
from explorer.core.numbers import is_count
from explorer.registry.uses import no_use, usual_temperature

if TYPE_CHECKING:
    from explorer.registry.entry import Entry

DEFAULTS: dict[Modality, dict[str, Any]] = {
    Modality.PHOTO: {
        "style": "overlay",
        "patches": False,
        "opacity": 0.75,
        "gate": "after",
        "fit": None,
        "values": None,
        "bands": None,
    },
    Modality.TEXT: {
        "text": (),
        "view": "matrix",
        "text_b": None,
        "cut": None,
        "chat": False,
        "system": None,
        "source": None,
        "to_language": None,
        "target": None,
        "beam": 1,
        "generate": 0,
        "temperature": 0.0,
        "top_p": 1.0,
        "seed": 0,
        "subwords": False,
        "hide_special": False,
        "renormalise": False,
        "without_first": False,
        "without": None,
        "queries": None,
        "keys": None,
        "pool": "mean",
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
    add(
        "--values",
        metavar="LO:HI",
        help="of a photo of more than 8 bits, what becomes black and white (those that it uses)",
    )
    add("--bands", metavar="R,G,B", help="of a photo of many bands, which are shown (1,2,3)")
    texts = command.add_argument_group("texts", argument_default=argparse.SUPPRESS)
    add = texts.add_argument
    add("--text", action="append", metavar="TEXT", help="a sentence, beside INPUT or in its place")
    add("--text-b", metavar="TEXT", help="a second text, read together with the first: a context")
    for name, kept, help in (
        ("--whole", "whole", "a text as one, as for a summariser"),
        ("--sentences", "sentences", "each sentence of a text by itself, as for a translator"),
    ):
        add(name, dest="cut", action="store_const", const=kept, help=help)
    add(
        "--chat",
        action="store_true",
        default=argparse.SUPPRESS,
        help="the text as a user's turn in the model's chat template",
    )
    add("--system", metavar="TEXT", help="what the chat begins with, before that turn")
    add("--source", metavar="LANGUAGE", help="of the text, as the model names it: eng_Latn, fr")
    add("--to-language", metavar="LANGUAGE", help="that is translated into, as the model names it")
    add("--view", choices=("matrix", "lines", "text", "steps"), help="(default: matrix)")
    add("--target", metavar="TEXT", help="your own translation, to be judged (teacher forcing)")
    add(
        "--beam",
        type=int,
        metavar="1..8",
        help="beginnings that are kept while translating; 1 is greedy (default)",
    )
    add("--generate", type=int, metavar="N", help="let the model continue the text by N tokens")
    add("--temperature", type=float, metavar="T", help="draw those tokens; 0 is greedy (default)")
    add("--top-p", type=float, metavar="0..1", help="draw from the likeliest of this share (1)")
    add("--seed", type=int, metavar="N", help="of the drawing; the same gives the same text (0)")
    add("--queries", metavar="A:B", help="of a long text only the rows of these tokens")
    add("--keys", metavar="A:B", help="of a long text only the columns of these tokens")
    add(
        "--pool",
        choices=("mean", "max"),
        help="what a tile of tokens of a long text shows of its weights (default: mean)",
    )
    add(
        "--without",
        metavar="N,N",
        help="leave these tokens out of the columns, the rest of a row sums to 1 again",
    )
    for name, help in (
        ("--subwords", "one row and column a token, not a word"),
        ("--hide-special", "leave out tokens as </s>"),
        ("--renormalise", "what is shown of a row then sums to 1 again"),
        ("--without-first", "leave the first token out of the columns, the rest sums to 1 again"),
    ):
        add(name, action="store_true", default=argparse.SUPPRESS, help=help)


def settle(arguments: argparse.Namespace, entry: Entry) -> None:
    """Fill in what was not given, and check everything that needs no run.

    Raises
    ------
    UsageError
        An option that the model has no use for, or a value that makes no sense.
    """
    _check_common(arguments)
    arguments.given_style = "style" in arguments
    kinds = {name: kind for kind, defaults in DEFAULTS.items() for name in defaults}
    given = {name: kind for name, kind in kinds.items() if name in arguments}
    if said := no_use(given, entry, _option):
        raise UsageError(said)
    if "temperature" not in arguments:
        arguments.temperature = usual_temperature(given)
    fill_in(arguments)
    _check_texts(arguments)
    values_of(arguments)
    bands_of(arguments)
    if not 0 <= arguments.opacity <= 1:
        raise UsageError("The opacity goes from 0 to 1.")


def fill_in(arguments: argparse.Namespace) -> None:
    """Give what was not asked its default, of photos and of texts, for a command without either."""
    for defaults in DEFAULTS.values():
        vars(arguments).update(defaults | vars(arguments))


def _check_common(arguments: argparse.Namespace) -> None:
    """Raises UsageError for what makes no sense whatever the model takes."""
    from explorer.export.style import LARGEST  # imports Pillow, which --help has no use for

    try:
        table(arguments.colormap)
    except ValueError as error:
        raise UsageError(str(error)) from error
    if not 1 <= arguments.size <= LARGEST:
        raise UsageError(f"The size goes from 1 to {LARGEST} pixels.")
    if arguments.layer not in (None, "all"):
        _integer(arguments.layer, "--layer takes a number or all")
    if arguments.head not in ("mean", "max", "all"):
        _integer(arguments.head, "--head takes a number, mean, max or all")


def _check_texts(arguments: argparse.Namespace) -> None:
    """Raises UsageError for numbers of the writing that make no sense."""
    if not 1 <= arguments.beam <= 8:
        raise UsageError("The beam goes from 1 to 8.")
    if arguments.without is not None:
        for one in arguments.without.split(","):
            _integer(one, "--without takes numbers of tokens, as 0,3")
    if arguments.generate < 0:
        raise UsageError("--generate takes how many tokens are written, from 0 on.")
    if not 0 <= arguments.temperature < math.inf:
        raise UsageError("The temperature goes from 0, the likeliest token each time, upwards.")
    if not 0 < arguments.top_p <= 1:
        raise UsageError("--top-p takes a share above 0, up to 1.")


def values_of(arguments: argparse.Namespace) -> tuple[float, float] | None:
    """The values that become black and white; raises UsageError for what makes no sense."""
    if arguments.values is None:
        return None
    try:
        low, high = map(float, arguments.values.split(":"))
    except ValueError:
        low = high = 0.0
    if not -math.inf < low < high < math.inf:
        raise UsageError(f"--values takes two numbers, as 0:4095, not {arguments.values}.")
    return low, high


def bands_of(arguments: argparse.Namespace) -> tuple[int, int, int] | None:
    """The bands that become red, green and blue; raises UsageError for what makes no sense."""
    if arguments.bands is None:
        return None
    parts = arguments.bands.split(",")
    if len(parts) != 3 or not all(is_count(one) and int(one) > 0 for one in parts):
        raise UsageError(f"--bands takes three numbers from 1, as 4,3,2, not {arguments.bands}.")
    red, green, blue = map(int, parts)
    return red, green, blue


def _integer(text: str, rule: str) -> int:
    """The number that a text is; raises UsageError with the rule for any other."""
    try:
        return int(text)
    except ValueError:
        raise UsageError(f"{rule}, not {text or 'nothing'}.") from None


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")
