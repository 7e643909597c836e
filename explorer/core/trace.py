"""Everything that was seen in one run."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path, PurePath

from explorer.core.checks import Check, Verdict, overall
from explorer.core.code import Code
from explorer.core.inputs import Inputs, Modality
from explorer.core.interventions.mute import NOTHING_MUTED, Mute
from explorer.core.modules import Module
from explorer.core.numbers import percent
from explorer.core.photo import Photo
from explorer.core.photo_output import PhotoOutput
from explorer.core.placement import Box, Placement
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import Tokens
from explorer.core.sites.token_attention import TokenSite
from explorer.core.text import (
    ALONE,
    PAIRED,
    Accepts,
    Alternative,
    Guess,
    Sentence,
    Step,
    Task,
    Translation,
    file_stem,
)


@dataclass(frozen=True, slots=True)
class Prediction:
    """Class probabilities, best first, and what speaks against naming any class.

    Attributes
    ----------
    threshold: the probability that the best class needs to be named, in [0, 1].
    novelty: how unlike the photo is to those of the classes (`explorer.core.novelty`).
    novelty_limit: the novelty up to which it counts as one of them; infinite for a model that
        does not know it.
    """

    labels: tuple[str, ...]
    probabilities: tuple[float, ...]
    threshold: float
    novelty: float = 0.0
    novelty_limit: float = math.inf

    @property
    def doubt(self) -> str:
        """Why no class is named, in words; "" where one is."""
        best = self.probabilities[0]
        if not best >= self.threshold:
            limit = f"{100 * self.threshold:.0f}\N{NO-BREAK SPACE}%"
            return f"Best guess {percent(best)}, below the {limit} threshold"
        if not self.novelty <= self.novelty_limit:
            return "Unlike the photos it was trained on"
        return ""


@dataclass(frozen=True, slots=True)
class Detected:
    """What a query of a detector has found.

    score: of its class, in [0, 1]. box: (x0, y0, x1, y1) as shares of the model's input.
    """

    query: int
    label: str
    score: float
    box: Box


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What an export says of the model: registry id, title, hex digest of the weights file."""

    id: str
    title: str
    weights_sha256: str

    @property
    def public_id(self) -> str:
        """The id without the folders that a model of the user's own lies in."""
        source, colon, name = self.id.partition(":")
        named = PurePath(name)
        own = named.is_absolute() or name.startswith(("~", "."))
        return f"{source}:{named.name}" if colon and own else self.id


NO_SENTENCE = Sentence("", Tokens((), ()), (), (), "")
"""The text of a run that was given none."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Trace:
    """Everything that was seen in one run, of photos, of a text, or of both.

    While the run goes on, partial traces are published, which have no checks of the whole: their
    `verdict` is UNVERIFIED.

    Attributes
    ----------
    model : ModelInfo
        Whose run it was.
    inputs : Inputs
        What the model was given; photos are read ones.
    sites : tuple of Attention
        In the order in which they ran, of a text in that of the window: cross, decoder, encoder,
        first layer first. On photos there are fewer while the run goes on; on a text all are there
        from the first step, and their queries grow with what is written.
    layers : int
        How many sites there are in the end.
    best : int
        The number of the site to show first: the last, or of a translator the one that aligns best.
    running : bool
        Whether the run still goes on.
    placements : tuple of Placement
        Where the model's input lies on each photo.
    prediction : Prediction or None
        The classes of a photo; None while the run goes on, and of a model that names none.
    output : PhotoOutput or None
        A value for every pixel of the photo, of a model that segments it or tells its depth.
    objects : tuple of Detected
        Of a detector the ones it is surest of, best first.
    unmuted_objects : tuple of Detected or None
        Of a detector in which something is muted those that it finds without that; else None.
    sentence : Sentence
        The text as the model reads it, empty where there is none.
    task : Task or None
        What the model does with a text. Of a task that is not paired all queries and keys are
        tokens of the sentence, and of what continues it.
    translation : Translation or None
        What the model writes; None where it writes nothing.
    guesses : tuple of Guess
        What it expects at places of the text, in their order.
    classes : tuple of Alternative
        Of a classifier of texts the likeliest, best first.
    gives : str
        In words what came out that has no name.
    accepts : Accepts
        What could be given beside the text.
    mute : Mute
        The heads that were muted, sites by their names.
    no_attention : tuple of int
        Of a model of texts with one part the numbers of the blocks that do not attend, as those of
        a hybrid that are state space models or convolutions.
    codes : dict
        The source code of the module of each site, by the name of the site.
    modules : Module or None
        The tree of modules of the model; None where the model was not at hand.
    """

    model: ModelInfo
    inputs: Inputs
    sites: tuple[Attention, ...]
    layers: int
    best: int = 0
    running: bool = False
    checks: tuple[Check, ...] = ()
    seconds: float = 0.0
    device: str = "cpu"
    notes: tuple[str, ...] = ()
    placements: tuple[Placement, ...] = ()
    prediction: Prediction | None = None
    objects: tuple[Detected, ...] = ()
    unmuted_objects: tuple[Detected, ...] | None = None
    output: PhotoOutput | None = field(default=None, repr=False)
    sentence: Sentence = NO_SENTENCE
    task: Task | None = None
    translation: Translation | None = None
    guesses: tuple[Guess, ...] = ()
    classes: tuple[Alternative, ...] = ()
    gives: str = ""
    accepts: Accepts = ALONE
    mute: Mute = NOTHING_MUTED
    no_attention: tuple[int, ...] = ()
    codes: Mapping[str, Code] = field(default_factory=dict, repr=False)
    modules: Module | None = field(default=None, repr=False)

    @property
    def photo(self) -> Photo:
        """The photo of a run on one; raises LookupError where there is none."""
        photo = next(iter(self.inputs.photos), None)
        if not isinstance(photo, Photo):
            raise LookupError(f"{self.model.title} was given no photo")
        return photo

    @property
    def placement(self) -> Placement:
        """Where the model's input lies on its photo; raises LookupError where there is none."""
        if not self.placements:
            raise LookupError(f"{self.model.title} was given no photo")
        return self.placements[0]

    @property
    def input(self) -> Modality:
        """What it is a run of: a text where something is done with one, else a photo."""
        return Modality.PHOTO if self.task is None else Modality.TEXT

    def token_site(self, layer: int) -> TokenSite:
        """The site of a number, whose queries and keys are tokens; raises TypeError else."""
        site = self.sites[layer]
        if not isinstance(site, TokenSite):
            raise TypeError(f"{site.name} is not among the tokens of a text")
        return site

    def parts(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """("cross", numbers of its sites), and so on for each part that the model has."""
        found = groupby(range(len(self.sites)), key=lambda at: self.sites[at].part)
        return tuple((part, tuple(numbers)) for part, numbers in found)

    @property
    def kind(self) -> Kind:
        """The kind of the first site; on a photo a bundled model has one kind only."""
        return self.sites[0].kind

    @property
    def complete(self) -> bool:
        """Whether this is the end of the run."""
        return not self.running and len(self.sites) == self.layers

    @property
    def photo_stem(self) -> str:
        """The name of the photo without its ending; "" of a run without one."""
        return Path(self.photo.name).stem if self.inputs.photos else ""

    @property
    def stem(self) -> str:
        """The start of the file name of an export."""
        if self.inputs.photos:
            return self.photo_stem or "picture"
        name = self.sentence.name
        return Path(name).stem if name else file_stem(self.sentence.text)

    @property
    def input_sha256(self) -> str:
        """The hex digests of all that was given."""
        photos = [photo.sha256 for photo in self.inputs.photos if isinstance(photo, Photo)]
        return ", ".join(filter(None, (*photos, self.sentence.sha256)))

    def all_checks(self) -> Iterable[Check]:
        """Of the run as a whole, then of every site."""
        yield from self.checks
        for site in self.sites:
            yield from site.checks

    @cached_property
    def verdict(self) -> Verdict:
        """What all checks say together."""
        return overall(self.all_checks()) if self.checks else Verdict.UNVERIFIED

    @property
    def paired(self) -> bool:
        """Whether one text is read and another one written."""
        return self.task in PAIRED

    @cached_property
    def tokens_alone(self) -> bool:
        """Whether every site is among tokens: its picture is then its whole map, whoever asks."""
        return all(site.tokens_a_side for site in self.sites)

    @cached_property
    def longest(self) -> int:
        """The most tokens along a side of any map of tokens against tokens; 0 without one."""
        return max((site.tokens_a_side for site in self.sites), default=0)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The tokens that were written; () for none."""
        return () if self.translation is None else self.translation.steps

    def asks_itself(self, layer: int) -> bool:
        """Whether the queries of a site are tokens of the sentence, not of a translation of it."""
        return not self.paired or self.sites[layer].part == "encoder"

    def texts(self, layer: int) -> tuple[str, str]:
        """What the keys of a site are tokens of, and what its queries are, as readable texts."""
        written = "" if self.translation is None else self.translation.text
        if not self.paired:
            return (self.sentence.whole + written,) * 2
        match self.sites[layer].part:
            case "encoder":
                return (self.sentence.whole,) * 2
            case "decoder":
                return (written,) * 2
        return self.sentence.whole, written

    def next_of(self, layer: int, query: int) -> Step | None:
        """The token that the model writes, or is given, after a query of a site; None for none.

        In a paired task query n writes step n; in a continued text it comes before token n + 1.
        """
        if self.task is Task.CONTINUE:
            first = self.sentence.tokens.size
            if query + 1 >= first:
                later = self.steps[query + 1 - first :]
                return later[0] if later else None
            guess = next((one for one in self.guesses if one.place == query + 1), None)
            if guess is None or guess.stands is None:
                return None
            stands = guess.stands
            return Step(stands.token, stands.piece, stands.probability, guess.alternatives, True)
        if self.asks_itself(layer) or query >= len(self.steps):
            return None
        return self.steps[query]


def held_bytes(trace: Trace) -> int:
    """Give the bytes of the arrays of a run, those of queries and keys above all."""
    total, left = 0, list[object](trace.sites)
    while left:  # arrays or tensors, and those in the fields of values
        value = left.pop()
        if is_dataclass(value):
            left += [getattr(value, one.name) for one in fields(value)]
        else:
            size = getattr(value, "nbytes", 0)
            total += size if isinstance(size, int) else 0
    return total
