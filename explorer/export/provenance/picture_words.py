"""The words that PNG, SVG, PDF, GIF and WebP keep of themselves, read from files of anybody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from pathlib import Path
from xml.etree import ElementTree

from explorer.core.foreign import Refusal, plain

KEY = "Provenance"
"""Under which name the record of what made a picture stands among its words."""
MOST_BYTES = 64 << 20
"""Of a record with the photo in it."""
MOST_FILE = 2 << 30
"""Bytes of a file that is looked at."""
_PART = 1 << 16
_SVG = "{http://www.w3.org/2000/svg}"
_LINE = re.compile(r"^([A-Z][A-Za-z0-9-]{0,39}): (.*)$")
_TEXT = 1 << 20
"""Characters of one of the words in a PNG, other than the record."""


_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML may hold, as a pasted text may: readers refuse the whole file for one."""


def lines(words: Mapping[str, str]) -> str:
    """Write the words of a picture as lines of "Name: value"."""
    return "\n".join(f"{key}: {value}" for key, value in words.items())


def in_xml(text: str) -> str:
    """Put a sign in the place of what no XML may hold."""
    return _NO_XML.sub("\ufffd", text)


def xmp(words: Mapping[str, str]) -> str:
    """Write the words of a picture as an XMP packet, as PDF and WebP keep it."""
    title = escape(in_xml(words.get("Title", "")), quote=False)
    described = escape(in_xml(lines(words)), quote=False)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt>
<rdf:li xml:lang="x-default">{described}</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


class ProvenanceError(Refusal):
    """A file does not say what made it."""


def words(file: Path) -> dict[str, str]:
    """Read the words of a picture by name, from whichever kind of file it is.

    Raises
    ------
    ProvenanceError
        The file cannot be read, or is none of these.
    """
    name = plain(file.name or file.absolute().name, 80)
    try:
        if not file.exists():
            raise ProvenanceError(f"{name} was not found. Choose another file.")
        if not file.is_file():
            raise ProvenanceError(f"{name} is not a file. Choose a picture.")
        if file.stat().st_size > MOST_FILE:
            raise ProvenanceError(f"{name} is too large to be a picture of ours.")
        with file.open("rb") as stream:
            head = stream.read(1024)
    except (OSError, ValueError) as error:
        raise ProvenanceError(f"{name} cannot be read. Choose another file.") from error
    try:
        if head.startswith(b"\x89PNG\r\n\x1a\n"):
            return _of_png(file)
        if head.startswith(b"%PDF-"):
            return _of_pdf(file)
        if head.startswith((b"GIF87a", b"GIF89a")):
            return _of_gif(file)
        if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
            return _of_webp(file)
        if b"<svg" in head:
            return _of_svg(file)
    except ProvenanceError:
        raise
    except Exception as error:  # decoders raise anything at all on damaged content
        raise ProvenanceError(f"{name} is damaged. Choose another file.") from error
    raise ProvenanceError(
        f"{name} is no PNG, SVG, PDF, GIF or WebP. Choose a picture that this program wrote."
    )


def _of_png(file: Path) -> dict[str, str]:
    """The text chunks before the pixels, which are not decoded."""
    from PIL import PngImagePlugin  # not for the window to wait for

    with file.open("rb") as stream, PngImagePlugin.PngImageFile(stream) as image:
        found = image.info
    return {
        str(key): str(value)
        for key, value in found.items()
        if isinstance(value, str) and (key == KEY or len(value) <= _TEXT)
    }


def _of_gif(file: Path) -> dict[str, str]:
    """The lines of the comment before the first picture, which is not decoded."""
    from PIL import GifImagePlugin

    with file.open("rb") as stream, GifImagePlugin.GifImageFile(stream) as image:
        found = image.info.get("comment", b"")
    return _pairs(found.decode("utf-8", "replace")) if len(found) <= 2 * MOST_BYTES else {}


def _of_webp(file: Path) -> dict[str, str]:
    """The lines of the description in the XMP metadata; the pictures are not looked at."""
    with file.open("rb") as stream:
        stream.seek(12)
        while len(head := stream.read(8)) == 8:
            size = int.from_bytes(head[4:], "little")
            if head[:4] == b"XMP ":
                return _of_xmp(stream.read(size)) if size <= 2 * MOST_BYTES else {}
            stream.seek(size + size % 2, 1)  # chunks begin at even places
    return {}


def _of_svg(file: Path) -> dict[str, str]:
    """The lines of the first <desc>; what comes after it is not read."""
    description = _Description()
    parser, seen = ElementTree.XMLParser(target=description), 0
    with file.open("rb") as stream:
        while (part := stream.read(_PART)) and not description.ended:
            seen += len(part)
            # a file of ours declares neither types nor entities, which could grow without end
            if seen > 2 * MOST_BYTES or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                return {}
            parser.feed(part)
    return _pairs("".join(description.parts)) if description.ended else {}


class _Description:
    """What the parser is to keep: the text of the first <desc>."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.ended = self._inside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._inside = tag == f"{_SVG}desc" and not self.ended

    def data(self, text: str) -> None:
        if self._inside:
            self.parts.append(text)

    def end(self, tag: str) -> None:
        self.ended = self.ended or self._inside
        self._inside = False

    def close(self) -> None:
        """Nothing is left to do."""


def _of_pdf(file: Path) -> dict[str, str]:
    """The lines of the description in the XMP metadata, which is never compressed."""
    with file.open("rb") as stream:
        return _of_xmp(stream.read())


def _of_xmp(whole: bytes) -> dict[str, str]:
    """The lines of the description in an XMP packet, wherever it stands in some bytes."""
    start, end = b'<rdf:li xml:lang="x-default">', b"</rdf:li>"
    found = b""
    at = whole.find(b"<x:xmpmeta")
    at = whole.find(b"<dc:description>", at) if at >= 0 else -1
    first = whole.find(start, at) if at >= 0 else -1
    last = whole.find(end, first) if first >= 0 else -1
    if last >= 0 and last - first <= 2 * MOST_BYTES:
        found = whole[first + len(start) : last]
    return _pairs(unescape(found.decode("utf-8", "replace")))


def _pairs(lines: str) -> dict[str, str]:
    """ "Key: value" lines as pairs; a line without a key goes on with the value before it."""
    found: dict[str, str] = {}
    last = ""
    for line in lines.split("\n"):
        match = _LINE.match(line)
        if match:
            last = match[1]
            found[last] = match[2]  # the record comes last, whatever a text before it pretends
        elif last:
            found[last] += f"\n{line}"
    return found
