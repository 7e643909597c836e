"""A page as it is previewed: the pixels of the screen that show it, and the size of its file."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from explorer.core.map.resolve import resolve
from explorer.export.figure_settings import FigureSettings
from explorer.export.png import encode
from explorer.figures.page.page import Page
from explorer.figures.picture import FORMATS, Picture
from explorer.gui.control.figure.export_jobs import ExportRequest
from explorer.gui.control.figure.figure_state import PageImage, Room, Zoom

LARGEST = 6000
"""Longest edge of a preview, pixels."""
_MOST_ZOOM = 4.0


def page_image(made: Page | Picture, zoom: Zoom, room: Room) -> PageImage:
    """Draw a page or a picture for the room that there is.

    Parameters
    ----------
    zoom
        The whole of it ("fit"), as large as it is printed ("true"), or a pixel of the file for a
        pixel of the screen ("pixels").
    """
    if isinstance(made, Picture):
        return _of_picture(made, zoom, room)
    width, height = made.size
    scale = {
        "fit": min(room.width / width, room.height / height, _MOST_ZOOM) * room.ratio,
        "true": room.inch / 96 * room.ratio,
        "pixels": made.settings.dpi / 96,
    }[zoom]
    scale = min(scale, LARGEST / max(width, height))
    pixels = made.drawn(max(scale, 0.02))
    return PageImage(pixels, room.ratio, made.millimetres, made.pixel_size, None, made.note)


def _of_picture(made: Picture, zoom: Zoom, room: Room) -> PageImage:
    pixels = made.pixels
    height, width = pixels.shape[:2]
    scale = min(room.width / width, room.height / height) * room.ratio if zoom == "fit" else 1.0
    scale = min(scale, 1.0)
    if scale < 1:
        size = max(1, round(width * scale)), max(1, round(height * scale))
        pixels = _smaller(pixels, size)
    return PageImage(pixels, room.ratio, None, (width, height), None, made.note)


def _smaller(pixels: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    found: NDArray[np.uint8] = np.asarray(
        Image.fromarray(pixels).resize(size, Image.Resampling.BOX)
    )
    return found


def numbers_image(order: ExportRequest, form: str) -> PageImage:
    """Say what a file of numbers holds."""
    if order.drawing is not None:
        return PageImage(None, 1.0, None, (0, 0), None, "The numbers of what is on screen, as CSV.")
    trace = order.trace
    if form == "csv":
        rows, cols = resolve(trace, order.selection).values.shape
        note = f"The map on screen as CSV: {rows} × {cols} values as they were computed."
    else:
        count = len(trace.sites)
        note = (
            f"{count} arrays of float32, (heads, queries, keys), one a site, in the order of the "
            "run, and what they are as JSON."
        )
    return PageImage(None, 1.0, None, (0, 0), None, note)


def file_size(
    made: Page | Picture, settings: FigureSettings, form: str, image: PageImage
) -> int | None:
    """Tell how many bytes a file has, nearly: of vectors exactly, of pixels by those on screen."""
    if settings.what not in ("view", "sheet"):
        return None
    vector = next((one for one in FORMATS if one == form and one != "png"), None)
    if vector is not None:
        return len(made.encoded(vector))
    assert image.pixels is not None
    height, width = image.pixels.shape[:2]
    share = made.pixel_size[0] * made.pixel_size[1] / max(1, width * height)
    level = 1 if isinstance(made, Page) else 6
    found: int = round(len(encode(image.pixels, {}, level=level)) * share)
    return found
