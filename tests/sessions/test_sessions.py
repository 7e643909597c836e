"""A session is drawn again byte for byte, and a file that lies is one sentence."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from explorer.core.inputs import Inputs
from explorer.core.selection import Selection
from explorer.core.trace import Trace
from explorer.export.archive import ArchiveError
from explorer.export.figure_settings import FigureSettings
from explorer.export.provenance.record import provenance_of
from explorer.export.style import Style
from explorer.inputs.images import read_photo
from explorer.inputs.samples import samples
from explorer.runtime import engine
from explorer.runtime.engine import Engine, Request
from explorer.sessions.render import drawn, render
from explorer.sessions.session import (
    Session,
    Shown,
    differences,
    inputs_of,
    open_session,
    save_session,
)
from tests.core.text_traces import text_trace
from tests.core.traces import photo, trace, vit_trace
from tests.registry.conftest import one_thread, toy_resources

__all__ = ["one_thread", "toy_resources"]


@pytest.fixture(autouse=True, scope="session")
def application(qapp: QApplication) -> None:
    """Made before a picture makes one of its own."""


def shown(seen: Trace, selection: Selection, **changes: Any) -> Shown:
    figure = changes.pop("figure", None)
    made = provenance_of(seen, selection, Style("map"), size=48, figure=figure, embed=True)
    return Shown(made, **changes)


@pytest.mark.parametrize("keep", [False, True])
def test_a_session_is_drawn_again_byte_for_byte(
    keep: bool, toy_resources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.registry.sources.builtin.resources", lambda: toy_resources)
    monkeypatch.setattr(engine, "use_threads", lambda: 1)
    inputs = Inputs((read_photo(samples()[0].path),))
    run = Engine().run(Request("vit", inputs, "cpu"))
    page = FigureSettings("sheet", "paper-1", dpi=72)
    pictures = (
        shown(run, Selection(layer=1), run=0 if keep else -1),
        shown(run, Selection(layer=0, unit=1), legend=True, form="svg"),
        shown(run, Selection(), figure=page, form="pdf"),
        shown(run, Selection(layer=1), run=0 if keep else -1),
    )
    file = tmp_path / "session.axs"
    save_session(file, Session(pictures, 1, "station 3"), [run] if keep else [])
    again = open_session(file)
    assert again == Session(pictures, 1, "station 3")
    found = list(render(file, again, tmp_path / "out"))
    assert len({one.path for one in found}) == 4
    for one, before in zip(found, pictures, strict=True):
        assert one.path.read_bytes() == drawn(before, run)[1]
        assert one.notes == ()


def test_a_photo_is_in_a_file_once(tmp_path: Path) -> None:
    run = trace(vit_trace().sites, photo(64, 48))
    one, two = tmp_path / "one.axs", tmp_path / "two.axs"
    save_session(one, Session((shown(run, Selection()),)))
    save_session(two, Session((shown(run, Selection()),) * 20))
    assert two.stat().st_size < 2 * one.stat().st_size


def test_what_is_missing_or_another_is_said(tmp_path: Path) -> None:
    run = vit_trace()
    made = provenance_of(run, Selection(), Style())
    with pytest.raises(ArchiveError, match="is not in the file"):
        inputs_of(made)
    text = provenance_of(text_trace(), Selection(), Style())
    with pytest.raises(ArchiveError, match="text is not in the file"):
        inputs_of(text)
    assert differences(made, run) == ()
    other = replace(run, model=replace(run.model, weights_sha256="00"))
    assert "weights" in differences(made, other)[0]
    another = trace(run.sites, replace(photo(), sha256="11"))
    assert "photo" in differences(made, another)[0]


def said_by(path: Path) -> str:
    try:
        open_session(path)
    except ArchiveError as error:
        said = str(error)
    else:
        return ""
    assert said.isprintable()
    assert 0 < len(said) <= 500
    return said


JSON = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just([1])
KEPT: list[dict[str, Any]] = []


@settings(max_examples=2000)
@given(data=st.data())
def test_a_session_that_lies_is_read_or_one_sentence(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    if not KEPT:
        save_session(folder / "whole.axs", Session((shown(vit_trace(), Selection()),)))
        with zipfile.ZipFile(folder / "whole.axs") as archive:
            KEPT.append(json.loads(archive.read("session.json")))
    made = json.loads(json.dumps(KEPT[0]))
    inside: Any = made
    while True:
        keys = sorted(inside) if isinstance(inside, dict) else range(len(inside))
        key = data.draw(st.sampled_from(list(keys)))
        if isinstance(inside[key], dict | list) and inside[key] and data.draw(st.booleans()):
            inside = inside[key]
            continue
        inside[key] = data.draw(JSON)
        break
    path = folder / "lie.axs"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("session.json", json.dumps(made))
        archive.writestr("../outside.txt", "out")
    said_by(path)
    assert not (folder.parent / "outside.txt").exists()


@settings(max_examples=200)
@given(content=st.binary(max_size=200), zipped=st.booleans())
def test_what_is_no_session_is_one_sentence(
    content: bytes, zipped: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "none.axs"
    if zipped:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("session.json", content)
    else:
        path.write_bytes(content)
    assert said_by(path)
