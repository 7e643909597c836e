"""`attention-explorer render`: the pictures of a session, drawn again."""

from __future__ import annotations

import argparse
import sys

from explorer.cli.errors import UsageError, refusal
from explorer.cli.telling import telling
from explorer.export.archive import ArchiveError
from explorer.export.files import ExportError
from explorer.registry.entry import ModelError, SentenceError
from explorer.runtime.devices import DeviceError
from explorer.sessions.render import render
from explorer.sessions.session import open_session


def run(arguments: argparse.Namespace) -> int:
    """Carry out the command; returns 0. Raises UsageError with one sentence."""
    try:
        session = open_session(arguments.session)
        with telling() as tell:
            for one in render(arguments.session, session, arguments.output, tell):
                tell.clear()
                for note in one.notes:
                    print(f"{one.path.name}: {note}", file=sys.stderr)
                print(one.path, flush=True)
    except ArchiveError as error:
        raise UsageError(str(error)) from error
    except (DeviceError, ExportError, ModelError, SentenceError) as error:
        raise refusal(error) from error
    return 0
