"""Open a window beside the work: it blocks nothing, and there is one of each at most."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from explorer.gui.kit.boxes import vbox
from explorer.gui.kit.language import say
from explorer.gui.kit.surface import Surface


def show_beside(
    window: QWidget, title: str, size: tuple[int, int], make: Callable[[QDialog], QWidget]
) -> QDialog:
    """Show a window of this title, or the one that is open already.

    It closes with Escape, and is gone then; it goes with its parent.

    Parameters
    ----------
    window : the parent.
    size : at first, px; never more than the screen has.
    make : builds what is in it.
    """
    for open_already in window.findChildren(QDialog, title):
        open_already.activateWindow()
        return open_already
    dialog = QDialog(window)
    dialog.setObjectName(title)
    dialog.setWindowTitle(say(title))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    ground = Surface("panel")
    for owner, part in ((dialog, ground), (ground, make(dialog))):
        vbox(part, owner=owner, margins=0)
    room = dialog.screen().availableSize()
    dialog.resize(min(size[0], room.width()), min(size[1], room.height()))
    dialog.show()
    return dialog
