"""The text models of Hugging Face: what a configuration says of them, and how they are loaded."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.core.sites.attention import Kind
from explorer.core.text import Task
from explorer.core.trace import ModelInfo
from explorer.registry.entry import TEXTS, Entry, ModelError, UntrainedError
from explorer.registry.huggingface.adapters import base_folder
from explorer.registry.huggingface.checkpoints import load_checkpoint
from explorer.registry.huggingface.files import (
    fetch_folder,
    local_folder,
    local_weights,
    read_json,
    without_tower,
)
from explorer.registry.huggingface.library import missing_package, transformers, untrained_model
from explorer.registry.huggingface.model_classes import AUTO, Choice, forward_of, plain_class
from explorer.registry.huggingface.photo.positions import positions_of
from explorer.registry.huggingface.text.writing import without_extras
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.placing import Placing
from explorer.registry.subjects.classifier_entry import library

if TYPE_CHECKING:
    from explorer.registry.huggingface.text.text_subject import HfText
    from explorer.registry.huggingface.text.tokens import Reader

PREFIX = "hf"
KINDS = {
    Task.TRANSLATE: Kind.CROSS,
    Task.REWRITE: Kind.CROSS,
    Task.CONTINUE: Kind.MASKED,
    Task.READ: Kind.SELF,
}
FAMILIES = {
    Task.TRANSLATE: "Encoder and decoder",
    Task.REWRITE: "Encoder and decoder",
    Task.CONTINUE: "Decoder",
    Task.READ: "Encoder",
}
TOKENIZERS = ("tokenizer.json", "tokenizer_config.json", "vocab.txt", "vocab.json", "spiece.model")
"""Files of which a folder with a tokenizer of its own has one."""
SCRIPTS = "a 1 я 猫"
"""Of which every tokenizer makes some token, an unknown one at least."""
_READERS = ("xlnet",)
"""Types that the library has write, though their tokens look both ways: for each new one they are
run with another mask, which no run over the whole text has."""
_TRANSLATORS = ("marian", "m2m_100", "fsmt", "mbart", "plbart", "seamless_m4t")
_POSITIONS = (
    "max_position_embeddings",
    "max_encoder_position_embeddings",
    "n_positions",
    "n_ctx",
    "max_seq_len",
)
_LAYERS = ("num_hidden_layers", "n_layer", "n_layers", "num_layers", "encoder_layers")
_HEADS = ("num_attention_heads", "n_head", "n_heads", "num_heads", "encoder_attention_heads")
_NAMELESS = ("model", "models", "checkpoint", "weights", "main")
_WIDTH = ("hidden_size", "d_model", "n_embd", "dim")


def entry(name: str, values: Mapping[str, Any], choice: Choice, trained: bool) -> Entry:
    """The entry of a text model by its folder or id.

    values: its config.json. choice: what it is opened as, a part of it where that is a side.
    """
    if choice.config.model_type != values["model_type"]:
        values = choice.config.to_dict()
    task = task_of(values, choice.kind)
    folder = local_folder(name)
    plain = without_tower(name)
    title = (plain if folder is None else _called(folder)) + ("" if trained else " (untrained)")
    id = f"{PREFIX}:{name}"
    size = 0
    if folder is not None and trained:
        size = sum(file.stat().st_size for file in local_weights(folder))
    parameters = _parameters(choice, task)

    def load(device: str, loading: Loading) -> HfText:
        return _load(name, ModelInfo(id, title, ""), task, choice, trained, device, loading)

    return Entry(
        id=id,
        title=title,
        family=FAMILIES[task],
        kind=KINDS[task],
        labels=(),
        parameters=parameters,
        size_bytes=size,
        licence="",
        paper="",
        paper_url="" if folder is not None else f"https://huggingface.co/{plain}",
        weights_sha256="",
        facts=tuple(facts_of(values, task, parameters)),
        takes=TEXTS,
        languages=_languages(plain),
        task=task,
        loader=load,
    )


def _called(folder: Path) -> str:
    """What a folder is called by, with the one around it where every model's is called so."""
    folder = folder.resolve()
    return f"{folder.parent.name}/{folder.name}" if folder.name in _NAMELESS else folder.name


def _languages(name: str) -> tuple[str, str] | None:
    """From which language into which, of a name as opus-mt-ja-en."""
    found = re.search(r"opus-mt(?:-tc-big)?-([a-z]{2,3})-([a-z]{2,3})$", name)
    return (found[1], found[2]) if found else None


def task_of(config: Mapping[str, Any], model: Any = None) -> Task:
    """What a model does with a text, by its configuration; model: the class that it is opened as.

    One that writes about photos continues a text without one.
    """
    kind, classes = str(config.get("model_type")), " ".join(map(str, _architectures(config)))
    if kind in _READERS:
        return Task.READ
    heads = ("EncoderModel", "Classification", "QuestionAnswering")
    if config.get("is_encoder_decoder") and not any(one in classes for one in heads):
        if model is not None and "decoder_input_ids" not in forward_of(model).takes:
            # one side of a model of two
            return Task.READ if "Encoder" in model.__name__ else Task.CONTINUE
        return Task.TRANSLATE if kind in _TRANSLATORS else Task.REWRITE
    sees = model is not None and "pixel_values" in forward_of(model).takes
    if sees or "CausalLM" in classes or "LMHead" in classes:
        return Task.CONTINUE
    if classes.endswith(("ForMaskedLM", "ForPreTraining")):
        return Task.READ
    auto = library(AUTO)
    writes = kind in auto.MODEL_FOR_CAUSAL_LM_MAPPING_NAMES
    reads = kind in auto.MODEL_FOR_MASKED_LM_MAPPING_NAMES
    return Task.CONTINUE if writes and not reads and "Classification" not in classes else Task.READ


def longest_of(config: Mapping[str, Any]) -> int | None:
    """Tokens that a model takes at most, by its configuration; None where any number does."""
    found = next((config[one] for one in _POSITIONS if isinstance(config.get(one), int)), None)
    if found is None or found <= 0 or config.get("model_type") in ("t5", "mt5", "umt5", "longt5"):
        return None
    return int(found)


def _architectures(config: Mapping[str, Any]) -> list[Any]:
    found = config.get("architectures")
    return found if isinstance(found, list) else []


def facts_of(config: Mapping[str, Any], task: Task, parameters: int) -> Iterator[tuple[str, str]]:
    """The rows of a model card, as far as a configuration says: size of its parts, and its type.

    Of one of several parts those of what reads its texts, and the patches of what looks at photos.
    """
    text, vision = config.get("text_config"), config.get("vision_config")
    own = text if isinstance(text, Mapping) and "num_hidden_layers" not in config else config
    yield "Type", str(config.get("model_type"))
    layers, heads, width = (_number(own, names) for names in (_LAYERS, _HEADS, _WIDTH))
    if task.paired and layers:
        below = _number(own, ("decoder_layers", "num_decoder_layers")) or layers
        yield "Layers", f"{layers} + {below}"
    elif layers and heads:
        yield "Layers × heads", f"{layers} × {heads}"
    if width:
        yield "Width", f"{width:,}"
    if vocabulary := _number(own, ("vocab_size",)):
        yield "Vocabulary", f"{vocabulary:,}"
    if longest := longest_of(own):
        yield "Positions", f"{longest:,}"
    if task is Task.ANSWER and isinstance(vision, Mapping):
        yield from _patches(vision)
    if parameters:
        yield "Parameters", f"{parameters / 1e6:,.1f} M"


def _patches(vision: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Of how many pixels a patch is, and how many there are where the photo has one size."""
    patch, size = (_side(vision.get(name)) for name in ("patch_size", "image_size"))
    if patch and size:
        yield "Patches", f"{size // patch} × {size // patch}, {patch} px"
    elif patch:
        yield "Patches", f"{patch} px"


def _side(told: object) -> int:
    """One side of a square, told alone or with the other; 0 for anything else."""
    if isinstance(told, list | tuple) and len(set(map(str, told))) == 1:
        told = told[0]
    return told if isinstance(told, int) and told > 0 else 0


def _number(config: Mapping[str, Any], names: tuple[str, ...]) -> int | None:
    return next((config[one] for one in names if isinstance(config.get(one), int)), None)


def _load(
    name: str,
    info: ModelInfo,
    task: Task,
    choice: Choice,
    trained: bool,
    device: str,
    loading: Loading,
) -> HfText:
    """Raises ModelError where the folder does not hold what its configuration promises."""
    folder = fetch_folder(name, trained, loading)
    loading.publish(LoadProgress(f"Loading {info.title}"))
    base = base_folder(folder, trained, loading)
    own = any((folder / one).is_file() for one in TOKENIZERS)  # an adapter may have none of its own
    reader = _reader(folder if own else base, info.title, choice.config)
    loading.check()
    model, says, notes = _model(folder, choice, task, trained, loading.placing)
    reader.at_most(positions_of(model.get_encoder() if task.paired else model))
    notes += without_extras(model)
    loading.check()
    from explorer.registry.huggingface.text.continuing import HfDecoder
    from explorer.registry.huggingface.text.encoder import HfEncoder
    from explorer.registry.huggingface.text.rewriting import HfPair

    match task:
        case Task.READ:
            subject = HfEncoder(info, model, reader, device, says, notes)
            subject.pooling = "" if says else _pooling(folder)
            return subject
        case Task.CONTINUE:
            return HfDecoder(info, model, reader, device, says, notes)
    return HfPair(info, model, reader, device, notes=notes, task=task)


def _pooling(folder: Path) -> str:
    """How a folder of sentence-transformers makes one vector of a text; "" for another folder."""
    if not (folder / "modules.json").is_file():
        return ""
    file = folder / "1_Pooling" / "config.json"
    told = read_json(file) if file.is_file() else {}
    if told.get("pooling_mode_cls_token"):
        return "cls"
    return "max" if told.get("pooling_mode_max_tokens") else "mean"


def _reader(folder: Path, title: str, config: Any) -> Reader:
    from explorer.registry.huggingface.text.tokens import Reader

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what else could be installed
            tokenizer = transformers().AutoTokenizer.from_pretrained(
                folder, use_fast=True, trust_remote_code=False, local_files_only=True
            )
            longest = longest_of(config.get_text_config().to_dict())
            reader = Reader(tokenizer, longest)  # which first makes the tokenizer's length sound
            read = tokenizer(SCRIPTS, add_special_tokens=False)["input_ids"]
            if not read and (folder / TOKENIZERS[0]).is_file():
                # the class of the type reads nothing of a tokenizer that was made otherwise
                plain = transformers().PreTrainedTokenizerFast
                tokenizer = plain.from_pretrained(folder, local_files_only=True)
                reader = Reader(tokenizer, longest)
                read = tokenizer(SCRIPTS, add_special_tokens=False)["input_ids"]
    except ImportError as error:  # sentencepiece and its like
        raise missing_package(f"The tokenizer of {title}", error) from error
    except Exception as error:  # files of any content raise anything at all
        raise _unreadable(title) from error
    if not read:  # where files are missing some classes of the library make one that knows nothing
        raise _unreadable(title)
    return reader


def _unreadable(title: str) -> ModelError:
    return ModelError(
        f"{title} has no tokenizer that can be read: tokenizer.json is missing or damaged. Put the "
        "file there that came with the model."
    )


def _model(
    folder: Path, choice: Choice, task: Task, trained: bool, placing: Placing
) -> tuple[Any, bool, tuple[str, ...]]:
    """The model, whether it gives logits of its vocabulary, and notes."""
    kind, says = _class(choice, task)
    if not trained:
        if placing:
            raise ModelError(
                "An untrained model is held in float32 on one device. Leave --dtype and "
                "--device-map out."
            )
        return untrained_model(kind, choice.config), says, ()
    found = load_checkpoint(kind, folder, choice.config, choice.whole, placing)
    if task.paired and not found.head:
        raise UntrainedError(
            f"The weights in {folder.name} have no head that names words, so {kind.__name__} "
            "cannot write. Choose a folder that has it"
        )
    return found.model, says and found.head, found.notes


def _class(choice: Choice, task: Task) -> tuple[Any, bool]:
    """The class of the library, and whether that gives logits of its vocabulary."""
    own, config = choice.kind, choice.config
    if task.paired:
        return plain_class(config, "MODEL_FOR_SEQ_TO_SEQ_CAUSAL_LM_MAPPING") or own, True
    if task is Task.CONTINUE:
        if "pixel_values" in forward_of(own).takes:  # it writes about photos, too
            return own, True
        return plain_class(config, "MODEL_FOR_CAUSAL_LM_MAPPING") or own, True
    if own.__name__.endswith(("ForMaskedLM", "ForPreTraining")):
        masked = plain_class(config, "MODEL_FOR_MASKED_LM_MAPPING")
        return masked or own, masked is not None
    return own, False


def _parameters(choice: Choice, task: Task) -> int:
    """How many there are; 0 where that takes building it."""
    import torch

    try:
        with torch.device("meta"):
            model = _class(choice, task)[0]._from_config(choice.config)
    except Exception:  # whatever a class raises that cannot be built without memory
        return 0
    return sum(one.numel() for one in model.parameters())
