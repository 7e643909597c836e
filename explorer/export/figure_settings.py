"""What a figure is, by name and number: window, command line and code ask for it with the same.

Nothing is drawn here, and no Pillow and no Qt are needed.
"""

from __future__ import annotations

import math
import string
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, get_args, get_type_hints

from explorer.core.taking import taken

What = Literal["view", "sheet", "maps", "animation", "numbers", "output"]
Preset = Literal["screen", "paper-1", "paper-2", "slide", "own"]
Ground = Literal["white", "dark", "transparent"]
Along = Literal["layers", "heads", "steps", "frames"]
Maps = Literal["all", "heads", "layers"]
WHATS: tuple[What, ...] = get_args(What)
PRESETS: tuple[Preset, ...] = get_args(Preset)
GROUNDS: tuple[Ground, ...] = get_args(Ground)
ALONGS: tuple[Along, ...] = get_args(Along)
MAPS: tuple[Maps, ...] = get_args(Maps)
PICTURES = ("png", "svg", "pdf")
ANIMATED = ("gif", "apng", "webp")
NUMBERS = ("npz", "csv", "safetensors")
WIDTHS: dict[Preset, float] = {"paper-1": 84.0, "paper-2": 174.0, "slide": 338.67}
"""In mm: a column, two columns, and a slide of 16 : 9 that is 7.5 inches high."""
SLIDE_HEIGHT = 190.5
"""Of a slide, mm."""
SCREEN_DPI = 144
"""At which a slide is 1,920 x 1,080 px."""
_PRINTED = {"text_pt": 7.0, "dpi": 300}
LEAST_PT = 6.0
"""The smallest text that a journal prints."""
FIELDS = (
    "model", "input", "site", "layer", "layers", "head", "heads", "query", "grid", "method",
    "quantity", "levels", "uniform", "smooth", "verified",
)  # fmt: skip
"""What a title or a caption may have in braces."""
TITLE = "{site}"
CAPTION = "{model}, {method} from {query}. {quantity}, {levels}. {smooth}"


@dataclass(frozen=True, slots=True)
class FigureSettings:
    """A figure on a page of its own size.

    Attributes
    ----------
    what
        This view, every head and layer as a sheet, a file a map, an animation, the numbers, or
        what the model gives for every pixel, as segments or a depth.
    preset
        How large: as on the screen, a column or two of a paper, a slide, or `width_mm`.
    width_mm
        Of a size of one's own.
    dpi
        Pixels an inch of PNG, written into the file.
    ground
        What lies behind everything.
    title, caption
        Templates with fields in braces, `FIELDS`; "" for none.
    bar, labels, mark, letters
        Whether the colour bar, the labels of layers and heads, the ring of the query, and the
        letters of pictures beside each other are drawn.
    text_pt
        Size of the labels at the printed size; a title is 2 pt larger.
    maps
        Of which every map is a file: all heads of all layers, the heads of the layer that is
        shown, or the layers, each with the head that is shown.
    along
        What an animation goes through.
    pace_ms
        How long it shows each picture.
    """

    what: What = "view"
    preset: Preset = "screen"
    width_mm: float = 84.0
    dpi: int = 300
    ground: Ground = "white"
    title: str = TITLE
    caption: str = ""
    bar: bool = True
    labels: bool = True
    mark: bool = True
    letters: bool = True
    text_pt: float = 7.0
    maps: Maps = "all"
    along: Along = "layers"
    pace_ms: int = 400

    @property
    def width(self) -> float:
        """Of the page, mm."""
        return WIDTHS.get(self.preset, self.width_mm)

    @property
    def paged(self) -> bool:
        """Whether there is a page of a size in mm, and not a picture of so many pixels."""
        return self.what == "sheet" or (self.preset != "screen" and self.what != "output")

    @property
    def effective(self) -> FigureSettings:
        """The same with what this figure has no use for as usual: what its file keeps of them."""
        usual, unused = FigureSettings(), list[str]()
        unused += ["along", "pace_ms"] if self.what != "animation" else []
        unused += ["maps"] if self.what != "maps" else []
        unused += ["width_mm"] if self.preset != "own" else []
        unused += ["labels"] if self.what != "sheet" else []
        unused += ["letters"] if self.what != "view" else []
        return replace(self, **{name: getattr(usual, name) for name in unused})

    @property
    def forms(self) -> tuple[str, ...]:
        """The formats that suit what is shown, the usual one first."""
        forms = {"animation": ANIMATED, "numbers": NUMBERS, "output": ("png",)}
        return forms.get(self.what, PICTURES)

    def with_preset(self, preset: Preset) -> FigureSettings:
        """Return the same on another page, with the text and the resolution that suit it.

        A slide is seen from afar and has the pixels of a screen; a paper is printed.
        """
        slide, before = preset == "slide", self.preset == "slide"
        changes: dict[str, Any] = {}
        if slide != before:
            changes = {"text_pt": 14.0, "dpi": SCREEN_DPI} if slide else _PRINTED
        return replace(self, preset=preset, **changes)

    def checked(self) -> FigureSettings:
        """Return the settings; raises ValueError, with a sentence, for what makes no sense."""
        for name, hint in _hints().items():
            taken(name, getattr(self, name), hint)
        if not (math.isfinite(self.width) and 20 <= self.width <= 1000):
            raise ValueError("A page is 20 to 1,000 mm wide")
        if not 50 <= self.dpi <= 1200:
            raise ValueError("The resolution goes from 50 to 1,200 dpi")
        if not LEAST_PT <= self.text_pt <= 40:
            raise ValueError(f"Text goes from {LEAST_PT:g} to 40 pt: smaller is not printed")
        if not 20 <= self.pace_ms <= 60_000:
            raise ValueError("A picture of an animation is shown for 20 to 60,000 ms")
        for template in (self.title, self.caption):
            check_template(template)
        return self


@cache
def _hints() -> Mapping[str, Any]:
    return get_type_hints(FigureSettings)


def check_template(template: str) -> None:
    """Raise ValueError, with a sentence, for a field that there is not."""
    if len(template) > 2000:
        raise ValueError("A title or caption has at most 2,000 characters")
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError as error:
        raise ValueError(f"A brace has no other half in {template!r}") from error
    for _, name, form, conversion in parts:
        if name is None:
            continue
        if name not in FIELDS or form or conversion:
            raise ValueError(f"There is no field {{{name}}}; there are {', '.join(FIELDS)}")


def filled(template: str, values: Mapping[str, str]) -> str:
    """Put values in the place of the fields of a template; raises ValueError as above."""
    check_template(template)
    said = "".join(
        text + (values.get(name, "") if name else "")
        for text, name, _, _ in string.Formatter().parse(template)
    )
    return " ".join(said.split())
