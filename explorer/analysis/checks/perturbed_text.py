"""A text whose tokens are masked or left out, and the model that reads it (a `Perturbable`)."""

from __future__ import annotations

from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from explorer.analysis.attribution.call import call_of
from explorer.analysis.checks.faithfulness import Weights
from explorer.capture.second_pass import as_muted
from explorer.core.text import Task
from explorer.core.trace import Trace
from explorer.registry.entry import ModelError
from explorer.registry.huggingface.continuing import HfDecoder
from explorer.registry.huggingface.text_subject import HfEncoder
from explorer.registry.subjects.protocol import Subject
from explorer.registry.subjects.traced_subject import main_output

Taken = Literal["masked", "deleted"]


class PerturbedText:
    """The tokens of a text that are no special ones are its places."""

    def __init__(
        self, trace: Trace, subject: HfEncoder | HfDecoder, taken: Taken = "masked"
    ) -> None:
        """Take the tokens that a run read.

        Parameters
        ----------
        trace, subject
            A run of a classifier of texts, or of a model that writes on, and its model.
        taken : {"masked", "deleted"}
            Whether a mask stands where a token is taken away, or nothing does.

        Raises
        ------
        ModelError
            The model knows no mask.
        """
        ids = call_of(trace, subject).ids
        assert ids is not None  # of a text
        self._ids: list[int] = ids[0].tolist()
        self._subject, self._mask = subject, subject.reader.mask
        if taken == "masked" and self._mask is None:
            raise ModelError(f"{trace.model.title} knows no mask: leave tokens out instead.")
        self._taken = taken
        self._muted, self._quick = trace.mute, subject.quick
        if taken == "deleted" and (trace.mute.masked or trace.mute.blocks):
            raise ModelError(
                "Tokens that are left out change the numbers of those that are masked or blocked: "
                "run the text as it is."
            )
        special = trace.sentence.tokens.special
        self._own = [at for at in range(len(self._ids)) if at not in special]

    @property
    def places(self) -> int:
        """How many tokens may be taken away."""
        return len(self._own)

    def spread(self, values: NDArray[np.floating]) -> Weights:
        """The values of all tokens, (tokens,), of those that may be taken away."""
        found: Weights = np.asarray(values, np.float32).reshape(-1)[self._own]
        return found

    def probabilities(self, kept: Weights) -> Weights:
        """What the model says, (B, answers), of texts without some tokens; kept (B, places)."""
        texts = [self._text(row > 0) for row in kept]
        found: list[Weights | None] = [None] * len(texts)
        for length in {len(one) for one in texts}:  # texts of one length are one batch
            rows = [at for at, one in enumerate(texts) if len(one) == length]
            said = self._said(torch.tensor([texts[at] for at in rows], device=self._subject.device))
            for at, row in zip(rows, said, strict=True):
                found[at] = row
        return np.stack([one for one in found if one is not None])

    def _text(self, kept: NDArray[np.bool_]) -> list[int]:
        """The token numbers of a text without those that are not kept; never none at all."""
        gone = {at for at, keeps in zip(self._own, kept, strict=True) if not keeps}
        if self._taken == "masked":
            mask = self._mask
            assert mask is not None
            return [mask if at in gone else token for at, token in enumerate(self._ids)]
        rest = [token for at, token in enumerate(self._ids) if at not in gone]
        return rest or [self._ids[0]]  # a model that reads nothing says nothing

    def _said(self, ids: Tensor) -> Weights:
        """Softmax of the classes, or of the next token: (B, answers)."""
        with torch.inference_mode(), as_muted(self._subject.model, self._muted, self._quick):
            out = main_output(self._subject.model(input_ids=ids))
            assert out is not None  # of a model that names words or classes
            logits = out[:, -1] if out.dim() == 3 else out
            found: Weights = logits.float().softmax(dim=-1).cpu().numpy()
        return found


def perturbed_text(subject: Subject, trace: Trace, taken: Taken = "masked") -> PerturbedText:
    """The text of a run as what `curves` perturbs.

    Raises
    ------
    ModelError
        The model neither tells classes of a text nor writes on, or knows no mask.
    """
    tells = bool(trace.classes) or trace.task is Task.CONTINUE
    if not isinstance(subject, HfEncoder | HfDecoder) or not tells:
        raise ModelError(
            f"{trace.model.title} gives no probabilities of classes or of a next word, which "
            "deletion and insertion watch."
        )
    return PerturbedText(trace, subject, taken)
