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

from explorer.cli.arguments import COMMANDS, parser
from explorer.cli.display import need_display
from explorer.cli.errors import UsageError, refusal
from explorer.core.foreign import Refusal, plain, quoted_error, sentence
from explorer.resource_files import REPAIR, lacking_package, shipped


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
        arguments = parser(words[0]).parse_args(words)
    except UsageError as error:
        return _refuse(str(error))
    if not _placed():
        return _refuse("The folder that this was started in is gone. Start it in another one.")
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
                return _refuse(f"{file} is missing. {REPAIR}")
            if said := lacking_package(error):  # what writes the log, say
                return _refuse(said)
            return _unforeseen(error, arguments)


def _placed() -> bool:
    """Whether the working folder is there: without it libraries end the process as they load."""
    try:
        os.getcwd()
    except FileNotFoundError:
        return False
    return True


def _by_path(model: str) -> str:
    """The name by which the registry opens a model that is named by its path, or what was named."""
    if not model.startswith(("/", "~", "./", "../")) and model not in (".", ".."):
        return model  # and nothing is imported, which the window would wait for
    from explorer.cli.export_saved import is_saved
    from explorer.registry.model_paths import named

    return model if is_saved(model) else named(model) or model


def _carry_out(arguments: argparse.Namespace) -> int:
    """Do what is asked; returns the exit status."""
    _add_plugins(arguments.plugin)
    if (model := getattr(arguments, "model", None)) is not None:
        arguments.model = _by_path(model)
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


def _refuse(said: str) -> int:
    """Say it on one line, printable and bounded, whatever the names in it hold."""
    print(sentence(said), file=sys.stderr)
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
