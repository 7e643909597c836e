"""The words of the commands that analyse: `heads` and `evaluate`."""

from __future__ import annotations

import argparse

from explorer.analysis.head_table import Statistic
from explorer.cli.figure_options import add_page_options
from explorer.cli.paths import path
from explorer.core.placement import Box

METHODS = "random,centre,last,best,rollout,relevance,legrad,ig"


def heads_arguments(command: argparse.ArgumentParser, model: str) -> None:
    """The words of the command, but for those that all commands share."""
    add = command.add_argument
    add("model", metavar="MODEL", help=model)
    add(
        "inputs",
        metavar="INPUT",
        nargs="*",
        type=path,
        default=[],
        help="photo or text file, or a folder of photos; of several the mean is told",
    )
    add("--text", action="append", default=[], metavar="TEXT", help="a text, in place of INPUT")
    add(
        "--by",
        choices=[one.value for one in Statistic],
        help="sort by this, largest first (default: in the order of the model)",
    )
    add(
        "--queries",
        choices=("all", "first"),
        default="all",
        help="which tokens ask: all, or CLS or the first one alone (default: all)",
    )
    add(
        "--box",
        type=_box,
        metavar="X0,Y0,X1,Y1",
        help="a box on the photo, as shares of its width and height: the mass in it is told too",
    )
    add(
        "--matter",
        action="store_true",
        help="mute each head in turn, and rank them by how far the answer changes",
    )
    add(
        "--answer",
        metavar="CLASS|WORD|N",
        default="",
        help="of --matter: what is watched: a class, a token or word, an object (default: what "
        "the model is surest of)",
    )
    add(
        "--contrast",
        metavar="CLASS|WORD|N",
        default="",
        help="of --matter: a second answer, whose probability is taken away from that of the first",
    )
    add(
        "--mute-mode",
        choices=("zero", "mean"),
        default="zero",
        help="of --matter: what a muted head gives (default: zero)",
    )
    add(
        "--induction",
        action="store_true",
        help="the induction score too: a language model runs once more, on words said twice",
    )
    add("--json", action="store_true", help="as JSON, for programs")
    add("-o", "--output", type=path, metavar="FILE.csv", help="write the table to a file")


def _box(text: str) -> Box:
    """The argument of --box; raises ArgumentTypeError for what is none."""
    try:
        x0, y0, x1, y1 = (float(part) for part in text.split(","))
    except ValueError:
        x0 = y0 = x1 = y1 = 0.0
    if not (0 <= x0 < x1 <= 1 and 0 <= y0 < y1 <= 1):
        raise argparse.ArgumentTypeError(f"a box is four shares, as 0.2,0.1,0.8,0.9, not {text}")
    return x0, y0, x1, y1


def evaluate_arguments(command: argparse.ArgumentParser, model: str) -> None:
    """The words of the command, but for those that all commands share."""
    add = command.add_argument
    add("model", metavar="MODEL", help=model)
    add("folder", metavar="FOLDER", type=path, help="of photos, also in folders in it")
    add("-o", "--output", metavar="REPORT", type=path, required=True, help="folder of the report")
    add(
        "--methods",
        default=METHODS,
        metavar="ID,ID,…",
        help=f"maps to compare; what the model does not offer is left out (default: {METHODS})",
    )
    add(
        "--protocols",
        default="torchcam,chefer,boxes",
        metavar="ID,ID",
        help="torchcam (deletion, insertion, average drop, increase), chefer (perturbation, "
        "positive and negative), boxes (share and peak inside); default: all",
    )
    add(
        "--boxes",
        type=path,
        metavar="FILE.json",
        help='boxes of the photos: {"FOLDER/PHOTO": [[x0, y0, x1, y1], …]} as shares of the sides',
    )
    add(
        "--labels",
        type=path,
        metavar="FILE.json",
        help='what the photos of a folder show: {"FOLDER": "class"} (default: as predicted)',
    )
    add("--limit", type=int, metavar="N", help="so many photos, evenly over the folder")


def lens_arguments(command: argparse.ArgumentParser, model: str) -> None:
    """The words of the command, but for those that all commands share."""
    add = command.add_argument
    add("model", metavar="MODEL", help=model)
    add("inputs", metavar="INPUT", nargs="*", type=path, default=[], help="photo or text file")
    add("--text", action="append", default=[], metavar="TEXT", help="a text, in place of INPUT")
    add(
        "--query",
        metavar="cls|ROW,COL|N|WORD",
        help="which token is read (default: the one that the model reads, or the last)",
    )
    add("--json", action="store_true", help="as JSON, for programs")
    add("-o", "--output", type=path, metavar="FILE", help="the table: .png, .svg, .pdf, .csv")
    add_page_options(command.add_argument_group("page"))


def control_arguments(command: argparse.ArgumentParser, model: str) -> None:
    """The words of the command, but for those that all commands share."""
    add = command.add_argument
    add("model", metavar="MODEL", help=model)
    add("inputs", metavar="INPUT", nargs="*", type=path, default=[], help="photo or text file")
    add("--text", action="append", default=[], metavar="TEXT", help="a text, in place of INPUT")
    add(
        "--method",
        metavar="ID",
        help="the map (default: of a photo last, the last layer; of a text relevance)",
    )
    add(
        "--answer",
        metavar="CLASS|WORD|N",
        default="",
        help="what is explained (default: what the model is surest of)",
    )
    add("--json", action="store_true", help="as JSON, for programs")
    add("-o", "--output", type=path, metavar="FILE", help="the curve: .png, .svg, .pdf, .csv")
    add_page_options(command.add_argument_group("page"))
