"""What is built is built in its place: what moves is styled again with all that is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.gui.conftest import Open

MOST = 15
"""Widgets in a box of several lines with its button: the most that is made before it is put."""


class Moves(QObject):
    """Hears which widgets get another parent, with how many in them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ParentChange and isinstance(watched, QWidget):
            self.found.append((len(watched.findChildren(QWidget)), type(watched).__name__))
        return False


@pytest.fixture
def moves(qapp: QApplication) -> Iterator[Moves]:
    heard = Moves()
    qapp.installEventFilter(heard)
    yield heard
    qapp.removeEventFilter(heard)


def test_no_panel_moves_while_the_window_is_built(moves: Moves, open_window: Open) -> None:
    open_window(model="vit")
    assert moves.found  # what is made is put somewhere
    assert max(moves.found) <= (MOST, "~")


@pytest.mark.parametrize(
    "show",
    [
        lambda window: window.controller.figure.open("view", "heads"),
        lambda window: window.commands.actions["shortcuts"].trigger(),
    ],
    ids=["figure", "shortcuts"],
)
def test_no_part_of_a_panel_moves_when_it_is_first_shown(
    moves: Moves, open_window: Open, show: Callable[..., None]
) -> None:
    window = open_window(model="vit")
    moves.found.clear()
    show(window)
    assert moves.found
    assert max(moves.found) <= (MOST, "~")
    for dialog in window.findChildren(QDialog):
        dialog.close()
