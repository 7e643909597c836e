"""A batch: one file an input, listed, gone on with after any end, and nothing done twice."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtWidgets import QApplication

from explorer.batch.local import outcomes
from explorer.batch.manifest import COLUMNS, Manifest, escaped, unescaped
from explorer.batch.plan import Asked, Item, Plan, input_digest
from explorer.batch.run import Done, How, Tally, Target, run
from explorer.batch.worker import Outcome, Worker
from explorer.cli import main
from explorer.core.cancel import Cancelled
from explorer.core.inputs import Fit, Inputs
from explorer.core.interventions.mute import Mute
from explorer.export.files import ExportError
from explorer.export.run_file.trace_file import open_trace
from explorer.export.style import Style
from explorer.figures.photo_picture import Layout
from explorer.runtime import engine
from tests.registry.conftest import one_thread, toy_resources

__all__ = ["one_thread", "toy_resources"]

Ended = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).resolve().parents[2]
PLAN = Plan("vit", "cpu", style=Style("map"), layout=Layout(24))
COUNT = 7


@pytest.fixture(autouse=True, scope="session")
def application(qapp: QApplication) -> None:
    """Made before a picture makes one of its own."""


@pytest.fixture(autouse=True)
def toys(toy_resources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.registry.sources.builtin.resources", lambda: toy_resources)
    monkeypatch.setattr(engine, "use_threads", lambda: 1)


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "photos"
    folder.mkdir()
    rng = np.random.default_rng(0)
    for at in range(COUNT):
        pixels = rng.integers(0, 256, (20 + at, 30, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(folder / f"photo {at}.png")
    return sorted(folder.iterdir())


def items(photos: list[Path]) -> list[Item]:
    return [Item(Inputs((photo,)), photo.stem) for photo in photos]


def listed(folder: Path) -> list[dict[str, str]]:
    with (folder / "manifest.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.suffix != ".csv"}


def test_a_batch_writes_what_single_runs_write(photos: list[Path], tmp_path: Path) -> None:
    folder = tmp_path / "out"
    done = list(run(PLAN, items(photos), Target(folder), How(size=3)))
    assert [one.item.stem for one in done] == [photo.stem for photo in photos]
    assert {path for one in done for path in one.paths} == set(folder.glob("*.png"))
    worker = Worker(PLAN)
    for item in items(photos):
        read = worker.read(item)
        assert isinstance(read, Item)
        (alone,) = worker.run([read])
        (file,) = worker.finish(0, read, alone).files
        with Image.open(folder / file.name) as together:
            single = np.asarray(Image.open(io.BytesIO(file.content)))
            assert np.abs(np.asarray(together).astype(int) - single.astype(int)).max() <= 1
    rows = listed(folder)
    assert tuple(rows[0]) == COLUMNS
    assert [row["name"] for row in rows] == [photo.stem for photo in photos]
    for row, photo in zip(rows, photos, strict=True):
        assert row["input"] == photo.name
        assert row["files"] == f"{photo.stem}.png"
        assert row["verdict"] == "Verified"
        assert row["error"] == ""
        assert float(row["entropy_bits"]) > 0
        assert sum(float(part.split()[-1]) for part in row["shares"].split("; ")) == pytest.approx(
            1, abs=1e-4
        )
        assert float(row["seconds"]) > 0
        assert row["classes"]


def test_what_is_finished_is_passed_over(photos: list[Path], tmp_path: Path) -> None:
    folder = tmp_path / "out"
    list(run(PLAN, items(photos), Target(folder)))
    before = {one: one.stat().st_mtime_ns for one in folder.glob("*.png")}
    (folder / "photo 2.png").unlink()  # gone
    photos[3].write_bytes(photos[4].read_bytes())  # another photo of the same name
    again = list(run(PLAN, items(photos), Target(folder)))
    made = [one.item.stem for one in again if not one.outcome.finished]
    assert made == ["photo 2", "photo 3"]
    assert [row["name"] for row in listed(folder)] == [photo.stem for photo in photos]
    kept = [one for one in before if one.stem not in made]
    assert all(one.stat().st_mtime_ns == before[one] for one in kept)
    forced = list(run(PLAN, items(photos), Target(folder), How(force=True)))
    assert not any(one.outcome.finished for one in forced)
    # another picture under the same name is not finished
    other = replace(PLAN, asked=Asked(layer="0"))
    assert not any(one.outcome.finished for one in run(other, items(photos), Target(folder)))


def test_one_that_fails_stops_nothing(photos: list[Path], tmp_path: Path) -> None:
    photos[1].write_bytes(b"no photo")
    photos[5].unlink()
    done = list(run(PLAN, items(photos), Target(tmp_path / "out"), How(size=3)))
    assert [one.item.stem for one in done if one.outcome.error] == ["photo 1", "photo 5"]
    rows = {row["name"]: row for row in listed(tmp_path / "out")}
    assert "photo 1.png" in rows["photo 1"]["error"]
    assert rows["photo 5"]["files"] == ""
    tally = Tally(COUNT)
    for one in done:
        tally.count(one.outcome)
    assert (tally.done, tally.failed, tally.skipped, tally.left) == (COUNT, 2, 0, 0)


def test_a_folder_that_cannot_be_written_ends_the_batch(photos: list[Path], tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(ExportError, match="is not a folder"):
        list(run(PLAN, items(photos), Target(tmp_path / "out")))


def test_a_batch_is_stopped_and_gone_on_with(photos: list[Path], tmp_path: Path) -> None:
    folder = tmp_path / "out"
    stop = threading.Event()
    seen = []
    batch = run(PLAN, items(photos), Target(folder), How(size=1), cancelled=stop.is_set)
    seen.append(next(batch))
    stop.set()
    with pytest.raises(Cancelled):
        seen.extend(batch)
    before = contents(folder)
    assert 0 < len(before) < COUNT
    assert whole(folder)
    again = list(run(PLAN, items(photos), Target(folder)))
    assert sum(one.outcome.finished for one in again) == len(before)
    assert len(contents(folder)) == len(listed(folder)) == COUNT
    assert before.items() <= contents(folder).items()


def test_only_so_many_are_held_at_a_time(photos: list[Path]) -> None:
    held, most = set(), []

    class Watching(Worker):
        @staticmethod
        def read(item: Item) -> Item | Exception:
            held.add(item.stem)
            most.append(len(held))
            return Worker.read(item)

    def finish(outcome: Outcome) -> Outcome:
        held.discard(photos[outcome.number].stem)
        return outcome

    found = list(outcomes(Watching(PLAN), list(enumerate(items(photos))), finish, 1))
    assert [one.number for one in found] == list(range(COUNT))
    assert max(most) <= 5


def test_a_torn_manifest_is_read_as_far_as_it_goes(photos: list[Path], tmp_path: Path) -> None:
    folder = tmp_path / "out"
    list(run(PLAN, items(photos), Target(folder)))
    text = (folder / "manifest.csv").read_bytes()
    for cut in (0, 10, len(text) // 2, len(text) - 3):
        (folder / "manifest.csv").write_bytes(text[:cut])
        again = list(run(PLAN, items(photos), Target(folder)))
        assert len(again) == len(listed(folder)) == COUNT


@pytest.mark.parametrize("own", [b"id,split\n1,train\n", bytes(range(256)), b"{}", b"\n"])
def test_a_manifest_of_somebody_else_stays(photos: list[Path], tmp_path: Path, own: bytes) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "manifest.csv").write_bytes(own)
    for how in (How(), How(force=True)):
        with pytest.raises(ExportError, match="not written by this program, and is left as it is"):
            list(run(PLAN, items(photos), Target(folder), how))
    assert {one.name for one in folder.iterdir()} == {"manifest.csv"}
    assert (folder / "manifest.csv").read_bytes() == own
    assert len(list(run(PLAN, items(photos)[:1], Target(folder)))) == 1  # of one there is none
    assert (folder / "manifest.csv").read_bytes() == own


def test_a_manifest_names_nothing_outside_of_its_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside.png"
    outside.write_text("x")
    folder = tmp_path / "out"
    folder.mkdir()
    values = ["a", "a.png", "00", PLAN.digest, "../outside.png", *[""] * 7, ""]
    lines = [",".join(COLUMNS), ",".join(values)]
    (folder / "manifest.csv").write_text("\n".join(lines) + "\n")
    assert not Manifest(folder, PLAN.digest).finished("a", "00")


def test_whatever_a_run_depends_on_is_in_its_digest(photos: list[Path]) -> None:
    one = Item(Inputs((photos[0],)), "a")
    texts = [
        Inputs(text="a"),
        Inputs(text="b"),
        Inputs(text="a", target="c"),
        Inputs(text="a", beam=2),
    ]
    others = [Item(each, "a") for each in (*texts, replace(one.inputs, fit=Fit.PAD))]
    digests = [input_digest(each) for each in (one, *others)]
    assert len(set(digests)) == len(digests)
    plans = [
        PLAN, replace(PLAN, model="se-resnet"), replace(PLAN, layout=Layout(25)),
        replace(PLAN, asked=Asked(head="0")), replace(PLAN, style=Style("overlay")),
        replace(PLAN, form="svg"), replace(PLAN, mute=Mute.parse("5.3,encoder:0.2")),
        replace(PLAN, mute=Mute.asked("", hold="3.12=0,encoder:1.*=1", mask=("3", "dog"))),
        replace(PLAN, mute=Mute.asked("", block=("1>2", "dog>cat@encoder"))),
    ]  # fmt: skip
    assert len({each.digest for each in plans}) == len(plans)
    assert replace(PLAN, device="cuda").digest == PLAN.digest


def test_whole_runs_are_written(photos: list[Path], tmp_path: Path) -> None:
    done = list(run(replace(PLAN, form="axt"), items(photos)[:2], Target(tmp_path)))
    for one in done:
        (path,) = one.paths
        trace = open_trace(path)
        assert trace.photo.name == one.item.name


SCRIPT = """
import json, os, signal, sys
from pathlib import Path
from explorer.registry.sources import builtin
from explorer.export import files
from explorer.cli import main
import explorer.figures.page.files, explorer.registry.subjects.batched_runs

resources, cases = sys.argv[1], json.loads(sys.argv[2])
builtin.resources = lambda: Path(resources)
put, write, sync, met = os.replace, os.write, os.fsync, []

def reached(here):
    met.append(here)
    return here == stage and met.count(here) == when

def end(here):
    "End this process, or press Ctrl+C, the so many-th time that a stage is met."
    if reached(here):
        os.kill(os.getpid(), getattr(signal, how))

def replacing(draft, target):
    kind = "picture" if str(target).endswith(".png") else "manifest"
    end(f"{kind} drafted")
    put(draft, target)
    end(f"{kind} in place")

def syncing(handle):
    if reached("half a draft"):
        os.truncate(handle, os.fstat(handle).st_size // 2)
        os.kill(os.getpid(), getattr(signal, how))
    sync(handle)

def writing(handle, content):
    if content.count(b"\\n") != 1 or content.count(b",") < 8:  # no line of the manifest
        return write(handle, content)
    if reached("half a line"):
        write(handle, content[: len(content) // 2])
        os.kill(os.getpid(), getattr(signal, how))
    found = write(handle, content)
    end("line written")
    return found

files.os.replace, files.os.fsync, os.write = replacing, syncing, writing
for stage, when, how, words in cases:  # each in a process of its own, with all imports made
    sys.stdout.flush()
    if not os.fork():
        os._exit(main(words))
    status = os.waitstatus_to_exitcode(os.wait()[1])
    print("status", status, flush=True)
"""
STAGES = {
    ("half a draft", 3): 1,  # of a picture, the manifest, the next picture: so many stand
    ("picture drafted", 1): 0,
    ("picture drafted", 3): 2,
    ("picture in place", 2): 2,
    ("manifest drafted", 1): 1,
    ("half a line", 1): 2,
    ("line written", 1): 2,
    ("manifest drafted", 2): COUNT,  # the last one, in the order of the inputs
    ("manifest in place", 2): COUNT,
}
"""When a batch is killed, and how many of its pictures stand then."""


@pytest.fixture
def ended(toy_resources: Path, photos: list[Path], tmp_path: Path) -> Ended:
    """Run the command in processes that get a signal the so many-th time at a stage."""

    def run(how: str, *stages: tuple[str, int]) -> subprocess.CompletedProcess[str]:
        words = ["export", "vit", str(photos[0].parent), "--size", "24", "--batch", "1", "-o"]
        cases = [(*one, how, [*words, str(tmp_path / "-".join(map(str, one)))]) for one in stages]
        command = [sys.executable, "-c", SCRIPT, str(toy_resources), json.dumps(cases)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)

    return run


def whole(folder: Path) -> bool:
    """Whether every picture with a name of its own is whole."""
    found = {name: one for name, one in contents(folder).items() if not name.startswith(".")}
    return all(one.endswith(b"IEND\xaeB`\x82") for one in found.values())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked and killed")
def test_a_batch_killed_at_any_stage_leaves_whole_files_and_goes_on(
    ended: Ended, photos: list[Path], tmp_path: Path
) -> None:
    found = ended("SIGKILL", *STAGES)
    ends = [line for line in found.stdout.splitlines() if line.startswith("status")]
    assert ends == ["status -9"] * len(STAGES), found.stderr
    for (stage, when), standing in STAGES.items():
        folder = tmp_path / f"{stage}-{when}"
        assert whole(folder)
        left = {name for name in contents(folder) if not name.startswith(".")}
        assert len(left) == standing, stage
        sure = Manifest(folder, "")._lines
        assert {f"{one}.png" for one in sure} <= left, "no line without its files"
        words = ["export", "vit", str(photos[0].parent), "-o", str(folder), "--size", "24"]
        assert main([*words, "--batch", "1"]) == 0
        assert not [name for name in contents(folder) if name.startswith(".")], stage
        assert len(contents(folder)) == len(listed(folder)) == COUNT


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked and killed")
def test_ctrl_c_finishes_the_file_at_hand_and_says_how_to_go_on(
    ended: Ended, tmp_path: Path
) -> None:
    stopped = ended("SIGINT", ("picture drafted", 2))
    folder = tmp_path / "picture drafted-2"
    assert "status 130" in stopped.stdout, stopped.stderr
    assert "The same command goes on" in stopped.stderr
    assert whole(folder)
    assert 2 <= len(contents(folder)) < COUNT
    assert len(listed(folder)) == len(contents(folder))


def test_progress_is_told_of_each(photos: list[Path], tmp_path: Path) -> None:
    done: list[Done] = []
    tally = Tally(COUNT)
    for one in run(PLAN, items(photos), Target(tmp_path / "out")):
        done.append(one)
        tally.count(one.outcome)
        assert tally.rate > 0
    assert tally.left == 0


def test_photos_are_prepared_beside_the_forward_pass_and_give_the_same(
    photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = Worker(PLAN)
    (first, second) = (worker.read(item) for item in items(photos)[:2])
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    before = worker.run([first, second])
    again = [worker.ready(item) for item in items(photos)[:2]]
    prepared = [one for one in again if isinstance(one, Item)]
    subject = worker._subject
    assert subject is not None

    def twice(*given: object) -> None:
        raise AssertionError("it was prepared ahead")

    monkeypatch.setattr(subject, "prepare", twice)
    after = worker.run(prepared)
    for one, other in zip(before, after, strict=True):
        assert not isinstance(one, Exception)
        assert not isinstance(other, Exception)
        assert one.prediction == other.prediction
        for site, same in zip(one.sites, other.sites, strict=True):
            assert np.array_equal(site.weights([0]), same.weights([0]))


ODD = [
    "a | b",
    "two  spaces",
    " ends ",
    "line\nend",
    "100%",
    "%41",
    "猫 🐈",
    "'\"`$;&",
    "-x",
    "a,b",
]


@pytest.mark.skipif(sys.platform == "win32", reason="names that it does not have")
def test_names_with_every_odd_character_are_written_and_found_again(tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in [*ODD, "b\udce9"]:
        Image.new("RGB", (20, 20)).save(folder / f"{name}.png")
    batch = [Item(Inputs((one,)), one.stem) for one in sorted(folder.iterdir())]
    done = list(run(PLAN, batch, Target(tmp_path / "out")))
    assert [one.outcome.error for one in done] == [""] * len(batch)
    assert sorted(contents(tmp_path / "out")) == sorted(f"{one.stem}.png" for one in batch)
    again = list(run(PLAN, batch, Target(tmp_path / "out")))
    assert all(one.outcome.finished for one in again)


@settings(max_examples=500)
@given(name=st.text(min_size=1, max_size=12))
def test_any_name_comes_back_from_the_manifest(name: str) -> None:
    made = escaped(name)
    assert unescaped(made) == name
    assert " ".join(made.split()) == made
    assert made.isprintable()
    assert "|" not in made


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from pathlib import Path
from explorer.registry.sources import builtin
builtin.resources = lambda: Path(sys.argv[2])
from explorer.cli import main
sys.exit(main(sys.argv[3:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process")
def test_a_disk_that_is_full_is_one_sentence_and_leaves_whole_files(
    toy_resources: Path, photos: list[Path], tmp_path: Path
) -> None:
    words = ["export", "vit", photos[0].parent, "-o", tmp_path / "out", "--size", "200"]
    head = [sys.executable, "-c", FULL, "4000", toy_resources]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [str(one) for one in (*head, *words)],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip
    assert ended.returncode == 2
    assert len(ended.stderr.strip().splitlines()) == 1
    assert "was not saved (file too large)" in ended.stderr
    out = tmp_path / "out"
    assert not out.exists() or not [one for one in out.iterdir() if one.suffix == ".png"]
