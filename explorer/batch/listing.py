"""What a batch runs the model on: photos, sentences, or each photo with each text."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from explorer.batch.plan import Item
from explorer.core.foreign import Refusal
from explorer.core.inputs import Inputs, Modality
from explorer.core.text import STEM, Task, file_stem
from explorer.figures.photo_picture import unique, unique_stems
from explorer.inputs.photo_files import left_out, list_images
from explorer.inputs.sentences import split_sentences
from explorer.inputs.text import TextError, TextFile, list_texts, read_text, takes_text
from explorer.registry.entry import Entry

Say = Callable[[str], None]
"""Takes a sentence for who watches."""


class NothingError(Refusal):
    """There is nothing to run; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Given:
    """What every input of a batch is given with.

    Attributes
    ----------
    photo : Inputs
        Of every photo: how it is fitted, which values and bands are read.
    text : Inputs
        Of every text: target, beam, how it is written on.
    typed : tuple of str
        Texts beside those of files, run before them.
    apart : bool or None
        Whether each sentence of a text is run by itself; None for as the model takes them: one
        by one where it translates, whole elsewhere.
    """

    photo: Inputs = field(default_factory=Inputs)
    text: Inputs = field(default_factory=Inputs)
    typed: tuple[str, ...] = ()
    apart: bool | None = None


def list_items(
    paths: Sequence[Path], entry: Entry, given: Given, failures: list[str], say: Say
) -> list[Item]:
    """List the runs of files and folders, each with a stem of its own.

    Parameters
    ----------
    paths
        Photos, texts, and folders of either, as the model takes them.
    entry
        The model, which takes photos, texts or both.
    failures
        Gets a sentence for each text file that cannot be read; photos are read by the engine.
    say
        Given what a folder holds that is left out, and what there is to know of a text.

    Returns
    -------
    list of Item
        Photos in the order of the paths, and texts, typed ones first; of a model of both every
        photo with every text.

    Raises
    ------
    NothingError
        There is nothing to run.
    ImageError, TextError
        A folder cannot be read.
    """
    if not paths and not (given.typed and Modality.TEXT in entry.takes):
        raise NothingError(_NOTHING[Modality.PHOTO in entry.takes])
    texts: list[Path] = []
    if Modality.TEXT in entry.takes:
        both = Modality.PHOTO in entry.takes
        texts = [path for path in paths if not both or takes_text(path)]
    seen = list(_photos([path for path in paths if path not in texts], given.photo, say))
    apart = given.apart
    if apart is None:
        apart = entry.task in (None, Task.TRANSLATE)
    read: list[Item] = []
    if Modality.TEXT in entry.takes:
        pairs = entry.task is Task.READ and not given.text.pair
        read = list(_texts(given, list(_files(texts)), failures, apart, pairs, say))
    items = [_together(one, other) for one in seen for other in read] or [*seen, *read]
    stems = unique(item.stem for item in items)
    return [replace(item, stem=stem) for item, stem in zip(items, stems, strict=True)]


_NOTHING = {
    True: "There is no photo to read: name one, or a folder of photos.",
    False: 'There is no text to read: give --text "…", or a text file.',
}
"""What is said where nothing is given, of a model that looks at photos and of one that does not."""


def _photos(paths: Sequence[Path], base: Inputs, say: Say) -> Iterator[Item]:
    """The photos of files and folders; raises NothingError for a folder without any."""
    for path in paths:
        found = [path]
        if os.path.isdir(path):
            found = list_images(path)
            if not found:
                raise NothingError(f"The folder {path.name or path} holds no pictures.")
            if others := left_out(path):
                say(others)
        for photo in found:
            yield Item(replace(base, photos=(photo,)), Path(photo.name).stem)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The texts of files and folders; raises NothingError for a folder without any."""
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        found = list_texts(path)
        if not found:
            raise NothingError(f"The folder {path.name or path} holds no texts.")
        yield from found


def _texts(
    given: Given, paths: Sequence[Path], failures: list[str], apart: bool, pairs: bool, say: Say
) -> Iterator[Item]:
    """The typed texts, then those of files; what cannot be read goes to `failures`.

    apart: whether each sentence of a text is one of its own, as for who translates. pairs: whether
    a line of a file with a tab in it is two texts.
    """
    base = given.text
    for text in given.typed:
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
            say(note)
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
    if pairs and file.pairs:
        for line in file.pairs:
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
