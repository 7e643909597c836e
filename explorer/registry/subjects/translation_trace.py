"""What a search has found so far, in the nouns of the window."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from explorer.capture.observe import TokenPlace
from explorer.core.sites.arrays import Array, frozen
from explorer.core.sites.attention import Kind
from explorer.core.sites.axes import Tokens
from explorer.core.sites.token_attention import TokenMap
from explorer.core.text import Alternative, Sentence, Step, Translation
from explorer.models.decoding import Hypothesis
from explorer.models.seq2seq import Seq2Seq
from explorer.models.translator import SPECIAL_TOKENS, START, Translator
from explorer.registry.subjects.vocabulary import Vocabulary

Places = Mapping[str, TokenPlace]
"""Path of the attending module to what its tokens are, in the order of the window."""


@dataclass(frozen=True)
class Beginning:
    """The tokens that a translation begins with, whatever their probability.

    spelling: of those that the user typed, since unknown ones have none in the vocabulary; () for
    tokens that were chosen.
    """

    tokens: tuple[int, ...] = ()
    spelling: tuple[str, ...] = ()


@dataclass(frozen=True)
class Telling:
    """Tells of one run of a model on a sentence; beam: how many beginnings are kept."""

    model: Translator
    vocabulary: Vocabulary
    sentence: Sentence
    beginning: Beginning
    beam: int

    def translation(self, found: Hypothesis) -> Translation:
        """The steps and what they say."""
        ids, spelling = self._said(found)
        tokens = self.vocabulary.tokens(ids, spelling)
        return Translation(
            text=self.vocabulary.text(ids, spelling),
            tokens=tokens,
            steps=tuple(self._steps(found, tokens.pieces)),
            log_probability=found.log_probability,
            finished=found.finished,
            beam=self.beam,
        )

    def places(self, found: Hypothesis, said: Tokens) -> Places:
        """Cross, decoder, encoder; `said` are the tokens of the translation.

        The decoder attends among the tokens it was fed: START first, and not the last one said.
        """
        fed = Tokens(
            pieces=(SPECIAL_TOKENS[START], *said.pieces[:-1]),
            words=(0, *(word + 1 for word in said.words[:-1])),
            special=frozenset({0}),
        )
        source = self.sentence.tokens
        looking = Kind.SOFT if isinstance(self.model, Seq2Seq) else Kind.CROSS
        crossed = self.model.source_target
        decoder = [path for path in found.steps[0].attention if path not in crossed]
        parts = (
            (looking, crossed, said, source),
            (Kind.MASKED, decoder, fed, fed),
            (Kind.SELF, found.source_attention, source, source),
        )
        return {
            path: TokenPlace(kind, layer, queries, keys)
            for kind, paths, queries, keys in parts
            for layer, path in enumerate(paths)
        }

    def maps(self, found: Hypothesis, places: Places) -> Iterator[TokenMap]:
        """The weights of the steps so far, one map a place."""
        for path, place in places.items():
            encoded = found.source_attention.get(path)
            masked = place.kind is Kind.MASKED
            yield TokenMap(
                name=path,
                layer=place.layer,
                checks=(),
                sort=place.kind,
                queries=place.queries,
                keys=place.keys,
                map=_numpy(_stacked(found, path) if encoded is None else encoded),
                mask=np.tri(place.queries.size, dtype=bool) if masked else None,
            )

    def _said(self, found: Hypothesis) -> tuple[list[int], list[str]]:
        """Ids and spelling of what is said."""
        ids = [step.token for step in found.steps]
        typed = self.beginning.spelling[: len(ids)]
        return ids, [*typed, *map(self.vocabulary.spelling, ids[len(typed) :])]

    def _steps(self, found: Hypothesis, pieces: tuple[str, ...]) -> Iterator[Step]:
        for at, (step, piece) in enumerate(zip(found.steps, pieces, strict=True)):
            alternatives = (
                Alternative(token, self.vocabulary.piece(token), share)
                for token, share in step.alternatives
            )
            forced = at < len(self.beginning.tokens)
            yield Step(step.token, piece, step.probability, tuple(alternatives), forced)


def _stacked(found: Hypothesis, path: str) -> Tensor:
    """Weights (heads, steps, keys) of all steps; those of a decoder's own past fill up with 0."""
    rows = [step.attention[path].T for step in found.steps]  # each (keys, heads)
    return pad_sequence(rows, batch_first=True).permute(2, 0, 1)


def _numpy(weights: Tensor) -> Array:
    return frozen(weights.to("cpu").numpy())
