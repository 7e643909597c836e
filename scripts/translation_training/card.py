"""Checkpoint cards of the translation models, and every figure on them."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import torch
from tokenizers import Tokenizer

from explorer.models.translator import Translator
from vision_training.card import load_model, save_weights

from .alignment import alignment_figures
from .corpus import Corpus
from .dictionary import Dictionary
from .measure import bleu_figures
from .recipes import Recipe

DIGITS = 4
"""Figures on a card are rounded to this many decimals; BLEU to two."""


def load(card: Mapping[str, Any], folder: Path) -> tuple[Translator, Tokenizer]:
    """Model and tokenizer of a card in ``folder``."""
    model = cast(Translator, load_model(card, folder))
    return model, Tokenizer.from_file(str(folder / card["tokenizer"]["file"]))


def figures(
    model: Translator,
    tokenizer: Tokenizer,
    corpus: Corpus,
    dictionary: Dictionary | None,
    device: torch.device,
) -> dict[str, Any]:
    """The field ``metrics`` of a card, computed with ``model``; alignment needs a dictionary."""
    model = model.to(device)
    bleu = bleu_figures(model, tokenizer, corpus.test, device)
    found = {key: round(v, 2) if isinstance(v, float) else v for key, v in bleu.items()}
    if dictionary is not None:
        aligned = alignment_figures(model, tokenizer, corpus, dictionary, device)
        found["alignment"] = {key: _rounded(value) for key, value in aligned.items()}
    return found


def write_card(
    model: Translator,
    tokenizer: Tokenizer,
    name: str,
    architecture: str,
    recipe: Recipe,
    corpus: Corpus,
    dictionary: Dictionary | None,
    training: Mapping[str, Any],
    out: Path,
    device: torch.device,
) -> dict[str, Any]:
    """Write ``name``.safetensors, tokenizers/``name``.json and ``name``.json into ``out``.

    The figures are computed from the files just written, not from the model in memory. Returns the
    card.
    """
    weights = out / f"{name}.safetensors"
    sha256 = save_weights(model, weights)
    pieces = out / "tokenizers" / f"{name}.json"
    _write(pieces, tokenizer.to_str())
    vocabulary = tokenizer.get_vocab_size()
    card: dict[str, Any] = {
        "id": name,
        "title": recipe.title,
        "architecture": architecture,
        "config": {"vocabulary": vocabulary, **recipe.config},
        "file": weights.name,
        "sha256": sha256,
        "dtype": "float16",
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "tokenizer": {
            "file": pieces.relative_to(out).as_posix(),
            "sha256": hashlib.sha256(pieces.read_bytes()).hexdigest(),
            "pieces": vocabulary,
        },
        "languages": {"source": "ja", "target": "en"},
        "paper": dict(recipe.paper),
        "data": corpus.describe(),
        "training": dict(training),
    }
    stored, stored_tokenizer = load(card, out)
    card["metrics"] = figures(stored, stored_tokenizer, corpus, dictionary, device)
    card |= {
        "licence": "MIT for the weights; see data.licence_note for the sentences",
        "intended_use": (
            "Showing what a small translation model attends to, for teaching and for trying the "
            "application. Not for translations that anybody relies on."
        ),
        "limits": (
            "Trained on short everyday sentences: long or formal texts, names and rare characters "
            "are translated badly or left out, and it may say with confidence what is not there. "
            "Who does what, singular and plural, he and she are often guessed, since Japanese "
            "leaves them open; the guesses carry the habits of those who wrote the sentences."
        ),
    }
    _write(out / f"{name}.json", json.dumps(card, indent=2, ensure_ascii=False) + "\n")
    return card


def _write(file: Path, text: str) -> None:
    """Whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, file)


def _rounded(value: Any) -> Any:
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return round(value, DIGITS) if isinstance(value, float) else value
