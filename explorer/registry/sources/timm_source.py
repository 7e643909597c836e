"""The classifiers of timm: `timm:NAME` or `timm:NAME.TAG`, with their pretrained configuration."""

from __future__ import annotations

import os
from collections.abc import Collection
from importlib import import_module
from pathlib import Path
from typing import Any

from explorer.registry.entry import Entry, ModelError, UntrainedError
from explorer.registry.huggingface.files import CONFIG, read_json
from explorer.registry.huggingface.hub import cached_folder, fetch_files, list_files
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.sources.own_weights import SIGN, class_names, filled, split
from explorer.registry.subjects.classifier_entry import check_known, classifier, library
from explorer.registry.subjects.library_preprocessing import LibraryPreprocessing
from explorer.registry.subjects.loaded_model import LoadedModel
from explorer.registry.weight_files.download import fetch, unchecked

PREFIX = "timm"
HUB = "hf-hub:"
"""How timm's own names of what lies on the Hub begin."""
FILES = ("model.safetensors", "pytorch_model.bin")
"""Names of the weights on the Hub, the best first."""


def find(name: str, trained: bool) -> Entry:
    """The entry of a model by its name in timm, NAME@FILE or a folder; raises ModelError."""
    timm = library("timm")
    if name.startswith(HUB):
        hub = import_module("explorer.registry.huggingface.source")
        there: Entry = hub.find(name.removeprefix(HUB), trained)
        return there
    name, file = split(name)
    if file is None and (folder := _folder(name)) is not None:
        return of_folder(f"{PREFIX}:{name}", folder, trained)
    architecture = name.partition(".")[0]
    check_known(PREFIX, architecture, timm.list_models())
    if "." in name:
        check_known(PREFIX, name, timm.list_pretrained(f"{architecture}.*"))
    config = timm.get_pretrained_cfg(name)
    if file is not None:
        return _own(f"{PREFIX}:{name}{SIGN}{file}", name, file, config.to_dict() if config else {})
    if trained and not (config and config.has_weights):
        raise UntrainedError(f"timm has no weights for {name}. Choose another model")
    known: dict[str, Any] = config.to_dict() if config else {}

    def build(loading: Loading) -> LoadedModel:
        if trained:
            model = _trained(timm, name, known, loading)
        else:
            model = timm.create_model(name, pretrained=False)
        by_address = trained and not known.get("hf_hub_id")
        notes = unchecked(str(known.get("url"))) if by_address else ()
        classes = bool(known.get("num_classes", True))
        return LoadedModel(model, preparation(known), classes, notes)

    paper, paper_url = _origin(known)
    return classifier(
        id=f"{PREFIX}:{name}",
        build=build,
        outline=lambda: timm.create_model(name, pretrained=False),
        labels=_labels(known),
        trained=trained,
        licence=str(known.get("license") or ""),
        paper=paper,
        paper_url=paper_url,
    )


def _folder(name: str) -> Path | None:
    """The folder that a name is, with or without timm's own local-dir: before it."""
    path = Path(name.removeprefix("local-dir:")).expanduser()
    return path if os.sep in name and path.is_dir() else None


def of_folder(id: str, folder: Path, trained: bool) -> Entry:
    """The entry of a folder as timm saves it; raises ModelError.

    Its config.json says architecture, classes and preparation.
    """
    timm = library("timm")
    values = read_json(folder / CONFIG)
    name = str(values.get("architecture") or "")
    check_known(PREFIX, name, timm.list_models())
    known = values.get("pretrained_cfg")
    config = dict(known) if isinstance(known, dict) else dict(values)
    arguments = values.get("model_args")
    more = dict(arguments) if isinstance(arguments, dict) else {}
    for field in ("num_classes", "label_names"):
        if field in values:
            config[field] = values[field]
    names = config.get("label_names")
    labels = tuple(map(str, names)) if isinstance(names, list) else _labels(config)
    files = [folder / one for one in FILES if (folder / one).is_file()]
    if trained and not files:
        raise UntrainedError(
            f"{folder.name} holds no weights ({' or '.join(FILES)}). Choose another folder"
        )
    if "num_classes" in config:
        more.setdefault("num_classes", config["num_classes"])
    return _of_file(id, name, files[0] if trained else None, config, labels, more, folder.name)


def _own(id: str, name: str, file: Path, config: dict[str, Any]) -> Entry:
    """The entry of an architecture with the weights of a file."""
    labels, note = class_names(file)
    return _of_file(id, name, file, config, labels, {}, file.stem, (note,))


def _of_file(
    id: str,
    name: str,
    file: Path | None,
    config: dict[str, Any],
    labels: tuple[str, ...],
    arguments: dict[str, Any],
    title: str,
    notes: tuple[str, ...] = (),
) -> Entry:
    """The entry of an architecture with weights of the user's own; file: None for none."""
    timm = library("timm")
    head = config.get("classifier")

    def build(loading: Loading) -> LoadedModel:
        if file is None:
            return LoadedModel(timm.create_model(name, **arguments), preparation(config))
        loading.publish(LoadProgress(f"Building {name}"))
        found = filled(
            lambda **more: timm.create_model(name, pretrained=False, **{**arguments, **more}),
            file,
            f"{PREFIX}:{name}",
            head if isinstance(head, str) else "",
        )
        size = getattr(getattr(found.model, "patch_embed", None), "img_size", None)
        own = config if size is None else {**config, "input_size": (_channels(config), *size)}
        told = tuple(filter(None, (*notes, *found.notes)))
        return LoadedModel(found.model, preparation(own), found.named, told)

    return classifier(
        id=id,
        build=build,
        outline=lambda: timm.create_model(name, pretrained=False, **arguments),
        labels=labels,
        trained=file is not None,
        title=title,
    )


def _channels(config: dict[str, Any]) -> int:
    return int((config.get("input_size") or (3,))[0])


def _origin(config: dict[str, Any]) -> tuple[str, str]:
    """The paper and its address; without a paper the address that the weights come from."""
    papers = config.get("paper_ids") or ()
    paper = papers if isinstance(papers, str) else next(iter(papers), "")
    if paper.startswith("arXiv:"):
        return paper, f"https://arxiv.org/abs/{paper.partition(':')[2]}"
    page = config.get("hf_hub_id")
    return "", str(config.get("origin_url") or (f"https://huggingface.co/{page}" if page else ""))


def _trained(timm: Any, name: str, config: dict[str, Any], loading: Loading) -> Any:
    """With weights from the library's cache, the Hub, or the web; raises ModelError, Cancelled."""
    from explorer.registry.weight_files.tensors import read_tensors  # imports torch

    state = read_tensors(_weights(config, loading), old=True)
    loading.publish(LoadProgress(f"Building {name}"))
    try:
        model = timm.create_model(
            name, pretrained=True, pretrained_cfg_overlay={"state_dict": state}
        )
    except (RuntimeError, ValueError) as error:
        raise ModelError(
            f"The weights of timm:{name} do not fit it. Choose another one."
        ) from error
    model.pretrained_cfg.pop("state_dict", None)  # in the model's own parameters by now
    return model


def _weights(config: dict[str, Any], loading: Loading) -> Path:
    """The file of the weights, fetched where it is not in the cache."""
    if not config.get("hf_hub_id"):
        url = str(config["url"])
        return fetch(url, _beside(url), loading)
    own = config.get("hf_hub_filename")
    preferred = [own] if own else list(FILES)

    def choose(files: Collection[str]) -> list[str]:
        return [file for file in preferred if file in files][:1]

    model = str(config["hf_hub_id"])
    cached = cached_folder(model)
    folder = (
        cached if cached and choose(list_files(cached)) else fetch_files(model, choose, loading)
    )
    return folder / choose(list_files(folder))[0]


def is_cached(config: dict[str, Any], there: frozenset[str]) -> bool:
    """Whether the weights are on this machine; there: ids of what the Hub's cache has."""
    model = config.get("hf_hub_id")
    if not model:
        return bool(config.get("url")) and _beside(str(config["url"])).is_file()
    folder = cached_folder(model) if model in there else None
    wanted = {config.get("hf_hub_filename")} - {None} or set(FILES)
    return folder is not None and bool(wanted & set(list_files(folder)))


def _beside(url: str) -> Path:
    """Where torch keeps a file of weights that is not from the Hub."""
    import torch

    return Path(torch.hub.get_dir()) / "checkpoints" / url.rpartition("/")[2]


def preparation(config: dict[str, Any]) -> LibraryPreprocessing:
    """Photos prepared as timm does for evaluation.

    config: a pretrained configuration, which tells size, share that is cut out, colours and filter.
    """
    data = library("timm.data")
    known = data.resolve_data_config({}, pretrained_cfg=config)
    transform = data.create_transform(**known)
    return LibraryPreprocessing(
        f"the transform of {PREFIX}",
        lambda picture: {"pixel_values": transform(picture)},
        channels=int(known["input_size"][0]),
    )


def _labels(config: dict[str, Any]) -> tuple[str, ...]:
    """Names of the classes; none where timm does not say which they are."""
    if config.get("label_names"):
        return tuple(config["label_names"])
    data = library("timm.data")
    subset = data.infer_imagenet_subset(config)
    if subset is None:
        return ()
    info = data.ImageNetInfo(subset)
    return tuple(info.index_to_description(at) for at in range(info.num_classes()))
