"""What a figure is, how large, and in which words: in place of the right panel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QGridLayout,
    QSpinBox,
    QToolButton,
    QWidget,
)

from explorer.export.figure_settings import FIELDS, GROUNDS, LEAST_PT
from explorer.export.style import LARGEST
from explorer.gui.control.present.figure_view import FigureView
from explorer.gui.figure_panel.choices import OfferList, PageTiles
from explorer.gui.figure_panel.foot import FigureFoot
from explorer.gui.figure_panel.numbers import number_box, real_box, show_number
from explorer.gui.kit import (
    CheckBox,
    IconButton,
    KeyHint,
    Line,
    Menu,
    Note,
    ScrollArea,
    SectionTitle,
    Segmented,
    Text,
    TextArea,
    TextInput,
    set_available,
)
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.language import say
from explorer.gui.kit.tips import label_text
from explorer.gui.panels.panel import PanelWidget

_FORMS = {
    "png": "PNG", "svg": "SVG", "pdf": "PDF", "gif": "GIF", "apng": "APNG", "webp": "WebP",
    "npz": "npz", "csv": "CSV", "safetensors": "safetensors",
}  # fmt: skip
_GROUNDS = {"white": "White", "dark": "Dark", "transparent": "Clear"}
_LABEL = 62
"""px of the column of labels."""
_PAGED = "Of a page of a size in mm: choose a paper, a slide or an own size"


class FigurePanel(PanelWidget):
    """Says what the user wants of a figure.

    Signals
    -------
    chosen(str, object): the name of what was chosen, as in `FigureControls.choose`, and its value.
    closeRequested: nothing.
    """

    chosen = Signal(str, object)
    closeRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: FigureView | None = None
        head, body = self._head(), QWidget()
        area = ScrollArea(body, self)
        self._make_choices(body)
        self._make_words(body)
        self.foot = FigureFoot(self)
        vbox(
            self.tiles,
            Text("What", px=12, weight=600, parent=body),
            self.whats,
            self.alongs,
            self.maps,
            Line(parent=body),
            self._fields,
            self._problem,
            None,
            owner=body,
            margins=(16, 4, 16, 16),
            spacing=12,
        )
        vbox(head, (area, 1), Line(parent=self), self.foot, owner=self, margins=0, spacing=0)
        self._connect()

    # -- parts ---------------------------------------------------------------------------------

    def _head(self) -> QWidget:
        head = SectionTitle("Figure", parent=self)
        head.setContentsMargins(16, 6, 12, 2)
        close = IconButton("x", "Close the figure panel", shortcut="Ctrl E")
        head.add_right(KeyHint("Ctrl E"))
        head.add_right(close)
        close.clicked.connect(self.closeRequested)
        return head

    def _make_choices(self, body: QWidget) -> None:
        self.tiles = PageTiles(body)
        self.whats = OfferList("What the figure is of", body)
        self.alongs = Segmented("The animation goes through", [("layers", "Layers")], body)
        self.maps = OfferList("Which maps are files", body)
        self.maps.setContentsMargins(22, 0, 0, 0)
        self.form = Segmented("Format", [("png", "PNG")])
        self.ground = Segmented("Ground", [(one, _GROUNDS[one]) for one in GROUNDS])
        self.dpi = number_box("Dots per inch", 50, 1200, " dpi", "Pixels an inch, kept in the file")
        self.dpi.setSingleStep(50)
        self.edge = number_box("Longer edge", 16, LARGEST, " px", "Longer edge of the picture")
        self.edge.setSingleStep(128)
        self.pace = number_box(
            "Time of a picture", 20, 60_000, " ms", "How long a picture is shown"
        )
        self.pace.setSingleStep(100)
        self.width_mm = real_box(
            "Width of the page", 20, 1000, " mm", "The whole width, as printed"
        )
        self.text_pt = real_box(
            "Size of the text", LEAST_PT, 40, " pt", "Of the labels, as printed; 6 pt at least"
        )
        self.text_pt.setSingleStep(0.5)

    def _make_words(self, body: QWidget) -> None:
        fields = self._fields = QWidget(body)
        words, boxes = QWidget(), QWidget()
        self.title = TextInput("Title", "none")
        self.title.setToolTip(say("Above the figure; with fields in braces, as {site}"))
        self.caption = TextArea("Caption", "none", px=12, lines=(2, 5), parent=words)
        self.caption.setToolTip(say("Below the figure; with fields in braces, as {model}"))
        self._field = QToolButton(words)
        self._field.setText("{ }")
        self._field.setAccessibleName(say("Insert a field into the caption"))
        self._field.setToolTip(say("Insert a field into the caption: it is filled in when drawn"))
        self._field.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._field.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = Menu(self._field)
        for one in FIELDS:
            menu.addAction(f"{{{one}}}").setData(one)
        menu.triggered.connect(self._on_field)
        self._field.setMenu(menu)
        self.bar, self.labels = CheckBox("Colour bar"), CheckBox("Labels")
        self.mark, self.letters = CheckBox("Query's mark"), CheckBox("Panel letters")
        for box, about in (
            (self.bar, "The colour bar with its numbers"),
            (self.labels, "The numbers of layers and heads on a contact sheet"),
            (self.mark, "The ring around the patch that asks"),
            (self.letters, "a, b, c at pictures that stand beside each other"),
        ):
            box.setToolTip(say(about))
        self._problem = Note("triangle-alert", "warn", parent=body)
        grid = QGridLayout(fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(10)
        grid.setHorizontalSpacing(8)
        grid.setColumnMinimumWidth(0, _LABEL)
        grid.setColumnStretch(1, 1)
        self._rows: dict[str, tuple[Text, QWidget]] = {}
        switches = QGridLayout(boxes)
        switches.setContentsMargins(0, 0, 0, 0)
        switches.setHorizontalSpacing(12)
        switches.setColumnStretch(2, 1)
        switches.setVerticalSpacing(8)
        for at, box in enumerate((self.bar, self.labels, self.mark, self.letters)):
            switches.addWidget(box, at // 2, at % 2, Qt.AlignmentFlag.AlignLeft)
        inside = (self.caption, 1), (self._field, 0, Qt.AlignmentFlag.AlignTop)
        hbox(*inside, owner=words, margins=0, spacing=6)
        parts: dict[str, QWidget] = {
            "Format": self.form, "Pace": self.pace, "Width": self.width_mm, "DPI": self.dpi,
            "Size": self.edge, "Ground": self.ground, "Title": self.title, "Caption": words,
            "Text": self.text_pt, "": boxes,
        }  # fmt: skip
        for at, (name, part) in enumerate(parts.items()):
            label = Text(name, px=12, token="t3", parent=fields)
            side = Qt.AlignmentFlag.AlignLeft
            fixed = isinstance(part, Segmented | QSpinBox | QDoubleSpinBox)
            label.setFixedHeight(28)
            if part is boxes:
                grid.addWidget(part, at, 0, 1, 2)
            else:
                grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(part, at, 1, side if fixed else Qt.AlignmentFlag(0))
            self._rows[name] = label, part

    def _connect(self) -> None:
        for name, part, chosen in (
            ("preset", self.tiles, self.tiles.presetRequested),
            ("what", self.whats, self.whats.chosen),
            ("along", self.alongs, self.alongs.choiceRequested),
            ("maps", self.maps, self.maps.chosen),
            ("form", self.form, self.form.choiceRequested),
            ("ground", self.ground, self.ground.choiceRequested),
            ("title", self.title, self.title.textEdited),
            ("caption", self.caption, self.caption.textEdited),
            ("dpi", self.dpi, self.dpi.valueChanged),
            ("size", self.edge, self.edge.valueChanged),
            ("pace_ms", self.pace, self.pace.valueChanged),
            ("width_mm", self.width_mm, self.width_mm.valueChanged),
            ("text_pt", self.text_pt, self.text_pt.valueChanged),
            ("labels", self.labels, self.labels.clicked),
            ("mark", self.mark, self.mark.clicked),
            ("letters", self.letters, self.letters.clicked),
        ):
            part.setObjectName(name)
            chosen.connect(self._on_chosen)
        self.bar.clicked.connect(self._on_bar)

    # -- what it shows -------------------------------------------------------------------------

    def show_content(self, content: FigureView) -> None:
        """Show what is asked for."""
        self._view = content
        figure, settings = content.figure, content.figure.settings
        what = "curves" if figure.curves and settings.what == "view" else settings.what
        keys = [one.key for one in content.whats]
        self.tiles.show_preset(settings.preset)
        self.whats.show_offers(content.whats, what if what in keys else "view")
        self.alongs.setVisible(settings.what == "animation" and bool(content.alongs))
        if content.alongs:
            self.alongs.set_choices([(one.key, one.text) for one in content.alongs])
            self.alongs.set_current(settings.along)
            for one in content.alongs:
                self.alongs.set_tip(one.key, one.reason or one.detail)
        self.maps.setVisible(settings.what == "maps")
        self.maps.show_offers(content.maps, settings.maps)
        self.form.set_choices([(one, _FORMS[one]) for one in settings.forms])
        self.form.set_current(figure.form)
        self.ground.set_current(settings.ground)
        for number, value in (
            (self.dpi, settings.dpi), (self.edge, figure.size), (self.pace, settings.pace_ms),
            (self.width_mm, settings.width_mm), (self.text_pt, settings.text_pt),
        ):  # fmt: skip
            show_number(number, value)
        if not self.title.hasFocus():
            self.title.setText(settings.title)
        if not self.caption.isAncestorOf(self.focusWidget()):
            self.caption.set_text(settings.caption)
        self._show_switches(content)
        self._show_rows(content)
        self._problem.set_text(content.figure.problem)
        self.foot.show_content(content)

    def _show_switches(self, content: FigureView) -> None:
        settings = content.figure.settings
        paged = settings.paged
        self.bar.setChecked(settings.bar if paged else content.figure.legend)
        self.bar.setText(label_text("Colour bar" if paged else "Title and bar"))
        self.bar.setAccessibleName(say(self.bar.text()))
        for box, value, reason in (
            (self.labels, settings.labels, "" if settings.what == "sheet" else "On a sheet"),
            (
                self.mark,
                settings.mark,
                ("" if content.over_photo else "Over a photo alone") if paged else _PAGED,
            ),
            (
                self.letters,
                settings.letters,
                ("" if content.several else "Where pictures stand beside each other")
                if paged
                else _PAGED,
            ),
        ):
            box.setChecked(value)
            set_available(box, not reason, reason)

    def _show_rows(self, content: FigureView) -> None:
        settings, form = content.figure.settings, content.figure.form
        picture = settings.what != "numbers"
        paged = picture and settings.paged
        pixels = form not in ("svg", "pdf")
        shown = {
            "Pace": settings.what == "animation",
            "Width": paged and settings.preset == "own",
            "DPI": paged and pixels,
            "Size": picture and not settings.paged,
            "Ground": paged,
            "Title": paged,
            "Caption": paged,
            "Text": paged,
            "": picture,
        }
        for name, there in shown.items():
            label, part = self._rows[name]
            label.setVisible(there and bool(name))
            part.setVisible(there)
        self.tiles.setEnabled(picture)

    def fit(self, width: int, height: int) -> None:
        """Show the pages as a combo in a low window, and buttons without words in a narrow one."""
        self.tiles.set_folded(height < 700)
        self.foot.show_labels(width >= 1180)

    def showEvent(self, event: QShowEvent) -> None:
        # what had the keyboard may be gone: arrow keys still move through layers and heads
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, next: bool) -> bool:
        if self.hasFocus():
            self.tiles.take_focus()
            return True
        return super().focusNextPrevChild(next)

    # -- the user ------------------------------------------------------------------------------

    def _on_chosen(self, value: object) -> None:
        self.chosen.emit(self.sender().objectName(), value)

    @Slot(bool)
    def _on_bar(self, drawn: bool) -> None:
        paged = self._view is None or self._view.figure.settings.paged
        self.chosen.emit("bar" if paged else "legend", drawn)

    @Slot(QAction)
    def _on_field(self, action: QAction) -> None:
        before = self.caption.text()
        between = " " if before and not before.endswith(" ") else ""
        text = f"{before}{between}{{{action.data()}}}"
        self.caption.set_text(text)
        self.chosen.emit("caption", text)
