"""A question about a photo as the library's own processor hands it to a model."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from explorer.core.foreign import plain
from explorer.registry.entry import ModelError, failed_run

CUTTING = ("do_image_splitting", "crop_to_patches", "do_pan_and_scan")
"""Settings with which processors cut a photo into several pictures."""


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
        """That the photo is given in one piece, where the model is used to several."""
        if not any(getattr(self.processor.image_processor, name) for name in self._whole):
            return ()
        return (
            "The photo is given in one piece: the parts that the processor would cut out of it "
            "are left out.",
        )

    def __call__(self, pixels: NDArray[np.uint8], question: str) -> Asked:
        """Ask about a photo (H, W, 3).

        Raises
        ------
        ModelError
            The processor fails on it, or gives the model no token of it.
        """
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of the library, to itself
                found = self.processor(
                    images=Image.fromarray(pixels),
                    text=self._told(question),
                    return_tensors="pt",
                    **self._whole,
                )
        except Exception as error:  # files of any content raise anything at all
            raise failed_run(self.title, "this photo and question", error) from error
        given = {name: one for name, one in found.items() if isinstance(one, Tensor)}
        given.pop("labels", None)  # of training, which some processors give, too
        photo = (given["input_ids"][0] == self.sign).nonzero()[:, 0].tolist()
        if not photo:
            raise ModelError(
                f"The processor of {plain(self.title)} gives the model no token of the photo. "
                "Choose another model."
            )
        return Asked(given, tuple(photo))

    def _told(self, question: str) -> str:
        """The question as a turn of a user's, in the model's own template where it has one."""
        if getattr(self.processor, "chat_template", None):
            turn = [{"type": "image"}, {"type": "text", "text": question}]
            said: str = self.processor.apply_chat_template(
                [{"role": "user", "content": turn}], add_generation_prompt=True
            )
            return said
        return f"{getattr(self.processor, 'image_token', '')}\n{question}"
