"""The classifiers of timm: `timm:NAME` or `timm:NAME.TAG`, with their pretrained configuration."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from explorer.registry.entry import Entry, ModelError, UntrainedError
from explorer.registry.huggingface.hub import cached_folder, fetch_files, list_files
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.subjects.classifier_entry import check_known, classifier, library
from explorer.registry.subjects.library_preprocessing import LibraryPreprocessing
from explorer.registry.subjects.loaded_model import LoadedModel
from explorer.registry.weight_files.download import fetch

PREFIX = "timm"
FILES = ("model.safetensors", "pytorch_model.bin")
"""Names of the weights on the Hub, the best first."""


def find(name: str, trained: bool) -> Entry:
    """The entry of a model by its name in timm; raises ModelError."""
    timm = library("timm")
    architecture = name.partition(".")[0]
    check_known(PREFIX, architecture, timm.list_models())
    if "." in name:
        check_known(PREFIX, name, timm.list_pretrained(f"{architecture}.*"))
    config = timm.get_pretrained_cfg(name)
    if trained and not (config and config.has_weights):
        raise UntrainedError(f"timm has no weights for {name}. Choose another model")
    known: dict[str, Any] = config.to_dict() if config else {}

    def build(loading: Loading) -> LoadedModel:
        if trained:
            model = _trained(timm, name, known, loading)
        else:
            model = timm.create_model(name, pretrained=False)
        return LoadedModel(model, preparation(known), classes=bool(known.get("num_classes", True)))

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
