"""Induction: a text of random words said twice, and which heads look at what came next before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.head_table import HeadTable, Statistic
from explorer.analysis.heads import StatisticsError, induction
from explorer.core.inputs import Inputs
from explorer.core.trace import Trace
from explorer.registry.huggingface.text.text_subject import HfText
from explorer.registry.subjects.protocol import Subject

Numbers = NDArray[np.float64]
WORDS = 24
"""Random words that are said twice, where the model takes so many."""
LEAST = 4
"""Tokens of the second time that a score is the mean of, at least."""


def with_induction(table: HeadTable, subject: Subject, seed: int = 0) -> HeadTable:
    """Add the induction score to a table of heads (Olsson et al. 2022, section 2).

    The model is run once more, on random words of its own vocabulary said twice.

    Parameters
    ----------
    table : HeadTable
        Of this model.
    subject : Subject
        The loaded model.
    seed : int
        Of the words; the same gives the same ones.

    Raises
    ------
    StatisticsError
        The model reads no text that could be made of its own words, or has other heads.
    """
    if not isinstance(subject, HfText):
        raise StatisticsError(f"{table.title} is no language model with words to be said twice.")
    trace = subject.run(Inputs(text=twice(subject, seed)))
    period, places = repetition(trace.sentence.ids)
    if len(places) < LEAST:
        raise StatisticsError(f"The words of {table.title} cannot be said twice alike.")
    scores = np.full(len(table), np.nan)
    by_site = _by_site(trace, period, places)
    for row, (site, head) in enumerate(table.cells):
        if site < len(trace.sites) and trace.sites[site].name == table.names[row]:
            scores[row] = by_site.get(site, np.full(head + 1, np.nan))[head]
    return table.with_values(Statistic.INDUCTION, scores)


def _by_site(trace: Trace, period: int, places: Sequence[int]) -> dict[int, Numbers]:
    """The scores of the sites whose queries and keys are the tokens that were read."""
    size = len(trace.sentence.ids)
    return {
        at: induction(site, places, period)
        for at, site in enumerate(trace.sites)
        if site.query_axis.size == site.key_axis.size == size and site.query_axis == site.key_axis
    }


def twice(subject: HfText, seed: int = 0, count: int = WORDS) -> str:
    """Random words of a model's vocabulary, said twice, as many as the model takes."""
    reader, rng = subject.reader, np.random.default_rng(seed)
    words: list[str] = []
    for token in rng.permutation(reader.size).tolist():
        word = reader.text([token]).strip()
        if word.isalpha() and word not in words:
            words.append(word)
        if len(words) == count:
            break
    text = " ".join((*words, *words))
    while len(words) > LEAST and len(reader.read(text).ids) < reader.read(text).whole:
        words.pop()  # more than the model takes
        text = " ".join((*words, *words))
    return text


def repetition(ids: Sequence[int]) -> tuple[int, list[int]]:
    """How far apart the same tokens stand, and which stand for the second time.

    The distance at which most tokens are the same; (0, []) for none.
    """
    apart: Counter[int] = Counter()
    seen: dict[int, list[int]] = {}
    for at, token in enumerate(ids):
        apart.update(at - before for before in seen.get(token, ()))
        seen.setdefault(token, []).append(at)
    if not apart:
        return 0, []
    period, _ = max(apart.items(), key=lambda pair: (pair[1], -pair[0]))
    return period, [at for at in range(period, len(ids)) if ids[at] == ids[at - period]]
