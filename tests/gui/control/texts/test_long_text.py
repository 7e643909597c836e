"""Long texts in the controller, against recording displays and workers that the test runs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.cancel import Cancelled
from explorer.core.map.long import long_map, region
from explorer.core.map.long.region import Region
from explorer.core.sites.attention import Kind
from explorer.core.trace import Trace
from explorer.figures import text_picture
from explorer.figures.frame import Target
from explorer.figures.long_picture import NoteFigure
from explorer.figures.matrix.tiled_figure import TiledFigure
from explorer.figures.profile_figure import ProfileFigure
from explorer.gui.control.figure.figure_order import export_request
from explorer.gui.control.texts import long_text
from explorer.gui.control.view import GridContent, Pointed, ScaleChoice, TextScene, View
from explorer.runtime.jobs import Job, Report
from tests.core.text_traces import long_trace, token_attention
from tests.gui.control.test_controller import Queue
from tests.gui.control.texts.test_text_controls import Bench

SIZE = 200
CLOSE = Region((40, 60), (30, 50))


@pytest.fixture(autouse=True)
def _short_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region, "LONG", 16)
    monkeypatch.setattr(region, "TILES", 40)
    monkeypatch.setattr(long_map, "COARSE", 5000)


class Long(Bench):
    """The bench with two workers more, whose jobs the test runs."""

    def __init__(self, trace: Trace | None = None) -> None:
        super().__init__()
        self.pictures, self.lines = Queue(), Queue()
        self.text.long.use(self.pictures, self.lines)
        self.controller.runs.begin(lambda job: None, "Translating")
        self.trace = trace or long_trace(SIZE)
        self.finish(self.trace)

    def work(self, queue: Queue | None = None, at: int = -1) -> None:
        """Do the last job of a worker, of both without a name."""
        for one in [queue] if queue else [self.lines, self.pictures]:
            number = len(one.work) if at < 0 else at + 1
            take = self.text.long.on_line if one is self.lines else self.text.long.on_picture
            job = Job(number, take)
            value = one.work[at](job)
            take(Report(number, "finished", value))

    @property
    def scene(self) -> TextScene:
        found = self.view.picture
        assert isinstance(found, TextScene)
        return found

    @property
    def grid(self) -> GridContent:
        found = self.view.grid
        assert isinstance(found, GridContent)
        return found

    def scenes(self) -> int:
        return self.display.order.count("picture")


@pytest.fixture
def bench() -> Long:
    made = Long()
    made.work()
    return made


def test_a_long_text_is_worked_out_behind_and_shown_coarse_then_sharp() -> None:
    bench = Long()
    assert bench.scenes() == 0
    assert bench.text.long.waiting
    assert all(row == [] for row in bench.grid.rows)
    bench.work(bench.lines)
    assert bench.scenes() == 0
    exact: list[bool] = []
    plain = bench.text.tiles.show_long
    bench.text.tiles.show_long = lambda matrix, line, base: (  # type: ignore[method-assign]
        exact.append(matrix.exact), plain(matrix, line, base))  # fmt: skip
    bench.work(bench.pictures)
    assert exact[0] is False
    assert exact[-1] is True
    assert not bench.text.long.waiting
    assert isinstance(bench.scene.figure, TiledFigure)
    assert isinstance(bench.view.reading.figure, ProfileFigure)
    assert bench.scene.matrix.query.text == f"t{SIZE - 1}"  # the last word has all before it
    assert [len(row) for row in bench.grid.rows] == [4, 4]
    assert bench.view.options.pool is not None
    assert "Row entropy" in [fact.label for fact in bench.view.facts]


def test_without_a_window_all_is_done_at_once() -> None:
    bench = Bench()
    bench.controller.runs.begin(lambda job: None, "Translating")
    bench.finish(long_trace(SIZE))
    scene = bench.view.picture
    assert scene.matrix.exact
    assert not bench.text.long.waiting


def test_a_click_asks_for_a_row_and_for_no_picture(bench: Long) -> None:
    jobs, tile = len(bench.pictures.work), bench.scene.matrix.values
    bench.text.choose_row(10)
    assert len(bench.pictures.work) == jobs
    bench.work(bench.lines)
    assert bench.scene.matrix.query.tokens == bench.scene.matrix.rows[10].tokens[:1]
    assert bench.scene.matrix.row == 10
    assert bench.scene.matrix.values is tile
    line = bench.view.reading.figure
    assert isinstance(line, ProfileFigure)
    weights = bench.trace.sites[0].weights()[:, bench.scene.matrix.query.tokens[0]].mean(axis=0)
    bench.text.hover_key(Target(None, 5))
    target, said = bench.view.key_pointed.target, bench.view.key_pointed.readout
    assert target == Target(None, 5)
    assert said.value == pytest.approx(float(weights[5]), abs=1e-6)
    assert said.lines == (f"{bench.scene.matrix.query.text} → t5", "token 5")
    bench.text.hover_key(None)
    assert bench.view.key_pointed == Pointed()


def test_a_region_is_worked_out_over_a_coarse_picture_of_all(bench: Long) -> None:
    bench.text.tiles.choose_region(CLOSE)
    bench.work(bench.pictures)
    matrix = bench.scene.matrix
    assert matrix.tile == (1, 1)
    wanted = bench.trace.sites[0].weights().mean(axis=0)[40:60, 30:50]
    np.testing.assert_allclose(np.nan_to_num(matrix.values), wanted, atol=1e-5)
    drawn = bench.scene.figure
    assert isinstance(drawn, TiledFigure)
    assert drawn.whole == Region((0, SIZE), (0, SIZE))
    assert drawn._base is not None
    jobs = len(bench.pictures.work)
    bench.text.tiles.choose_region(CLOSE)  # what is there already
    assert len(bench.pictures.work) == jobs
    bench.text.tiles.choose_region(Region((0, SIZE), (0, SIZE)))
    assert bench.controller.state.selection.region is None


def test_another_head_while_zoomed_gets_its_own_picture_of_all(bench: Long) -> None:
    bench.text.tiles.choose_region(CLOSE)
    bench.work(bench.pictures)
    bench.controller.select(1, 2)
    bench.work()
    drawn = bench.scene.figure
    assert isinstance(drawn, TiledFigure)
    assert drawn._base is not None
    assert drawn._base.title == bench.scene.matrix.title == "Masked self-attention, layer 1"
    assert bench.controller.state.selection.region == CLOSE


def test_what_comes_too_late_is_dropped(bench: Long) -> None:
    bench.controller.select(0, 1)
    bench.work(bench.lines)
    late = len(bench.pictures.work) - 1
    bench.controller.select(1, 0)
    bench.work(bench.lines)
    scenes = bench.scenes()
    bench.work(bench.pictures, late)
    assert bench.scenes() == scenes
    assert bench.text.long.waiting
    bench.work(bench.pictures)
    assert bench.scene.matrix.title == "Masked self-attention, layer 1"
    assert bench.scene.matrix.subtitle == "head 0"
    assert not bench.text.long.waiting


def test_a_row_that_comes_too_late_is_dropped(bench: Long) -> None:
    bench.text.choose_row(10)
    bench.text.choose_row(20)
    scenes = bench.scenes()
    bench.work(bench.lines, -2)
    assert bench.scenes() == scenes
    bench.work(bench.lines)
    assert bench.scene.matrix.row == 20


def test_another_text_drops_what_was_asked_of_the_last(bench: Long) -> None:
    bench.controller.select(0, 1)
    late = len(bench.pictures.work) - 1
    cancelled = bench.pictures.cancelled
    bench.controller.runs.begin(lambda job: None, "Translating")
    bench.finish(long_trace(SIZE + 10))
    assert bench.pictures.cancelled > cancelled
    assert bench.controller.state.selection.region is None
    scenes = bench.scenes()
    bench.work(bench.lines)
    bench.work(bench.pictures, late)
    assert bench.scenes() == scenes
    assert all(row == [] for row in bench.grid.rows)
    bench.work(bench.pictures)
    assert [len(row) for row in bench.grid.rows] == [4, 4]


def test_a_short_text_after_a_long_one_is_as_ever(bench: Long) -> None:
    bench.run()
    assert bench.view.options.pool is None
    assert bench.scene.matrix.tile is None
    assert bench.view.scale.choices == (
        ("shared", "Shared"), ("layer", "Layer"), ("map", "Map"),
    )  # fmt: skip
    assert not isinstance(bench.view.reading.figure, ProfileFigure)


def test_cancel_leaves_the_picture_as_it_is(bench: Long) -> None:
    bench.controller.select(0, 1)
    bench.work(bench.lines)
    cancelled = bench.pictures.cancelled
    bench.controller.cancel()
    assert bench.pictures.cancelled == cancelled + 1
    number = len(bench.pictures.work)
    stopped = Job(number, bench.text.long.on_picture)
    stopped.cancel()
    with pytest.raises(Cancelled):
        bench.pictures.work[-1](stopped)
    bench.text.long.on_picture(Report(number, "cancelled", None))
    assert not bench.text.long.waiting
    assert bench.view.progress is None


def test_a_picture_that_takes_long_says_how_far_it_is(
    bench: Long, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_text, "QUICK", 0)
    monkeypatch.setattr(long_text, "EVERY", 0.0)
    shares: list[float | None] = []
    bench.text.tiles.show_sharpening = shares.append  # type: ignore[method-assign]
    bench.controller.select(0, 1)
    bench.work()
    assert shares[-1] is None
    told = [share for share in shares if share is not None]
    assert told
    assert told == sorted(told)
    assert all(0 < share <= 1 for share in told)


def test_while_a_run_goes_on_it_says_itself_how_far_it_is(bench: Long) -> None:
    bench.controller.runs.begin(lambda job: None, "Translating")
    bench.text.tiles.show_sharpening(0.5)
    assert bench.view.progress.text == "Translating"


def test_what_fails_is_said(bench: Long) -> None:
    bench.controller.select(0, 1)
    bench.text.long.on_picture(Report(len(bench.pictures.work), "failed", MemoryError()))
    sentence = bench.view.message.sentence
    assert sentence == "The run failed (MemoryError). Try another text or model."
    assert bench.view.progress is None


def test_the_largest_of_a_tile_instead_of_its_mean(bench: Long) -> None:
    bench.text.toggle_rows()
    bench.work()
    assert bench.controller.state.selection.pool == "max"
    weights = bench.trace.sites[0].weights()
    tile = bench.scene.matrix.tile
    assert tile is not None
    corner = weights[:, -8:, :8].max(axis=(1, 2)).mean()
    assert bench.scene.matrix.values[-1, 0] == pytest.approx(corner, abs=1e-5)
    assert bench.scene.matrix.quantity == "largest attention weight of 8 × 8 tokens"
    bench.text.toggle_rows()
    assert bench.controller.state.selection.pool == "mean"


def test_other_views_show_a_passage_or_say_why_not(bench: Long) -> None:
    bench.text.choose_view("lines")
    assert isinstance(bench.scene.figure, NoteFigure)
    bench.text.choose_view("steps")
    assert isinstance(bench.scene.figure, NoteFigure)
    bench.text.choose_view("text")
    matrix = bench.scene.matrix
    assert matrix.rows[matrix.row].text == matrix.query.text == f"t{SIZE - 1}"
    bench.text.choose_row(0)
    bench.work(bench.lines)
    assert bench.scene.matrix.query.text == "t0"
    reading = bench.view.reading.figure
    assert isinstance(reading, ProfileFigure)
    assert reading.span == (0, SIZE)


def test_a_key_in_the_row_is_gone_to(bench: Long, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.text.tiles.choose_key(20)
    found = bench.controller.state.selection.region
    assert found is None  # a passage of 240 tokens is all of this text
    monkeypatch.setattr(
        "explorer.gui.control.texts.long_text.around", lambda at, end: (at - 10, at + 10)
    )
    bench.text.choose_token(100)
    bench.work(bench.lines)
    bench.text.tiles.choose_key(20)
    assert bench.controller.state.selection.region == Region((90, 110), (10, 30))
    bench.work(bench.pictures)
    assert bench.scene.matrix.cols[0].text == "t10"
    assert not bench.scene.opened  # it was already, with the first picture


def test_the_view_goes_to_a_region_once(bench: Long, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "explorer.gui.control.texts.long_text.around", lambda at, end: (at - 60, at)
    )
    opened: list[bool] = []
    show = bench.display.show

    def listen(view: View) -> None:
        if isinstance(view.picture, TextScene) and view.picture is not bench.view.picture:
            opened.append(view.picture.opened)
        show(view)

    monkeypatch.setattr(bench.controller.store, "_show", listen)
    bench.text.tiles.choose_key(70)
    bench.work(bench.pictures)
    assert opened[0] is True
    assert not any(opened[1:])


def test_short_maps_of_a_long_run_are_shown_at_once_and_small_maps_come() -> None:
    long = long_trace(SIZE, layers=1)
    short = token_attention(Kind.CROSS)
    bench = Long(replace(long, sites=(short, *long.sites), layers=2))
    assert bench.scene.matrix.tile is None
    assert bench.lines.work == []
    bench.work(bench.pictures)
    assert [len(row) for row in bench.grid.rows] == [3, 4]
    bench.controller.select(1, -1)
    bench.work()
    assert bench.scene.matrix.tile is not None


def test_each_picture_has_its_own_scale(bench: Long) -> None:
    assert bench.view.scale == ScaleChoice((("map", "Map"),), "map")


def test_a_cell_that_is_gone_is_not_read_out(bench: Long) -> None:
    bench.text.hover(Target(9000, 3))
    assert bench.view.pointed == Pointed()
    bench.text.hover(Target(3, 1))
    target, readout = bench.view.pointed.target, bench.view.pointed.readout
    assert target == Target(3, 1)
    assert readout is not None


def test_what_is_sharp_on_screen_is_exported_without_working_it_out_again(
    bench: Long, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = bench.controller.state
    assert state.trace is not None
    fresh = export_request(state, state.trace, 400, False).draw()
    known = bench.text.long.known(state.trace, state.selection)
    assert known is not None
    assert not bench.text.tiles.unknown()

    def refuse(*given: object) -> None:
        raise AssertionError("worked out again")

    monkeypatch.setattr(text_picture, "resolve_matrix", refuse)
    again = export_request(state, state.trace, 400, False, known).draw()
    np.testing.assert_array_equal(again.pixels, fresh.pixels)
    assert again.text == fresh.text


def test_an_estimate_is_never_exported(bench: Long) -> None:
    bench.controller.select(1, 1)
    state = bench.controller.state
    assert state.trace is not None
    assert bench.text.tiles.unknown()
    assert bench.text.long.known(state.trace, state.selection) is None
    bench.work()
    assert not bench.text.tiles.unknown()
    bench.text.choose_row(3)
    state = bench.controller.state
    known = bench.text.long.known(state.trace, state.selection)
    assert known is not None
    assert known.row == 3
