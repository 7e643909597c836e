"""Recompute every figure of the vision checkpoints' cards from the shipped weights.

    python scripts/evaluate_vision.py [ID ...] --data DIR [--outliers DIR]

Exit status 1 when a figure differs from its card by more than the tolerance, when the sha256 or the
parameter count is not true, or when a card lacks a figure. The tolerance allows for the different
rounding of other machines: 0.003 for shares (20 photos of 7,558), 1 % for ratios, temperatures and
the limit of the novelty. scripts/vision_training/outlier_photos.py collects the outliers; without
them, their figures are not recomputed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from calibrate_vision import Outliers  # noqa: E402
from calibrate_vision import figures as calibration_figures  # noqa: E402
from explorer.capture.hooks import head_width  # noqa: E402
from explorer.registry.weight_files.cards import read_vision_card  # noqa: E402
from explorer.registry.weight_files.weights import read_novelty  # noqa: E402
from vision_training.card import figures, load_model  # noqa: E402
from vision_training.corpus import load_corpus  # noqa: E402

SHARE_TOLERANCE = 0.003
RATIO_TOLERANCE = 0.01
RATIOS = ("mass_over_area", "temperature", "limit")
VISION = ("vit", "se-resnet", "spatial-gate")


def main(arguments: list[str] | None = None) -> int:
    """Compare the cards with the truth; returns the exit status."""
    options = _parse(arguments)
    cards = {}
    for file in sorted(options.checkpoints.glob("*.json")):
        card = json.loads(file.read_text(encoding="utf-8"))
        if card["architecture"] in VISION and (not options.models or card["id"] in options.models):
            cards[card["id"]] = card
    missing = set(options.models) - set(cards)
    if missing or not cards:
        print(f"no card for {', '.join(sorted(missing)) or 'any vision model'}", file=sys.stderr)
        return 2
    corpus = load_corpus(options.data, options.work)
    outliers = Outliers.read(options.outliers) if options.outliers is not None else None
    device = torch.device(options.device)
    wrong = 0
    for name, card in cards.items():
        model = load_model(card, options.checkpoints)
        weights = (options.checkpoints / card["file"]).read_bytes()
        truth: dict[str, Any] = {
            "sha256": hashlib.sha256(weights).hexdigest(),
            "parameters": sum(parameter.numel() for parameter in model.parameters()),
            "data": corpus.describe(),
            **figures(model, card["architecture"], corpus, card["input"]["size"], device),
        }
        novelty = read_novelty(
            read_vision_card(options.checkpoints / f"{name}.json"), head_width(model)
        )
        if novelty is not None:
            found = calibration_figures(model, novelty, card, corpus, outliers, device)
            truth["calibration"] |= found["calibration"]
            truth["metrics"] |= found["metrics"]
        for path, true in leaves(truth):
            shown = _at(card, path)
            good = agrees(path[-1], shown, true)
            wrong += not good
            if not good or isinstance(true, float):
                print(f"{'ok   ' if good else 'WRONG'} {name} {'.'.join(path)}: {shown} / {true}")
    print("every figure is true" if not wrong else f"{wrong} figures differ")
    return 1 if wrong else 0


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every number and string of nested dicts and lists, with the keys that lead to it."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, str(index)))
    else:
        yield path, value


def agrees(name: str, shown: Any, true: Any) -> bool:
    """Whether a figure of a card equals the recomputed one within its tolerance."""
    if not isinstance(true, float):
        return bool(shown == true)
    if not isinstance(shown, int | float):
        return False
    tolerance = RATIO_TOLERANCE * abs(true) if name in RATIOS else SHARE_TOLERANCE
    return abs(shown - true) <= tolerance + 1e-9


def _at(value: Any, path: tuple[str, ...]) -> Any:
    """The item of nested dicts and lists that ``path`` leads to, None where it ends."""
    for key in path:
        if isinstance(value, list):
            value = value[int(key)] if int(key) < len(value) else None
        else:
            value = value.get(key) if isinstance(value, dict) else None
    return value


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("models", nargs="*", metavar="ID", help="default: every vision checkpoint")
    parser.add_argument("--data", type=Path, required=True, help="folder with train/, val/, boxed/")
    parser.add_argument("--outliers", type=Path, help="folder of GROUP/SOURCE.NAME")
    parser.add_argument("--device", default="cpu")
    parser.add_argument(
        "--work", type=Path, default=Path.home() / ".cache/attention-explorer-train"
    )
    parser.add_argument("--checkpoints", type=Path, default=ROOT / "resources/checkpoints")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
