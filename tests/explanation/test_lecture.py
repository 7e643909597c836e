"""Stations: read and refused, alike in both languages, their tasks possible and not yet done."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.explanation.glossary import LANGUAGES, glossary
from explorer.explanation.lecture import (
    Condition,
    Prepared,
    Region,
    Situation,
    Station,
    lecture,
    read_lecture,
    read_station,
)
from explorer.explanation.toml_tables import WordsError
from explorer.inputs.samples import samples
from explorer.registry.sources.builtin import builtin
from explorer.resource_files import resources

ORDER = (
    *("opening", "spatial-gate", "squeeze-and-excitation", "soft-attention"),
    *("transformer", "vision-transformer", "summary"),
)
STATIONS = [(language, one) for language in ("en", "ja") for one in lecture(language)]  # type: ignore[arg-type]
TEXT = (resources() / "lecture" / "en" / "1-spatial-gate.toml").read_text(encoding="utf-8")


def solved(start: Situation, conditions: Iterable[Condition]) -> Situation:
    """A situation in which all of some conditions are met, reached from another one."""
    now = start
    for one in conditions:
        fields = ("model", "photo", "part", "head", "query", "view", "side")
        changes = {name: getattr(one, name) for name in fields if getattr(one, name)}
        if one.layer is not None:
            changes["layer"] = one.layer
        now = replace(
            now, **changes, muted=max(now.muted, one.muted), changed=now.changed or one.changed
        )
        if one.region is not None:
            area = one.region
            cells = [
                (row, col)
                for row in range(area.top, area.bottom + 1)
                for col in range(area.left, area.right + 1)
            ]
            now = replace(now, cells=now.cells | frozenset(cells[: one.times]))
    return now


def begun(station: Station) -> Situation:
    """What the window shows when a station is opened."""
    state = station.prepared
    names = {one.name for one in fields(Situation)} & {one.name for one in fields(Prepared)}
    return replace(Situation(), **{name: getattr(state, name) for name in names})


def test_there_are_an_opening_five_stations_and_a_summary() -> None:
    for language in LANGUAGES:
        found = lecture(language)
        assert tuple(one.id for one in found) == ORDER
        assert [one.number for one in found] == [0, 1, 2, 3, 4, 5, 0]
    linked = {term.station for term in glossary().values()} - {""}
    assert linked <= set(ORDER)


def test_both_languages_have_the_same_states_and_tasks() -> None:
    for one, other in zip(lecture("en"), lecture("ja"), strict=True):
        assert one.prepared == other.prepared
        assert (one.id, one.number, one.url) == (other.id, other.number, other.url)
        assert len(one.paragraphs) == len(other.paragraphs)
        assert len(one.tasks) == len(other.tasks)
        for mine, theirs in zip(one.conditions, other.conditions, strict=True):
            assert replace(mine, says="") == replace(theirs, says="")
        for english, japanese in zip(words(one), words(other), strict=True):
            assert not re.search(r"[ぁ-んァ-ン]", english.replace("です", "").replace("小説は", ""))
            assert re.search(r"[ぁ-んァ-ン一-龠]", japanese)
            # the same numbers are claimed in both
            found = [re.findall(r"\d+\.\d+|\d+(?= %)", text) for text in (english, japanese)]
            assert sorted(found[0]) == sorted(found[1]), english


def words(station: Station) -> list[str]:
    """All sentences of a station that are to be translated."""
    tasks = [text for task in station.tasks for text in (task.says, task.why)]
    lines = [one.says for one in station.conditions]
    return [*station.paragraphs, *tasks, *lines, station.question, station.answer]


@pytest.mark.parametrize(("language", "station"), STATIONS, ids=lambda one: getattr(one, "id", one))
def test_a_station_is_about_what_ships_and_can_be_done(language: str, station: Station) -> None:
    assert station.prepared.model in {entry.id for entry in builtin()}
    assert not station.prepared.photo or station.prepared.photo in {one.id for one in samples()}
    start = begun(station)
    assert not all(one.met(start) for one in station.conditions)
    for task in station.tasks:
        assert not all(one.met(start) for one in task.conditions)  # not done by doing nothing
        now = start
        for one in task.conditions:
            now = solved(now, [one])
            assert one.met(now)
    assert all(len(text) <= 420 for text in station.paragraphs)


@given(
    st.sampled_from(["", "vit", "seq2seq"]),
    st.one_of(st.none(), st.integers(0, 5)),
    st.sampled_from(["", "mean", "3"]),
    st.one_of(st.none(), st.builds(Region, *[st.integers(0, 3)] * 2, *[st.integers(3, 5)] * 2)),
    st.integers(1, 4),
    st.integers(0, 2),
)
def test_a_condition_is_met_by_what_it_asks_for_and_by_nothing_less(
    model: str, layer: int | None, head: str, region: Region | None, times: int, muted: int
) -> None:
    wanted = Condition(
        "x", model=model, layer=layer, head=head, region=region, times=times, muted=muted
    )
    now = solved(Situation(), [wanted])
    enough = region is None or times <= (region.bottom - region.top + 1) * (
        region.right - region.left + 1
    )
    assert wanted.met(now) == enough
    if model:
        assert not wanted.met(replace(now, model="other"))
    if layer is not None:
        assert not wanted.met(replace(now, layer=layer + 1))
    if region is not None:
        assert not wanted.met(replace(now, cells=frozenset({(9, 9)})))
    if muted:
        assert not wanted.met(replace(now, muted=muted - 1))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "spatial-gate"\n', "", "1.toml has no id"),
        ("number = 1", "number = -1", "number should be a number from 0"),
        ("number = 1", "number = true", "number should be a whole number"),
        ('title = "Spatial gate"', "title = 3", "title should be a text"),
        ("paragraphs = [", "paragraphs = []\nothers = [", "paragraphs should be a list of 3 to 6"),
        ("https://arxiv", "javascript:arxiv", "begins with https"),
        ('model = "spatial-gate"', "", "1.toml, state has no model"),
        ('photo = "church"', "", "given, or a text in its place"),
        ('photo = "church"', 'photo = "church"\ntext = "x"', "and not both"),
        ('view = "overlay"', 'view = "film"', "view should be one of overlay"),
        ('view = "overlay"', 'head = "first"', "head should be a number in quotes"),
        ('view = "overlay"', 'code = "import os"', "a field code that does not exist"),
        ("layer = 1\n", "", "condition 1 asks for nothing"),
        ("layer = 1\n", "region = [1, 2]\n", "region should be four numbers"),
        ("layer = 1\n", 'region = ["a"]\n', "region should be a list of int"),
        ('says = "Block 1 is shown"', "", "condition 1 has no says"),
    ],
)
def test_what_is_wrong_in_a_station_is_said_with_its_place(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in TEXT
    file = tmp_path / "1.toml"
    file.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(WordsError, match=said):
        read_station(file)


def test_a_folder_of_ones_own_is_read_in_order(tmp_path: Path) -> None:
    with pytest.raises(WordsError, match="holds no stations"):
        read_lecture(tmp_path)
    (tmp_path / "2-b.toml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "1-a.toml").write_text(TEXT.replace('"spatial-gate"', '"a"', 1), encoding="utf-8")
    assert [one.id for one in read_lecture(tmp_path)] == ["a", "spatial-gate"]
    (tmp_path / "3-c.toml").write_text(TEXT, encoding="utf-8")
    with pytest.raises(WordsError, match="two stations with the id spatial-gate"):
        read_lecture(tmp_path)


def test_the_example_of_the_document_is_a_station(tmp_path: Path) -> None:
    page = (resources() / "docs" / "lecture.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    file = tmp_path / "1.toml"
    file.write_text(example, encoding="utf-8")
    assert read_station(file).tasks[0].conditions[0].region == Region(6, 5, 11, 9)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("station") / "1.toml"
    file.write_text(text, encoding="utf-8", errors="replace")
    with pytest.raises(WordsError):
        read_station(file)
