"""What may be done to a run beside muting heads, as the command line takes it."""

from __future__ import annotations

import argparse

from explorer.core.interventions.mute import Mute


def add_interventions(command: argparse.ArgumentParser) -> None:
    """Add --hold, --mask and --block to a command."""
    add = command.add_argument_group("what is done to the run").add_argument
    add(
        "--hold",
        metavar="LAYER.CHANNEL=VALUE,…",
        default="",
        help="gates that are held at a value, as 3.12=0; 2.*=1 opens all of layer 2",
    )
    add(
        "--mask",
        metavar="ROW,COL|X0,Y0,X1,Y1|N|WORD",
        action="append",
        default=[],
        help="a patch or a box of the photo, in shares of its sides, becomes its mean colour; a "
        "token or word of the text becomes the zero vector; may be given again",
    )
    add(
        "--block",
        metavar="QUERIES>KEYS[@LAYER]",
        action="append",
        default=[],
        help="queries that may not look at some keys, as 3-5>0, dog+cat>the, cls>*, 0>1@encoder; "
        "may be given again",
    )


def mute_of(arguments: argparse.Namespace) -> Mute:
    """What is done to a run, as the options say it; raises MuteError."""
    return Mute.asked(
        arguments.mute or "",
        arguments.mute_mode,
        arguments.hold,
        arguments.mask,
        arguments.block,
    )
