"""How large a run will be, against what runs of toys take; what does not fit is not begun."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import torch

from explorer.core.inputs import Inputs
from explorer.inputs.images import read_photo
from explorer.inputs.samples import samples
from explorer.registry import memory
from explorer.registry.catalogue import find
from explorer.registry.entry import NoRoomError
from explorer.registry.memory import RunSize
from explorer.registry.subjects import run_size
from explorer.registry.subjects.run_size import photo_run, text_run
from tests.registry import hf_toys

TEXT = "the quick brown fox jumps over the lazy dog"


def largest_layer(model: Any, *args: Any, **given: Any) -> int:
    """Numbers that go into and come out of the largest layer of a forward pass, but the head."""
    largest = 0
    head = model.get_output_embeddings() if hasattr(model, "get_output_embeddings") else model.head

    def look(module: Any, inputs: Any, output: Any) -> None:
        nonlocal largest
        if getattr(module, "weight", None) is not None and module.weight.dim() == 2:
            largest = max(largest, inputs[0].numel() + output.numel())

    inside = [one for one in model.modules() if one is not head]
    hooks = [one.register_forward_hook(look) for one in inside if not one._modules]
    with torch.no_grad():
        model(*args, **given)
    for hook in hooks:
        hook.remove()
    return largest


@contextmanager
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[RunSize]]:
    """Hears of every run that is asked for."""
    sizes: list[RunSize] = []

    def told(title: str, on: str, run: RunSize, *_: object) -> str:
        sizes.append(run)
        return ""

    monkeypatch.setattr(run_size, "run_shortage", told)
    yield sizes


@pytest.mark.parametrize("toy", ["bert", "gpt2", "llama", "t5", "bart", "marian"])
def test_the_layers_width_and_output_of_a_text_are_those_of_its_run(
    toy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject: Any = find(f"hf:{getattr(hf_toys, toy)(tmp_path)}").load("cpu")
    with asked(monkeypatch) as sizes:
        trace = subject.run(Inputs(text=TEXT))
    run = sizes[-1]
    sites = [site for site in trace.sites if not site.kind.gates]
    assert run.layers == len(sites)
    assert run.width == subject.model.config.hidden_size
    tokens = max(trace.sentence.tokens.size, *(site.weights().shape[1] for site in sites))
    assert run.tokens == tokens
    assert run.said % subject.model.get_output_embeddings().weight.shape[0] == 0


@pytest.mark.parametrize("toy", ["bert", "gpt2", "llama"])
def test_what_is_there_at_once_is_the_largest_layer_and_what_goes_by_it(
    toy: str, tmp_path: Path
) -> None:
    subject: Any = find(f"hf:{getattr(hf_toys, toy)(tmp_path)}").load("cpu")
    run = text_run(subject.model, 40, 0)
    largest = largest_layer(subject.model, input_ids=torch.ones(1, 40, dtype=torch.long))
    assert run.at_once == 4 * (largest + 40 * subject.model.config.hidden_size)


def test_a_model_that_attends_in_steps_makes_whole_maps(tmp_path: Path) -> None:
    subject: Any = find(f"hf:{hf_toys.gpt2(tmp_path)}").load("cpu")
    fused = text_run(subject.model, 40, 0)
    assert fused.heads == 0
    subject.model.set_attn_implementation("eager")
    run = text_run(subject.model, 40, 0)
    with torch.no_grad():
        ids = torch.ones(1, 40, dtype=torch.long)
        maps = subject.model(input_ids=ids, output_attentions=True).attentions
    assert run.at_once - fused.at_once == 2 * 4 * maps[0].numel()


@pytest.mark.parametrize("toy", ["longformer", "led"])
def test_a_model_that_attends_in_windows_makes_no_whole_maps(toy: str, tmp_path: Path) -> None:
    subject: Any = find(f"hf:{getattr(hf_toys, toy)(tmp_path)}").load("cpu")
    assert text_run(subject.model, 40, 0).heads == 0


def test_a_model_that_attends_among_fewer_tokens_makes_no_whole_maps() -> None:
    transformers = pytest.importorskip("transformers")
    config = transformers.CanineConfig(hidden_size=32, num_hidden_layers=2, num_attention_heads=4)
    with torch.device("meta"):
        run = text_run(transformers.CanineModel(config), 16_384, 0)
    assert run.heads == 0
    assert run.width == 32


def test_positions_of_a_photo_are_counted_to_the_end_where_they_stay() -> None:
    timm = pytest.importorskip("timm")
    sizes = {"img_size": 64, "patch_size": 8, "embed_dim": 24, "depth": 3, "num_heads": 3}
    vit = timm.models.VisionTransformer(**sizes, num_classes=9).eval()
    batch = torch.zeros(2, 3, 64, 64)
    run = photo_run(vit, batch)
    assert run == RunSize(tokens=2 * 64, width=24, widest=96, layers=3)
    # the patches, and a token for the class that is not counted
    assert run.at_once == 4 * (largest_layer(vit, batch) * 64 // 65 + 128 * 24)
    swin = timm.create_model("swin_tiny_patch4_window7_224", img_size=64, window_size=2)
    assert photo_run(swin, batch) == RunSize(tokens=2 * 256, width=96)
    assert photo_run(torch.nn.Linear(3, 4), batch) == RunSize()


def test_a_text_that_takes_more_than_there_is_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject: Any = find(f"hf:{hf_toys.gpt2(tmp_path)}").load("cpu")
    monkeypatch.setattr(memory, "SMALL", 0)
    monkeypatch.setattr(run_size, "free_memory", lambda device="cpu": 1000)
    calls: list[object] = []
    monkeypatch.setattr(subject.model, "forward", lambda **given: calls.append(given))
    with pytest.raises(NoRoomError, match=r"for a run on \d+ tokens, and 0\.0 GB are free\."):
        subject.run(Inputs(text=TEXT))
    assert not calls


def test_a_photo_that_takes_more_than_there_is_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("timm")
    subject: Any = find("timm:vit_tiny_patch16_224#untrained").load("cpu")
    monkeypatch.setattr(memory, "SMALL", 0)
    monkeypatch.setattr(run_size, "free_memory", lambda device="cpu": 1000)
    photo = read_photo(samples()[0].path)
    with pytest.raises(NoRoomError, match="for a run on 224 × 224 pixels, and"):
        subject.run(Inputs(photos=(photo,)))
