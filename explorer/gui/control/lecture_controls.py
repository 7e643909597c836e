"""The intents that concern the lecture: stations, their states, tasks, and the way back. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from explorer.core.interventions.mute import NOTHING_MUTED
from explorer.core.selection import GateSide, Selection
from explorer.core.selector import SelectionError, site_numbers, with_head, with_query
from explorer.core.trace import Trace
from explorer.explanation.glossary import LANGUAGES
from explorer.explanation.lecture import Station, lecture, read_lecture
from explorer.explanation.toml_tables import WordsError
from explorer.export.style import Mode
from explorer.figures.views import View as TextView
from explorer.gui.control.photo_controls import PhotoControls
from explorer.gui.control.present.lecture_views import situation
from explorer.gui.control.state import CHOSEN, LectureState, State
from explorer.gui.control.store import Store
from explorer.gui.control.texts.text_controls import TextControls
from explorer.inputs.samples import samples
from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError


class LectureControls:
    """What the user does in the lecture.

    While a station is open the user may play with everything; `back` brings its state again, and
    `leave` the window as it was before the lecture.
    """

    def __init__(
        self,
        store: Store,
        photo: PhotoControls,
        text: TextControls,
        choose: Callable[[Selection], None],
        warn: Callable[[str], None],
    ) -> None:
        """Prepare states by what opens photos and texts, chooses maps, and says what is wrong."""
        self._store = store
        self._photo, self._text, self._choose, self._warn = photo, text, choose, warn
        self._own: State | None = None  # the user's own window
        store.followers.append(self._follow)

    @property
    def _state(self) -> LectureState:
        return self._store.state.lecture

    def begin(self) -> None:
        """Take the lecture, where it was left; or leave it, where it is open."""
        if self._state.stations:
            self.leave()
        else:
            self._take(lecture(self._state.language))

    def open_folder(self, folder: Path) -> None:
        """Take a lecture of one's own from a folder; what is wrong with it is said."""
        try:
            stations = read_lecture(folder)
        except WordsError as error:
            self._warn(str(error))
            return
        self._change(at=0)
        self._take(stations)

    def _take(self, stations: tuple[Station, ...]) -> None:
        if not self._state.stations:
            self._own = self._store.state
        self._change(stations=stations)
        self.go(self._state.at)

    def choose_language(self, language: str) -> None:
        """Show the words of the lecture that ships in another language; the state stays."""
        chosen = next(one for one in LANGUAGES if one == language)
        other = lecture(chosen)
        own = tuple(one.id for one in self._state.stations)
        if own == tuple(one.id for one in other):
            self._change(language=chosen, stations=other)

    def go(self, at: int) -> None:
        """Open a station by its number in the list; beyond the ends the first or the last."""
        at = min(max(at, 0), len(self._state.stations) - 1)
        self._change(at=at, cells=frozenset(), answered=False, arriving=True)
        self.back()

    def go_to(self, station: str) -> None:
        """Open a station of the lecture that ships by its id, beginning that where none is open."""
        ids = [one.id for one in self._state.stations]
        if station in ids:
            self.go(ids.index(station))
            return
        stations = lecture(self._state.language)
        found = [one.id for one in stations]
        if station in found:
            self._change(at=found.index(station))
            self._take(stations)

    def go_on(self) -> None:
        """Open the next station."""
        if self._state.at < len(self._state.stations) - 1:
            self.go(self._state.at + 1)

    def go_back(self) -> None:
        """Open the station before."""
        if self._state.stations and self._state.at > 0:
            self.go(self._state.at - 1)

    def show_answer(self) -> None:
        """Show the answer to the question of the station, or fold it."""
        self._change(answered=not self._state.answered)

    def toggle_presenting(self) -> None:
        """Show the lecture to an audience, beginning it where it is not open; or end that."""
        if not self._state.stations:
            self.begin()
            self._change(presenting=True)
        else:
            self._change(presenting=not self._state.presenting)

    def back(self) -> None:
        """Bring the state of the station: its model on its input, then what is shown of it."""
        station = self._state.station
        if station is None:
            return
        wanted = station.prepared
        self._change(arriving=True)
        self._store.change(mute=replace(NOTHING_MUTED, mode=self._store.state.mute.mode), spot=None)
        if self._there(self._store.state, station):
            self._arrive(station)
            return
        try:
            entry = find(wanted.model)
        except ModelError as error:
            self._change(arriving=False)
            self._warn(f"This station needs {wanted.model}. {error}")
            return
        if wanted.photo:
            path = next((one.path for one in samples() if one.id == wanted.photo), None)
            if path is None:
                self._change(arriving=False)
                self._warn(f"There is no sample photo {wanted.photo} for this station.")
                return
            self._photo.open(path, entry)
        else:
            fresh: dict[str, Any] = {
                "prefix": (),
                "target": "",
                "beam": 1,
                "sentences": (),
                "at": 0,
                "name": "",
            }
            self._text.run("", entry, text=wanted.text, **fresh)

    def leave(self) -> None:
        """Bring the user's own window back; the place in the lecture is kept."""
        own, self._own = self._own, None
        self._change(stations=(), arriving=False, presenting=False)
        if own is not None and own.trace is not None:
            self._store.change(**{name: getattr(own, name) for name in CHOSEN})

    # -- following what happens ----------------------------------------------------------------

    def _follow(self, state: State) -> None:
        """Show what belongs to a station when its run is there, and see which tasks are done."""
        station = state.lecture.station
        if station is None:
            return
        if state.lecture.arriving:
            if self._there(state, station):
                self._arrive(station)
            return
        now = situation(state)
        done = {
            (station.id, at)
            for at, one in enumerate(station.conditions)
            if one.met(now)
        }  # fmt: skip
        cells = now.cells
        if cells != state.lecture.cells or not done <= state.lecture.done:
            self._change(cells=cells, done=state.lecture.done | done)

    @staticmethod
    def _there(state: State, station: Station) -> bool:
        """Whether the run of a station is the one that is shown."""
        trace, wanted = state.trace, station.prepared
        if trace is None or not trace.complete or trace.model.id != wanted.model or trace.mute:
            return False
        return (trace.sentence.text, trace.photo_stem) == (wanted.text, wanted.photo)

    def _arrive(self, station: Station) -> None:
        """Show what belongs to the station of the run that is there."""
        store, wanted = self._store, station.prepared
        trace = store.state.trace
        assert trace is not None  # it was looked at
        with store.together():
            try:
                selection = self._selected(trace, station)
            except (SelectionError, ValueError) as error:
                self._change(arriving=False)
                self._warn(f"This station cannot be shown as it was written: {error}")
                return
            style, text = store.state.style, store.state.text
            mode = next((one for one in get_args(Mode) if one == wanted.view), style.mode)
            view = next((one for one in get_args(TextView) if one == wanted.view), text.view)
            store.change(style=replace(style, mode=mode), text=replace(text, view=view))
            self._choose(selection)
            if wanted.query:
                self._text.choose_token(selection.query)
            self._change(arriving=False, cells=frozenset())

    def _selected(self, trace: Trace, station: Station) -> Selection:
        """The selection of a station; raises SelectionError where the run has no such thing."""
        wanted, now = station.prepared, self._store.state.selection
        (layer,) = site_numbers(trace, str(wanted.layer), wanted.part or None)[:1]
        side = GateSide(wanted.side) if wanted.side else now.side
        fresh = replace(now, layer=layer, added=frozenset(), reduce="mean", region=None, side=side)
        return with_query(trace, with_head(trace, fresh, wanted.head), wanted.query or None)

    def _change(self, **changes: Any) -> None:
        self._store.change(lecture=replace(self._state, **changes))
