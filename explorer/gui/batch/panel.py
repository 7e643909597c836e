"""The dialog of the batch: which inputs, what is made of each, where it runs, how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QWidget,
)

from explorer.batch.run import How
from explorer.gui.batch.asked import (
    PRESETS,
    WHATS,
    Wanted,
    described,
    given_of,
    has_preset,
    offered_forms,
    plan_of,
)
from explorer.gui.batch.place_row import PlaceRow
from explorer.gui.batch.progress import BatchProgress
from explorer.gui.batch.running import BatchRun
from explorer.gui.control.controller import Controller
from explorer.gui.control.kept.preferences import Preferences
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.buttons import PrimarySplitButton, SmallButton
from explorer.gui.kit.combo import Choice, ComboButton
from explorer.gui.kit.labels import Line, Text
from explorer.gui.kit.language import say
from explorer.gui.kit.text_input import TextInput
from explorer.gui.window.dialogs import Dialogs
from explorer.registry.sources.plugins import added_files

TITLE, SIZE = "Batch", (720, 520)
LABELS = 72
"""px of the column of labels."""


class BatchPanel(QWidget):
    """What is asked of a batch, and how far it is; the batch goes on when the dialog is closed."""

    def __init__(
        self,
        dialog: QDialog,
        batch: BatchRun,
        controller: Controller,
        dialogs: Dialogs,
        preferences: Preferences,
    ) -> None:
        """Fill a dialog.

        Parameters
        ----------
        batch: the one of the window. controller: whose state on screen is made of every input.
        """
        super().__init__(dialog)
        self._batch, self._controller = batch, controller
        self._dialogs, self._preferences = dialogs, preferences
        wanted = preferences.value
        self.shown = Text("", token="t2", parent=self)
        self.inputs = TextInput("Inputs", "A folder of photos or texts, or one file", self)
        self.inputs.setText(wanted.batch_from)
        self.inputs.setToolTip(say("The folder or the file that is read"))
        self.folder = TextInput("Into", "The folder of what is made", self)
        self.folder.setText(wanted.batch_folder)
        self.folder.setToolTip(say("What is finished there is passed over: so a batch goes on"))
        self.what = ComboButton("What is made of each", parent=self)
        self.what.set_choices([Choice(key, text) for key, text in WHATS])
        self.what.set_current(wanted.batch_what)
        self.preset = ComboButton("Size", parent=self)
        self.preset.set_choices([Choice(key, text) for key, text in PRESETS])
        self.preset.set_current(wanted.batch_preset)
        self.form = ComboButton("Format", parent=self)
        self.place = PlaceRow(wanted, wanted.batch_cluster, dialog)
        self.start = PrimarySplitButton("Start", "play", shortcut="Ctrl+Return", parent=self)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        self.progress = BatchProgress(self)
        self._lay_out()
        self._offer(wanted.batch_form)
        self.what.choiceRequested.connect(self._on_what)
        self.start.triggered.connect(self._on_start)
        shortcut.activated.connect(self._on_start)
        self.progress.pauseRequested.connect(batch.toggle_pause)
        self.progress.cancelRequested.connect(batch.cancel)
        self.progress.folderRequested.connect(self._on_show)
        self.inputs.textChanged.connect(self._on_changed)
        self.folder.textChanged.connect(self._on_changed)
        self.place.changed.connect(self._on_changed)
        batch.changed.connect(self._on_changed)
        dialog.finished.connect(self._keep)
        self._on_changed()
        self.inputs.setFocus()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(12)
        grid.setColumnMinimumWidth(0, LABELS)
        grid.setColumnStretch(1, 1)
        makes = hbox(self.what, self.preset, self.form, None, spacing=8)
        rows: tuple[tuple[str, QWidget | QHBoxLayout], ...] = (
            ("Maps", self.shown),
            ("Inputs", self._with_buttons(self.inputs, self._ask_inputs, self._ask_file)),
            ("What", makes),
            ("Into", self._with_buttons(self.folder, self._ask_folder)),
            ("Run on", self.place),
        )
        for number, (label, field) in enumerate(rows):
            name = Text(label, px=12, token="t3", parent=self)
            name.setFixedHeight(32 if label in ("Inputs", "Into") else 28)  # of the first line
            grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            if isinstance(field, QWidget):
                grid.addWidget(field, number, 1)
            else:
                grid.addLayout(field, number, 1)
        column = vbox(grid, Line(parent=self), owner=self, margins=16, spacing=16)
        foot = hbox(self.start, (self.progress.line, 1), spacing=12)
        column.addLayout(foot)
        column.addWidget(self.progress, 1)

    def _with_buttons(
        self, field: TextInput, folder: Callable[[], None], file: Callable[[], None] | None = None
    ) -> QHBoxLayout:
        """A field with the buttons that ask for what it holds."""
        row = hbox((field, 1), spacing=8)
        for name, ask in (("Folder…", folder), ("File…", file)):
            if ask is not None:
                button = SmallButton(name, parent=self)
                button.setToolTip(say(f"Choose a {name[:-1].lower()} for {field.accessibleName()}"))
                button.setAccessibleName(say(f"{field.accessibleName()}: {name}"))
                button.clicked.connect(ask)
                row.addWidget(button)
        return row

    # -- asking --------------------------------------------------------------------------------

    @Slot()
    def _ask_inputs(self) -> None:
        self._take(self.inputs, self._dialogs.choose_folder(self, self._near(self.inputs)))

    @Slot()
    def _ask_folder(self) -> None:
        self._take(self.folder, self._dialogs.choose_folder(self, self._near(self.folder)))

    @Slot()
    def _ask_file(self) -> None:
        self._take(self.inputs, self._dialogs.open_input(self, self._near(self.inputs)))

    def _near(self, field: TextInput) -> Path:
        there = Path(field.text().strip())
        return there if field.text().strip() and there.is_dir() else Path.home()

    def _take(self, field: TextInput, path: Path | None) -> None:
        if path is not None:
            field.setText(str(path))

    # -- choosing ------------------------------------------------------------------------------

    @Slot(str)
    def _on_what(self, key: str) -> None:
        self._offer(self.form.current())

    def _offer(self, form: str) -> None:
        """Offer the formats and sizes that suit what is made."""
        what = self.what.current()
        found = offered_forms(what)
        self.form.set_choices([Choice(one, one.upper()) for one in found])
        self.form.set_current(form if form in found else found[0])
        self.preset.setEnabled(has_preset(what))

    # -- running -------------------------------------------------------------------------------

    @Slot()
    def _on_start(self) -> None:
        state = self._controller.state
        if state.trace is None or self._reason() or self._batch.state.running:
            return
        self._keep()
        plan = plan_of(
            state,
            state.trace,
            self.what.current(),
            self.preset.current(),
            self.form.current(),
            state.figure.size,
            state.figure.legend,
        )
        address, tls = self.place.reached()
        if self.place.jobs > 1:  # processes of this machine can run them as well
            plan = replace(plan, plugins=added_files())
        self._batch.start(
            Wanted(
                (Path(self.inputs.text().strip()),),
                Path(self.folder.text().strip()),
                plan,
                given_of(state),
                How(jobs=self.place.jobs, cluster=address, tls=tls),
            )
        )

    @Slot()
    def _keep(self) -> None:
        """Remember what was chosen, for the next time."""
        self._preferences.change(
            batch_from=self.inputs.text().strip(),
            batch_folder=self.folder.text().strip(),
            batch_what=self.what.current(),
            batch_preset=self.preset.current(),
            batch_form=self.form.current(),
            jobs=self._preferences.value.jobs if self.place.on_cluster else self.place.jobs,
            batch_cluster=self.place.on_cluster,
            **self.place.cluster.kept(),
        )

    def _reason(self) -> str:
        """Why a batch cannot begin; "" where it can."""
        if self._controller.state.trace is None:
            return "Open something first: its layer, head and query are taken of every input."
        if not self.inputs.text().strip():
            return "Name the folder or file of the inputs."
        if not self.folder.text().strip():
            return "Name the folder that it is written into."
        return self.place.missing

    @Slot()
    def _on_changed(self) -> None:
        """Show the batch, and whether one can begin."""
        state, shown = self._batch.state, self._controller.state
        self.shown.set_text("" if shown.trace is None else described(shown, shown.trace))
        reason = self._reason()
        self.start.setEnabled(not reason and not state.running)
        self.start.setToolTip(say(reason or "Run the model on every input (Ctrl+Return)"))
        self.progress.show_state(state, reason)

    @Slot()
    def _on_show(self) -> None:
        if (folder := self._batch.state.folder) is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
