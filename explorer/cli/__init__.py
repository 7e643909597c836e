"""The command line: models, export, and the window. Imports neither torch nor Qt until needed."""

from __future__ import annotations

import argparse
import errno
import io
import json
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

from explorer.cli.analysis.analysis_arguments import (
    control_arguments,
    evaluate_arguments,
    heads_arguments,
    lens_arguments,
)
from explorer.cli.analysis.interventions import add_interventions
from explorer.cli.display import need_display
from explorer.cli.errors import UsageError, refusal
from explorer.cli.figure_options import add_figure_options
from explorer.cli.options import add_options
from explorer.core.colormaps import COLORMAPS
from explorer.core.foreign import Refusal, plain, quoted_error
from explorer.core.numbers import is_count
from explorer.resource_files import shipped
from explorer.version import __version__

DESCRIPTION = "Open a model, run it on a photo or a text, and see where it looks."
COMMANDS = (
    *(
        "open",
        "models",
        "export",
        "check",
        "heads",
        "lens",
        "evaluate",
        "control",
        "info",
        "render",
        "explain",
    ),
    "doctor",
)
MODEL = (
    "id, as `models` lists them; or torchvision:NAME, timm:NAME, hf:ID or hf:FOLDER of Hugging "
    "Face, file:PATH of weights of ours, keras:PATH, dinov2"
)


class _Parser(argparse.ArgumentParser):
    """Errors are one sentence on standard error, without the usage text."""

    def error(self, message: str) -> NoReturn:
        text = message[:1].upper() + message[1:]
        raise UsageError(f"{text}. See {self.prog} --help.")


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    root = _Parser(prog="attention-explorer", description=DESCRIPTION)
    root.add_argument("--version", action="version", version=f"attention-explorer {__version__}")
    commands = root.add_subparsers(dest="command", title="commands")
    _open_arguments(commands.add_parser("open", help="open the window (the default)"))
    models = commands.add_parser(
        "models", help="list the models", epilog=f"Commands take as MODEL: {MODEL}."
    )
    models.add_argument("--json", action="store_true", help="as JSON, for programs")
    _add_common(models)
    _export_arguments(commands.add_parser("export", help="write heatmaps without a window"))
    _check_arguments(commands.add_parser("check", help="verify every map of a model"))
    heads = commands.add_parser("heads", help="tell what each attention head does")
    heads_arguments(heads, MODEL)
    _add_loading(heads)
    lens = commands.add_parser("lens", help="tell what each layer would answer")
    lens_arguments(lens, MODEL)
    _add_loading(lens)
    evaluate = commands.add_parser("evaluate", help="hold maps against deletion, insertion, boxes")
    evaluate_arguments(evaluate, MODEL)
    _add_loading(evaluate)
    control = commands.add_parser("control", help="hold a map against random weights")
    control_arguments(control, MODEL)
    _add_loading(control)
    _render_arguments(commands.add_parser("render", help="draw a session's pictures again"))
    _info_arguments(commands.add_parser("info", help="say what made a picture"))
    _explain_arguments(
        commands.add_parser("explain", help="say what a term means, or how a site computes")
    )
    doctor = commands.add_parser("doctor", help="check this installation, for a report")
    doctor.add_argument("--json", action="store_true", help="as JSON, for programs")
    _add_common(doctor)
    return root


def _open_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", nargs="?", type=Path, help="photo or text to open; else a sample")
    command.add_argument("--model", help=MODEL)
    command.add_argument("--theme", choices=("system", "light", "dark"), help="look of the window")
    command.add_argument(
        "--language", choices=("system", "en", "ja"), help="what the window speaks from now on"
    )
    command.add_argument(
        "--lecture",
        nargs="?",
        const=Path(),
        type=Path,
        metavar="FOLDER",
        help="take the lecture that ships, or one of your own from a folder",
    )
    _add_untrained(command)
    _add_common(command)


def _export_arguments(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("model", metavar="MODEL", help=MODEL)
    add(
        "inputs",
        metavar="INPUT",
        nargs="*",
        type=Path,
        default=[],
        help="photo or text file, or a folder of photos",
    )
    add(
        "-o",
        "--output",
        metavar="OUT",
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
        help="the values at the ends of the colour bar, the same for every picture and model",
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


def _check_arguments(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("model", metavar="MODEL", help=MODEL)
    add("input", metavar="INPUT", nargs="?", type=Path, help="photo or text file; else a sample")
    _add_loading(command)
    _add_placing(command)


def _render_arguments(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("session", metavar="SESSION.axs", type=Path, help="a session that was saved")
    add("-o", "--output", metavar="FOLDER", type=Path, required=True, help="where they are drawn")
    _add_common(command)


def _info_arguments(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("file", metavar="FILE", type=Path, help="PNG, SVG or PDF that this program wrote")
    add("--json", action="store_true", help="the whole record, for programs")
    _add_common(command)


def _explain_arguments(command: argparse.ArgumentParser) -> None:
    from explorer.cli.explain import add_arguments

    add_arguments(command)
    _add_loading(command)


def _add_placing(command: argparse.ArgumentParser) -> None:
    from explorer.registry.placing import DTYPES

    add = command.add_argument_group("large models of texts, of hf:").add_argument
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
    _add_common(command)


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
        type=Path,
        metavar="FILE",
        help="Python file with models of your own, whose code is run",
    )


def _add_plugins(files: Sequence[Path]) -> None:
    """Raises UsageError for a plug-in that is broken."""
    if not files:
        return
    from explorer.registry.entry import ModelError
    from explorer.registry.sources.plugins import add_file

    for file in files:
        try:
            add_file(file)
        except ModelError as error:
            raise UsageError(str(error)) from error


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Whatever a model, a plug-in or a file raises, SystemExit and KeyboardInterrupt included, ends
    in one printable sentence on standard error.

    Returns
    -------
    int
        The exit status: 0; 1 of a check that fails; 2 after a refusal; 3 of an export of maps that
        are not verified; 130 after Ctrl+C.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):  # a file name may hold what it cannot encode
        sys.stdout.reconfigure(errors="backslashreplace")
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] not in (*COMMANDS, "-h", "--help", "--version"):
        words.insert(0, "open")  # a bare photo opens the window
    try:
        arguments = parser().parse_args(words)
    except UsageError as error:
        return _refuse(str(error))
    with interruptions() as interrupted:
        try:
            return _carry_out(arguments)
        except UsageError as error:
            return _refuse(str(error))
        except Refusal as error:
            return _refuse(str(refusal(error)))
        except MemoryError:
            return _refuse(
                "There is not enough memory. Choose a smaller --size or a smaller photo."
            )
        except BrokenPipeError:  # the reader, `head` say, has seen enough
            _drop_output()
            return 0
        except BaseException as error:
            if interrupted():
                return 130
            if isinstance(error, OSError) and error.errno == errno.ENOSPC:
                _drop_output()
                return _refuse("The disk is full: not everything was written.")
            if isinstance(error, FileNotFoundError) and (file := shipped(error.filename)):
                return _refuse(f"{file} is missing. Install Attention Explorer again to repair it.")
            return _unforeseen(error, arguments)


def _carry_out(arguments: argparse.Namespace) -> int:
    """Do what is asked; returns the exit status."""
    _add_plugins(arguments.plugin)
    if getattr(arguments, "random_weights", False):
        arguments.model = _untrained(arguments.model)
    if arguments.command == "models":
        _list_models(arguments.json)
        _finish_output()
        return 0
    if arguments.command == "export":
        from explorer.cli.export import run

        return run(arguments)
    if arguments.command == "render":
        from explorer.cli.render import run as render

        return render(arguments)
    if arguments.command == "info":
        from explorer.cli.info import run as info

        status = info(arguments)
        _finish_output()
        return status
    if arguments.command == "doctor":
        from explorer.cli.doctor import run as doctor

        status = doctor(arguments)
        _finish_output()
        return status
    if arguments.command == "check":
        from explorer.cli.check import run as check

        return check(arguments)
    if arguments.command == "heads":
        if arguments.matter:
            from explorer.cli.analysis.heads_matter import run as matter

            return matter(arguments)
        from explorer.cli.analysis.heads import run as heads

        return heads(arguments)
    if arguments.command == "explain":
        from explorer.cli.explain import run as explain

        return explain(arguments)
    if arguments.command == "lens":
        from explorer.cli.analysis.lens import run as lens

        return lens(arguments)
    if arguments.command == "control":
        from explorer.cli.analysis.control import run as control

        return control(arguments)
    if arguments.command == "evaluate":
        from explorer.cli.analysis.evaluate import run as evaluate

        return evaluate(arguments)
    need_display()
    from explorer.gui.window.app import run_window

    shown = arguments.file, arguments.model, arguments.theme
    more = {"lecture": arguments.lecture, "language": arguments.language}
    return run_window(*shown, **{name: one for name, one in more.items() if one is not None})


@contextmanager
def interruptions() -> Iterator[Callable[[], bool]]:
    """Tell Ctrl+C from a KeyboardInterrupt that foreign code raises by itself."""
    pressed: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return

    def press(number: int, frame: FrameType | None) -> None:
        pressed.append(number)
        raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:  # else it is ignored, or somebody's own
        signal.signal(signal.SIGINT, press)
    try:
        yield lambda: bool(pressed)
    finally:
        if before is signal.default_int_handler:
            signal.signal(signal.SIGINT, before)


def _unforeseen(error: BaseException, arguments: argparse.Namespace) -> int:
    """Say in one sentence what nobody expected; the rest goes to the log, or to the terminal."""
    from explorer.runtime.log import log_file, record

    record(error, arguments.command)
    if arguments.debug:
        traceback.print_exception(error)
    model = getattr(arguments, "model", None)
    what = f"{plain(model, 80)} failed" if model else "This failed"
    rest = "" if arguments.debug else f" --debug says where, and so does {log_file().name}."
    return _refuse(f"{what} ({quoted_error(error)}).{rest}")


def _finish_output() -> None:
    """Write what is still to be written: a reader who has left is noticed here."""
    if sys.stdout is not None:  # it may have been closed before the start
        sys.stdout.flush()


def _drop_output() -> None:
    """Leave what is still to be written unwritten: Python would complain as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _untrained(model: str | None) -> str:
    """The name of a model with random weights; raises UsageError for that of none."""
    if model is None:
        raise UsageError("Random weights need --model: name the one that is to have them.")
    from explorer.registry.catalogue import untrained

    return untrained(model)


def _refuse(sentence: str) -> int:
    """Say it on one line, whatever the names in it hold."""
    print(" ".join(sentence.splitlines()), file=sys.stderr)
    return 2


def _list_models(as_json: bool) -> None:
    from explorer.registry.catalogue import entries

    found = entries()
    if as_json:
        rows = [
            {
                "id": entry.id,
                "title": entry.title,
                "family": entry.family,
                "input": "+".join(sorted(entry.takes)),
                "languages": list(entry.languages) if entry.languages else None,
                "kind": entry.kind.value,
                "parameters": entry.parameters,
                "bytes": entry.size_bytes,
                "classes": list(entry.labels),
                "licence": entry.licence,
                "paper": entry.paper,
                "weights_sha256": entry.weights_sha256,
                "facts": dict(entry.facts),
                "problem": entry.problem or None,
            }
            for entry in found
        ]
        print(json.dumps(rows, indent=2))
        return
    width = max((len(entry.id) for entry in found), default=0)
    for entry in found:
        what = f"{len(entry.labels)} classes"
        if entry.languages is not None:
            what = " to ".join(entry.languages)
        size = f"{entry.parameters / 1e6:.1f} M parameters, {what}"
        print(f"{entry.id:<{width}}  {entry.title}: {entry.problem or f'{entry.family}, {size}'}")
