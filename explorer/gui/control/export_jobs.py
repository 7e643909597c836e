"""Writing what is on screen: one picture, a folder of them, or the numbers. No Qt here."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.analysis.compare import CompareError
from explorer.core.attention import Kind
from explorer.core.cancel import Cancelled
from explorer.core.map.matrix import Matrix
from explorer.core.map.resolve import Map
from explorer.core.selection import MEAN, GateSide, Selection
from explorer.core.trace import Trace
from explorer.export.style import Style
from explorer.figures.views import View
from explorer.gui.control.desk import Desk, write_desk
from explorer.gui.control.present.compare_view import compared_runs
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.state import State
from explorer.gui.control.why_state import drawn_view
from explorer.runtime.jobs import Job

if TYPE_CHECKING:  # what draws is imported with the first export, not with the window
    from explorer.analysis.comparison_picture import ComparedRuns
    from explorer.figures.photo_picture import Layout
    from explorer.figures.picture import Format, Picture


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """How far an export has come, in pictures.

    Attributes
    ----------
    left: an estimate in seconds, None before the first picture.
    """

    done: int
    total: int
    left: float | None


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written: a file, or a folder of `count` files."""

    path: Path
    count: int = 1


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Everything that an exported picture depends on, taken when the user asked for it.

    Attributes
    ----------
    known: the matrix of the selection, of a long text that is on screen; else None.
    shown: what a method says, where that is on screen in place of the selection.
    compared: two runs beside each other, where these are on screen.
    """

    trace: Trace
    selection: Selection
    style: Style
    layout: Layout
    view: View = "matrix"
    known: Matrix | None = None
    shown: Map | None = None
    compared: ComparedRuns | None = None

    def draw(self) -> Picture:
        """Draw the picture.

        Raises
        ------
        ExportError
            The view cannot draw a long text.
        """
        from explorer.figures.drawing import draw, draw_map

        if self.compared is not None:
            return self.compared.picture(self.style, self.layout.long_edge)
        if self.shown is not None:
            return draw_map(self.trace, self.shown, self.style, self.layout, self.view)
        return draw(
            self.trace, self.selection, self.style, self.layout, self.view, known=self.known
        )

    def name(self, form: Format = "png") -> str:
        """Suggest a file name of a format."""
        from explorer.figures.drawing import picture_name

        return picture_name(self.trace, self.selection, form=form)


def export_request(
    state: State, trace: Trace, long_edge: int, legend: bool, known: Matrix | None = None
) -> ExportRequest:
    """Ask for the picture on screen at another size.

    Parameters
    ----------
    long_edge: of the picture, px.
    legend: whether title and colour bar are drawn with it.
    known: the matrix of the selection where it is there already; None to work it out.
    """
    from explorer.figures.photo_picture import Layout

    comparing = (
        state.selection.side is GateSide.COMPARE
        and trace.sites[state.selection.layer].kind is Kind.CHANNEL
    )
    layout = Layout(long_edge, legend, state.split if comparing else None)
    why, view, shown = state.why, state.text.view, None
    if why is not None and why.of(trace):
        shown, view = why.map(state.selection), drawn_view(view)
    try:
        compared = compared_runs(state, Memo())
    except CompareError:
        compared = None  # the room says why: what is on screen of B is written
    return ExportRequest(trace, state.selection, state.style, layout, view, known, shown, compared)


def picture_job(wanted: ExportRequest, path: Path) -> Callable[[Job], Saved]:
    """Make a job that writes one picture, in the format that its name ends in."""

    def work(job: Job) -> Saved:
        picture = wanted.draw()
        picture.write(path)
        return Saved(path)

    return work


def folder_job(
    wanted: ExportRequest, folder: Path, layers: bool, units: bool, form: Format = "png"
) -> Callable[[Job], Saved]:
    """Make a job that writes a picture a layer, a head (or channel), or both, into a folder.

    Parameters
    ----------
    form
        The format of every picture.
    """
    from explorer.figures.photo_picture import every

    trace = wanted.trace
    whole = wanted.selection if units else replace(wanted.selection, unit=MEAN, added=frozenset())
    wished: Sequence[int] | None = range(trace.layers) if layers else None
    selections = list(every(trace, whole, wished, units))

    def work(job: Job) -> Saved:
        start = time.monotonic()
        for done, selection in enumerate(selections):
            if job.cancelled():
                raise Cancelled
            each = replace(wanted, selection=selection, known=None, shown=None, compared=None)
            picture = each.draw()
            picture.write(folder / each.name(form))
            pace = (time.monotonic() - start) / (done + 1)
            left = pace * (len(selections) - done - 1)
            job.publish(ExportProgress(done + 1, len(selections), left))
        return Saved(folder, len(selections))

    return work


def arrays_job(trace: Trace, path: Path) -> Callable[[Job], Saved]:
    """Make a job that writes every site of the run as NumPy arrays."""

    def work(job: Job) -> Saved:
        from explorer.export.arrays import write_npz  # imports Pillow

        write_npz(path, trace)
        return Saved(path)

    return work


def run_job(trace: Trace, path: Path) -> Callable[[Job], Saved]:
    """Make a job that saves the whole run, to be opened without its model."""

    def work(job: Job) -> Saved:
        from explorer.export.trace_file import save_trace

        save_trace(path, trace)
        return Saved(path)

    return work


def session_job(desk: Desk, path: Path) -> Callable[[Job], Saved]:
    """Make a job that saves what is on screen and pinned, to be shown and drawn again."""

    def work(job: Job) -> Saved:
        write_desk(desk, path)
        return Saved(path)

    return work


def sheet_job(wanted: ExportRequest, path: Path) -> Callable[[Job], Saved]:
    """Make a job that writes every head and layer as a page of two columns of a paper."""

    def work(job: Job) -> Saved:
        from explorer.export.figure_settings import FigureSettings
        from explorer.export.files import write_bytes
        from explorer.figures.page.files import figure_files
        from explorer.figures.picture import format_of

        settings = FigureSettings("sheet", "paper-2")
        style = replace(wanted.style, mode="map")
        ((_, content, _),) = figure_files(
            wanted.trace,
            wanted.selection,
            style,
            wanted.layout,
            wanted.view,
            settings,
            format_of(path),
        )
        write_bytes(path, content)
        return Saved(path)

    return work


def png_bytes(wanted: ExportRequest) -> bytes:
    """Encode the picture as PNG, for the clipboard."""
    picture = wanted.draw()
    return picture.encoded("png")


def dragged_file(wanted: ExportRequest) -> Path:
    """Write the picture into a folder of its own, to be dragged out of the window.

    Raises
    ------
    ExportError
        It cannot be drawn or written.
    """
    picture = wanted.draw()
    path = Path(tempfile.mkdtemp(prefix="attention-explorer-")) / wanted.name()
    picture.write(path)
    return path
