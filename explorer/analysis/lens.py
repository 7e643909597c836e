"""Logit lens: what each layer would answer (nostalgebraist 2020).

The residual stream after every block goes through the model's own last norm and head. The last row
then equals the model's own output, or the lens is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import torch

from explorer.analysis.attribution.call import call_of
from explorer.analysis.lens_chain import TOLERANCE, Chain, LensError, chain_of, watched
from explorer.capture.second_pass import as_muted
from explorer.capture.unchanged import unchanged
from explorer.core.checks import Check, Verdict, overall
from explorer.core.text import Alternative
from explorer.core.trace import Trace
from explorer.figures.page.lens_page import LensLine, LensPage, lens_picture
from explorer.figures.picture import Picture
from explorer.registry.huggingface.text.text_subject import HfText
from explorer.registry.subjects.protocol import Subject
from explorer.registry.subjects.traced_subject import TracedSubject
from explorer.registry.subjects.vision_subject import VisionSubject
from explorer.version import __version__

BEST = 5


@dataclass(frozen=True, eq=False)
class Lens:
    """What every layer would answer for one query.

    Attributes
    ----------
    title : str
        Of the model.
    query : str
        What asks, in words.
    rows : tuple of LensLine
        From the input to the last block, which is the model's own answer; each with the five
        likeliest answers, and the place and probability of the final one.
    check : Check
        That the last row is what the model gave.
    found : str
        Which modules were found, as "blocks, norm, CLS, head".
    """

    title: str
    query: str
    rows: tuple[LensLine, ...] = field(repr=False)
    check: Check
    found: str
    provenance: dict[str, str] = field(default_factory=dict, repr=False)

    def records(self) -> list[dict[str, object]]:
        """One mapping of plain JSON values a layer."""
        return [
            {
                "layer": row.layer,
                "best": [{"answer": one.piece, "probability": one.probability} for one in row.best],
                "final": row.final.piece,
                "probability": row.final.probability,
                "rank": row.rank,
            }
            for row in self.rows
        ]

    @property
    def page(self) -> LensPage:
        """The table as it is drawn."""
        return LensPage(
            title=f"What each layer of {self.title} would answer",
            subtitle=f"query {self.query} · read by {self.found}",
            lines=self.rows,
            note=f"Verified: {self.check}" if self.check.verdict is Verdict.VERIFIED else "",
        )

    def picture(self, long_edge: int = 1024) -> Picture:
        """Draw the table; raises ExportError where the system has nothing to draw text with."""
        return lens_picture(self.page, self.said, long_edge)

    @property
    def said(self) -> dict[str, str]:
        """What a file says of it."""
        said = {"Title": self.page.title, "Query": self.query, "Method": "logit lens"}
        return {**said, **self.provenance}


def logit_lens(trace: Trace, subject: Subject, query: int | None = None) -> Lens:
    """Work out what each layer of a model would answer.

    Parameters
    ----------
    trace : Trace
        A finished run of a language model or of a classifier of photos.
    subject : Subject
        The loaded model that made it.
    query : int, optional
        The token whose next one is asked for; of a photo the token that is read in place of the
        one that the model reads. The last token, or the model's own, without.

    Raises
    ------
    LensError
        The head is not one linear map, or the blocks cannot be found.
    IndexError
        There is no such token.
    """
    call = call_of(trace, subject)
    title = trace.model.title
    with torch.no_grad(), unchanged(call.model):
        with as_muted(call.model, trace.mute, call.quick):
            seen = watched(call)
        chain = chain_of(call, seen, title)
        if query is not None and not 0 <= query < chain.tokens:
            raise IndexError(f"there is no token {query}: they go from 0 to {chain.tokens - 1}")
        own = chain.logits(chain.states[-1], None)
        logits = torch.stack([chain.logits(state, query) for state in chain.states])
    difference = float((own - chain.own).abs().max())
    error = difference / max(float(chain.own.abs().max()), 1e-30)
    check = Check("last row is the model's own output", error, TOLERANCE)
    logits = logits.float() / _temperature(subject)  # (layers + 1, answers)
    probabilities = logits.softmax(dim=-1).cpu()
    answer = int(probabilities[-1].argmax())
    piece = _pieces(subject, trace)
    rows = []
    for at, row in enumerate(probabilities):
        top = row.topk(min(BEST, len(row)))
        best = tuple(
            Alternative(one, piece(one), float(share))
            for one, share in zip(top.indices.tolist(), top.values.tolist(), strict=True)
        )
        rows.append(
            LensLine(
                layer="input" if at == 0 else str(at - 1),
                best=best,
                final=Alternative(answer, piece(answer), float(row[answer])),
                rank=int((row > row[answer]).sum()) + 1,
            )
        )
    return Lens(
        title,
        _asks(trace, query, chain),
        tuple(rows),
        check,
        chain.found,
        provenance={
            "Software": f"Attention Explorer {__version__}",
            "Model": trace.model.public_id,
            "Weights-SHA256": trace.model.weights_sha256,
            "Input-SHA256": trace.input_sha256,
            **trace.mute.facts(trace.sites),
            "Verified": overall([*trace.all_checks(), check]).value,
        },
    )


def _temperature(subject: Subject) -> float:
    """What the logits are divided by before the softmax that the program shows."""
    return subject.temperature if isinstance(subject, VisionSubject) else 1.0


def _pieces(subject: Subject, trace: Trace) -> Callable[[int], str]:
    """How an answer is written: a token, or a class."""
    if isinstance(subject, HfText):
        return subject.reader.piece
    if isinstance(subject, VisionSubject | TracedSubject):
        return subject.label
    raise LensError(f"{trace.model.title} names neither words nor classes.")


def _asks(trace: Trace, query: int | None, chain: Chain) -> str:
    """What asks, in words."""
    if trace.inputs.photos:
        if query is None:
            return {"first": "CLS", "mean": "mean of all patches"}.get(
                chain.reads, "the model's own"
            )
        return trace.sites[trace.best].query_axis.label(query)
    last = chain.tokens - 1 if query is None else query
    return trace.sites[trace.best].query_axis.label(last)
