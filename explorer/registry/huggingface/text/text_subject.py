"""Text models of Hugging Face, unmodified, observed by the tracer: what all of them share."""

from __future__ import annotations

import hashlib
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cached_property
from inspect import signature
from typing import Any

import torch
from torch import Tensor
from torch.nn import Embedding

from explorer.capture.tracing.options import Options
from explorer.capture.tracing.records import AttentionRecord, Record
from explorer.capture.tracing.rerun import Rerun
from explorer.capture.tracing.trace import trace_model
from explorer.capture.verify import check_prediction
from explorer.core.cancel import Cancelled, never
from explorer.core.checks import Check
from explorer.core.foreign import plain
from explorer.core.inputs import Inputs
from explorer.core.interventions.mute import NOTHING_MUTED, Mute
from explorer.core.sites.attention import Attention
from explorer.core.text import Accepts, Sentence, Task
from explorer.core.trace import ModelInfo, Trace
from explorer.registry.entry import ModelError, SentenceError, failed_run
from explorer.registry.huggingface.heads import first_tensor
from explorer.registry.huggingface.text.text_sites import Seen, Texts, left_out, no_attention, seen
from explorer.registry.huggingface.text.tokens import Read, Reader
from explorer.registry.subjects.protocol import OnPart, ignore
from explorer.registry.subjects.run_size import ask_text
from explorer.registry.subjects.traced_subject import Finding, as_loaded, digest

KEEPING = ("use_cache", "use_mems")
"""What a model calls that it keeps keys and values, or states, for the tokens to come."""

FOREIGN = (
    *(AttributeError, KeyError, IndexError, TypeError, AssertionError),
    *(OverflowError, RecursionError),
)
"""What code and files of a model raise as it runs, and nothing of this program does."""


@dataclass(frozen=True, eq=False)
class Pass:
    """One run over whole texts.

    output: whatever came out. first: its first tensor. checks: of the run as a whole, and of sites
    that make no map.
    """

    seen: Seen
    output: Any
    first: Tensor
    checks: tuple[Check, ...]
    notes: tuple[str, ...]
    seconds: float


def settled(model: Any, device: str) -> tuple[Any, str]:
    """Put a model onto a device, unless it is spread over several; and tell where it begins."""
    spread = getattr(model, "hf_device_map", None)
    if not spread or set(map(str, spread.values())) <= {"cpu"}:
        return model.to(device), device
    first = next((one for one in spread.values() if one not in ("cpu", "disk")), "cpu")
    return model, f"cuda:{first}" if isinstance(first, int) else str(first)


class HfText(ABC):
    """A text model on a device."""

    task: Task

    def __init__(
        self,
        info: ModelInfo,
        model: Any,
        reader: Reader,
        device: str = "cpu",
        says: bool = True,
        notes: tuple[str, ...] = (),
    ) -> None:
        """Make a model ready to run.

        says: whether its output are logits of its vocabulary, so that words can be told. notes:
        for every run.
        """
        self.info = replace(info, weights_sha256=info.weights_sha256 or digest(model))
        self.model, device = settled(model.eval(), device)
        self.reader = reader
        self.says = says
        self.findings: tuple[Finding, ...] = ()
        self._notes = notes
        self.device = device
        self.again = Rerun(self.model)
        self._bare: tuple[int, ...] = ()
        self.mute = NOTHING_MUTED

    def run(
        self,
        inputs: Inputs,
        on_part: OnPart = ignore,
        cancelled: Callable[[], bool] = never,
        mute: Mute = NOTHING_MUTED,
    ) -> Trace:
        """Read a text, and write one where the model does; see `Subject.run`."""
        wrong = [token for token in inputs.prefix if not 0 <= token < self.reader.size]
        if wrong:
            raise ValueError(f"a text cannot go on with the tokens {wrong}")
        self.mute = mute
        try:
            with torch.no_grad():  # inference mode hands composite operators over whole
                found = self._run(inputs, on_part, cancelled)
                return replace(found, mute=self.mute)  # of several texts as it is of the one shown
        except FOREIGN as error:
            # code of any model, which decodes and writes by methods and tokens of its own
            raise failed_run(self.info.title, "this text", error) from error
        finally:
            self.mute = NOTHING_MUTED

    def trace(
        self, inputs: Inputs, sentence: Sentence, sites: tuple[Attention, ...], **found: Any
    ) -> Trace:
        """Put together what was seen of a text.

        Parameters
        ----------
        found
            The other fields of the `Trace`; the last site is the best unless they say otherwise,
            and empty notes are left out.
        """
        found["notes"] = tuple(filter(None, found.get("notes", ())))
        found.setdefault("best", len(sites) - 1)
        found.setdefault("no_attention", self._bare)
        found.setdefault("accepts", self.accepts)
        return Trace(
            model=self.info,
            inputs=inputs,
            task=self.task,
            sites=sites,
            layers=len(sites),
            sentence=sentence,
            device=self.device,
            **found,
        )

    @property
    def accepts(self) -> Accepts:
        """What it can be given beside a text."""
        languages = self.reader.languages
        reads, writes = self.task is Task.READ, self.task.paired
        return Accepts(
            pair=("choices" if self.chooses else "text") if reads else "",
            chat=self.task is Task.CONTINUE and self.reader.has_template,
            sources=languages.source if writes else (),
            targets=languages.target if writes else (),
        )

    @property
    def chooses(self) -> bool:
        """Whether it chooses among several second texts."""
        return "MultipleChoice" in type(self.model).__name__

    @abstractmethod
    def _run(self, inputs: Inputs, on_part: OnPart, cancelled: Callable[[], bool]) -> Trace: ...

    def read(
        self, inputs: Inputs, one_of_several: bool = False
    ) -> tuple[Read, Sentence, tuple[str, ...]]:
        """The text, or two, in at most as many tokens as the model takes.

        Also notes on what was cut or taken for granted. one_of_several: whether what is masked may
        be tokens of another one. Raises SentenceError for an empty text, and for what the model has
        no use for.
        """
        text, pair, chat = inputs.text, inputs.pair.strip(), inputs.chat or bool(inputs.system)
        if pair and self.task is not Task.READ:
            raise SentenceError(f"{self.info.title} reads one text: leave out the second.")
        if chat and self.task.paired:
            raise SentenceError(f"{self.info.title} answers no chats: give it the text alone.")
        begun = self.reader.languages.choose(inputs.source, inputs.to, self.info.title)
        asked = self.reader.as_chat(text, inputs.system, self.info.title) if chat else text
        asked = self.reader.languages.marked(asked, inputs.to)
        read = self.reader.read(asked, pair=pair, whole=not chat)
        if not text.strip() or not set(range(read.tokens.size)) - read.tokens.special:
            raise SentenceError("There is nothing to read. Type a text.")
        self._check_known(read)
        if not one_of_several:
            self.mute.check_text(read.ids)
        digest = hashlib.sha256((f"{text}\t{pair}" if pair else text).encode()).hexdigest()
        sentence = Sentence(text, read.tokens, read.ids, read.unknown, digest, inputs.name, pair)
        return read, sentence, tuple(filter(None, self._told(inputs, read, begun)))

    def _check_known(self, read: Read) -> None:
        """Raises ModelError for a token that the model has no row for.

        On a GPU looking such a number up would end every later run, too. A special token may stand
        for what is put in its place, and have no row.
        """
        for at, token in enumerate(read.ids):
            if token >= self._rows > 0 and at not in read.tokens.special:
                raise ModelError(
                    f"The tokenizer of {self.info.title} reads “{plain(read.tokens.pieces[at])}” "
                    f"as token {token:,}, and the model has {self._rows:,}: it is that of another "
                    "model. Put the files of the tokenizer there that came with this one."
                )

    @cached_property
    def _rows(self) -> int:
        """Tokens that the model can look up in its largest table of them; 0 where none is told."""
        tables = []
        for part in self.model.modules():
            with suppress(Exception):  # of some classes of the library none is told
                tables.append(part.get_input_embeddings())
        return max((one.num_embeddings for one in tables if isinstance(one, Embedding)), default=0)

    def _told(self, inputs: Inputs, read: Read, begun: int | None) -> Iterator[str]:
        """Notes on a text that was read."""
        if read.whole > len(read.ids):
            yield (
                f"The text has {read.whole:,} tokens and the model takes {self.reader.longest:,}: "
                f"the first {len(read.ids):,} are read."
            )
        if self.task.paired:
            own = getattr(self.model, "generation_config", None)
            decided = begun is not None or getattr(own, "forced_bos_token_id", None) is not None
            target = bool(inputs.target.strip())
            yield self.reader.languages.note(inputs.source, inputs.to, inputs.text, target, decided)
        typed = self.reader.typed(inputs.text)
        if inputs.chat or inputs.system:
            return
        if self.task is Task.CONTINUE and self.reader.has_template and not typed:
            yield (
                "This model is meant to be asked in its chat template, and the text was read as it "
                "is: run it as a chat to ask it so."
            )
        if self.task is Task.READ and typed:
            yield (
                f"{', '.join(typed[:3])} in the text is read as that special token; a second text "
                "is told apart only where it is given by itself."
            )

    def ids(self, ids: Sequence[int]) -> Tensor:
        """(1, T) on the model's device."""
        return torch.tensor([list(ids)], device=self.device)

    def whole(self, ids: Sequence[int], types: Sequence[int] = ()) -> dict[str, Any]:
        """What the model is called with for a run over a whole text.

        No token comes after it, for which something would have to be kept. types: of the tokens,
        for a model that takes them.
        """
        known = signature(self.model.forward).parameters
        told = {"token_type_ids": self.ids(types)} if types and "token_type_ids" in known else {}
        keeping = {one: False for one in KEEPING if one in known}
        return {"input_ids": self.ids(ids), **told, **keeping}

    def plain(self, given: dict[str, Any]) -> Any:
        """What the model gives with nothing kept of it, as it was loaded.

        Raises ModelError in place of whatever it raises of its own, NoRoomError where it would take
        more memory than is free.
        """
        ask_text(self.info.title, self.model, given)
        with as_loaded(self.info.title, self.model, "this text"):
            if self.mute:
                options = Options(budget=0, mute=self.mute)
                return trace_model(self.model, options=options, compare=False, **given).output
            return self.model(**given)

    def watching(self, given: dict[str, Any], cancelled: Callable[[], bool]) -> Options:
        """How to watch the model at the least cost, tried out on the first text that is not long.

        The text is run whole, for what a model does may depend on its length or on what stands in
        it. Raises ModelError for what the model raises itself.
        """
        ask_text(self.info.title, self.model, given)
        options = Options(cancelled=cancelled, mute=self.mute)
        with self._refusing():
            return self.again.options(given, given["input_ids"].shape[1], options)

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Raises ModelError for what a model raises that a text alone is not enough for."""
        try:
            yield
        except torch.OutOfMemoryError:
            raise
        except (ValueError, RuntimeError) as error:
            raise failed_run(self.info.title, "this text", error) from error

    def observed(self, given: dict[str, Any], texts: Texts, cancelled: Callable[[], bool]) -> Pass:
        """Run the model on whole texts, as it was loaded, without the capture and with it."""
        plain = first_output(self.plain(given))
        options = self.watching(given, cancelled)
        start = time.perf_counter()
        with self._refusing():
            traced = self.again.trace(given, options)
        seconds = time.perf_counter() - start
        if cancelled():
            raise Cancelled
        first = first_output(traced.output)
        same = check_prediction(first, plain)
        found = seen(traced.records, texts)
        self._bare = no_attention(self.model, traced.records)
        self.findings = tuple(_findings(traced.records, texts))
        if not found.sites:
            raise ModelError(_nothing(self.info.title, len(traced.attentions), self.model))
        notes = (*self._notes, *traced.notes)
        if found.missing:
            notes = (left_out(found.missing, len(traced.attentions)), *notes)
        return Pass(found, traced.output, first, (same, *found.checks), notes, seconds)


def first_output(output: Any) -> Tensor:
    """The first tensor of whatever a model returns; raises ModelError for none."""
    try:
        return first_tensor(output)
    except TypeError:
        raise ModelError(
            "This model gives no numbers for a text. Choose a model of texts."
        ) from None


def _findings(records: Iterable[Record], texts: Texts) -> Iterable[Finding]:
    """All attention sites, those that make no map too."""
    for record in records:
        if not isinstance(record, AttentionRecord):
            continue
        place = texts.place(record)
        kind = record.sort if place is None else place[0]
        shape = record.heads, record.queries, record.keys
        told = "" if place is not None else "not among the tokens of the text"
        yield Finding(record.name, kind.value, shape, told, record.checks)


def _nothing(title: str, count: int, model: Any) -> str:
    named = dict.fromkeys(type(one).__name__ for one in model.modules())
    kinds = [one for one in named if one.endswith("Attention")]
    if not count and kinds:
        return (
            f"{title} attends in a way that is not read here ({', '.join(kinds)}): there is no "
            "map to show."
        )
    if not count:
        return f"{title} has no attention: there is no map to show."
    return f"There is no map to show: none of the {count} sites of {title} is among its tokens."
