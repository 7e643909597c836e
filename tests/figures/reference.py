"""Pictures that every view is compared with, drawn from runs that are made of fixed numbers.

``python -m tests.figures.reference`` from the checkout draws them anew: do that after looking at
what has changed. They are kept at half their size, which keeps them small and says as much: what
differs between two machines are the edges of letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from explorer.core.map.long.long_map import long_row
from explorer.core.map.long.region import Region, whole
from explorer.core.map.matrix import Matrix, chosen_sites, resolve_matrix
from explorer.core.map.steps import resolve_steps
from explorer.core.selection import MEAN, Selection
from explorer.core.sites.attention import Kind
from explorer.export.render import Pixels
from explorer.export.style import Style
from explorer.figures.drawing import draw
from explorer.figures.figure import Figure
from explorer.figures.frame import PAPER, Frame, Target
from explorer.figures.lines.figure import LinesFigure
from explorer.figures.long_picture import NoteFigure
from explorer.figures.matrix.figure import MatrixFigure
from explorer.figures.matrix.tiled_figure import TiledFigure
from explorer.figures.photo_picture import Layout
from explorer.figures.profile_figure import ProfileFigure
from explorer.figures.steps.figure import StepsFigure
from explorer.figures.text.figure import TextFigure
from explorer.figures.text_picture import draw_text
from explorer.figures.views import TextStyle, View
from tests.core.text_traces import long_trace, seq2seq_trace, text_trace
from tests.core.traces import vit_trace
from tests.figures.matrices import NOVEL, random_matrix
from tests.figures.probes import DAY, NIGHT, paint

FOLDER = Path(__file__).with_name("reference")
Draw = Callable[[], Pixels]


def cases() -> Iterator[tuple[str, Draw]]:
    """(name, what draws it) of every picture."""
    yield from _matrices()
    yield from _lines()
    yield from _texts()
    yield from _steps()
    yield from _long()
    yield from _pages()


def _of(make: Callable[[], Figure], frame: Frame) -> Draw:
    return lambda: paint(make(), frame)


def _matrices() -> Iterator[tuple[str, Draw]]:
    novel = partial(MatrixFigure, NOVEL, "inferno")
    for name, palette in (("paper", PAPER), ("night", NIGHT), ("day", DAY)):
        yield f"matrix-{name}", _of(novel, Frame(800, 424, palette=palette))
    yield "matrix-fine", _of(novel, Frame(400, 212, 2.0, palette=NIGHT))
    yield "matrix-hover", _of(novel, Frame(800, 424, palette=NIGHT, hover=Target(1, 4)))
    yield "matrix-word", _of(novel, Frame(800, 424, hover=Target(None, 5)))
    many, masked = random_matrix(24, 24, 5), random_matrix(24, 24, 9, masked=True)
    yield "matrix-24", _of(lambda: MatrixFigure(many, "viridis"), Frame(760, 520))
    yield (
        "matrix-masked",
        _of(lambda: MatrixFigure(masked, "magma"), Frame(760, 520, palette=NIGHT)),
    )
    lit = Frame(760, 520, palette=DAY, hover=Target(9, 3))
    yield "matrix-masked-hover", _of(lambda: MatrixFigure(masked, "magma"), lit)
    large = random_matrix(300, 260, 40, masked=True)
    yield "matrix-300", _of(lambda: MatrixFigure(large, "inferno"), Frame(700, 500))
    near = Frame(700, 500, palette=NIGHT, zoom=9.0, x=300.0, y=400.0)
    yield "matrix-300-zoomed", _of(lambda: MatrixFigure(large, "inferno"), near)


def _lines() -> Iterator[tuple[str, Draw]]:
    novel = partial(LinesFigure, NOVEL, "inferno")
    yield "lines-paper", _of(novel, Frame(800, 424))
    yield "lines-night", _of(novel, Frame(800, 424, palette=NIGHT))
    yield "lines-hover", _of(novel, Frame(800, 424, palette=DAY, hover=Target(None, 3)))
    yield "lines-fine", _of(novel, Frame(400, 260, 2.0))
    few = replace(random_matrix(5, 7, 2), maps=_stack(3, 5, 7), units=("0", "1", "head 2"))
    yield "lines-heads", _of(lambda: LinesFigure(few, "inferno", heads=True), Frame(800, 424))
    many = random_matrix(30, 26, 11)
    yield "lines-columns", _of(lambda: LinesFigure(many, "viridis"), Frame(600, 700))
    scrolled = Frame(600, 400, palette=NIGHT, zoom=1.5, x=60.0, y=300.0)
    yield "lines-zoomed", _of(lambda: LinesFigure(many, "viridis"), scrolled)


def _stack(heads: int, rows: int, cols: int) -> NDArray[np.float32]:
    return np.random.default_rng(5).random((heads, rows, cols)).astype(np.float32)


def _texts() -> Iterator[tuple[str, Draw]]:
    run = text_trace()
    for name, layer, frame in (
        ("cross", 0, Frame(818, 200, palette=NIGHT)),
        ("cross-full", 0, Frame(818, 420)),
        ("masked", 2, Frame(818, 150, palette=DAY, hover=Target(1, None))),
        ("self", 4, Frame(500, 160, 2.0, palette=NIGHT)),
    ):
        shown = resolve_matrix(run, Selection(layer=layer, query=3))
        make = partial(TextFigure, shown, run.texts(layer), "inferno")
        yield f"text-{name}", _of(make, frame)
    words = random_matrix(40, 60, 7)
    long = partial(_text_of, words)
    yield "text-lines", _of(long, Frame(700, 520))
    yield "text-below", _of(long, Frame(320, 420, palette=NIGHT, y=90.0))


def _text_of(words: Matrix) -> TextFigure:
    texts = (" ".join(one.text for one in words.cols), " ".join(one.text for one in words.rows))
    return TextFigure(replace(words, kind=Kind.CROSS), texts, "magma")


def _steps() -> Iterator[tuple[str, Draw]]:
    run, soft = text_trace(), seq2seq_trace(additive=True)
    cross = partial(StepsFigure, resolve_steps(run, Selection(query=3, unit=1)), "inferno")
    own = partial(StepsFigure, resolve_steps(run, Selection(layer=2, query=4)), "viridis")
    added = partial(StepsFigure, resolve_steps(soft, Selection(query=2)), "inferno")
    yield "steps-paper", _of(cross, Frame(1100, 520))
    yield "steps-night", _of(cross, Frame(1100, 520, palette=NIGHT, hover=Target(None, 2)))
    yield "steps-self", _of(own, Frame(1000, 480, palette=DAY))
    yield "steps-soft", _of(added, Frame(600, 300, 1.8))
    yield "steps-narrow", _of(added, Frame(560, 560, palette=NIGHT, x=120.0))


def _long() -> Iterator[tuple[str, Draw]]:
    run = long_trace(600)
    site = run.sites[0]
    part = Selection(unit=1, query=210, region=Region((200, 230), (190, 214)))
    for name, selection, frame in (
        ("whole", Selection(unit=1, query=210), Frame(600, 500)),
        ("part", part, Frame(600, 500, palette=NIGHT)),
    ):
        figure = partial(_tiled, selection)
        yield f"tiles-{name}", _opened(figure, frame)
    line = long_row(chosen_sites(run, part), 210, "mean")
    profile = partial(ProfileFigure, line, site.keys, (0, 600), "inferno", (190, 214))
    yield "profile", _of(profile, Frame(900, 160, palette=NIGHT))
    yield "profile-hover", _of(profile, Frame(450, 140, 2.0, hover=Target(None, 50)))
    sentence = "Steps draw one value a word, which a text of 9,000 tokens has no room for. " * 2
    yield "note", _of(lambda: NoteFigure(sentence.strip()), Frame(420, 160, palette=DAY))


def _tiled(selection: Selection) -> TiledFigure:
    run = long_trace(600)
    site = run.sites[0]
    matrix = resolve_matrix(run, selection)
    return TiledFigure(matrix, "inferno", site.queries, site.keys, whole(site))


def _opened(make: Callable[[], TiledFigure], frame: Frame) -> Draw:
    return lambda: paint(made := make(), made.opened(frame))


def _pages() -> Iterator[tuple[str, Draw]]:
    views: tuple[View, ...] = ("matrix", "lines", "text", "steps")
    for view in views:
        yield f"page-{view}", partial(_page, view)
    yield "page-photo", partial(_photo, 640)
    yield "page-photo-small", partial(_photo, 200)


def _page(view: View) -> Pixels:
    chosen = Selection(layer=1, query=3, unit=MEAN)
    return draw_text(text_trace(), chosen, TextStyle(view), Layout(900, legend=True)).pixels


def _photo(edge: int) -> Pixels:
    run, query = vit_trace(layers=3, heads=2), Selection(layer=1, query=4)
    return draw(run, query, Style("overlay", True, "inferno", 0.75), Layout(edge, True)).pixels


def halved(pixels: Pixels) -> Pixels:
    """Each pixel the mean of four."""
    return np.asarray(Image.fromarray(pixels).reduce(2))


def file_of(name: str) -> Path:
    """Where a picture is kept."""
    return FOLDER / f"{name}.png"


def write() -> None:
    """Draw all pictures anew."""
    FOLDER.mkdir(exist_ok=True)
    names = {name for name, _ in cases()}
    for name, make in cases():
        image = Image.fromarray(halved(make()))
        # 64 colours are more than text and a colour map need: a third of the size
        image.quantize(64, dither=Image.Dither.NONE).save(file_of(name), optimize=True)
    for file in FOLDER.glob("*.png"):
        if file.stem not in names:
            file.unlink()


if __name__ == "__main__":
    write()
