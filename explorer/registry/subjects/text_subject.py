"""A loaded translation model, ready to be observed."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable
from dataclasses import replace

import torch
from torch import Tensor

from explorer.capture.muting import muted
from explorer.capture.observe import observe, tap_names
from explorer.capture.verify import check_prediction, check_steps
from explorer.core.cancel import Cancelled, never
from explorer.core.checks import Check
from explorer.core.inputs import Inputs
from explorer.core.interventions.mute import NOTHING_MUTED, Mute
from explorer.core.sites.attention import Attention
from explorer.core.sites.token_attention import TokenSite
from explorer.core.text import Sentence, Task, Translation
from explorer.core.trace import ModelInfo, Trace
from explorer.models.decoding import Hypothesis, decode
from explorer.models.translator import PAD, START, Translator
from explorer.registry.entry import ModelError, SentenceError, one_language
from explorer.registry.subjects.protocol import OnPart, ignore, wanted
from explorer.registry.subjects.translation_trace import Beginning, Places, Telling
from explorer.registry.subjects.vocabulary import Spelt, Vocabulary
from explorer.registry.weight_files.cards import TextCard
from explorer.registry.weight_files.weights import load_model
from explorer.resource_files import REPAIR

_LETTER = re.compile(r"[^\W\d_]")
_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")
LETTERS = 100
"""More characters, spaces aside, than any token of a vocabulary stands for."""


class TextSubject:
    """One of our own translation models on a device."""

    task = Task.TRANSLATE

    def __init__(
        self,
        info: ModelInfo,
        model: Translator,
        vocabulary: Vocabulary,
        best: int,
        device: str,
        source: str = "",
    ) -> None:
        """best: number of the source-target attention that aligns best. source: its language."""
        self.info = info
        self.model = model.eval().to(device)
        self.vocabulary = vocabulary
        self._best = best
        self._device = device
        self._source = source

    @classmethod
    def load(cls, card: TextCard, device: str) -> TextSubject:
        """Verify, build and load; raises ModelError when a file does not fit its card."""
        model = load_model(card)
        assert isinstance(model, Translator)  # as every architecture of a TextCard
        layers = len(model.source_target)
        best = layers - 1 if card.best_layer is None else card.best_layer
        if best >= layers:
            raise ModelError(f"The weights of {card.id} do not fit its card. {REPAIR}")
        info = ModelInfo(card.id, card.title, card.sha256)
        return cls(info, model, Vocabulary.load(card), best, device, card.languages[0])

    def run(
        self,
        inputs: Inputs,
        on_part: OnPart = ignore,
        cancelled: Callable[[], bool] = never,
        mute: Mute = NOTHING_MUTED,
    ) -> Trace:
        """Translate a sentence, or judge the translation that is given; see `Subject.run`."""
        if language := inputs.source or inputs.to:
            raise one_language(self.info.title, language)
        sentence, beam = self._sentence(inputs.text, inputs.name), inputs.beam
        mute.check_text(sentence.ids)
        given = self._given(inputs.target)
        if given is None:
            beginning = self._chosen(inputs.prefix)
        elif inputs.prefix:
            raise ValueError("a translation that is given has no other beginning")
        else:
            beginning, beam = Beginning(given.ids, given.spelling), 1
        telling = Telling(self.model, self.vocabulary, sentence, beginning, beam)
        source = torch.tensor([sentence.ids], device=self._device)  # (1, S)

        start = time.perf_counter()

        def so_far(found: Hypothesis) -> tuple[Trace, Translation, Places]:
            made = telling.translation(found)
            places = telling.places(found, made.tokens)
            trace = Trace(
                model=self.info,
                inputs=inputs,
                task=self.task,
                sites=tuple(telling.maps(found, places)),
                layers=len(places),
                sentence=sentence,
                translation=made,
                best=self._best,
                running=True,
                seconds=time.perf_counter() - start,
                device=self._device,
                mute=mute,
            )
            return trace, made, places

        with torch.inference_mode(), muted(self.model, mute, self._stepwise):
            for found in decode(self.model, source, beam, prefix=beginning.tokens):
                if cancelled():
                    raise Cancelled
                if wanted(on_part):
                    on_part(so_far(found)[0])
            trace, translation, places = so_far(found)
            sites, checks = self._all_at_once(source, trace, translation, places, cancelled)
        notes = []
        if (
            self._source == "ja"
            and _LETTER.search(sentence.text)
            and not _JAPANESE.search(sentence.text)
        ):
            notes.append(
                "There is no Japanese in the text, and this model translates from it: what it "
                "writes means little."
            )
        if not translation.finished:
            notes.append(f"Stopped at the limit of {len(translation.steps)} tokens.")
        if given is not None and given.unknown:
            unknown = " ".join(given.unknown)
            notes.append(f"The model does not know these characters of the translation: {unknown}")
        return replace(
            trace,
            sites=sites,
            checks=checks,
            notes=tuple(notes),
            running=False,
            seconds=time.perf_counter() - start,
        )

    @property
    def _stepwise(self) -> frozenset[str]:
        """The sites that see one token at a time while the model writes."""
        paths = (name.rpartition(".")[0] for name in tap_names(self.model))
        return frozenset(path for path in paths if not path.startswith("encoder"))

    def _all_at_once(
        self,
        source: Tensor,
        kept: Trace,
        made: Translation,
        places: Places,
        cancelled: Callable[[], bool],
    ) -> tuple[tuple[TokenSite, ...], tuple[Check, ...]]:
        """The sites of one pass over the tokens found, and whether they are what was kept.

        source: (1, S). made: what `kept` has come to.
        """
        ids = made.ids
        fed = torch.tensor([[START, *ids[:-1]]], device=self._device)  # (1, T)
        seen: dict[str, TokenSite] = {}

        def keep(site: Attention) -> None:
            assert isinstance(site, TokenSite)  # a translator has no other
            seen[site.name] = site

        with observe(self.model, keep, places.__getitem__, cancelled):
            logits = self.model(source, fed)  # (1, T, V)
        if cancelled():
            raise Cancelled
        sites = tuple(seen[path] for path in places)
        shares = logits[0].softmax(-1)[range(len(ids)), ids]  # (T,)
        steps = [step.probability for step in made.steps]
        return sites, (
            check_prediction(logits, self.model(source, fed)),
            check_steps(
                [torch.tensor(site.weights()) for site in kept.sites] + [torch.tensor(steps)],
                [torch.tensor(site.weights()) for site in sites] + [shares.cpu()],
            ),
        )

    def _sentence(self, text: str, name: str) -> Sentence:
        """The source; raises SentenceError for one that cannot be translated."""
        read = self._read("sentence", text)
        if len(read.ids) == 1:  # END alone
            raise SentenceError("There is nothing to translate. Type a sentence.")
        self._check_length("sentence", read)
        digest = hashlib.sha256(text.encode()).hexdigest()
        return Sentence(text, read.tokens, read.ids, read.unknown, digest, name)

    def _given(self, target: str) -> Spelt | None:
        """The user's own translation; None for none."""
        read = self._read("translation", target)
        if len(read.ids) == 1:
            return None
        self._check_length("translation", read)
        return read

    def _read(self, what: str, text: str) -> Spelt:
        """Spell a text; raises SentenceError, for a far too long one before it is taken apart.

        Taking a megabyte apart holds the interpreter, and so the window, for seconds.
        """
        letters = sum(map(len, text.split()))
        if letters > LETTERS * self.model.longest:
            raise SentenceError(
                f"The {what} has {letters:,} characters, far too many for the "
                f"{self.model.longest} tokens that the model takes. Shorten or split it."
            )
        return self.vocabulary.read(text)

    def _check_length(self, what: str, read: Spelt) -> None:
        if len(read.ids) > self.model.longest:
            raise SentenceError(
                f"The {what} has {len(read.ids)} tokens, the model takes {self.model.longest}. "
                "Shorten or split it."
            )

    def _chosen(self, prefix: tuple[int, ...]) -> Beginning:
        """Raises ValueError for tokens that no translation has."""
        wrong = [token for token in prefix if not 0 <= token < self.vocabulary.size]
        wrong += [token for token in prefix if token in (PAD, START)]
        if wrong:
            raise ValueError(f"a translation cannot begin with the tokens {wrong}")
        return Beginning(prefix)
