"""A window that is started and measures itself: `window_start` starts it, in a process of its own.

It imports next to nothing before the program does, and looks at no event but those of the window,
so that what it measures is the program's.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from real_window import use_checkout

BEAT_MS = 4
PAINTED = "-- the window is painted --"


def open_window(checkout: Path, began: float) -> None:
    """Open the window as the command does, and close it when the first map is painted.

    Prints what it found, ms: the times since `began`, of the whole process until the first map
    those of the processor, and the heartbeat's longest pause between the two paints.
    """
    use_checkout(checkout)
    from explorer.gui.window import app as program

    getattr(program, "import_qt", int)()  # as the program does; an older checkout has none of it
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication(["attention-explorer"])

    class Watch(QObject):
        """Sees the first paint of the window, then beats until the map is painted."""

        def __init__(self) -> None:
            super().__init__(app)
            self.window: Any = None
            self.found: dict[str, float] = {}
            self.last = self.worst = self.worked = self.longest = 0.0
            self.timer = QTimer(self)
            self.timer.timeout.connect(self.beat)

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - of Qt
            if event.type() == QEvent.Type.UpdateRequest:
                self.window.removeEventFilter(self)
                QTimer.singleShot(0, self.painted)
            return False

        def painted(self) -> None:
            self.last, self.worked = time.monotonic(), time.thread_time()
            self.found["window painted"] = self.last - began
            self.found["window painted, processor"] = self.worked
            print(PAINTED, file=sys.stderr, flush=True)
            self.timer.start(BEAT_MS)

        def beat(self) -> None:
            now, worked = time.monotonic(), time.thread_time()
            self.worst, self.last = max(self.worst, now - self.last), now
            self.longest, self.worked = max(self.longest, worked - self.worked), worked
            if not self.window.busy() and self.window.controller.state.trace is not None:
                self.timer.stop()
                QTimer.singleShot(0, self.end)

        def end(self) -> None:
            self.found["first map painted"] = time.monotonic() - began
            self.found["first map painted, processor"] = time.process_time()
            self.found["longest standstill of the window"] = self.worst
            self.found["longest work of the window at once, processor"] = self.longest
            print(json.dumps({name: 1000 * value for name, value in self.found.items()}))
            self.window.close()

    from explorer.cli import main

    watch, show = Watch(), QWidget.show

    def show_watched(widget: QWidget) -> None:
        if hasattr(widget, "controller"):
            watch.window = widget
            widget.installEventFilter(watch)
        show(widget)

    QWidget.show = show_watched  # type: ignore[method-assign]  # of every window
    sys.exit(main(["open", "--model", "vit"]))


if __name__ == "__main__":
    open_window(Path(sys.argv[1]), float(sys.argv[2]))
