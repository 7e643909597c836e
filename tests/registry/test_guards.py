"""Files of any content are read inside one guard: a model, or one sentence, and nothing else."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor

from explorer.core.cancel import Cancelled
from explorer.core.inputs import Inputs
from explorer.core.text import Writing
from explorer.models import build
from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError
from explorer.registry.huggingface.photo.photo_preprocessing import prepare_as
from explorer.registry.huggingface.photo.positions import positions_of
from explorer.registry.subjects.library_preprocessing import LibraryPreprocessing
from tests.models.conftest import one_thread
from tests.registry import hf_models, hf_toys

__all__ = ["one_thread"]

T = hf_models.quiet()
pytestmark = pytest.mark.usefixtures("one_thread")


def refused(name: str) -> str:
    with pytest.raises(ModelError) as raised:
        find(name).load("cpu")
    assert str(raised.value).isprintable()
    assert str(raised.value).endswith(".")
    return str(raised.value)


@pytest.mark.parametrize(
    "error",
    [KeyError("x"), ValueError("a\nb"), RuntimeError(""), OSError(5, "gone"), StopIteration()],
)
def test_whatever_a_loader_raises_is_one_sentence(error: Exception) -> None:
    def fail(device: str, loading: Any) -> Any:
        raise error

    entry = replace(find("vit"), loader=fail)
    with pytest.raises(ModelError) as raised:
        entry.load("cpu")
    assert str(raised.value).isprintable()
    assert type(error).__name__ in str(raised.value)


@pytest.mark.parametrize("error", [Cancelled(), MemoryError(), torch.OutOfMemoryError("x")])
def test_what_is_no_fault_of_the_files_goes_through(error: BaseException) -> None:
    def fail(device: str, loading: Any) -> Any:
        raise error

    with pytest.raises(type(error)):
        replace(find("vit"), loader=fail).load("cpu")


ODD: dict[str, Callable[[Tensor], Tensor]] = {
    "sparse": lambda one: one.to_sparse(),
    "meta": lambda one: one.to("meta"),
    "quantised": lambda one: torch.quantize_per_tensor(one, 0.1, 0, torch.qint8),
    "complex": lambda one: one.to(torch.complex64),
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", sorted(ODD))
def test_tensors_of_odd_kinds(tmp_path: Path, kind: str) -> None:
    config = {"classes": 4, "image": 32, "patch": 8, "width": 24, "layers": 2, "heads": 2, "mlp": 2}
    state = dict(build("vit", config).state_dict())
    name = next(name for name, one in state.items() if one.dim() == 2)
    torch.save({**state, name: ODD[kind](state[name])}, tmp_path / "m.pt")
    (tmp_path / "m.json").write_text(json.dumps({"config": {"heads": 2}}))
    assert name in refused(f"file:{tmp_path / 'm.pt'}")


def test_an_archive_whose_parts_are_damaged(tmp_path: Path) -> None:
    pytest.importorskip("keras")
    file = tmp_path / "m.keras"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("config.json", '{"a": 1}')
        archive.writestr("model.weights.h5", b"x" * 100)
    file.write_bytes(file.read_bytes().replace(b'"a": 1', b'"a": 2', 1))
    refused(f"keras:{file}")


@pytest.mark.parametrize(
    "odd",
    [
        {"image_mean": [0.5, 0.5]},
        {"size": {"height": "9" * 5000, "width": 32}},
        {"size": "large"},
        {"size": {"height": -1, "width": 32}},
        {"size": 16_384},
        {"size": {"height": 64, "width": 9**9}},
        {"size": {"shortest_edge": 5_000, "longest_edge": 6_000}},
        {"crop_size": 40_000, "do_center_crop": True},
        {"resample": "x"},
        {"rescale_factor": "x"},
    ],
)
def test_odd_values_of_an_image_processor(tmp_path: Path, odd: dict[str, Any]) -> None:
    hf_models.write(tmp_path, "vit", processor=False)
    how = {"image_processor_type": "ViTImageProcessor", **odd}
    (tmp_path / "preprocessor_config.json").write_text(json.dumps(how))
    refused(f"hf:{tmp_path}")


def test_one_number_for_all_colours_is_as_the_library_takes_it(tmp_path: Path) -> None:
    photo = np.random.default_rng(0).integers(0, 256, (40, 60, 3), dtype=np.uint8)
    found = []
    for number, mean in enumerate((0.4, [0.4, 0.4, 0.4])):
        folder = tmp_path / str(number)
        hf_models.write(folder, "vit", processor=False)
        how = {"image_processor_type": "ViTImageProcessor", "image_mean": mean, "size": 32}
        (folder / "preprocessor_config.json").write_text(json.dumps(how))
        prepare, notes = prepare_as(folder, SimpleNamespace(num_channels=3))
        assert not notes
        assert isinstance(prepare, LibraryPreprocessing)
        found.append(prepare.transform(Image.fromarray(photo))["pixel_values"])
    assert torch.equal(*found)


@pytest.mark.parametrize("longest", [float("inf"), float("nan"), -3, "many", None])
def test_odd_lengths_of_a_tokenizer(tmp_path: Path, longest: Any) -> None:
    folder = hf_toys.gpt2(tmp_path / "m")
    file = folder / "tokenizer_config.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "model_max_length": longest}))
    subject: Any = find(f"hf:{folder}").load("cpu")
    assert subject.reader.longest == hf_toys.LONGEST


PADDED = {
    "hidden_size": 32,
    "num_hidden_layers": 1,
    "num_attention_heads": 4,
    "intermediate_size": 48,
    "max_position_embeddings": 34,
    "pad_token_id": 0,
}
LONG = "the quick brown fox jumps over the lazy dog " * 8


@pytest.mark.parametrize(
    ("kind", "head", "more", "longest"),
    [
        ("Roberta", "Model", {}, 33),
        ("Luke", "Model", {"entity_vocab_size": 4}, 33),
        ("Xmod", "Model", {"languages": ["en_XX"], "default_language": "en_XX"}, 33),
        ("MarkupLM", "Model", {}, 33),
        ("RobertaPreLayerNorm", "Model", {}, 33),
        ("Camembert", "Model", {}, 33),
        ("Bert", "Model", {}, 34),
        ("Electra", "Model", {}, 34),
        ("OPT", "ForCausalLM", {"word_embed_proj_dim": 32, "ffn_dim": 48}, 34),
    ],
)
def test_a_text_that_is_too_long_is_cut_with_a_note(
    tmp_path: Path, kind: str, head: str, more: dict[str, Any], longest: int
) -> None:
    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        config = getattr(library, f"{kind}Config")(**{**vocabulary, **PADDED, **more})
        return getattr(library, f"{kind}{head}")(config)

    folder = hf_toys.write(tmp_path, make, hf_toys.wordpiece())
    subject: Any = find(f"hf:{folder}").load("cpu")
    trace = subject.run(Inputs(text=LONG))
    assert trace.sites[0].queries.size == longest
    assert f"the model takes {longest}: the first {longest} are read." in " ".join(trace.notes)


def test_positions_of_the_decoder_are_no_bound_of_what_is_read(tmp_path: Path) -> None:
    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        sizes = hf_toys._pair(vocabulary)
        sizes.pop("max_position_embeddings")
        config = library.LEDConfig(
            **sizes,
            attention_window=4,
            max_encoder_position_embeddings=64,
            max_decoder_position_embeddings=12,
        )
        return library.LEDForConditionalGeneration(config)

    folder = hf_toys.write(tmp_path, make, hf_toys.unigram())
    subject: Any = find(f"hf:{folder}").load("cpu")
    assert positions_of(subject.model.get_encoder()) == 64
    trace = subject.run(Inputs(text="a model reads a text and writes another one"))
    assert trace.sentence.tokens.size > 12
    assert trace.translation is not None
    assert len(trace.translation.ids) <= 12


@pytest.mark.parametrize(
    ("settings", "left"),
    [
        ({"stop_strings": ["mat"]}, "stop_strings"),
        ({"penalty_alpha": 0.6, "top_k": 4}, "penalty_alpha"),
        ({"dola_layers": "high"}, "dola_layers"),
        ({"cache_implementation": "quantized"}, "cache_implementation"),
        ({"prompt_lookup_num_tokens": 3}, "prompt_lookup_num_tokens"),
        ({"guidance_scale": 2.0}, "guidance_scale"),
        ({"repetition_penalty": 1.3, "temperature": 0.5, "top_p": 0.9}, ""),
    ],
)
def test_settings_that_need_more_are_left_out_with_a_note(
    tmp_path: Path, settings: dict[str, Any], left: str
) -> None:
    folder = tmp_path / "m"
    shutil.copytree(hf_toys.gpt2(tmp_path / "plain"), folder)
    own = {"bos_token_id": 0, "eos_token_id": 0, **settings}
    (folder / "generation_config.json").write_text(json.dumps(own))
    subject: Any = find(f"hf:{folder}").load("cpu")
    trace = subject.run(Inputs(text="the fox", writing=Writing(count=3)))
    assert len(trace.translation.ids) == 3
    said = [note for note in trace.notes if "left out here" in note]
    assert said == (
        [f"Settings of its generation file that are left out here: {left}."] if left else []
    )


ODD_NAMES = ["\0", "a" * 5000, "x\ny", "\ud800", "<img src=x>", "../..", "C:\\x", "\u202eabc"]


@pytest.mark.parametrize("front", ["", "vit", "evil:", "file:", "torchvision:", "timm:", "keras:"])
@pytest.mark.parametrize("behind", ["", "#untrained"])
@pytest.mark.parametrize("name", ODD_NAMES)
def test_whatever_the_name_a_refusal_is_one_printable_sentence(
    front: str, name: str, behind: str
) -> None:
    with pytest.raises(ModelError) as raised:
        find(front + name + behind).load("cpu")
    said = str(raised.value)
    assert said.isprintable()
    assert len(said) <= 500
    assert said.endswith((".", "?"))
