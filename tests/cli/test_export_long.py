"""`attention-explorer export` of long texts: parts of their maps, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.core.map.long import region
from explorer.core.map.long.region import Region
from explorer.core.selection import Selection
from explorer.export.png import encode
from explorer.figures.photo_picture import Layout
from explorer.figures.text_picture import draw_text
from explorer.figures.views import TextStyle
from tests.cli.conftest import Command
from tests.cli.texts import SENTENCE, chunks, out, toy_resources, trace_of

__all__ = ["out", "toy_resources"]

pytestmark = pytest.mark.usefixtures("one_thread")
ENCODER = ("export", "transformer", "--text", SENTENCE, "--site", "encoder", "--layer", "0")


@pytest.fixture
def _short_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region, "LONG", 4)
    monkeypatch.setattr(region, "TILES", 3)


@pytest.mark.usefixtures("_short_is_long")
def test_a_part_of_the_map_as_it_is_drawn(command: Command, out: Path) -> None:
    part = ("--queries", "2:5", "--keys", ":3", "--pool", "max", "--size", "300")
    assert command(*ENCODER, *part, "-o", out).status == 0
    trace = trace_of()
    (first, *_) = dict(trace.parts())["encoder"]
    selection = Selection(layer=first, region=Region((2, 5), (0, 3)), pool="max")
    picture = draw_text(trace, selection, TextStyle(), Layout(300))
    assert out.read_bytes() == encode(picture.pixels, picture.text)
    assert chunks(out)["Region"] == "queries 2–4, keys 0–2"


@pytest.mark.usefixtures("_short_is_long")
def test_all_of_it_by_default_and_any_token_asks(command: Command, out: Path) -> None:
    size = trace_of().sentence.tokens.size
    assert command(*ENCODER, "--query", str(size - 1), "-o", out).status == 0
    said = chunks(out)
    assert said["Region"] == f"queries 0–{size - 1}, keys 0–{size - 1}"
    assert said["Query"] == trace_of().sentence.tokens.pieces[-1]


@pytest.mark.usefixtures("_short_is_long")
@pytest.mark.parametrize("given", ["5", "5:2", "a:b", "0:99", "-1:3", "3:3"])
def test_a_part_that_is_not_there_is_refused(command: Command, out: Path, given: str) -> None:
    outcome = command(*ENCODER, f"--queries={given}", "-o", out)
    assert outcome.status == 2
    size = trace_of().sentence.tokens.size
    assert f"The queries {given} are no part of {size} tokens" in outcome.err
    assert not out.exists()


@pytest.mark.usefixtures("_short_is_long")
def test_a_view_that_cannot_show_it_is_refused(command: Command, out: Path) -> None:
    outcome = command(*ENCODER, "--view", "steps", "-o", out)
    assert outcome.status == 2
    assert "Steps draw one value a word" in outcome.err


def test_a_short_text_has_no_parts(command: Command, out: Path) -> None:
    outcome = command(*ENCODER, "--keys", "0:2", "-o", out)
    assert outcome.status == 2
    assert "for texts of more than 512 tokens" in outcome.err
