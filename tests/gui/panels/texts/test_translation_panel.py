"""The translation: words with their probabilities, and what might have stood there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui import kit
from explorer.gui.control.slices import AlternativeView, StepView, TranslationView
from explorer.gui.panels.bar_list import BarList, whole_percent
from explorer.gui.panels.texts.alternatives import Alternatives
from explorer.gui.panels.texts.translation_panel import TranslationPanel
from explorer.gui.panels.texts.translation_steps import Steps

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
STEPS = (
    StepView("This", 0.94),
    StepView("novel", 0.88),
    StepView("is", 0.97),
    StepView("popular", 0.812),
    StepView(".", 0.99),
    StepView("</s>", 0.99, special=True),
)
OTHERS = (
    AlternativeView(41, "popular", 0.812, True),
    AlternativeView(7, "famous", 0.074),
    AlternativeView(19, "well", 0.031),
    AlternativeView(3, "liked", 0.022),
    AlternativeView(5, "a", 0.010),
)
NOVEL = TranslationView(STEPS, 3, OTHERS)
LONG = TranslationView(tuple(StepView(f"word{n}", n / 40) for n in range(40)), 0, OTHERS)


class Heard(list[tuple[Any, ...]]):
    """Every signal of the panel, by its name and with what it says."""

    def __init__(self, panel: TranslationPanel) -> None:
        super().__init__()
        panel.stepRequested.connect(lambda step: self.append(("step", step)))
        panel.alternativeRequested.connect(lambda s, t: self.append(("alternative", s, t)))
        panel.beamRequested.connect(lambda width: self.append(("beam", width)))
        panel.copyRequested.connect(lambda: self.append(("copy",)))


Show = Callable[[QWidget, int], Any]
Settle = Callable[[], None]


@pytest.fixture
def panel(in_window: Show, settle: Settle) -> TranslationPanel:
    made = TranslationPanel()
    in_window(made, 352)
    made.show_translation(NOVEL)
    settle()
    return made


def steps(panel: TranslationPanel) -> Steps:
    found, beside = panel.findChildren(Steps)
    assert beside.isHidden()  # nothing is held against what is written
    return found


def others(panel: TranslationPanel) -> Alternatives:
    (found,) = panel.findChildren(Alternatives)
    return found


def click(rows: BarList, number: int, qtbot: QtBot) -> None:
    """A click into the middle of a row."""
    at = rows.visualRect(rows.model().index(number, 0)).center()
    qtbot.mouseClick(rows.viewport(), LEFT, pos=at)


def tip(rows: BarList, number: int) -> str:
    """The tool tip of a row."""
    return str(rows.model().index(number, 0).data(Qt.ItemDataRole.ToolTipRole))


def at(rows: BarList) -> str:
    """What the row says that Enter would choose."""
    return str(rows.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))


def button(panel: TranslationPanel, name: str) -> QAbstractButton:
    (found,) = (
        part for part in panel.findChildren(QAbstractButton) if part.accessibleName() == name
    )
    return found


def combo(panel: TranslationPanel) -> kit.ComboButton:
    (found,) = panel.findChildren(kit.ComboButton)
    return found


def count(image: QImage, colour: QColor) -> int:
    """The pixels of exactly this colour."""
    return sum(
        image.pixelColor(x, y) == colour
        for x in range(image.width())
        for y in range(image.height())
    )


def said(panel: TranslationPanel) -> set[str]:
    parts: list[Any] = [*panel.findChildren(kit.Text), *panel.findChildren(kit.Note)]
    return {part.text() for part in parts if part.isVisible() and part.text()}


def test_percentages() -> None:
    shares = (0.0, 0.004, 0.005001, 0.812, 0.996, 1.0)
    assert [whole_percent(share) for share in shares] == [
        "0 %", "<1 %", "1 %", "81 %", "100 %", "100 %",
    ]  # fmt: skip


def test_a_click_on_a_word_asks_for_it(panel: TranslationPanel, qtbot: QtBot) -> None:
    heard = Heard(panel)
    words = steps(panel)
    for number in range(len(STEPS)):
        click(words, number, qtbot)
    assert heard == [("step", number) for number in range(len(STEPS))]
    heard.clear()
    view = words.viewport()
    qtbot.mouseClick(view, LEFT, pos=QPoint(view.width() - 2, 2))
    qtbot.mouseClick(view, Qt.MouseButton.RightButton, pos=words.place(0).center())
    assert heard == []


def test_left_and_right_walk_through_the_words(panel: TranslationPanel, qtbot: QtBot) -> None:
    heard = Heard(panel)
    words = steps(panel)
    words.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (KEY.Key_Right, KEY.Key_Left, KEY.Key_Home, KEY.Key_End):
        qtbot.keyClick(words, key)
    assert heard == [("step", 4), ("step", 2), ("step", 0), ("step", 5)]
    heard.clear()
    panel.show_translation(TranslationView(STEPS, 5, ()))
    qtbot.keyClick(words, KEY.Key_Right)  # there is no further one
    assert heard == []
    panel.show_translation(TranslationView(STEPS, -1, ()))
    qtbot.keyClick(words, KEY.Key_Right)
    qtbot.keyClick(words, KEY.Key_Left)
    assert heard == [("step", 0), ("step", 5)]


def test_keys_that_are_not_for_the_words_go_on(panel: TranslationPanel, qtbot: QtBot) -> None:
    steps(panel).setFocus()
    for key in (KEY.Key_Right, KEY.Key_Home, KEY.Key_M):
        qtbot.keyClick(steps(panel), key)
    others(panel).rows.setFocus()
    for key in (KEY.Key_Up, KEY.Key_Left, KEY.Key_A):
        qtbot.keyClick(others(panel).rows, key)
    window: Any = panel.window()
    assert window.keys == [KEY.Key_M, KEY.Key_Left, KEY.Key_A]


def test_only_the_chosen_word_and_token_have_the_accent(panel: TranslationPanel) -> None:
    words = steps(panel).grab().toImage()
    bar = (steps(panel).place(3).width() - 20) * 4
    assert count(words, kit.DARK.accent) == pytest.approx(bar * 0.812, abs=12)
    listed = others(panel).grab().toImage()
    assert count(listed, kit.DARK.accent) > 3 * count(listed, kit.DARK.neutral)
    panel.show_translation(TranslationView(STEPS, -1, ()))
    assert count(steps(panel).grab().toImage(), kit.DARK.accent) == 0
    assert not others(panel).isVisible()


def test_what_each_word_says(panel: TranslationPanel) -> None:
    words = steps(panel)
    assert tip(words, 3) == "popular: 81.2 %"
    assert words.accessibleDescription() == "4 of 6: popular: 81.2 %"
    panel.show_translation(
        TranslationView((StepView("The", 0.031, forced=True), StepView(" ", 0.5)), 0, ())
    )
    assert tip(words, 0) == "The: 3.1 %\nGiven by you"
    assert tip(words, 1) == "␣: 50.0 %"


def test_what_the_user_gave_is_marked(panel: TranslationPanel, settle: Settle) -> None:
    pictures = []
    for forced in (False, True):
        panel.show_translation(TranslationView((StepView("The", 0.5, forced=forced),), -1, ()))
        settle()
        pictures.append(steps(panel).grab().toImage())
    assert pictures[0] != pictures[1]


def test_words_are_put_into_lines(panel: TranslationPanel, settle: Settle) -> None:
    panel.show_translation(LONG)
    for width in (352, 272, 240):
        panel.window().resize(width, 900)
        settle()
        words = steps(panel)
        places = [words.place(number) for number in range(40)]
        for number, place in enumerate(places):
            assert 0 <= place.left() < place.right() <= words.width() + 4
            assert not any(place.intersects(other) for other in places[number + 1 :])
        order = [(place.top(), place.left()) for place in places]
        assert order == sorted(order)
    assert words.place(40).isNull()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    texts=st.lists(st.text(max_size=80), max_size=12),
    chosen=st.integers(-2, 14),
    running=st.booleans(),
    width=st.integers(240, 440),
)
def test_any_translation_is_shown(
    texts: list[str], chosen: int, running: bool, width: int, panel: TranslationPanel
) -> None:
    made = tuple(
        StepView(text, number / 11, number % 3 == 0, number % 2 == 0)
        for number, text in enumerate(texts)
    )
    panel.window().resize(width, 900)
    known = 0 <= chosen < len(texts)
    panel.show_translation(TranslationView(made, chosen, OTHERS if known else (), running))
    QApplication.processEvents()
    panel.grab()
    assert others(panel).isVisible() == known
    assert bool(steps(panel).accessibleDescription()) == known
    for number in range(len(texts)):
        place = steps(panel).place(number)
        assert steps(panel).indexAt(place.center()).row() == number or place.top() > 230


def test_a_long_translation_scrolls_to_what_matters(
    panel: TranslationPanel, settle: Settle
) -> None:
    words = steps(panel)

    def in_sight(number: int) -> bool:
        assert words.verticalScrollBar().value() % 60 == 0  # no line is cut in two
        place = words.place(number)
        return bool(place.top() >= 0 and place.bottom() <= words.height())

    panel.show_translation(LONG)
    settle()
    assert words.height() == 4 * 60
    assert in_sight(0)
    panel.show_translation(NOVEL)
    settle()
    assert words.height() == 2 * 60 or words.height() == 60
    for chosen in (39, 17, 39, 2):
        panel.show_translation(TranslationView(LONG.steps, chosen, ()))
        assert in_sight(chosen), chosen
    panel.show_translation(TranslationView(LONG.steps, 33, ()))
    panel.window().resize(240, 900)
    settle()
    assert in_sight(33)
    panel.show_translation(TranslationView(LONG.steps, 2, (), running=True))
    settle()
    assert in_sight(40)  # what is still to come
    panel.show_rows(3)
    settle()
    assert words.height() == 2 * 60


def test_what_was_shown_while_hidden_has_room(in_window: Show, settle: Settle) -> None:
    made = TranslationPanel()
    made.show_translation(NOVEL)
    in_window(made, 240)
    settle()
    assert steps(made).height() == 2 * 60
    assert steps(made).verticalScrollBar().maximum() == 0


def test_steps_that_are_still_to_come(
    panel: TranslationPanel, settle: Settle, qtbot: QtBot
) -> None:
    heard = Heard(panel)
    panel.show_translation(TranslationView(STEPS[:2], 1, (), running=True))
    settle()
    words = steps(panel)
    assert words.place(2).left() > words.place(1).right()
    click(words, 2, qtbot)
    assert heard == []  # there is nothing yet to be asked
    panel.show_translation(TranslationView(STEPS[:2], 1, ()))
    settle()
    assert words.place(2).isNull()


def test_nothing_yet(panel: TranslationPanel, settle: Settle) -> None:
    copy = button(panel, "Copy the translation")
    assert "No translation yet" not in said(panel)
    panel.show_translation(TranslationView((), -1, ()))
    settle()
    assert "No translation yet" in said(panel)
    assert (copy.isEnabled(), copy.toolTip()) == (False, "No translation yet")
    assert not steps(panel).isVisible()
    panel.show_translation(TranslationView((), -1, (), running=True))
    settle()
    assert steps(panel).isVisible()
    assert "No translation yet" not in said(panel)


def test_the_note(panel: TranslationPanel, settle: Settle) -> None:
    note = "Probability of your words: 3.1 % a word on the geometric mean"
    low = panel.height()
    panel.show_translation(TranslationView(STEPS, 3, OTHERS, note=note))
    settle()
    assert note in said(panel)
    assert panel.height() > low
    panel.show_translation(NOVEL)
    settle()
    assert panel.height() == low


def test_an_alternative_is_asked_for_at_its_step(panel: TranslationPanel, qtbot: QtBot) -> None:
    heard = Heard(panel)
    rows = others(panel).rows
    click(rows, 2, qtbot)
    assert heard == [("alternative", 3, 19)]
    heard.clear()
    click(rows, 0, qtbot)  # stands there already
    place = rows.visualRect(rows.model().index(1, 0))
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.RightButton, pos=place.center())
    assert heard == []
    assert not rows.hasFocus()


def test_alternatives_by_keyboard(panel: TranslationPanel, qtbot: QtBot) -> None:
    heard = Heard(panel)
    rows = others(panel).rows
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(rows, KEY.Key_Return)  # on the one that stands there
    assert heard == []
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Up, KEY.Key_Return):
        qtbot.keyClick(rows, key)
    assert at(rows).startswith("famous: 7.4 %")
    ringed = rows.visualRect(rows.currentIndex())
    assert count(rows.grab(ringed).toImage(), kit.DARK.accent) > 400
    for key in (KEY.Key_End, KEY.Key_Down, KEY.Key_Space, KEY.Key_Home, KEY.Key_Up):
        qtbot.keyClick(rows, key)
    assert heard == [("alternative", 3, 7), ("alternative", 3, 5)]
    assert at(rows).startswith("popular: 81.2 %")


def test_the_keyboard_starts_at_the_chosen_token_of_each_step(panel: TranslationPanel) -> None:
    second = (AlternativeView(1, "well", 0.6), AlternativeView(2, "known", 0.3, True))
    panel.show_translation(TranslationView(STEPS, 1, second))
    assert at(others(panel).rows).startswith("known: 30.0 %")
    panel.show_translation(TranslationView(STEPS, 1, second[:1]))
    assert at(others(panel).rows).startswith("well: 60.0 %")


def test_a_low_window_keeps_three_rows(
    panel: TranslationPanel, settle: Settle, qtbot: QtBot
) -> None:
    tall = panel.height()
    panel.show_rows(3)
    settle()
    assert others(panel).shown() == OTHERS[:3]
    assert tall - panel.height() == 2 * 26
    panel.show_rows(5)
    settle()
    assert panel.height() == tall


def test_a_row_under_the_mouse_is_lit(panel: TranslationPanel, qtbot: QtBot) -> None:
    for rows in (others(panel).rows, steps(panel)):
        place = rows.visualRect(rows.model().index(1, 0))
        rest = count(rows.grab().toImage(), kit.DARK.hover)
        qtbot.mouseMove(rows.viewport(), place.center())
        assert count(rows.grab().toImage(), kit.DARK.hover) > rest + 500


def test_beams(panel: TranslationPanel, qtbot: QtBot) -> None:
    heard = Heard(panel)
    panel.show_beam(4)
    assert (heard, combo(panel).current()) == ([], "4")
    qtbot.mouseClick(combo(panel), LEFT)
    view, model = combo(panel).view(), combo(panel).model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    assert [index.data() for index in rows] == [
        "Greedy", *(f"Beam {width}" for width in range(2, 9)),
    ]  # fmt: skip
    assert "8 likeliest" in rows[-1].data(Qt.ItemDataRole.ToolTipRole)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert heard == [("beam", 1)]
    assert combo(panel).current() == "4"  # until it is shown so
    panel.show_beam(1)
    assert combo(panel).current() == "1"


def test_copying(panel: TranslationPanel, qtbot: QtBot) -> None:
    heard = Heard(panel)
    qtbot.mouseClick(button(panel, "Copy the translation"), LEFT)
    assert heard == [("copy",)]


@pytest.mark.parametrize("width", [240, 272, 352, 440])
def test_the_heading_fits(width: int, panel: TranslationPanel, settle: Settle) -> None:
    panel.window().resize(width, 900)
    settle()
    parts = [button(panel, "Copy the translation"), combo(panel)]
    lefts = [part.mapTo(panel, QPoint(0, 0)).x() for part in parts]
    assert panel.width() == width
    assert lefts[0] + parts[0].width() <= lefts[1]
    assert lefts[1] + parts[1].width() == width - 16
    (title,) = (part for part in panel.findChildren(kit.Text) if part.text() == "Translation")
    assert title.mapTo(panel, QPoint(title.width(), 0)).x() <= lefts[0]
