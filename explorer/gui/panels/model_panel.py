"""The model's card, and below it the facts of the map that is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from explorer.gui.control.slices import CardView, Fact
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.buttons import IconButton
from explorer.gui.kit.key_value import FactList
from explorer.gui.kit.labels import Line, Note, SectionTitle, Text
from explorer.gui.kit.language import foreign, say
from explorer.gui.kit.look.fonts import SEMIBOLD
from explorer.gui.kit.menu import Menu
from explorer.gui.kit.surface import Surface
from explorer.gui.panels.input_panel import OVERHANG

_PAD = 16


class ModelPanel(Surface):
    """Shows a card and the facts of a map; both can be copied as text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self._card: CardView | None = None
        self._map_facts: tuple[Fact, ...] = ()
        self._foldable = False
        self._info = IconButton("info", "About this model", parent=self)
        self._menu = Menu(self)
        self._menu.addAction(say("Copy the card")).triggered.connect(self._on_copy)
        self._paper = self._menu.addAction(say("Open the paper"))
        self._paper.triggered.connect(self._on_paper)
        self._info.set_menu(self._menu)
        self._title = Text("", px=13, weight=SEMIBOLD, parent=self)
        self._problem = Note("circle-alert", "err", self)
        self._facts = FactList(self)
        self._fold = IconButton("chevron-right", "Show the facts of this map", px=14, parent=self)
        self._fold.clicked.connect(self._on_fold)
        self._fold.hide()
        self._map = FactList(self)
        self._build()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _build(self) -> None:
        heading = SectionTitle("Model", parent=self)
        heading.add_right(self._info)
        top = vbox(
            4, self._title, 4, self._problem, self._facts, margins=(_PAD, 0, _PAD, 11), spacing=0
        )
        this_map = SectionTitle("This map", parent=self)
        this_map.add_right(self._fold)
        bottom = vbox(self._map, margins=(_PAD, 0, _PAD, 11))
        parts = _headed(heading), top, Line(parent=self), _headed(this_map), bottom, None
        vbox(*parts, owner=self, margins=0, spacing=0)

    def show_card(self, card: CardView) -> None:
        """Show another model."""
        self._card = card
        self._title.set_text(foreign(card.title))
        self._problem.set_text(card.problem)
        self._facts.show_facts(card.facts)
        self._paper.setVisible(bool(self._address()))

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show the facts of another map."""
        self._map_facts = tuple(facts)
        self._map.show_facts(facts)

    def show_facts_open(self, opened: bool) -> None:
        """Show the facts of the map, or fold them in a low window, where a click unfolds them."""
        if opened != self._foldable:
            return
        self._foldable = not opened
        self._fold.setVisible(self._foldable)
        self._open(opened)

    def facts_open(self) -> bool:
        """Whether the facts of the map are shown."""
        return not self._map.isHidden()

    def _open(self, opened: bool) -> None:
        self._map.setVisible(opened)
        self._fold.set_icon("chevron-down" if opened else "chevron-right")
        self._fold.set_name(f"{'Fold' if opened else 'Show'} the facts of this map")

    @Slot()
    def _on_fold(self) -> None:
        self._open(not self.facts_open())

    def _address(self) -> str:
        facts = self._card.facts if self._card is not None else ()
        return next((fact.full for fact in facts if fact.kind == "link"), "")

    @Slot()
    def _on_paper(self) -> None:
        QDesktopServices.openUrl(QUrl(self._address()))

    @Slot()
    def _on_copy(self) -> None:
        if self._card is None:
            return
        lines = [self._card.title]
        for fact in (*self._card.facts, *self._map_facts):
            lines.append(f"{fact.label}: {fact.full or fact.value}")
        QGuiApplication.clipboard().setText("\n".join(lines))


def _headed(heading: QWidget) -> QHBoxLayout:
    """A heading whose last icon, not the button around it, ends at the panel's padding."""
    row = hbox(heading, margins=(_PAD, 9, _PAD - OVERHANG, 0))
    return row
