"""Recompute every figure of the translation checkpoints' cards from the shipped files.

    python scripts/evaluate_translation.py [ID ...]

Exit status 1 when a figure differs from its card by more than the tolerance, when a sha256 or the
parameter count is not true, or when a card lacks a figure; 2 when there is no such card. The
tolerance allows for the different rounding of other machines, which can change a word here and
there: 0.3 BLEU, 0.01 for shares.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import torch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from evaluate_vision import leaves  # noqa: E402
from train_translation import add_data_options, find_dictionary  # noqa: E402
from translation_training import archive  # noqa: E402
from translation_training.card import figures, load  # noqa: E402
from translation_training.corpus import load_corpus  # noqa: E402
from translation_training.recipes import RECIPES  # noqa: E402

BLEU_TOLERANCE = 0.3
SHARE_TOLERANCE = 0.01


def main(arguments: list[str] | None = None) -> int:
    """Compare the cards with the truth; returns the exit status."""
    options = _parse(arguments)
    cards = {}
    for file in sorted(options.checkpoints.glob("*.json")):
        card = json.loads(file.read_text(encoding="utf-8"))
        if card["architecture"] in RECIPES and (not options.models or card["id"] in options.models):
            cards[card["id"]] = card
    missing = set(options.models) - set(cards)
    if missing or not cards:
        names = ", ".join(sorted(missing)) or "any translation model"
        print(f"no card for {names}", file=sys.stderr)
        return 2
    corpus = load_corpus(options.corpus or archive.fetch(archive.SENTENCES, options.work))
    dictionary = find_dictionary(options, corpus)
    device = torch.device(options.device)
    wrong = 0
    for name, card in cards.items():
        model, tokenizer = load(card, options.checkpoints)
        truth: dict[str, Any] = {
            "sha256": _sha256(options.checkpoints / card["file"]),
            "tokenizer": {"sha256": _sha256(options.checkpoints / card["tokenizer"]["file"])},
            "parameters": sum(parameter.numel() for parameter in model.parameters()),
            "data": corpus.describe(),
            "metrics": figures(model, tokenizer, corpus, dictionary, device),
        }
        shown = dict(leaves(card))
        for path, true in leaves(truth):
            good = agrees(path, shown.get(path), true)
            wrong += not good
            if not good or isinstance(true, float):
                told = f"{shown.get(path)} / {true}"
                print(f"{'ok   ' if good else 'WRONG'} {name} {'.'.join(path)}: {told}")
    print("every figure is true" if not wrong else f"{wrong} figures differ")
    return 1 if wrong else 0


def agrees(path: tuple[str, ...], shown: Any, true: Any) -> bool:
    """Whether a figure of a card equals the recomputed one within its tolerance."""
    if not isinstance(true, float):
        return bool(shown == true)
    if not isinstance(shown, int | float):
        return False
    tolerance = BLEU_TOLERANCE if path[-1].startswith("bleu") else SHARE_TOLERANCE
    return abs(shown - true) <= tolerance + 1e-9


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "models", nargs="*", metavar="ID", help="default: every translation checkpoint"
    )
    add_data_options(parser)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--checkpoints", type=Path, default=ROOT / "resources/checkpoints")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
