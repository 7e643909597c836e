"""The photos and sentences that ship with the program, to start from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from explorer.resource_files import resources


@dataclass(frozen=True, slots=True)
class Sample:
    """A bundled photo. credit: its author; licence: short name; source: where it was published.

    outside: what it shows, where no class of the bundled models is that; "" where one is.
    """

    id: str
    title: str
    path: Path
    credit: str
    licence: str
    source: str
    outside: str = ""


@dataclass(frozen=True, slots=True)
class SentenceSample:
    """A bundled sentence. credit: who wrote it; licence: its short name."""

    id: str
    text: str
    credit: str
    licence: str


@cache
def samples() -> tuple[Sample, ...]:
    """The bundled photos, in the order in which they are offered; the first opens the window."""
    folder = resources() / "samples"
    listed = _listed(folder / "samples.json")
    return tuple(
        Sample(
            id=one["id"],
            title=one["title"],
            path=folder / one["file"],
            credit=one["credit"],
            licence=one["licence"],
            source=one["source"],
            outside=one.get("outside", ""),
        )
        for one in listed
    )


@cache
def sentence_samples() -> tuple[SentenceSample, ...]:
    """The bundled Japanese sentences, in the order in which they are offered."""
    return tuple(SentenceSample(**one) for one in _listed(resources() / "samples" / "texts.json"))


@cache
def prompt_samples() -> tuple[SentenceSample, ...]:
    """The bundled English sentences, for models that read a text or continue it."""
    return tuple(SentenceSample(**one) for one in _listed(resources() / "samples" / "prompts.json"))


@cache
def question_samples() -> tuple[SentenceSample, ...]:
    """The bundled questions about a photo; the first is asked where the user asks nothing."""
    file = resources() / "samples" / "questions.json"
    return tuple(SentenceSample(**one) for one in _listed(file))


def text_samples(language: str | None) -> tuple[SentenceSample, ...]:
    """The sentences to offer for a model that reads a language; None for one that says none."""
    return sentence_samples() if language == "ja" else prompt_samples()


def all_text_samples() -> tuple[SentenceSample, ...]:
    """Every text that ships: sentences, prompts, and questions about photos."""
    return (*sentence_samples(), *prompt_samples(), *question_samples())


def _listed(path: Path) -> list[dict[str, str]]:
    entries: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return entries
