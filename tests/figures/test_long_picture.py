"""Pictures of long texts for files, and the views that refuse."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.core.map.long import region
from explorer.core.map.long.region import Region, whole
from explorer.core.map.matrix import resolve_matrix
from explorer.core.selection import Selection
from explorer.core.sites.axes import Tokens
from explorer.export.files import ExportError
from explorer.figures.frame import Frame, Target
from explorer.figures.long_picture import NoteFigure, long_figure, refusal, spelled, viewed
from explorer.figures.matrix.tiled_layout import SIDE
from explorer.figures.photo_picture import Layout
from explorer.figures.profile_figure import MARGIN, ProfileFigure
from explorer.figures.text_picture import draw_text
from explorer.figures.views import TextStyle, View
from tests.core.text_traces import long_trace
from tests.figures.probes import paint

SIZE = 120
RUN = long_trace(SIZE)
CLOSE = Selection(unit=1, query=50, region=Region((45, 60), (30, 50)))


@pytest.fixture(autouse=True)
def _short_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region, "LONG", 16)
    monkeypatch.setattr(region, "TILES", 40)


@pytest.mark.parametrize("view", ["matrix", "text"])
@pytest.mark.parametrize("selection", [Selection(query=50), CLOSE], ids=["whole", "close"])
def test_what_is_seen_is_exported(view: View, selection: Selection) -> None:
    picture = draw_text(RUN, selection, TextStyle(view), Layout(800, True))
    assert max(picture.pixels.shape[:2]) >= 800
    assert picture.text["Query"] == "t50"
    assert picture.text["Style"] == view
    if view == "matrix":
        wanted = "queries 45–59, keys 30–49" if selection.region else "queries 0–119, keys 0–119"
        assert picture.text["Region"] == wanted
    again = draw_text(RUN, selection, TextStyle(view), Layout(800, True))
    np.testing.assert_array_equal(picture.pixels, again.pixels)


def test_lines_are_drawn_of_few_words_and_refused_of_more() -> None:
    draw_text(RUN, CLOSE, TextStyle("lines"), Layout(600, False))
    with pytest.raises(ExportError, match="at most 128 of them: this region has 120 × 120 tokens"):
        draw_text(RUN, Selection(), TextStyle("lines"), Layout(600, False))


def test_steps_are_refused() -> None:
    with pytest.raises(ExportError, match="a text of 120 tokens has no room for"):
        draw_text(RUN, CLOSE, TextStyle("steps"), Layout(600, False))


def test_on_screen_a_refusal_is_a_figure() -> None:
    matrix = resolve_matrix(RUN, Selection())
    found = long_figure(RUN, Selection(), "lines", "inferno", matrix)
    assert isinstance(found, NoteFigure)
    assert found.sentence == refusal(matrix, "lines", SIZE)
    for width in (200, 900):
        frame = Frame(width, 300)
        pixels = paint(found, frame)
        assert pixels.shape == (300, width, 3)
        assert (pixels != 255).any()
        assert found.hit(frame, 100, 150) is None
        assert found.extent(frame) == (width, 300)


def test_lines_of_a_region_without_the_query_light_its_first_row() -> None:
    away = Selection(unit=1, query=3, region=Region((45, 60), (30, 50)))
    matrix = resolve_matrix(RUN, away)
    shown = viewed(RUN, away, "lines", matrix, RUN.sites[0].weights()[1, 3])
    assert (shown.row, shown.query.text) == (0, "t45")
    paint(long_figure(RUN, away, "lines", "inferno", shown), Frame(600, 400))


def test_a_passage_has_the_spaces_of_its_text() -> None:
    tokens = Tokens(("un", "happy", "end", "."), (0, 0, 1, 1))
    labels = resolve_matrix(RUN, CLOSE).cols[:0]
    assert spelled(tokens, labels, "a b") == ""
    whole_text = resolve_matrix(RUN, Selection(region=Region((0, 20), (0, 4)))).cols
    assert spelled(tokens, whole_text, "unhappy end.") == "unhappy end."
    assert spelled(tokens, whole_text, "小説") == "unhappyend."


def profile(query: int = 90) -> tuple[ProfileFigure, np.ndarray]:
    line = RUN.sites[0].weights()[1, query]
    return ProfileFigure(line, RUN.sites[0].keys, (0, SIZE), "inferno"), line


def test_bars_are_as_high_as_their_weights() -> None:
    drawn, line = profile()
    frame = Frame(24 + 104 + 480 + 27, 142)
    pixels = paint(drawn, frame)
    body = pixels[22:122, 128 : 128 + 480]
    paper = np.array([255, 255, 255])
    heights = (body != paper).any(axis=2).sum(axis=0)
    for token in range(SIZE):
        wanted = round(float(line[token]) / drawn.high * 100)
        assert abs(int(heights[4 * token + 2]) - wanted) <= 1


def test_the_mouse_means_the_largest_bar_near_it() -> None:
    drawn, line = profile()
    frame = Frame(24 + 104 + 480 + 27, 142)
    best = int(line.argmax())
    x = MARGIN + SIDE + 4 * best + 2
    assert drawn.hit(frame, x, 60) == Target(None, best)
    assert drawn.hit(frame, x + 4, 60) == Target(None, best)
    assert drawn.hit(frame, 20, 60) is None
    assert drawn.hit(frame, x, 140) is None
    lit = paint(drawn, Frame(frame.width, frame.height, hover=Target(None, 5)))
    assert not np.array_equal(lit, paint(drawn, frame))


def test_of_more_tokens_than_pixels_the_largest_shows() -> None:
    line = np.zeros(5000, np.float32)
    line[3777] = 0.9
    tokens = Tokens(("w",) * 5000, tuple(range(5000)))
    drawn = ProfileFigure(line, tokens, (0, 5000), "inferno")
    frame = Frame(300, 120)
    body = paint(drawn, frame)[22:100, 128:273]
    bars = np.flatnonzero((body != 255).any(axis=2).sum(axis=0) > 20)
    assert len(bars) == 1
    assert bars[0] == 3777 * 145 // 5000
    assert drawn.hit(frame, 128 + float(bars[0]), 50) == Target(None, 3777)


def test_a_row_is_never_zoomed_by_itself() -> None:
    drawn, _ = profile()
    frame = Frame(600, 140)
    assert drawn.zoomed(frame, 3, 10, 10) == frame
    assert drawn.revealed(frame) == frame
    assert drawn.extent(frame) == (600, 140)


def test_a_region_of_the_map_is_all_of_it_by_default() -> None:
    matrix = resolve_matrix(RUN, Selection())
    found = long_figure(RUN, Selection(), "matrix", "inferno", matrix)
    assert found.seen(Frame(700, 600)) == whole(RUN.sites[0])  # type: ignore[attr-defined]


def test_what_is_read_is_marked_in_the_row() -> None:
    line = RUN.sites[0].weights()[1, 90]
    plain = ProfileFigure(line, RUN.sites[0].keys, (0, SIZE), "inferno")
    marked = ProfileFigure(line, RUN.sites[0].keys, (0, SIZE), "inferno", (30, 60))
    frame = Frame(24 + 104 + 480 + 27, 142)
    changed = (paint(plain, frame) != paint(marked, frame)).any(axis=(0, 2))
    columns = np.flatnonzero(changed)
    assert columns[0] == 128 + 4 * 30 + 2
    assert columns[-1] <= 128 + 4 * 60
