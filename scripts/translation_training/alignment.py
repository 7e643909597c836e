"""The alignment figure: whether the attention looks at the word that is being translated.

Measured on the first 200 test pairs. Each pair's own English translation is fed to the model
(teacher forcing), so that every model is asked about the same words.

* A *target word* is a word of the translation that is no function word (``english.py``) and of
  which JMdict knows a translation in this very source sentence (``dictionary.py``): other words
  have no right answer. Both counts are reported.
* The attention of a target word is the mean over its subword tokens of the rows with which they
  were predicted, of the mean over the heads of one layer.
* It *hits* when its greatest weight, END included, is on a source token of which at least one
  character belongs to such a dictionary word.
* A layer's figure is the share of target words that hit. The best layer is the one with the most
  hits on the first 200 dev pairs; its figure on the test pairs is the alignment figure.
* ``chance`` is the mean over the target words of the share of source tokens that would hit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor

from explorer.models.decoding import watch
from explorer.models.translator import START, Translator

from .corpus import Corpus, Pair
from .dictionary import Dictionary
from .english import content_words

PAIRS = 200


@dataclass(slots=True)
class _Tally:
    """Counts over the words of some pairs; ``hits`` a layer."""

    hits: list[int]
    words: int = 0
    content_words: int = 0
    chance: float = 0.0


def measured_sentences(corpus: Corpus) -> list[str]:
    """The Japanese sentences whose words ``alignment_figures`` looks up."""
    return [pair.japanese for pair in corpus.dev[:PAIRS] + corpus.test[:PAIRS]]


def alignment_figures(
    model: Translator,
    tokenizer: Tokenizer,
    corpus: Corpus,
    dictionary: Dictionary,
    device: torch.device,
) -> dict[str, Any]:
    """The alignment figure and what belongs to it, shares in [0, 1]."""
    model.eval()
    dev = _count(model, tokenizer, corpus.dev[:PAIRS], dictionary, device)
    test = _count(model, tokenizer, corpus.test[:PAIRS], dictionary, device)
    best = dev.hits.index(max(dev.hits))
    words = max(1, test.words)
    return {
        "best_layer": best,
        "share": test.hits[best] / words,
        "layers": [hits / words for hits in test.hits],
        "chance": test.chance / words,
        "words": test.words,
        "content_words": test.content_words,
        "pairs": min(PAIRS, len(corpus.test)),
    }


def _count(
    model: Translator,
    tokenizer: Tokenizer,
    pairs: Sequence[Pair],
    dictionary: Dictionary,
    device: torch.device,
) -> _Tally:
    tally = _Tally([0] * len(model.source_target))
    for pair in pairs:
        source, target = tokenizer.encode(pair.japanese), tokenizer.encode(pair.english)
        wanted = []
        for word, start, end in content_words(pair.english):
            tally.content_words += 1
            rows = _touching(target, set(range(start, end)))
            right = _touching(source, dictionary.meaning(pair.japanese, word))
            if rows and right:
                wanted.append((rows, right))
                tally.words += 1
                tally.chance += len(right) / len(source.ids)
        if not wanted:
            continue
        for layer, weights in enumerate(cross_attention(model, source.ids, target.ids, device)):
            for rows, right in wanted:
                tally.hits[layer] += int(weights[rows].mean(dim=0).argmax()) in right
    return tally


@torch.no_grad()
def cross_attention(
    model: Translator, source: Sequence[int], target: Sequence[int], device: torch.device
) -> list[Tensor]:
    """For each layer the mean over its heads, (T, S): row i is the attention that chose token i.

    ``target`` ends with END and is what the model is made to say.
    """
    said = torch.tensor([[START, *target[:-1]]], device=device)
    with watch(model) as seen:
        model(torch.tensor([list(source)], device=device), said)
    return [seen[path][0].mean(dim=0) for path in model.source_target]


def _touching(encoding: Encoding, characters: set[int]) -> list[int]:
    """Positions of the tokens that have one of the ``characters``; special tokens have none."""
    return [
        index
        for index, (start, end) in enumerate(encoding.offsets)
        if not characters.isdisjoint(range(start, end))
    ]
