"""Paint every control in every state, in both themes, to PNG files for looking at.

QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=2 python scripts/show_states.py OUT_FOLDER
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from explorer.gui import kit

COLUMNS = (24, 136, 248, 360, 472)


class StatesPage(kit.Surface):
    """Controls at fixed places, each forced into its state."""

    def __init__(self) -> None:
        super().__init__("panel")
        self.focused: list[QWidget] = []
        self.resize(720, 900)
        self._headings()
        self._buttons()
        self._inputs()
        self._others()
        self._messages()
        self._menu()

    def _put(self, widget: QWidget, left: int, top: int, width: int = 0) -> QWidget:
        widget.setParent(self)
        hint = widget.sizeHint()
        widget.setGeometry(left, top, width or hint.width(), hint.height())
        return widget

    def _headings(self) -> None:
        self._put(kit.Text("States", px=14, weight=kit.SEMIBOLD), 24, 20)
        self._put(kit.Text(kit.theme().name, px=13, token="t3"), 78, 20)
        words = ("rest", "hover", "pressed", "keyboard focus", "disabled")
        for left, word in zip(COLUMNS, words, strict=False):
            self._put(kit.Text(word, px=11, token="t3"), left, 57)
        for top in (210, 308, 419, 475):
            self._put(kit.Line(), 24, top, 672).setFixedWidth(672)

    def _buttons(self) -> None:
        for number, left in enumerate(COLUMNS):
            combo = kit.ComboButton("Device")
            combo.set_choices([kit.Choice("cpu", "CPU")])
            combo.set_current("cpu")
            controls: list[QWidget] = [
                kit.PrimarySplitButton("Export", "download"),
                kit.GhostButton("Open", "folder-open"),
                combo,
            ]
            for control, top in zip(controls, (76, 120, 164), strict=True):
                self._put(control, left, top, 96 if control is combo else 0)
                self._force(control, number)

    def _force(self, control: QWidget, state: int) -> None:
        if state == 1:
            centre = QPointF(control.rect().center())
            QApplication.sendEvent(control, QEnterEvent(centre, centre, centre))
            control.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
        elif state == 2 and isinstance(control, QAbstractButton):
            control.setDown(True)
        elif state == 3:
            self.focused.append(control)
        elif state == 4:
            control.setEnabled(False)

    def _inputs(self) -> None:
        places = ((24, "input"), (192, "input, focus"), (360, "check box"))
        for left, word in places:
            self._put(kit.Text(word, px=11, token="t3"), left, 227)
        self._put(kit.TextInput("Search models", "Search models"), 24, 243, 152)
        focused = kit.TextInput("Search models")
        focused.setText("vit")
        self.focused.append(self._put(focused, 192, 243, 152))
        checks = (Qt.CheckState.Unchecked, Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked)
        for number, state in enumerate((*checks, Qt.CheckState.Checked)):
            check = kit.CheckBox("")
            check.setTristate(True)
            check.setCheckState(state)
            check.setEnabled(number < 3)
            self._put(check, 360 + 32 * number, 250)

    def _others(self) -> None:
        stepper = kit.Stepper("Layer")
        stepper.show_value("8", "of 0–11", can_go_on=False)
        self._put(stepper, 24, 330, 164)
        self._put(
            kit.Segmented("Style", [("o", "Overlay"), ("s", "Spotlight"), ("m", "Map")]), 204, 330
        )
        slider = kit.LabelledSlider("Opacity")
        slider.set_value(75)
        self._put(slider, 408, 334)
        export = kit.PrimarySplitButton("Export", "download")
        export.set_menu(kit.Menu(export))
        self._put(export, 582, 330)
        samples = kit.GhostButton("Samples", "images")
        samples.set_menu(kit.Menu(samples))
        self._put(samples, 24, 376)
        self._put(kit.IconButton("settings", "Settings"), 136, 376)
        plain = kit.Chip("Query", "CLS", "crosshair")
        self._put(plain, 176, 377)
        accent = kit.Chip("Query", icon="crosshair")
        accent.show_value("Query", "patch 15, 17", accent=True, closable=True)
        self._put(accent, 288, 377)
        self._put(kit.KeyHint("Ctrl V"), 460, 381)
        self._put(kit.LinkLabel("Oquab et al. 2023", outside=True), 512, 382)
        scale = kit.ComboButton("Scale", label="Scale", text_px=12)
        scale.set_choices([kit.Choice("s", "Shared")])
        scale.set_current("s")
        self._put(scale, 560, 690, 124)

    def _messages(self) -> None:
        self._put(kit.Badge("ok", "Verified"), 24, 437)
        self._put(kit.Badge("warn", "Not verified"), 118, 437)
        self._put(kit.Badge("err", "Mismatch 3e−2"), 235, 437)
        progress = kit.ProgressRow()
        progress.show_progress("Layer 7 of 12", 7 / 12)
        self._put(progress, 434, 437, 262).show()
        strip = kit.MessageStrip(self)
        strip.show_message(
            "err",
            "moon.tif ends too early. Open another copy of it.",
            actions=[("open", "Open…")],
            details="…",
        )
        strip.setGeometry(24, 491, 672, 40)
        strip = kit.MessageStrip(self)
        strip.show_message("warn", "The GPU ran out of memory. This run used the CPU.", details="…")
        strip.setGeometry(24, 543, 672, 40)
        room = QWidget(self)
        room.setGeometry(0, 575, 368, 92)
        kit.Toast(room).show_text("Saved chelsea.layer08.png", "Show")

    def _menu(self) -> None:
        self.menu = menu = kit.Menu(self)
        menu.addAction("Copy picture").setShortcut("Ctrl+C")
        menu.addAction("Export…").setShortcut("Ctrl+E")
        menu.addAction("Export all heads…")
        menu.addSeparator()
        reset = menu.addAction("Reset to CLS")
        reset.setShortcut("Esc")
        reset.setEnabled(False)
        menu.setMinimumWidth(240)
        self.devices = kit.Menu(self)
        self.devices.add_heading("On this machine")
        for number, text in enumerate(("CPU", "NVIDIA H100")):
            action = self.devices.add_choice(text, detail="2 threads")
            action.setCheckable(True)
            action.setChecked(number == 0)


def picture(page: StatesPage) -> QPixmap:
    """The page as pixels, with the focused controls and the menus put in one by one."""
    page.show()
    page.activateWindow()
    QTest.qWait(50)
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.setFocus()
    pixels = page.grab()
    scale = pixels.devicePixelRatioF()
    painter = QPainter(pixels)
    for control in page.focused:
        control.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        around = QRect(control.mapTo(page, QPoint(0, 0)), control.size()).adjusted(-6, -6, 6, 6)
        source = QRectF(
            around.x() * scale, around.y() * scale, around.width() * scale, around.height() * scale
        )
        painter.drawPixmap(QRectF(around), page.grab(), source)
    for menu, left in ((page.menu, 24), (page.devices, 300)):
        menu.setActiveAction(menu.actions()[0])
        menu.ensurePolished()
        menu.resize(menu.sizeHint())
        painter.drawPixmap(left, 683, menu.grab())
    painter.end()
    page.close()
    return pixels


def main() -> int:
    """Write pictures of all states of the controls, in both themes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    for colours in (kit.DARK, kit.LIGHT):
        kit.apply_theme(app, colours)
        page = StatesPage()
        pixels = picture(page)
        file = folder / f"kit-{colours.name}-{app.devicePixelRatio():g}x.png"
        pixels.save(str(file))
        print(file)
        page.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return 0


if __name__ == "__main__":
    sys.exit(main())
