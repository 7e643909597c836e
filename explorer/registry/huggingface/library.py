"""The library of Hugging Face as this program uses it: quiet, offline, and without foreign code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from explorer.registry.entry import ModelError, UntrainedError
from explorer.registry.huggingface.files import read_json
from explorer.registry.subjects.classifier_entry import library
from explorer.registry.weight_files.tensors import check_tensors

DEEPEST, WIDEST = 2**12, 2**31
"""Of layers, and of any other number in a configuration; some have an infinity of their own."""
MOST_IN_A_BYTE = 4
"""Parameters: twice as many as the smallest formats have."""
SMALL = 10**7
"""Parameters that may be missing in any case, as a classifier's."""


def transformers() -> Any:
    """The library, which then draws no progress on the terminal and says errors alone."""
    found = library("transformers")
    logging = library("transformers.utils.logging")
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    return found


def config_of(values: Mapping[str, Any]) -> Any:
    """The library's configuration of a config.json; raises ModelError for nonsense in it."""
    kind = transformers().CONFIG_MAPPING[values["model_type"]]
    try:
        found = kind.from_dict(dict(values))
        if _beyond(found.to_dict()):
            raise ValueError("numbers that would use up the memory")
        return found
    except Exception as error:  # whatever its own checks raise
        raise ModelError(
            f"The configuration makes no sense for a model of type {values['model_type']}."
        ) from error


def _beyond(values: Any) -> bool:
    """Whether a configuration, or a part of it, has numbers that no model has."""
    if isinstance(values, Mapping):
        return any(
            _beyond(value)
            or (isinstance(value, int) and value > (DEEPEST if "layers" in str(name) else WIDEST))
            for name, value in values.items()
        )
    return isinstance(values, list) and any(map(_beyond, values))


def load_weights(kind: Any, folder: Path, config: Any) -> tuple[Any, list[str]]:
    """A model of a class of the library with the weights of a folder, float32, and the parameters
    that the weights lack, which stay random.

    Safetensors, or else a state dict without code; fused attention where the class has it. Raises
    ModelError with one sentence.
    """
    _check_files(folder)
    _check_claim(kind, folder, config)
    how: dict[str, Any] = {
        "config": config,
        "local_files_only": True,
        "trust_remote_code": False,
        "use_safetensors": any(folder.glob("*.safetensors")),
        "dtype": "float32",
        "output_loading_info": True,
    }
    try:
        model, told = with_attention(lambda form: kind.from_pretrained(folder, **form, **how))
    except Exception as error:  # whatever files of any content make the library raise
        raise ModelError(
            f"The weights of {folder.name} do not fit its configuration, or are damaged."
        ) from error
    return model, sorted(told["missing_keys"])


def untrained_model(kind: Any, config: Any) -> Any:
    """A model of a class of the library with random weights; raises ModelError."""
    try:
        return with_attention(lambda form: kind._from_config(config, **form))
    except Exception as error:  # whatever a configuration of any content makes the library raise
        raise ModelError(
            f"No {kind.__name__} can be built of this configuration ({type(error).__name__})."
        ) from error


def with_attention(build: Any) -> Any:
    """What `build` makes of {"attn_implementation": …}: fused, or in steps if it has no other."""
    try:
        return build({"attn_implementation": "sdpa"})
    except (ValueError, ImportError):
        return build({"attn_implementation": "eager"})


def _check_claim(kind: Any, folder: Path, config: Any) -> None:
    """Raises ModelError for a configuration of many more parameters than the weights can hold."""
    import torch

    try:
        with torch.device("meta"):  # takes no memory, whatever the configuration claims
            claimed = sum(one.numel() for one in kind(config).parameters())
    except Exception:  # some compute numbers while they are built
        return
    files = (*folder.glob("*.safetensors"), *folder.glob("pytorch_model*.bin"))
    if claimed > MOST_IN_A_BYTE * sum(file.stat().st_size for file in files) + SMALL:
        raise ModelError(
            f"The configuration of {folder.name} claims {claimed:,} parameters, more than its "
            "weights hold. Download it again."
        )


def _check_files(folder: Path) -> None:
    """Raises ModelError where the weights are not there or not what they claim to be."""
    files = sorted(folder.glob("*.safetensors")) or sorted(folder.glob("pytorch_model*.bin"))
    if not files:
        raise UntrainedError(
            f"{folder.name} holds no weights (model.safetensors or pytorch_model.bin). Choose "
            "another folder"
        )
    for file in files:
        check_tensors(file)
    for index in (*folder.glob("*.safetensors.index.json"), *folder.glob("*.bin.index.json")):
        parts = read_json(index).get("weight_map")
        named = set(map(str, parts.values())) if isinstance(parts, dict) else {""}
        lost = sorted(name for name in named if name not in {file.name for file in files})
        if lost and index.name.split(".")[-3] == files[0].suffix[1:]:
            raise ModelError(f"{folder.name} lacks {lost[0] or 'its weights'}. Download it again.")


def lacking(names: Sequence[str]) -> tuple[str, ...]:
    """A note on parameters that stay random; () for none."""
    if not names:
        return ()
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return (f"Not among the weights, so random: {', '.join(names[:3])}{more}.",)
