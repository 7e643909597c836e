"""What is to be made of every input of a batch, frozen, so that it can travel to other machines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import msgspec

from explorer.core.inputs import Inputs
from explorer.core.interventions.mute import NOTHING_MUTED, Mute
from explorer.core.photo import Photo
from explorer.core.selection import Selection
from explorer.core.selector import (
    ALL,
    Part,
    Query,
    check_side,
    site_numbers,
    with_head,
    with_left_out,
    with_query,
    with_region,
)
from explorer.core.trace import Trace
from explorer.export.figure_settings import FigureSettings
from explorer.export.style import Style
from explorer.figures.photo_picture import Layout, every
from explorer.figures.picture import FORMATS, Format
from explorer.figures.views import View
from explorer.registry.placing import FLOAT32, Placing
from explorer.version import __version__

Form = Literal["npz", "axt", "csv", "safetensors", "gif", "apng", "webp"] | Format
FORMS: tuple[Form, ...] = (*FORMATS, "npz", "axt", "csv", "safetensors", "gif", "apng", "webp")
"""What can be written: pictures, the arrays of every site, and whole runs."""
SIZE = 8
"""Inputs that go through a model together."""


@dataclass(frozen=True, slots=True)
class Item:
    """One run of a batch.

    Attributes
    ----------
    inputs : Inputs
        What the model is given.
    stem : str
        The beginning of the names of its files, another one for each input.
    called : str
        How messages name a text among others; "" for a photo, whose own errors name it.
    """

    inputs: Inputs
    stem: str
    called: str = ""

    @property
    def name(self) -> str:
        """What it is called in lists: the name of its file, without the folder."""
        names = [photo.name for photo in self.inputs.photos]
        return ", ".join(names) or self.called or self.stem


@dataclass(frozen=True, slots=True)
class Asked:
    """Which maps of every run are drawn, in the words of options.

    Attributes
    ----------
    layer, head, query, part, queries, keys
        As `explorer.core.selector` takes them; "all" for every layer or head.
    left_out : frozenset of int
        Tokens that are left out of the columns.
    base : Selection
        All else: scale, levels, how texts are shown.
    """

    layer: str | None = None
    head: str = "mean"
    query: Query = None
    part: str | None = None
    queries: Part = None
    keys: Part = None
    left_out: frozenset[int] = frozenset()
    base: Selection = field(default_factory=Selection)

    @property
    def single(self) -> bool:
        """Whether one run makes one picture."""
        return ALL not in (self.layer, self.head)

    def selections(self, trace: Trace) -> Iterator[Selection]:
        """Yield what is drawn of a run, one selection a picture.

        Raises
        ------
        SelectionError
            A part, layer, head, query or region that the run does not have.
        """
        all_heads = self.head == ALL
        head = "mean" if all_heads else self.head
        found = []
        for layer in site_numbers(trace, self.layer, self.part):
            one = with_head(trace, replace(self.base, layer=layer), head)
            check_side(trace, one)
            one = with_query(trace, one, self.query)  # layers may differ in their grids
            one = with_left_out(trace, one, set(self.left_out))
            found.append(with_region(trace, one, self.queries, self.keys))
        for one in found:
            yield from every(trace, one, None, all_heads)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is made of every input.

    Attributes
    ----------
    model, device, mute
        As `explorer.runtime.engine.Request` has them.
    form : str
        The format of the files.
    asked, style, layout, view, figure
        What is drawn, of a format that is a picture.
    placing : Placing
        How the weights of a large model are held.
    plugins : tuple of Path
        Python files with models, which run on this machine before the first input.
    """

    model: str
    device: str = "auto"
    mute: Mute = NOTHING_MUTED
    form: Form = "png"
    asked: Asked = field(default_factory=Asked)
    style: Style = field(default_factory=Style)
    layout: Layout = field(default_factory=Layout)
    view: View = "matrix"
    figure: FigureSettings = field(default_factory=FigureSettings)
    plugins: tuple[Path, ...] = ()
    placing: Placing = FLOAT32

    @property
    def digest(self) -> str:
        """Sixteen hex digits that change with whatever the files depend on, but for the input."""
        alike = replace(self, device="", plugins=(), mute=NOTHING_MUTED)
        told = msgspec.to_builtins(alike, order="deterministic")
        mute = self.mute  # numbers and names beside each other, which have no order of their own
        sets = mute.heads, mute.holds, mute.masked, mute.blocks
        muted = [mute.mode, *(sorted(map(repr, one)) for one in sets)]
        told = json.dumps([told, muted, __version__], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def input_digest(item: Item) -> str:
    """Return the digest of all that a run is given, without decoding it; "" where it is not there.

    Of a photo alone it is the SHA-256 of its file.
    """
    found = []
    for photo in item.inputs.photos:
        if isinstance(photo, Photo):
            found.append(photo.sha256)
            continue
        try:
            with photo.open("rb") as stream:
                found.append(hashlib.file_digest(stream, "sha256").hexdigest())
        except (OSError, ValueError):
            return ""
    rest = replace(item.inputs, photos=())
    if rest != Inputs():
        told = json.dumps(msgspec.to_builtins(rest), sort_keys=True)
        found.append(hashlib.sha256(told.encode()).hexdigest())
    return ", ".join(found)
