"""Files made to run code or to use up memory: one sentence each, and nothing of it happens."""

from __future__ import annotations

import json
import os
import pickle
import struct
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError
from explorer.registry.weight_files.tensors import read_tensors
from tests.registry.hf_models import write

TEN_GIGABYTES = 10 * 2**30


class Bomb:
    """A pickle of it makes a folder when it is read."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.target),)


def claim(path: Path, shape: list[int], end: int) -> None:
    """A safetensors file whose header promises more than there is."""
    header = json.dumps({"w": {"dtype": "F32", "shape": shape, "data_offsets": [0, end]}}).encode()
    path.write_bytes(struct.pack("<Q", len(header)) + header + b"\0" * 64)


def written(folder: Path, kind: str) -> Path:
    """A hostile file of a kind."""
    whole = folder / "whole.safetensors"
    save_file({"w": torch.zeros(64, 64)}, whole)
    if kind == "pickle.safetensors":
        path = folder / "net.safetensors"
        path.write_bytes(pickle.dumps({"w": Bomb(folder / "ran")}))
    elif kind == "pickle.pt":
        path = folder / "net.pt"
        torch.save({"w": Bomb(folder / "ran")}, path)
    elif kind == "old pickle.pt":
        path = folder / "net.pt"
        path.write_bytes(pickle.dumps({"w": Bomb(folder / "ran")}))
    elif kind == "cut.safetensors":
        path = folder / "net.safetensors"
        path.write_bytes(whole.read_bytes()[:-100])
    elif kind == "cut header.safetensors":
        path = folder / "net.safetensors"
        path.write_bytes(whole.read_bytes()[:20])
    elif kind == "claim.safetensors":
        path = folder / "net.safetensors"
        claim(path, [TEN_GIGABYTES // 4], TEN_GIGABYTES)
    elif kind == "long header.safetensors":
        path = folder / "net.safetensors"
        path.write_bytes(struct.pack("<Q", TEN_GIGABYTES) + b"{}" * 50)
    elif kind == "cut.pt":
        torch.save({"w": torch.zeros(64, 64)}, folder / "whole.pt")
        path = folder / "net.pt"
        path.write_bytes((folder / "whole.pt").read_bytes()[:-300])
    elif kind == "packed.pt":
        path = folder / "net.pt"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("net/data.pkl", b"\0" * 10_000_000)
    elif kind == "repeated.pt":
        path = folder / "net.pt"
        torch.save({"w": torch.zeros(1).expand(TEN_GIGABYTES // 4)}, path)
    elif kind == "empty.safetensors":
        path = folder / "net.safetensors"
        path.write_bytes(b"")
    elif kind == "nothing by name.pt":
        path = folder / "net.pt"
        torch.save([torch.zeros(2)], path)
    else:
        path = folder / "net.exe"
        path.write_bytes(b"MZ")
    return path


KINDS = [
    "pickle.safetensors",
    "pickle.pt",
    "old pickle.pt",
    "cut.safetensors",
    "cut header.safetensors",
    "claim.safetensors",
    "long header.safetensors",
    "cut.pt",
    "packed.pt",
    "repeated.pt",
    "empty.safetensors",
    "nothing by name.pt",
    "other.exe",
]


@pytest.mark.parametrize("kind", KINDS)
def test_files_of_weights(tmp_path: Path, kind: str) -> None:
    path = written(tmp_path, kind)
    tracemalloc.start()
    try:
        with pytest.raises(ModelError) as raised:
            find(f"file:{path}")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    said = str(raised.value)
    assert path.name in said
    assert "\n" not in said
    assert not (tmp_path / "ran").exists()
    assert peak < 2**28
    with pytest.raises(ModelError):
        read_tensors(path)
    assert not (tmp_path / "ran").exists()


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"net\.pt is not there"):
        find(f"file:{tmp_path / 'net.pt'}")
    with pytest.raises(ModelError, match="is no file of weights"):
        find("file:")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.endswith(".safetensors")])
def test_weights_in_a_folder_of_hugging_face(tmp_path: Path, kind: str) -> None:
    folder = write(tmp_path / "model", "vit")
    (tmp_path / "bad").mkdir()
    written(tmp_path / "bad", kind).replace(folder / "model.safetensors")
    with pytest.raises(ModelError, match="is not a whole safetensors file"):
        find(f"hf:{folder}").load("cpu")
    assert not (tmp_path / "bad" / "ran").exists()


def test_state_dicts_in_a_folder_of_hugging_face(tmp_path: Path) -> None:
    folder = write(tmp_path / "model", "vit")
    good: Any = find(f"hf:{folder}").load("cpu")
    torch.save(good.model.state_dict(), folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    again: Any = find(f"hf:{folder}").load("cpu")
    assert again.info.weights_sha256 == good.info.weights_sha256
    torch.save({"w": Bomb(tmp_path / "ran")}, folder / "pytorch_model.bin")
    with pytest.raises(ModelError):
        find(f"hf:{folder}").load("cpu")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("config", "sentence"),
    [
        (None, "has no config.json"),
        ("{", "cannot be read"),
        ("[1, 2]", "is not a configuration"),
        ("[" * 100_000, "cannot be read"),
        ('{"architectures": []}', "config.json names no type"),
        ('{"architecture": "vit_tiny", "pretrained_cfg": {}}', "timm has no model named vit_tiny"),
        ('{"model_type": "my_net"}', "does not know its type, my_net"),
        ('{"model_type": ["vit"]}', "does not know its type"),
        ('{"model_type": "my_net", "auto_map": {"AutoModel": "net.Net"}}', "is never run"),
        ('{"model_type": "vit", "hidden_size": "large"}', "makes no sense"),
        ('{"model_type": "vit", "num_hidden_layers": 1000000}', "makes no sense"),
        ('{"model_type": "wav2vec2"}', "listens to sound"),
    ],
)
def test_configurations(tmp_path: Path, config: str | None, sentence: str) -> None:
    pytest.importorskip("transformers")
    if config is not None:
        (tmp_path / "config.json").write_text(config)
    (tmp_path / "net.py").write_text("raise SystemExit('code of the model was run')")
    with pytest.raises(ModelError) as raised:
        find(f"hf:{tmp_path}")
    assert sentence in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_configuration_that_claims_more_than_the_weights_hold(tmp_path: Path) -> None:
    folder = write(tmp_path, "vit")
    config = json.loads((folder / "config.json").read_text())
    config |= {"hidden_size": 40_000, "intermediate_size": 100_000}
    (folder / "config.json").write_text(json.dumps(config))
    more = r"claims 2\d,\d\d\d,\d\d\d,\d\d\d parameters|needs \d+\.\d GB of memory"
    with pytest.raises(ModelError, match=more):  # whichever is seen first, before it is taken
        find(f"hf:{folder}").load("cpu")


def test_code_beside_a_known_model_is_not_run(tmp_path: Path) -> None:
    folder = write(tmp_path, "vit")
    config = json.loads((folder / "config.json").read_text())
    config["auto_map"] = {"AutoModelForImageClassification": "net.Net"}
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "net.py").write_text("raise SystemExit('code of the model was run')")
    subject: Any = find(f"hf:{folder}").load("cpu")
    assert type(subject.model).__name__ == "ViTForImageClassification"


def test_a_side_that_a_model_does_not_have(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="has one side only: leave out #text"):
        find(f"hf:{write(tmp_path, 'vit')}#text")


@pytest.mark.parametrize("name", ["/no/such/folder", "a/b/c", "", "..", "x\0y"])
def test_names_that_are_nothing(name: str) -> None:
    with pytest.raises(ModelError) as raised:
        find(f"hf:{name}" if name != ".." else "hf:../nowhere")
    assert "There is no folder" in str(raised.value)
