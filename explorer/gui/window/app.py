"""Starts the window: fonts, theme, and a place where unforeseen errors are seen."""

from __future__ import annotations

import builtins
import gc
import logging
import os
import signal
import sys
import threading
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn

from explorer.runtime.preload import map_libraries

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from explorer.core.trace import Trace
    from explorer.registry.entry import Entry

SWITCH_S = 0.0005
"""Seconds that the window waits for the interpreter while another thread computes or imports.

To show one run it asks a hundred times, each time that Qt gives the interpreter back; at Python's
own 5 ms it stands still meanwhile.
"""

EARLY = (
    *("numpy", "hashlib", "queue", "subprocess", "uuid", "xml.etree.ElementTree"),
    "PySide6.QtSvg",
)
"""What the window needs of compiled modules: loaded before torch's libraries are loaded beside it,
for the system loads one after the other, and an import that waits holds the interpreter."""


def run_window(
    file: Path | None = None,
    model: str | None = None,
    theme: str | None = None,
    run: tuple[Entry, Trace] | None = None,
    lecture: Path | None = None,
    language: str | None = None,
) -> int:
    """Open the window and run until it is closed; returns the exit status.

    The process ends at once where something still works that does not stop when it is asked to.

    Parameters
    ----------
    file, model, theme, run : what it begins with, as of `MainWindow`.
    lecture : the folder of a lecture to take, ``Path()`` for the one that ships; None for none.
    language : what windows speak from now on, "system", "en" or "ja"; None for the remembered one.
    """
    app = make_application()

    from explorer.gui.control.kept.preferences import Preferences
    from explorer.gui.kit.language import REOPENS, use_language, wanted_language
    from explorer.gui.window.main_window import MainWindow
    from explorer.runtime.settings import load

    if language is not None:
        preferences = Preferences()
        preferences.change(language=language)
        preferences.finish()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends the program

    def opened(**given: Any) -> MainWindow:
        use_language(wanted_language(load().language))
        made = MainWindow(after_paint=True, run=run, **given)
        _show_unforeseen(made)
        return made

    window = opened(file=file, model=model, theme=theme)
    if lecture == Path():
        window.take_lecture()
    elif lecture is not None:
        window.take_own_lecture(lecture)
    window.show()
    begin_collecting()
    status = app.exec()
    while window.property(REOPENS):
        window = opened()
        window.show()
        status = app.exec()
    if _still_works():
        _leave(status)
    return status


def make_application() -> QApplication:
    """Make the application, ready for a window, as fast as can be.

    The garbage collector is off from then on, until `begin_collecting`.
    """
    gc.disable()
    if sys.platform == "win32":
        import torch  # noqa: F401 - on Windows it cannot be imported after Qt

    import_qt()
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtGui import QGuiApplication, QIcon, QImageReader
    from PySide6.QtWidgets import QApplication

    from explorer.figures.fonts import leave_application
    from explorer.resource_files import resources

    QCoreApplication.setApplicationName("Attention Explorer")
    QCoreApplication.setOrganizationName("Attention Explorer")
    QGuiApplication.setDesktopFileName("attention-explorer")
    leave_application()  # of figures that this process has drawn without a window
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    icon = resources() / "icons" / "app.svg"
    icon.stat()  # of one that is missing Qt would complain in words of its own
    app.setWindowIcon(QIcon(str(icon)))
    for name in EARLY:
        import_module(name)
    QImageReader.supportedImageFormats()  # loads what reads them
    sys.setswitchinterval(SWITCH_S)
    threading.Thread(target=map_libraries, name="libraries", daemon=True).start()

    from explorer.gui.kit.look.fonts import ui_font

    app.setFont(ui_font(13, tabular=False))
    return app


def begin_collecting() -> None:
    """Have the garbage collector work again, and look through nothing of the first window.

    All of that stays, and looking through it again and again takes long.
    """
    gc.freeze()
    gc.enable()


def import_qt() -> None:
    """Import Qt and go on importing as before, where PySide6 would read every source from then on.

    It wraps the import statement for its `__feature__` (other names of Qt's methods), which nothing
    here uses: of each module that is imported it looks through the source, and keeps it. That is a
    tenth of the start, a fifth of importing torch. Where Qt is there already, nothing is changed.
    """
    plainly = builtins.__import__
    import PySide6.QtWidgets  # noqa: F401

    builtins.__import__ = plainly


def _still_works() -> bool:
    """Whether a thread is left that was asked to stop: the end of Python waits for it, or dies."""
    return any(one is not threading.main_thread() for one in threading.enumerate())


def _leave(status: int) -> NoReturn:
    """End the process as it is; what was to be kept was written as the window closed."""
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, full, or none
            stream.flush()
    os._exit(status)


def _show_unforeseen(window: object) -> None:
    """Errors that nobody caught are shown in the window, and still printed."""
    from PySide6.QtCore import QObject, Signal

    from explorer.gui.window.main_window import MainWindow
    from explorer.runtime.log import record

    assert isinstance(window, MainWindow)

    class Relay(QObject):
        """Lives in the GUI thread; errors of other threads get there by its signal."""

        raised = Signal(str, str)

    relay = Relay(window)
    relay.raised.connect(window.show_unforeseen)

    def report(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        details = "".join(traceback.format_exception(kind, error, trace))
        print(details, file=sys.stderr)  # noqa: T201 - what a terminal expects of a crash
        if error is not None:
            record(error, "window")
        relay.raised.emit(f"Something went wrong ({kind.__name__}).", details)

    def report_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            report(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = report
    threading.excepthook = report_thread
