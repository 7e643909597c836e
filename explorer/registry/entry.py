"""What the registry knows of a model without loading it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.foreign import Refusal, exceptions_only, plain, quoted_error, sentence
from explorer.core.inputs import Modality
from explorer.core.sites.attention import Kind
from explorer.core.text import Task
from explorer.registry.loading import SILENT, Loading, LoadProgress
from explorer.registry.memory import SMALL, free_memory, shortage

if TYPE_CHECKING:
    from explorer.registry.subjects.protocol import Subject

PHOTOS, TEXTS = frozenset({Modality.PHOTO}), frozenset({Modality.TEXT})
"""What a model takes that takes one thing only."""


class ModelError(Refusal):
    """A model cannot be used; the message is one sentence that says what to do."""


class MissingError(ModelError):
    """A model needs packages that are not installed.

    packages: what pip is told to install, one call after the other, each a tuple of arguments.
    """

    def __init__(self, said: str, packages: tuple[tuple[str, ...], ...]) -> None:
        super().__init__(said)
        self.packages = packages


class ArchitectureError(ModelError):
    """A bare file of weights does not say which architecture it is of.

    file: the weights. guesses: names of architectures that fit, the likeliest first.
    """

    def __init__(self, said: str, file: Path, guesses: tuple[str, ...]) -> None:
        super().__init__(said)
        self.file, self.guesses = file, guesses


class UntrainedError(ModelError):
    """The weights of a model cannot be had, and it can be built without them.

    said: what is wrong and what can be done, without the last choice: that is the window's in the
    message, and others put it in words of their own.
    """

    def __init__(self, said: str) -> None:
        super().__init__(f"{said}, or open it untrained.")
        self.said = sentence(said)


class RunError(ModelError):
    """A model that could be opened failed on what it was given; it may do better with another."""


class NoRoomError(ModelError):
    """A model or a run takes more memory than is free on its device; both numbers are said."""


class SentenceError(Refusal):
    """A text cannot be run as it is; the message is one sentence that says what to do."""


def check_characters(text: str) -> None:
    """Raise SentenceError for half a character in a text, which no tokenizer can read."""
    for at, char in enumerate(text):
        if unicodedata.category(char) == "Cs":
            raise SentenceError(
                f"Character {at + 1} of the text is damaged. Delete it and type it again."
            )


def one_language(title: str, wanted: str) -> SentenceError:
    """The sentence for a language that was chosen where a model tells none apart."""
    return SentenceError(f"{title} does not tell languages apart: leave out {wanted}.")


@contextmanager
def readable(title: str) -> Iterator[None]:
    """Turn whatever files of any content raise while a model is found or loaded into one sentence.

    Raises ModelError; lets pass memory that is not there.
    """
    try:
        with exceptions_only():
            yield
    except (ModelError, SentenceError, MemoryError):
        raise
    except Exception as error:  # files and code of any content raise anything at all
        if type(error).__name__ == "OutOfMemoryError":  # torch's, which is not imported for it
            raise
        raise ModelError(
            f"{plain(title, 80)} cannot be opened ({quoted_error(error)}). Its files are damaged, "
            "or not of this kind: choose another model."
        ) from error


def failed_run(title: str, what: str, error: Exception) -> RunError:
    """The sentence for a model that raised something of its own as it ran.

    Parameters
    ----------
    title : the model.
    what : it was given, as "this text".
    error : what it raised; its first line is quoted, shortened and printable.
    """
    name, said = plain(title, 80), quoted_error(error)
    if isinstance(error, RuntimeError | AssertionError) and _SIZES.search(said):
        alone = what.removesuffix(" alone")  # more would not help
        return RunError(
            f"{name} cannot be run on {alone} ({said}): the sizes in its files do not fit each "
            "other, or not this input. Put back the files that came with it, or choose another "
            "model."
        )
    return RunError(f"{name} cannot be run on {what} ({said}). Choose another model.")


_SIZES = re.compile(r"\b(sizes?|shapes?|dimensions?|channels|height|width)\b", re.IGNORECASE)
"""What torch and models speak of where numbers in a configuration do not fit."""


@dataclass(frozen=True)
class Entry:
    """One model that can be opened.

    `takes` says what it can be given, of which a run may lack some. `task` is what is done with a
    text, None with a photo alone; `languages` are (source, target) as ISO 639-1 codes, None
    where they are not known; `labels` are the classes, none for a model of texts. `facts` are
    (label, value) rows for the model card, in order. `problem` is empty, or the one sentence why
    the model cannot be loaded. `loader` is behind `load`.
    """

    id: str
    title: str
    family: str
    kind: Kind
    labels: tuple[str, ...]
    parameters: int
    size_bytes: int
    licence: str
    paper: str
    paper_url: str
    weights_sha256: str
    facts: tuple[tuple[str, str], ...] = ()
    problem: str = ""
    takes: frozenset[Modality] = PHOTOS
    languages: tuple[str, str] | None = None
    task: Task | None = None
    loader: Callable[[str, Loading], Subject] = field(repr=False, kw_only=True)

    @property
    def input(self) -> Modality:
        """What its maps lie over: a photo where it takes one, else a text."""
        return Modality.PHOTO if Modality.PHOTO in self.takes else Modality.TEXT

    @property
    def output(self) -> Modality:
        """What tells its answer: words where it does something with a text, else classes."""
        return Modality.PHOTO if self.task is None else Modality.TEXT

    @property
    def paired(self) -> bool:
        """Whether it writes another text for each sentence that it is given."""
        return self.task is None or self.task.paired

    @property
    def placeable(self) -> bool:
        """Whether its weights can be held in other numbers, or spread over several devices."""
        return self.id.startswith("hf:") and Modality.TEXT in self.takes

    def load(self, device: str, loading: Loading = SILENT) -> Subject:
        """The model on a device.

        Of a large one the memory that it takes is told before any of it is taken.

        Raises
        ------
        ModelError
            It cannot be had, whatever its files or its code raise; or it is to be held in a way
            that is for models of texts from Hugging Face alone.
        NoRoomError
            Its weights are larger than the memory that is free here or on the device, and they are
            not to be spread.
        Cancelled
            Between two of its tensors.
        MemoryError
            Or what torch raises in its place.
        """
        from explorer.capture.cancelling import between_tensors  # imports torch, as a loader does

        placing, free = loading.placing, free_memory()
        if placing and not self.placeable:
            raise ModelError(
                f"{self.title} is held in float32 on one device: other numbers and several devices "
                "are for models of texts from Hugging Face. Leave --dtype and --device-map out."
            )
        needed = placing.size * self.parameters
        if needed > SMALL:
            for place in dict.fromkeys(("cpu", device)):  # where it is built, and where it goes
                room = free if place == "cpu" else free_memory(place)
                said = shortage(self.title, self.parameters, room, placing.size, place)
                if said and not placing.spread:
                    raise NoRoomError(said)
            told = f"{needed / 1e9:.1f} GB as {placing.dtype}, {free / 1e9:.1f} GB are free"
            loading.publish(LoadProgress(f"Loading {self.title}: {told}"))
        with between_tensors(loading.cancelled), readable(self.title):
            return self.loader(device, loading)


def unusable(
    id: str,
    title: str,
    family: str,
    problem: str,
    kind: Kind = Kind.SELF,
    takes: frozenset[Modality] = PHOTOS,
    task: Task | None = None,
    cause: BaseException | None = None,
) -> Entry:
    """The entry of a model that cannot be loaded: whoever loads it gets ModelError(problem)."""

    def refuse(device: str, loading: Loading) -> Subject:
        raise ModelError(problem) from cause

    return Entry(
        id=id,
        title=title,
        family=family,
        kind=kind,
        labels=(),
        parameters=0,
        size_bytes=0,
        licence="",
        paper="",
        paper_url="",
        weights_sha256="",
        problem=problem,
        takes=takes,
        task=task,
        loader=refuse,
    )
