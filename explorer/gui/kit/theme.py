"""The two colour themes, which of them is shown, and how a change reaches every widget.

Tokens are named by what they are for, never by what they look like. A painted widget reads
:func:`theme` inside ``paintEvent``; applying a theme changes the palette, which makes Qt repaint
every widget, so no widget has to listen. Only who caches pixels listens to
``theme_switch().changed``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import cast

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from explorer.gui.kit.fonts import ui_font
from explorer.gui.kit.style_sheet import style_sheet


@dataclass(frozen=True, eq=False)
class Theme:
    """Every colour of one theme.

    Attributes
    ----------
    name: ``"dark"`` or ``"light"``.
    canvas: behind the picture, neutral so that colour is judged rightly.
    panel: toolbar, side panels, dock, status bar.
    raised: combo, stepper, input, key hint.
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


class ThemeSwitch(QObject):
    """Holds the theme that is shown. There is one, owned by the application."""

    changed = Signal(object)  # the new Theme

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._theme = DARK
        self._following = False

    @property
    def theme(self) -> Theme:
        return self._theme

    def apply(self, theme: Theme) -> None:
        """Show a theme in every window, open or still to come."""
        if self._app.style().name().casefold() != "fusion":
            self._app.setStyle("Fusion")
        self._theme = theme
        self._app.setFont(ui_font(13))
        QToolTip.setFont(ui_font(12))
        self._app.setPalette(_palette(theme))
        self._app.setStyleSheet(style_sheet(theme))
        self.changed.emit(theme)

    def follow_system(self) -> None:
        """Show the system's theme, now and whenever it changes."""
        if not self._following:
            self._app.styleHints().colorSchemeChanged.connect(self._on_system_change)
            self._following = True
        self.apply(system_theme())

    def unfollow_system(self) -> None:
        """Keep the theme that is shown, whatever the system does."""
        if self._following:
            self._app.styleHints().colorSchemeChanged.disconnect(self._on_system_change)
            self._following = False

    @Slot()
    def _on_system_change(self) -> None:
        self.apply(system_theme())


_switch: ThemeSwitch | None = None


def theme_switch() -> ThemeSwitch:
    """The switch of the running application; ``RuntimeError`` before there is one."""
    global _switch
    if _switch is None or not shiboken6.isValid(_switch):
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise RuntimeError("a theme needs a QApplication")
        _switch = ThemeSwitch(app)
    return _switch


def theme() -> Theme:
    """The theme to paint with now."""
    return theme_switch().theme


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Show a theme in every window of the application (Fusion base, palette, style sheet)."""
    if app is not QApplication.instance():
        raise ValueError("only the running application can be themed")
    theme_switch().apply(theme)


def system_theme() -> Theme:
    """The theme that the system asks for; dark where it does not say."""
    light = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light
    return LIGHT if light else DARK


def reduced_motion() -> bool:
    """Whether the system asks for less motion; then every duration of the kit is zero."""
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):  # Qt before 6.10
        return False
    accessibility = hints.accessibility()
    if not hasattr(accessibility, "motionPreference"):  # Qt before 6.12
        return False
    return str(accessibility.motionPreference().name) == "ReducedMotion"


def _palette(theme: Theme) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette(theme.panel)
    roles = {
        role.Window: theme.panel,
        role.WindowText: theme.t1,
        role.Base: theme.raised,
        role.AlternateBase: theme.panel,
        role.Text: theme.t1,
        role.Button: theme.raised,
        role.ButtonText: theme.t1,
        role.BrightText: theme.on_fill,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.t1,
        role.PlaceholderText: theme.t3,
        role.Highlight: theme.fill,
        role.HighlightedText: theme.on_fill,
        role.Accent: theme.accent,
        role.Link: theme.accent_text,
        role.LinkVisited: theme.accent_text,
        role.Light: theme.line2,
        role.Midlight: theme.line2,
        role.Mid: theme.line,
        role.Dark: theme.line,
        role.Shadow: theme.line,
    }
    for key, colour in roles.items():
        palette.setColor(key, colour)
    for key in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(group.Disabled, key, theme.t4)
    return palette
