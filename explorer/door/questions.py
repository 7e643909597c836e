"""What a run can be asked why: methods, heads that matter, claims, the logit lens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.analysis.attribution.method import AttributionError, Choices
from explorer.analysis.attribution.rollout import Fusion
from explorer.core.interventions.mute import MuteMode
from explorer.core.map.levels import ends_of
from explorer.core.map.matrix import Matrix
from explorer.core.selection import Selection
from explorer.core.selector import Query, with_query
from explorer.core.taking import takes
from explorer.core.trace import Trace
from explorer.door.figure import MODES, Attributed, style_of, view_of
from explorer.export.provenance.asked_method import AskedMethod
from explorer.figures.photo_picture import Layout

if TYPE_CHECKING:
    from explorer.analysis.checks.faithfulness import Curves
    from explorer.analysis.checks.randomise import Control
    from explorer.analysis.head_effects import HeadEffects
    from explorer.analysis.lens import Lens
    from explorer.registry.subjects.protocol import Subject


@dataclass(frozen=True, eq=False)
class Questions:
    """A run, and the model to ask about it where that is at hand."""

    _trace: Trace
    _subject: Callable[[], Subject] | None = None

    @takes
    def lens(self, query: Query = None) -> Lens:
        """Tell what each layer would answer (the logit lens).

        Parameters
        ----------
        query : int, str or (row, column), optional
            The token that is read: of a text the one whose next is asked for, of a photo a patch;
            the last token, or the one that the model reads, without.

        Returns
        -------
        Lens
            ``rows`` from the input to the last layer, each with the five likeliest answers;
            ``records()``, ``picture()``, and the ``check`` that the last row is the model's own.

        Raises
        ------
        LensError
            The model's head is not one linear map, or its blocks cannot be found.
        SelectionError
            There is no such token.
        ValueError
            The run was read from a file, and there is no model to ask.
        """
        from explorer.analysis.lens import logit_lens  # imports torch

        if self._subject is None:
            raise ValueError("a run that was read from a file has no model to be asked")
        asked = None
        if query is not None:
            asked = with_query(self._trace, Selection(layer=self._trace.best), query).query
        return logit_lens(self._trace, self._subject(), asked)

    @takes
    def attribute(
        self,
        method: str,
        target: int | str = "",
        *,
        against: int | str = "",
        layer: int | None = None,
        fusion: Fusion = "mean",
        discard: float = 0.0,
        view: str | None = None,
        colormap: str = "inferno",
        size: int = 1024,
        legend: bool = False,
        opacity: float = 0.75,
        smooth: bool = True,
        levels: tuple[float, float] | str | None = None,
    ) -> Attributed:
        """Ask a method why the model says what it says, and draw its answer.

        Parameters
        ----------
        method : str
            "rollout", "relevance", "legrad", "value", "ig", "gradcam", "layercam", "occlusion",
            "layers", "heads-mean", "heads-max" or "heads-min".
        target : int or str
            What is explained: a class by its name or number, a token that is written or could be,
            the name of a found object; without, what the model is surest of.
        against : int or str
            A second target, whose map is taken away.
        layer : int, optional
            The number of the site in `sites`, for methods that look at one.
        fusion, discard
            Of rollout: how heads become one, "mean", "max" or "min"; the share of the weakest
            links that is left out.
        view, colormap, size, legend, opacity, smooth
            As of `figure`.
        levels : (float, float) or "LO:HI", optional
            The values at the ends of the colour bar; of a contrast the upper one to both sides of
            0.

        Returns
        -------
        Attributed
            A `Figure` whose `values` are those of the method.

        Raises
        ------
        AttributionError
            The model does not offer the method, or has no such target; the run was read from a
            file or watched, and its model is not at hand.
        """
        from explorer.analysis.attribution.methods import attribute  # imports torch

        style = style_of(smooth, colormap, opacity, size)
        choices = Choices(fusion=fusion, discard=discard, layer=layer, against=str(against))
        subject = None if self._subject is None else self._subject()
        ends = None if levels is None else ends_of(levels)
        shown = attribute(
            self._trace, method, str(target), subject=subject, choices=choices, levels=ends
        )
        views: tuple[str, ...] = ("matrix", "lines", "text") if isinstance(shown, Matrix) else MODES
        layout = Layout(size, legend)
        asked = AskedMethod(method, str(target), str(against), fusion, discard, layer, ends)
        return Attributed(
            self._trace, Selection(), view_of(view, views), style, layout, shown, asked
        )

    @takes
    def head_effects(
        self, answer: int | str = "", mute_mode: str = "zero", against: int | str = ""
    ) -> HeadEffects:
        """Mute each head in turn, and tell how the probability of an answer changes.

        Parameters
        ----------
        answer : int or str
            What is watched, as the target of `attribute`.
        mute_mode : {"zero", "mean"}
            What a muted head gives.
        against : int or str
            A second answer, whose probability is taken away.

        Returns
        -------
        HeadEffects
            `heads` as (site, head), `mean` the change of each, `ranked` the largest first. Those
            of several inputs are put together by `joined`, with the standard error as `error`.

        Raises
        ------
        AttributionError
            The model has no heads or no such answer, or is not at hand.
        """
        from explorer.analysis.head_effects import head_effects  # imports torch

        mode, choices = MuteMode(mute_mode), Choices(against=str(against))
        return head_effects(self._trace, self._loaded(), str(answer), mode=mode, choices=choices)

    @takes
    def claim(
        self, method: str = "", target: int | str = "", *, taken: str = "", random: int = 20
    ) -> Curves:
        """Check what a map claims by deletion and insertion, beside random maps.

        Parameters
        ----------
        method : str
            Whose map, as `attribute` takes it; "" for the attention that the window shows first.
        target : int or str
            What is explained and watched.
        taken : str
            What stands where something is taken away: of a photo "zero", "black", "mean" or "blur"
            ("mean" without), of a text "masked" or "deleted".
        random : int
            How many random maps; the window has 20.

        Returns
        -------
        Curves
            `verdict()` in words, `areas(test)`, `beaten(test)` of the random maps, and the curves.

        Raises
        ------
        AttributionError
            The model does not offer the method, or is not at hand.
        ModelError
            The model has no probability that could be watched.
        """
        if random < 1:
            raise ValueError(f"a map is held against one random map at least, not {random}")
        from explorer.analysis.attribution.methods import attributed  # imports torch
        from explorer.analysis.checks.claims import of_photo, of_text
        from explorer.analysis.checks.faithfulness import curves

        trace, subject, answer = self._trace, self._loaded(), str(target)
        shown = attributed(trace, method, answer, subject=subject) if method else None
        selection = Selection(layer=trace.best)
        if trace.task is None:
            found = of_photo(trace, subject, selection, taken or "mean", shown, answer)
        else:
            found = of_text(trace, subject, selection, taken, shown, answer)
        *_, last = curves(found.seen, found.answer, found.maps, random=random, taken=found.taken)
        return last

    @takes
    def control(
        self, method: str = "rollout", answer: int | str = "", seed: int = 0
    ) -> tuple[Control, ...]:
        """Tell how alike a map stays while the model is given random weights from the head down.

        Adebayo et al. 2018, the cascading test. The model has its own weights back in the end.

        Parameters
        ----------
        method : str
            Whose map, as `attribute` takes it; of a photo also "last", the last layer.
        answer : int or str
            What is explained.
        seed : int
            Of the random weights.

        Returns
        -------
        tuple of Control
            `part` and `correlation`, Spearman's rank correlation, from the top down.

        Raises
        ------
        AttributionError
            The model does not offer the method, or is not at hand.
        """
        from explorer.analysis.checks.control import controlled  # imports torch

        return tuple(controlled(self._trace, self._loaded(), method, str(answer), seed=seed))

    def _loaded(self) -> Subject:
        """The model; raises AttributionError where it is not at hand."""
        if self._subject is None:
            raise AttributionError(f"{self._trace.model.title} is not loaded.")
        return self._subject()
