"""What the command line takes: every command with its arguments. Imports neither torch nor Qt."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn

from explorer.cli.analysis.analysis_arguments import (
    control_arguments,
    evaluate_arguments,
    heads_arguments,
    lens_arguments,
)
from explorer.cli.analysis.interventions import add_interventions
from explorer.cli.errors import UsageError
from explorer.cli.figure_options import add_figure_options
from explorer.cli.options import add_options
from explorer.cli.paths import named, path
from explorer.core.colormaps import COLORMAPS
from explorer.core.numbers import is_count
from explorer.version import __version__

DESCRIPTION = "Open a model, run it on a photo or a text, and see where it looks."
MODEL = (
    "id, as `models` lists them; or torchvision:NAME, timm:NAME, hf:ID or hf:FOLDER of Hugging "
    "Face, file:PATH of weights of ours, keras:PATH, dinov2"
)


Fill = Callable[[argparse.ArgumentParser], None]
"""Adds the arguments of a command."""


class _Parser(argparse.ArgumentParser):
    """Errors are one sentence on standard error, without the usage text."""

    def error(self, message: str) -> NoReturn:
        text = message[:1].upper() + message[1:]
        raise UsageError(f"{text}. See {self.prog} --help.")


def parser(asked: str) -> argparse.ArgumentParser:
    """The command line: all commands, with the arguments of the one that is asked for.

    Those of all of them, two hundred, the window would wait for.
    """
    root = _Parser(prog="attention-explorer", description=DESCRIPTION)
    root.add_argument("--version", action="version", version=f"attention-explorer {__version__}")
    commands = root.add_subparsers(dest="command", title="commands")
    for name, (says, fill) in COMMANDS.items():
        command = commands.add_parser(name, help=says)
        if name == asked:
            fill(command)
            _add_common(command)
    return root


def _open_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", nargs="?", type=path, help="photo or text to open; else a sample")
    command.add_argument("--model", help=MODEL)
    command.add_argument("--theme", choices=("system", "light", "dark"), help="look of the window")
    command.add_argument(
        "--language", choices=("system", "en", "ja"), help="language of the window, from now on"
    )
    command.add_argument(
        "--lecture",
        nargs="?",
        const=Path(),
        type=path,
        metavar="FOLDER",
        help="take the lecture that ships, or one of your own from a folder",
    )
    _add_untrained(command)


def _export_arguments(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("model", metavar="MODEL", help=MODEL)
    add(
        "inputs",
        metavar="INPUT",
        nargs="*",
        type=path,
        default=[],
        help="photo or text file, or a folder of photos",
    )
    add(
        "-o",
        "--output",
        metavar="OUT",
        type=named,
        required=True,
        help="file, or a folder when there is more than one picture",
    )
    add(
        "--layer",
        metavar="N|all",
        help="layer from 0, negative from the end (default: the last; of texts the best aligned)",
    )
    add(
        "--head",
        default="mean",
        metavar="N|mean|max|all",
        help="head (or channel), or how all are combined (default: mean)",
    )
    add(
        "--query",
        metavar="cls|ROW,COL|N|WORD",
        help="which token asks: CLS, a patch, a token number, a word of a text, a found object",
    )
    add(
        "--site",
        choices=("cross", "decoder", "encoder", "attention", "channel", "spatial"),
        help="which attention or gates are shown (default: the first of these that the model has)",
    )
    _add_mute(command)
    add(
        "--against",
        metavar="A.npz|MODEL|FILE",
        help="A | B | A − B: beside arrays of an earlier run, another model, or another input",
    )
    _add_method(command)
    add("--colormap", default="inferno", metavar="NAME", help=", ".join(COLORMAPS))
    colours = command.add_mutually_exclusive_group()
    colours.add_argument(
        "--scale",
        choices=("shared", "layer", "map"),
        help="which maps share the colour levels (default: layer; for spatial gates shared)",
    )
    colours.add_argument(
        "--levels",
        type=_ends,
        metavar="LO:HI",
        help="the values at the ends of the colour bar, the same for every picture and model; "
        "of a contrast HI stands to both sides of 0",
    )
    add("--size", type=int, default=1024, metavar="PX", help="longer edge of the picture (1024)")
    add("--legend", action="store_true", help="title and colour bar around the picture")
    add("--embed-input", action="store_true", help="keep the photo or text itself in the file")
    add(
        "--format",
        choices=(
            *("png", "svg", "pdf", "npz", "axt"),
            *("csv", "safetensors", "gif", "apng", "webp"),
        ),
        help="of pictures, npz with every site's array, or axt with the whole run, to be opened "
        "without its model (default: as OUT is named, else png)",
    )
    add_figure_options(command)
    _add_batch(command)
    add(
        "--allow-unverified",
        action="store_true",
        help="status 0 also where a map is not proved to be what the model computed (else 3)",
    )
    _add_loading(command)
    _add_placing(command)
    add_options(command)


def _add_method(command: argparse.ArgumentParser) -> None:
    add = command.add_argument_group("attribution, in place of a layer and head").add_argument
    add(
        "--method",
        metavar="ID",
        help="rollout, relevance, legrad, value, ig, gradcam, layercam, occlusion, layers, "
        "heads-mean, heads-max or heads-min",
    )
    add(
        "--answer",
        metavar="CLASS|WORD|N",
        default="",
        help="what is explained: a class by name or number, a written token, a found object "
        "(default: what the model is surest of); of a model of photos --target says the same",
    )
    add(
        "--contrast", metavar="CLASS|WORD|N", default="", help="a second answer, taken away from it"
    )
    add("--fusion", choices=("mean", "max", "min"), default="mean", help="of heads, for rollout")
    add("--discard", type=float, default=0.0, metavar="0..1", help="weakest links, for rollout (0)")


def _add_mute(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--mute",
        metavar="LAYER.HEAD,…",
        help="heads that give nothing in this run, as 5.3,7.* or encoder:0.2",
    )
    command.add_argument(
        "--mute-mode",
        choices=("zero", "mean"),
        default="zero",
        help="what a muted head gives: zeros, or its mean over the tokens (default: zero)",
    )
    add_interventions(command)


def _add_batch(command: argparse.ArgumentParser) -> None:
    many = command.add_argument_group("many inputs")
    add = many.add_argument
    add("--batch", type=_count, default=8, metavar="N", help="inputs that run together (8)")
    add("--jobs", type=_count, default=1, metavar="N", help="processes on this machine (1)")
    add("--cluster", metavar="ADDRESS", help="of a scheduler of Dask, as tcp://host:8786")
    add("--tls-ca", default="", metavar="PEM", help="authority that a tls:// cluster is trusted by")
    add("--tls-cert", default="", metavar="PEM", help="certificate of this machine for a cluster")
    add("--tls-key", default="", metavar="PEM", help="its key")
    add("--force", action="store_true", help="make anew what manifest.csv says is finished")


def _count(text: str) -> int:
    """A number from 1; raises ArgumentTypeError for anything else."""
    if not text.isascii() or not is_count(text) or not 1 <= int(text) <= 4096:
        raise argparse.ArgumentTypeError(f"a number from 1 to 4096, not {text}")
    return int(text)


def _ends(text: str) -> tuple[float, float]:
    """The argument of --levels; raises ArgumentTypeError for what is none."""
    from explorer.core.map.levels import parsed_ends

    try:
        return parsed_ends(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _models_arguments(command: argparse.ArgumentParser) -> None:
    command.epilog = f"Commands take as MODEL: {MODEL}."
    _add_json(command)


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="as JSON, for programs")


def _of_model(fill: Callable[[argparse.ArgumentParser, str], None]) -> Fill:
    """The arguments of a command, and those with which its model is loaded."""

    def filled(command: argparse.ArgumentParser) -> None:
        fill(command, MODEL)
        _add_loading(command)

    return filled


def _check_arguments(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("model", metavar="MODEL", help=MODEL)
    add("input", metavar="INPUT", nargs="?", type=path, help="photo or text file; else a sample")
    _add_loading(command)
    _add_placing(command)


def _render_arguments(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("session", metavar="SESSION.axs", type=path, help="a session that was saved")
    add("-o", "--output", metavar="FOLDER", type=path, required=True, help="where they are drawn")


def _info_arguments(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("file", metavar="FILE", type=path, help="PNG, SVG or PDF that this program wrote")
    add("--json", action="store_true", help="the whole record, for programs")


def _explain_arguments(command: argparse.ArgumentParser) -> None:
    from explorer.cli.explain import add_arguments

    add_arguments(command)
    _add_loading(command)


def _add_placing(command: argparse.ArgumentParser) -> None:
    from explorer.registry.placing import DTYPES

    add = command.add_argument_group("large models of texts, from Hugging Face").add_argument
    add("--dtype", choices=DTYPES, default="float32", help="numbers of the weights (float32)")
    add(
        "--device-map",
        default="",
        metavar="auto|FILE",
        help="spread the weights over GPUs, memory and disk; or a JSON of module to device",
    )


def _add_loading(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("--device", choices=("auto", "cpu", "cuda", "mps"), default="auto")
    _add_untrained(command)


def _add_untrained(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--random-weights", action="store_true", help="a model of a library, untrained"
    )


def _add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--debug", action="store_true", help="where an unforeseen error comes from, in full"
    )
    command.add_argument(
        "--plugin",
        action="append",
        default=[],
        type=path,
        metavar="FILE",
        help="Python file with models of your own, whose code is run",
    )


COMMANDS: Mapping[str, tuple[str, Fill]] = {
    "open": ("open the window (the default)", _open_arguments),
    "models": ("list the bundled models and plug-ins", _models_arguments),
    "export": ("write figures and numbers without a window", _export_arguments),
    "check": ("verify every map of a model", _check_arguments),
    "heads": ("tell what each attention head does", _of_model(heads_arguments)),
    "lens": ("tell what each layer would answer", _of_model(lens_arguments)),
    "evaluate": ("hold maps against deletion, insertion, boxes", _of_model(evaluate_arguments)),
    "control": ("hold a map against random weights", _of_model(control_arguments)),
    "render": ("draw a session's pictures again", _render_arguments),
    "info": ("say what made a picture", _info_arguments),
    "explain": ("say what a term means, or how a site computes", _explain_arguments),
    "doctor": ("check this installation, for a report", _add_json),
}
"""Each command with its sentence and what it takes."""
