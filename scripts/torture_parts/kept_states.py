"""Pictures with lying records and sessions with lying states: restored and drawn, or refused."""

from __future__ import annotations

import json
import random
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from torture_parts.mutations import lying_json, mutated, odd_json

DRAWN = 512
"""Longest edge, px, that a restored picture is drawn with: a large one is slow by right."""


@dataclass(frozen=True)
class Whole:
    """What is lied about: records of a photo and of a text, and the session of both."""

    records: tuple[dict[str, Any], ...]
    session: dict[str, Any]
    run: bytes


def whole_states(folder: Path) -> tuple[Whole, Any]:
    """Run two of the bundled models, and keep what made their pictures; with what ran them."""
    from explorer.core.inputs import Inputs
    from explorer.core.selection import Selection
    from explorer.export.figure_settings import FigureSettings
    from explorer.export.provenance.picture_words import KEY
    from explorer.export.provenance.record import provenance_of, record
    from explorer.export.style import Style
    from explorer.inputs.images import read_photo
    from explorer.inputs.samples import samples
    from explorer.runtime.engine import Engine, Request
    from explorer.sessions.session import Session, Shown, save_session

    engine = Engine()
    given = {
        "vit": Inputs((read_photo(samples()[0].path),)),
        "transformer": Inputs(text="The trophy does not fit."),
    }
    runs = [engine.run(Request(name, one, "cpu")) for name, one in given.items()]
    settings = FigureSettings()
    records = [
        json.loads(record(one, Selection(), Style(), figure=settings, embed=True)[KEY])
        for one in runs
    ]
    made = [provenance_of(one, Selection(), Style(), size=64, embed=True) for one in runs]
    pictures = (Shown(made[0], run=0), Shown(made[1], pinned=True))
    path = folder / "whole.axs"
    save_session(path, Session(pictures), runs[:1])
    with zipfile.ZipFile(path) as archive:
        session = json.loads(archive.read("session.json"))
        run = archive.read("runs/0.axt")
    path.unlink()
    return Whole(tuple(records), session, run), engine


def lying_picture(whole: Whole, rng: random.Random) -> bytes:
    """A PNG whose record lies, or is damaged."""
    from explorer.export.png import encode
    from explorer.export.provenance.picture_words import KEY

    record = _lied(rng.choice(whole.records), rng).decode("utf-8", "replace")
    said = {KEY: record, "Title": rng.choice(["", "\0", "x" * 70_000, "<svg>"])}
    png = encode(np.zeros((2, 2, 3), np.uint8), said)
    return mutated(png, rng) if rng.random() < 0.2 else png


def lying_session(whole: Whole, rng: random.Random) -> bytes:
    """A session whose words, members or bytes lie."""
    buffer = BytesIO()
    pack = rng.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
    with zipfile.ZipFile(buffer, "w", pack, compresslevel=1) as archive:
        name = rng.choice(["session.json"] * 9 + ["../session.json"])
        archive.writestr(name, _lied(whole.session, rng))
        if rng.random() < 0.8:
            run = mutated(whole.run, rng) if rng.random() < 0.5 else whole.run
            archive.writestr("runs/0.axt", run)
        if rng.random() < 0.2:
            outside = rng.choice(["../../outside", "/tmp/outside", "a\\..\\outside", "runs/0.axt"])
            archive.writestr(outside, b"x" * 100)
        if rng.random() < 0.05:
            archive.writestr("session.json", b" " * (300 << 20))
    data = buffer.getvalue()
    return mutated(data, rng) if rng.random() < 0.2 else data


def _lied(made: Any, rng: random.Random) -> bytes:
    """A lie of the right types, which is believed the longer, or of any."""
    return (lying_json if rng.random() < 0.6 else odd_json)(made, rng)


def restored(path: Path, engine: Any) -> None:
    """Bring back the state of a file as the window does, and draw it as `render` does."""
    from explorer.gui.control.kept.kept_files import Kept, keeps, opened
    from explorer.runtime.jobs import Job
    from explorer.sessions.render import drawn
    from explorer.sessions.session import Shown

    assert keeps(path) or path.suffix == ".png"
    found = opened(path, (), None, engine, "cpu", Job(0, lambda report: None))
    if isinstance(found, Kept) and found.selection is not None:
        from explorer.export.provenance.record import provenance_of

        style = found.style
        assert style is not None
        made = provenance_of(found.trace, found.selection, style, view=found.view, size=DRAWN)
        drawn(Shown(made), found.trace)
