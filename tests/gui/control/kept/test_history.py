"""Undo and redo, the history of inputs, and starting again: what frozen states give for free."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.core.inputs import Modality
from explorer.core.selection import MEAN
from explorer.core.trace import held_bytes
from explorer.gui.control.kept.remembering import first_state, remembered_inputs
from explorer.gui.control.state import CHOSEN, PastInput, State
from explorer.gui.control.store import History
from explorer.inputs.samples import sentence_samples
from explorer.runtime.settings import Settings
from tests.gui.control.fake_engine import Seat, photo_run

Action = Callable[[Seat], None]


def _actions() -> st.SearchStrategy[Action]:
    """Everything that a user may do that undo brings back, and some that it does not."""
    few, word = st.integers(-3, 3), st.sampled_from(("一つ", "一つ目", "二つ", "", "a"))
    sample = sentence_samples()[1].id

    def doing(name: str, *values: st.SearchStrategy[Any]) -> st.SearchStrategy[Action]:
        def made(arguments: tuple[Any, ...]) -> Action:
            def act(seat: Seat) -> None:
                method: Any = seat.controller
                for part in name.split("."):
                    method = getattr(method, part)
                method(*arguments)

            return act

        return st.tuples(*values).map(made)

    return st.one_of(
        doing("step_layer", few),
        doing("step_unit", few),
        doing("toggle_cell", st.integers(0, 3), st.integers(0, 3)),
        doing("choose_scale", st.sampled_from(("shared", "map"))),
        doing("look.choose", st.just("opacity"), st.floats(0, 1)),
        doing("look.choose", st.just("colormap"), st.sampled_from(("inferno", "viridis"))),
        doing("choose_view", st.integers(0, 3)),
        doing("move_query", few, few),
        doing("reset_query"),
        doing("toggle_maximum"),
        doing("start_again"),
        doing("photo.choose_side", st.sampled_from(("before", "after", "compare"))),
        doing("photo.open", st.sampled_from(("a", "b", "broken")).map(Path)),
        doing("text.type", word),
        doing("text.open_sample", st.just(sample)),
        doing("text.choose_option", st.just("words"), st.booleans()),
        doing("text.choose_row", st.integers(0, 5)),
        doing("text.writing.type_target", word),
        doing("text.writing.choose_beam", st.integers(1, 3)),
        doing("choose_model", st.sampled_from(("vit", "se-resnet", "transformer", "none"))),
        doing("photo.hover", st.just((1, 1))),
        doing("toggle_play"),
        doing("play_on"),
    )


def chosen(state: State) -> dict[str, object]:
    """What undo brings back; an entry by its id, for each look into the catalogue makes one."""
    assert state.entry is not None
    return {name: getattr(state, name) for name in CHOSEN} | {"entry": state.entry.id}


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(actions=st.lists(_actions(), max_size=12))
def test_undone_to_the_start_and_done_again_all_is_as_it_was(actions: list[Action]) -> None:
    seat = Seat()
    first = chosen(seat.state)
    for act in actions:
        act(seat)
    last, steps = chosen(seat.state), 0
    while seat.controller.store.history.can_undo:
        seat.controller.undo()
        steps += 1
    assert chosen(seat.state) == first
    assert steps <= len(actions)
    while seat.controller.store.history.can_redo:
        seat.controller.redo()
    assert chosen(seat.state) == last


def test_a_sentence_that_a_sample_took_the_place_of_comes_back() -> None:
    seat = Seat(model="transformer")
    seat.controller.text.type("私の文です。")
    seat.controller.text.open_sample(sentence_samples()[1].id)
    assert seat.state.text.text == sentence_samples()[1].text
    assert seat.state.recent[0] == PastInput(Modality.TEXT, "私の文です。")
    seat.controller.undo()
    assert seat.state.text.text == "私の文です。"
    assert seat.views[-1].title.startswith("私の文です。")


def test_words_that_are_typed_on_are_one_step_and_one_input() -> None:
    seat = Seat(model="transformer")
    before = chosen(seat.state)
    seat.controller.text.type("新")
    for text in ("新しい", "新しい文"):
        seat.controller.text.type(text)
    assert [one.content for one in seat.state.recent] == ["新しい文"]
    seat.controller.undo()
    assert chosen(seat.state) == before


def test_a_photo_is_undone_to_the_one_before_with_its_layer_and_model() -> None:
    seat = Seat()
    seat.controller.select(1, 2)
    seat.controller.photo.open(Path("b"))
    seat.controller.choose_model("se-resnet")
    assert seat.views[-1].entry is not None
    assert seat.views[-1].entry.id == "se-resnet"
    seat.controller.undo()
    assert seat.state.trace is photo_run("vit", "b")
    seat.controller.undo()
    assert seat.state.trace is photo_run("vit", "first")
    assert (seat.state.selection.layer, seat.state.selection.unit) == (1, 2)
    seat.controller.redo()
    assert seat.views[-1].title.startswith("b ·")


def test_another_action_forgets_what_could_be_done_again() -> None:
    seat = Seat()
    seat.controller.step_layer(-1)
    seat.controller.undo()
    assert seat.views[-1].undoable.redo
    seat.controller.step_unit(1)
    assert not seat.views[-1].undoable.redo
    assert seat.views[-1].undoable.undo


def test_what_runs_is_stopped_by_undo() -> None:
    seat = Seat(sync=False)
    seat.controller.step_layer(-1)
    layer = seat.state.selection.layer
    seat.controller.photo.open(Path("b"))
    seat.controller.undo()
    assert seat.views[-1].progress is None
    seat._run(*seat.jobs[-1])
    assert seat.state.trace is photo_run("vit", "first")
    assert not seat.controller.waiting
    assert seat.state.selection.layer == layer, "the photo was the last action, not the layer"
    seat.controller.undo()
    assert seat.state.selection.layer == layer + 1


def test_runs_too_large_to_be_kept_are_run_again() -> None:
    seat = Seat()
    room = held_bytes(photo_run("vit", "first")) + held_bytes(photo_run("vit", "a")) // 2
    seat.controller.store.history = History(room=room)
    seat.controller.select(1, 0)
    for name in "abc":
        seat.controller.photo.open(Path(name))
    assert seat.controller.store.history._past[1].trace is None
    for name in "ba":
        seat.controller.undo()
        assert seat.state.trace is photo_run("vit", name)
    seat.controller.undo()
    assert seat.state.trace is photo_run("vit", "first")
    assert (seat.state.selection.layer, seat.state.selection.unit) == (1, 0)


def test_start_again_shows_what_the_model_shows_first() -> None:
    seat = Seat()
    first = seat.state
    controller = seat.controller
    controller.select(0, 1)
    controller.look.choose("colormap", "viridis")
    controller.choose_scale("map")
    controller.start_again()
    assert (seat.state.selection, seat.state.style) == (first.selection, first.style)
    controller.undo()
    assert seat.state.style.colormap == "viridis"
    assert seat.state.selection.unit != MEAN


def test_an_input_of_before_is_opened_again() -> None:
    seat = Seat()
    seat.controller.photo.open(Path("b"))
    seat.controller.text.type("短い文")
    assert seat.state.input is Modality.TEXT
    kinds = [one.kind for one in seat.state.recent]
    assert kinds == [Modality.TEXT, Modality.PHOTO, Modality.PHOTO]
    seat.controller.open_again("photo", "b")
    assert seat.state.trace is photo_run("vit", "b")
    seat.controller.open_again("text", "短い文")
    assert seat.state.text.text == "短い文"


@settings(max_examples=25)
@given(
    kinds=st.lists(st.sampled_from(Modality), max_size=10),
    told=st.lists(st.sampled_from(("photo", "text", "film")), max_size=12),
)
def test_inputs_come_back_in_their_order(kinds: list[Modality], told: list[str]) -> None:
    recent = tuple(PastInput(kind, str(at)) for at, kind in enumerate(kinds))
    stored = Settings(**remembered_inputs(recent))
    assert first_state(stored, None).recent == recent
    damaged = replace(stored, recent_kinds=tuple(told))
    assert set(first_state(damaged, None).recent) == set(recent)
