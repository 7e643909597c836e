"""The weighted mean of runs that started from the same checkpoint, as a checkpoint with its card.

    python scripts/translation_training/mean.py CARD=0.4 CARD=0.3 CARD=0.3 --out DIR

The first card is what the others were started from; the shares add up to 1. What the runs learnt
they have in common, what each of them forgot is its own: Wortsman et al. 2022, "Model soups",
https://arxiv.org/abs/2203.05482.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from train_translation import add_data_options, find_dictionary  # noqa: E402
from translation_training import archive  # noqa: E402
from translation_training.card import load, write_card  # noqa: E402
from translation_training.corpus import load_corpus  # noqa: E402
from translation_training.recipes import RECIPES  # noqa: E402
from vision_training.warm_start import ADDED  # noqa: E402


def main(arguments: list[str] | None = None) -> int:
    """Write weights, tokenizer and card; returns the exit status."""
    options = _parse(arguments)
    files, shares = zip(*(_share(text) for text in options.cards), strict=True)
    if not math.isclose(sum(shares), 1):
        raise ValueError(f"the shares add up to {sum(shares):g}, not to 1")
    cards = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    models = [load(card, file.parent) for card, file in zip(cards, files, strict=True)]
    model, tokenizer = models[0]
    model.load_state_dict(mean([one.state_dict() for one, _ in models], shares))
    corpus = load_corpus(options.corpus or archive.fetch(archive.SENTENCES, options.work))
    first = cards[0]
    card = write_card(
        model,
        tokenizer,
        first["id"],
        first["architecture"],
        RECIPES[first["architecture"]],
        corpus,
        find_dictionary(options, corpus),
        history([card["training"] for card in cards], shares),
        options.out,
        torch.device("cpu"),
    )
    print(json.dumps({"training": card["training"], "metrics": card["metrics"]}, indent=1))
    return 0


def mean(states: Sequence[Mapping[str, Tensor]], shares: Sequence[float]) -> dict[str, Tensor]:
    """The weighted mean of every weight."""
    return {
        name: sum(
            (share * state[name].float() for state, share in zip(states, shares, strict=True)),
            start=torch.zeros_like(first.float()),
        )
        for name, first in states[0].items()
    }


def history(trainings: Sequence[Mapping[str, Any]], shares: Sequence[float]) -> dict[str, Any]:
    """The field ``training`` of the mean: all minutes, and what every run did.

    Raises ``ValueError`` when a run did not start from the first one.
    """
    start, *runs = trainings
    if any(run.get("started_from") != start for run in runs):
        raise ValueError("every card but the first must be of a run that started from the first")
    own = []
    for share, run in zip(shares[1:], runs, strict=True):
        mine = {key: value for key, value in run.items() if key != "started_from"}
        mine |= {key: round(run[key] - start[key], 2) for key in ADDED}
        own.append({"share": share, **mine})
    return {
        **{key: round(start[key] + sum(run[key] for run in own), 2) for key in ADDED},
        "mean": "the weighted mean of the start and of runs from it (arxiv.org/abs/2203.05482)",
        "start_share": shares[0],
        "runs": own,
        "started_from": dict(start),
    }


def _share(text: str) -> tuple[Path, float]:
    card, share = text.rsplit("=", 1)
    return Path(card), float(share)


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("cards", nargs="+", metavar="CARD=SHARE")
    add_data_options(parser)
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
