"""Muting and methods from code."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import explorer
from explorer.inputs.samples import samples
from tests.figures.vector_boxes import boxes_in, texts_in
from tests.registry import detectors


@pytest.fixture(scope="module")
def model() -> explorer.Model:
    return explorer.open_model("vit")


@pytest.fixture(scope="module")
def church() -> Path:
    return next(one.path for one in samples() if "church" in one.path.name)


def test_heads_are_muted(model: explorer.Model, church: Path) -> None:
    plain = model.run(church)
    muted = model.run(church, mute=[(5, 3), (3, "*")])
    assert muted.prediction is not None
    assert plain.prediction is not None
    assert muted.prediction.probabilities != plain.prediction.probabilities
    assert muted.verdict == "Verified"
    same = model.run(church, mute="5.3,3.*")
    assert same.prediction == muted.prediction
    by_name = model.run(church, mute=[("blocks.5.attention", 3), ("blocks.3.attention", "*")])
    assert by_name.prediction == muted.prediction
    with pytest.raises(explorer.MuteError, match="no layer 9"):
        model.run(church, mute=[(9, 0)])


def test_a_run_is_explained(model: explorer.Model, church: Path, tmp_path: Path) -> None:
    seen = model.run(church)
    found = seen.attribute("relevance", target="church")
    assert found.values.shape == (16, 16)
    assert float(found.values.sum()) == pytest.approx(1, abs=1e-5)
    assert found.verdict == "Verified"
    assert repr(found) == "<Relevance for church: overlay>"
    with Image.open(found.save(tmp_path / "why.png")) as picture:
        assert picture.info["Target"] == "church"
    other = seen.attribute("relevance", target="church", against=3)
    assert float(other.values.min()) < 0
    by_heads = seen.attribute("rollout", fusion="max", discard=0.5).values
    assert not np.allclose(by_heads, seen.attribute("rollout").values)
    with pytest.raises(explorer.AttributionError, match="Did you mean church"):
        seen.attribute("relevance", target="churh")
    with pytest.raises(explorer.SelectionError, match="no view named text"):
        seen.attribute("rollout", view="text")


def test_a_run_from_a_file_has_no_model_at_hand(
    model: explorer.Model, church: Path, tmp_path: Path
) -> None:
    again = explorer.open_trace(model.run(church).save(tmp_path / "run.axt"))
    assert again.attribute("rollout").values.shape == (16, 16)
    with pytest.raises(explorer.AttributionError, match="not loaded"):
        again.attribute("relevance")


def test_heads_are_ranked_by_what_changes(model: explorer.Model, church: Path) -> None:
    found = model.run(church).head_effects("church")
    assert len(found.heads) == 36
    assert found.answers == ("church",)
    first = found.heads[found.ranked[0]]
    assert abs(found.mean[found.heads.index(first)]) == np.abs(found.mean).max()


def test_all_that_can_be_done_to_a_run(model: explorer.Model, church: Path) -> None:
    plain = model.run(church)
    by_words = model.run(church, mask="0.25,0.25,0.75,0.75", block="cls>3,4@5")
    by_values = model.run(church, mask=(0.25, 0.25, 0.75, 0.75), block=[("cls", "3,4@5")])
    assert by_words.prediction == by_values.prediction
    assert by_words.prediction != plain.prediction
    patch = model.run(church, mask=(3, 4))
    assert patch.prediction == model.run(church, mask="3,4").prediction
    assert patch.prediction == model.run(church, mask=[(3, 4)]).prediction
    several = model.run(church, mask=[(3, 4), "0,0", (0.5, 0.5, 1.0, 1.0)], mute=[(5, 3)])
    assert several.verdict == "Verified"
    assert model.run(church).prediction == plain.prediction


def test_gates_are_held_from_code(church: Path) -> None:
    model = explorer.open_model("se-resnet")
    plain, closed = model.run(church), model.run(church, hold=[(7, 3, 0.0), (6, "*", 1)])
    assert closed.prediction != plain.prediction
    assert closed.prediction == model.run(church, hold="7.3=0,6.*=1").prediction
    assert closed.verdict == "Verified"


@pytest.mark.parametrize(
    "wrong",
    [
        {"hold": [(0, 1)]},
        {"hold": [(0, "x", 1.0)]},
        {"hold": [(0, 1, float("nan"))]},
        {"mask": [(1, 2, 3)]},
        {"mask": [""]},
        {"block": "3"},
        {"block": [(1, 2, 3)]},
        {"block": 5},
    ],
)
def test_nonsense_is_refused(model: explorer.Model, church: Path, wrong: dict[str, object]) -> None:
    with pytest.raises((explorer.MuteError, TypeError), match=r"."):
        model.run(church, **wrong)  # type: ignore[arg-type]


def test_what_a_map_claims_is_checked_from_code(model: explorer.Model, church: Path) -> None:
    muted = model.run(church, mute="5.*")
    found = muted.claim("relevance", "church", random=1)
    assert found.complete
    assert len(found.random_deletion) == 1
    assert found.names[0] in found.verdict()
    assert muted.prediction is not None
    church_at = muted.prediction.labels.index("church")
    whole = muted.prediction.probabilities[church_at]  # of the model as it was in this run
    assert float(found.deletion[0, 0]) == pytest.approx(whole, abs=1e-4)


def test_a_map_is_held_against_random_weights_from_code(
    model: explorer.Model, church: Path
) -> None:
    seen = model.run(church)
    found = seen.control("relevance", "church")
    assert found[0].part == "head"
    assert found[-1].part != "head"
    assert all(-1 <= one.correlation <= 1.0001 for one in found)
    assert model.run(church).prediction == seen.prediction  # its own weights are back


def test_a_muted_detector_is_drawn_with_the_boxes_of_both_runs(
    church: Path, tmp_path: Path
) -> None:
    model = explorer.open_model(f"hf:{detectors.write(tmp_path / 'detector', 'deformable_detr')}")
    plain = model.run(church).figure(legend=True).save(tmp_path / "plain.svg").read_text()
    assert boxes_in(plain) == ([], [])
    muted = model.run(church, mute="0.*")
    svg = muted.figure(legend=True).save(tmp_path / "muted.svg").read_text()
    solid, dashed = boxes_in(svg)
    assert solid
    assert dashed
    assert solid != dashed
    assert {"as run", "all heads"} <= set(texts_in(svg))
    again = explorer.open_trace(muted.save(tmp_path / "run.axt"))
    assert again.figure(legend=True).save(tmp_path / "again.svg").read_text() == svg
    masked = model.run(church, mask=[(0.0, 0.0, 0.5, 0.5)]).figure().save(tmp_path / "masked.svg")
    assert "no change" in texts_in(masked.read_text())
