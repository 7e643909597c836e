"""Teach a vision checkpoint when to name no class, and measure how well it keeps to that.

    python scripts/calibrate_vision.py ID [ID ...] --data DIR --outliers DIR

For the weights as they are: fits the temperature and both thresholds (how likely the best class
must be, how unlike the training photos a photo may be), writes ID.novelty.safetensors beside the
weights and the numbers into the card. Everything is fitted on train and dev photos; val and the
outliers are only counted. The outliers are photos of none of the classes, in one folder a group,
named SOURCE.NAME (scripts/vision_training/outlier_photos.py collects them).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from explorer.capture.hooks import head_features  # noqa: E402
from explorer.core.inputs import Fit  # noqa: E402
from explorer.core.novelty import Novelty  # noqa: E402
from explorer.inputs.fit import fit_photo, normalise  # noqa: E402
from explorer.inputs.images import read_photo  # noqa: E402
from explorer.registry.weight_files.cards import novelty_path  # noqa: E402
from explorer.registry.weight_files.weights import decode_novelty, encode_novelty  # noqa: E402
from vision_training.card import load_model  # noqa: E402
from vision_training.corpus import Corpus, load_corpus  # noqa: E402
from vision_training.measure import calibrate, predict, top_k  # noqa: E402
from vision_training.photos import Photos  # noqa: E402

SAMPLE = 5000
"""Training photos from which means and covariances are taken."""
SHRINK = 1e-3
"""Share of a multiple of the identity in the covariance, so that it has an inverse."""
SHARE = 0.9
"""Share of the background: of 0, 0.25, 0.5, 0.75, 0.9 and 1 the one that told the choosing half of
the outliers from dev photos best on the mean of the three models; that half counts for nothing on
the cards."""
LIKELY = 0.98
"""Share of the recognised dev photos whose best class is likely enough to be named."""
KEPT = 0.9
"""Share of the recognised dev photos whose class is named, after both thresholds."""
DIGITS = 4
RULE = (
    "temperature fitted on the dev photos by negative log-likelihood; unsure_below is the top "
    f"probability that {LIKELY:.0%} of the correctly recognised dev photos reach, and "
    "novelty.limit the novelty that leaves a class named for "
    f"{KEPT:.0%} of them (explorer/core/novelty.py has formula and papers)"
)
NOTE = (
    "photos of none of the classes; half of those collected, the other half served to choose the "
    "method. auroc: chance that an outlier is more novel than a recognised dev photo. refused: no "
    "class is named. refused_by_probability_alone: by the threshold on the probability that keeps "
    "as many dev photos. val_right_named, val_wrong_named: photos of val whose class is named, of "
    "those recognised rightly and wrongly"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a model makes of photos: logits (N, classes), features (N, d), classes (N,)."""

    logits: Tensor
    features: NDArray[np.float32]
    targets: Tensor

    @property
    def right(self) -> NDArray[np.bool_]:
        """Which are recognised, (N,)."""
        found: NDArray[np.bool_] = (self.logits.argmax(dim=1) == self.targets).numpy()
        return found


@dataclass(frozen=True, slots=True)
class Outliers:
    """Photos of none of the classes: the reporting half of those in a folder, by group."""

    files: tuple[Path, ...]

    @classmethod
    def read(cls, folder: Path) -> Outliers:
        """Raises FileNotFoundError for a folder without photos."""
        files = sorted(path for path in folder.glob("*/*") if _reporting(path))
        if not files:
            raise FileNotFoundError(f"no photos in {folder}: expected GROUP/SOURCE.NAME")
        return cls(tuple(files))


def see(
    model: nn.Module, photos: Photos, rows: NDArray[np.int64], size: int, device: torch.device
) -> Seen:
    """What `model` makes of the photos `rows`."""
    with head_features(model) as features:
        logits = predict(model, photos, rows, size, device)
    return Seen(
        logits, torch.cat(features).float().cpu().numpy(), torch.from_numpy(photos.targets[rows])
    )


@torch.no_grad()
def see_files(
    model: nn.Module, files: Sequence[Path], card: Mapping[str, Any], device: torch.device
) -> Seen:
    """What `model` makes of photos of no class (target -1), fitted as the application does it."""
    given, logits = card["input"], []
    with head_features(model) as features:
        for file in files:
            pixels, _ = fit_photo(read_photo(file), given["size"], Fit.STRETCH)
            image = torch.from_numpy(normalise(pixels, given["mean"], given["std"]))
            logits.append(model(image[None].to(device)).cpu())
    targets = torch.full((len(files),), -1)
    return Seen(torch.cat(logits), torch.cat(features).float().cpu().numpy(), targets)


def fit_novelty(
    features: NDArray[np.float32], targets: NDArray[np.int64], share: float = SHARE
) -> Novelty:
    """The novelty of features (N, d) of photos of known classes, without a limit yet."""
    wide = features.astype(np.float64)
    unit = wide / np.linalg.norm(wide, axis=1, keepdims=True)
    mean = unit.mean(axis=0)
    classes, counts = np.unique(targets, return_counts=True)
    centres = np.stack([unit[targets == one].mean(axis=0) for one in classes])  # (classes, d)
    inner = unit - centres[np.searchsorted(classes, targets)]
    within = inner.T @ inner / len(unit)  # (d, d)
    size = len(within)
    within = (1 - SHRINK) * within + SHRINK * np.trace(within) / size * np.eye(size)
    outer = centres - mean
    between = (outer * (counts / len(unit))[:, None]).T @ outer  # (d, d)
    # coordinates in which `within` is the identity and `within + between` diagonal
    whiten = np.linalg.inv(np.linalg.cholesky(within))
    spread, turn = np.linalg.eigh(whiten @ between @ whiten.T)
    projection = whiten.T @ turn
    background = share / (1 + np.maximum(spread, 0))
    return Novelty(mean, projection, outer @ projection, background, math.inf)


def thresholds(dev: Seen, novelty: Novelty) -> tuple[float, float, float]:
    """(temperature, unsure_below, limit of the novelty) from dev photos.

    Raises ValueError when none of them is recognised.
    """
    temperature, unsure_below = calibrate(dev.logits, dev.targets, LIKELY)
    # rounded first, so that the limit is right for what the card says
    temperature, unsure_below = round(temperature, DIGITS), round(unsure_below, DIGITS)
    likely = dev.right & (_top(dev, temperature) >= unsure_below)
    if not likely.any():
        raise ValueError("no dev photo is recognised: train the model first")
    limit = np.quantile(novelty(dev.features[likely]), KEPT * dev.right.sum() / likely.sum())
    return temperature, unsure_below, round(float(limit), DIGITS)


def figures(
    model: nn.Module,
    novelty: Novelty,
    card: Mapping[str, Any],
    corpus: Corpus,
    outliers: Outliers | None,
    device: torch.device,
) -> dict[str, Any]:
    """The fields that this script puts into ``calibration`` and ``metrics``, rounded.

    novelty: as it is stored, its limit disregarded. Without outliers their figures are left out.
    """
    model, size = model.to(device), int(card["input"]["size"])
    dev = see(model, corpus.train, corpus.dev, size, device)
    val = see(model, corpus.val, np.arange(len(corpus.val)), size, device)
    temperature, unsure_below, limit = thresholds(dev, novelty)
    novelty = replace(novelty, limit=limit)

    def named(seen: Seen) -> NDArray[np.bool_]:
        likely = _top(seen, temperature) >= unsure_below
        return likely & (novelty(seen.features) <= limit)

    val_named = named(val)
    counted: dict[str, Any] = {
        "val_right_named": float(val_named[val.right].mean()),
        "val_wrong_named": float(val_named[~val.right].mean()),
    }
    if outliers is not None:
        others = see_files(model, outliers.files, card, device)
        refused = ~named(others)
        groups = np.array([file.parent.name for file in outliers.files])
        alone = np.quantile(_top(dev, temperature)[dev.right], 1 - KEPT)
        apart = novelty(others.features)[:, None] > novelty(dev.features[dev.right])
        counted |= {
            "outliers": len(refused),
            "sources": dict(Counter(file.name.split(".")[0] for file in outliers.files)),
            "refused": float(refused.mean()),
            "refused_by_group": {
                str(group): float(refused[groups == group].mean()) for group in np.unique(groups)
            },
            "refused_by_probability_alone": float((_top(others, temperature) < alone).mean()),
            "auroc": float(apart.mean()),
        }
    calibration = {
        "temperature": temperature,
        "unsure_below": unsure_below,
        "top1_dev": top_k(dev.logits, dev.targets, 1),
        "sure_share_val": float(val_named.mean()),
        "novelty": {"limit": limit},
    }
    metrics = {"none_of_the_classes": counted}
    found: dict[str, Any] = _rounded({"calibration": calibration, "metrics": metrics})
    return found


def main(arguments: list[str] | None = None) -> int:
    """Calibrate the models; returns the exit status."""
    options = _parse(arguments)
    corpus, outliers = load_corpus(options.data, options.work), Outliers.read(options.outliers)
    device = torch.device(options.device)
    sample = np.sort(np.random.default_rng(0).permutation(corpus.fit)[:SAMPLE])
    for name in options.models:
        path = options.checkpoints / f"{name}.json"
        card = json.loads(path.read_text(encoding="utf-8"))
        model = load_model(card, options.checkpoints).to(device)
        fitted = see(model, corpus.train, sample, card["input"]["size"], device)
        content = encode_novelty(fit_novelty(fitted.features, fitted.targets.numpy()))
        found = figures(model, decode_novelty(content, math.inf), card, corpus, outliers, device)
        side = novelty_path(path)
        found["calibration"]["novelty"] |= {
            "file": side.name,
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        card["calibration"] |= found["calibration"] | {"rule": RULE}
        card["metrics"] |= found["metrics"]
        card["metrics"]["none_of_the_classes"]["note"] = NOTE
        _write(side, content)
        _write(path, (json.dumps(card, indent=2, ensure_ascii=False) + "\n").encode())
        print(name, json.dumps(found, indent=1))
    return 0


def _top(seen: Seen, temperature: float) -> NDArray[np.float32]:
    """The probability (N,) of the best class."""
    found: NDArray[np.float32] = (seen.logits / temperature).softmax(dim=1).amax(dim=1).numpy()
    return found


def _reporting(file: Path) -> bool:
    """Whether an outlier is of the half that is reported; its bytes decide."""
    return file.is_file() and hashlib.sha256(file.read_bytes()).digest()[-1] % 2 == 0


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return round(value, DIGITS) if isinstance(value, float) else value


def _write(path: Path, content: bytes) -> None:
    part = path.with_suffix(".part")
    part.write_bytes(content)
    os.replace(part, path)


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("models", nargs="+", metavar="ID", help="checkpoints, such as vit")
    parser.add_argument("--data", type=Path, required=True, help="folder with train/, val/, boxed/")
    parser.add_argument("--outliers", type=Path, required=True, help="folder of GROUP/SOURCE.NAME")
    parser.add_argument("--device", default="cpu")
    parser.add_argument(
        "--work", type=Path, default=Path.home() / ".cache/attention-explorer-train"
    )
    parser.add_argument("--checkpoints", type=Path, default=ROOT / "resources/checkpoints")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
