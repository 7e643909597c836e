"""Where a site sits, in the real window: tree and map by clicks, keys and search."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from explorer.figures.architecture.figure import ArchitectureFigure
from explorer.figures.frame import Target
from explorer.gui.learning.explain_dock import ExplainDock
from explorer.gui.learning.map_page import MapPage
from explorer.gui.learning.outline_model import SITE
from explorer.gui.window.main_window import MainWindow
from explorer.inputs.samples import samples
from tests.gui.conftest import Answers, Open

CHURCH = next(one.path for one in samples() if one.id == "church")


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    window = open_window(model="vit", photo=CHURCH)
    window.controller.explain.toggle_map()
    return window


def page_of(window: MainWindow) -> MapPage:
    dock = window.places.widgets["dock"]
    assert isinstance(dock, ExplainDock)
    return dock.map


def figure_of(window: MainWindow) -> ArchitectureFigure:
    figure = page_of(window).view.figure()
    assert isinstance(figure, ArchitectureFigure)
    return figure


def rows(page: MapPage) -> list[QModelIndex]:
    """All rows of the tree that are unfolded, from top to bottom."""
    found, index = [], page.tree.model().index(0, 0)
    while index.isValid():
        found.append(index)
        index = page.tree.indexBelow(index)
    return found


def named(page: MapPage, text: str) -> QModelIndex:
    return next(one for one in rows(page) if one.data() == text)


def click(page: MapPage, index: QModelIndex) -> None:
    page.tree.scrollTo(index)
    at = page.tree.visualRect(index).center()
    QTest.mouseClick(page.tree.viewport(), Qt.MouseButton.LeftButton, pos=at)


def where(window: MainWindow, target: Target) -> QPoint:
    """A point of the map under which a target lies, once it is scrolled into sight."""
    view, figure = page_of(window).view, figure_of(window)
    for start in (view.frame().x, 0, 300, 600, 900, 1200):
        view._scroll_to(start, 0)
        frame = view.frame()
        for x in range(0, view.width() - 12, 3):
            for y in range(0, view.height() - 12, 3):  # beside the scroll bars
                if figure.hit(frame, x, y) == target:
                    return QPoint(x, y)
    raise AssertionError(f"{target} is nowhere")


def test_a_key_opens_it_and_closes_it(open_window: Open) -> None:
    window = open_window(model="vit", photo=CHURCH)
    QTest.keyClick(window.heads.grid, Qt.Key.Key_O)
    assert page_of(window).isVisible()
    QTest.keyClick(window.heads.grid, Qt.Key.Key_O)
    assert not page_of(window).isVisible()


def test_the_tree_is_a_sound_model_with_the_site_lit(window: MainWindow) -> None:
    page = page_of(window)
    QAbstractItemModelTester(
        page.tree.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, page
    )
    lit = page.tree.currentIndex()
    assert lit.data() == "attention"
    assert lit.data(SITE) == 5
    assert page.tree.visualRect(lit).isValid()  # unfolded and in sight
    assert "6 heads" in lit.siblingAtColumn(1).data()
    assert "layer 5" in lit.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "6 × EncoderBlock" in {one.siblingAtColumn(2).data() for one in rows(page)}
    window.controller.select(2)
    assert page.tree.currentIndex().data(SITE) == 2
    assert page.tree.visualRect(page.tree.currentIndex()).isValid()


def test_a_click_and_enter_in_the_tree_show_a_site(window: MainWindow) -> None:
    page, controller = page_of(window), window.controller
    first = next(one for one in rows(page) if one.data(SITE) == 5)
    block = first.parent()
    other = block.siblingAtRow(1)
    page.tree.expand(other)
    site = next(one for one in rows(page) if one.data(SITE) == 1)
    click(page, site)
    assert controller.state.selection.layer == 1
    page.tree.setCurrentIndex(first)
    QTest.keyClick(page.tree, Qt.Key.Key_Return)
    assert controller.state.selection.layer == 5
    click(page, other)  # a block is unfolded, or folded again
    assert not page.tree.isExpanded(other)


def test_a_module_is_searched_and_found_in_any_column(window: MainWindow) -> None:
    page = page_of(window)
    before = len(rows(page))
    page._search.setText("layernorm")
    found = [one for one in rows(page) if one.siblingAtColumn(2).data() == "LayerNorm"]
    assert len(found) == 13  # two a block, and the last one
    assert not any(one.siblingAtColumn(2).data() == "GELU" for one in rows(page))
    page._search.setText("no such thing")
    assert not rows(page)
    assert page._nothing.isVisible()
    page._search.clear()
    assert len(rows(page)) == before
    assert not page._nothing.isVisible()


def test_a_click_on_the_map_shows_the_site_and_asks_the_patch(window: MainWindow) -> None:
    page, controller = page_of(window), window.controller
    QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=where(window, Target(3, None)))
    assert controller.state.selection.layer == 3
    assert page.tree.currentIndex().data(SITE) == 3
    trace = controller.state.trace
    assert trace is not None
    patch = trace.sites[3].query_axis.index(4, 7)  # type: ignore[union-attr]
    QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=where(window, Target(None, patch)))
    assert controller.state.selection.query == patch


def test_arrow_keys_walk_through_the_sites(window: MainWindow) -> None:
    page, controller = page_of(window), window.controller
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Left)
    assert controller.state.selection.layer == 4
    QTest.keyClick(window.places.widgets["dock"], Qt.Key.Key_Right)
    QTest.keyClick(window.places.widgets["dock"], Qt.Key.Key_Right)
    assert controller.state.selection.layer == 5  # the last one


def test_what_lies_under_the_mouse_is_said(window: MainWindow) -> None:
    page, dock = page_of(window), window.places.widgets["dock"]
    assert isinstance(dock, ExplainDock)
    said = dock._says.text()
    assert "Q, K, V from CLS + 16 × 16" in said
    assert page.view.accessibleName() == said
    QTest.mouseMove(page.view, where(window, Target(0, None)))
    assert "blocks.0.attention" in dock._says.text()
    page.view.targetHovered.emit(None)
    assert dock._says.text() == said


@pytest.mark.parametrize("name", ["map.png", "map.svg", "map.pdf"])
def test_it_is_saved_as_a_picture(
    window: MainWindow, qtbot: QtBot, answers: Answers, tmp_path: Path, name: str
) -> None:
    answers.path = tmp_path / name
    dock = window.places.widgets["dock"]
    assert isinstance(dock, ExplainDock)
    with qtbot.waitSignal(window.exchange.saving.saved):
        QTest.mouseClick(dock._save, Qt.MouseButton.LeftButton)
    assert answers.suggested is not None
    assert answers.suggested.name == "church.architecture.png"
    assert (tmp_path / name).stat().st_size > 3000


def test_a_translator_has_two_sides(open_window: Open) -> None:
    window = open_window(model="transformer")
    window.controller.explain.toggle_map()
    shown = page_of(window)._shown
    assert shown is not None
    assert [one.part for one in shown.lanes] == ["encoder", "decoder"]
    QTest.mouseClick(
        page_of(window).view, Qt.MouseButton.LeftButton,
        pos=where(window, Target(shown.lanes[0].blocks[2].sites[0], None)),
    )  # fmt: skip
    state = window.controller.state
    assert state.trace is not None
    assert state.trace.sites[state.selection.layer].name == "encoder.2.attention"


@pytest.mark.parametrize("size", [(1024, 640), (1440, 900), (1920, 1080)])
def test_what_is_lit_is_in_sight_at_every_size(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    for layer in (0, 5):
        window.controller.select(layer)
        where(window, Target(layer, None))
        page = page_of(window)
        box = page.tree.visualRect(page.tree.currentIndex())
        assert page.tree.viewport().rect().intersects(box)
    assert window.width() == size[0]
