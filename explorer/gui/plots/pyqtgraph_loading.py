"""Import pyqtgraph beside the event loop, so that the window need not wait for it.

The import takes 0.3 to 0.4 s, two thirds of it for the names of all Qt classes. It makes no
QObject, so any thread may do it. All that the window imports only when it is wanted comes after it.
"""

from __future__ import annotations

import sys
import threading
from importlib import import_module

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from explorer.runtime.preload import kept

PACKAGE = "pyqtgraph"
WITH = (
    *("numpy.ma", "explorer.gui.canvas.photo_frame", "explorer.gui.plots.color_bar_frame"),
    "explorer.export.difference",
)
"""What is drawn with at once, and what pyqtgraph imports itself when it first draws points."""
AFTER = (
    "explorer.inputs.images",
    *("explorer.gui.figure_panel.page", "explorer.gui.figure_panel.panel"),
    *("explorer.gui.control.figure.figure_preview", "explorer.figures.page.files"),
    *("explorer.gui.learning.explain_dock", "explorer.explanation.code_lines"),
    *("explorer.gui.plots.gate_frame", "explorer.gui.panels.output_panel"),
    *("explorer.gui.analysis.heads.heads_page", "explorer.gui.analysis.heads.head_list"),
    *("explorer.gui.analysis.heads.scatter_frame", "explorer.gui.analysis.heads.matter_panel"),
    *("explorer.gui.analysis.compare.compare_page", "explorer.gui.analysis.compare.parting_frame"),
    *("explorer.gui.analysis.check_panel", "explorer.gui.analysis.curve_frame"),
    *("explorer.gui.analysis.lens_view", "explorer.analysis.comparison_picture"),
    *("explorer.gui.batch.panel", "explorer.gui.batch.cluster_panel"),
    *("explorer.gui.browser.placing_panel", "explorer.gui.panels.about_panel"),
    *("explorer.figures.profile_figure", "explorer.figures.page.map_drawing"),
    "explorer.sessions.session",
)
"""What the window is without until it is wanted: in the order in which that is likely."""
DELAY_MS = 20
"""Until the import begins: what was just shown is painted first."""


class Loading(QObject):
    """Says when pyqtgraph can be imported at no cost.

    Signals
    -------
    ready(): in the thread of the window.
    """

    ready = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._thread: threading.Thread | None = None
        self._loaded = False

    def start(self) -> None:
        """Begin, unless it has begun."""
        if self._thread is None:
            # no daemon: a program that ends in the midst of the import waits for it, or it crashes
            self._thread = threading.Thread(target=self._load, name=PACKAGE)
            QTimer.singleShot(DELAY_MS, self._begin)

    @Slot()
    def _begin(self) -> None:
        if self._thread is not None:
            self._thread.start()

    @property
    def running(self) -> bool:
        """Whether the package is there only in part."""
        # the thread may live on for a while after it has said that it is ready
        return self._thread is not None and self._thread.is_alive() and not self._loaded

    def _load(self) -> None:
        with kept():
            for name in (PACKAGE, *WITH):
                import_module(name)
            self._loaded = True
            if shiboken6.isValid(self):  # else the program has ended meanwhile
                self.ready.emit()
            for name in AFTER:
                import_module(name)


_loading: Loading | None = None


def is_loaded() -> bool:
    """Whether all of pyqtgraph is there."""
    return PACKAGE in sys.modules and not (_loading is not None and _loading.running)


def loading() -> Loading:
    """The import of this program; connect to its `ready`, then start it."""
    global _loading
    if _loading is None:
        _loading = Loading()
    return _loading
