"""What captum is given of a run: a function of pixels or embeddings, and what says nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from explorer.analysis.attribution.call import Call
from explorer.analysis.attribution.method import AttributionError
from explorer.analysis.attribution.targets import Target
from explorer.capture.cancelling import between_layers
from explorer.capture.hooks import hooked
from explorer.capture.second_pass import as_muted, fixed
from explorer.capture.unchanged import unchanged
from explorer.core.interventions.mute import Mute
from explorer.core.packages import imported
from explorer.core.trace import Trace
from explorer.models.translator import UNKNOWN
from explorer.registry.huggingface.text.text_subject import HfText
from explorer.registry.subjects.protocol import Subject


def captum() -> Any:
    """The library; raises AttributionError where it cannot be imported."""
    return imported("captum.attr", lambda lack: AttributionError(lack.said))


@contextmanager
def running(call: Call, mute: Mute, cancelled: Callable[[], bool]) -> Iterator[None]:
    """Call the model inside the block as in the run, heads muted; its weights have no gradients.

    Raises Cancelled out of the block.
    """
    with (
        fixed(call.model),
        unchanged(call.model),
        between_layers(cancelled),
        as_muted(call.model, mute, call.quick),
    ):
        yield


def of_pixels(call: Call, target: Target) -> Callable[[Tensor], Tensor]:
    """The logit of a target by photos (B, C, H, W): (B,)."""
    return lambda pixels: target.logit(call(pixels))


@dataclass(frozen=True, eq=False)
class Embedded:
    """A text as the vectors that its model reads.

    Attributes
    ----------
    vectors, baseline : Tensor
        (1, T, width), of the text and of one that says nothing.
    logit : callable
        The logit of a target by vectors (B, T, width): (B,).
    """

    vectors: Tensor
    baseline: Tensor
    logit: Callable[[Tensor], Tensor]


def embedded(call: Call, target: Target, neutral: Tensor) -> Embedded:
    """Find the vectors of a text.

    Parameters
    ----------
    call : Call
        Of a model of texts.
    target : Target
        What is explained.
    neutral : Tensor
        Token numbers of a text that says nothing, (1, T).

    Raises
    ------
    AttributionError
        The model has no table of vectors that its tokens are looked up in.
    """
    table = _table(call)

    def logit(vectors: Tensor) -> Tensor:
        with hooked([(table, _given(vectors))], first=True):  # what is masked stays so
            return target.logit(call.many(len(vectors))())

    with torch.no_grad():
        ids = call.ids
        assert ids is not None  # of a model of texts
        return Embedded(table(ids), table(neutral), logit)


def _given(vectors: Tensor) -> Any:
    """A hook that puts vectors in place of those of the first call."""
    calls = 0

    def hook(module: nn.Module, args: Any, output: Tensor) -> Tensor | None:
        nonlocal calls
        calls += 1
        return vectors if calls == 1 else None

    return hook


def _table(call: Call) -> nn.Embedding:
    """The module that looks the tokens of the text up, the first to be given them."""
    found: list[nn.Embedding] = []
    ids = call.ids
    assert ids is not None

    def see(module: nn.Module, args: tuple[Any, ...], output: Tensor) -> None:
        given = args[0] if args else None
        same = isinstance(given, Tensor) and given.shape == ids.shape and torch.equal(given, ids)
        if isinstance(module, nn.Embedding) and same:
            found.append(module)

    tables = [one for one in call.model.modules() if isinstance(one, nn.Embedding)]
    with hooked((one, see) for one in tables), torch.no_grad():
        call()
    if not found:
        raise AttributionError("The model has no table in which it looks its tokens up.")
    return found[0]


def neutral_ids(trace: Trace, subject: Subject, call: Call) -> tuple[Tensor, str]:
    """The text with each token but special ones replaced by one that says nothing, and its name.

    Raises AttributionError for a vocabulary without a mask, an unknown, a filling or an end.
    """
    ids = call.ids
    assert ids is not None
    if isinstance(subject, HfText):
        tokenizer: Any = subject.reader.tokenizer
        names = ("mask", "unk", "pad", "eos")
        known = [(getattr(tokenizer, f"{one}_token_id"), f"{one} token") for one in names]
        number, name = next(((at, name) for at, name in known if at is not None), (None, ""))
    else:
        number, name = UNKNOWN, "unknown token"
    if number is None:
        raise AttributionError("The vocabulary has no token that says nothing.")
    special = torch.zeros(ids.shape[1], dtype=torch.bool, device=ids.device)
    special[[at for at in trace.sentence.tokens.special if at < ids.shape[1]]] = True
    return torch.where(special, ids, torch.full_like(ids, number)), name
