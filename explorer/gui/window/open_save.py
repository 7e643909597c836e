"""What comes into the window and what leaves it: files, clipboard, drag and drop, exports."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QStandardPaths, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDrag, QDropEvent, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QDialog, QWidget

from explorer.batch.place import Tls
from explorer.core.foreign import Refusal, quoted_error
from explorer.core.inputs import Modality
from explorer.export.figure_settings import FigureSettings
from explorer.export.files import ExportError
from explorer.gui.canvas.pixels import to_pixels
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
from explorer.gui.figure_panel.saved_line import show_in_folder
from explorer.gui.sessions.drafting import Drafting
from explorer.gui.window.dialogs import Dialogs
from explorer.gui.window.worker import Worker
from explorer.inputs.dropped import ADDRESS, is_address, picture_within
from explorer.registry.placing import Placing
from explorer.runtime.devices import AUTO
from explorer.runtime.jobs import Job, Report
from explorer.runtime.log import record

if TYPE_CHECKING:
    from explorer.gui.batch.running import BatchRun

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


class Exchange(QObject):
    """Opens what comes into the window and saves what leaves it.

    Exports run in a worker of their own, so that a new run does not stop them.

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
        super().__init__(window)
        self._window = window
        self._controller = controller
        self._dialogs = dialogs
        self._preferences = preferences
        self.worker = Worker("export", self)
        self.worker.reported.connect(self._on_report)
        self._dragged: list[Path] = []
        self._written: ExportProgress | None = None
        self.saved_path: Path | None = None  # what was saved last
        self._batch: BatchRun | None = None  # made when it is asked for
        wanted = preferences.value
        controller.runs.engine.tls = Tls(wanted.tls_ca, wanted.tls_cert, wanted.tls_key)
        self.drafting: Drafting | None = None
        if preferences.kept:
            self.drafting = Drafting(self, controller, preferences)

    @property
    def workers(self) -> tuple[Worker, ...]:
        """All that work for this, to be closed with the window."""
        others = (one.worker for one in (self._batch, self.drafting) if one is not None)
        return (self.worker, *others)

    # -- in ------------------------------------------------------------------------------------

    @Slot()
    def ask(self) -> None:
        """Open what the current model takes, from a dialog."""
        asks = {Modality.PHOTO: self.ask_photo, Modality.TEXT: self.ask_text}
        asks[self._controller.state.input]()

    @Slot()
    def ask_text(self) -> None:
        """Open a text file from a dialog."""
        path = self._dialogs.open_text(self._window, Path.home())
        if path is not None:
            self._controller.text.open_file(path)

    @Slot()
    def ask_photo(self) -> None:
        """Open a photo from a dialog."""
        recent = self._preferences.value.recent
        folder = Path(recent[0]).parent if recent else _pictures()
        path = self._dialogs.open_photo(self._window, folder)
        if path is not None:
            self._controller.photo.open(path)

    @Slot()
    def paste(self) -> None:
        """Open what the clipboard holds: a picture, a text, or a file with one."""
        # Qt gives None where the clipboard belongs to nobody
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        if data is None or not self.take(data, "clipboard.png"):
            self.failed.emit("The clipboard holds no picture and no text. Copy one and try again.")

    def take(self, data: QMimeData, name: str) -> bool:
        """Open what a drop or the clipboard holds; False when that is neither picture nor text.

        Of a browser the picture is taken where it is there, and an address is named: it is no text.
        """
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self._controller.walk.open(paths)
            return True
        image = QImage(data.imageData()) if data.hasImage() else QImage()
        if image.isNull() and (content := picture_within(data.text(), data.html())) is not None:
            image = QImage.fromData(content)
        if image.isNull() and is_address(data.text(), [url.toString() for url in data.urls()]):
            self._controller.warn(ADDRESS)
            return True
        if image.isNull() and data.text().strip():
            self._controller.text.type(data.text().strip())
            return True
        if image.isNull():
            return False
        from explorer.inputs.images import photo_from_array

        self._controller.photo.open(photo_from_array(to_pixels(image), name))
        return True

    # -- out -----------------------------------------------------------------------------------

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
            self._controller.figure.choose_form(form)

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
            path = _free(folder / wanted.name(settings, figure.form))
        else:
            path = _free(folder / f"{wanted.stem}.maps")
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
            self._say("Copied what is written", None)

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
    def ask_batch(self) -> None:
        """Ask what is to be made of many inputs, or show how far that is."""
        from explorer.gui.batch.panel import SIZE, TITLE, BatchPanel
        from explorer.gui.batch.running import BatchRun
        from explorer.gui.kit.side_window import show_beside

        if self._batch is None:
            self._batch = BatchRun(self)
            self._batch.changed.connect(self._on_batch)
            self._batch.ended.connect(self._on_batch_end)
        batch = self._batch

        def make(dialog: QDialog) -> QWidget:
            return BatchPanel(dialog, batch, self._controller, self._dialogs, self._preferences)

        show_beside(self._window, TITLE, SIZE, make)
        self.progressed.emit("", 0, 0)  # the dialog says it

    @Slot()
    def ask_cluster(self) -> None:
        """Ask for a cluster that runs are made on from now on."""
        from explorer.gui.batch.cluster_panel import SIZE, TITLE, ClusterPanel
        from explorer.gui.kit.side_window import show_beside

        def use(address: str, tls: Tls) -> None:
            self._controller.runs.engine.tls = tls
            self._controller.choose_device(address or AUTO)

        def make(dialog: QDialog) -> QWidget:
            return ClusterPanel(dialog, self._preferences, use)

        show_beside(self._window, TITLE, SIZE, make)

    @Slot()
    def ask_placing(self) -> None:
        """Ask how the weights of large models are held from now on."""
        from explorer.gui.browser.placing_panel import SIZE, TITLE, PlacingPanel
        from explorer.gui.kit.side_window import show_beside

        engine = self._controller.runs.engine

        def use(placing: Placing) -> None:
            engine.place(placing)
            self._controller.rerun(keep=True)

        def make(dialog: QDialog) -> QWidget:
            return PlacingPanel(dialog, self._controller.state.entry, engine.placing, use)

        show_beside(self._window, TITLE, SIZE, make)

    @property
    def _asks_batch(self) -> bool:
        """Whether the dialog of the batch is open."""
        from explorer.gui.batch.panel import TITLE

        return any(one.isVisible() for one in self._window.findChildren(QDialog, TITLE))

    @Slot()
    def _on_batch(self) -> None:
        """Say in the status bar how far the batch is, where its dialog is closed."""
        standing = None if self._batch is None else self._batch.state.standing
        if standing is not None and not self._asks_batch:
            rest = f", {_seconds(standing.left)} left" if standing.left else ""
            text = f"Batch of {standing.total:,}{rest}"
            self.progressed.emit(text, standing.done, standing.total)

    @Slot(str, object)
    def _on_batch_end(self, said: str, folder: Path | None) -> None:
        self.progressed.emit("", 0, 0)
        if not self._asks_batch:
            self._say(f"Batch: {said}", folder)

    @Slot()
    def cancel(self) -> None:
        """Stop what is being exported; the batch only where its dialog, which asks, is closed."""
        self.worker.cancel()
        if self._batch is not None and not self._asks_batch:
            self._batch.cancel()

    @Slot()
    def show_saved(self) -> None:
        """Open the folder of what was saved last in the system's file manager."""
        if self.saved_path is not None:
            show_in_folder(self.saved_path)

    @Slot()
    def restore(self) -> None:
        """Open the session of a window that ended without being closed."""
        if self.drafting is not None:
            self.drafting.restore()

    @Slot()
    def leave(self) -> None:
        """Leave that session among the recent ones."""
        if self.drafting is not None:
            self.drafting.leave()

    def clear(self) -> None:
        """Throw away what was dragged out and the draft of the session, and leave the cluster."""
        self._controller.runs.engine.close()
        if self.drafting is not None:
            self.drafting.end()
        for folder in self._dragged:
            shutil.rmtree(folder, ignore_errors=True)

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
        return Path(stored) if stored and Path(stored).is_dir() else _pictures()

    def _say(self, sentence: str, path: Path | None) -> None:
        self.saved_path = path
        self.saved.emit(sentence, path)

    @Slot(object)
    def _on_report(self, report: Report[object]) -> None:
        if report.state == "cancelled" and self._written is not None and self._written.total > 1:
            done, total = self._written.done, self._written.total
            self._say(f"Stopped after {done} of {total} pictures", self._folder())
        match report.value:
            case ExportProgress(done=done, total=total, left=left):
                self._written = report.value
                rest = f", {_seconds(left)} left" if left is not None and left >= 1 else ""
                many = f"Exporting {total} pictures{rest}" if total > 1 else "Saving the figure"
                self.progressed.emit(many, done, total)
                return
            case Saved(path=path, count=count, folder=folder, note=note):
                if path.suffix == SESSION:
                    self._preferences.used_session(str(path))
                many = "" if not folder else f"{count} pictures in "
                self._controller.figure.saved(path)
                self._say(f"Saved {many}{path}", path)
                if note:
                    self.noted.emit(note)
            case Copied():
                data = QMimeData()
                data.setData("image/png", report.value.content)
                data.setImageData(report.value.image)
                QGuiApplication.clipboard().setMimeData(data)
                self._say("Copied the picture", None)
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


def _free(path: Path) -> Path:
    """The path, or one with a number that nothing stands at: what is there is never lost."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def takes(data: QMimeData) -> bool:
    """Whether a drop or the clipboard holds something to open."""
    return data.hasImage() or data.hasUrls() or bool(data.hasText() and data.text().strip())


def _pictures() -> Path:
    place = QStandardPaths.StandardLocation.PicturesLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())


def _seconds(left: float) -> str:
    return f"{left:.0f} s" if left < 90 else f"{left / 60:.0f} min"


def accept_copy(event: QDropEvent) -> None:
    """Take what is dragged as a copy: who offers a move would delete the user's file."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
