"""What is remembered comes back; what is damaged falls back; nothing stops the start."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explorer.runtime.settings import (
    LARGEST_FILE,
    LONGEST_TEXT,
    RECENT,
    Settings,
    folder,
    load,
    save,
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda one: st.lists(one, max_size=4) | st.dictionaries(st.text(), one, max_size=4),
    max_leaves=8,
)
names = st.sampled_from([field.name for field in fields(Settings)])
CHANGED = Settings(
    model="se-resnet",
    device="cpu",
    fit="pad",
    theme="dark",
    language="ja",
    mode="spotlight",
    smooth=False,
    colormap="viridis",
    opacity=0.5,
    gate_side="compare",
    photo="/photos/own.png",
    text="雨です。",
    target="It rains.",
    pair="It pours.",
    chat=True,
    system="Be brief.",
    source_language="jpn_Jpan",
    target_language="eng_Latn",
    apart="whole",
    beam=4,
    layer=3,
    unit=2,
    query=17,
    scale="map",
    reduce="max",
    level_low=0.01,
    level_high=0.25,
    levels_kept=True,
    text_view="lines",
    text_words=False,
    text_special=False,
    text_renormalised=True,
    text_step=2,
    text_source=1,
    export_folder="/somewhere/with ünïcode",
    export_size=2048,
    export_legend=True,
    export_form="svg",
    batch_from="/photos",
    batch_folder="/photos maps",
    batch_what="sheet",
    batch_preset="paper-1",
    batch_form="pdf",
    jobs=2,
    batch_cluster=True,
    cluster="tcp://host:8786",
    tls_ca="/ca.pem",
    tls_cert="/cert.pem",
    tls_key="/key.pem",
    figure='{"preset":"paper-1"}',
    play_ms=800,
    recent=("/a.png", "/b\udce9.jpg"),
    recent_texts=("雨です。", "Two\nlines."),
    recent_kinds=("text", "photo"),
    recent_models=("vit",),
    recent_sessions=("/a.axs",),
    keep_runs=True,
    folded=("Encoder",),
    lecture_at=2,
    lecture_done="vit/1",
    lecture_language="ja",
    geometry="AdnQywADAAA=",
    splitter="AAAA/w==",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One settings folder for all examples of a property."""
    return tmp_path_factory.mktemp("home")


def loaded(home: Path, content: bytes) -> Settings:
    """What is made of a settings file with this content."""
    (home / "settings.json").write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATTENTION_EXPLORER_HOME", str(home))
        return load()


def test_every_field_is_changed_below() -> None:
    changed = asdict(CHANGED)
    assert all(changed[name] != default for name, default in asdict(Settings()).items())


def test_round_trip() -> None:
    save(CHANGED)
    assert load() == CHANGED
    assert [path.name for path in folder().iterdir()] == ["settings.json"]


def test_without_a_file_there_are_the_defaults() -> None:
    assert load() == Settings()
    assert not folder().exists()


@given(st.binary())
@example(b"\xff\xfe")
@example(b"[" * 100_000)
@example(b'{"opacity": 1' + b"0" * 5000 + b"}")
@example(b"null")
def test_any_bytes_are_survived(home: Path, content: bytes) -> None:
    assert isinstance(loaded(home, content), Settings)


@given(json_values)
def test_any_json_is_survived(home: Path, content: Any) -> None:
    assert isinstance(loaded(home, json.dumps(content).encode()), Settings)


@given(names, json_values)
@example("opacity", 10**400)
@example("opacity", float("nan"))
@example("opacity", float("inf"))
@example("opacity", True)
@example("opacity", -0.1)
@example("export_size", 10**12)
@example("export_size", 1024.5)
@example("play_ms", 0)
@example("fit", "squash")
@example("colormap", "jet")
@example("mode", "")
@example("theme", ["dark"])
@example("recent", [1])
def test_good_fields_survive_next_to_a_bad_one(home: Path, name: str, value: Any) -> None:
    stored = asdict(CHANGED) | {name: value}
    found = loaded(home, json.dumps(stored).encode())
    assert replace(found, **{name: getattr(CHANGED, name)}) == CHANGED
    kept = getattr(found, name)
    assert type(kept) is type(getattr(CHANGED, name))
    if kept != getattr(Settings(), name):
        assert kept == (tuple(value[:RECENT]) if isinstance(value, list) else value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("opacity", 1.5),
        ("opacity", float("nan")),
        ("opacity", 10**400),
        ("export_size", 10**12),
        ("export_size", -1),
        ("play_ms", 0),
        ("fit", "squash"),
        ("mode", "laser"),
        ("colormap", "jet"),
        ("gate_side", "inside"),
        ("device", "tpu"),
        ("theme", "pink"),
    ],
)
def test_what_the_window_cannot_use_is_the_default(name: str, value: Any) -> None:
    save(CHANGED)
    path = folder() / "settings.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {name: value}))
    assert getattr(load(), name) == getattr(Settings(), name)


def test_whole_numbers_are_good_opacities() -> None:
    folder().mkdir(parents=True)
    (folder() / "settings.json").write_text('{"opacity": 1}')
    assert load().opacity == 1.0
    assert isinstance(load().opacity, float)


def test_unknown_fields_of_a_later_version_are_ignored() -> None:
    folder().mkdir(parents=True)
    (folder() / "settings.json").write_text('{"theme": "dark", "hologram": true}')
    assert load() == Settings(theme="dark")


def test_recent_models_are_few_and_the_latest_comes_first() -> None:
    found = Settings()
    for number in range(15):
        found = found.used(f"model {number}")
    assert len(found.recent_models) == RECENT
    assert found.recent_models[0] == "model 14"
    again = found.used("model 10")
    assert again.recent_models[0] == "model 10"
    assert len(set(again.recent_models)) == RECENT


def test_a_text_too_long_to_be_remembered_is_left_out() -> None:
    folder().mkdir(parents=True)
    texts = ["short", "x" * (LONGEST_TEXT + 1)]
    (folder() / "settings.json").write_text(json.dumps({"recent_texts": texts}))
    assert load().recent_texts == ("short",)


def test_a_folder_that_cannot_be_made_is_no_reason_to_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("ATTENTION_EXPLORER_HOME", str(tmp_path / "file" / "home"))
    save(CHANGED)
    assert load() == Settings()


@pytest.mark.parametrize("code", [errno.EACCES, errno.ENOSPC, errno.EROFS])
def test_a_disk_that_refuses_leaves_the_old_settings(
    monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    save(CHANGED)

    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        save(Settings())
    assert load() == CHANGED
    assert [path.name for path in folder().iterdir()] == ["settings.json"]


def test_the_folder_is_the_systems_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATTENTION_EXPLORER_HOME")
    assert folder().name == "attention-explorer"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_settings_are_the_users_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTENTION_EXPLORER_HOME", str(home))
    (home / "settings.json").unlink(missing_ok=True)
    save(CHANGED)
    assert (home / "settings.json").stat().st_mode & 0o777 == 0o600


def test_of_a_long_text_a_start_is_remembered(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTENTION_EXPLORER_HOME", str(home))
    save(replace(CHANGED, text="a letter to my doctor " * 10_000))
    assert load().text == ("a letter to my doctor " * 10_000)[:LONGEST_TEXT]
    save(Settings(target="x" * 5_000_000, model="vit"))
    assert load().target == "x" * LONGEST_TEXT


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_settings_that_are_a_pipe_or_without_end_are_the_defaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATTENTION_EXPLORER_HOME", str(tmp_path))
    file = tmp_path / "settings.json"
    os.mkfifo(file)
    assert load() == Settings()
    file.unlink()
    file.symlink_to("/dev/zero")
    assert load() == Settings()
    file.unlink()
    file.write_bytes(json.dumps({"theme": "dark"}).encode() + b" " * LARGEST_FILE)
    assert load() == Settings()
