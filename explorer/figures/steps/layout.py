"""Where the stages of a step of attention lie: numbers only, nothing is drawn here.

From the bottom up, as lectures draw it: words, states, scores, softmax, sum; the state that asks,
the context vector and the next word stand at the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.core.map.token_groups import Label
from explorer.figures.fonts import width
from explorer.figures.matrix.layout import size_of

EDGE = 16.0
"""px around everything."""
WORD, LABEL, BOX, NUMBER, ARROW = 28.0, 20.0, 26.0, 18.0, 18.0
"""Heights of a word, the name of its state, a score, a weight, and what arrows have; px."""
ROW = 20.0
"""From word to word of the output distribution, px."""
_ROOM = 26.0
"""What a column has at most beyond its need, px."""
_WIDEST = 110.0
"""Of a column, px."""
INLINE = 640
"""In narrower frames the names of the stages stand above them, not beside."""
_INSET = 18.0
"""What they take there, px."""
_SUM, _BARS, _STATES = (128.0, 280.0), (58.0, 170.0), (64.0, 136.0)
"""Heights that grow with the frame, px at ease and at most."""
_TIGHT = (66.0, 30.0, 34.0)
"""The same in a low frame, which they fit without being scrolled."""
_LISTED = 30.0
"""What the heading of the next words takes, px."""


@dataclass(frozen=True)
class StepsLayout:
    """A sheet of `width` x `height` px.

    left: where the columns begin, beside the names of the stages; 0 where these stand inline.
    right: where the panel of the asking state begins. columns (n + 1,): edges of the columns.
    sums, bars, scores, states: (top, bottom) of the stages; words: top of the words. rows: of the
    next words there is room for so many.
    """

    width: float
    height: float
    inline: bool
    left: float
    right: float
    columns: NDArray[np.float64]
    sums: tuple[float, float]
    bars: tuple[float, float]
    scores: tuple[float, float]
    states: tuple[float, float]
    words: float
    rows: int = 0

    @property
    def middles(self) -> NDArray[np.float64]:
        """(n,) of the columns."""
        return (self.columns[1:] + self.columns[:-1]) / 2


def lay_out(
    labels: Sequence[Label],
    number: float,
    names: float,
    panel: float,
    rows: int,
    frame: tuple[float, float],
    inline: bool = False,
    box: float = BOX,
) -> StepsLayout:
    """The layout for a frame of (width, height) px, wider and higher where it must be.

    number, names: px of the widest score and of the widest name of a stage. panel: px of what
    stands at the right. rows: of the output distribution. inline: whether the names stand above
    the stages in any case. box: height of the scores, px.
    """
    inline = inline or frame[0] < INLINE
    left = EDGE + (0.0 if inline else names + 20)
    needs = [width(one.text, size_of(one, 0), 500) + 12 for one in labels]
    wide = np.clip(np.array(needs, np.float64), number + 16, _WIDEST)
    spare = frame[0] - left - panel - EDGE - wide.sum()
    wide += min(max(spare / len(wide), 0.0), _ROOM)
    columns = left + np.concatenate([[0.0], np.cumsum(wide)])
    inset = _INSET if inline else 0.0
    fixed = 2 * EDGE + NUMBER + box + 2 * ARROW + LABEL + WORD + 4 * inset
    ease = max(_SUM[0], _LISTED + ROW * rows), _BARS[0], _STATES[0]
    give = min(max((frame[1] - fixed - sum(_TIGHT)) / (sum(ease) - sum(_TIGHT)), 0.0), 1.0)
    least = [low + give * (high - low) for low, high in zip(_TIGHT, ease, strict=True)]
    spare = max(frame[1] - fixed - sum(least), 0.0)
    high = [
        min(low + spare * share, most)
        for low, most, share in zip(
            least, (_SUM[1], _BARS[1], _STATES[1]), (0.4, 0.3, 0.3), strict=True
        )
    ]
    sums = EDGE + inset, EDGE + inset + high[0]
    bars = sums[1] + NUMBER + inset, sums[1] + NUMBER + inset + high[1]
    scores = bars[1] + ARROW + inset, bars[1] + ARROW + inset + box
    states = scores[1] + ARROW + inset, scores[1] + ARROW + inset + high[2]
    words = states[1] + LABEL
    right = float(columns[-1])
    return StepsLayout(
        width=right + panel + EDGE,
        height=words + WORD + EDGE,
        inline=inline,
        left=left,
        right=right,
        columns=columns,
        sums=sums,
        bars=bars,
        scores=scores,
        states=states,
        words=words,
        rows=min(rows, max(1, int((high[0] - _LISTED) // ROW))) if rows else 0,
    )
