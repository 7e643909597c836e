"""The ImageNet classifier that teaches: its weights, its crops, what it was asked once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
import timm
import torch
from torch import Tensor

from vision_training.cache import kept_answers
from vision_training.classifier import NUMBERS, Crops, load_classifier, opinion
from vision_training.photos import LABELS


def test_weights_of_other_names_are_taken_in_their_order(tmp_path: Path) -> None:
    torch.manual_seed(0)
    source = timm.create_model("tf_efficientnet_lite0").eval()
    tensors = source.state_dict()
    file = tmp_path / "efficientnet-lite0-57934424.pth"
    torch.save({f"_{index}": value for index, value in enumerate(tensors.values())}, file)
    images = torch.rand(1, 3, 64, 64)
    with torch.no_grad():
        assert torch.equal(load_classifier(file)(images), source(images))
    torch.save(dict(list(tensors.items())[:-1]), file)
    with pytest.raises(ValueError, match="does not hold the weights of an EfficientNet-Lite0"):
        load_classifier(file)


def test_the_places_of_the_classes_follow_their_ids() -> None:
    """ImageNet numbers its classes in the order of their ids, so both rise together."""
    ids = list(LABELS)
    assert sorted(range(len(ids)), key=ids.__getitem__) == sorted(
        range(len(ids)), key=NUMBERS.__getitem__
    )
    logits = torch.randn(3, 1000)
    wanted = torch.stack([logits[:, number] for number in NUMBERS], dim=1).softmax(1)
    torch.testing.assert_close(opinion(logits), wanted)


def test_a_drawn_crop_comes_with_what_was_said_of_it() -> None:
    views = torch.zeros(5, 3, 2, 3)
    views[..., 0, 0] = torch.arange(1.0, 16.0).reshape(5, 3)
    logits = np.arange(1, 16, dtype=np.float16).reshape(5, 3, 1)
    crops = Crops(views, np.repeat(logits, 1000, axis=2))
    kept = views.clone()
    generator = torch.Generator().manual_seed(0)
    signs, seen = set(), set()
    for _ in range(40):
        drawn, said = crops.draw(np.array([4, 0]), generator)
        assert torch.equal(drawn[:, 0, 0].abs(), said[:, 7])
        signs |= set(drawn[:, 0, 0].sign().tolist())
        seen |= set(said[:, 0].tolist())
    assert (signs, seen) == ({-1.0, 1.0}, {1.0, 2.0, 3.0, 13.0, 14.0, 15.0})
    assert torch.equal(views, kept)  # the mirror is of the drawn crops only


def test_an_interrupted_pass_goes_on_where_it_stopped(tmp_path: Path) -> None:
    asked: list[int] = []

    def teacher(stop: int) -> Callable[[], Callable[[slice], Mapping[str, Tensor]]]:
        def answer(rows: slice) -> Mapping[str, Tensor]:
            if rows.start >= stop:
                raise KeyboardInterrupt
            asked.extend(range(rows.start, rows.stop))
            return {"squares": torch.arange(rows.start, rows.stop)[:, None] ** 2}

        return lambda: answer

    shapes = {"squares": (7, 1)}
    with pytest.raises(KeyboardInterrupt):
        kept_answers("toy", tmp_path, shapes, teacher(4), batch=2)
    with pytest.raises(FileNotFoundError, match="are not complete"):
        kept_answers("toy", tmp_path, shapes, None)
    found = kept_answers("toy", tmp_path, shapes, teacher(99), batch=2)
    assert asked == list(range(7))
    assert found["squares"][:, 0].tolist() == [0, 1, 4, 9, 16, 25, 36]
    assert np.array_equal(kept_answers("toy", tmp_path, shapes, None)["squares"], found["squares"])
