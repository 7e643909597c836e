"""Which models a search finds, and in which order. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.registry.catalogue import PREFIXES, is_untrained, untrained
from explorer.registry.listing import BUNDLED, HUGGING_FACE, Listed
from explorer.registry.model_paths import named

_LEFT_OUT = str.maketrans("", "", "-_./:# ")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user looks for; source and input are "" for all of them.

    untrained: models with random weights, which only libraries have.
    """

    text: str = ""
    source: str = ""
    input: str = ""
    untrained: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A model as it would be opened.

    Attributes
    ----------
    name
        What the controller is given.
    recent
        Whether it was used lately.
    typed
        Whether it is no model of the list but what was typed.
    """

    model: Listed
    name: str
    title: str
    recent: bool = False
    typed: bool = False

    @property
    def weights(self) -> str:
        """What the weights are, in a word."""
        if self.typed:
            return ""
        if is_untrained(self.name):
            return "random"
        if not _in_library(self.model):
            return "bundled" if self.model.source == BUNDLED else "there"
        return "cached" if self.model.cached else "download"


class Index:
    """The models of all sources, ready to be searched at every key.

    To make one takes as long as many searches: it can be made in any thread.
    """

    def __init__(self, models: Iterable[Listed] = ()) -> None:
        self._models = tuple(models)
        self._words = [_searched(one) for one in self._models]
        self._rows = {
            random: [_row(one, random) for one in self._models] for random in (False, True)
        }
        self._by_name = {one.id: one for one in self._models}

    def __len__(self) -> int:
        return len(self._models)

    def sources(self) -> tuple[str, ...]:
        """In the order in which they came."""
        return tuple(dict.fromkeys(one.source for one in self._models))

    def find(self, wanted: Wanted, recent: Sequence[str] = ()) -> list[Row]:
        """The rows of a search.

        Recently used ones come first, then titles that begin as the search does, then the others as
        they are listed. Every word must be somewhere in what is said of a model, in any order;
        signs between the parts of a name need not be typed. A name that is not listed can be opened
        too: then it is a row of its own, the first.
        """
        words = wanted.text.lower().split()
        both = [(word, word.translate(_LEFT_OUT)) for word in words]
        order = {name: at for at, name in enumerate(recent)}
        found = [
            replace(row, recent=True) if row.name in order else row
            for row, (plain, short) in zip(self._rows[wanted.untrained], self._words, strict=True)
            if (not wanted.source or row.model.source == wanted.source)
            and (not wanted.input or wanted.input in row.model.takes)
            and not (wanted.untrained and not _in_library(row.model))
            and all(word in plain or (bare and bare in short) for word, bare in both)
        ]
        start = words[0] if words else ""
        found.sort(
            key=lambda row: (order.get(row.name, len(order)), not row.title.startswith(start))
        )
        typed = self._typed(wanted, recent)
        return [*typed, *found]

    def _typed(self, wanted: Wanted, recent: Sequence[str]) -> list[Row]:
        """What was typed, where it is the name of a model that is not listed.

        And recently used ones of that kind.
        """
        name = named(wanted.text.strip())
        names = [name] if name and name not in self._by_name else []
        if not wanted.text.strip() and not (wanted.source or wanted.input):
            names += [one for one in recent if self._elsewhere(one)]
        return [_unlisted(one, wanted.untrained, one in recent) for one in names]

    def _elsewhere(self, name: str) -> bool:
        """Whether it is no model of the list, but one of a library or a file."""
        plain = name.partition("#untrained")[0]
        return plain not in self._by_name and plain.partition(":")[0] in PREFIXES


def _searched(model: Listed) -> tuple[str, str]:
    """All that is said of a model, and the same without the signs between words."""
    said = (model.id, model.title, model.source, model.family, model.shows, model.licence)
    plain = " ".join((*said, *model.takes, "cached" if model.cached else "")).lower()
    return plain, plain.translate(_LEFT_OUT)


def _in_library(model: Listed) -> bool:
    """Whether it has an untrained form: ours and those of plug-ins have none."""
    return model.id.partition(":")[0] in PREFIXES


def _row(model: Listed, random: bool) -> Row:
    random = (random or not model.weights) and _in_library(model)
    name = untrained(model.id) if random else model.id
    return Row(model, name, f"{model.title} (untrained)" if random else model.title)


def _unlisted(name: str, random: bool, recent: bool) -> Row:
    name = untrained(name) if random else name
    plain = name.removesuffix("#untrained")
    prefix, _, rest = plain.partition(":")
    title = f"{Path(rest).name if '/' in rest else rest}"
    if is_untrained(name):
        title += " (untrained)"
    source = HUGGING_FACE if prefix == "hf" else prefix  # as those that are listed have it
    model = Listed(plain, title, source, "", frozenset(), None, None, "", False, "")
    return Row(model, name, title if recent else f"Open {plain}", recent=recent, typed=True)
