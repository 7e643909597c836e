"""The options of a figure on a page: what it shows, how large, on which ground, its words."""

from __future__ import annotations

import argparse

from explorer.cli.errors import UsageError
from explorer.export.figure_settings import (
    ALONGS,
    CAPTION,
    FIELDS,
    GROUNDS,
    MAPS,
    PRESETS,
    WHATS,
    FigureSettings,
    Preset,
)


def add_figure_options(command: argparse.ArgumentParser) -> None:
    """Add all of them in a group of their own."""
    usual = FigureSettings()
    group = command.add_argument_group("figures")
    group.add_argument(
        "--what",
        choices=WHATS,
        default=usual.what,
        help="one picture; a sheet of every head and layer; a file a map; an animation; numbers; "
        "the segments or the depth that the model gives (output)",
    )
    add_page_options(group)
    add = group.add_argument
    add("--no-labels", action="store_true", help="a sheet without the numbers of layers and heads")
    add("--no-mark", action="store_true", help="a page without the ring around the query")
    add("--maps", choices=MAPS, default=usual.maps, help="what --what maps writes (all)")
    add(
        "--along",
        choices=ALONGS,
        default=usual.along,
        help="what an animation goes through; "
        "frames: of a GIF, APNG, WebP or TIFF, or several photos as one animation",
    )
    add("--pace", type=int, default=usual.pace_ms, metavar="MS", help="a picture of it (400)")


def add_page_options(group: argparse._ArgumentGroup) -> None:
    """Add the options of a page of any figure."""
    usual = FigureSettings()
    add = group.add_argument
    add(
        "--preset",
        choices=PRESETS,
        help="a page of one column (84 mm), two (174 mm), a slide; else so many pixels (screen)",
    )
    add("--width-mm", type=float, metavar="MM", help="a page of a width of one's own")
    add("--dpi", type=int, default=usual.dpi, metavar="N", help="of the PNG of a page (300)")
    add("--ground", choices=GROUNDS, default=usual.ground, help="behind a page (white)")
    add("--title", default=usual.title, metavar="TEXT", help="above a page; with fields as {site}")
    fields = " ".join(f"{{{one}}}" for one in FIELDS)
    add("--caption", nargs="?", const=CAPTION, default="", metavar="TEXT", help=f"below: {fields}")
    add("--text-pt", type=float, default=usual.text_pt, metavar="PT", help="labels of a page (7)")
    add("--no-bar", action="store_true", help="a page without its colour bar")
    add(
        "--letters",
        action=argparse.BooleanOptionalAction,
        default=usual.letters,
        help="a, b, c at pictures that stand beside each other (on)",
    )


def page_settings(arguments: argparse.Namespace) -> FigureSettings:
    """Return the settings of a page of one picture; raises UsageError as `figure_settings`."""
    usual = FigureSettings()
    more = {
        "what": usual.what, "no_labels": False, "no_mark": False, "maps": usual.maps,
        "along": usual.along, "pace": usual.pace_ms,
    }  # fmt: skip
    return figure_settings(argparse.Namespace(**(more | vars(arguments))))


def figure_settings(arguments: argparse.Namespace) -> FigureSettings:
    """Return the settings that the options ask for; raises UsageError for what makes no sense."""
    own = arguments.width_mm is not None
    if own and arguments.preset not in (None, "own"):
        raise UsageError("--width-mm is a size of one's own: leave out --preset.")
    if arguments.preset == "own" and not own:
        raise UsageError("--preset own needs --width-mm MM.")
    preset: Preset | None = "own" if own else arguments.preset
    if preset is None:
        preset = "paper-2" if arguments.what == "sheet" else "screen"
    try:
        return FigureSettings(
            what=arguments.what,
            preset=preset,
            width_mm=arguments.width_mm if own else 84.0,
            dpi=arguments.dpi,
            ground=arguments.ground,
            title=arguments.title,
            caption=arguments.caption,
            bar=not arguments.no_bar,
            labels=not arguments.no_labels,
            mark=not arguments.no_mark,
            letters=arguments.letters,
            maps=arguments.maps,
            text_pt=arguments.text_pt,
            along=arguments.along,
            pace_ms=arguments.pace,
        ).checked()
    except ValueError as error:
        raise UsageError(f"{error}.") from error
