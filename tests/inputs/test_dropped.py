"""What comes out of a browser: pictures that are written out are taken, addresses are named."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.inputs.dropped import is_address, picture_within

PNG = base64.b64encode(b"\x89PNG content").decode()


@pytest.mark.parametrize(
    "text",
    [
        f"data:image/png;base64,{PNG}",
        f'<html><body><img alt="a cat" src="data:image/png;base64,{PNG}"></body></html>',
        f"<img src='DATA:IMAGE/PNG;charset=utf-8;base64,{PNG.rstrip('=')}'>",
        "data:image/png,%89PNG%20content",
    ],
)
def test_a_picture_that_is_written_out_is_found(text: str) -> None:
    assert picture_within("", text) == b"\x89PNG content"


@pytest.mark.parametrize(
    ("text", "urls", "address"),
    [
        ("https://www.example.org/cats/cat.jpg", (), True),
        ("  http://example.org/a?b=c#d\n", (), True),
        ("", ("https://www.example.org/cat.jpg",), True),
        ("see https://www.example.org/cat.jpg", (), False),
        ("この小説は人気です。", (), False),
        ("https:", (), False),
        ("http://[", (), False),
        ("note: a text", (), False),
        ("", (), False),
    ],
)
def test_an_address_is_told_from_a_text(text: str, urls: tuple[str, ...], address: bool) -> None:
    assert is_address(text, urls) == address


@given(st.text(), st.binary(max_size=60))
def test_nothing_that_is_dropped_raises(text: str, content: bytes) -> None:
    is_address(text, (text,))
    picture_within(text)
    written = f"data:image/webp;base64,{base64.b64encode(content).decode()}"
    assert picture_within(text, written) == (content if content else None) or "data:image" in text
