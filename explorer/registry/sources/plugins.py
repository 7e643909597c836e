"""Models of other people: a Python file named on the command line, or an installed package.

A plug-in has a function `models()` that gives an `Entry` for each of its models, most simply by
`photo_model`. A file has it under that name; a package names it in its pyproject::

    [project.entry-points."attention_explorer.models"]
    mine = "my_package.explore:models"
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import EntryPoint, distributions, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.core.foreign import exceptions_only, plain, quoted_error
from explorer.core.taking import takes
from explorer.inputs.files import shown_name
from explorer.registry.catalogue import PREFIXES, source
from explorer.registry.entry import Entry, ModelError, unusable
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.sources.builtin import builtin  # registers before this does
from explorer.registry.subjects.classifier_entry import classifier

if TYPE_CHECKING:
    from torch import nn

    from explorer.registry.subjects.loaded_model import LoadedModel


GROUP = "attention_explorer.models"
FUNCTION = "models"
MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)

_FILES: dict[Path, tuple[Entry, ...]] = {}


@takes
def photo_model(
    id: str,
    title: str,
    build: Callable[[], nn.Module],
    size: tuple[int, int] = (224, 224),
    labels: Sequence[str] = (),
    mean: tuple[float, ...] | None = None,
    std: tuple[float, ...] | None = None,
    licence: str = "",
    paper_url: str = "",
    notes: Sequence[str] = (),
) -> Entry:
    """Make the entry of a plug-in's own model of photos.

    Parameters
    ----------
    id : str
        As mine:net, without a space.
    title : str
        What the window calls it.
    build : callable
        Makes the module, its weights included; called when the model is opened. Any module that
        takes photos (1, 3, height, width), or grey ones (1, 1, height, width), and gives logits
        (1, classes) or anything else.
    size : (int, int)
        (height, width) of its input, to which the shorter side of a photo is scaled.
    labels : sequence of str
        Of the classes.
    mean, std : tuple of float
        Of red, green and blue, or of grey alone, as fractions of 1; those of ImageNet where none
        are given, their mean for a module whose first convolution takes one channel.
    licence, paper_url : str
        Of the weights, and where the model is described.
    notes : sequence of str
        Sentences that every run of it carries.
    """
    if mean is not None and std is not None and len(mean) != len(std):
        raise ValueError(f"{id} has {len(mean)} means and {len(std)} deviations")

    def make(loading: Loading) -> LoadedModel:
        from explorer.registry.subjects.loaded_model import LoadedModel
        from explorer.registry.subjects.preprocessing import Filter, Preparation

        loading.publish(LoadProgress(f"Building {title}"))
        module = build()
        grey = _channels(module) == 1
        means, deviations = (
            given or ((sum(usual) / 3,) if grey else usual)
            for given, usual in ((mean, MEAN), (std, STD))
        )
        prepare = Preparation(size, _scaled(size), means, deviations, Filter.BICUBIC)
        return LoadedModel(module, prepare, notes=tuple(notes))

    return classifier(
        id=id,
        build=make,
        outline=None,
        labels=labels,
        trained=True,
        licence=licence,
        paper_url=paper_url,
        title=title,
    )


def _channels(module: nn.Module) -> int:
    """How many channels a module sees: what its first convolution takes, else 3."""
    from torch import nn

    first = next((one for one in module.modules() if isinstance(one, nn.Conv2d)), None)
    return 3 if first is None else first.in_channels


def _scaled(size: tuple[int, int]) -> int | tuple[int, int]:
    """A square is cut out of the photo, anything else is the whole photo."""
    return size[0] if size[0] == size[1] else size


def add_file(file: Path) -> tuple[Entry, ...]:
    """Run a plug-in and list its models from now on; again for a file that has changed.

    Raises ModelError with one sentence, its cause the plug-in's own error.
    """
    spec = importlib.util.spec_from_file_location(f"plugin_{file.stem}", file)
    if file.suffix != ".py" or spec is None or spec.loader is None or not file.is_file():
        raise ModelError(f"{shown_name(file)} is not a plug-in: name a Python file that is there.")
    module = importlib.util.module_from_spec(spec)
    try:
        with exceptions_only():
            spec.loader.exec_module(module)
            found = _entries(getattr(module, FUNCTION, None))
    except Exception as error:  # code of any content raises anything at all
        raise _broken(file.name, error) from error
    others = [one for path, listed in _FILES.items() if path != file.resolve() for one in listed]
    _check_ids(file.name, found, (*_packages(), *others))
    _FILES[file.resolve()] = found
    return found


def added_files() -> tuple[Path, ...]:
    """Return the files that were added, in that order."""
    return tuple(_FILES)


@source("plug-ins")
def plugins() -> Iterator[Entry]:
    """The models of all plug-ins; one that is broken is an entry whose `problem` says so."""
    yield from _packages()
    for listed in _FILES.values():
        yield from listed


@cache
def _packages() -> tuple[Entry, ...]:
    """Of the installed packages; asked once, since finding them reads many small files."""
    found: list[Entry] = []
    for point in _points():
        try:
            with exceptions_only():
                listed = _entries(point.load())
                _check_ids(point.name, listed, found)
        except Exception as error:  # code of any content raises anything at all
            problem = str(_broken(point.name, error))
            id = f"plug-in-{point.name}"
            listed = (unusable(id, point.name, "plug-in", problem, cause=error),)
        found += listed
    return tuple(found)


def _points() -> Iterable[EntryPoint]:
    """What installed packages announce; () at once where none names our group.

    For its list Python would also read what every package is called, which takes longer than all
    else of the start.
    """
    texts = (one.read_text("entry_points.txt") for one in distributions())
    return entry_points(group=GROUP) if any(GROUP in (text or "") for text in texts) else ()


def _entries(function: Any) -> tuple[Entry, ...]:
    """What a plug-in gives; raises TypeError for anything but entries."""
    if not callable(function):
        raise TypeError(f"it has no function {FUNCTION}()")
    found = tuple(function())
    if not found or not all(isinstance(one, Entry) for one in found):
        raise TypeError(f"{FUNCTION}() gives no entries")
    return found


def _check_ids(name: str, found: Sequence[Entry], others: Iterable[Entry]) -> None:
    """Raises ModelError for an id that another model has."""
    taken = {entry.id for entry in (*builtin(), *others)}
    for entry in found:
        prefix, colon, _ = entry.id.partition(":")
        if entry.id in taken or (colon and prefix in PREFIXES) or "#" in entry.id:
            raise ModelError(f"{name} names a model {entry.id}, which is another's. Rename it.")
        taken.add(entry.id)


def _broken(name: str, error: BaseException) -> ModelError:
    if isinstance(error, ModelError):
        return error
    if error.__cause__ is not None and not isinstance(error.__cause__, Exception):
        error = error.__cause__  # it did not raise, it ended
    kind, _, said = quoted_error(error).partition(": ")
    return ModelError(f"The plug-in {plain(name, 80)} is broken: {kind}, {said or 'nothing said'}.")
