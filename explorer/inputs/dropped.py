"""What a browser hands over when a picture is dragged or copied out of it: never a text to read.

It comes as an address, as HTML with the picture in it, or as the picture written out as a data URL.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes, urlsplit

LONGEST = 64 << 20
"""Characters of a data URL that is taken apart."""
_DATA = re.compile(r"data:image/[\w.+-]+(?:;[\w=.-]+)*,[^\s\"'<>]+", re.IGNORECASE)
_SCHEMES = ("http", "https", "ftp")
ADDRESS = (
    "That is the address of a picture, and nothing is fetched from there: copy the picture itself, "
    "or save it and open the file."
)
"""What is said of an address."""


def picture_within(*texts: str) -> bytes | None:
    """The content of the first picture that is written out in some texts or HTML; None for none."""
    for text in texts:
        found = _DATA.search(text[:LONGEST])
        if found is None:
            continue
        head, _, body = found[0].partition(",")
        raw = unquote_to_bytes(body)
        if not head.lower().endswith(";base64"):
            return raw
        try:
            return base64.b64decode(raw + b"=" * (-len(raw) % 4), validate=True)
        except (binascii.Error, ValueError):
            continue
    return None


def is_address(text: str, urls: Iterable[str] = ()) -> bool:
    """Whether what is handed over is an address alone.

    Parameters
    ----------
    text : as plain text.
    urls : what stands beside it as addresses.
    """
    text = text.strip()
    if not text:
        return any(_schemed(one) for one in urls)
    return not re.search(r"\s", text) and _schemed(text)


def _schemed(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme.lower() in _SCHEMES and bool(parts.netloc)
