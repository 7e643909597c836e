"""What an export runs the model on: photos, sentences, or each photo with each text."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.cli.errors import UsageError
from explorer.core.inputs import Fit, Inputs, Modality
from explorer.core.text import STEM, Writing, file_stem
from explorer.figures.photo_picture import unique, unique_stems
from explorer.inputs.photo_files import list_images
from explorer.inputs.sentences import split_sentences
from explorer.inputs.text import TextError, read_text, takes_text
from explorer.registry.entry import Entry


@dataclass(frozen=True, slots=True)
class Item:
    """One run of an export.

    Attributes
    ----------
    inputs : Inputs
        What the model is given.
    stem : str
        The beginning of the names of its files.
    called : str
        How messages name a text among others; "" for a photo, whose own errors name it.
    """

    inputs: Inputs
    stem: str
    called: str = ""


def read_items(arguments: argparse.Namespace, entry: Entry, failures: list[str]) -> list[Item]:
    """List the runs that were asked for, each with a stem of its own.

    Parameters
    ----------
    arguments : argparse.Namespace
        The options, checked.
    entry : Entry
        The model, which takes photos, texts or both.
    failures : list of str
        Gets a sentence for each text file that cannot be read; photos are read by the engine.

    Returns
    -------
    list of Item
        Photos in the order of the command, and texts, those of --text first; of a model of both
        every photo with every text.

    Raises
    ------
    UsageError
        There is nothing to run.
    ImageError
        A folder cannot be read.
    """
    if not arguments.inputs and not (arguments.text and Modality.TEXT in entry.takes):
        raise UsageError(_NOTHING[Modality.PHOTO in entry.takes])
    texts: list[Path] = []
    if Modality.TEXT in entry.takes:
        both = Modality.PHOTO in entry.takes
        texts = [path for path in arguments.inputs if not both or takes_text(path)]
    photos = [path for path in arguments.inputs if path not in texts]
    seen = list(_photos(photos, None if arguments.fit is None else Fit(arguments.fit)))
    apart = entry.task is None or entry.task.paired
    read = list(_texts(arguments, texts, failures, apart)) if Modality.TEXT in entry.takes else []
    items = [_together(one, other) for one in seen for other in read] or [*seen, *read]
    stems = unique(item.stem for item in items)
    return [replace(item, stem=stem) for item, stem in zip(items, stems, strict=True)]


_NOTHING = {
    True: "There is no photo to read: name one, or a folder of photos.",
    False: 'There is no text to read: give --text "…", or a text file.',
}
"""What is said where nothing is given, of a model that looks at photos and of one that does not."""


def _photos(paths: list[Path], fit: Fit | None) -> Iterator[Item]:
    """The photos of files and folders; raises UsageError for a folder without any."""
    for path in paths:
        found = [path]
        if os.path.isdir(path):
            found = list_images(path)
            if not found:
                raise UsageError(f"The folder {path.name or path} holds no pictures.")
        for photo in found:
            yield Item(Inputs((photo,), fit=fit), Path(photo.name).stem)


def _texts(
    arguments: argparse.Namespace, paths: list[Path], failures: list[str], apart: bool
) -> Iterator[Item]:
    """The texts of --text, then those of files; what cannot be read goes to `failures`.

    apart: whether each sentence of a text is one of its own, as for who translates.
    """
    base = Inputs(
        target=arguments.target or "",
        beam=arguments.beam,
        writing=Writing(arguments.generate, arguments.temperature, arguments.top_p, arguments.seed),
    )
    for text in arguments.text:
        # as in the window: on one line it is taken as it is
        lines = split_sentences(text) if apart and "\n" in text.strip() else ()
        for part in lines or (text,):
            called = part if len(part) <= STEM else f"{part[:STEM]}…"
            yield Item(replace(base, text=part), file_stem(part), called)
    for path, stem in zip(paths, unique_stems(path.name for path in paths), strict=True):
        try:
            file = read_text(path)
        except TextError as error:
            failures.append(str(error))
            continue
        for note in file.notes:
            print(note, file=sys.stderr)
        found = file.sentences if apart else (file.text,)
        several = len(found) > 1
        for number, text in enumerate(found, start=1):
            yield Item(
                replace(base, text=text, name=file.name),
                f"{stem}-{number:03d}" if several else stem,
                f"{file.name}, sentence {number}" if several else file.name,
            )


def _together(photo: Item, text: Item) -> Item:
    """A photo and a text as one run."""
    inputs = replace(text.inputs, photos=photo.inputs.photos, fit=photo.inputs.fit)
    return Item(inputs, f"{photo.stem}-{text.stem}", text.called)
