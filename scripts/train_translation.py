"""Train a Japanese-English translation model and write weights, tokenizer and card.

    python scripts/train_translation.py transformer --minutes 30

The sentences (and the dictionary that measures the alignment) are fetched with pip, or given with
``--corpus`` and ``--dictionary``. Any device; resumable with ``--resume``; the working files (the
download, the tokenizer, a teacher's answers, the saved state) lie in ``--work``, weights, tokenizer
and card in ``--out``.

``--start-from CARD`` goes on from a finished checkpoint with a new schedule, and the new card
counts the minutes of both and keeps what the old one said. With ``--teacher CARD`` the student
learns from what a trained model makes of the Japanese sentences (translation_training/teacher.py).
``--lessons N`` adds N sentences made by rule of rare words (translation_training/lessons.py);
``--keep`` learns the corpus as the checkpoint predicts it meanwhile, and
translation_training/mean.py makes one checkpoint of several such runs.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from pathlib import Path
from typing import cast

import torch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tokenizers import Tokenizer  # noqa: E402

from explorer.models import build  # noqa: E402
from explorer.models.translator import Translator  # noqa: E402
from translation_training import archive  # noqa: E402
from translation_training.alignment import measured_sentences  # noqa: E402
from translation_training.batches import Encoded, encode  # noqa: E402
from translation_training.card import load, write_card  # noqa: E402
from translation_training.corpus import Corpus, load_corpus  # noqa: E402
from translation_training.dictionary import Dictionary, load_dictionary  # noqa: E402
from translation_training.lessons import describe, lessons  # noqa: E402
from translation_training.loop import Training  # noqa: E402
from translation_training.recipes import RECIPES  # noqa: E402
from translation_training.subwords import train_tokenizer  # noqa: E402
from translation_training.teacher import taught  # noqa: E402
from vision_training.card import machine  # noqa: E402
from vision_training.loop import Budget  # noqa: E402
from vision_training.precision import PRECISIONS, in_words, is_low  # noqa: E402
from vision_training.warm_start import continued, start_from  # noqa: E402

WORK = Path.home() / ".cache/attention-explorer-train"


def main(arguments: list[str] | None = None) -> int:
    """Train one model; returns the exit status."""
    options = _parse(arguments)
    recipe = RECIPES[options.model]
    changed = {
        "guide_weight": options.guide,
        "learning_rate": options.rate,
        "tokens": options.tokens,
    }
    recipe = dataclasses.replace(
        recipe, **{key: value for key, value in changed.items() if value is not None}
    )
    name = options.name or options.model
    device = _device(options.device)
    torch.manual_seed(options.seed)
    corpus = load_corpus(options.corpus or archive.fetch(archive.SENTENCES, options.work))
    tokenizer = _tokenizer(options, corpus, options.work / f"{name}.tokenizer")
    config = {"vocabulary": tokenizer.get_vocab_size(), **recipe.config}
    model, average = (cast(Translator, build(options.model, config)) for _ in range(2))
    earlier = None
    if options.start_from is not None:
        earlier = start_from(model, options.start_from, options.model, config)["training"]
    average.load_state_dict(model.state_dict())
    low = is_low(options.precision, device)
    count = sum(parameter.numel() for parameter in model.parameters())
    print(
        f"{recipe.title}: {count / 1e6:.2f} M parameters on {device} in "
        f"{in_words(low)}, {len(corpus.train)} pairs"
    )
    pairs = encode(tokenizer, corpus.train)
    if options.teacher is not None:
        pairs = _ask_teacher(options, pairs, tokenizer, device)
    kept = len(pairs.source)
    extra = lessons(corpus, options.lessons, options.seed)
    pairs = pairs.joined(encode(tokenizer, extra))
    training = Training(
        model,
        average,
        recipe,
        pairs,
        encode(tokenizer, corpus.dev),
        Budget(options.minutes, options.epochs, len(pairs.source)),
        device,
        options.seed,
        options.work / f"{name}.state",
        low,
        _keeper(options),
        kept,
    )
    if options.resume and training.state.exists():
        training.restore()
        print(f"resumed after {training.seconds / 60:.1f} minutes, {training.seen} pairs")
    training.run()

    card = write_card(
        training.average,
        tokenizer,
        name,
        options.model,
        recipe,
        corpus,
        find_dictionary(options, corpus),
        continued(
            earlier,
            {
                "minutes": round(training.seconds / 60, 1),
                "epochs": round(training.seen / len(corpus.train), 2),
                "steps": training.step,
                "dev_loss": round(training.dev_loss(), 4),
                "machine": machine(device),
                "precision": in_words(low),
                "seed": options.seed,
                "recipe": recipe.describe(
                    teacher=options.teacher.stem if options.teacher is not None else None,
                    taught=min(options.taught, len(corpus.train)),
                    kept=options.keep,
                ),
                **({"lessons": describe(len(extra))} if extra else {}),
            },
        ),
        options.out,
        device,
    )
    print(json.dumps({"training": card["training"], "metrics": card["metrics"]}, indent=1))
    return 0


def find_dictionary(options: argparse.Namespace, corpus: Corpus) -> Dictionary | None:
    """The dictionary that is given or, with sentences fetched, that was fetched beside them."""
    file = options.dictionary
    if file is None and options.corpus is not None:
        return None
    return load_dictionary(
        file or archive.fetch(archive.DICTIONARY, options.work), measured_sentences(corpus)
    )


def add_data_options(parser: argparse.ArgumentParser) -> None:
    """The options that say where sentences, dictionary and working files are."""
    parser.add_argument(
        "--corpus", type=Path, help="SENTENCES file of the archive; fetched without"
    )
    parser.add_argument(
        "--dictionary", type=Path, help="jmdict.xml.gz, to measure the alignment with --corpus"
    )
    parser.add_argument("--work", type=Path, default=WORK)


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("model", choices=sorted(RECIPES))
    add_data_options(parser)
    parser.add_argument("--minutes", type=float, help="time budget; without it --epochs counts")
    parser.add_argument("--epochs", type=float, default=12)
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps")
    parser.add_argument("--precision", choices=PRECISIONS, default="auto")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--resume", action="store_true", help="go on from the saved state")
    parser.add_argument("--start-from", type=Path, help="card of a checkpoint to go on from")
    parser.add_argument("--rate", type=float, help="peak learning rate, not the recipe's")
    parser.add_argument("--tokens", type=int, help="of a side of a batch, not the recipe's")
    parser.add_argument(
        "--teacher", type=Path, help="card of a translator of the same tokenizer, to learn from"
    )
    parser.add_argument(
        "--taught", type=int, default=10**9, help="pairs that it translates and that are learnt"
    )
    parser.add_argument(
        "--lessons",
        type=int,
        default=0,
        help="sentences made by rule of words that the corpus hardly has, to learn beside it",
    )
    parser.add_argument(
        "--keep",
        action="store_true",
        help="learn the corpus as the model of --start-from predicts it, so that nothing is lost",
    )
    parser.add_argument("--guide", type=float, help="weight of guided attention, not the recipe's")
    parser.add_argument("--vocabulary", type=int, default=8000, help="pieces of a new tokenizer")
    parser.add_argument("--tokenizer", type=Path, help="take this one, as another model has it")
    parser.add_argument("--name", help="id of the checkpoint; default: the model's")
    parser.add_argument("--out", type=Path, default=ROOT / "resources/checkpoints")
    return parser.parse_args(arguments)


def _ask_teacher(
    options: argparse.Namespace, pairs: Encoded, tokenizer: Tokenizer, device: torch.device
) -> Encoded:
    """Some of ``pairs`` with what the teacher says; ``ValueError`` when it has other subwords."""
    teacher, pieces = load(json.loads(options.teacher.read_text("utf-8")), options.teacher.parent)
    if pieces.to_str() != tokenizer.to_str():
        raise ValueError(f"{options.teacher.stem} has another tokenizer: give it with --tokenizer")
    answers = options.work / f"{options.teacher.stem}.answers.json"
    return taught(pairs, teacher, options.taught, options.seed, answers, device)


def _keeper(options: argparse.Namespace) -> Translator | None:
    """The model that the run starts from, when the corpus is to be learnt as it predicts it."""
    if not options.keep:
        return None
    if options.start_from is None:
        raise ValueError("--keep needs --start-from: what is to be kept")
    return load(json.loads(options.start_from.read_text("utf-8")), options.start_from.parent)[0]


def _tokenizer(options: argparse.Namespace, corpus: Corpus, kept: Path) -> Tokenizer:
    """The tokenizer that is given, that of the run to resume, or a new one, kept for that."""
    if options.tokenizer is not None:
        return Tokenizer.from_file(str(options.tokenizer))
    if not (options.resume and kept.exists()):
        print(f"learning {options.vocabulary} subwords")
        kept.parent.mkdir(parents=True, exist_ok=True)
        train_tokenizer(corpus.train, options.vocabulary).save(str(kept))
    return Tokenizer.from_file(str(kept))


def _device(name: str) -> torch.device:
    if name != "auto":
        return torch.device(name)
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


if __name__ == "__main__":
    raise SystemExit(main())
