"""The colours of the dark and of the light theme, by what each is for."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import cast

from PySide6.QtGui import QColor


@dataclass(frozen=True, eq=False)
class Theme:
    """Every colour of one theme.

    Attributes
    ----------
    name: ``"dark"`` or ``"light"``.
    canvas: behind the picture, neutral so that colour is judged rightly.
    panel: toolbar, side panels, dock, status bar.
    raised: combo, stepper, input, key hint. popup: menus and what floats over the picture.
    hover: a hovered control. sel: the chosen segment. well: what segments lie in.
    track: the empty part of a bar, a pressed ghost button, a disabled primary button.
    line: between panels. line2: around controls with a fill and a label.
    edge: where the border alone says "control".
    t1, t2, t3, t4: values and titles; supporting text and icons; labels and hints; disabled only.
    accent: selection, focus, slider, the one bar that matters.
    fill, on_fill: Export, a checked box, the query word; text on it.
    fill_hover, fill_pressed: the same fill under the mouse and pressed.
    accent_text: links, and the query chip on accent at 16 %.
    neutral: all other bars. knob: the slider's knob.
    ok, warn, err: verdicts and messages, with a tint of 10 to 14 % behind.
    """

    name: str
    canvas: QColor
    panel: QColor
    raised: QColor
    popup: QColor
    hover: QColor
    sel: QColor
    well: QColor
    track: QColor
    line: QColor
    line2: QColor
    edge: QColor
    t1: QColor
    t2: QColor
    t3: QColor
    t4: QColor
    accent: QColor
    fill: QColor
    fill_hover: QColor
    fill_pressed: QColor
    on_fill: QColor
    accent_text: QColor
    neutral: QColor
    knob: QColor
    ok: QColor
    warn: QColor
    err: QColor

    def colour(self, token: str) -> QColor:
        """The colour of a token by its name; ``KeyError`` where there is no such token."""
        if token == "name" or token not in {field.name for field in fields(self)}:
            raise KeyError(token)
        return cast(QColor, getattr(self, token))


def _theme(name: str, **tokens: str) -> Theme:
    return Theme(name=name, **{token: QColor(value) for token, value in tokens.items()})


DARK = _theme(
    "dark",
    canvas="#0C0D0F",
    panel="#151619",
    raised="#1D1F23",
    popup="#1D1F23",
    hover="#282A30",
    sel="#2F3238",
    well="#1D1F23",
    track="#2A2C32",
    line="#25272C",
    line2="#363941",
    edge="#6B707C",
    t1="#ECEDF0",
    t2="#B0B3BC",
    t3="#8E929D",
    t4="#565A64",
    accent="#5E92F3",
    fill="#3B6FDD",
    fill_hover="#4B7BE0",
    fill_pressed="#335FBE",
    on_fill="#FFFFFF",
    accent_text="#8FB4FF",
    neutral="#757A87",
    knob="#ECEDF0",
    ok="#5CC893",
    warn="#E3AE55",
    err="#F27C75",
)

LIGHT = _theme(
    "light",
    canvas="#ECEDF0",
    panel="#FFFFFF",
    raised="#F4F5F7",
    popup="#FFFFFF",
    hover="#E9EBEE",
    sel="#FFFFFF",
    well="#E9EBEE",
    track="#E6E8EC",
    line="#E3E5E9",
    line2="#CFD2D9",
    edge="#868B97",
    t1="#17181B",
    t2="#4C515C",
    t3="#636874",
    t4="#A7ABB5",
    accent="#2F62D9",
    fill="#2F62D9",
    fill_hover="#406FDC",
    fill_pressed="#2854BB",
    on_fill="#FFFFFF",
    accent_text="#2556C4",
    neutral="#7C828E",
    knob="#2F62D9",
    ok="#17764A",
    warn="#8A5600",
    err="#C2312B",
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
