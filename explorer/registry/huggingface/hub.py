"""Files of a model on the Hugging Face Hub, fetched into the cache that its own library keeps.

What is in the cache is used as it is, without asking the network. The library's own download
neither goes on where it stopped nor can be cancelled: here each file is fetched to where the
library keeps it, checked against the Hub's digest, and then handed over as one that is there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from explorer.core.cancel import Cancelled
from explorer.registry.abandonable_thread import Aside
from explorer.registry.entry import ModelError, UntrainedError
from explorer.registry.loading import SILENT, Loading, LoadProgress
from explorer.registry.subjects.classifier_entry import library
from explorer.registry.weight_files.download import PATIENCE, Digest, fetch

ANSWER = 5.0
"""Seconds that the Hub has to say what a model consists of."""


@dataclass(frozen=True, slots=True)
class HubFile:
    """One file as the Hub lists it. etag: its name in the cache, and its digest in hex."""

    name: str
    size: int
    etag: str
    digest: Digest


def fetch_files(
    name: str,
    choose: Callable[[Collection[str]], Collection[str]],
    loading: Loading = SILENT,
    refusal: Callable[[str], ModelError] = UntrainedError,
) -> Path:
    """The folder in the library's cache, with the chosen ones of the files of a model.

    name: an id, or ID@REVISION. refusal: makes the error that says that it cannot be had, of a
    sentence that goes on with ", or". Raises ModelError with one sentence, Cancelled.
    """
    hub = _library()
    model, _, revision = name.partition("@")
    if hub.constants.is_offline_mode():
        raise refusal(
            f"{name} is not in the cache, and HF_HUB_OFFLINE forbids to fetch it. Unset that"
        )
    loading.publish(LoadProgress(f"Asking for {name}"))
    with Aside(loading, ANSWER + PATIENCE) as aside, _one_sentence(hub, name, refusal):
        commit, files = aside.do(lambda: _listed(hub, model, revision or None))
        wanted = set(choose([file.name for file in files]))
        chosen = [file for file in files if file.name in wanted]
        if not chosen:
            raise ModelError(f"{name} has none of the files of a model. Choose another one.")
        whole, before = sum(file.size for file in chosen), 0
        for file in chosen:
            place = _home(hub, model) / "blobs" / file.etag
            url = hub.hf_hub_url(model, file.name, revision=commit)
            headers = hub.utils.build_hf_headers()
            fetch(url, place, loading, file.digest, headers, (before, whole), file.name)
            before += file.size
            aside.do(partial(_handed_over, hub, model, file.name, revision))
    return _home(hub, model) / "snapshots" / commit


def cached_folder(name: str) -> Path | None:
    """The folder in the cache with what was fetched of a model before; None where there is none.

    name: an id, or ID@REVISION.
    """
    hub = _library()
    model, _, revision = name.partition("@")
    home = _home(hub, model)
    try:
        commit = (home / "refs" / (revision or "main")).read_text(encoding="utf-8").strip()
    except OSError:
        commit = revision
    folder = home / "snapshots" / commit
    return folder if commit and folder.is_dir() else None


def cached_models() -> frozenset[str]:
    """The ids of the models of which something is in the cache."""
    home, start = Path(_library().constants.HF_HUB_CACHE), "models--"
    try:
        folders = [one.name for one in home.iterdir() if one.name.startswith(start)]
    except OSError:
        return frozenset()
    return frozenset(name.removeprefix(start).replace("--", "/") for name in folders)


def list_files(folder: Path) -> list[str]:
    """The names of the files of a folder in the cache, without those in folders of it."""
    return sorted(file.name for file in folder.iterdir() if file.is_file())


def _library() -> Any:
    """The library of the Hub with its parts, which it imports itself only when they are used."""
    for part in ("constants", "errors", "file_download", "utils"):
        library(f"huggingface_hub.{part}")
    return library("huggingface_hub")


def _home(hub: Any, model: str) -> Path:
    """Where the library keeps a model."""
    folder: str = hub.file_download.repo_folder_name(repo_id=model, repo_type="model")
    return Path(hub.constants.HF_HUB_CACHE) / folder


def _listed(hub: Any, model: str, revision: str | None) -> tuple[str, list[HubFile]]:
    """The commit, and its files."""
    told = hub.HfApi().model_info(model, revision=revision, timeout=ANSWER, files_metadata=True)
    files = []
    for one in told.siblings or ():
        size, large = int(one.size or 0), one.lfs
        if large is not None:
            digest = Digest(large.sha256)
        else:  # as git names a file
            digest = Digest(one.blob_id, "sha1", f"blob {size}\0".encode())
        files.append(HubFile(one.rfilename, size, digest.start, digest))
    return told.sha, files


def _handed_over(hub: Any, model: str, name: str, revision: str) -> None:
    """Have the library put a file that is in its place into the folder of the model."""
    hub.hf_hub_download(model, name, revision=revision or None, etag_timeout=ANSWER)


@contextmanager
def _one_sentence(hub: Any, name: str, refusal: Callable[[str], ModelError]) -> Iterator[None]:
    """What goes wrong on the way to the Hub, in words."""
    errors = hub.errors
    try:
        yield
    except (Cancelled, ModelError):
        raise
    except errors.GatedRepoError as error:
        raise ModelError(
            f"{name} is given to those alone who accept its terms on huggingface.co. Do so, log in "
            "with hf auth login, and try again."
        ) from error
    except (errors.RepositoryNotFoundError, errors.HFValidationError) as error:
        raise ModelError(f"The Hub has no model named {name}. Check the name.") from error
    except errors.RevisionNotFoundError as error:
        raise ModelError(f"The Hub has no such version of {name}. Check what follows @.") from error
    except Exception as error:  # those of the network have no base in common
        raise refusal(
            f"{name} cannot be had from {hub.constants.ENDPOINT}. Check the connection"
        ) from error
