"""What an export runs the model on: photos, sentences, or each photo with each text."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from explorer.batch.plan import Item
from explorer.cli.errors import UsageError
from explorer.cli.options import bands_of, values_of
from explorer.core.foreign import plain
from explorer.core.inputs import Fit, Inputs, Modality
from explorer.core.text import STEM, Task, Writing, file_stem
from explorer.figures.photo_picture import unique, unique_stems
from explorer.inputs.photo_files import list_images, others_in
from explorer.inputs.sentences import split_sentences
from explorer.inputs.text import TextError, TextFile, read_text, takes_text
from explorer.registry.entry import Entry


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
    base = Inputs(
        fit=None if arguments.fit is None else Fit(arguments.fit),
        span=values_of(arguments),
        bands=bands_of(arguments),
    )
    seen = list(_photos(photos, base))
    apart = _in_sentences(arguments, entry)
    read: list[Item] = []
    if Modality.TEXT in entry.takes:
        pairs = entry.task is Task.READ and not arguments.text_b
        read = list(_texts(arguments, texts, failures, apart, pairs))
    items = [_together(one, other) for one in seen for other in read] or [*seen, *read]
    stems = unique(item.stem for item in items)
    return [replace(item, stem=stem) for item, stem in zip(items, stems, strict=True)]


def _in_sentences(arguments: argparse.Namespace, entry: Entry) -> bool:
    """Whether each sentence of a text is run by itself: as asked, or as for who translates."""
    if arguments.cut is not None:
        return bool(arguments.cut == "sentences")
    return entry.task in (None, Task.TRANSLATE)


_NOTHING = {
    True: "There is no photo to read: name one, or a folder of photos.",
    False: 'There is no text to read: give --text "…", or a text file.',
}
"""What is said where nothing is given, of a model that looks at photos and of one that does not."""


def _photos(paths: list[Path], base: Inputs) -> Iterator[Item]:
    """The photos of files and folders; raises UsageError for a folder without any.

    What a folder holds beside photos is said on standard error.
    """
    for path in paths:
        found = [path]
        if os.path.isdir(path):
            found = list_images(path)
            if not found:
                raise UsageError(f"The folder {path.name or path} holds no pictures.")
            if others := others_in(path):
                more = f" and {len(others) - 3} more" if len(others) > 3 else ""
                told = ", ".join(plain(one, 60) for one in others[:3])
                print(f"Left out of {plain(path.name, 60)}: {told}{more}.", file=sys.stderr)
        for photo in found:
            yield Item(replace(base, photos=(photo,)), Path(photo.name).stem)


def _texts(
    arguments: argparse.Namespace,
    paths: list[Path],
    failures: list[str],
    apart: bool,
    pairs: bool,
) -> Iterator[Item]:
    """The texts of --text, then those of files; what cannot be read goes to `failures`.

    apart: whether each sentence of a text is one of its own, as for who translates. pairs: whether
    a line of a file with a tab in it is two texts.
    """
    base = Inputs(
        pair=arguments.text_b or "",
        chat=arguments.chat,
        system=arguments.system or "",
        source=arguments.source or "",
        to=arguments.to_language or "",
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
        found = list(_parts(file, base, apart, pairs))
        several = len(found) > 1
        for number, one in enumerate(found, start=1):
            called = "pair" if one.pair else "sentence"
            yield Item(
                one,
                f"{stem}-{number:03d}" if several else stem,
                f"{file.name}, {called} {number}" if several else file.name,
            )


def _parts(file: TextFile, base: Inputs, apart: bool, pairs: bool) -> Iterator[Inputs]:
    """The runs of a text file: its sentences, the whole of it, or a pair of texts a line.

    pairs: whether the model reads two texts, which a line holds with a tab between them.
    """
    lines = [line for line in file.text.splitlines() if line.strip()]
    if pairs and lines and all(line.count("\t") == 1 for line in lines):
        for line in lines:
            text, _, pair = line.partition("\t")
            yield replace(base, text=text.strip(), pair=pair.strip(), name=file.name)
        return
    for text in file.sentences if apart else (file.text,):
        yield replace(base, text=text, name=file.name)


def _together(photo: Item, text: Item) -> Item:
    """A photo and a text as one run."""
    seen = photo.inputs
    inputs = replace(
        text.inputs, photos=seen.photos, fit=seen.fit, span=seen.span, bands=seen.bands
    )
    return Item(inputs, f"{photo.stem}-{text.stem}", text.called)
