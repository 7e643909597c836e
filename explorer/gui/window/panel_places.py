"""Puts the panels of `panel_list` in their places, and shows and hides them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from explorer.gui.control.controller import Controller
from explorer.gui.control.slices import same
from explorer.gui.panels.panel import Panel, PanelWidget, Place

Contents = tuple[tuple[str, object], ...]
"""(name, content) of every panel, None for one that is hidden."""


class PanelPlaces:
    """Makes a panel when there is first something to show in it.

    Attributes
    ----------
    widgets: the panels that were made, by name.
    """

    def __init__(
        self,
        panels: Sequence[Panel],
        controller: Controller,
        columns: Mapping[Place, QVBoxLayout],
        stacks: Mapping[Place, QStackedWidget],
    ) -> None:
        """Show panels in these places.

        Parameters
        ----------
        columns
            Where panels stand one under the other; a stretch at the end stays the last.
        stacks
            Where one stands in place of the others.
        """
        self._panels = {one.name: one for one in panels}
        self._controller = controller
        self._columns = columns
        self._stacks = stacks
        self._shown: dict[str, object] = {}
        self._size = (0, 0)
        self._full = False
        self._away: frozenset[str] = frozenset()
        self.widgets: dict[str, PanelWidget] = {}

    def show(self, contents: Contents) -> None:
        """Show what there is to show; of a panel whose content is the same nothing is touched."""
        for name, content in contents:
            if name in self._shown and same(self._shown[name], content):
                continue
            self._shown[name] = content
            if content is not None:
                self._widget(name).show_content(content)
            self._set_visible(name, content is not None)

    def fit(self, width: int, height: int) -> None:
        """Adapt all panels to a window of this size, px: those below everything come first.

        What these take is no room for the others.
        """
        for name, widget in self.widgets.items():
            if self._panels[name].place == "bottom":
                widget.fit(width, height)
        self._size = width, height
        for name, widget in self.widgets.items():
            if self._panels[name].place != "bottom":
                widget.fit(width, height - self.height("bottom"))

    def set_full(self, full: bool) -> None:
        """Let the panels below the picture go while that is shown alone, or bring them back."""
        self._full = full
        for name in self.widgets:
            self._set_visible(name, self._shown[name] is not None)

    def give_way(self, room: int) -> None:
        """Let panels below the picture go where it has too little of the room, px; or come back.

        The one goes first that leaves the picture the most.
        """
        there = [
            (self._panels[name].least, name, _height(widget))
            for name, widget in self.widgets.items()
            if self._panels[name].place == "below" and self._shown[name] is not None
        ]
        picture = room - sum(height for _, _, height in there)
        away = []
        for least, name, height in sorted(there, reverse=True):
            if picture < least:
                away.append((least, name, height))
                picture += height
        for one in reversed(away[:-1]):  # there may be room for it, now that another one is gone
            if picture - one[2] >= one[0]:
                away.remove(one)
                picture -= one[2]
        before, self._away = self._away, frozenset(name for _, name, _ in away)
        for name in before ^ self._away:
            self._set_visible(name, self._shown[name] is not None)

    def height(self, place: Place) -> int:
        """Give the height that the panels of a place ask for, px."""
        return sum(
            widget.sizeHint().height()
            for name, widget in self.widgets.items()
            if self._panels[name].place == place and not widget.isHidden()
        )

    def _widget(self, name: str) -> PanelWidget:
        widget = self.widgets.get(name)
        if widget is None:
            place, make = self._panels[name].place, self._panels[name].make
            stack = self._stacks.get(place)
            if stack is not None:
                widget = make(self._controller, stack)
                stack.addWidget(widget)
            else:
                column = self._columns[place]
                owner = column.parentWidget()
                assert owner is not None  # every column stands in a widget
                widget = make(self._controller, owner)
                last = column.itemAt(column.count() - 1)
                stretches = last is not None and last.spacerItem() is not None
                column.insertWidget(column.count() - stretches, widget)
            self.widgets[name] = widget
            widget.fit(*self._size)
        return widget

    def _set_visible(self, name: str, visible: bool) -> None:
        widget = self.widgets.get(name)
        if widget is None:
            return
        place = self._panels[name].place
        stack = self._stacks.get(place)
        if stack is None:
            gone = name in self._away or (place == "below" and self._full)
            widget.setVisible(visible and not gone)
            return
        there = [
            self.widgets[one.name]
            for one in self._panels.values()
            if one.place == place and self._shown.get(one.name) is not None
            if one.name in self.widgets
        ]
        if there:  # the last of them, whichever came first
            stack.setCurrentWidget(there[-1])
        else:
            focus = widget.window().focusWidget()
            if focus is not None and (focus is widget or widget.isAncestorOf(focus)):
                focus.clearFocus()  # the stack would give it to whatever comes first
            stack.setCurrentIndex(0)


def _height(widget: PanelWidget) -> int:
    """Give the height that a panel will have, whether it is shown or not, px."""
    hint = max(widget.sizeHint().height(), widget.minimumSizeHint().height())
    return max(min(hint, widget.maximumHeight()), widget.minimumHeight())
