"""Hostile texts: every encoding, damaged, and long ones of one kind of character."""

from __future__ import annotations

import random
from collections.abc import Callable

from torture_parts.mutations import mutated

TEXTS = (
    *("この小説は人気です。", "Grüße aus München, ça va?", "The trophy does not fit."),
    *("Привет, мир.", "👩‍👩‍👧‍👦 e\u0301 \u202eabc", "彼は「行く」と言った。"),
)
"""Sentences of several scripts."""
CODECS = (
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp1252"),
    *("cp932", "euc_jp", "iso2022_jp", "koi8_r", "big5", "gb18030", "cp037", "hz"),
)
SUFFIXES = (".txt", ".md", "", ".html", ".svg", ".png")


def _drawn(letters: str, count: int, rng: random.Random) -> str:
    return "".join(rng.choices(letters, k=count))


LONG: tuple[Callable[[random.Random], tuple[str, bytes]], ...] = (
    lambda rng: ("brackets", (rng.choice("([「{（") * rng.choice([1_000, 900_000])).encode()),  # noqa: RUF001
    lambda rng: ("nested", ("(" * 200_000 + ")" * 200_000).encode()),
    lambda rng: (
        "points",
        (rng.choice([". ", "。", "!?", "...", "a.b. ", "」。"]) * 400_000).encode()[:4_900_000],
    ),
    lambda rng: (
        "high bytes",
        bytes(rng.choices(range(0x80, 0x100), k=rng.choice([2_000, 400_000]))),
    ),
    lambda rng: ("latin", _drawn("éüßñ çabc ", rng.choice([500, 300_000]), rng).encode("cp1252")),
    lambda rng: ("combining", ("e" + "\u0301" * 500_000).encode()),
    lambda rng: ("spaces", (rng.choice(" \t\u3000\u00a0") * 1_500_000 + "a").encode()),
    lambda rng: ("lines", b"\n" * 4_900_000 + b"a"),
    lambda rng: ("one word", b"a" * 4_900_000),
    lambda rng: (
        "cyrillic",
        _drawn("абвгдежз ", 200_000, rng).encode(rng.choice(["koi8_r", "cp1251", "mac_cyrillic"])),
    ),
    lambda rng: ("surrogates", b"\xff\xfe" + b"\x00\xd8" * 1_000),
    lambda rng: ("markup", b"<html><script>fetch('file:///etc/passwd')</script></html>"),
)
"""Each gives a name and the bytes of a text."""


def hostile_text(rng: random.Random) -> tuple[str, bytes]:
    """Draw a hostile text; gives what it is called, and its bytes."""
    base = "\n".join(rng.choice(TEXTS) for _ in range(rng.choice([1, 3, 40])))
    codec, roll = rng.choice(CODECS), rng.random()
    if roll < 0.12:
        return rng.choice(LONG)(rng)
    if roll < 0.17:
        return "binary", rng.randbytes(rng.choice([1, 40, 4000, 300_000]))
    data = base.encode(codec, rng.choice(["ignore", "replace"]))
    return codec, mutated(data, rng) if roll < 0.80 else data
