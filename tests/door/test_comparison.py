"""explorer.compare: what differs between two runs, and its picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import explorer
from tests.door.conftest import SENTENCE

pytestmark = pytest.mark.usefixtures("one_thread")


def test_a_run_and_itself(seen: explorer.Result) -> None:
    found = explorer.compare(seen, seen)
    assert (found.difference == 0).all()
    assert (found.moved, found.correlation, found.notes) == (0, 1, ())
    assert repr(found).endswith("of it moved, rank correlation 1.00>")


def test_two_layers_of_a_run(seen: explorer.Result) -> None:
    found = explorer.compare(seen.figure(layer=5), seen.figure(layer=2))
    np.testing.assert_allclose(found.difference, found.a - found.b, atol=1e-7)
    cls = [site.weights([0])[:, 0, 1:].mean(axis=0) for site in (seen[5], seen[2])]
    np.testing.assert_allclose(found.a.reshape(-1), cls[0], atol=1e-7)
    np.testing.assert_allclose(found.b.reshape(-1), cls[1], atol=1e-7)
    assert 0 < found.moved < 1
    assert found.changes


def test_a_figure_beside_a_run_shows_the_same_place(
    vit: explorer.Model, seen: explorer.Result, photo: Path
) -> None:
    other = vit.run(
        photo.with_name("coffee.jpg") if photo.with_name("coffee.jpg").exists() else photo
    )
    found = explorer.compare(seen.figure(layer=2, head=1), other)
    again = explorer.compare(seen.figure(layer=2, head=1), other.figure(layer=2, head=1))
    np.testing.assert_array_equal(found.difference, again.difference)


def test_two_models(seen: explorer.Result, photo: Path) -> None:
    gate = explorer.open_model("spatial-gate").run(photo)
    found = explorer.compare(seen, gate)
    assert any("matched by position" in note for note in found.notes)
    assert any("grids differ" in note for note in found.notes)
    assert found.difference.shape[0] > 100


def test_it_is_drawn_as_every_format(seen: explorer.Result, tmp_path: Path) -> None:
    figure = explorer.compare(seen.figure(layer=5), seen.figure(layer=2)).figure(size=200)
    height, width, _ = figure.pixels.shape
    assert width > 3 * 200 > height
    for name in ("c.png", "c.svg", "c.pdf"):
        assert figure.save(tmp_path / name).stat().st_size > 1000
    svg = (tmp_path / "c.svg").read_text()
    assert "A: Layer 5" in svg
    assert "one scale for A and B" in svg
    assert figure._repr_png_().startswith(b"\x89PNG")
    with pytest.raises(explorer.ExportError, match="Pictures are written as"):
        figure.save(tmp_path / "c.jpg")


def test_two_texts_are_aligned_by_their_words(translator: explorer.Model) -> None:
    one, other = translator.run(SENTENCE), translator.run("この映画は人気です。")
    found = explorer.compare(one, other)
    assert any("aligned by their text" in note for note in found.notes)
    assert np.isnan(found.difference).any()
    assert not np.isnan(found.difference).all()
    assert found.figure(size=300).pixels.std() > 0


def test_a_photo_and_a_text_have_no_difference(
    seen: explorer.Result, translated: explorer.Result
) -> None:
    with pytest.raises(explorer.CompareError, match="no difference"):
        explorer.compare(seen, translated)
