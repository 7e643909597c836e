"""Downloads from a server on this machine: whole, checked, resumed, stopped, refused."""

from __future__ import annotations

import hashlib
import os
import random
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from explorer.core.cancel import Cancelled
from explorer.registry.entry import ModelError
from explorer.registry.loading import Loading, LoadProgress
from explorer.registry.weight_files import download
from explorer.registry.weight_files.download import fetch
from tests.patience import PATIENCE
from tests.registry.server import Site, serving

CONTENT = random.Random(0).randbytes(50_000)
SHA = hashlib.sha256(CONTENT).hexdigest()
NAME = f"net-{SHA[:8]}.pth"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site({f"/{NAME}": CONTENT})) as found:
        yield found


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "BLOCK", 1024)
    monkeypatch.setattr(download, "OFTEN", 0.0)


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_arrives_whole_with_progress(site: Site, tmp_path: Path) -> None:
    told: list[LoadProgress] = []
    target = tmp_path / "cache" / NAME
    assert fetch(f"{site.url}/{NAME}", target, Loading(told.append)) == target
    assert target.read_bytes() == CONTENT
    done = [stage.done for stage in told]
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0, len(CONTENT))
    assert {stage.total for stage in told} == {len(CONTENT)}
    assert told[0].text == f"Downloading {NAME}, 0.0 of 0.1 MB"
    assert left(target.parent) == [NAME]
    asked = len(site.asked)
    assert fetch(f"{site.url}/{NAME}", target) == target
    assert len(site.asked) == asked, "what is there is not asked for again"


def test_the_time_left_comes_from_the_speed() -> None:
    told: list[LoadProgress] = []
    times = iter([0.0, 0.0, 0.5, 4.0, 8.0])
    progress = download._Progress(Loading(told.append), "net", lambda: next(times))
    progress.begin(0, 200_000_000)
    for done in (10_000_000, 50_000_000, 200_000_000):
        progress.tell(done)
    assert [stage.text for stage in told] == [
        "Downloading net, 0.0 of 200 MB",
        "Downloading net, 10 of 200 MB",
        "Downloading net, 50 of 200 MB, 12 s left",
        "Downloading net, 200 of 200 MB, 1 s left",
    ]
    assert [download.duration(seconds) for seconds in (0, 59, 90, 7200)] == [
        "1 s",
        "59 s",
        "2 min",
        "2.0 h",
    ]


def test_a_connection_that_breaks_off_is_made_anew(site: Site, tmp_path: Path) -> None:
    site.breaks = [10_000, 5_000]
    target = tmp_path / NAME
    assert fetch(f"{site.url}/{NAME}", target).read_bytes() == CONTENT
    assert [asked for _, _, asked in site.asked] == ["", "bytes=10000-", "bytes=15000-"]
    assert left(tmp_path) == [NAME]


def test_cancel_stops_at_once_and_the_next_try_goes_on(site: Site, tmp_path: Path) -> None:
    told: list[LoadProgress] = []
    stopped = Loading(told.append, lambda: bool(told) and told[-1].done >= 20_000)
    with pytest.raises(Cancelled):
        fetch(f"{site.url}/{NAME}", tmp_path / NAME, stopped)
    assert left(tmp_path) == [f"{NAME}.part"]
    kept = (tmp_path / f"{NAME}.part").stat().st_size
    assert 20_000 <= kept < len(CONTENT)
    assert fetch(f"{site.url}/{NAME}", tmp_path / NAME).read_bytes() == CONTENT
    assert site.asked[-1][2] == f"bytes={kept}-"
    assert left(tmp_path) == [NAME]


def test_cancel_does_not_wait_for_a_server_that_says_nothing(tmp_path: Path) -> None:
    go_on = threading.Event()
    site = Site({f"/{NAME}": CONTENT}, hold=partial(go_on.wait, PATIENCE))
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 4

    with serving(site):
        try:
            with pytest.raises(Cancelled):
                fetch(f"{site.url}/{NAME}", tmp_path / NAME, Loading(cancelled=cancelled))
        finally:
            go_on.set()
    assert left(tmp_path) == []


def test_a_server_that_says_nothing_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "PATIENCE", 0.3)
    go_on = threading.Event()
    site = Site({f"/{NAME}": CONTENT}, hold=partial(go_on.wait, PATIENCE))
    with serving(site):
        try:
            with pytest.raises(ModelError, match="cannot be had from 127"):
                fetch(f"{site.url}/{NAME}", tmp_path / NAME)
        finally:
            go_on.set()


def test_a_server_without_parts_begins_again(site: Site, tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.part").write_bytes(CONTENT[:30_000])
    site.ranges = False
    assert fetch(f"{site.url}/{NAME}", tmp_path / NAME).read_bytes() == CONTENT
    assert [asked for _, _, asked in site.asked] == ["bytes=30000-"]


@pytest.mark.parametrize("rest", [b"x" * 100, CONTENT, CONTENT + b"more"])
def test_what_is_left_of_something_else_is_thrown_away(
    site: Site, tmp_path: Path, rest: bytes
) -> None:
    (tmp_path / f"{NAME}.part").write_bytes(rest)
    assert fetch(f"{site.url}/{NAME}", tmp_path / NAME).read_bytes() == CONTENT
    assert left(tmp_path) == [NAME]


def test_the_part_of_another_process_is_its_own(site: Site, tmp_path: Path) -> None:
    alive, dead = os.getppid(), 2**22 + 1  # beyond the largest number of a process on Linux
    for number in (alive, dead):
        (tmp_path / f"{NAME}.{number}.part").write_bytes(CONTENT[:7_000])
    fetch(f"{site.url}/{NAME}", tmp_path / NAME)
    assert site.asked[-1][2] == "bytes=7000-", "what a dead one left is gone on with"
    assert left(tmp_path) == [NAME, f"{NAME}.{alive}.part"]


def test_a_wrong_digest_is_told(site: Site, tmp_path: Path) -> None:
    site.files["/net-00000000.pth"] = CONTENT
    with pytest.raises(ModelError, match=r"net-00000000\.pth arrived damaged\. Try again\."):
        fetch(f"{site.url}/net-00000000.pth", tmp_path / "net-00000000.pth")
    assert left(tmp_path) == []


def test_what_cannot_be_checked_is_begun_anew(site: Site, tmp_path: Path) -> None:
    site.files["/plain"] = CONTENT
    # without a digest nobody knows whether what is left belongs to it
    (tmp_path / "unchecked.part").write_bytes(b"something else")
    fetch(f"{site.url}/plain", tmp_path / "unchecked")
    assert (tmp_path / "unchecked").read_bytes() == CONTENT
    assert site.asked[-1][2] == ""


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (404, "has no net"),
        (403, "does not give net"),
        (503, "now (status 503)"),
    ],
)
def test_refusals_are_one_sentence(site: Site, tmp_path: Path, status: int, sentence: str) -> None:
    site.status[f"/{NAME}"] = status
    with pytest.raises(ModelError) as raised:
        fetch(f"{site.url}/{NAME}", tmp_path / NAME)
    assert sentence in str(raised.value)
    assert "\n" not in str(raised.value)
    assert left(tmp_path) == []


def test_no_server_and_no_folder_are_one_sentence(tmp_path: Path) -> None:
    with serving(Site()) as site:
        url = f"{site.url}/{NAME}"
    with pytest.raises(ModelError, match="Check the connection"):
        fetch(url, tmp_path / NAME)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ModelError, match="cannot be had"):
        fetch(url, tmp_path / "file" / NAME)


def test_an_address_without_a_digest_must_be_one_that_nobody_can_change(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="without a digest"):
        fetch("http://weights.example/net.pth", tmp_path / "net.pth")
    assert left(tmp_path) == []


def test_weights_without_a_digest_are_said() -> None:
    assert download.unchecked("https://weights.example/net-0123abcd.pth") == ()
    (note,) = download.unchecked("https://weights.example/a/net.pth?x=1")
    assert note.startswith("net.pth came without a digest")
