"""A Hugging Face model that writes, token by token, and what it expects at every place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from math import exp
from typing import Any

import torch
from torch import Tensor

from explorer.core.cancel import Cancelled, never
from explorer.core.text import Alternative, Guess, Step, Translation, Writing
from explorer.registry.entry import failed_run
from explorer.registry.huggingface.text.tokens import Reader

BEST = 5
"""Alternatives that are told of a place."""


@dataclass(frozen=True, slots=True)
class Odds:
    """What a model expects at one place.

    The logarithm of the probability of the token that is there, and the likeliest tokens, best
    first, with their probabilities.
    """

    log_probability: float
    best: tuple[tuple[int, float], ...]

    @classmethod
    def of(cls, logits: Tensor, token: int) -> Odds:
        """logits: (V,) of the place."""
        shares = logits.float().log_softmax(dim=-1)
        top = shares.topk(min(BEST, len(shares))).indices
        best = zip(top.tolist(), shares[top].exp().tolist(), strict=True)
        return cls(float(shares[token]), tuple(best))


@dataclass(eq=False)
class Draft:
    """What has been written so far.

    The ids of the new tokens, and of each but in a beam its odds as the model gave them, before
    anything was drawn or ruled out.
    """

    ids: list[int] = field(default_factory=list)
    odds: list[Odds] = field(default_factory=list)


OnToken = Callable[[Draft], None]


def write(
    model: Any,
    given: dict[str, Tensor],
    start: int,
    writing: Writing,
    beam: int = 1,
    on_token: OnToken = lambda draft: None,
    cancelled: Callable[[], bool] = never,
    barred: Sequence[int] = (),
) -> Draft:
    """Let the model's own `generate` write up to `writing.count` tokens, in its own settings.

    given: input_ids (1, T), and decoder_input_ids (1, t) of what a translation begins with. start:
    the length of what is gone on from. on_token: told after every token, but for a beam, whose
    beginnings change until the end. barred: tokens that are never written, whatever their odds.
    Raises Cancelled between two tokens.
    """
    draft = Draft()
    latest: list[Tensor] = []

    def look(module: Any, args: Any, output: Any) -> None:
        latest[:] = [output.logits[0, -1].detach().float().cpu()]  # (V,)

    def after(ids: Tensor, scores: Any, **others: Any) -> Tensor:
        """Asked by `generate` after every token which of the beams are done: none, as told here."""
        if cancelled():
            raise Cancelled
        if beam == 1:
            draft.ids = ids[0, start:].tolist()
            draft.odds.append(Odds.of(latest[0], draft.ids[-1]))
            on_token(draft)
        return torch.zeros(len(ids), dtype=torch.bool, device=ids.device)

    from transformers import StoppingCriteriaList

    hook = model.register_forward_hook(look)
    try:
        with torch.random.fork_rng():
            torch.manual_seed(writing.seed)
            ids = model.generate(
                **given,
                attention_mask=torch.ones_like(given["input_ids"]),
                generation_config=_settings(model, writing, beam, barred),
                stopping_criteria=StoppingCriteriaList([after]),
            )
    except (ValueError, NotImplementedError) as error:  # what the library or the model raises
        raise failed_run(type(model).__name__, "this text", error) from error
    finally:
        hook.remove()
    draft.ids = ids[0, start:].tolist()
    return draft


def room(longest: int | None, given: int, wanted: int) -> tuple[int, str]:
    """How many of the wanted tokens fit beside the given, and a note where that is not all."""
    if longest is None or given + wanted <= longest:
        return wanted, ""
    left = max(0, longest - given)
    return left, f"The model takes {longest:,} tokens: there is room for {left:,} more."


def drawn(writing: Writing) -> Writing | None:
    """How tokens are drawn; None where the likeliest is taken."""
    return writing if writing.temperature > 0 else None


def _settings(model: Any, writing: Writing, beam: int, barred: Sequence[int]) -> Any:
    """The model's own settings with what was asked for."""
    settings = deepcopy(model.generation_config)
    draws = drawn(writing) is not None
    if barred:
        settings.suppress_tokens = [*(settings.suppress_tokens or ()), *barred]
    settings.update(
        max_length=None,
        max_new_tokens=writing.count,
        min_length=0,
        min_new_tokens=None,
        num_beams=beam,
        num_return_sequences=1,
        do_sample=draws,
        temperature=writing.temperature if draws else None,
        top_p=writing.top_p if draws else None,
        top_k=0 if draws else None,
        return_dict_in_generate=False,
        output_attentions=False,
        output_hidden_states=False,
        output_scores=False,
    )
    if settings.pad_token_id is None:
        ends = settings.eos_token_id
        settings.pad_token_id = ends[0] if isinstance(ends, list) else ends
    return settings


KEPT = frozenset(
    {
        *("bos_token_id", "eos_token_id", "pad_token_id", "decoder_start_token_id"),
        *("forced_bos_token_id", "forced_eos_token_id", "suppress_tokens"),
        *("begin_suppress_tokens", "bad_words_ids", "sequence_bias", "repetition_penalty"),
        *("encoder_repetition_penalty", "no_repeat_ngram_size", "encoder_no_repeat_ngram_size"),
        *("length_penalty", "early_stopping", "remove_invalid_values", "renormalize_logits"),
        *("exponential_decay_length_penalty", "lang_to_id", "task_to_id"),
    }
)
"""Settings of a generation file that are taken as they are."""
_CHOSEN = frozenset(
    {
        *("max_length", "max_new_tokens", "min_length", "min_new_tokens", "num_beams", "do_sample"),
        *("num_return_sequences", "temperature", "top_p", "top_k", "use_cache"),
        *("return_dict_in_generate", "output_attentions", "output_hidden_states"),
        *("output_scores", "output_logits", "transformers_version", "_from_model_config"),
    }
)
"""Settings that the user chooses here, or that change nothing of what is written."""


def without_extras(model: Any) -> tuple[str, ...]:
    """Leave out of a model's generation settings what needs more than this program gives.

    As words to stop at, searches that compare, a second model. Returns a note on them, () where
    nothing was left out.
    """
    own = getattr(model, "generation_config", None)
    if own is None:
        return ()
    usual = type(own)()
    left = sorted(
        name
        for name, value in own.to_diff_dict().items()
        if name not in KEPT | _CHOSEN and value != getattr(usual, name, None)
    )
    for name in left:
        if hasattr(usual, name):
            setattr(own, name, getattr(usual, name))
        else:
            delattr(own, name)
    if not left:
        return ()
    return (f"Settings of its generation file that are left out here: {', '.join(left)}.",)


def ends(model: Any) -> frozenset[int]:
    """The tokens with which the model ends a text."""
    found = getattr(getattr(model, "generation_config", None), "eos_token_id", None)
    return frozenset(found if isinstance(found, list) else [] if found is None else [found])


def translation(
    reader: Reader,
    before: Sequence[int],
    ids: Sequence[int],
    odds: Sequence[Odds],
    *,
    forced: int = 0,
    finished: bool = False,
    beam: int = 1,
    drawn: Writing | None = None,
) -> Translation:
    """What was written: `ids`, with the odds of each.

    before: the ids of what it continues, () for a text of its own. forced: how many of the first
    tokens the user gave.
    """
    tokens = reader.tokens([*before, *ids]).part(len(before))
    return Translation(
        text=reader.after(before, ids),
        tokens=tokens,
        steps=tuple(
            Step(token, piece, exp(one.log_probability), _alternatives(reader, one), at < forced)
            for at, (token, piece, one) in enumerate(zip(ids, tokens.pieces, odds, strict=True))
        ),
        log_probability=sum(one.log_probability for one in odds),
        finished=finished,
        beam=beam,
        drawn=drawn,
    )


def guess(reader: Reader, place: int, logits: Tensor, token: int | None = None) -> Guess:
    """What is expected at a place, given its logits (V,). token: the one that is there, if any."""
    odds = Odds.of(logits, 0 if token is None else token)
    stands = None
    if token is not None:
        stands = Alternative(token, reader.piece(token), exp(odds.log_probability))
    return Guess(place, _alternatives(reader, odds), stands)


def _alternatives(reader: Reader, odds: Odds) -> tuple[Alternative, ...]:
    return tuple(Alternative(token, reader.piece(token), share) for token, share in odds.best)
