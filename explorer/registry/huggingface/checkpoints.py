"""Load a checkpoint of the library whole, or refuse it in one sentence that says what it lacks.

The rule: a parameter that takes part in a run comes out of the file. Where a wrapper, or a larger
model around this one, has put something before every name, that is left out again; where the file
lacks the head alone, the body is run without it; everything else is refused.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import weakref
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explorer.registry.entry import ModelError, UntrainedError
from explorer.registry.huggingface.adapters import base_folder, is_adapter, merged
from explorer.registry.huggingface.files import ADAPTER, local_weights, read_json
from explorer.registry.huggingface.library import missing_package, with_attention
from explorer.registry.memory import free_memory, shortage
from explorer.registry.placing import FLOAT32, Placing
from explorer.registry.subjects.classifier_entry import library
from explorer.registry.weight_files.tensors import check_tensors, read_shapes

MOST_IN_A_BYTE = 4
"""Parameters: twice as many as the smallest formats have."""
SMALL = 10**7
"""Parameters that may be missing in any case, as a classifier's."""
_IDLE = re.compile(r"mask_token|num_batches_tracked|(^|\.)pooler\.(?!.*att)")
"""In the names of parameters that take part in no map and in nothing that is told of a body."""


@dataclass(frozen=True, eq=False, slots=True)
class Checkpoint:
    """A model with the weights of a file.

    Attributes
    ----------
    model: in evaluation mode, every parameter that is run out of the file.
    head: whether it is of the class that was asked for; False for the body of it alone.
    notes: sentences on what was left out.
    """

    model: Any
    head: bool
    notes: tuple[str, ...] = ()


def load_checkpoint(
    kind: Any,
    folder: Path,
    config: Any,
    whole: tuple[Any, Any] | None = None,
    placing: Placing = FLOAT32,
) -> Checkpoint:
    """Load the weights of a folder into a class of the library, or refuse them.

    Safetensors, or else a state dict without code; fused attention where the class has it. The
    weights may be those of a larger model of which the class is a part, as an eye.

    Parameters
    ----------
    kind, config : the class, and what it is built of.
    whole : class and configuration of that larger model, where it is known. Where the weights go by
        other names than the part's own it is loaded whole, and the part taken out of it.
    placing : in which numbers the weights are held, and whether spread over several devices.

    Raises
    ------
    ModelError: where the weights are quantised, an adapter, damaged, or not all there.
    """
    adapter = folder if is_adapter(folder) else None
    folder = base_folder(folder)
    refuse_quantised(folder.name, config.to_dict())
    files = _check_files(folder)
    _check_claim(kind, folder, config, files)
    notes = _adapter_note(folder)
    model, lost = _read(kind, folder, config, placing=placing)
    wrapper = _wrapper(kind, folder, config, files) if _needed(lost) else None
    if wrapper:
        before, instead = wrapper
        model, lost = _read(kind, folder, config, {f"^{re.escape(before)}": instead}, placing)
    if _needed(lost) and whole is not None and not placing:
        model, lost = _taken_out(kind, folder, config, whole, (model, lost))
    if adapter is not None:
        model, lost, said = merged(model, lost, adapter)
        notes = (*notes, said)
    body = model.base_model
    needed = _needed(lost)
    if [one for one in needed if one.startswith(_start(model))]:
        raise UntrainedError(
            f"The weights in {folder.name} are not a whole {kind.__name__}: they lack "
            f"{len(needed):,} of its {len(list(model.parameters())):,} tensors, as {needed[0]}. "
            "Choose a folder that has them all"
        )
    pooled = body is not model and any("pooler" in one for one in lost)
    if needed or pooled:
        return Checkpoint(body, False, (*notes, _headless(kind, needed or lost)))
    return Checkpoint(model, True, notes)


def _needed(names: Sequence[str]) -> list[str]:
    """Of parameters those that take part in what is shown."""
    return [one for one in names if not _IDLE.search(one)]


def _start(model: Any) -> str:
    """How the names of the parameters of a model's body begin; "" where it is all body."""
    return "" if model.base_model is model else f"{model.base_model_prefix}."


def refuse_quantised(name: str, values: Mapping[str, Any]) -> None:
    """Raises UntrainedError for a configuration (a mapping) of quantised weights, naming how."""
    found = values.get("quantization_config")
    if found is None:
        return
    told = found if isinstance(found, Mapping) else {}
    bits = told.get("bits") or next((n for n in (4, 8) if told.get(f"load_in_{n}bit")), None)
    method = str(told.get("quant_method") or "in some way")
    how = f"{method}, {bits} bit" if isinstance(bits, int) else method
    raise UntrainedError(
        f"{name} is quantised ({how}), which cannot be opened here. Choose the model it was made "
        "from"
    )


def _read(
    kind: Any,
    folder: Path,
    config: Any,
    renamed: Mapping[str, str] | None = None,
    placing: Placing = FLOAT32,
) -> tuple[Any, list[str]]:
    """The model, and the names of its parameters that are not in the file.

    renamed: pattern in the names of the file to what stands there in those of the model.
    """
    try:
        devices = placing.device_map()
    except ValueError as error:
        raise ModelError(str(error)) from error
    how: dict[str, Any] = {
        "config": config,
        "local_files_only": True,
        "trust_remote_code": False,
        "use_safetensors": any(folder.glob("*.safetensors")),
        "dtype": placing.dtype,
        "output_loading_info": True,
        "key_mapping": dict(renamed) if renamed else None,
        # where peft is installed the library would apply an adapter beside the weights by itself
        "adapter_kwargs": {"subfolder": "none"},
    }
    if devices is not None:
        offloaded = tempfile.mkdtemp(prefix="attention-explorer-weights-")
        how |= {"device_map": devices, "offload_folder": offloaded}
    try:
        model, told = with_attention(lambda form: kind.from_pretrained(folder, **form, **how))
    except ImportError as error:
        raise missing_package(folder.name, error) from error
    except Exception as error:  # whatever files of any content make the library raise
        raise ModelError(
            f"The weights of {folder.name} do not fit its configuration, or are damaged. Put the "
            "files there that came with the model."
        ) from error
    if devices is not None:
        weakref.finalize(model, shutil.rmtree, offloaded, ignore_errors=True)
    return model, sorted(told["missing_keys"])


def _taken_out(
    kind: Any, folder: Path, config: Any, whole: tuple[Any, Any], found: tuple[Any, list[str]]
) -> tuple[Any, list[str]]:
    """The part out of the larger model, and what of it is not in the file.

    found: what is returned where the larger model has no such part.
    """
    import torch

    try:
        with torch.device("meta"):
            count = sum(one.numel() for one in whole[0](whole[1]).parameters())
    except Exception:  # some compute numbers while they are built
        count = 0
    if said := shortage(folder.name, count, free_memory()):
        raise ModelError(said)
    try:
        model, lost = _read(whole[0], folder, whole[1])
    except ModelError:
        return found
    for name, part in model.named_modules():
        if type(part) is kind and type(part.config) is type(config):
            start = f"{name}."
            return part, [one.removeprefix(start) for one in lost if one.startswith(start)]
    return found


def _wrapper(kind: Any, folder: Path, config: Any, files: Sequence[Path]) -> tuple[str, str] | None:
    """What stands before all names in the file, and what stands there in those of the model.

    Raises ModelError where several fit: nobody knows which of them is meant.
    """
    there = frozenset(name for file in files for name in read_shapes(file))
    start = "" if kind.base_model_prefix == "" else f"{kind.base_model_prefix}."
    for wanted in _names(kind, config):
        names = _needed(wanted)
        own = [one for one in names if start and one.startswith(start)]
        short = [one.removeprefix(start) for one in own]
        for tried, instead in ((names, ""), (own, ""), (short, start)):
            found = _befores(tried, there)
            if len(found) > 1:
                raise ModelError(
                    f"{folder.name} holds the weights more than once, behind "
                    f"{' and '.join(found)}. Save alone those that are meant."
                )
            if found:
                return found[0], instead
    return None


def _names(kind: Any, config: Any) -> Iterator[list[str]]:
    """The names of the parameters of a class: as the library saves them, and as it has them."""
    import torch

    try:
        with torch.device("meta"):
            model = kind(config)
        state = dict(model.named_parameters())
    except Exception:  # some compute numbers while they are built
        return
    with suppress(Exception):  # no part of what the library promises
        saved = library("transformers.core_model_loading")
        yield list(saved.revert_weight_conversion(model, state))
    yield list(state)


def _befores(names: Sequence[str], there: Collection[str]) -> list[str]:
    """All that stands before every one of some names among those that are there."""
    if not names:
        return []
    ends = [one for one in there if one.endswith(f".{names[0]}")]
    befores = sorted(one.removesuffix(names[0]) for one in ends)
    return [one for one in befores if all(one + name in there for name in names)]


def _headless(kind: Any, lost: Sequence[str]) -> str:
    more = f" and {len(lost) - 3} more" if len(lost) > 3 else ""
    return (
        f"{', '.join(lost[:3])}{more} of {kind.__name__} are not among the weights: the model is "
        "run without its head, so nothing is named."
    )


def _adapter_note(folder: Path) -> tuple[str, ...]:
    if not (folder / ADAPTER).is_file():
        return ()
    return (
        f"{folder.name} holds an adapter too, which is not applied: merge it with "
        "merge_and_unload() of peft to see what it changes.",
    )


def _check_claim(kind: Any, folder: Path, config: Any, files: Sequence[Path]) -> None:
    """Raises ModelError for a configuration of many more parameters than the weights can hold."""
    import torch

    try:
        with torch.device("meta"):  # takes no memory, whatever the configuration claims
            claimed = sum(one.numel() for one in kind(config).parameters())
    except Exception:  # some compute numbers while they are built
        return
    if claimed > MOST_IN_A_BYTE * sum(file.stat().st_size for file in files) + SMALL:
        raise ModelError(
            f"The configuration of {folder.name} claims {claimed:,} parameters, more than its "
            "weights hold. Choose a folder that has them all."
        )


def _check_files(folder: Path) -> list[Path]:
    """The files of the weights; raises ModelError where they are not what they claim to be."""
    files = local_weights(folder)
    if not files:
        if any(folder.glob("*.gguf")):
            raise UntrainedError(
                f"{folder.name} holds quantised weights (gguf), which cannot be opened here. "
                "Choose the model they were made from"
            )
        raise UntrainedError(
            f"{folder.name} holds no weights (model.safetensors or pytorch_model.bin). Choose "
            "another folder"
        )
    for file in files:
        check_tensors(file)
    for index in (*folder.glob("*.safetensors.index.json"), *folder.glob("*.bin.index.json")):
        parts = read_json(index).get("weight_map")
        named = set(map(str, parts.values())) if isinstance(parts, dict) else {""}
        missing = sorted(name for name in named if name not in {file.name for file in files})
        if missing and index.name.split(".")[-3] == files[0].suffix[1:]:
            raise UntrainedError(
                f"{folder.name} is not whole: it lacks {missing[0] or 'its weights'}, which its "
                "index names. Put that file beside the others"
            )
    return files
