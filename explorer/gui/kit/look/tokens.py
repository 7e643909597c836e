"""The colours of the dark and of the light theme, by what each is for."""

from __future__ import annotations

from PySide6.QtGui import QColor

_TOKENS = {  # token: dark, light
    "canvas": (
        "#0C0D0F",
        "#ECEDF0",
    ),  # behind the picture: neutral, for colour is judged there
    "panel": ("#151619", "#FFFFFF"),  # toolbar, side panels, dock, status bar
    "raised": ("#1D1F23", "#F4F5F7"),  # combo, stepper, input, key hint
    "popup": ("#1D1F23", "#FFFFFF"),  # menus and what floats over the picture
    "hover": ("#282A30", "#E9EBEE"),  # a hovered control
    "sel": ("#2F3238", "#FFFFFF"),  # the chosen segment
    "well": ("#1D1F23", "#E9EBEE"),  # what segments lie in
    "track": (
        "#2A2C32",
        "#E6E8EC",
    ),  # empty part of a bar, a pressed or disabled button
    "line": ("#25272C", "#E3E5E9"),  # between panels
    "line2": ("#363941", "#CFD2D9"),  # around controls with a fill and a label
    "edge": ("#6B707C", "#868B97"),  # where the border alone says "control"
    "t1": ("#ECEDF0", "#17181B"),  # values and titles
    "t2": ("#B0B3BC", "#4C515C"),  # supporting text and icons
    "t3": ("#8E929D", "#636874"),  # labels and hints
    "t4": ("#565A64", "#A7ABB5"),  # disabled only
    "accent": ("#5E92F3", "#2F62D9"),  # selection, focus, slider, the one bar that matters
    "fill": ("#3B6FDD", "#2F62D9"),  # Export, a checked box, the query word
    "fill_hover": ("#4B7BE0", "#406FDC"),  # the same under the mouse
    "fill_pressed": ("#335FBE", "#2854BB"),  # and pressed
    "on_fill": ("#FFFFFF", "#FFFFFF"),  # text on it
    "accent_text": ("#8FB4FF", "#2556C4"),  # links, and the query chip on accent at 16 %
    "neutral": ("#757A87", "#7C828E"),  # all other bars
    "knob": ("#ECEDF0", "#2F62D9"),  # the slider's knob
    "ok": ("#5CC893", "#17764A"),  # verdicts and messages, with a tint of 10 to 14 % behind
    "warn": ("#E3AE55", "#8A5600"),
    "err": ("#F27C75", "#C2312B"),
}


class Theme:
    """The colours of a theme, one attribute a token: ``theme.t1``. ``name``: dark or light."""

    def __init__(self, name: str, colours: dict[str, QColor]) -> None:
        self.name = name
        self._colours = colours
        self.__dict__.update(colours)

    def colour(self, token: str) -> QColor:
        """Return the colour of a token; ``KeyError`` where there is no such token."""
        return self._colours[token]

    def __getattr__(self, token: str) -> QColor:
        raise AttributeError(token)  # those there are lie in the object itself


DARK, LIGHT = (
    Theme(name, {token: QColor(pair[number]) for token, pair in _TOKENS.items()})
    for number, name in enumerate(("dark", "light"))
)


def mix(first: QColor, second: QColor, share: float) -> QColor:
    """``first`` at share 0, ``second`` at share 1, alpha included."""
    keep = 1.0 - share
    return QColor.fromRgbF(
        first.redF() * keep + second.redF() * share,
        first.greenF() * keep + second.greenF() * share,
        first.blueF() * keep + second.blueF() * share,
        first.alphaF() * keep + second.alphaF() * share,
    )
