"""What an export makes and where it writes, of the options of the command line."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from explorer.batch.plan import FORMS, Asked, Form, Item, Plan
from explorer.batch.run import Target, read_files
from explorer.cli.analysis.interventions import mute_of
from explorer.cli.errors import UsageError
from explorer.cli.figure_options import figure_settings
from explorer.core.selection import GateSide, Scale, Selection
from explorer.export.figure_settings import ANIMATED, NUMBERS
from explorer.export.style import Style
from explorer.figures.page.files import forms
from explorer.figures.photo_picture import Layout
from explorer.registry.placing import Placing

UNVERIFIED = 3
"""The exit status of an export whose maps are not proved right."""


def plan_of(arguments: argparse.Namespace) -> Plan:
    """What is made of every input, as the options say it."""
    mute = mute_of(arguments)
    base = Selection(
        scale=Scale(arguments.scale) if arguments.scale else None,
        levels=arguments.levels,
        side=GateSide(arguments.gate),
        words=not arguments.subwords,
        special=not arguments.hide_special,
        renormalised=arguments.renormalise,
        pool=arguments.pool,
    )
    figure, form = figure_settings(arguments), _form(arguments)
    if form in NUMBERS:
        figure = replace(figure, what="numbers")
    elif form in ANIMATED:
        figure = replace(figure, what="animation")
    elif form not in forms(figure) and form != "axt":
        raise UsageError(
            f"--what {figure.what} is written as {', '.join(forms(figure))}, not {form}."
        )
    every = figure.what == "maps"
    style = arguments.style
    if figure.what == "sheet" and not arguments.given_style:
        style = "map"  # of the size of a stamp a photo under its map is hardly read
    return Plan(
        model=arguments.model,
        device=arguments.device,
        mute=mute,
        form=form,
        asked=Asked(
            "all" if every and figure.maps != "heads" else arguments.layer,
            "all" if every and figure.maps != "layers" else arguments.head,
            arguments.query,
            arguments.site,
            arguments.queries,
            arguments.keys,
            _left_out(arguments),
            base,
        ),
        style=Style(style, not arguments.patches, arguments.colormap, arguments.opacity),
        layout=Layout(arguments.size, arguments.legend, embed=arguments.embed_input),
        view=arguments.view,
        figure=figure,
        placing=Placing(arguments.dtype, arguments.device_map),
        plugins=tuple(arguments.plugin) if arguments.jobs > 1 else (),
    )


def _left_out(arguments: argparse.Namespace) -> frozenset[int]:
    """The tokens that are left out of the columns."""
    found = {int(one) for one in arguments.without.split(",")} if arguments.without else set()
    return frozenset(found | {0} if arguments.without_first else found)


def target_of(arguments: argparse.Namespace, items: Sequence[Item], count: int) -> Target:
    """A file where one is written, else a folder; raises UsageError where the name is a file's."""
    output, form = Path(arguments.output), _form(arguments)
    read = read_files(items, arguments.inputs)
    # os.path.isdir, unlike Path.is_dir, is False where nothing may be seen
    into_folder = os.path.isdir(output) or arguments.output.endswith(("/", os.sep))
    given_folder = any(map(os.path.isdir, arguments.inputs))
    named = output.suffix.lower().removeprefix(".") in FORMS
    single = "all" not in (arguments.layer, arguments.head) and arguments.what != "maps"
    film = arguments.what == "animation" and arguments.along == "frames"
    one = (count == 1 or film) and (form in ("axt", *NUMBERS) or single)
    if one and not into_folder and (named or not given_folder or film):
        target = Target(output.parent, output, read)
        if output.suffix and not named and arguments.format is None:
            target.path(output.name)  # whose sentence comes first, of a file that is read
            raise UsageError(
                f"Files are written as {', '.join(FORMS)}, not {output.name}. End it in one of "
                f"these, or in {os.sep} for a folder."
            )
        return target
    if os.path.isfile(output) or (named and not into_folder):
        raise UsageError(f"There is more than one picture: {output.name} must be a folder.")
    return Target(output, None, read)


_USUAL: dict[str, Form] = {"animation": "apng", "numbers": "npz"}
"""What is written of each kind where nobody says; of all others PNG."""


def _form(arguments: argparse.Namespace) -> Form:
    """What is written, as --format or the name of the output says.

    Raises UsageError for a name that does not fit.
    """
    output = Path(arguments.output)
    suffix = output.suffix.lower().removeprefix(".")
    named: Form | None = next((one for one in FORMS if one == suffix), None)
    if suffix in ("jpg", "jpeg", "tif", "tiff", "eps", "ps"):
        raise UsageError(f"Pictures are written as PNG, SVG or PDF. Name it {output.stem}.png.")
    if named in ("gif", "webp", "apng") and arguments.what == "view":
        raise UsageError(f"Pictures are written as PNG, SVG or PDF. Name it {output.stem}.png.")
    form: Form = arguments.format or named or _USUAL.get(arguments.what, "png")
    if named not in (None, form):
        raise UsageError(f"The name {output.name} does not fit --format {form}.")
    return form
