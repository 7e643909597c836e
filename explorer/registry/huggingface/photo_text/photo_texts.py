"""The entry of a model of Hugging Face that answers questions about photos: LLaVA, Qwen-VL, …"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.core.inputs import Modality
from explorer.core.sites.attention import Kind
from explorer.core.text import Task
from explorer.registry.entry import Entry, ModelError
from explorer.registry.huggingface.adapters import base_folder
from explorer.registry.huggingface.checkpoints import load_checkpoint
from explorer.registry.huggingface.files import fetch_folder, local_folder, title_of
from explorer.registry.huggingface.library import missing_package, transformers, untrained_model
from explorer.registry.huggingface.model_classes import SIGNS, Choice, sides_of
from explorer.registry.huggingface.text.texts import facts_of, longest_of
from explorer.registry.huggingface.text.writing import without_extras
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.structure import outlined

if TYPE_CHECKING:
    from explorer.registry.huggingface.photo_text.answers import Loaded, PhotoAnswers

PREFIX = "hf"


def entry(name: str, values: Mapping[str, Any], choice: Choice, trained: bool) -> Entry:
    """The entry of a model by its id or folder; raises ModelError.

    values: its config.json. choice: what it is opened as.
    """
    title = title_of(name) + ("" if trained else " (untrained)")
    id = f"{PREFIX}:{name}"
    structure = outlined(lambda: choice.kind(choice.config))

    def load(device: str, loading: Loading) -> PhotoAnswers:
        from explorer.core.trace import ModelInfo
        from explorer.registry.huggingface.photo_text.answers import PhotoAnswers

        return PhotoAnswers(
            ModelInfo(id, title, ""), _loaded(name, title, choice, trained, loading), device
        )

    return Entry(
        id=id,
        title=title,
        family="Photo and text",
        kind=Kind.SELF,
        labels=(),
        parameters=structure.parameters,
        size_bytes=0,
        licence="",
        paper="",
        paper_url="" if local_folder(name) is not None else f"https://huggingface.co/{name}",
        weights_sha256="",
        facts=tuple(facts_of(choice.config.to_dict(), Task.ANSWER, structure.parameters)),
        takes=frozenset(Modality),
        task=Task.ANSWER,
        loader=load,
    )


def _loaded(name: str, title: str, choice: Choice, trained: bool, loading: Loading) -> Loaded:
    """Raises ModelError where the folder does not hold what its configuration promises."""
    from explorer.registry.huggingface.photo_text.answers import Loaded
    from explorer.registry.huggingface.photo_text.asking import Asking
    from explorer.registry.huggingface.photo_text.showing import showing
    from explorer.registry.huggingface.text.tokens import Reader

    folder = fetch_folder(name, trained, loading)
    loading.publish(LoadProgress(f"Loading {title}"))
    base = base_folder(folder, trained, loading)
    processor = _processor(base, title)

    def sides() -> str:
        return sides_of(name, choice.kind, choice.config)

    if processor is None:
        raise ModelError(
            f"{title} has no processor that can be read, which makes tokens of a photo and a "
            f"question. Put the files there that came with the model. {sides()}".rstrip()
        )
    signs = (getattr(choice.config, name, None) for name in SIGNS)
    sign = next((one for one in signs if isinstance(one, int)), -1)
    if not 0 <= sign < len(processor.tokenizer):
        raise ModelError(
            f"The configuration of {title} names no token of its tokenizer that stands for the "
            "photo. Put the files there that came with the model."
        )
    loading.check()
    notes: tuple[str, ...] = ()
    if trained:
        found = load_checkpoint(choice.kind, folder, choice.config, choice.whole)
        model, notes = found.model, found.notes
    else:
        model = untrained_model(choice.kind, choice.config)
    return Loaded(
        model,
        Asking(processor, sign, title),
        Reader(processor.tokenizer, longest_of(choice.config.get_text_config().to_dict())),
        showing(base, getattr(choice.config, "vision_config", choice.config)),
        (*notes, *without_extras(model)),
        _whole(choice.config),
        sides,
    )


def _whole(config: Any) -> int:
    """Patches of a photo, by the configuration of what looks at it; 0 where it does not say."""
    vision = getattr(config, "vision_config", None)
    sides = [getattr(vision, name, None) for name in ("image_size", "patch_size")]
    size, patch = (one if isinstance(one, int) else 0 for one in sides)
    return (size // patch) ** 2 if patch else 0


def _processor(folder: Path, title: str) -> Any:
    """The library's own processor of photos and texts; None where there is none.

    Raises MissingError for a package that it needs.
    """
    try:
        found = transformers().AutoProcessor.from_pretrained(
            folder, local_files_only=True, trust_remote_code=False
        )
    except ImportError as error:
        raise missing_package(f"The processor of {title}", error) from error
    except Exception:  # files of any content raise anything at all
        found = None
    whole = all(hasattr(found, one) for one in ("tokenizer", "image_processor"))
    return found if whole else None
