"""The store shows what has changed, once, and nothing that has not."""

from __future__ import annotations

from explorer.gui.control.state import State
from explorer.gui.control.store import Store
from explorer.gui.control.texts.text_state import TextState
from explorer.gui.control.view import View


def test_what_stays_the_same_is_not_shown_again() -> None:
    views: list[View] = []
    store = Store(State(model="vit"), views.append)
    store.change(problem="")
    assert len(views) == 1  # the first time all is new
    store.change(problem="", text=TextState())
    assert len(views) == 1
    with store.together():
        store.change(problem="one")
        store.change(problem="two")
    assert [view.sentence_state.problem for view in views] == ["", "two"]
    store.act(text=TextState(view="lines"))
    store.act(text=TextState(view="lines"))
    assert len(views) == 3
    assert store.undo()
    assert store.redo()
    assert [view.undoable.redo for view in views] == [False, False, False, True, False]
