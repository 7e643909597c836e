"""The frames of a film: read in order, drawn as single pictures are, on one scale."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from explorer.batch import frames
from explorer.batch.frames import FilmRuns, film, film_animation
from explorer.core.map.heatmap import resolve_heatmap
from explorer.core.photo import Photo
from explorer.core.selection import Selection
from explorer.core.trace import Trace
from explorer.export.figure_settings import FigureSettings
from explorer.export.files import ExportError
from explorer.export.style import Style
from explorer.figures.drawing import draw
from explorer.figures.photo_picture import Layout
from explorer.inputs.frames import read_frames
from explorer.inputs.images import read_photo
from explorer.inputs.photo_files import ImageError
from explorer.registry.catalogue import find
from tests.core.traces import vit_trace
from tests.registry.conftest import one_thread, toy_resources

__all__ = ["one_thread", "toy_resources"]

COUNT = 5


@pytest.fixture(params=["gif", "png", "webp", "tif"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A film of a kind; of a PNG it is an APNG."""
    images = [Image.fromarray(one) for one in pixels()]
    found = tmp_path / f"film.{request.param}"
    lossless = {"lossless": True} if request.param == "webp" else {}
    images[0].save(found, save_all=True, append_images=images[1:], **lossless)
    return found


def pixels() -> list[np.ndarray]:
    """Frames of few colours, which a GIF keeps."""
    rng = np.random.default_rng(0)
    return [rng.choice(np.array([0, 90, 255], np.uint8), (20, 30, 3)) for _ in range(COUNT)]


def test_frames_are_photos_in_their_order(path: Path) -> None:
    found = list(read_frames(path))
    first = read_photo(path)
    assert first.frames == len(found) == COUNT
    for at, (photo, expected) in enumerate(zip(found, pixels(), strict=True)):
        assert np.array_equal(photo.pixels, expected), at
        assert (photo.name, photo.sha256, photo.path) == (first.name, first.sha256, first.path)
        assert photo.notes[0] == f"frame {at + 1} of {COUNT}"
    assert np.array_equal(first.pixels, found[0].pixels)


def test_what_is_no_film_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Image.fromarray(pixels()[0]).save(tmp_path / "one.png")
    with pytest.raises(ExportError, match="is a single picture"):
        film([tmp_path / "one.png"])
    with pytest.raises(ImageError):
        film([tmp_path / "one.png", tmp_path / "none.png"])
    monkeypatch.setattr(frames, "MOST", 3)
    with pytest.raises(ExportError, match="at most 3 pictures"):
        film([tmp_path / "one.png"] * 4)


@pytest.mark.parametrize("held", [0, 2, 16])
def test_each_picture_is_the_single_one_on_the_scale_of_all(
    held: int, toy_resources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.registry.sources.builtin.resources", lambda: toy_resources)
    monkeypatch.setattr(frames, "HELD", held)
    subject = find("vit").load("cpu")
    photos = [Photo(one, "film", "00", (30, 20)) for one in pixels()]
    selection, style, layout = Selection(layer=1), Style(), Layout(40)
    counted: list[int] = []

    def run(photo: Photo) -> Trace:
        counted.append(1)
        from explorer.core.inputs import Inputs

        return subject.run(Inputs((photo,)))

    settings, told = FigureSettings("animation", along="frames"), list[tuple[int, int]]()
    content, first = film_animation(
        FilmRuns(photos, run, lambda one: selection), style, layout, "matrix", settings, "apng",
        lambda done, total: told.append((done, total)),
    )  # fmt: skip
    made = len(counted)
    assert made == COUNT + max(0, COUNT - held) + (held == 0)
    assert told[0] == (0, 2 * COUNT)
    assert told[-1] == (2 * COUNT, 2 * COUNT)
    traces = [run(one) for one in photos]
    highs = [resolve_heatmap(one, selection).levels.high for one in traces]
    assert len(set(highs)) > 1, "each by itself has another scale"
    shared = replace(selection, levels=(0.0, max(highs)), of_frames=True)
    assert resolve_heatmap(first, shared).levels.note == "one scale for all frames"
    with Image.open(io.BytesIO(content)) as image:
        assert image.n_frames == COUNT
        for at, one in enumerate(traces):
            image.seek(at)
            single = draw(one, shared, style, layout).pixels
            assert np.array_equal(np.asarray(image.convert("RGB")), single), at


def test_along_frames_one_run_has_nothing_to_go_through() -> None:
    from explorer.figures.page.animation import frames as pictures

    settings = FigureSettings("animation", along="frames")
    with pytest.raises(ExportError, match="several photos"):
        list(pictures(vit_trace(), Selection(), settings))
