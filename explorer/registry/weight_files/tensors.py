"""Reading files of tensors that anybody may have made.

No code of theirs is run, and no memory is taken for what they only claim to hold.
"""

from __future__ import annotations

import pickle
import zipfile
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from explorer.inputs.files import chosen_size, shown_name
from explorer.registry.entry import ModelError

SAFE = ".safetensors"
TORCH = (".pt", ".pth", ".bin", ".ckpt", ".pth.tar", ".pt.tar")
WRAPPERS = (
    *("state_dict_ema", "model_ema", "ema_state_dict", "ema"),
    *("state_dict", "model", "model_state_dict", "module"),
)
"""Names under which training scripts put the weights beside other things: an average of them, which
is what they test, before the weights themselves."""
MOST_SHARED = 4
"""Times that the tensors of a file may be larger than what is stored: models share weights."""


def read_tensors(file: Path, old: bool = False) -> dict[str, Tensor]:
    """All tensors of a .safetensors file, or of a state dict that torch.save has written.

    old: whether to read what torch wrote before 1.6 too, which takes the memory that it claims to
    need: only for files whose origin is known. Raises ModelError with one sentence for what is
    missing, damaged, or anything else.
    """
    if not old:
        check_tensors(file)
    packed = zipfile.is_zipfile(file)
    if old and packed:
        check_tensors(file)
    if file.suffix.lower() == SAFE:
        with safe_open(file, framework="pt") as opened:
            return {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118
    try:
        with torch.serialization.safe_globals([Namespace]):  # options of a script: plain values
            found = torch.load(file, map_location="cpu", weights_only=True, mmap=packed)
    except pickle.UnpicklingError as error:
        raise ModelError(
            f"{file.name} holds more than tensors, and code in a file is never run. Save its "
            "state_dict() alone, best as safetensors."
        ) from error
    except Exception as error:  # a file of any content raises anything at all
        raise _damaged(file) from error
    return _state(file, found)


def read_shapes(file: Path) -> dict[str, tuple[int, ...]]:
    """Name to shape of all tensors of a file, as `read_tensors` gives them; raises ModelError."""
    check_tensors(file)
    if file.suffix.lower() == SAFE:
        with safe_open(file, framework="pt") as opened:
            return {name: tuple(opened.get_slice(name).get_shape()) for name in opened.keys()}  # noqa: SIM118
    return {name: tuple(one.shape) for name, one in read_tensors(file).items()}


def check_tensors(file: Path) -> None:
    """Raises ModelError where a file cannot be what its name says; reads its outline alone."""
    suffix = file.suffix.lower()
    if suffix != SAFE and not file.name.lower().endswith(TORCH):
        raise ModelError(
            f"{shown_name(file)} is no file of weights. Choose one that ends in {SAFE} or "
            f"{', '.join(one for one in TORCH if one != '.bin' and '.tar' not in one)}."
        )
    size = chosen_size(file, "a file of weights", ModelError)
    try:
        if suffix == SAFE:
            with safe_open(file, framework="pt"):
                return
        with zipfile.ZipFile(file) as archive:
            claimed = sum(max(one.file_size, one.compress_size) for one in archive.infolist())
    except SafetensorError as error:
        raise ModelError(
            f"{file.name} is not a whole safetensors file. Save or download it again."
        ) from error
    except zipfile.BadZipFile as error:
        raise ModelError(
            f"{file.name} is not a file that torch.save writes today, or not a whole one. Save "
            "its state_dict() again, best as safetensors."
        ) from error
    except Exception as error:  # a file of any content raises anything at all
        raise _damaged(file) from error
    if claimed > size:  # torch stores plainly: what is packed tighter is meant to burst
        raise _damaged(file)


def _damaged(file: Path) -> ModelError:
    return ModelError(f"{file.name} is damaged or cannot be read. Save or download it again.")


def _state(file: Path, found: Any) -> dict[str, Tensor]:
    """The tensors by name, out of what a training script may have put around them."""
    for name in WRAPPERS:
        if isinstance(found, Mapping) and isinstance(found.get(name), Mapping):
            found = found[name]
    named = isinstance(found, Mapping) and all(isinstance(name, str) for name in found)
    tensors = {name: one for name, one in found.items() if isinstance(one, Tensor)} if named else {}
    if not tensors:
        raise ModelError(f"{file.name} holds no tensors by name. Save the model's state_dict().")
    for name, one in tensors.items():
        if one.layout is not torch.strided or one.is_quantized or one.is_meta or one.is_complex():
            raise ModelError(
                f"{file.name} holds {name} in a form that no model here takes (sparse, quantised, "
                "complex or without content). Save the plain weights."
            )
    # a tensor may claim to repeat what is stored once, as often as it likes
    stores = [one.untyped_storage() for one in tensors.values()]
    stored = {store.data_ptr(): store.nbytes() for store in stores}
    if sum(one.nbytes for one in tensors.values()) > MOST_SHARED * sum(stored.values()):
        raise _damaged(file)
    return tensors
