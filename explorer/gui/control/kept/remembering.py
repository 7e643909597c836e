"""What the program remembers of its work from one time to the next: settings to state and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from explorer.core.colormaps import COLORMAPS
from explorer.core.inputs import Modality
from explorer.core.map.combine import Reduce
from explorer.core.map.levels import checked_ends
from explorer.core.numbers import is_count
from explorer.core.selection import Ends, GateSide, Scale, Selection
from explorer.explanation.glossary import Language
from explorer.export.style import Mode, Style
from explorer.figures.views import View
from explorer.gui.control.figure.figure_state import FigureState, read, written
from explorer.gui.control.state import LectureState, PastInput, State
from explorer.gui.control.texts.text_state import TextState
from explorer.runtime.settings import Settings, wanted_fit


def first_state(wanted: Settings, model: str | None, spoken: Language = "en") -> State:
    """Give the state that the settings remember; a damaged word falls back to its default.

    Parameters
    ----------
    model: to begin with instead of the remembered one; its first picture is then shown.
    spoken: the language of the window, and so of a lecture that was never in another one.
    """
    modes: tuple[Mode, ...] = ("overlay", "spotlight", "map")
    style = Style(
        mode=next((mode for mode in modes if mode == wanted.mode), "overlay"),
        smooth=wanted.smooth,
        colormap=wanted.colormap if wanted.colormap in COLORMAPS else "inferno",
        opacity=min(max(wanted.opacity, 0.0), 1.0),
    )
    selection = Selection(
        words=wanted.text_words,
        special=wanted.text_special,
        renormalised=wanted.text_renormalised,
        side=next((side for side in GateSide if side == wanted.gate_side), GateSide.AFTER),
    )
    text = TextState(
        text=wanted.text,
        target=wanted.target,
        beam=wanted.beam,
        view=cast(View, wanted.text_view),
    )
    if model is None or model == wanted.model:  # else it was told to another one
        text = replace(text, **_beside(wanted))
    resumes = model is None and wanted.layer >= 0
    if resumes:
        levels = _ends(wanted.level_low, wanted.level_high)
        selection = replace(
            selection,
            layer=wanted.layer,
            unit=wanted.unit,
            query=wanted.query,
            scale=Scale(wanted.scale) if wanted.scale else None,
            reduce=cast(Reduce, wanted.reduce),
            levels=levels,
            kept=wanted.levels_kept and levels is not None,
        )
        step, source = wanted.text_step, wanted.text_source
        if step >= 0 and source >= 0:
            text = replace(text, step=step, source=source, following=False)
    return State(
        model=model or wanted.model,
        device=wanted.device,
        cluster=wanted.cluster,
        fit=wanted_fit(wanted.fit),
        style=style,
        text=text,
        selection=selection,
        recent=_recent(wanted),
        first=wanted == Settings(theme=wanted.theme, language=wanted.language) and model is None,
        lecture=LectureState(
            language="ja" if (wanted.lecture_language or spoken) == "ja" else "en",
            at=wanted.lecture_at,
            done=_done(wanted.lecture_done),
        ),
        resumes=resumes,
        figure=_figure(wanted),
    )


_APART = {"": None, "sentences": True, "whole": False}
"""How a text is run: each of its sentences, or as one; None for the model's own way."""


def _beside(wanted: Settings) -> dict[str, Any]:
    """What was given beside the text, as fields of its state."""
    return {
        "pair": wanted.pair,
        "chat": wanted.chat,
        "system": wanted.system,
        "languages": (wanted.source_language, wanted.target_language),
        "apart": _APART[wanted.apart],
    }


def _remembered_beside(state: State) -> dict[str, Any]:
    """Give the fields of the settings that hold what was given beside the text of `_ran`."""
    text, trace = state.text, state.trace
    return {
        "pair": trace.inputs.pair if trace is not None and trace.sentence.text else text.pair,
        "chat": text.chat,
        "system": text.system,
        "source_language": text.languages[0],
        "target_language": text.languages[1],
        "apart": next(word for word, apart in _APART.items() if apart is text.apart),
    }


def _figure(wanted: Settings) -> FigureState:
    """The figure that was asked for last."""
    settings = read(wanted.figure)
    form = wanted.export_form if wanted.export_form in settings.forms else settings.forms[0]
    return FigureState(False, settings, form, wanted.export_size, wanted.export_legend)


def remembered_figure(figure: FigureState) -> dict[str, Any]:
    """Give the fields of the settings that the figure panel decides."""
    settings = FigureState().settings if figure.problem else figure.settings
    return {
        "figure": written(settings),
        "export_form": figure.form,
        "export_size": figure.size,
        "export_legend": figure.legend,
    }


def _done(words: str) -> frozenset[tuple[str, int]]:
    """The conditions of the lecture that were met; what cannot be read is left out."""
    parts = (word.rpartition(":") for word in words.split())
    return frozenset((one, int(number)) for one, _, number in parts if is_count(number))


def _recent(wanted: Settings) -> tuple[PastInput, ...]:
    """The inputs of the last times, the latest first; photos first where their order is unknown."""
    left = {Modality.PHOTO: list(wanted.recent), Modality.TEXT: list(wanted.recent_texts)}
    kinds = [kind for word in wanted.recent_kinds for kind in Modality if kind == word]
    kinds += [kind for kind, those in left.items() for _ in those]
    return tuple(PastInput(kind, left[kind].pop(0)) for kind in kinds if left[kind])


def _ends(low: float, high: float) -> Ends | None:
    """The levels of the last time; None where there were none, or a damaged file says so."""
    try:
        return checked_ends(low, high)
    except ValueError:
        return None


def first_photo(wanted: Settings) -> Path | None:
    """Give the photo of the last time; None where it has gone."""
    path = Path(wanted.photo) if wanted.photo else None
    try:
        return path if path is not None and path.is_file() else None
    except (OSError, ValueError):  # a path that no system would take
        return None


def remembered(state: State) -> dict[str, Any]:
    """Give the fields of the settings that a state decides."""
    selection, text = state.selection, state.text
    path = None if state.photo is None else state.photo.path
    low, high = selection.levels or (0.0, 0.0)
    return {
        "model": state.missing or state.model,
        "device": state.device,
        "mode": state.style.mode,
        "smooth": state.style.smooth,
        "colormap": state.style.colormap,
        "opacity": state.style.opacity,
        "gate_side": selection.side.value,
        "photo": "" if path is None else str(path),
        "layer": -1 if state.trace is None or state.missing else selection.layer,
        "unit": selection.unit,
        "query": selection.query,
        "scale": "" if selection.scale is None else selection.scale.value,
        "reduce": selection.reduce,
        "level_low": float(low),
        "level_high": float(high),
        "levels_kept": selection.kept,
        "text_view": text.view,
        "text_words": selection.words,
        "text_special": selection.special,
        "text_renormalised": selection.renormalised,
        "text_step": -1 if text.following else text.step,
        "text_source": -1 if text.following else text.source,
        "beam": text.beam,
        "text": _ran(state),
        "target": text.target,
        **_remembered_beside(state),
        "lecture_at": state.lecture.at,
        "lecture_done": " ".join(f"{one}:{at}" for one, at in sorted(state.lecture.done)),
        "lecture_language": state.lecture.language,
        **remembered_figure(state.figure),
    }


def remembered_inputs(recent: Sequence[PastInput]) -> dict[str, Any]:
    """Give the fields of the settings that hold the inputs that were run."""
    return {
        "recent": _contents(recent, Modality.PHOTO),
        "recent_texts": _contents(recent, Modality.TEXT),
        "recent_kinds": tuple(one.kind.value for one in recent),
    }


def _contents(recent: Sequence[PastInput], kind: Modality) -> tuple[str, ...]:
    return tuple(one.content for one in recent if one.kind is kind)


def _ran(state: State) -> str:
    """The text to begin with next time: the last that could be run."""
    return (state.trace is not None and state.trace.sentence.text) or state.text.text
