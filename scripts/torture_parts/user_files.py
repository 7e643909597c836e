"""The files that the random user opens, and the dialogs that answer with them."""

from __future__ import annotations

import random
from pathlib import Path

from PySide6.QtWidgets import QWidget

from explorer.gui.window.dialogs import Dialogs
from explorer.inputs.samples import samples

TEXTS = (
    *("この小説は人気です。", "彼は昨日学校に行きました。", "abc", "🙂 e\u0301 <b>x</b>", " "),
    *("雨" * 60, "今日は雨。\n明日は晴れ。\n名前は?", "猫が好きです。" * 90),
)
"""What is typed and pasted: short, odd, of several lines, too long."""


def user_files(home: Path) -> list[Path]:
    """Write good, broken and odd files into a folder; gives them with the samples."""
    for folder in ("model", "out"):
        (home / folder).mkdir()
    (home / "model" / "config.json").write_text('{"model_type": "vit", "hidden_size": "x"}')
    photo = samples()[0].path.read_bytes()
    made = {
        "broken.jpg": photo[: len(photo) // 2],
        "none.png": b"",
        "text.png": b"no picture",
        "a <b>bold <img src=x>.jpg": photo,
        "list.txt": "\n".join(TEXTS[:2] * 20).encode("cp932"),
        "odd.txt": bytes(range(256)) * 9,
        "line.txt": ("雨" * 300_000).encode(),
        "zero.safetensors": b"\0" * 99,
        "zip.keras": b"PK",
        "long.txt": (TEXTS[0] * 400).encode(),
        "plug.py": b"def models(): raise ValueError('no')",
        "page.html": b"<h1>x</h1>",
    }
    for name, content in made.items():
        (home / name).write_bytes(content)
    return [*(home / name for name in made), home / "gone.png", *(s.path for s in samples()), home]


class RandomAnswers(Dialogs):
    """Files that a user might choose; now and then none."""

    def __init__(self, home: Path, files: list[Path], rng: random.Random) -> None:
        self._home, self._files, self._rng = home, files, rng
        self._saved = 0

    def open_photo(self, parent: QWidget, folder: Path) -> Path | None:
        """Choose any file, of whatever kind."""
        return self._rng.choice([None, *self._files])

    open_text = open_model = open_photo

    def open_model_folder(self, parent: QWidget, folder: Path) -> Path | None:
        """Choose a folder of a model that is damaged, or of none."""
        return self._rng.choice([None, self._home, self._home / "model"])

    def save_file(self, parent: QWidget, suggested: Path, kind: str) -> Path | None:
        """Choose a place that can be written, or one that cannot."""
        self._saved += 1
        good = self._home / "out" / f"{self._saved % 20}{suggested.suffix}"
        bad = [self._home / "nowhere" / suggested.name, Path("/proc/x.png")]
        return self._rng.choice([None, good, *bad])

    def choose_folder(self, parent: QWidget, folder: Path) -> Path | None:
        """Choose the folder of exports, or none."""
        return self._rng.choice([None, self._home / "out"])
