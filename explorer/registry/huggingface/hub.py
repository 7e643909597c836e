"""Files of a model on the Hugging Face Hub, by the public functions of its library.

What is in the cache is used as it is, without asking the network. The library's own download checks
the size of every file and keeps it where other programs find it; here its digest is checked too,
its progress is told to whoever waits, and it stops between two blocks when nobody does any more.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from explorer.core.cancel import Cancelled
from explorer.registry.abandonable_thread import Aside
from explorer.registry.entry import ModelError, UntrainedError
from explorer.registry.loading import SILENT, Loading, LoadProgress
from explorer.registry.subjects.classifier_entry import library

ANSWER = 5.0
"""Seconds that the Hub has to say what a model consists of."""
PATIENCE = 15.0
"""Seconds beyond that for one answer."""
LONGEST = 24 * 3600.0
"""Seconds that one file may take, where the user waits for it."""
OFTEN = 0.1
"""Seconds between two reports of progress."""


def fetch_files(
    name: str,
    choose: Callable[[Collection[str]], Collection[str]],
    loading: Loading = SILENT,
    refusal: Callable[[str], ModelError] = UntrainedError,
) -> Path:
    """Fetch the chosen ones of the files of a model into the library's cache.

    Parameters
    ----------
    name : an id, or ID@REVISION.
    choose : of the names of all files those to have.
    loading : hears the progress, and whether to stop.
    refusal : makes the error that says that the model cannot be had, of a sentence that goes on
        with ", or".

    Returns
    -------
    Path
        The folder of that version in the cache.

    Raises
    ------
    ModelError, Cancelled
        Of a file that cannot be checked too: the Hub must have a digest of each.
    """
    hub = _library()
    model, _, revision = name.partition("@")
    if hub.constants.is_offline_mode():
        raise refusal(
            f"{name} is not in the cache, and HF_HUB_OFFLINE forbids fetching it. Unset that"
        )
    loading.publish(LoadProgress(f"Asking for {name}"))
    with Aside(loading, ANSWER + PATIENCE) as aside, _one_sentence(hub, name, refusal):
        told = aside.do(
            lambda: hub.HfApi().model_info(
                model, revision=revision or None, timeout=ANSWER, files_metadata=True
            )
        )
    known = {one.rfilename: one for one in told.siblings or ()}
    sizes = {name: int(one.size or 0) for name, one in known.items()}
    chosen = sorted(set(choose(list(sizes))))
    if not chosen:
        raise ModelError(f"{name} has none of the files of a model. Choose another one.")
    for file in chosen:
        _require_digest(known[file], name)
    whole, before = sum(sizes[one] for one in chosen), 0
    for file in chosen:
        with Aside(loading, LONGEST) as aside, _one_sentence(hub, name, refusal):
            place = aside.do(
                partial(
                    hub.hf_hub_download,
                    model,
                    file,
                    revision=revision or None,
                    etag_timeout=ANSWER,
                    tqdm_class=_progress(loading, file, before, whole),
                )
            )
        _check(Path(place), known[file])
        before += sizes[file]
        loading.publish(LoadProgress(f"Downloading {file}", before, whole))
    return Path(place).parent


def _require_digest(told: Any, name: str) -> None:
    """Refuse a file that could not be checked, before a byte of it is fetched.

    Parameters
    ----------
    told : what the Hub says of the file.
    name : of the model.

    Raises
    ------
    ModelError
        There is neither a SHA-256 nor a git digest of it.
    """
    if not (told.lfs is not None and told.lfs.sha256) and not told.blob_id:
        raise ModelError(
            f"The Hub has no digest of {told.rfilename} of {name}, so nothing would tell whether "
            "it arrived as it was meant. Download the folder yourself and open that."
        )


def _check(file: Path, told: Any) -> None:
    """Hold a file against the digest that the Hub has of it, which the library does not.

    Raises
    ------
    ModelError
        It is damaged, and then gone.
    """
    with file.open("rb") as opened:
        if told.lfs is not None and told.lfs.sha256:
            same = hashlib.file_digest(opened, "sha256").hexdigest() == told.lfs.sha256
        else:
            content = opened.read()  # as git names a file
            named = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False)
            same = named.hexdigest() == told.blob_id
    if not same:
        file.resolve().unlink()
        file.unlink(missing_ok=True)
        raise ModelError(f"{file.name} arrived damaged. Try again.")


def _progress(loading: Loading, file: str, before: int, whole: int) -> type:
    """The progress bar that the library is given: it tells `loading` in place of the terminal."""
    bar = library("huggingface_hub.utils").tqdm

    class Progress(bar):  # type: ignore[misc, valid-type]  # the library's own, by its name
        """Raises Cancelled out of the download where the user does not wait any more."""

        monitor_interval = 0  # else every download leaves a thread behind that watches its bar

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            kwargs["disable"] = True
            super().__init__(*args, **kwargs)
            self._done, self._told = int(kwargs.get("initial") or 0), 0.0

        def update(self, n: float | None = 1) -> None:
            loading.check()
            self._done += int(n or 0)
            if time.monotonic() - self._told >= OFTEN:
                self._told = time.monotonic()
                done = min(before + self._done, whole)
                loading.publish(LoadProgress(f"Downloading {file}", done, whole))

    return Progress


def cached_folder(name: str) -> Path | None:
    """The folder in the cache with what was fetched of a model before; None where there is none.

    name: an id, or ID@REVISION.
    """
    hub = _library()
    model, _, revision = name.partition("@")
    try:
        found = hub.snapshot_download(model, revision=revision or None, local_files_only=True)
    except (hub.errors.LocalEntryNotFoundError, hub.errors.HFValidationError, OSError):
        return None
    return Path(found)


def cached_models() -> frozenset[str]:
    """The ids of the models of which something is in the cache."""
    hub = _library()
    try:
        found = hub.scan_cache_dir(hub.constants.HF_HUB_CACHE)
    except (hub.errors.CacheNotFound, OSError):
        return frozenset()
    return frozenset(one.repo_id for one in found.repos if one.repo_type == "model")


def list_files(folder: Path) -> list[str]:
    """The names of the files of a folder in the cache, without those in folders of it."""
    return sorted(file.name for file in folder.iterdir() if file.is_file())


def _library() -> Any:
    """The library of the Hub with its parts, which it imports itself only when they are used."""
    for part in ("constants", "errors", "file_download", "utils"):
        library(f"huggingface_hub.{part}")
    return library("huggingface_hub")


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
