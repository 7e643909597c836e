"""Cancel loads, runs, exports and lists at random moments in the real window.

Judged are what is shown afterwards (model, title, picture, prediction and badge are of one run, and
where nothing else was asked for it is the run of before or a later one), exceptions, messages of
Qt, jobs that do not stop, and threads that are left. A model that hangs must be given up, and the
next one run in a thread of its own. Told is how long a job went on after its cancelling.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from explorer.core.inputs import Modality
from explorer.export.figure_settings import MAPS
from explorer.gui.control.view import View
from explorer.gui.window.app import begin_collecting, make_application
from explorer.gui.window.main_window import MainWindow
from explorer.gui.window.worker import Worker
from explorer.inputs.samples import samples
from torture_parts.user_files import RandomAnswers
from torture_parts.window import Findings, left_behind

PLUGIN = """
import os, time
from torch import nn
from explorer import photo_model
class Hangs(nn.Conv2d):
    def forward(self, x):
        while not os.path.exists({release!r}):
            time.sleep(0.02)
        return super().forward(x)
class Fails(nn.Conv2d):
    def forward(self, x):
        raise RuntimeError("boom")
def models():
    yield photo_model("mine:hangs", "Hangs", lambda: Hangs(3, 8, 8), size=(64, 64))
    yield photo_model("mine:fails", "Fails", lambda: Fails(3, 8, 8), size=(64, 64))
"""
LOADS = ("timm:vit_tiny_patch16_224#untrained", "timm:vit_small_patch16_224#untrained", "none")
RUNS = ("vit", "se-resnet", "spatial-gate", "transformer", "seq2seq", "mine:fails")
SENTENCES = ("この小説は人気です。", "彼は昨日学校に行きました。", "猫が好きです。" * 12)
WEIGHTS = {"load": 3, "run": 6, "photo": 4, "text": 4, "export": 3, "list": 1, "hang": 0.4}
"""How often each kind of work is begun."""
STOPS = {"cancel": 6, "replace": 3, "wait": 2}
"""What is done at the random moment."""
QUIET = 600.0
"""Seconds until a job must have ended or been given up; the machine may be busy."""


class Canceller:
    """Begins work, stops it at a random moment, and looks at what is shown.

    Attributes
    ----------
    did : how often each kind of work was stopped in each way.
    wrong : what was wrong afterwards, alike ones counted.
    longest : seconds from cancelling to rest, by kind of work.
    """

    def __init__(
        self, window: MainWindow, rng: random.Random, longest: float, kinds: Sequence[str] = ()
    ) -> None:
        self.window, self._rng, self._moment = window, rng, longest
        self._weights = {one: WEIGHTS[one] for one in WEIGHTS if not kinds or one in kinds}
        self.did: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.longest: dict[str, float] = {}
        self.label = "start"

    def act(self) -> None:
        """Begin something, stop it, and judge what is left of it."""
        kind = self._rng.choices(list(self._weights), list(self._weights.values()))[0]
        stop = self._rng.choices(list(STOPS), list(STOPS.values()))[0]
        if kind in ("hang", "list") and stop == "wait":  # for ever, or for minutes
            stop = "cancel"
        self.label = f"{kind}, {stop}"
        self.did[self.label] += 1
        before = self.window.controller.state.trace
        getattr(self, f"_{kind}")()
        self._spend(self._rng.random() * self._moment)
        going = not self._at_rest()
        begun = time.monotonic()
        if stop == "cancel":
            self.window.status.cancelRequested.emit()
            if kind == "list":
                self.window.browsing.close_panel()
        elif stop == "replace":
            self.window.controller.choose_model(self._rng.choice(RUNS[:5]))
        if not self._until(self._at_rest, QUIET):
            self.wrong["it did not come to rest"] += 1
        took = time.monotonic() - begun
        if stop == "cancel" and going and kind != "hang":
            self.longest[kind] = max(self.longest.get(kind, 0.0), took)
        after = self.window.controller.state.trace
        if stop == "cancel" and kind in ("export", "list") and after is not before:
            self.wrong["an export or a list changed what is shown"] += 1
        for one in disagreements(self.window):
            self.wrong[one] += 1
        if self.window.browsing.panel.isVisible():
            self.window.browsing.close_panel()

    def _load(self) -> None:
        self.window.controller.choose_model(self._rng.choice(LOADS))

    def _run(self) -> None:
        self.window.controller.choose_model(self._rng.choice(RUNS))

    def _photo(self) -> None:
        self.window.controller.photo.open_sample(self._rng.choice(samples()).id)

    def _text(self) -> None:
        if self.window.controller.state.input is not Modality.TEXT:
            self.window.controller.choose_model("transformer")
        self.window.controller.text.type(self._rng.choice(SENTENCES))

    def _export(self) -> None:
        self.window.controller.figure.open("maps", self._rng.choice(MAPS))
        self.window.exchange.saving.save_figure()

    def _list(self) -> None:
        self.window.browsing.toggle()

    def _hang(self) -> None:
        self.window.controller.choose_model("mine:hangs")

    def _at_rest(self) -> bool:
        workers = self.window.findChildren(Worker)
        return not self.window.busy() and all(one.idle for one in workers)

    def _spend(self, seconds: float) -> None:
        self._until(lambda: False, seconds)

    def _until(self, done: Callable[[], bool], seconds: float) -> bool:
        """Let the window work until something is so; False where it never was."""
        end = time.monotonic() + seconds
        while not done():
            if time.monotonic() > end:
                return False
            QApplication.processEvents()
            time.sleep(0.001)
        QApplication.processEvents()
        return True


def disagreements(window: MainWindow) -> list[str]:
    """Tell what of a window that is at rest is not of the run that it shows."""
    trace, view = window.controller.state.trace, window._slots._view
    if trace is None or not isinstance(view, View):
        return []
    title = trace.photo.name if trace.task is None else trace.inputs.text
    agree = {
        "model": view.entry is not None and view.entry.id == trace.model.id,
        "card": view.card is not None
        and view.entry is not None
        and view.card.title == view.entry.title,
        "title": view.title.startswith(" ".join(title.split())[:8]) or not title.strip(),
        "badge": view.run is not None and view.run.verdict_text == trace.verdict.value,
        "picture": trace.task is not None or getattr(view.picture, "photo", None) is trace.photo,
        "progress": view.progress is None,
        "window": window.windowTitle() == view.title,
    }
    return [f"{name} is not of what is shown" for name, right in agree.items() if not right]


def main(seed: int, actions: int, minutes: float, only: str = "", moment: float = 0.6) -> int:
    """Cancel so many times and print what went wrong; gives the exit status.

    Parameters
    ----------
    minutes : after which no more is begun.
    only : kinds of work, with commas between them; "" for all.
    moment : the longest time that work goes on before it is stopped, seconds.
    """
    home = Path(tempfile.mkdtemp(prefix="torture-cancel-"))
    os.environ["ATTENTION_EXPLORER_HOME"] = str(home / "settings")
    release, plugin = home / "release", home / "plug.py"
    (home / "out").mkdir()
    plugin.write_text(PLUGIN.format(release=str(release)))
    findings, rng = Findings(), random.Random(seed)
    findings.install()
    app = make_application()
    app.setQuitOnLastWindowClosed(False)
    import explorer.registry.sources.plugins as plugins

    plugins.add_file(plugin)
    before = set(threading.enumerate())
    window = MainWindow(dialogs=_Folder(home, [], rng), model="vit")
    window.show()
    begin_collecting()
    one = Canceller(window, rng, moment, only.split(",") if only else ())
    findings.doing = lambda: one.label
    one._until(one._at_rest, QUIET)
    begun, done = time.monotonic(), 0
    while done < actions and time.monotonic() - begun < 60 * minutes:
        try:
            one.act()
        except Exception as error:
            findings.failed(f"raised in {one.label}", error)
        done += 1
    release.touch()  # what was given up ends now
    window.close()
    window.deleteLater()
    del window, one.window
    left = left_behind(before)
    shutil.rmtree(home, ignore_errors=True)
    print(f"{done} times, seed {seed}, {time.monotonic() - begun:.0f} s: {dict(one.did)}")
    print(f"exceptions: {sum(findings.failures.values())}")
    for key, count in findings.failures.most_common(10):
        print(f"  {count} × {key}\n{findings.details[key][-1500:]}")
    print(f"Qt messages: {dict(findings.messages)}")
    print(f"wrong afterwards: {dict(one.wrong) or 'nothing'}")
    told = {kind: round(seconds, 2) for kind, seconds in one.longest.items()}
    print(f"longest from Cancel to rest, s by the clock: {told}")
    print(f"left after closing: {left or 'nothing'}")
    return 1 if findings.failures or findings.messages or one.wrong or left else 0


class _Folder(RandomAnswers):
    """Answers every dialog with the folder of exports."""

    def choose_folder(self, parent: object, folder: Path) -> Path | None:
        """Give the folder of exports."""
        return self._home / "out"
