"""Devices and pipes in the place of a model's files: refused before anything waits or fills up."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError
from tests.registry.hf_models import write
from tests.registry.hf_toys import gpt2
from tests.registry.toy_models import write_all

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pipes or devices in folders")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def own(folder: Path) -> tuple[str, Path]:
    write_all(folder)
    file = next((folder / "checkpoints").glob("vit*.safetensors"))
    return f"file:{file}", file


def own_card(folder: Path) -> tuple[str, Path]:
    name, file = own(folder)
    return name, file.with_suffix(".json")


def torch_file(folder: Path) -> tuple[str, Path]:
    return f"file:{folder / 'm.pt'}", folder / "m.pt"


def keras(folder: Path) -> tuple[str, Path]:
    return f"keras:{folder / 'm.keras'}", folder / "m.keras"


def hf_config(folder: Path) -> tuple[str, Path]:
    return f"hf:{write(folder / 'vit', 'vit')}", folder / "vit" / "config.json"


def hf_weights(folder: Path) -> tuple[str, Path]:
    return f"hf:{write(folder / 'vit', 'vit')}", folder / "vit" / "model.safetensors"


def hf_tokenizer(folder: Path) -> tuple[str, Path]:
    made = gpt2(folder / "gpt2")
    return f"hf:{made}", next(made.glob("tokenizer*.json"))


@pytest.mark.parametrize("put", [pipe, device])
@pytest.mark.parametrize(
    "make", [own, own_card, torch_file, keras, hf_config, hf_weights, hf_tokenizer]
)
def test_a_file_that_has_no_end_is_refused(
    tmp_path: Path, put: Callable[[Path], None], make: Callable[[Path], tuple[str, Path]]
) -> None:
    name, path = make(tmp_path)
    path.unlink(missing_ok=True)
    put(path)
    with pytest.raises(ModelError):
        find(name).load("cpu")


@pytest.mark.parametrize("name", ["file:{}.safetensors", "file:{}.pt", "keras:{}.keras"])
def test_what_a_person_named_is_called_what_it_is(tmp_path: Path, name: str) -> None:
    given = name.format(tmp_path / "a")
    path = Path(given.partition(":")[2])
    with pytest.raises(ModelError, match=rf"^{path.name} is not there\. Choose a "):
        find(given)
    pipe(path)
    with pytest.raises(ModelError, match=f"^{path.name} is a folder, a device or a pipe"):
        find(given)
    path.unlink()
    path.mkdir()
    with pytest.raises(ModelError, match=f"^{path.name} is a folder, a device or a pipe"):
        find(given)
    path.rmdir()
    path.write_bytes(b"a")
    path.chmod(0)
    if not os.access(path, os.R_OK):  # root may read anything
        with pytest.raises(ModelError, match=f"^{path.name} may not be read"):
            find(given)
