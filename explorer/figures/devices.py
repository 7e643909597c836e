"""Figures as pixels, SVG and PDF: what a `Sheet` is drawn on outside of the window."""

from __future__ import annotations

import math
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QHashSeed, QMarginsF, QRect, QSize, QSizeF, QUuid
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QRegion
from PySide6.QtSvg import QSvgGenerator

from explorer.export.provenance.picture_words import in_xml, lines, xmp
from explorer.export.render import Pixels
from explorer.figures.fonts import SEMIBOLD, bundled_families, width
from explorer.figures.frame import Frame
from explorer.figures.sheet import Sheet, pixel_size

Paint = Callable[[Sheet], None]
FINE = 4
"""Units of a vector file a logical px: what lies on whole units is then nowhere seen to."""
_EVEN = 1e-3
"""Pixels by which a move may miss whole ones: frames are counted in floats."""
_DPI = 96
"""Logical px an inch."""
_FALLBACK = "Inter, 'Noto Sans', 'Noto Sans JP', 'Helvetica Neue', Arial, sans-serif"
"""For a reader of an SVG who has no Inter."""


def to_image(paint: Paint, frame: Frame, onto: QImage | None = None) -> QImage:
    """What is painted into a frame, as an image of the frame's pixels.

    onto: an image that is no longer needed; it is painted over where it has the right size, since
    a new one takes longer to come by than to fill.
    """
    bundled_families()
    across, down = pixel_size(frame)
    image = onto
    if image is None or (image.width(), image.height()) != (across, down):
        image = QImage(max(1, across), max(1, down), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(1.0)
    with QPainter(image) as painter:
        _paint(paint, Sheet(painter, frame))
    return image


def scrolled_image(
    paint: Paint, drawn: QImage, before: Frame, after: Frame, still: float = 0.0
) -> QImage | None:
    """Make the image of a frame from that of one which differs in its scroll alone.

    What both show is moved, and only the rest is painted; so is what at the top, `still` logical px
    high, does not scroll.

    Returns
    -------
    QImage or None
        None where the frames differ in more, or by parts of a pixel.
    """
    if replace(before, x=after.x, y=after.y) != after:
        return None
    by = [(new - old) * after.scale for new, old in ((after.x, before.x), (after.y, before.y))]
    across, down = (round(one) for one in by)
    whole = QRect(0, 0, *pixel_size(after))
    moving = whole.adjusted(0, math.ceil(still * after.scale), 0, 0)
    kept = moving.intersected(moving.translated(-across, -down))
    if abs(across - by[0]) + abs(down - by[1]) > _EVEN or kept.isEmpty():
        return None
    image = QImage(drawn.size(), drawn.format())
    with QPainter(image) as painter:
        source = QImage(drawn)
        source.setDevicePixelRatio(1.0)
        painter.drawImage(-across, -down, source)
        rest = QRegion(whole).subtracted(QRegion(kept))
        if not rest.isEmpty():
            painter.setClipRegion(rest)
            _paint(paint, Sheet(painter, after))
    return image


def to_pixels(paint: Paint, frame: Frame) -> Pixels:
    """What is painted into a frame, (round(height * scale), round(width * scale), 3) uint8."""
    across, down = pixel_size(frame)
    if not across or not down:
        return np.zeros((down, across, 3), np.uint8)
    return pixels_of(to_image(paint, frame))


def to_clear_pixels(paint: Paint, frame: Frame) -> Pixels:
    """What is painted into a frame with nothing behind it, (h, w, 4) uint8, straight alpha."""
    bundled_families()
    across, down = pixel_size(frame)
    image = QImage(max(1, across), max(1, down), QImage.Format.Format_RGBA8888)
    image.fill(0)
    with QPainter(image) as painter:
        _paint(paint, Sheet(painter, frame), clear=True)
    shape = image.height(), image.width(), 4
    return np.frombuffer(image.constBits(), np.uint8).reshape(shape).copy()


def pixels_of(image: QImage) -> Pixels:
    """The pixels of an image of `to_image`, (h, w, 3) uint8."""
    shape = image.height(), image.width(), 4
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(shape)  # 0xffRRGGBB
    return np.ascontiguousarray(flat[..., 2::-1])


def to_svg(
    paint: Paint,
    frame: Frame,
    text: Mapping[str, str],
    clear: bool = False,
    size: tuple[float, float] | None = None,
) -> bytes:
    """What is painted into a frame, as SVG 1.1 whose text is text.

    Parameters
    ----------
    paint
        Draws on a sheet.
    frame
        Its scale is that of the file's units: `vector_frame` has the right one.
    text
        What the picture shows, as the chunks of a PNG: kept in <title> and <desc>.
    clear
        Whether nothing lies behind it.
    size
        (width, height) of the page in logical px, where it is not that of the frame, which counts
        whole ones.
    """
    bundled_families()
    buffer = QBuffer()
    svg = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    svg.setOutputDevice(buffer)
    wide, high = size or (frame.width, frame.height)
    across, down = round(wide * frame.scale), round(high * frame.scale)
    svg.setSize(QSize(max(1, frame.width), max(1, frame.height)))
    svg.setViewBox(QRect(0, 0, across, down))
    svg.setResolution(_DPI)
    svg.setTitle(text.get("Title", ""))
    svg.setDescription(lines(text))
    with QPainter(svg) as painter:
        _paint(paint, Sheet(painter, frame, vector=True), clear)
    found = bytes(buffer.data().data()).decode()
    found = in_xml(found)
    found = re.sub(r'font-family="Inter[^"]*"', f'font-family="{_FALLBACK}"', found)
    told = f'width="{wide:.8g}" height="{high:.8g}"'
    return re.sub(r'width="[\d.e]+mm" height="[\d.e]+mm"', told, found, count=1).encode()


def to_pdf(
    paint: Paint,
    frame: Frame,
    text: Mapping[str, str],
    clear: bool = False,
    size: tuple[float, float] | None = None,
) -> bytes:
    """What is painted into a frame, as a page of PDF 1.6 with its fonts embedded.

    The parameters are those of `to_svg`; `text` is kept in the document's information and its
    XMP metadata. The same picture gives the same bytes: the file holds no date.
    """
    bundled_families()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    pdf = QPdfWriter(buffer)
    pdf.setPdfVersion(QPdfWriter.PdfVersion.PdfVersion_1_6)
    pdf.setResolution(round(_DPI * frame.scale))
    wide, high = size or (frame.width, frame.height)
    points = QSizeF(max(1, wide), max(1, high)) * 72 / _DPI
    page = QPageSize(points, QPageSize.Unit.Point, "figure", QPageSize.SizeMatchPolicy.ExactMatch)
    pdf.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    pdf.setTitle(in_xml(text.get("Title", "")))
    pdf.setCreator(text.get("Software", "Attention Explorer"))
    pdf.setDocumentId(QUuid(str(uuid.uuid5(uuid.NAMESPACE_OID, in_xml(lines(text))))))
    pdf.setDocumentXmpMetadata(QByteArray(xmp(text).encode()))
    QHashSeed.setDeterministicGlobalSeed()  # or the fonts came in another order each time
    try:
        with QPainter(pdf) as painter:
            painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            _paint(paint, Sheet(painter, frame, vector=True), clear)
    finally:
        QHashSeed.resetRandomGlobalSeed()
    written = bytes(data.data())
    return re.sub(rb"/(Creation|Mod)Date ?\(D:[^)]*\)", lambda date: b" " * len(date[0]), written)


def fits(title: str, px: int, room: int) -> bool:
    """Whether a title of a size fits into a room, px."""
    return width(title, px, SEMIBOLD) <= room


def vector_frame(frame: Frame) -> Frame:
    """The frame as a vector file takes it."""
    return replace(frame, scale=float(FINE))


def _paint(paint: Paint, sheet: Sheet, clear: bool = False) -> None:
    if not clear:
        sheet.fill(sheet.palette.canvas)
    paint(sheet)
