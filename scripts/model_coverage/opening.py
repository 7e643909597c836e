"""Each type of transformers as a user has it: saved in a folder, opened by its name, and run."""

from __future__ import annotations

import gc
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from safetensors.torch import save_file

from explorer.core.checks import Verdict, overall
from explorer.core.inputs import Inputs, Modality
from explorer.inputs.images import photo_from_picture
from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError, SentenceError
from explorer.registry.huggingface.library import transformers as quiet
from model_coverage.jobs import Job, plain_model
from model_coverage.own import PREPARED
from model_coverage.shrinking import VOCABULARY, built_small

OUTCOMES = ("verified", "not verified", "refused", "not built", "failed")
"""What comes of a type: of several ways to build it the first of these that is met counts."""
HEADED = (
    *("MASKED_LM", "SEQ_TO_SEQ_CAUSAL_LM", "IMAGE_TEXT_TO_TEXT", "CAUSAL_LM"),
    *("IMAGE_CLASSIFICATION", "OBJECT_DETECTION", "SEMANTIC_SEGMENTATION"),
    *("UNIVERSAL_SEGMENTATION", "DEPTH_ESTIMATION"),
)
"""Tables of the classes that most weights are saved from, before the plain one of a type."""
LARGEST = 120_000_000
"""Parameters; more are not built, as a configuration that nothing makes smaller."""
_SIZED = ("cannot be run on", "can be placed")
"""In sentences about what a model of other sizes may be good for."""
_EYES = ("vision_config", "vlm_config", "backbone_config", "prompt_encoder_config")
"""Of a configuration, the parts that say how large a picture is."""
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_TEXT = " ".join(f"w{number}" for number in range(10, 30))


@dataclass(slots=True)
class Opened:
    """A line of the table.

    Attributes
    ----------
    type, model : str
        The type in config.json, and the class that the weights were saved from.
    side : str
        "", or #vision or #text where that was asked for by name.
    outcome : str
        One of `OUTCOMES`; "failed" is an exception of another type than the program's own.
    task : str
        What is done with the input: photo, read, continue, rewrite or translate.
    sites, placed, verified : int
        Attention sites and gates that were seen; of those that lie on the input; that are proved.
    reason : str
        The sentence of the program, or why nothing could be built.
    """

    type: str
    model: str = ""
    side: str = ""
    outcome: str = "not built"
    task: str = ""
    sites: int = 0
    placed: int = 0
    verified: int = 0
    seconds: float = 0.0
    reason: str = ""


def opened(job: Job) -> list[Opened]:
    """Save a type in the first way that opens, and say what came of it, a line a side."""
    quiet()
    start = time.perf_counter()
    best: list[Opened] = []
    failures: list[str] = []
    for build in _ways(job.model):
        torch.manual_seed(0)
        try:
            model = build()
        except Exception as error:  # not every configuration can be made small
            failures.append(_said(error))
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                _save(model, Path(folder))
            except Exception as error:  # nor can every model be saved
                failures.append(_said(error))
                continue
            found = list(_sides(job.model, type(model).__name__, folder))
        sized = any(said in row.reason for row in found for said in _SIZED)
        again = not sized and [row.reason for row in found] == [row.reason for row in best]
        if not best or _rank(found) < _rank(best):
            best = found
        if _rank(best) == 0 or again:  # it is not for its size that it is refused
            break
        gc.collect()
    if not best:
        unbuilt = [Opened(job.model, reason="; ".join(dict.fromkeys(failures))[:300])]
        best = _refused_bare(job.model) or unbuilt
    best[0].seconds = round(time.perf_counter() - start, 1)
    return best


def failed(job: Job, reason: str) -> list[Opened]:
    """The line of a type that brought the process down."""
    return [Opened(job.model, outcome="not built", reason=reason)]


def _rank(rows: list[Opened]) -> int:
    return max(OUTCOMES.index(row.outcome) for row in rows)


def _ways(name: str) -> Iterator[Callable[[], Any]]:
    """Ways to build a type, the class that is saved most often first."""
    classes = list(dict.fromkeys(one for one in (_headed(name), plain_model(name)) if one))
    for kind in classes:
        yield from built_small(name, kind, LARGEST)


def _headed(name: str) -> str | None:
    from transformers.models.auto import modeling_auto

    for table in HEADED:
        found = getattr(modeling_auto, f"MODEL_FOR_{table}_MAPPING_NAMES").get(name)
        if found is not None:
            return str(found if isinstance(found, str) else found[0])
    return None


def _save(model: Any, folder: Path) -> None:
    """The weights, a tokenizer of words and the image processor of the type."""
    model.save_pretrained(folder)
    config = model.config
    text = config.get_text_config()
    _tokenizer(getattr(text, "vocab_size", None) or VOCABULARY).save_pretrained(folder)
    with suppress(Exception):  # a type without photos has none
        _processor(config).save_pretrained(folder)


def _refused_bare(name: str) -> list[Opened]:
    """The sentence for a type that is refused before its weights are asked for; [] for others.

    As it comes, that is: nothing of it can be built here, for want of a package or of memory.
    """
    from transformers.models.auto.configuration_auto import CONFIG_MAPPING

    with tempfile.TemporaryDirectory() as folder:
        with suppress(Exception):  # not every configuration can be made without arguments
            config = CONFIG_MAPPING[name]()
            config.architectures = [one for one in (_headed(name), plain_model(name)) if one][:1]
            config.save_pretrained(folder)
            _tokenizer(VOCABULARY).save_pretrained(folder)
            _processor(config).save_pretrained(folder)
        save_file({"none": torch.zeros(1)}, Path(folder) / "model.safetensors", {"format": "pt"})
        found = list(_sides(name, "", folder))
    told = all(row.outcome == "refused" and "weights" not in row.reason for row in found)
    return found if told else []


def _tokenizer(size: int) -> Any:
    import transformers
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    count = min(size, VOCABULARY)
    words = {name: at for at, name in enumerate(_SPECIAL)}
    words |= {f"w{at}": at for at in range(len(words), count)}
    made = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return transformers.PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]  # of the library
        tokenizer_object=made,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        eos_token="[SEP]",
        mask_token="[MASK]",
    )


def _processor(config: Any) -> Any:
    """The image processor of a type, for pictures as large as its configuration says."""
    import transformers
    from transformers.models.auto import image_processing_auto

    own = vars(image_processing_auto)["IMAGE_PROCESSOR_MAPPING_NAMES"].get(config.model_type, {})
    kind = getattr(transformers, own.get("torchvision") or own.get("pil") or "ViTImageProcessor")
    made = kind()
    part = config
    while not hasattr(part, "image_size") and getattr(part, "sub_configs", None):
        inner = [getattr(part, name, None) for name in _EYES]
        part = next((one for one in inner if one is not None), None)
    side = getattr(part, "image_size", None)
    height, width = side if isinstance(side, (list, tuple)) and len(side) == 2 else (side, side)
    if not isinstance(height, int) or not isinstance(width, int):
        return made
    given: dict[str, Any] = {}
    channels = getattr(part, "num_channels", 3)
    if channels != 3 and getattr(made, "image_mean", None):
        given = {"image_mean": [0.5] * channels, "image_std": [0.5] * channels}
    for name in ("size", "crop_size", "pad_size"):
        keys = dict(getattr(made, name, None) or {})
        if keys:
            given[name] = {key: width if "width" in key else height for key in keys}
    if "shortest_edge" in given.get("size", ()):
        given["crop_size"] = {"height": height, "width": width}
    if "longest_edge" in given.get("size", ()):
        given["do_pad"] = True  # what is not square is filled up
    return kind(**{**given, **PREPARED.get(config.model_type, {})})


def _sides(name: str, model: str, folder: str) -> Iterator[Opened]:
    """What comes of a folder: of its whole, or of each side that the program says it has."""
    whole = _run(name, model, "", folder)
    if "processor that can be read" in whole.reason:  # which is not built here: see the tests
        whole.outcome, whole.reason = "refused", "#text"
    if whole.outcome != "refused" or not re.search(r"#(vision|text)\b", whole.reason):
        yield whole
    for side in ("#vision", "#text"):
        row = _run(name, model, side, folder)
        if row.outcome == "refused" and row.reason.replace(side, "") == whole.reason:
            continue  # it fails as a whole, before a side of it is looked for
        if not any(said in row.reason for said in ("has one side only", "side that can be opened")):
            yield row


def _run(name: str, model: str, side: str, folder: str) -> Opened:
    row = Opened(name, model, side)
    try:
        entry = find(f"hf:{folder}{side}")
        row.task = entry.task.value if entry.task is not None else "photo"
        subject: Any = entry.load("cpu")
        trace = subject.run(_inputs(entry))
    except (ModelError, SentenceError) as error:
        row.outcome, row.reason = "refused", _clean(str(error), folder)
        return row
    except Exception as error:  # what must not happen
        row.outcome, row.reason = "failed", _clean(_said(error), folder)
        return row
    findings = subject.findings
    row.sites = len(findings)
    row.placed = len(trace.sites)
    row.verified = sum(overall(one.checks) is Verdict.VERIFIED for one in findings)
    row.outcome = "verified" if trace.verdict is Verdict.VERIFIED else "not verified"
    bad = [str(one) for one in trace.all_checks() if one.verdict is not Verdict.VERIFIED]
    told = bad[:2] if row.outcome != "verified" else [one for one in trace.notes if "not " in one]
    row.reason = _clean(" ".join(told), folder)
    return row


def _inputs(entry: Any) -> Inputs:
    photos: tuple[Any, ...] = ()
    if Modality.PHOTO in entry.takes:
        pixels = np.random.default_rng(0).integers(0, 256, (80, 96, 3), dtype=np.uint8)
        photos = (photo_from_picture(Image.fromarray(pixels), "noise.png"),)
    return Inputs(photos, text=_TEXT if Modality.TEXT in entry.takes else "")


def _clean(said: str, folder: str) -> str:
    """Without the folder, whose name is drawn."""
    return " ".join(said.replace(folder, "FOLDER").replace(Path(folder).name, "FOLDER").split())


def _said(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0][:160] if lines else ''}"
