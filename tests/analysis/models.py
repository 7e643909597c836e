"""Loaded models with a run of each, for the tests of what is made of runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from torch import nn

from explorer.core.inputs import Inputs
from explorer.core.photo import Photo
from explorer.core.text import Writing
from explorer.core.trace import ModelInfo, Trace
from explorer.registry.catalogue import find
from explorer.registry.loading import Loading
from explorer.registry.subjects.loaded_model import LoadedModel
from explorer.registry.subjects.preprocessing import Preparation
from explorer.registry.subjects.traced_subject import TracedSubject
from tests.registry import hf_toys

SENTENCE = "この小説は人気です。"
TEXTS = {
    "bert": "the quick [MASK] fox",
    "classifier": "the quick brown fox",
    "gpt2": "the quick brown",
    "llama": "the quick brown",
    "t5": "the quick brown fox",
    "bart": "the quick",
    "marian": "the quick",
    "longformer": "the quick brown fox jumps over",
    "led": "the quick brown fox jumps over",
}


@dataclass(frozen=True)
class Run:
    """A finished run and the model that made it."""

    subject: Any
    trace: Trace


def noise(size: int = 32) -> Photo:
    pixels = np.random.default_rng(0).integers(0, 256, (size, size, 3), dtype=np.uint8)
    pixels.flags.writeable = False
    return Photo(pixels, "noise.png", "0" * 64, (size, size))


def on_photo(model: nn.Module, size: int = 32) -> Run:
    """Of a model that nobody here wrote."""
    prepare = Preparation((size, size), (size, size), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
    subject = TracedSubject(ModelInfo("toy", "Toy", ""), LoadedModel(model, prepare))
    return Run(subject, subject.run(Inputs((noise(size),))))


def opened(id: str, inputs: Inputs) -> Run:
    """Of any model that the registry knows."""
    subject = find(id).load("cpu", Loading())
    return Run(subject, subject.run(inputs))


def bundled(id: str) -> Run:
    """Of a model that comes with the program."""
    if id in ("transformer", "seq2seq"):
        return opened(id, Inputs(text=SENTENCE))
    return opened(id, Inputs((noise(128),)))


def hugging_face(name: str, folder: Path, written: int = 2) -> Run:
    """Of a tiny one of Hugging Face with random weights, a text of its own."""
    made = getattr(hf_toys, name)(folder / name)
    writing = Writing(written) if name in ("gpt2", "llama") else Writing()
    return opened(f"hf:{made}", Inputs(text=TEXTS[name], writing=writing))
