"""From the state of a window to everything that it shows: a pure function, without Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from explorer.batch.place import host_of, is_address
from explorer.core.inputs import Modality
from explorer.core.map.thumbnails import Thumbnails
from explorer.core.sites.attention import Kind
from explorer.core.trace import Trace
from explorer.gui.control.present import photo_grid, present_photo, present_text
from explorer.gui.control.present.analysis.compare_view import (
    compared_rows,
    compared_scale,
    difference_grid,
)
from explorer.gui.control.present.beside_view import beside
from explorer.gui.control.present.memo import Memo
from explorer.gui.control.present.panel_views import card_view, photo_view, run_view
from explorer.gui.control.state import State
from explorer.gui.control.texts.text_state import TextState
from explorer.gui.control.view import (
    Devices,
    GridContent,
    Layout,
    Look,
    SentenceView,
    Undoable,
    View,
)
from explorer.inputs.samples import SentenceSample
from explorer.registry.entry import Entry
from explorer.runtime.devices import Device

NAME = "Attention Explorer"
Contents = Mapping[str, Callable[[State, Memo], object | None]]
"""What each panel that comes and goes shows of a state, by its name."""
_READS: dict[Modality, Callable[[State], bool]] = {
    Modality.PHOTO: lambda state: False,
    Modality.TEXT: present_text.reads_along,
}
"""Whether the sentence stands under the picture."""
OF_RUN: dict[Modality, Callable[[State, Trace, Memo], dict[str, Any]]] = {
    Modality.PHOTO: present_photo.slices,
    Modality.TEXT: present_text.slices,
}
"""What a run shows, by what it is of."""


class Presenter:
    """Gives everything that the window shows in a state: a pure function of it.

    What is named (title, model, prediction, verdict) is that of the run whose picture is shown:
    all of it comes from `state.trace`, and from what is to come only where there is no run yet.
    What stays the same from one state to the next is not worked out again.
    """

    def __init__(self, panels: Contents | None = None) -> None:
        """Present for the window's own parts and for these panels, by their names."""
        self._panels = panels or {}
        self._memo = Memo()
        self._grids: dict[Modality, Callable[[State, Trace, Memo], GridContent]] = {
            Modality.PHOTO: partial(photo_grid.grid, thumbnails=Thumbnails()),
            Modality.TEXT: present_text.grid,
        }

    def __call__(self, state: State, undoable: Undoable | None = None) -> View:
        """Give the view of a state.

        Parameters
        ----------
        undoable: whether there is something to take back, which no state knows of itself.
        """
        memo, trace, entry = self._memo, state.trace, state.entry
        slices: dict[str, Any] = {}
        if trace is not None:
            slices = OF_RUN[trace.input](state, trace, memo)
            slices["run"] = memo(
                "run", run_view, trace, state.machine, state.memory, _goes_on(state), reached(state)
            )
        seen = state.partial or trace
        if seen is not None and (trace is None or seen.input is trace.input):
            small = self._grids[seen.input](state, seen, memo)
            rows = compared_rows(state, seen)
            if rows is not None:
                scale = compared_scale(state, seen)
                small = memo("differences", difference_grid, small, seen, rows, scale)
                slices["scale"] = replace(slices["scale"], scale=scale)
            slices["grid"] = small
        photo = state.photo
        coming = photo.name if photo is not None and trace is None else ""
        digest = trace.model.weights_sha256 if trace is not None else ""
        return View(
            layout=Layout(
                entry.takes if entry is not None else frozenset(),
                state.input,
                _READS[state.input](state),
                entry.output if entry is not None else state.input,
            ),
            title=" · ".join(filter(None, (slices.pop("title", coming), NAME))),
            entry=entry,
            card=memo("card", card_view, entry, digest) if entry is not None else None,
            devices=devices(state),
            samples=tuple((one.id, one.text) for one in samples(state)),
            photo=memo("photo", photo_view, photo) if photo is not None else None,
            backdrop=photo,
            colormap=state.style.colormap,
            look=Look(state.style, state.selection.side, _kind(state)),
            sentence=memo("sentence", _sentence, state.text, state.last(Modality.TEXT)),
            beside=beside(state, memo),
            sentence_state=present_text.sentence_state(state),
            options=present_text.options(state),
            writing=present_text.writing(state),
            recent=state.recent,
            progress=state.running or state.exporting or state.sharpening,
            message=state.message,
            playing=state.playing,
            panels=tuple((name, content(state, memo)) for name, content in self._panels.items()),
            undoable=undoable or Undoable(),
            **slices,
        )


def _kind(state: State) -> Kind | None:
    """The kind of the site that is shown; before a run what the model is known for."""
    trace, entry = state.trace, state.entry
    if trace is not None:
        return present_photo.kind_shown(trace, state.selection)
    return None if entry is None else entry.kind


def devices(state: State) -> Devices | None:
    """The devices of this machine, and the cluster that runs are or were made on."""
    if state.machine is None:
        return None
    found = state.machine.devices
    if state.cluster:
        far = f", {state.reach.words}" if state.reach is not None else ""
        found = (*found, Device(state.cluster, f"{host_of(state.cluster)}{far}"))
    return Devices(found, state.device)


def reached(state: State) -> str:
    """How far away the cluster is that runs are made on; "" for this machine."""
    if not is_address(state.device) or state.reach is None:
        return ""
    return f"cluster, {1000 * state.reach.seconds:.0f} ms away"


def samples(state: State) -> tuple[SentenceSample, ...]:
    """The sentences to offer for the model of texts that there is or was last."""
    return present_text.offered(state.last(Modality.TEXT))


def _sentence(text: TextState, entry: Entry | None) -> SentenceView:
    chosen = [one.id for one in present_text.offered(entry) if one.text == text.text]
    listed = bool(text.sentences)
    return SentenceView(
        text=text.text,
        target=text.target,
        name=text.name if listed else "",
        sentences=text.sentences,
        at=text.at if listed else 0,
        chosen=chosen[0] if chosen and not listed else "",
    )


def _goes_on(state: State) -> bool:
    """Whether the run that is shown still goes on."""
    return state.running is not None and state.trace is not None and not state.trace.complete
