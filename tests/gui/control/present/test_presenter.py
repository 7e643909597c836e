"""What is shown: a pure function of the state, and always named after what it is of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.gui.control.present.panel_views import prediction_view
from explorer.gui.control.present.presenter import Presenter
from explorer.gui.control.slices import same
from explorer.gui.control.view import PhotoScene, TextScene, Undoable, View
from explorer.runtime.jobs import Report
from tests.gui.control.fake_engine import Seat
from tests.gui.control.test_controller import CONTENTS


def _named_after_one_run(seat: Seat, view: View) -> None:
    """Model, title, input, prediction, badge and picture are of the run that is shown."""
    trace = seat.state.trace
    if trace is None:
        assert (view.picture, view.prediction, view.run, view.translation) == (None,) * 4
        return
    assert view.entry is not None
    assert view.card is not None
    assert view.entry.id == trace.model.id
    assert view.card.title == view.entry.title
    assert view.run is not None
    assert view.run.verdict_text == trace.verdict.value
    if trace is not None and trace.task is None:
        assert isinstance(view.picture, PhotoScene)
        assert view.picture.photo is trace.photo
        assert view.photo is not None
        assert view.photo.pixels is trace.photo.pixels
        assert view.title.startswith(f"{trace.photo.name} ·")
        assert view.prediction == prediction_view(trace)
        assert view.layout.kind == "photo"
    elif trace is not None and trace.task is not None:
        assert isinstance(view.picture, TextScene)
        assert view.title.startswith(f"{trace.sentence.text} ·")
        assert view.translation is not None
        assert view.prediction is None
        assert view.layout.kind == "text"


Step = Callable[[Seat], None]


def _finish(seat: Seat) -> None:
    if seat.controller.waiting:
        seat._run(*seat.jobs[-1])


def _fail(seat: Seat) -> None:
    if seat.controller.waiting:
        error = Report(seat.jobs[-1][0].number, "failed", ZeroDivisionError("inner"))
        seat.controller.on_report(error)


def _part(seat: Seat) -> None:
    """Only the first reports of a job come: it hangs."""
    if seat.controller.waiting:
        job, work = seat.jobs[-1]
        try:
            work(job)
        except Exception:
            return


STEPS: dict[str, Step] = {
    "photo a": lambda seat: seat.controller.photo.open(Path("a")),
    "photo b": lambda seat: seat.controller.photo.open(Path("b")),
    "photo broken": lambda seat: seat.controller.photo.open(Path("broken")),
    "text": lambda seat: seat.controller.text.type("一つ目の文"),
    "other text": lambda seat: seat.controller.text.type("二つ目の文"),
    "vit": lambda seat: seat.controller.choose_model("vit"),
    "se-resnet": lambda seat: seat.controller.choose_model("se-resnet"),
    "transformer": lambda seat: seat.controller.choose_model("transformer"),
    "no model": lambda seat: seat.controller.choose_model("none"),
    "device": lambda seat: seat.controller.choose_device("cpu"),
    "layer": lambda seat: seat.controller.step_layer(-1),
    "head": lambda seat: seat.controller.step_unit(1),
    "hover": lambda seat: seat.controller.photo.hover((9, 1)),
    "undo": lambda seat: seat.controller.undo(),
    "redo": lambda seat: seat.controller.redo(),
    "cancel": lambda seat: seat.controller.cancel(),
    "finish": _finish,
    "fail": _fail,
    "hang": _part,
}


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(st.sampled_from(sorted(STEPS)), max_size=16))
def test_all_that_is_named_is_of_one_run_whatever_happens(steps: list[str]) -> None:
    seat = Seat(sync=False)
    _named_after_one_run(seat, seat.views[-1])
    for step in steps:
        STEPS[step](seat)
        _named_after_one_run(seat, seat.views[-1])
    seat.finish()
    _named_after_one_run(seat, seat.views[-1])
    assert seat.views[-1].progress is None


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(st.sampled_from(sorted(STEPS)), max_size=10))
def test_what_is_remembered_of_the_view_before_changes_nothing(steps: list[str]) -> None:
    seat = Seat(sync=False)
    for step in steps:
        STEPS[step](seat)
        shown, anew = seat.views[-1], Presenter(CONTENTS)(seat.state)
        for field in fields(View):
            one, other = getattr(shown, field.name), getattr(anew, field.name)
            assert _alike(one, other), field.name


def _alike(one: Any, other: Any) -> bool:
    """Whether two slices show the same, arrays by their values."""
    if isinstance(one, Undoable):
        return True
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(_alike, one, other))
    if hasattr(one, "words"):
        return bool(one.words == other.words)
    if hasattr(one, "rows") and hasattr(one, "shape"):
        return bool(one.shape == other.shape) and len(one.rows) == len(other.rows)
    if hasattr(one, "gates"):
        return bool(one.channel == other.channel and one.detail == other.detail)
    if hasattr(one, "figure"):
        return bool((one.title, one.detail) == (other.title, other.detail))
    return same(one, other)


def test_a_failed_or_stopped_run_leaves_everything_as_it_was() -> None:
    seat = Seat(sync=False)
    names = ("title", "entry", "card", "photo", "picture", "prediction", "run", "grid", "cells")
    before = seat.views[-1]
    for begin in ("photo b", "se-resnet", "text", "photo broken"):
        for end in ("fail", "cancel"):
            STEPS[begin](seat)
            STEPS[end](seat)
            seat.finish()
            after = seat.views[-1]
            assert all(same(getattr(before, name), getattr(after, name)) for name in names)
