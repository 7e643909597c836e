"""Writing what is on screen: one picture, a folder of them, or the numbers. No Qt here."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.core.attention import Kind
from explorer.core.cancel import Cancelled
from explorer.core.map.matrix import Matrix
from explorer.core.selection import MEAN, Selection
from explorer.core.trace import Trace
from explorer.export.arrays import write_npz
from explorer.export.render import Style
from explorer.figures.drawing import draw, picture_name
from explorer.figures.photo_picture import Layout, every
from explorer.figures.picture import Picture
from explorer.figures.views import View
from explorer.gui.control.present.present_photo import staged
from explorer.gui.control.state import State
from explorer.runtime.jobs import Job


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an export has come; `left` is an estimate in seconds, None before the first one."""

    done: int
    total: int
    left: float | None


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written: a file, or a folder of `count` files."""

    path: Path
    count: int = 1


@dataclass(frozen=True, slots=True)
class Order:
    """One picture: everything it depends on, taken when the user asked for it."""

    trace: Trace
    selection: Selection
    style: Style
    layout: Layout
    view: View = "matrix"
    known: Matrix | None = None  # that of the selection, of a long text that is on screen

    def draw(self) -> Picture:
        """The picture; raises ExportError for a view that cannot draw a long text."""
        return draw(
            self.trace, self.selection, self.style, self.layout, self.view, known=self.known
        )

    def name(self) -> str:
        """The suggested file name."""
        return picture_name(self.trace, self.selection)


def order(
    state: State, trace: Trace, long_edge: int, legend: bool, known: Matrix | None = None
) -> Order:
    """The picture on screen at another size. known: as of `draw_text`."""
    comparing = state.side == "compare" and trace.kind is Kind.CHANNEL
    layout = Layout(long_edge, legend, state.split if comparing else None)
    selection = staged(state.selection, state.side)
    return Order(trace, selection, state.style, layout, state.text.view, known)


def one(wanted: Order, path: Path) -> Callable[[Job], Saved]:
    """A job that writes one picture."""

    def work(job: Job) -> Saved:
        picture = wanted.draw()
        picture.write(path)
        return Saved(path)

    return work


def many(wanted: Order, folder: Path, layers: bool, units: bool) -> Callable[[Job], Saved]:
    """A job that writes a picture a layer, a head (or channel), or both, into a folder."""
    trace = wanted.trace
    whole = wanted.selection if units else replace(wanted.selection, unit=MEAN, added=frozenset())
    wished: Sequence[int] | None = range(trace.layers) if layers else None
    selections = list(every(trace, whole, wished, units))

    def work(job: Job) -> Saved:
        start = time.monotonic()
        for done, selection in enumerate(selections):
            if job.cancelled():
                raise Cancelled
            each = replace(wanted, selection=selection, known=None)
            picture = each.draw()
            picture.write(folder / each.name())
            pace = (time.monotonic() - start) / (done + 1)
            left = pace * (len(selections) - done - 1)
            job.publish(Progress(done + 1, len(selections), left))
        return Saved(folder, len(selections))

    return work


def numbers(trace: Trace, path: Path) -> Callable[[Job], Saved]:
    """A job that writes every site of the run as arrays."""

    def work(job: Job) -> Saved:
        write_npz(path, trace)
        return Saved(path)

    return work


def png_bytes(wanted: Order) -> bytes:
    """The picture as PNG, for the clipboard."""
    picture = wanted.draw()
    return picture.encoded("png")


def dragged_file(wanted: Order) -> Path:
    """The picture as a file in a folder of its own, to be dragged out of the window."""
    folder = Path(tempfile.mkdtemp(prefix="attention-explorer-"))
    path = folder / wanted.name()
    picture = wanted.draw()
    picture.write(path)
    return path
