"""What the user gives a model beside a text: a second one, a chat, languages. No Qt here."""

from __future__ import annotations

from collections.abc import Callable

from explorer.gui.control.store import Store


class BesideControls:
    """The intents that change what is given beside the text."""

    def __init__(self, store: Store, run: Callable[..., None]) -> None:
        """Share the state; `run` asks for something else of the model, and runs it."""
        self._store = store
        self._run = run

    def type(self, name: str, now: str) -> None:
        """Give a second text, or choices ("pair"), or what a chat begins with ("system")."""
        before: str = getattr(self._store.state.text, name)
        if not before or not now.startswith(before):
            self._store.history.end()  # else it was typed on, and is one step with its beginning
        self._again(name, **{name: now})

    def choose_chat(self, chat: bool) -> None:
        """Tell the text to the model as a user's turn, or as it is."""
        self._again(chat=chat)

    def choose_source(self, language: str) -> None:
        """Choose the language that the text is in; "" for the one that the model is set to."""
        self._again(languages=(language, self._store.state.text.languages[1]))

    def choose_target(self, language: str) -> None:
        """Choose the language that is written; "" for the one that the model is set to."""
        self._again(languages=(self._store.state.text.languages[0], language))

    def _again(self, kind: str = "", **changes: object) -> None:
        """Run the text with something else beside it; tokens that were chosen belonged to it."""
        self._run(kind, prefix=(), following=True, **changes)
