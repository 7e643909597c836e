"""What is on screen as a figure to be drawn: a map, a method, a comparison, curves, a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from explorer.core.map.matrix import Matrix
from explorer.core.map.resolve import resolve
from explorer.core.photo import Photo
from explorer.core.selection import GateSide, Selection, clamped
from explorer.core.sites.attention import Kind
from explorer.core.trace import Trace
from explorer.export.figure_settings import FigureSettings
from explorer.export.style import Style
from explorer.figures.views import View
from explorer.gui.control.analysis.analysis_state import Analysis, RandomWeights
from explorer.gui.control.analysis.why_state import Why, drawn_view
from explorer.gui.control.figure.export_jobs import AskedDrawing, ExportRequest
from explorer.gui.control.present.analysis.compare_view import compared_runs
from explorer.gui.control.present.analysis.why_view import explained
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.state import State, film_of
from explorer.runtime.engine import Engine, Request

if TYPE_CHECKING:  # what draws is imported with the first export, not with the window
    from explorer.analysis.checks.faithfulness import Curves
    from explorer.analysis.lens import Lens
    from explorer.export.provenance.asked_method import AskedMethod, AskedRoom
    from explorer.figures.page.parts import Drawing


def export_request(
    state: State,
    trace: Trace,
    long_edge: int,
    legend: bool,
    known: Matrix | None = None,
    engine: Engine | None = None,
) -> ExportRequest:
    """Ask for what is on screen, at another size.

    Parameters
    ----------
    long_edge
        Of a picture of pixels.
    legend
        Whether title and colour bar are drawn with it.
    known
        The matrix of the selection where it is there already; None to work it out.
    engine
        What runs the model on the other frames of what is open.
    """
    from explorer.figures.photo_picture import Layout

    site = trace.sites[clamped(trace, state.selection).layer]
    comparing = state.selection.side is GateSide.COMPARE and site.kind is Kind.CHANNEL
    layout = Layout(long_edge, legend, state.split if comparing else None)
    view, selection, style = state.text.view, state.selection, state.style
    return ExportRequest(
        trace,
        selection,
        style,
        layout,
        view,
        known,
        _drawing(state, trace),
        film_of(state),
        None if engine is None else partial(_run_frame, engine, trace, state.device),
    )


def _run_frame(
    engine: Engine, trace: Trace, device: str, photo: Photo, cancelled: Callable[[], bool]
) -> Trace:
    """Run a model on another photo as it was run on the one that is shown."""
    inputs = replace(trace.inputs, photos=(photo,))
    request = Request(trace.model.id, inputs, device, trace.mute)
    return engine.run(request, lambda event: None, cancelled)


def _drawing(state: State, trace: Trace) -> AskedDrawing | None:
    """What is shown in place of the selection, to be worked out by the worker; None for nothing."""
    room, why = state.analysis, state.why
    if room is not None and room.room == "compare" and room.pinned is not None:
        name = f"{trace.stem}.compared"
        return AskedDrawing(name, partial(_compared, state, name))
    if room is not None and room.trace is trace:
        if room.room == "lens" and room.lens is not None:
            lens = partial(_lens, room.lens, trace, state.selection, state.style)
            return AskedDrawing(f"{trace.stem}.lens", lens)
        if room.room == "check" and state.figure.curves:
            if room.test == "control" and room.control is not None and room.control.found:
                control = partial(_control, trace, room, room.control, state)
                return AskedDrawing(f"{trace.stem}.control", control)
            if room.test == "curves" and room.curves is not None:
                curves = partial(_curves, trace, room, room.curves, state)
                return AskedDrawing(f"{trace.stem}.check", curves)
    if why is not None and why.of(trace):
        name, view = f"{why.trace.stem}.{why.asked.short}", drawn_view(state.text.view)
        return AskedDrawing(name, partial(_explained, why, state, view, name))
    return None


def _compared(state: State, name: str) -> Drawing:
    from explorer.analysis.compare import CompareError
    from explorer.export.files import ExportError

    try:
        runs = compared_runs(state, Memo())
    except CompareError as error:
        raise ExportError(str(error)) from error
    assert runs is not None
    return runs.drawing(state.style, name)


def _lens(lens: Lens, trace: Trace, selection: Selection, style: Style) -> Drawing:
    from explorer.analysis.lens_drawing import lens_drawing

    return lens_drawing(lens, trace, style, selection.query)


def _curves(trace: Trace, room: Analysis, curves: Curves, state: State) -> Drawing:
    from explorer.analysis.checks.curves_drawing import curves_drawing
    from explorer.export.provenance.asked_method import checked_room

    made = _check_record(trace, state, checked_room(room.baseline, room.taken))
    return curves_drawing(trace, curves, room.answer, made)


def _control(trace: Trace, room: Analysis, found: RandomWeights, state: State) -> Drawing:
    from explorer.analysis.checks.control_drawing import control_drawing
    from explorer.export.provenance.asked_method import checked_room
    from explorer.gui.control.present.analysis.analysis_views import control_view

    checked = replace(
        checked_room(room.baseline, room.taken),
        test="control",
        seed=room.seed,
        parts=tuple(one.part for one in found.found),
    )
    shown = control_view(found, trace, state.style.colormap)
    map_on_screen = explained(state, Memo()) or resolve(trace, clamped(trace, state.selection))
    return control_drawing(
        trace,
        found.found,
        shown.said,
        found.parts,
        room.seed,
        map_on_screen.titles(),
        map_on_screen.quantity,
        _check_record(trace, state, checked),
        found.maps,
        found.levels,
        shown.colormap,
        shown.shape,
    )


def _check_record(
    trace: Trace, state: State, checked: AskedRoom
) -> Callable[[FigureSettings | None, int], dict[str, str]]:
    """Give what made the figure of a check: the map that is checked, and how."""
    from explorer.export.provenance.record import record

    why = state.why
    asked = _asked(why, state) if why is not None and why.of(trace) else None
    selection, style, view = clamped(trace, state.selection), state.style, state.text.view

    def made(figure: FigureSettings | None, size: int) -> dict[str, str]:
        return record(
            trace, selection, style, view=view, size=size, figure=figure, method=asked, room=checked
        )

    return made


def _asked(why: Why, state: State) -> AskedMethod:
    return replace(why.asked, levels=why.levels(state.why_levels))


def _explained(why: Why, state: State, view: View, name: str) -> Drawing:
    from explorer.figures.page.map_drawing import map_drawing, method_record

    style, shown = state.style, why.map(state.selection, state.why_levels)
    made = method_record(why.trace, style, view, _asked(why, state))
    return map_drawing(why.trace, shown, style, view, name, made)
