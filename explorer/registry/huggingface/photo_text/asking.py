"""A question about a photo as the library's own processor hands it to a model."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from explorer.core.foreign import plain
from explorer.registry.entry import ModelError, SentenceError, check_characters, failed_run
from explorer.registry.huggingface.text.chat import as_chat, has_template

CUTTING = ("do_image_splitting", "crop_to_patches", "do_pan_and_scan")
"""Settings with which processors cut a photo into several pictures."""
PLACES = ("image_token", "video_token", "boi_token")
"""What processors call the tokens in a text in whose place a photo or a video is put."""
TRIED = 60, 80
"""Height and width of the photo that tells whether a processor puts photos into a text itself."""


@dataclass(frozen=True, eq=False)
class Asked:
    """What a model is called with, and which of its tokens stand for the photo.

    given: by name, input_ids (1, T) among them. photo: numbers of the tokens of the photo, rising.
    """

    given: Mapping[str, Tensor]
    photo: tuple[int, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """The numbers of the tokens, those of the photo too."""
        return tuple(self.given["input_ids"][0].tolist())

    def with_answer(self, ids: Sequence[int]) -> dict[str, Tensor]:
        """The same with an answer behind the question, as the model would be given it."""
        more = torch.tensor([list(ids)], dtype=torch.long)
        whole = dict(self.given)
        for name, tensor in self.given.items():
            if tensor.shape != self.given["input_ids"].shape:
                continue
            if name == "input_ids":
                added = more.to(tensor)
            elif name == "attention_mask":
                added = torch.ones_like(more).to(tensor)
            else:  # of kinds of tokens: those of a text are 0
                added = torch.zeros_like(more).to(tensor)
            whole[name] = torch.cat([tensor, added], dim=1)  # (1, T) and (1, answer)
        return whole


@dataclass(frozen=True, eq=False)
class Asking:
    """Makes of a photo and a question what a model is called with.

    processor: the library's, of the model's folder. sign: the number of the token that stands for
    the photo. title: of the model, for sentences.
    """

    processor: Any
    sign: int
    title: str

    @property
    def _whole(self) -> dict[str, bool]:
        """The settings that leave the photo in one piece, of a processor that would cut it."""
        return {name: False for name in CUTTING if hasattr(self.processor.image_processor, name)}

    @property
    def notes(self) -> tuple[str, ...]:
        """What the model is given otherwise than it is used to: one piece, or no template."""
        notes: tuple[str, ...] = ()
        if any(getattr(self.processor.image_processor, name) for name in self._whole):
            notes += (
                "The photo is given in one piece: the parts that the processor would cut out of it "
                "are left out.",
            )
        if not has_template(self.processor) and self._before:
            notes += (
                "The model's folder has no chat template: the question is put behind the photo as "
                "it is.",
            )
        return notes

    @cached_property
    def signs(self) -> dict[int, str]:
        """The tokens that each stand for a photo or a video, which are no words, as they are spelt.

        The processor would take one more photo to be there, and the model what it sees of it.
        """
        tokenizer = self.processor.tokenizer
        spelt = [str(getattr(self.processor, one, None) or "") for one in PLACES]
        found = {int(tokenizer.convert_tokens_to_ids(one)): one for one in spelt if one}
        found[self.sign] = str(tokenizer.convert_ids_to_tokens(self.sign) or "")
        found.pop(tokenizer.unk_token_id, None)
        return found

    def __call__(self, pixels: NDArray[np.uint8], question: str) -> Asked:
        """Ask about a photo (H, W, 3).

        Raises
        ------
        SentenceError
            The question spells a token that stands for a photo, holds half a character, or does not
            fit the template.
        ModelError
            The processor fails on it, or gives the model no token of it.
        """
        check_characters(question)
        sign = next((one for one in self.signs.values() if one.strip() and one in question), None)
        if sign is not None:
            raise SentenceError(
                f"“{sign}” in a question stands for a photo of its own, and {plain(self.title)} is "
                "asked about one. Leave it out."
            )
        told = self._told(question)
        try:
            found = self._processed(pixels, told)
        except Exception as error:  # files of any content raise anything at all
            raise failed_run(self.title, "this photo and question", error) from error
        given = {name: one for name, one in found.items() if isinstance(one, Tensor)}
        given.pop("labels", None)  # of training, which some processors give, too
        photo = self._seen(given)
        if not photo:
            raise ModelError(
                f"The processor of {plain(self.title)} gives the model no token of the photo. "
                "Choose another model."
            )
        return Asked(given, photo)

    def _told(self, question: str) -> str:
        """The question as a turn of a user's, in the model's own template where it has one."""
        if not has_template(self.processor):
            return self._before + question
        turn = [{"type": "image"}, {"type": "text", "text": question}]
        return as_chat(self.processor, turn, "", self.title, "Choose another model.")

    @cached_property
    def _before(self) -> str:
        """What stands before a question without a template: "" where the processor adds it."""
        blank = np.zeros((*TRIED, 3), np.uint8)
        try:
            if self._seen(self._processed(blank, "?")):
                return ""
        except Exception:  # it wants the sign of the photo in the text, and says so in any way
            pass
        return f"{getattr(self.processor, 'image_token', '')}\n"

    def _processed(self, pixels: NDArray[np.uint8], text: str) -> Mapping[str, Any]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the library, to itself
            found: Mapping[str, Any] = self.processor(
                images=Image.fromarray(pixels), text=text, return_tensors="pt", **self._whole
            )
        return found

    def _seen(self, given: Mapping[str, Any]) -> tuple[int, ...]:
        """The numbers of the tokens that stand for the photo."""
        return tuple((given["input_ids"][0] == self.sign).nonzero()[:, 0].tolist())
