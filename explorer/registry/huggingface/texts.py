"""The text models of Hugging Face: what a configuration says of them, and how they are loaded."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.core.attention import Kind
from explorer.core.text import Task
from explorer.core.trace import ModelInfo
from explorer.registry.entry import TEXTS, Entry, ModelError, UntrainedError
from explorer.registry.huggingface.files import fetch_folder, local_folder, without_tower
from explorer.registry.huggingface.library import (
    config_of,
    load_weights,
    transformers,
    with_attention,
)
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.subjects.classifier_entry import SEED, library

if TYPE_CHECKING:
    from explorer.registry.huggingface.text_subject import HfText
    from explorer.registry.huggingface.tokens import Reader

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
_OFFSET = (
    "roberta",
    "xlm-roberta",
    "camembert",
    "xlm-roberta-xl",
    "mpnet",
    "ibert",
    "data2vec-text",
    "longformer",
)
"""Types whose positions begin behind that of the padding."""
_LAYERS = ("num_hidden_layers", "n_layer", "n_layers", "num_layers", "encoder_layers")
_HEADS = ("num_attention_heads", "n_head", "n_heads", "num_heads", "encoder_attention_heads")
_NAMELESS = ("model", "models", "checkpoint", "weights", "main")
_WIDTH = ("hidden_size", "d_model", "n_embd", "dim")


def entry(name: str, config: Mapping[str, Any], trained: bool) -> Entry:
    """The entry of a text model by its folder or id, whose configuration has been read."""
    task = task_of(config)
    whole = config_of(config)
    own = whole.text_config if "text_config" in config else whole
    folder = local_folder(name)
    plain = without_tower(name)
    title = (plain if folder is None else _called(folder)) + ("" if trained else " (untrained)")
    id = f"{PREFIX}:{name}"
    size = 0
    if folder is not None and trained:
        files = [*folder.glob("*.safetensors"), *folder.glob("*.bin")]
        size = sum(file.stat().st_size for file in files)

    parameters = _parameters(own, task)

    def load(device: str, loading: Loading) -> HfText:
        return _load(name, ModelInfo(id, title, ""), task, own, trained, device, loading)

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
        facts=tuple(_facts(config, task, parameters)),
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


def task_of(config: Mapping[str, Any]) -> Task:
    """What a model does with a text, by its configuration alone."""
    kind, classes = str(config.get("model_type")), " ".join(map(str, _architectures(config)))
    if kind in _READERS:
        return Task.READ
    if config.get("is_encoder_decoder") and "EncoderModel" not in classes:
        return Task.TRANSLATE if kind in _TRANSLATORS else Task.REWRITE
    if "CausalLM" in classes or "LMHead" in classes:
        return Task.CONTINUE
    if classes.endswith(("ForMaskedLM", "ForPreTraining")):
        return Task.READ
    auto = library("transformers.models.auto.modeling_auto")
    writes = kind in auto.MODEL_FOR_CAUSAL_LM_MAPPING_NAMES
    reads = kind in auto.MODEL_FOR_MASKED_LM_MAPPING_NAMES
    return Task.CONTINUE if writes and not reads and "Classification" not in classes else Task.READ


def longest_of(config: Mapping[str, Any]) -> int | None:
    """Tokens that a model takes at most, by its configuration; None where any number does."""
    found = next((config[one] for one in _POSITIONS if isinstance(config.get(one), int)), None)
    if found is None or found <= 0 or config.get("model_type") in ("t5", "mt5", "umt5", "longt5"):
        return None
    if config.get("model_type") in _OFFSET:
        return int(found) - int(config.get("pad_token_id") or 1) - 1
    return int(found)


def _architectures(config: Mapping[str, Any]) -> list[Any]:
    found = config.get("architectures")
    return found if isinstance(found, list) else []


def _facts(config: Mapping[str, Any], task: Task, parameters: int) -> Iterator[tuple[str, str]]:
    text = config.get("text_config")
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
    if parameters:
        yield "Parameters", f"{parameters / 1e6:,.1f} M"


def _number(config: Mapping[str, Any], names: tuple[str, ...]) -> int | None:
    return next((config[one] for one in names if isinstance(config.get(one), int)), None)


def _load(
    name: str,
    info: ModelInfo,
    task: Task,
    config: Any,
    trained: bool,
    device: str,
    loading: Loading,
) -> HfText:
    """Raises ModelError where the folder does not hold what its configuration promises."""
    folder = fetch_folder(name, trained, loading)
    loading.publish(LoadProgress(f"Loading {info.title}"))
    reader = _reader(folder, info.title, config)
    loading.check()
    model, says = _model(folder, config, task, trained)
    loading.check()
    from explorer.registry.huggingface.continuing import HfDecoder
    from explorer.registry.huggingface.rewriting import HfPair
    from explorer.registry.huggingface.text_subject import HfEncoder

    match task:
        case Task.READ:
            return HfEncoder(info, model, reader, device, says)
        case Task.CONTINUE:
            return HfDecoder(info, model, reader, device, says)
    return HfPair(info, model, reader, device, task=task)


def _reader(folder: Path, title: str, config: Any) -> Reader:
    from explorer.registry.huggingface.tokens import Reader

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what else could be installed
            tokenizer = transformers().AutoTokenizer.from_pretrained(
                folder, use_fast=True, trust_remote_code=False, local_files_only=True
            )
    except ImportError as error:  # sentencepiece and its like
        raise ModelError(
            f"The tokenizer of {title} needs a package that is not installed: "
            "pip install sentencepiece."
        ) from error
    except Exception as error:  # files of any content raise anything at all
        raise ModelError(
            f"{title} has no tokenizer that can be read: tokenizer.json is missing or damaged."
        ) from error
    return Reader(tokenizer, longest_of(config.to_dict()))


def _model(folder: Path, config: Any, task: Task, trained: bool) -> tuple[Any, bool]:
    """The model in float32, and whether it gives logits of its vocabulary."""
    kind, says = _class(config, task)
    if not trained:
        import torch

        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(SEED)
            return with_attention(lambda form: kind._from_config(config, **form)), says
    model, missing = load_weights(kind, folder, config)
    missing = _needed(missing)
    if missing and says and not task.paired:  # weights of the body alone
        kind, says = transformers().MODEL_MAPPING[type(config)], False
        model, missing = load_weights(kind, folder, config)
        missing = _needed(missing)
    if missing:
        raise UntrainedError(
            f"The weights in {folder.name} lack {len(missing)} tensors that the model needs, as "
            f"{missing[0]}. Fetch it again"
        )
    return model, says


def _needed(names: list[str]) -> list[str]:
    """Of the tensors that there are no weights for, those that take part in a map or a word: a
    pooling layer that nothing was trained with does not."""
    return [one for one in names if "pooler" not in one]


def _class(config: Any, task: Task) -> tuple[Any, bool]:
    """The class of the library, and whether that gives logits of its vocabulary."""
    library = transformers()
    names = [str(one) for one in config.architectures or ()]
    own = getattr(library, names[0], None) if names else None
    if not (isinstance(own, type) and issubclass(own, library.PreTrainedModel)):
        own = None
    if task.paired:
        return library.MODEL_FOR_SEQ_TO_SEQ_CAUSAL_LM_MAPPING[type(config)], True
    if task is Task.CONTINUE:
        return library.MODEL_FOR_CAUSAL_LM_MAPPING[type(config)], True
    masked = library.MODEL_FOR_MASKED_LM_MAPPING
    if names and names[0].endswith(("ForMaskedLM", "ForPreTraining")) and type(config) in masked:
        return masked[type(config)], True
    if config.model_type == "clip_text_model":
        return library.CLIPTextModel, False
    return own or library.MODEL_MAPPING[type(config)], False


def _parameters(config: Any, task: Task) -> int:
    """How many there are; 0 where that takes building it."""
    import torch

    try:
        with torch.device("meta"):
            model = _class(config, task)[0]._from_config(config)
    except Exception:  # whatever a class raises that cannot be built without memory
        return 0
    return sum(one.numel() for one in model.parameters())
