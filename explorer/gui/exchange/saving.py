"""What leaves the window: figures, runs, sessions, the clipboard, what is dragged out."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDrag, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QWidget

from explorer.core.foreign import Refusal, quoted_error
from explorer.core.numbers import duration
from explorer.export.figure_settings import FigureSettings
from explorer.export.files import ExportError
from explorer.gui.control.controller import Controller
from explorer.gui.control.desk import desk_of
from explorer.gui.control.explained_pictures import explained_job, explained_request
from explorer.gui.control.figure.export_jobs import (
    ExportProgress,
    ExportRequest,
    Saved,
    dragged_file,
    figure_job,
    png_bytes,
    run_job,
    session_job,
)
from explorer.gui.control.kept.kept_files import SESSION
from explorer.gui.control.kept.preferences import Preferences
from explorer.gui.control.kept.remembering import remembered_figure
from explorer.gui.exchange.part import ExchangePart, free, pictures
from explorer.gui.figure_panel.saved_line import show_in_folder
from explorer.gui.window.dialogs import Dialogs
from explorer.gui.window.worker import Worker
from explorer.runtime.jobs import Job, Report
from explorer.runtime.log import record

KINDS = {
    "png": "PNG picture (*.png)",
    "svg": "SVG drawing (*.svg)",
    "pdf": "PDF page (*.pdf)",
    "gif": "GIF animation (*.gif)",
    "apng": "APNG animation (*.apng)",
    "webp": "WebP animation (*.webp)",
    "npz": "NumPy arrays (*.npz)",
    "csv": "Table of values (*.csv)",
    "safetensors": "Tensors (*.safetensors)",
}
"""What a figure may be saved as; the name in the dialog says which."""
PICTURES = ";;".join(KINDS[one] for one in ("png", "svg", "pdf"))


@dataclass(frozen=True, eq=False)
class Copied:
    """A picture for the clipboard, as the bytes of a PNG and decoded."""

    content: bytes
    image: QImage


class Saving(ExchangePart):
    """Saves what leaves the window, in a worker of its own, so that a new run does not stop it.

    Signals
    -------
    progressed(str, int, int): what is being exported, how many are done, of how many; 0 of 0 ends.
    saved(str, object): a sentence, and the path to show or None.
    noted(str): what the reader of a file should know.
    failed(str): one sentence.
    """

    progressed = Signal(str, int, int)
    saved = Signal(str, object)
    noted = Signal(str)
    failed = Signal(str)

    def __init__(
        self, window: QWidget, controller: Controller, dialogs: Dialogs, preferences: Preferences
    ) -> None:
        super().__init__(window, controller, dialogs, preferences)
        self.worker = Worker("export", self)
        self.worker.reported.connect(self._on_report)
        self._dragged: list[Path] = []
        self._written: ExportProgress | None = None
        self.saved_path: Path | None = None  # what was saved last

    def order(self) -> ExportRequest | None:
        """Ask for the picture on screen; None before the first run."""
        return self._controller.figure.order(curves=False)

    @Slot()
    def save_figure(self) -> None:
        """Ask where, then save the figure as it was asked for last."""
        figure = self._controller.state.figure
        wanted = self._controller.figure.order()
        if wanted is None or figure.problem:
            return
        settings = figure.settings
        if settings.what == "maps":
            folder = self._dialogs.choose_folder(self._window, self._folder())
            if folder is not None:
                self._start(figure_job(wanted, settings, figure.form, folder), folder)
            return
        suggested = self._folder() / wanted.name(settings, figure.form)
        kinds = ";;".join(KINDS[one] for one in (figure.form, *settings.forms))
        path = self._dialogs.save_file(self._window, suggested, kinds)
        if path is None:
            return
        named = path.suffix.lower().removeprefix(".")
        form = named if named in settings.forms else figure.form
        if self._start(figure_job(wanted, settings, form, path), path.parent):
            self._controller.figure.choose("form", form)

    @Slot()
    def save_again(self) -> None:
        """Save the figure of what is on screen as it was asked for last, without asking where.

        It goes where the last one went, under a name of its own.
        """
        figure = self._controller.state.figure
        wanted = self._controller.figure.order()
        if wanted is None or figure.problem:
            return
        settings, folder = figure.settings, self._folder()
        path = folder
        if settings.what != "maps":
            path = free(folder / wanted.name(settings, figure.form))
        else:
            path = free(folder / f"{wanted.stem}.maps")
        self._start(figure_job(wanted, settings, figure.form, path), folder)

    @Slot()
    def copy_figure(self) -> None:
        """Copy the figure as it was asked for last, as PNG and as an image."""
        figure = self._controller.state.figure
        wanted = self._controller.figure.order()
        if wanted is not None and not figure.problem:
            self._submit(_copied(partial(_figure_png, wanted, figure.settings)))

    @Slot()
    def export_explained(self) -> None:
        """Ask where, then save the walk-through, or the other page of the dock, as a picture."""
        wanted = explained_request(self._controller.state)
        if wanted is not None:
            suggested = self._folder() / wanted.name
            self._save(suggested, PICTURES, partial(explained_job, wanted))

    @Slot()
    def save_run(self) -> None:
        """Ask where, then save the whole run, to be opened without its model."""
        trace = self._controller.state.trace
        if trace is not None:
            suggested = self._folder() / f"{trace.stem}.axt"
            self._save(suggested, "Run (*.axt)", partial(run_job, trace))

    @Slot()
    def save_session(self) -> None:
        """Ask where, then save what is on screen and pinned, with their inputs."""
        wanted, state = self._preferences.value, self._controller.state
        figure = state.figure
        desk = desk_of(state, figure.size, figure.legend, wanted.keep_runs)
        if desk is not None and state.trace is not None:
            suggested = self._folder() / f"{state.trace.stem}.axs"
            self._save(suggested, "Session (*.axs)", partial(session_job, desk))

    def _save(
        self, suggested: Path, kind: str, make: Callable[[Path], Callable[[Job], Saved]]
    ) -> None:
        path = self._dialogs.save_file(self._window, suggested, kind)
        if path is not None:
            self._start(make(path), path.parent)

    @Slot()
    def copy(self) -> None:
        """Copy the picture, as PNG and as an image; drawn by the worker."""
        wanted = self.order()
        if wanted is not None:
            self._submit(_copied(partial(png_bytes, wanted)))

    @Slot()
    def copy_text(self) -> None:
        """Copy what the model wrote."""
        trace = self._controller.state.trace
        if trace is not None and trace.translation is not None:
            QGuiApplication.clipboard().setText(trace.translation.text)
            self.say("Copied what is written", None)

    @Slot()
    def drag_out(self) -> None:
        """Drag the picture out of the window, as a file."""
        wanted = self.order()
        if wanted is None:
            return
        if self._controller.text.tiles.unknown():  # drawing it takes seconds, a drag cannot wait
            self.failed.emit("The map is still being sharpened. Drag it again when that is done.")
            return
        try:
            path = dragged_file(wanted)
        except ExportError as error:
            self.failed.emit(str(error))
            return
        self._dragged.append(path.parent)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        drag = QDrag(self._window)
        drag.setMimeData(data)
        smooth = Qt.TransformationMode.SmoothTransformation
        drag.setPixmap(QPixmap(str(path)).scaledToWidth(160, smooth))
        drag.exec(Qt.DropAction.CopyAction)

    @Slot()
    def show_saved(self) -> None:
        """Open the folder of what was saved last in the system's file manager."""
        if self.saved_path is not None:
            show_in_folder(self.saved_path)

    @Slot()
    def cancel(self) -> None:
        """Stop what is being exported."""
        self.worker.cancel()

    def clear(self) -> None:
        """Throw away what was dragged out."""
        for folder in self._dragged:
            shutil.rmtree(folder, ignore_errors=True)

    @Slot(str, object)
    def say(self, sentence: str, path: Path | None) -> None:
        """Say that something was saved, and remember where."""
        self.saved_path = path
        self.saved.emit(sentence, path)

    def _start(self, work: Callable[[Job], Saved], folder: Path) -> bool:
        if not self._submit(work):
            return False
        figure = remembered_figure(self._controller.state.figure)
        self._preferences.change(export_folder=str(folder), **figure)
        return True

    def _submit(self, work: Callable[[Job], object]) -> bool:
        if not self.worker.idle:
            self.failed.emit("Another export is still running. Wait for it or cancel it.")
            return False
        self.worker.submit(work)
        return True

    def _folder(self) -> Path:
        stored = self._preferences.value.export_folder
        return Path(stored) if stored and Path(stored).is_dir() else pictures()

    @Slot(object)
    def _on_report(self, report: Report[object]) -> None:
        if report.state == "cancelled" and self._written is not None and self._written.total > 1:
            done, total = self._written.done, self._written.total
            self.say(f"Stopped after {done} of {total} pictures", self._folder())
        match report.value:
            case ExportProgress(done=done, total=total, left=left):
                self._written = report.value
                rest = f", {duration(left)} left" if left is not None and left >= 1 else ""
                many = f"Exporting {total} pictures{rest}" if total > 1 else "Saving the figure"
                self.progressed.emit(many, done, total)
                return
            case Saved(path=path, count=count, folder=folder, note=note):
                if path.suffix == SESSION:
                    self._preferences.used_session(str(path))
                many = "" if not folder else f"{count} pictures in "
                self._controller.figure.saved(path)
                self.say(f"Saved {many}{path}", path)
                if note:
                    self.noted.emit(note)
            case Copied():
                data = QMimeData()
                data.setData("image/png", report.value.content)
                data.setImageData(report.value.image)
                QGuiApplication.clipboard().setMimeData(data)
                self.say("Copied the picture", None)
            case BaseException() as error:
                self.failed.emit(_said(error))
        self._written = None
        self.progressed.emit("", 0, 0)


def _copied(make: Callable[[], bytes]) -> Callable[[Job], Copied]:
    """A job that draws a picture for the clipboard, as the content of a PNG."""

    def work(job: Job) -> Copied:
        content = make()
        return Copied(content, QImage.fromData(content))

    return work


def _said(error: BaseException) -> str:
    """Give the sentence of a refusal; of what nobody expected one about it, and log it."""
    if isinstance(error, Refusal):
        return str(error)
    record(error, "export")
    return f"The picture was not made ({quoted_error(error)}). Try another format or size."


def _figure_png(wanted: ExportRequest, settings: FigureSettings) -> bytes:
    return wanted.figure(settings).encoded("png")
