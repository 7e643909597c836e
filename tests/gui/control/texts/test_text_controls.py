"""The controller of texts against a recorder of views: no window, no Qt, no model."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from explorer.core.inputs import Inputs
from explorer.core.selection import MEAN, Scale
from explorer.core.trace import Trace
from explorer.figures.frame import Target
from explorer.gui.control.controller import Controller
from explorer.gui.control.state import State
from explorer.gui.control.texts.text_writing import CLOSED
from explorer.gui.control.view import Pointed
from explorer.inputs.samples import sentence_samples
from explorer.inputs.text import TextFile
from explorer.registry.catalogue import find
from explorer.registry.entry import SentenceError
from explorer.registry.loading import LoadProgress
from explorer.runtime.engine import Request
from explorer.runtime.jobs import Job, Report
from explorer.runtime.jobs import State as JobState
from tests.core.text_traces import TARGET, seq2seq_trace, text_trace, translation
from tests.gui.control.test_controller import Queue, Recorder

CROSS, DECODER, ENCODER = 1, 2, 4
ENTRY = find("transformer")


class Translating:
    """Stands in for the engine: remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[Request] = []

    def run(self, request: Request, publish: Any, cancelled: Any) -> Trace:
        self.asked.append(request)
        return text_trace()


class Bench:
    """A controller with its display, its queue, and the requests that it makes."""

    def __init__(self) -> None:
        self.display, self.queue, self.engine = Recorder(), Queue(), Translating()
        self.controller = Controller(
            self.display.show,
            self.queue.submit,
            self.queue.cancel,
            State(model="transformer", entry=ENTRY, known=(ENTRY,)),
        )
        self.controller.runs.engine = self.engine  # type: ignore[assignment]
        self.text = self.controller.text

    def finish(self, value: object, state: JobState = "finished") -> None:
        self.controller.on_report(Report(len(self.queue.work), state, value))

    def run(self, text: str = "この小説は人気です。") -> None:
        self.text.type(text)
        self.finish(text_trace())

    @property
    def view(self) -> Any:
        return self.display.view

    @property
    def request(self) -> Request:
        """What the last job asks of the engine."""
        self.queue.work[-1](Job(1, lambda report: None))
        return self.engine.asked[-1]

    @property
    def matrix(self) -> Any:
        return self.view.picture.matrix


@pytest.fixture
def bench() -> Bench:
    made = Bench()
    made.run()
    return made


def test_typing_runs_the_text_and_a_run_shows_everything(bench: Bench) -> None:
    assert bench.request == Request("transformer", Inputs(text="この小説は人気です。"))
    shown = bench.view
    assert bench.matrix.title == "Cross-attention, layer 1"  # the best aligned
    assert None not in (shown.run, shown.grid, shown.cells, shown.translation)
    assert shown.steppers.layer == ("Cross", "1", "of 0–1")
    assert [one.title for one in shown.grid.shape.sections] == [
        "Cross",
        "Decoder",
        "Encoder",
    ]
    assert bench.view.progress is None


def test_a_translator_that_is_asked_to_write_on_says_that_it_does_not(bench: Bench) -> None:
    jobs = len(bench.queue.work)
    bench.text.writing.go_on()
    assert len(bench.queue.work) == jobs
    assert bench.view.message.sentence.endswith(CLOSED)


def test_a_text_is_only_said_to_be_run_while_it_is(bench: Bench) -> None:
    bench.text.type("これは長い文です。")
    assert bench.view.sentence_state.running
    bench.finish(LoadProgress("Translating"), "published")
    assert bench.view.sentence_state.running
    bench.finish(text_trace())
    assert not bench.view.sentence_state.running
    bench.controller.choose_model("timm:vit_tiny_patch16_224")
    bench.finish(LoadProgress("Installing timm", 1, 9), "published")
    assert bench.view.progress is not None
    assert not bench.view.sentence_state.running


def test_an_empty_text_stops_what_runs_and_keeps_the_picture(bench: Bench) -> None:
    before, jobs = bench.controller.state.trace, len(bench.queue.work)
    bench.text.type("   ")
    assert bench.queue.cancelled == 1
    assert len(bench.queue.work) == jobs
    assert bench.controller.state.trace is before


def test_several_lines_become_a_list_and_are_edited_in_it(bench: Bench) -> None:
    bench.text.type("一つ目です。\n二つ目です。")
    state = bench.controller.state.text
    assert (state.sentences, state.at) == (("一つ目です。", "二つ目です。"), 1)
    assert bench.request.inputs.text == "二つ目です。"
    assert bench.request.inputs.name == ""
    bench.text.choose_sentence(0)
    assert bench.request.inputs.text == "一つ目です。"
    bench.text.type("一つ目でした。")
    assert bench.controller.state.text.sentences == ("一つ目でした。", "二つ目です。")
    bench.text.choose_sentence(7)
    assert bench.controller.state.text.at == 0
    bench.text.close_list()
    assert bench.controller.state.text.sentences == ()
    assert bench.controller.state.text.text == "一つ目でした。"


def test_a_file_opens_as_a_list(bench: Bench) -> None:
    both = ("はい。", "いいえ。")
    file = TextFile("a.txt", "".join(both), both, ("a note",))
    bench.text.on_file(file)
    assert bench.controller.state.text.sentences == file.sentences
    assert bench.request.inputs.name == "a.txt"
    bench.finish(text_trace())
    assert bench.view.message.sentence == "a note"


def test_a_stale_answer_is_dropped(bench: Bench) -> None:
    bench.text.type("古い")
    bench.text.type("新しい")
    shown = bench.display.order.count("picture")
    bench.controller.on_report(Report(len(bench.queue.work) - 1, "finished", text_trace()))
    assert bench.display.order.count("picture") == shown
    assert bench.controller.waiting


def test_every_step_arrives_and_the_query_follows() -> None:
    made = Bench()
    made.text.type("この小説は人気です。")
    whole = text_trace()
    for length in (1, 2, 3):
        site = whole.sites[0]
        tokens = translation(length).tokens
        cut = replace(site, query=site.query[:, :length], queries=tokens)
        part = replace(
            whole, sites=(cut,), layers=1, translation=translation(length), running=True, best=0
        )
        made.finish(part, "published")
        assert made.matrix.query.text == TARGET.pieces[length - 1]
        assert made.view.progress.text == f"Translating, step {length}"
    made.finish(whole)
    assert not made.controller.state.trace.running


def test_an_alternative_goes_on_from_its_step(bench: Bench) -> None:
    bench.text.writing.choose_alternative(2, 77)
    ids = translation().ids
    assert bench.request.inputs.prefix == (*ids[:2], 77)
    assert bench.controller.state.text.step == 2
    bench.text.writing.choose_alternative(99, 77)
    assert bench.request.inputs.prefix == (*ids[:2], 77)
    bench.text.type("別の文")
    assert bench.request.inputs.prefix == ()


def test_the_models_own_translation_comes_back(bench: Bench) -> None:
    bench.text.writing.own()  # it is there already: nothing to run
    jobs = len(bench.queue.work)
    bench.text.writing.choose_alternative(1, 77)
    bench.controller.reset_query()
    assert bench.request.inputs.prefix == ()
    bench.text.writing.type_target("Mine.")
    bench.controller.reset_query()
    assert bench.request.inputs.target == ""
    assert len(bench.queue.work) == jobs + 4


def test_a_target_is_forced_until_it_is_cleared(bench: Bench) -> None:
    bench.text.writing.type_target("That novel is loved.")
    assert bench.request.inputs.target == "That novel is loved."
    bench.text.writing.type_target("")
    assert bench.request.inputs.target == ""


def test_the_beam_is_asked_for(bench: Bench) -> None:
    bench.text.writing.choose_beam(4)
    assert bench.request.inputs.beam == 4
    assert bench.view.writing.beam == 4


def test_target_and_source_ask_each_at_their_own_sites(bench: Bench) -> None:
    bench.text.choose_step(3)
    assert bench.matrix.query.text == "popular"
    bench.controller.select(ENCODER)
    assert bench.matrix.query.text == "この"
    bench.text.choose_row(1)
    assert bench.matrix.query.text == "小説は"
    bench.controller.select(CROSS)
    assert bench.matrix.query.text == "popular"
    bench.controller.select(ENCODER)
    bench.text.choose_step(0)  # a word of the translation: its map comes back
    assert bench.matrix.title == "Cross-attention, layer 1"
    assert bench.matrix.query.text == "This"


def test_arrows_walk_through_the_rows(bench: Bench) -> None:
    bench.text.choose_row(0)
    for wanted in ("novel", "is", "popular", ".", "</s>", "</s>"):
        bench.controller.move_query(0, 1)
        assert bench.matrix.query.text == wanted
    bench.controller.move_query(-1, 0)
    assert bench.matrix.query.text == "."


def test_layers_go_on_through_all_sites(bench: Bench) -> None:
    bench.controller.step_layer(-10)
    titles = []
    for _ in range(6):
        titles.append(bench.matrix.title)
        bench.controller.step_layer(1)
    assert titles == [
        "Cross-attention, layer 0",
        "Cross-attention, layer 1",
        "Masked self-attention, layer 0",
        "Masked self-attention, layer 1",
        "Self-attention, layer 0",
        "Self-attention, layer 1",
    ]


def test_a_cell_of_another_part_takes_the_place_of_the_average(bench: Bench) -> None:
    bench.controller.select_cell(0, 1)
    bench.controller.toggle_cell(1, 2)
    assert bench.controller.state.selection.cells == {(0, 0), (1, 1)}
    bench.controller.toggle_cell(ENCODER, 1)
    assert bench.controller.state.selection.cells == {(ENCODER, 0)}


def test_views_words_and_special_tokens(bench: Bench) -> None:
    for view in ("lines", "text", "steps", "matrix"):
        bench.text.choose_view(view)
        scene = bench.view.picture
        assert scene.view == view
        assert (bench.view.reading is None) == (view == "text")
    bench.text.choose_option("words", False)
    assert len(bench.matrix.rows) == TARGET.size
    bench.text.choose_option("special", False)
    assert len(bench.matrix.rows) == TARGET.size - 1
    bench.text.choose_option("renormalised", True)
    np.testing.assert_allclose(bench.matrix.values.sum(axis=1), 1, atol=1e-6)
    bench.text.toggle_first()
    assert bench.matrix.cols[0].tokens != (0,)
    assert "without token 0" in bench.matrix.quantity
    np.testing.assert_allclose(bench.matrix.values.sum(axis=1), 1, atol=1e-6)
    bench.text.toggle_first()
    assert bench.matrix.cols[0].tokens == (0,)
    bench.controller.choose_scale(Scale.MAP)
    assert bench.matrix.levels.note == "scale of this map alone"


def test_hovering_reads_a_value_and_explains_it(bench: Bench) -> None:
    bench.text.hover(Target(1, 2))
    target, readout = bench.view.pointed.target, bench.view.pointed.readout
    assert target == Target(1, 2)
    assert readout.value == float(bench.matrix.values[1, 2])
    assert readout.lines[0] == "novel → 人気です"
    assert bench.view.explanation[0] == ("", "novel → 人気です")
    bench.text.hover(Target(1, None))
    assert bench.view.pointed == Pointed(Target(1, None), None)
    bench.text.hover(None)
    bench.controller.select(DECODER)
    bench.text.hover(Target(0, 3))
    assert bench.view.pointed.readout.title == "masked"


def test_a_sentence_that_cannot_be_run_is_said_under_it(bench: Bench) -> None:
    bench.text.type("長い" * 1000)
    bench.finish(SentenceError("The sentence is too long."), "failed")
    assert bench.view.sentence_state.problem == "The sentence is too long."
    assert bench.view.message is None
    assert bench.controller.state.trace is not None
    bench.run()
    assert bench.view.sentence_state.problem == ""


@pytest.mark.parametrize("away", ["undo", "empty"])
def test_what_was_wrong_with_a_sentence_goes_with_it(bench: Bench, away: str) -> None:
    bench.run("一つ")
    bench.text.type("長い" * 1000)
    bench.finish(SentenceError("The sentence is too long."), "failed")
    if away == "undo":
        bench.controller.undo()
        assert bench.controller.state.text.text == "一つ"
    else:
        bench.text.type("")
    assert bench.view.sentence_state.problem == ""


def test_a_part_of_a_run_that_undo_brings_back_is_run_to_its_end(bench: Bench) -> None:
    bench.run("一つ")
    bench.text.type("二つ")
    bench.finish(replace(text_trace(), running=True, checks=()), "published")
    bench.run("三つ")
    bench.controller.undo()
    assert bench.controller.waiting
    assert bench.request.inputs.text == "二つ"
    bench.finish(text_trace())
    trace = bench.controller.state.trace
    assert trace is not None
    assert trace.complete


def test_a_sample_by_its_id(bench: Bench) -> None:
    sample = sentence_samples()[1]
    bench.text.open_sample(sample.id)
    assert bench.request.inputs.text == sample.text


def test_one_site_with_one_head(bench: Bench) -> None:
    bench.text.type("一つ")
    bench.finish(replace(seq2seq_trace(), model=text_trace().model))
    assert bench.controller.state.selection.unit == MEAN
    assert bench.view.steppers.unit is None
    assert bench.view.grid.shape.sections == ()
    assert bench.matrix.title == "Soft attention"


def test_another_model_starts_at_its_own_best_site(bench: Bench) -> None:
    bench.controller.select(0, 1)
    other = text_trace(layers=3)
    other = replace(other, model=replace(other.model, id="other"))
    bench.text.type("別")
    bench.finish(other)
    assert bench.matrix.title == "Cross-attention, layer 2"
    assert bench.controller.state.selection.unit == MEAN
