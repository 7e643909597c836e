"""A picture that is dragged out of a browser is never translated as a text."""

from __future__ import annotations

import base64
import io

import numpy as np
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from pytestqt.qtbot import QtBot

from explorer.inputs.dropped import ADDRESS
from tests.gui.conftest import Open, settle

URL = "https://www.example.org/cats/cat.jpg"


def test_an_address_is_named_and_the_photo_stays(open_window: Open) -> None:
    window = open_window()
    before = window.controller.state.trace
    data = QMimeData()
    data.setUrls([QUrl(URL)])
    data.setText(URL)
    assert window.exchange.opening.take(data, "drop.png")
    assert not window.busy()
    state = window.controller.state
    assert state.trace is before
    assert state.message is not None
    assert state.message.sentence == ADDRESS


def test_a_picture_in_its_html_is_opened(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    pixels = np.full((24, 36, 3), 77, np.uint8)
    content = io.BytesIO()
    Image.fromarray(pixels).save(content, "PNG")
    data = QMimeData()
    data.setText(URL)
    source = base64.b64encode(content.getvalue()).decode()
    data.setHtml(f'<a href="{URL}"><img src="data:image/png;base64,{source}"></a>')
    assert window.exchange.opening.take(data, "drop.png")
    qtbot.waitUntil(lambda: window.controller.state.photo is not None and _shows(window, pixels))
    settle(qtbot, window)


def _shows(window: object, pixels: np.ndarray) -> bool:
    photo = window.controller.state.photo  # type: ignore[attr-defined]
    return photo.pixels.shape == pixels.shape and bool((photo.pixels == pixels).all())
