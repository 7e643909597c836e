"""What the engine is asked to do for a window: one thing at a time, the latest. No Qt here."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from explorer.batch.remote import RemoteEngine
from explorer.core.foreign import Refusal
from explorer.core.inputs import Modality
from explorer.core.photo import Photo
from explorer.core.trace import Trace
from explorer.gui.control.state import Message, PastInput, Progress, State, Walk, asked_of
from explorer.gui.control.store import Store
from explorer.gui.control.texts.text_state import TextState
from explorer.inputs.samples import all_text_samples, samples
from explorer.registry.entry import Entry
from explorer.runtime.jobs import Report, Work
from explorer.runtime.log import record

MOST_RECENT = 10
"""Inputs that are remembered."""
LONGEST = 2000
"""Characters of a text that is remembered; of a longer one there is the file."""


@dataclass(frozen=True, slots=True)
class Run:
    """What is to be shown when a run is there: its model, and the text that was asked.

    text: None for a photo. source: the photo, or its path. notes: what there is to say of the
    input, beside the notes of the run.
    """

    entry: Entry
    text: TextState | None = None
    source: Path | Photo | None = None
    notes: tuple[str, ...] = ()


class Runs:
    """Submits work, drops the reports of stale jobs, and lands the runs in the state.

    Attributes
    ----------
    engine: what loads and runs models, here or on a cluster.
    waiting: whether the last report of the latest job is still to come.
    pending: the run that goes on, None for none.
    opening: whether the latest job opens a model.
    recorded: whether the action that asked for it can be undone already.
    work: what the latest job does.
    """

    def __init__(
        self, store: Store, submit: Callable[[Work], int], cancel: Callable[[], None]
    ) -> None:
        self._store = store
        self._submit = submit
        self._cancel = cancel
        self.engine = RemoteEngine()
        self.waiting = False
        self.pending: Run | None = None
        self.opening = False
        self._latest = 0
        self.recorded = False
        self.work: Work | None = None

    def wanted(self, kind: Modality) -> Entry | None:
        """The model for an input: of the run that goes on, in use, or the last that took such."""
        pending, state = self.pending, self._store.state
        if self.waiting and pending is not None and kind in pending.entry.takes:
            return pending.entry
        here = state.entry is not None and kind in state.entry.takes
        return state.entry if here else state.last(kind)

    def begin(
        self,
        work: Work,
        text: str,
        run: Run | None = None,
        *,
        recorded: bool = False,
        opening: bool = False,
    ) -> None:
        """Have the worker do something.

        Parameters
        ----------
        text: what it does, for the status bar.
        run: what lands when it is done; None for work that is no run.
        recorded: whether the action that asked for it can be undone already.
        opening: whether it opens a model.
        """
        if not opening:  # what was to be run goes on with the model that is opened
            self.pending = run
        self.recorded, self.opening, self.work = recorded, opening, work
        self.waiting = True
        with self._store.together():
            self._store.change(running=self.progress(text))
            number = self._submit(work)
            self._latest = max(self._latest, number)

    def progress(self, text: str, share: float | None = None) -> Progress:
        """Say how far what goes on is."""
        of_text = not self.opening and self.pending is not None and self.pending.text is not None
        return Progress(text, share, of_text)

    @property
    def waiting_for_run(self) -> bool:
        """Whether a run, or a model, is still to come."""
        return self.waiting and (self.pending is not None or self.opening)

    def cancel(self) -> None:
        """Stop what goes on; what was shown before stays."""
        self._cancel()

    def forget(self) -> None:
        """Stop what goes on and take nothing of it any more."""
        self._cancel()
        if self.waiting:
            self._latest += 1  # what the job still reports is stale
        self.pending, self.waiting = None, False

    def current(self, report: Report[object]) -> bool:
        """Whether a report is not of a job that was replaced."""
        if report.job < self._latest:
            return False
        self._latest = report.job
        return True

    def ends(self, report: Report[object]) -> bool:
        """Whether a report is the last one of what goes on: its reports may have begun more."""
        return report.state != "published" and report.job == self._latest

    def land(self, trace: Trace, **changes: Any) -> None:
        """Show a run, or a part of it: model, input and everything that came out, together.

        Parameters
        ----------
        changes: what else changes with it, as the selection.
        """
        store, run = self._store, self.pending
        before = store.state
        if trace.complete:
            kept = replace(trace.mute, mode=before.mute.mode)  # as it was chosen, for the next
            changes["mute"] = trace.mute or kept
            if not trace.mute:
                changes["unmuted"] = trace
        entry = before.entry if run is None else run.entry
        if entry is not None:
            known = (entry, *(one for one in before.known if one.input is not entry.input))
            changes |= {"entry": entry, "model": entry.id, "known": known}
        after = replace(before, trace=trace, hover=None, partial=None, **changes)
        now = asked_of(after)
        after = replace(after, ran=now if trace.complete else None)
        if not self.recorded and before.trace is not None and asked_of(before) != now:
            store.history.push(before)
        self.recorded = True
        if trace.complete:
            import psutil  # after the run, and not before the window is there

            after = replace(after, memory=psutil.Process().memory_info().rss, message=None)
            after = replace(after, recent=with_input(after), walk=_walked(after))
        with store.together():
            store.state = after


def with_input(state: State) -> tuple[PastInput, ...]:
    """Give the inputs that were run, that of the last run first.

    A text that was typed on takes the place of its beginning; samples are offered anyway.
    """
    content = _CONTENT[state.input](state)
    if not content:
        return state.recent
    latest = PastInput(state.input, content)
    others = [one for one in state.recent if one != latest]
    if others and latest.takes_place_of(others[0]):
        others = others[1:]
    return (latest, *others)[:MOST_RECENT]


def _walked(state: State) -> Walk | None:
    """The files that are walked through, None once something else was opened."""
    walk = state.walk
    there = walk is not None and walk.places(state.photo, state.text.name)
    return walk if there else None


def _text_of(state: State) -> str:
    text, pair = state.text.text, state.text.pair.strip()
    if pair and text.strip() and "\t" not in text:  # as files and digests have the two
        whole = f"{text}\t{pair}"
        return whole if len(whole) <= LONGEST else ""
    bundled = any(one.text == text for one in all_text_samples())
    return "" if bundled or not text.strip() or len(text) > LONGEST else text


def _photo_of(state: State) -> str:
    path = None if state.photo is None else state.photo.path
    bundled = any(sample.path == path for sample in samples())
    return "" if path is None or bundled else str(path)


_CONTENT = {Modality.PHOTO: _photo_of, Modality.TEXT: _text_of}
"""What of an input is remembered, "" for nothing."""


def failure(error: BaseException, kind: str) -> Message:
    """Say what went wrong, in one sentence: that of a `Refusal` itself.

    What nobody expected goes to the log too.

    Parameters
    ----------
    kind: what the model takes, to name what could be tried.
    """
    details = "".join(traceback.format_exception(error))
    if isinstance(error, Refusal):
        return Message("err", str(error), details)
    record(error, "run")
    name = type(error).__name__
    return Message("err", f"The run failed ({name}). Try another {kind} or model.", details)
