"""What the program remembers of its work from one time to the next: settings to state and back."""

from __future__ import annotations

from typing import Any, cast

from explorer.core.colormaps import COLORMAPS
from explorer.core.selection import GateSide, Selection
from explorer.core.trace import TextTrace
from explorer.export.render import Mode, Style
from explorer.figures.views import View
from explorer.gui.control.state import State, TextState
from explorer.runtime.settings import Settings, wanted_fit


def first_state(wanted: Settings, model: str | None) -> State:
    """The state that the settings remember; a damaged word falls back to its default."""
    modes: tuple[Mode, ...] = ("overlay", "spotlight", "map")
    style = Style(
        mode=next((mode for mode in modes if mode == wanted.mode), "overlay"),
        smooth=wanted.smooth,
        colormap=wanted.colormap if wanted.colormap in COLORMAPS else "inferno",
        opacity=min(max(wanted.opacity, 0.0), 1.0),
    )
    return State(
        model=model or wanted.model,
        device=wanted.device,
        fit=wanted_fit(wanted.fit),
        style=style,
        side=next((side for side in GateSide if side == wanted.gate_side), GateSide.AFTER),
        text=TextState(text=wanted.text, beam=wanted.beam, view=cast(View, wanted.text_view)),
        selection=Selection(words=wanted.text_words, special=wanted.text_special),
    )


def remembered(state: State) -> dict[str, Any]:
    """The fields of the settings that a state decides."""
    return {
        "model": state.model,
        "device": state.device,
        "mode": state.style.mode,
        "smooth": state.style.smooth,
        "colormap": state.style.colormap,
        "opacity": state.style.opacity,
        "gate_side": state.side.value,
        "text_view": state.text.view,
        "text_words": state.selection.words,
        "text_special": state.selection.special,
        "beam": state.text.beam,
        "text": _ran(state),
    }


def _ran(state: State) -> str:
    """The text to begin with next time: the last that could be run."""
    trace = state.trace
    return trace.sentence.text if isinstance(trace, TextTrace) else state.text.text
