"""Which heads matter: each muted in turn in the background, turned into the state. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from explorer.core.interventions.intervention import MuteError
from explorer.core.interventions.mute import MuteMode
from explorer.core.selection import MEAN
from explorer.core.trace import Trace
from explorer.gui.control.analysis.matter_state import Matter, Mattered, Sorting
from explorer.gui.control.many_inputs import Left, inputs_from
from explorer.inputs.photo_files import ImageError
from explorer.registry.entry import ModelError, SentenceError
from explorer.registry.loading import LoadProgress
from explorer.runtime.engine import Request
from explorer.runtime.jobs import Job, Work

if TYPE_CHECKING:
    from explorer.analysis.head_effects import HeadEffects
    from explorer.gui.control.runs import Runs
    from explorer.gui.control.store import Store

DOING = "Muting one head at a time"


class MatterControls:
    """The intents of the panel that says which heads matter.

    Attributes
    ----------
    ask_path : callable
        Asks for a folder of photos ("photo") or a file of sentences ("text"); gives None where the
        user thinks better of it.
    """

    def __init__(self, store: Store, runs: Runs, select: Callable[[int, int | None], None]) -> None:
        """Begin with nothing asked; `select` shows a cell (layer, unit)."""
        self._store, self._runs, self._select = store, runs, select
        self._work: Work | None = None
        self.ask_path: Callable[[str], Path | None] = lambda kind: None

    @property
    def shown(self) -> Matter | None:
        """What is asked."""
        return self._store.state.matter

    def toggle(self) -> None:
        """Ask which heads matter, or put that away."""
        trace = self._store.state.trace
        if self.shown is not None:
            self.close()
        elif trace is not None and trace.complete:
            self._begin(Matter(trace))

    def close(self) -> None:
        """Put it away, and stop what is worked out."""
        self.cancel()
        self._store.change(matter=None)

    def choose_answer(self, answer: str) -> None:
        """Watch another class, token or word."""
        if self.shown is not None:
            self._begin(replace(self.shown, answer=answer.strip()))

    def choose_contrast(self, against: str) -> None:
        """Watch the answer less a second one; "" for none."""
        if self.shown is not None:
            self._begin(replace(self.shown, against=against.strip()))

    def sort_by(self, by: str) -> None:
        """Sort the list in another way."""
        chosen = next(one for one in get_args(Sorting) if one == by)
        if self.shown is not None:
            self._store.change(matter=replace(self.shown, by=chosen))

    def ask_over(self) -> None:
        """Ask for a folder of photos, or a file of sentences, and take the mean over all of it."""
        path = self.ask_path(self._store.state.input.value)
        if path is not None:
            self.over(path)

    def over(self, path: Path) -> None:
        """Take the mean over a folder of photos, or a file of sentences."""
        if self.shown is not None:
            self._begin(replace(self.shown, source=path))

    def here(self) -> None:
        """Ask of the input on screen alone again."""
        if self.shown is not None and self.shown.source is not None:
            self._begin(replace(self.shown, source=None))

    def again(self) -> None:
        """Work it out anew, as after it was stopped."""
        if self.shown is not None:
            self._begin(self.shown)

    def select_head(self, site: int, head: int) -> None:
        """Show the map of a head."""
        trace = self._store.state.trace
        if trace is not None and site < len(trace.sites):
            self._select(site, head if trace.sites[site].units > 1 else MEAN)

    def take(self, found: Mattered) -> None:
        """Show what is known by now, if it is of what is asked."""
        shown = self.shown
        if shown is not None and shown.trace is found.trace:
            self._store.change(matter=replace(shown, **found.fields))

    def follow(self, state: Any) -> None:
        """Ask anew where another run is shown; a mean over many inputs stays with its model."""
        shown = state.matter
        if shown is None:
            return
        if shown.running and self._runs.work is not self._work:
            self.ended()
            return
        trace = state.trace
        if self._runs.waiting or trace in (None, shown.trace) or not trace.complete:
            return
        same = trace.model == shown.trace.model and trace.mute == shown.trace.mute
        if same and shown.source is not None:
            self._store.change(matter=replace(shown, trace=trace))
        else:
            other = trace.model != shown.trace.model
            changes = {"answer": "", "against": ""} if other else {}
            self._begin(replace(shown, trace=trace, source=None, **changes))

    # -- working

    def ended(self) -> None:
        """The last job has ended, whatever came of it: what is not done by now never is."""
        shown = self.shown
        if shown is None or not shown.running:
            return
        # what could not be begun at all has said why, and is put away
        self._store.change(matter=None if shown.effects is None else replace(shown, running=False))

    def cancel(self) -> None:
        """Stop; what is done is kept."""
        if self._work is not None and self._runs.work is self._work and self._runs.waiting:
            self._runs.cancel()

    def _begin(self, wanted: Matter) -> None:
        state = self._store.state
        if state.trace is None or not state.trace.complete or self._runs.waiting_for_run:
            return
        wanted = replace(
            wanted, trace=state.trace, effects=None, done=0.0, running=True, left_out=0
        )
        self._work = self._of_many(wanted) if wanted.source is not None else self._of_one(wanted)
        with self._store.together():
            self._runs.begin(self._work, DOING)
            self._store.change(matter=wanted)

    def _of_one(self, wanted: Matter) -> Work:
        state, engine, left = self._store.state, self._runs.engine, Left()

        def work(job: Job) -> Mattered:
            subject = engine.subject(state.model, state.device, job.publish, job.cancelled)

            def grown(found: HeadEffects, share: float) -> None:
                fields = {"effects": found, "done": share}
                job.publish(Mattered(wanted.trace, fields))
                job.publish(LoadProgress(left.told(DOING, share), round(1000 * share), 1000))

            found = _effects(wanted, wanted.trace, subject, state.mute.mode, job, grown)
            return Mattered(wanted.trace, {"effects": found, "done": 1.0, "running": False})

        return work

    def _of_many(self, wanted: Matter) -> Work:
        state, engine, left = self._store.state, self._runs.engine, Left()
        assert wanted.source is not None
        source = wanted.source

        def work(job: Job) -> Mattered:
            whole: HeadEffects | None = None
            left_out, problem = 0, ""
            inputs = inputs_from(state, source)
            for number, given in enumerate(inputs):
                request = Request(state.model, given, state.device, state.mute)

                def grown(found: HeadEffects, share: float, number: int = number) -> None:
                    done = (number + share) / len(inputs)
                    words = left.told(f"{DOING}, input {number + 1} of {len(inputs)}", done)
                    job.publish(LoadProgress(words, round(1000 * done), 1000))

                try:
                    trace = engine.run(request, _quiet, job.cancelled)
                    subject = engine.subject(state.model, state.device)
                    found = _effects(wanted, trace, subject, state.mute.mode, job, grown)
                    whole = found if whole is None else whole.joined(found)
                except (ImageError, ModelError, SentenceError, ValueError) as error:
                    left_out, problem = left_out + 1, str(error)
                    continue
                fields = {"effects": whole, "done": (number + 1) / len(inputs)}
                job.publish(Mattered(wanted.trace, {**fields, "left_out": left_out}))
            if whole is None:
                raise ModelError(problem)
            fields = {"effects": whole, "done": 1.0, "left_out": left_out, "running": False}
            return Mattered(wanted.trace, fields)

        return work


def _quiet(event: object) -> None:
    """Hear nothing of a run that is not shown."""


def _effects(
    wanted: Matter,
    trace: Trace,
    subject: Any,
    mode: MuteMode,
    job: Job,
    grown: Callable[[HeadEffects, float], None],
) -> HeadEffects:
    from explorer.analysis.attribution.method import AttributionError, Choices
    from explorer.analysis.head_effects import head_effects

    try:
        return head_effects(
            trace,
            subject,
            wanted.answer,
            mode=mode,
            choices=Choices(against=wanted.against, cancelled=job.cancelled),
            grown=grown,
        )
    except (AttributionError, MuteError) as error:
        raise ModelError(str(error)) from error
