"""What one run of a model is given: photos, a text, and how it is to write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from explorer.core.photo import Photo
from explorer.core.text import NOTHING, Writing


class Modality(StrEnum):
    """A kind of input that a model can take."""

    PHOTO = "photo"
    TEXT = "text"


def spoken(modalities: Iterable[Modality]) -> str:
    """Name modalities in words, in the order of the enumeration.

    Returns
    -------
    str
        As "photos" or "photos and texts"; "" for none.
    """
    named = set(modalities)
    return " and ".join(f"{one.value}s" for one in Modality if one in named)


class Fit(StrEnum):
    """What becomes of a photo whose shape is not the model's."""

    STRETCH = "stretch"  # the whole photo, its sides scaled apart: as the bundled models learned
    CROP = "crop"  # the largest centred part of the model's shape
    PAD = "pad"  # the whole photo in its own shape, between bars of its mean colour


@dataclass(frozen=True, slots=True)
class Inputs:
    """What one run is given; every model takes the same, and leaves aside what it has no use for.

    Attributes
    ----------
    photos : tuple of Photo or Path
        None, one, or several in their order: the frames of a video, the views of a scene. A path
        is read before the model sees it, so that a subject is given photos alone.
    text : str
        A sentence, a prompt, a question; "" for none.
    target : str
        The user's own text, to be judged in place of one that the model writes; blank for none.
    beam : int
        How many beginnings are kept while a text is written, 1 (greedy) to 8.
    prefix : tuple of int
        Numbers of the tokens that what is written begins with, whatever their probability; not
        beside a target.
    writing : Writing
        How a text is continued.
    name : str
        The file that the text comes from, without its folder; "" for typed text.
    fit : Fit or None
        How photos are fitted to the model; None for the way that it was trained with.
    span : (float, float) or None
        The values of a photo of more than 8 bits that become black and white; None for those that
        its file uses.
    bands : (int, int, int) or None
        Numbers, from 1, of the bands of a photo that become red, green and blue; None for the
        first three.
    pair : str
        A second text that is read together with the first, as the context of a question or the
        hypothesis about a premise; of a model of multiple choice a choice a line; "" for none.
    chat : bool
        Whether the text is a user's turn, told to the model in its own chat template.
    system : str
        What the chat begins with, before that turn; "" for nothing.
    source, to : str
        The languages of the text and of what is written, as the model's tokenizer names them
        ("eng_Latn", "fr"); "" for those that it is set to.
    """

    photos: tuple[Photo | Path, ...] = ()
    text: str = ""
    target: str = ""
    beam: int = 1
    prefix: tuple[int, ...] = ()
    writing: Writing = NOTHING
    name: str = ""
    fit: Fit | None = None
    pair: str = ""
    chat: bool = False
    system: str = ""
    source: str = ""
    to: str = ""
    span: tuple[float, float] | None = None
    bands: tuple[int, int, int] | None = None

    @property
    def given(self) -> frozenset[Modality]:
        """The kinds of input that there are."""
        kinds = {Modality.PHOTO: bool(self.photos), Modality.TEXT: bool(self.text)}
        return frozenset(kind for kind, there in kinds.items() if there)
