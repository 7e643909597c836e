"""Which method explains the answer, and which answer, turned into the new state. No Qt here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from explorer.analysis.attribution.rollout import Fusion
from explorer.core.text import step_name
from explorer.core.trace import Trace
from explorer.export.provenance.asked_method import AskedMethod
from explorer.gui.control.analysis.why_state import Answered, MethodLevels, Offer, Why
from explorer.gui.control.present.analysis.alternatives_view import expected
from explorer.registry.loading import LoadProgress
from explorer.runtime.jobs import Job

if TYPE_CHECKING:
    from explorer.gui.control.runs import Runs
    from explorer.gui.control.store import Store


class WhyControls:
    """The intents of the strip that asks why; each is a method, connected to its signal."""

    def __init__(self, store: Store, runs: Runs) -> None:
        self._store, self._runs = store, runs

    def toggle(self) -> None:
        """Ask why below the picture, or put that away."""
        state = self._store.state
        if state.why is not None:
            self._store.change(why=None)
        elif state.trace is not None and state.trace.complete:
            # of what is written the word that is chosen is explained first
            step = expected(state.trace, state.text).step if state.trace.steps else -1
            asked = step_name(state.trace.steps[step].piece, step) if step >= 0 else ""
            self._begin(Why(state.trace, answer=asked))

    def ask(self, asked: AskedMethod) -> None:
        """Ask what a file says was asked, of the run on screen."""
        trace = self._store.state.trace
        if trace is not None and trace.complete:
            fusions: tuple[Fusion, ...] = get_args(Fusion)
            fusion = next((one for one in fusions if one == asked.fusion), fusions[0])
            why = Why(trace, asked.id, asked.answer, against=asked.against, fusion=fusion)
            layer = asked.layer if asked.layer in range(len(trace.sites)) else None
            ends = asked.levels
            levels = None if ends is None else MethodLevels(trace.model.id, asked.id, ends)
            with self._store.together():
                self._store.change(why_levels=levels)
                self._begin(replace(why, discard=asked.discard, layer=layer))

    def choose_method(self, method: str) -> None:
        """Ask another method."""
        self._again(method=method)

    def choose_answer(self, answer: str) -> None:
        """Ask about another class or object."""
        self._again(answer=answer.strip())

    def choose_contrast(self, against: str) -> None:
        """Take the map of a second answer away; "" for none."""
        self._again(against=against.strip())

    def choose_step(self, step: int) -> None:
        """Ask about a token that is written, by its number, where a method explains one answer."""
        shown = self._store.state.why
        if shown is None or shown.raw or not 0 <= step < len(shown.trace.steps):
            return
        if any(one.targeted for one in shown.offers if one.id == shown.method):
            self.choose_answer(step_name(shown.trace.steps[step].piece, step))

    def choose_view(self, view: str) -> None:
        """Show the attention itself ("raw"), or what the method says."""
        shown = self._store.state.why
        if shown is not None:
            self._store.change(why=replace(shown, raw=view == "raw"), hover=None)

    def take(self, answered: Answered) -> None:
        """Take what a job has worked out, unless another run is shown by now."""
        shown = self._store.state.why
        if shown is not None and shown.trace is answered.trace:
            self._store.change(why=replace(shown, **answered.fields), hover=None)

    def follow(self, state: Any) -> None:
        """Ask anew when another run is shown."""
        shown = state.why
        if shown is None or self._runs.waiting or state.trace in (None, shown.trace):
            return
        if state.trace.complete:
            other = state.trace.model != shown.trace.model
            changes = {"answer": "", "against": "", "layer": None} if other else {}
            new = replace(shown, trace=state.trace, offers=(), found=None, row=None, **changes)
            self._begin(new)

    def _again(self, **changes: Any) -> None:
        shown = self._store.state.why
        if shown is not None:
            self._begin(replace(shown, raw=False, found=None, problem="", row=None, **changes))

    def _begin(self, wanted: Why) -> None:
        if self._runs.waiting_for_run:
            return
        device = self._store.state.device
        model = self._store.state.model

        def work(job: Job) -> Answered:
            from explorer.analysis.attribution.methods import AttributionError, Choices, attributed

            subject = self._runs.engine.subject(model, device, job.publish, job.cancelled)
            offers = wanted.offers or _offers(wanted.trace, subject)
            fields: dict[str, Any] = {"offers": offers, "problem": "", "found": None}
            asked = replace(wanted, offers=offers)
            choices = Choices(
                fusion=wanted.fusion,
                discard=wanted.discard,
                layer=wanted.layer,
                against=asked.against if asked.contrasted else "",
                cancelled=job.cancelled,
                announce=lambda words: job.publish(LoadProgress(words)),
                progress=lambda share: job.publish(
                    LoadProgress("Asking why", round(100 * share), 100)
                ),
            )
            try:
                fields["found"] = attributed(
                    wanted.trace, wanted.method, wanted.answer, subject=subject, choices=choices
                )
            except AttributionError as error:
                fields["problem"] = str(error)
            return Answered(wanted.trace, fields)

        with self._store.together():
            self._store.change(why=wanted)
            self._runs.begin(work, "Asking why")


def _offers(trace: Trace, subject: Any) -> tuple[Offer, ...]:
    from explorer.analysis.attribution.methods import METHODS

    return tuple(
        Offer(
            one.id,
            one.name,
            f"{one.formula}\n{one.paper}",
            one.supports(trace, subject) or "",
            one.targeted,
        )
        for one in METHODS
    )
