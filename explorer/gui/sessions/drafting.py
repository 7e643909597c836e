"""The draft of a window's session: saved every minute, and offered after a crash."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from explorer.core.foreign import Refusal, quoted_error
from explorer.gui.control.controller import Controller
from explorer.gui.control.desk import Desk, desk_of, parts
from explorer.gui.control.kept.preferences import Preferences
from explorer.gui.control.state import Message, State
from explorer.gui.window.worker import Worker
from explorer.runtime.jobs import Job, Report, Work
from explorer.runtime.settings import folder
from explorer.sessions.drafts import FOLDER, Drafts, left_behind

EVERY = 60_000
"""ms between two drafts."""
OFFER = "The program ended without being closed. Its last session was kept."
RESTORE, LEAVE = ("restore", "Restore"), ("leave", "Not now")
"""The buttons of the offer; a session that is not restored is among the recent ones."""


class Drafting(QObject):
    """Keeps what is on screen and pinned for after a crash, while the window is open.

    What goes into it is taken in the GUI thread and written by a worker, where it has changed.

    Parameters
    ----------
    every
        ms between two drafts.
    """

    def __init__(
        self,
        parent: QObject,
        controller: Controller,
        preferences: Preferences,
        every: int = EVERY,
    ) -> None:
        super().__init__(parent)
        self._controller, self._preferences = controller, preferences
        self._written: Desk | None = None
        self._session = controller.state.session
        self._warned = self._offered = False
        place = folder() / FOLDER
        self.drafts = Drafts(place)
        self.found: Path | None = left_behind(place)
        self.worker = Worker("draft", self)
        self.worker.reported.connect(self._on_report)
        self._timer = QTimer(self)
        self._timer.setInterval(every)
        self._timer.timeout.connect(self.save)
        self._timer.start()
        controller.store.followers.append(self._follow)
        if self.found is not None:
            preferences.used_session(str(self.found))

    @Slot()
    def save(self) -> None:
        """Have the draft written, where it would be another one."""
        wanted = self._preferences.value
        desk = desk_of(
            self._controller.state,
            self._controller.state.figure.size,
            self._controller.state.figure.legend,
            wanted.keep_runs,
        )
        if desk is None or desk.same(self._written) or not self.worker.idle:
            return
        self._written = desk
        self.worker.submit(_draft_job(self, desk))

    def restore(self) -> None:
        """Open the session of the window that ended without being closed."""
        found, self.found = self.found, None
        if found is not None:
            self._controller.messages.dismiss()
            self._controller.open_file(found)

    def leave(self) -> None:
        """Offer it no more; it is among the recent ones."""
        self.found = None
        self._controller.messages.dismiss()

    def end(self) -> None:
        """The window is closed: nothing is to be found of it."""
        self._timer.stop()
        self.drafts.discard()

    def _follow(self, state: State) -> None:
        """Offer what was found when the first run is there; remember sessions that are opened."""
        if state.session is not None and state.session != self._session:
            self._session = state.session
            self._preferences.used_session(str(state.session))
        if self.found is None or self._offered or self._controller.waiting:
            return
        if state.trace is not None and state.message is None:
            self._offered = True
            offer = Message("warn", OFFER, actions=(RESTORE, LEAVE))
            self._controller.store.change(message=offer)

    @Slot(object)
    def _on_report(self, report: Report[object]) -> None:
        error = report.value
        if isinstance(error, BaseException):
            self._written = None  # tried again
            if not self._warned:
                self._warned = True
                said = str(error) if isinstance(error, Refusal) else quoted_error(error)
                self._controller.messages.warn(f"The session is not kept for after a crash. {said}")


def _draft_job(drafting: Drafting, desk: Desk) -> Work:
    """Make a job that writes a draft."""
    drafts = drafting.drafts

    def work(job: Job) -> None:
        session, runs = parts(desk)
        drafts.save(session, runs)

    return work
