"""Photo in, trace out: what is published, what is kept, and what happens without memory."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file, save_file

from explorer.capture.module_tree import module_tree
from explorer.capture.source_code import codes
from explorer.core.cancel import Cancelled, never
from explorer.core.inputs import Fit, Inputs, Modality
from explorer.core.photo import Photo
from explorer.core.trace import Trace
from explorer.inputs.photo_files import ImageError
from explorer.registry import catalogue
from explorer.registry.entry import TEXTS, Entry, ModelError, NoRoomError
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.subjects import protocol
from explorer.runtime import engine as engine_module
from explorer.runtime.devices import Device, DeviceError
from explorer.runtime.engine import KEEP, ROOM, Engine, Machine, Request

GPU, CPU = Device("cuda", "A GPU"), Device("cpu", "CPU")


@pytest.fixture(autouse=True)
def toys(toy_resources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.registry.sources.builtin.resources", lambda: toy_resources)
    # the threads of torch belong to the whole test session
    monkeypatch.setattr(engine_module, "use_threads", lambda: 1)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "noise.png"
    pixels = np.random.default_rng(0).integers(0, 256, (24, 40, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(path)
    return path


def test_a_file_becomes_a_trace_and_every_step_is_told(
    photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "EVERY", 0.0)
    told: list[object] = []
    trace = Engine().run(Request("vit", Inputs((photo,), fit=Fit.PAD), "cpu"), told.append)
    assert trace.complete
    stages = [event.text for event in told if isinstance(event, LoadProgress)]
    assert stages == ["Opening noise.png", "Loading Toy ViT", "Running"]
    assert [event for event in told if isinstance(event, Photo)] == [trace.photo]
    machines = [event for event in told if isinstance(event, Machine)]
    assert len(machines) == 1
    assert machines[0].devices[-1].id == "cpu"
    parts = [event for event in told if isinstance(event, Trace)]
    assert [len(part.sites) for part in parts] == [1, 2]
    kinds = [type(event) for event in told]
    assert kinds.index(Photo) < kinds.index(Trace), "the photo is shown before the first layer"


def test_a_photo_in_memory_is_not_read_again(photo: Path) -> None:
    engine = Engine()
    first = engine.run(Request("vit", Inputs((photo,)), "cpu"))
    photo.unlink()
    second = engine.run(Request("vit", Inputs((first.photo,)), "cpu"))
    assert second.photo is first.photo
    assert second.prediction == first.prediction


def test_a_model_is_loaded_once(photo: Path) -> None:
    engine = Engine()
    told: list[object] = []
    for model in ("vit", "se-resnet", "vit", "se-resnet"):
        engine.run(Request(model, Inputs((photo,)), "cpu"), told.append)
    loads = [
        one.text for one in told if isinstance(one, LoadProgress) and one.text.startswith("Load")
    ]
    assert loads == ["Loading Toy ViT", "Loading Toy SE-ResNet"]
    assert sum(isinstance(event, Machine) for event in told) == 1


def entry_of(run: Callable[..., Trace], name: str, loads: list[str]) -> Entry:
    """An entry whose subject runs `run(device, inputs, ...)`."""

    class Subject:
        def __init__(self, device: str) -> None:
            self.device = device

        def run(self, *arguments: object) -> Trace:
            return run(self.device, *arguments)

    def load(device: str, loading: Loading) -> Subject:
        loads.append(f"{name} on {device}")
        return Subject(device)

    return replace(catalogue.find("vit"), id=name, loader=load)


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[Entry]], None]:
    """Make the engine find these entries."""

    def register(entries: list[Entry]) -> None:
        known = {entry.id: entry for entry in entries}
        monkeypatch.setattr(engine_module, "find", known.__getitem__)

    return register


def test_code_and_modules_are_read_once_a_model_and_let_it_go(photo: Path) -> None:
    engine, request = Engine(), Request("vit", Inputs((photo,)), "cpu")
    first, second = engine.run(request), engine.run(request)
    assert first.modules is not None
    assert first.modules is second.modules
    assert first.codes
    assert first.codes is second.codes
    model = weakref.ref(vars(engine.subject("vit", "cpu"))["model"])
    assert first.modules == module_tree(model())
    assert first.codes == codes(model(), [site.name for site in first.sites])
    engine.forget("cpu")
    gc.collect()
    assert model() is None


def test_the_least_used_model_is_forgotten(
    photo: Path, listed: Callable[[list[Entry]], None]
) -> None:
    trace = Engine().run(Request("vit", Inputs((photo,)), "cpu"))
    loads: list[str] = []
    names = [f"model {number}" for number in range(KEEP + 1)]
    listed([entry_of(lambda *_: trace, name, loads) for name in names])
    engine = Engine()
    for name in (*names[:KEEP], names[0], names[KEEP], names[0], names[1]):
        engine.run(Request(name, Inputs((photo,)), "cpu"))
    once = [f"{name} on cpu" for name in names]
    assert loads == [*once, "model 1 on cpu"]


def test_a_model_opened_beforehand_runs_without_loading_again(
    photo: Path, listed: Callable[[list[Entry]], None]
) -> None:
    trace = Engine().run(Request("vit", Inputs((photo,)), "cpu"))
    loads: list[str] = []
    listed([entry_of(lambda *_: trace, "one", loads)])
    engine, told = Engine(), list[object]()
    assert engine.open("one", "cpu", told.append).id == "one"
    stages = [event.text for event in told if isinstance(event, LoadProgress)]
    assert stages == ["Looking for one", "Loading Toy ViT"]
    assert engine.run(Request("one", Inputs((photo,)), "cpu")).sites is trace.sites
    assert loads == ["one on cpu"]


def test_a_file_that_was_written_anew_is_read_again_when_it_is_opened(
    photo: Path, toy_resources: Path, tmp_path: Path
) -> None:
    shipped = toy_resources / "checkpoints" / "vit.safetensors"
    tensors, file = load_file(shipped), tmp_path / "own.safetensors"
    card = shipped.with_suffix(".json").read_bytes()
    file.with_suffix(".json").write_bytes(card)
    engine, wanted = Engine(), Request(f"file:{file}", Inputs((photo,)), "cpu")

    def opened(sign: int) -> Trace:
        save_file({name: sign * one for name, one in tensors.items()}, file)
        engine.open(wanted.model, "cpu")
        return engine.run(wanted)

    first, second = opened(1), opened(-1)
    assert first.model.weights_sha256 != second.model.weights_sha256
    assert first.prediction != second.prediction


def test_a_model_of_both_is_given_every_photo_and_the_text_at_once(
    photo: Path, listed: Callable[[list[Entry]], None]
) -> None:
    trace = Engine().run(Request("vit", Inputs((photo,)), "cpu"))
    given: list[Inputs] = []

    def run(device: str, inputs: Inputs, *rest: object) -> Trace:
        given.append(inputs)
        return trace

    both = replace(entry_of(run, "both", []), takes=frozenset(Modality))
    texts = replace(entry_of(run, "texts", []), takes=TEXTS)
    listed([both, texts])
    engine, told = Engine(), list[object]()
    inputs = Inputs((photo, photo), text="what is this?", fit=Fit.PAD)
    assert engine.run(Request("both", inputs, "cpu"), told.append).sites is trace.sites
    read = [event for event in told if isinstance(event, Photo)]
    assert [one.name for one in read] == [photo.name] * 2
    assert given == [replace(inputs, photos=tuple(read))]
    for part in (Inputs((photo,)), Inputs(text="what is this?")):  # and either alone
        assert engine.run(Request("both", part, "cpu")).sites is trace.sites
    with pytest.raises(ModelError, match="is for texts, not photos"):
        engine.run(Request("texts", inputs, "cpu"))


@pytest.mark.parametrize(("count", "said"), [(0, "there is none"), (2, "there are 2")])
def test_a_model_of_one_photo_refuses_none_and_several(photo: Path, count: int, said: str) -> None:
    with pytest.raises(ModelError, match=f"one photo at a time, and {said}"):
        Engine().run(Request("vit", Inputs((photo,) * count), "cpu"))


def test_a_large_model_takes_the_room_of_the_others(
    photo: Path, listed: Callable[[list[Entry]], None]
) -> None:
    trace = Engine().run(Request("vit", Inputs((photo,)), "cpu"))
    loads: list[str] = []
    small = [entry_of(lambda *_: trace, name, loads) for name in ("small", "other")]
    large = replace(entry_of(lambda *_: trace, "large", loads), parameters=ROOM // 4 + 1)
    listed([*small, large])
    engine = Engine()
    for name in ("small", "other", "small", "large", "large", "small"):
        engine.run(Request(name, Inputs((photo,)), "cpu"))
    assert loads == [f"{name} on cpu" for name in ("small", "other", "large", "small")]


def test_what_a_model_tells_while_it_loads_is_published_and_loading_can_be_stopped(
    photo: Path, listed: Callable[[list[Entry]], None]
) -> None:
    trace = Engine().run(Request("vit", Inputs((photo,)), "cpu"))
    entry = entry_of(lambda *_: trace, "slow", [])
    stage = LoadProgress("Downloading", 3, 4)

    def load(device: str, loading: Loading) -> Any:
        loading.publish(stage)
        loading.check()
        return entry.load(device, loading)

    listed([replace(entry, loader=load)])
    engine = Engine()
    for _ in range(2):  # what was not loaded is not kept either
        told: list[object] = []
        with pytest.raises(Cancelled):
            engine.run(
                Request("slow", Inputs((photo,))), told.append, lambda told=told: stage in told
            )
        assert told[-1] is stage
    assert engine.run(Request("slow", Inputs((photo,)))).sites is trace.sites


def gpu_without_memory(error: RuntimeError, trace: Trace) -> Callable[..., Trace]:
    def run(device: str, *_: object) -> Trace:
        if device != "cpu":
            raise error
        return replace(trace, device=device)

    return run


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB."),
        RuntimeError("MPS backend out of memory (MPS allocated: 1 GB)"),
    ],
    ids=["cuda", "mps"],
)
def test_out_of_memory_on_a_gpu_falls_back_to_the_cpu_and_says_so(
    photo: Path,
    monkeypatch: pytest.MonkeyPatch,
    listed: Callable[[list[Entry]], None],
    error: RuntimeError,
) -> None:
    trace = Engine().run(Request("vit", Inputs((photo,)), "cpu"))
    monkeypatch.setattr(engine_module, "choose", lambda wanted: GPU)
    emptied: list[bool] = []
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: emptied.append(True))
    loads: list[str] = []
    listed([entry_of(gpu_without_memory(error, trace), "large", loads)])
    engine = Engine()
    for _ in range(2):
        found = engine.run(Request("large", Inputs((photo,))))
        assert found.device == "cpu"
        assert found.notes == ("The GPU ran out of memory. This run used the CPU.",)
    # what lay on the GPU was given back, and is tried anew the next time
    assert loads == ["large on cuda", "large on cpu", "large on cuda"]
    assert emptied == [True, True]


def test_a_gpu_that_is_known_to_be_too_small_is_not_tried_and_both_numbers_are_said(
    photo: Path, monkeypatch: pytest.MonkeyPatch, listed: Callable[[list[Entry]], None]
) -> None:
    trace = Engine().run(Request("vit", Inputs((photo,)), "cpu"))
    monkeypatch.setattr(engine_module, "choose", lambda wanted: GPU)
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: None)
    said = "Large needs 8.0 GB, and 4.0 GB are free on the GPU."

    def run(device: str, *_: object) -> Trace:
        if device != "cpu":
            raise NoRoomError(said)
        return replace(trace, device=device)

    listed([entry_of(run, "large", [])])
    found = Engine().run(Request("large", Inputs((photo,))))
    assert (found.device, found.notes) == ("cpu", (f"{said} This run used the CPU.",))
    monkeypatch.setattr(engine_module, "choose", lambda wanted: CPU)

    def short(*_: object) -> Trace:
        raise NoRoomError(said)

    listed([entry_of(short, "larger", [])])
    with pytest.raises(NoRoomError, match=r"8\.0 GB"):
        Engine().run(Request("larger", Inputs((photo,))))


def test_memory_that_is_short_while_loading_falls_back_too(
    photo: Path, monkeypatch: pytest.MonkeyPatch, listed: Callable[[list[Entry]], None]
) -> None:
    entry = catalogue.find("vit")

    def load(device: str, loading: Loading) -> Any:
        if device == "cuda":
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return entry.load(device)

    monkeypatch.setattr(engine_module, "choose", lambda wanted: GPU)
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: None)
    listed([replace(entry, loader=load)])
    trace = Engine().run(Request("vit", Inputs((photo,))))
    assert (trace.device, len(trace.notes)) == ("cpu", 1)


@pytest.mark.parametrize(
    ("device", "error"),
    [
        (CPU, RuntimeError("DefaultCPUAllocator: out of memory")),
        (GPU, RuntimeError("a kernel broke")),
        (GPU, ValueError("out of memory")),
    ],
)
def test_other_errors_come_out(
    photo: Path,
    monkeypatch: pytest.MonkeyPatch,
    listed: Callable[[list[Entry]], None],
    device: Device,
    error: Exception,
) -> None:
    def run(*_: object) -> Trace:
        raise error

    monkeypatch.setattr(engine_module, "choose", lambda wanted: device)
    listed([entry_of(run, "broken", [])])
    with pytest.raises(type(error)) as raised:
        Engine().run(Request("broken", Inputs((photo,))))
    assert raised.value is error


def test_a_damaged_photo_is_an_image_error(photo: Path, tmp_path: Path) -> None:
    content = photo.read_bytes()
    photo.write_bytes(content[: len(content) // 2])
    engine = Engine()
    with pytest.raises(ImageError, match=r"noise\.png"):
        engine.run(Request("vit", Inputs((photo,)), "cpu"))
    with pytest.raises(ImageError, match="not found"):
        engine.run(Request("vit", Inputs((tmp_path / "missing.png",)), "cpu"))
    photo.write_bytes(content)
    assert engine.run(Request("vit", Inputs((photo,)), "cpu")).complete


def test_unknown_names_are_refused(photo: Path) -> None:
    with pytest.raises(ModelError, match="Did you mean vit"):
        Engine().run(Request("vit2", Inputs((photo,)), "cpu"))
    with pytest.raises(DeviceError):
        Engine().run(Request("vit", Inputs((photo,)), "tpu"))


@pytest.mark.parametrize("loaded", [True, False])
def test_cancel_at_any_moment_and_the_next_run_is_the_same(photo: Path, loaded: bool) -> None:
    engine, wanted = Engine(), Request("vit", Inputs((photo,)), "cpu")
    expected = engine.run(wanted)
    asked, most = 0, 10**9

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > most

    for part in range(9):
        if not loaded:
            engine.drop("vit")
        if part == 0:
            assert engine.run(wanted, cancelled=cancelled).complete
            whole = asked
            assert whole > 20  # after the photo, between tensors and layers, at the end of the run
            continue
        asked, most = 0, (part - 1) * whole // 8
        with pytest.raises(Cancelled):
            engine.run(wanted, cancelled=cancelled)
    again = engine.run(wanted, cancelled=never)
    assert again.prediction == expected.prediction
    for first, second in zip(expected.sites, again.sites, strict=True):
        assert first.weights().tobytes() == second.weights().tobytes()
