"""The two colour themes, which of them is shown, and how a change reaches every widget.

Tokens are named by what they are for, never by what they look like. A painted widget reads
:func:`theme` inside ``paintEvent``; applying a theme changes the palette, which makes Qt repaint
every widget, so no widget has to listen. Only who caches pixels listens to
``theme_switch().changed``.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from explorer.gui.kit.look.fonts import ui_font
from explorer.gui.kit.look.style_sheet import style_sheet
from explorer.gui.kit.look.tokens import DARK, LIGHT, Theme

PANEL_MS, TOAST_MS, BUSY_AFTER_MS = 160, 4000, 150
"""How long a panel slides and a confirmation stays, and when a job is said to take long."""
AT_ONCE, TURN_S = 16, 0.008
"""Widgets that are styled at once, and the seconds after which the event loop has its turn."""


class ThemeSwitch(QObject):
    """Holds the theme that is shown. There is one, owned by the application."""

    changed = Signal(object)  # the new Theme

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.theme = DARK
        self._following = self._withheld = False
        self._still: list[QWidget] = []
        self._steps: Iterator[bool] | None = None  # of a change that goes on
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._on_turn)

    def apply(self, theme: Theme) -> None:
        """Show a theme in every window, open or still to come."""
        if self._steps is None and theme is self.theme and self._app.styleSheet():
            return
        self.theme = theme
        try:
            for _ in self._steps or self._restyle():
                pass
        finally:
            self._end()

    def _apply_in_turns(self, theme: Theme) -> None:
        """Show a theme in the windows that are open, and do not keep the mouse and keys waiting.

        Every widget is styled in one of many turns of the event loop, then all is laid out. Nothing
        is painted until all of it is done.
        """
        if self._steps is not None:
            self.theme = theme  # they end with that
            return
        if theme is self.theme and self._app.styleSheet():
            return
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        self._still = [one for one in shown if one.updatesEnabled()]
        if not self._still:
            self.apply(theme)
            return
        for one in self._still:
            one.setUpdatesEnabled(False)
        self.theme, self._steps = theme, self._restyle()
        self._turn.start(0)

    @Slot()
    def _on_turn(self) -> None:
        if self._steps is None:
            return
        end = time.monotonic() + TURN_S
        more = False
        try:
            more = any(waits or time.monotonic() > end for waits in self._steps)
        finally:  # whatever is raised, the windows are painted again
            if more:
                self._turn.start(0)
            else:
                self._end()

    def _end(self) -> None:
        still, self._still, self._steps = self._still, [], None
        for one in still:
            if shiboken6.isValid(one):
                one.setUpdatesEnabled(True)
                # one that was to be painted already has been asked to, in vain, and Qt asks once
                QCoreApplication.postEvent(one, QEvent(QEvent.Type.UpdateRequest))

    def _restyle(self) -> Iterator[bool]:
        """Give the theme of the moment to all there is, in small steps.

        Qt does it in one: it styles every widget with no sheet and again with the new one. Here it
        finds none to be styled between the two, and nothing is laid out without a sheet.

        Yields
        ------
        Whether the event loop must have a turn before the next step.
        """
        theme = None
        while theme is not self.theme:  # it may be another one by the end
            theme = self.theme
            self._app.setPalette(_palette(theme))
            yield True  # all hear of it then
            old = self._app.style()
            polished = Qt.WidgetAttribute.WA_WState_Polished
            styled = [one for one in QApplication.allWidgets() if one.testAttribute(polished)]
            for some in _by_many(styled):
                for one in _valid(some):
                    old.unpolish(one)
                yield False
            for one in _valid(styled):
                one.setAttribute(polished, False)
            self._give(theme)
            yield False
            new = self._app.style()
            for some in _by_many(styled):
                for one in _valid(some):
                    one.setAttribute(polished, True)
                    new.polish(one)
                yield False
            self.changed.emit(theme)
            yield True

    def _give(self, theme: Theme) -> None:
        """Give fonts, palette and sheet to the application."""
        # A sheet in the place of another has every widget laid out anew: four times as long as
        # taking the one away, which paints nothing, and giving the other.
        self._app.setStyleSheet("")
        if self._app.style().name().casefold() != "fusion":  # a style under a sheet has no name
            self._app.setStyle("Fusion")
        self._app.setFont(ui_font(13, tabular=False))
        QToolTip.setFont(ui_font(12, tabular=False))
        self._app.setPalette(_palette(theme))
        if not self._withheld:
            self._app.setStyleSheet(style_sheet(theme))

    @contextmanager
    def without_sheet(self) -> Iterator[None]:
        """Give the first style sheet only at the end, to all widgets that were made meanwhile.

        Qt asks a sheet again for a widget, and for all in it, whenever that gets another parent: a
        third of the time that the window is built in.
        """
        self._withheld = not self._app.styleSheet()
        try:
            yield
        finally:
            if self._withheld:
                self._withheld = False
                self._app.setStyleSheet(style_sheet(self.theme))

    def follow_system(self) -> None:
        """Show the system's theme, now and whenever it changes."""
        if not self._following:
            self._app.styleHints().colorSchemeChanged.connect(self._on_system_change)
            self._following = True
        self._apply_in_turns(system_theme())

    def unfollow_system(self) -> None:
        """Keep the theme that is shown, whatever the system does."""
        if self._following:
            self._app.styleHints().colorSchemeChanged.disconnect(self._on_system_change)
            self._following = False

    def choose(self, choice: str) -> None:
        """Show "light", "dark", or what the system shows, from now on."""
        if choice == "system":
            self.follow_system()
            return
        self.unfollow_system()
        self._apply_in_turns(LIGHT if choice == "light" else DARK)

    @Slot()
    def _on_system_change(self) -> None:
        self._apply_in_turns(system_theme())


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
    if _switch is not None and shiboken6.isValid(_switch):  # as nearly always
        return _switch.theme
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


def duration(ms: int) -> int:
    """Return a duration in ms, zero where the system asks for less motion."""
    return 0 if reduced_motion() else ms


def _valid(widgets: Sequence[QWidget]) -> Iterator[QWidget]:
    """Those that have not been deleted by the time they come, as by one before them."""
    return filter(shiboken6.isValid, widgets)


def _by_many(widgets: Sequence[QWidget]) -> Iterator[Sequence[QWidget]]:
    """Some after the other."""
    for first in range(0, len(widgets), AT_ONCE):
        yield widgets[first : first + AT_ONCE]


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
        role.Dark: theme.canvas,
        role.Shadow: theme.line,
    }
    for key, colour in roles.items():
        palette.setColor(key, colour)
    for key in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(group.Disabled, key, theme.t4)
    return palette
