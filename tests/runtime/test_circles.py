"""What was loaded, run, explained or cancelled goes at once, not when circles are looked for.

The garbage collector comes late to what is old; half a model of some gigabytes cannot wait.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import torch
from torch import nn

import explorer
from explorer.capture.cancelling import between_layers, between_tensors
from explorer.core.cancel import Cancelled
from explorer.inputs.samples import samples
from tests.registry import hf_toys

Between = Callable[[Callable[[], bool]], AbstractContextManager[None]]
PHOTO = samples()[0].path
TEXT = "this is a small test of the words"


@pytest.fixture
def no_collector() -> Iterator[None]:
    """Circles stay while this is there."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def tensors() -> set[int]:
    """Those that are there, by their ids."""
    return {id(one) for one in gc.get_objects() if issubclass(type(one), torch.Tensor)}


def left(work: Callable[[], object]) -> set[int]:
    """Tensors that some work leaves which it has done before: what is kept for good is there."""
    work()
    before = tensors()
    work()
    return tensors() - before


@pytest.mark.usefixtures("no_collector")
@pytest.mark.parametrize("model", ["vit", "se-resnet", "transformer", "seq2seq"])
def test_a_run_of_a_bundled_model_leaves_no_tensor(model: str) -> None:
    given = PHOTO if model in ("vit", "se-resnet") else "この小説は人気です。"
    assert not left(lambda: explorer.open_model(model).run(given))


@pytest.mark.usefixtures("no_collector")
@pytest.mark.parametrize("toy", [hf_toys.gpt2, hf_toys.classifier, hf_toys.t5, hf_toys.longformer])
def test_a_run_of_a_library_leaves_no_tensor(toy: Callable[[Path], Path], tmp_path: Path) -> None:
    name = f"hf:{toy(tmp_path / 'toy')}"
    assert not left(lambda: explorer.open_model(name).run(TEXT))


@pytest.mark.usefixtures("no_collector")
def test_what_is_done_to_a_run_and_why_it_is_so_leave_no_tensor() -> None:
    model = explorer.open_model("vit")
    assert not left(lambda: model.run(PHOTO, mute=[("blocks.0.attention", 1)]))
    assert not left(lambda: model.run(PHOTO).attribute("relevance"))


@pytest.mark.usefixtures("no_collector")
def test_a_run_that_is_refused_leaves_no_tensor(tmp_path: Path) -> None:
    names = "vit", f"hf:{hf_toys.gpt2(tmp_path / 'toy')}"
    for name, given in zip(names, (PHOTO, TEXT), strict=True):

        def refused(name: str = name, given: Path | str = given) -> None:
            with pytest.raises(explorer.MuteError):
                explorer.open_model(name).run(given, mute=[("nowhere", 0)])

        assert not left(refused), name


@pytest.mark.usefixtures("no_collector")
@pytest.mark.parametrize("between", [between_tensors, between_layers])
def test_what_was_half_done_when_it_was_cancelled_goes(between: Between) -> None:
    def half() -> None:
        asked = iter([False] * 5)
        with between(lambda: next(asked, True)):
            nn.Sequential(*(nn.Linear(8, 8) for _ in range(9)))(torch.zeros(1, 8))

    def cancelled() -> None:
        with pytest.raises(Cancelled):
            half()

    assert not left(cancelled)
