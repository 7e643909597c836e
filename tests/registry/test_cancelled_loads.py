"""Loading can be cancelled between any two tensors, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import timm
import torch
from safetensors.torch import save_file

from explorer.capture.cancelling import between_layers, between_tensors
from explorer.core.cancel import Cancelled
from explorer.core.inputs import Inputs
from explorer.core.photo import Photo
from explorer.registry.catalogue import find
from explorer.registry.loading import Loading
from explorer.registry.sources.architectures import guessed
from explorer.registry.weight_files.tensors import read_tensors
from tests.capture.test_cancelling import After
from tests.models.conftest import one_thread
from tests.registry.hf_models import write
from tests.registry.hf_toys import gpt2
from tests.registry.toy_models import write_all

__all__ = ["one_thread"]

pytestmark = pytest.mark.usefixtures("one_thread")


def hf_photo(folder: Path) -> str:
    return f"hf:{write(folder / 'vit', 'vit')}"


def hf_random(folder: Path) -> str:
    return f"hf:{write(folder / 'vit', 'vit')}#untrained"


def hf_text(folder: Path) -> str:
    return f"hf:{gpt2(folder / 'gpt2')}"


def timm_random(folder: Path) -> str:
    return "timm:vit_tiny_patch16_224#untrained"


def own_file(folder: Path) -> str:
    write_all(folder)
    return f"file:{next((folder / 'checkpoints').glob('vit*.safetensors'))}"


SOURCES = (hf_photo, hf_random, hf_text, timm_random, own_file)


def weights(subject: Any) -> Iterator[tuple[str, np.ndarray[Any, Any]]]:
    for name, one in subject.model.state_dict().items():
        yield name, one.numpy().copy()


@pytest.mark.parametrize("source", SOURCES, ids=lambda one: one.__name__)
def test_a_load_is_cancelled_wherever_it_is_and_the_next_one_is_whole(
    tmp_path: Path, source: Callable[[Path], str]
) -> None:
    entry = find(source(tmp_path))
    entry.load("cpu")  # imports
    never_mind = After(10**9)
    whole = dict(weights(entry.load("cpu", Loading(cancelled=never_mind))))
    assert never_mind.asked > 20
    init = torch.nn.init.normal_, torch.nn.Module.__setattr__, torch.get_default_dtype()
    chance = torch.get_rng_state()
    for part in range(8):
        wish = After(part * never_mind.asked // 8)
        with pytest.raises(Cancelled):
            entry.load("cpu", Loading(cancelled=wish))
    now = torch.nn.init.normal_, torch.nn.Module.__setattr__, torch.get_default_dtype()
    assert now == init
    assert torch.equal(torch.get_rng_state(), chance)
    again = dict(weights(entry.load("cpu")))
    assert again.keys() == whole.keys()
    assert all(np.array_equal(one, again[name]) for name, one in whole.items())


def test_a_run_is_cancelled_within_a_layer_and_the_next_one_is_the_same(tmp_path: Path) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (40, 40, 3), dtype=np.uint8)
    given = Inputs((Photo(pixels, "noise.png", "0" * 64, (40, 40)),))
    subject = find(hf_photo(tmp_path)).load("cpu")
    once = subject.run(given)
    never_mind = After(10**9)
    with between_layers(never_mind):
        subject.run(given, cancelled=never_mind)
    for part in range(6):
        wish = After(part * never_mind.asked // 6)
        with pytest.raises(Cancelled), between_layers(wish):
            subject.run(given, cancelled=wish)
    again = subject.run(given)
    for one, other in zip(once.sites, again.sites, strict=True):
        assert np.array_equal(one.weights(), other.weights())
    assert again.verdict is once.verdict


def test_a_file_of_many_tensors_is_left_in_the_middle(tmp_path: Path) -> None:
    file = tmp_path / "many.safetensors"
    save_file({f"t{at}": torch.ones(4) for at in range(200)}, file)
    never_mind = After(10**9)
    with between_tensors(never_mind):
        assert len(read_tensors(file)) == 200
    with pytest.raises(Cancelled), between_tensors(After(never_mind.asked // 2)):
        read_tensors(file)


def test_guessing_an_architecture_is_left_in_the_middle() -> None:
    with torch.device("meta"):
        state = timm.create_model("vit_tiny_patch16_224", num_classes=3).state_dict()
    shapes = {name: tuple(one.shape) for name, one in state.items()}
    wish = After(400)
    with pytest.raises(Cancelled), between_tensors(wish):
        guessed(shapes)
    assert wish.asked == wish.count + 1, "nothing is built after it"
