"""The lecture: stations, text, tasks that are ticked, a question; in place of the left panel."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from explorer.explanation.lecture import Task
from explorer.gui.control.present.lecture_views import LectureView, Line
from explorer.gui.kit import LinkLabel, ScrollArea, SectionTitle, Segmented
from explorer.gui.kit.boxes import hbox, vbox
from explorer.gui.kit.buttons import Button
from explorer.gui.kit.labels import Line as Rule
from explorer.gui.kit.language import foreign, say
from explorer.gui.kit.look.fonts import MEDIUM, REGULAR, SEMIBOLD, ui_font
from explorer.gui.panels.panel import PanelWidget

_WORDS = {
    "en": {
        "lecture": "Lecture",
        "task": "Task",
        "done": "done",
        "question": "Question",
        "show": "Show the answer",
        "hide": "Hide the answer",
        "back": "← Back",
        "next": "Next →",
        "leave": "Leave the lecture",
        "again": "Back to the station",
        "coming": "The picture is coming …",
    },
    "ja": {
        "lecture": "講義",
        "task": "課題",
        "done": "できた",
        "question": "問い",
        "show": "答えを見る",
        "hide": "答えを隠す",
        "back": "← 戻る",
        "next": "次へ →",
        "leave": "講義を離れる",
        "again": "この節の画面に戻る",
        "coming": "図を準備している …",
    },
}
_LARGE = 20
"""Size of the text while it is shown to an audience, px."""


class LecturePanel(PanelWidget):
    """A station with its tasks.

    Signals
    -------
    stationRequested(int): its number in the list. languageRequested(str): "en" or "ja".
    backRequested(), nextRequested(), leaveRequested(), againRequested(), answerRequested().
    """

    stationRequested = Signal(int)
    languageRequested = Signal(str)
    backRequested = Signal()
    nextRequested = Signal()
    leaveRequested = Signal()
    againRequested = Signal()
    answerRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Lecture"))
        self._view: LectureView | None = None
        self._title = SectionTitle("Lecture")
        self._language = Segmented("Language", (("en", "EN"), ("ja", "日本語")))
        self._language.choiceRequested.connect(self.languageRequested)
        self._title.add_right(self._language)
        self._list = vbox(spacing=0)
        self._stations: list[_StationButton] = []
        self._body = QWidget()
        self._column = vbox(owner=self._body, margins=(16, 12, 16, 12), spacing=10)
        self._back, self._next = Button("Back"), Button("Next")
        self._leave, self._again = LinkLabel("Leave"), LinkLabel("Again")
        self._back.clicked.connect(self.backRequested)
        self._next.clicked.connect(self.nextRequested)
        self._leave.clicked.connect(self.leaveRequested)
        self._again.clicked.connect(self.againRequested)
        for button, keys in ((self._back, "Alt ←"), (self._next, "Alt →")):
            button.setFont(ui_font(13, MEDIUM, tabular=False))
            button.setFixedHeight(28)
            button.setToolTip(say(keys))
            button.setProperty("walking", "main" if button is self._next else "true")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._marks = QLabel()
        self._marks.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._marks.setFont(ui_font(16))
        self._marks.setProperty("ink", "t2")
        self._marks.hide()
        head = vbox(self._title, self._list, margins=(16, 8, 16, 8))
        buttons = hbox(self._back, self._next, spacing=12)
        ends = hbox(self._leave, None, self._again)
        foot = vbox(self._marks, buttons, ends, margins=(16, 8, 16, 10), spacing=8)
        parts = head, Rule(), (ScrollArea(self._body), 1), Rule(), foot
        vbox(*parts, owner=self, margins=0, spacing=0)

    def show_content(self, content: LectureView) -> None:
        """Show another station, language or tick."""
        before, self._view = self._view, content
        words = _WORDS[content.language]
        self._title.set_title(foreign(words["lecture"]))
        self._title.set_detail(f"{content.at + 1} / {len(content.lines)}")
        self._language.set_current(content.language)
        self._show_list(content)
        self._back.setText(words["back"])
        self._next.setText(words["next"])
        self._back.setEnabled(content.at > 0)
        self._next.setEnabled(content.at < len(content.lines) - 1)
        self._leave.set_text(foreign(words["leave"]))
        self._again.set_text(foreign(words["again"]))
        self._again.setVisible(content.away)
        told = (
            content.station,
            content.ticks,
            content.answered,
            content.presenting,
            content.arriving,
        )
        last = None if before is None else (
            before.station, before.ticks, before.answered, before.presenting, before.arriving
        )  # fmt: skip
        if told != last:
            self._write(content, words)

    def _show_list(self, content: LectureView) -> None:
        while len(self._stations) < len(content.lines):
            button = _StationButton(len(self._stations), self)
            button.stationRequested.connect(self.stationRequested)
            self._stations.append(button)
            self._list.addWidget(button)
        for button in self._stations[len(content.lines) :]:
            button.hide()
        for at, line in enumerate(content.lines):
            self._stations[at].show_line(line, at == content.at)
            self._stations[at].setVisible(not content.presenting)
        marks = ["●" if at == content.at else "○" for at in range(len(content.lines))]
        self._marks.setText(" ".join(marks))
        self._marks.setAccessibleName(f"{content.at + 1} / {len(content.lines)}")
        self._marks.setVisible(content.presenting)

    def _write(self, content: LectureView, words: dict[str, str]) -> None:
        """Write the station anew."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        station, px = content.station, _LARGE if content.presenting else 13
        if content.language == "ja" and not content.presenting:
            px = 14
        number = f"{station.number}  " if station.number else ""
        self._put(f"{number}{station.title}", px + 1, SEMIBOLD, "t1")
        if station.paper:
            link = LinkLabel(foreign(station.paper), outside=bool(station.url))
            link.clicked.connect(self._on_paper)
            self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        if content.arriving:
            self._put(words["coming"], 12, REGULAR, "t3")
        for text in station.paragraphs:
            self._put(text, px, REGULAR, "t2")
        for task, ticks in zip(station.tasks, content.ticks, strict=True):
            self._column.addWidget(_TaskCard(task, ticks, px, words))
        self._put(words["question"], 12, SEMIBOLD, "t3")
        self._put(station.question, px, MEDIUM, "t1")
        answer = LinkLabel(foreign(words["hide" if content.answered else "show"]))
        answer.clicked.connect(self.answerRequested)
        self._column.addWidget(answer, 0, Qt.AlignmentFlag.AlignLeft)
        if content.answered:
            self._put(station.answer, px, REGULAR, "t2")
        self._column.addStretch(1)

    def _put(self, text: str, px: int, weight: int, ink: str) -> None:
        self._column.addWidget(paragraph(text, px, weight, ink))

    @Slot()
    def _on_paper(self) -> None:
        if self._view is not None and self._view.station.url:
            QDesktopServices.openUrl(QUrl(self._view.station.url))


class _Paragraph(QLabel):
    """Text on as many lines as it needs, whose height follows its width."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.setMinimumHeight(0)  # or it is never less than at its narrowest
            self.setMinimumHeight(self.heightForWidth(event.size().width()))


def paragraph(text: str, px: int, weight: int, ink: str) -> QLabel:
    """A paragraph of plain text that can be selected."""
    label = _Paragraph(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(ui_font(px, weight, tabular=False))
    label.setProperty("ink", ink)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    label.setAccessibleName(text)
    return label


class _StationButton(Button):
    """A station in the list."""

    stationRequested = Signal(int)

    def __init__(self, at: int, parent: QWidget) -> None:
        super().__init__("", parent)
        self._at = at
        self.setFixedHeight(27)
        self.setFlat(True)
        self.setCheckable(True)
        self.setProperty("station", "true")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)

    def show_line(self, line: Line, current: bool) -> None:
        """Show its number, title and tick."""
        number = f"{line.number}  " if line.number else "    "
        self.setText(f"{number}{line.title}{'  ✓' if line.done else ''}".replace("&", "&&"))
        self.setFont(ui_font(13, SEMIBOLD if current else REGULAR, tabular=False))
        self.setChecked(current)
        self.setAccessibleName(f"{line.title}{say(', done') if line.done else ''}")

    @Slot()
    def _on_clicked(self) -> None:
        self.stationRequested.emit(self._at)


class _TaskCard(QFrame):
    """A task in a raised card: what, a box a condition, and why once it is done."""

    def __init__(self, task: Task, ticks: tuple[bool, ...], px: int, words: dict[str, str]) -> None:
        super().__init__()
        self.setProperty("card", "true")
        done = all(ticks)
        column = vbox(owner=self, margins=(12, 10, 12, 10), spacing=6)
        heading = f"{words['task']} · {words['done']} ✓" if done else words["task"]
        column.addWidget(paragraph(heading, 12, SEMIBOLD, "ok" if done else "t3"))
        column.addWidget(paragraph(task.says, px, MEDIUM, "t1"))
        for one, tick in zip(task.conditions, ticks, strict=True):
            sign = "☑" if tick else "☐"
            column.addWidget(
                paragraph(f"{sign} {one.says}", max(px - 1, 12), REGULAR, "ok" if tick else "t2")
            )
        if done:
            column.addWidget(paragraph(task.why, max(px - 1, 12), REGULAR, "t2"))
        self.setAccessibleName(f"{heading}: {task.says}")
