"""Slices of the torture with fixed seeds, and what judges them."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from torture_parts.fault_table import FAULTS, Case
from torture_parts.faults import chosen, judged
from torture_parts.inputs import planned, report, torture
from torture_parts.inputs_worker import Result, rules
from torture_parts.memory import Memory, grown, memory_told
from torture_parts.mutations import mutated
from torture_parts.window import stalls_told

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "torture.py"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="watches processes by /proc")


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=250)


def test_no_photo_text_settings_or_plugin_raises_anything_foreign() -> None:
    done = run("inputs", "--only", "photo,text,settings,plugin", "--count", "60", "--seed", "5")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("60 inputs")
    assert "0 failures" in done.stdout


def test_the_same_seed_draws_the_same_and_all_kinds_are_drawn() -> None:
    assert planned(3, 500) == planned(3, 500) != planned(4, 500)
    assert len(set(planned(3, 500))) == 13
    assert set(planned(3, 50, ["text"])) == {"text"}
    one = [mutated(b"abc" * 50, random.Random(seed)) for seed in (1, 1, 2)]
    assert one[0] == one[1] != one[2]


def worker(body: str) -> list[str]:
    """A worker that does something else than read inputs."""
    return [sys.executable, "-c", f"import json, sys\nfirst = int(sys.argv[1])\n{body}"]


def test_a_worker_that_dies_is_a_crash_and_the_next_input_is_read() -> None:
    body = (
        "good = {'kind': 'photo', 'what': 'x', 'outcome': 'opened'}\n"
        "for number in range(first, 3):\n"
        "    print('@@' + json.dumps({'begin': number, 'what': 'x'}), flush=True)\n"
        "    if number == 1: sys.exit(7)\n"
        "    print('@@' + json.dumps({'end': number, 'result': good}), flush=True)\n"
    )
    results = torture(worker(body), ["photo"] * 3)
    assert [results[number].outcome for number in range(3)] == ["opened", "crash", "opened"]
    assert results[1].told.startswith("status 7")


@pytest.mark.parametrize(("outcome", "status"), [("refused", 0), ("opened", 0), ("foreign", 1)])
def test_the_exit_status_says_whether_anything_failed(
    outcome: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report({4: Result("photo", "a.png", outcome, "KeyError: 'x' (a.py:1)")}, 1.0) == status
    assert ("KeyError" in capsys.readouterr().out) == bool(status)


def test_inputs_that_leave_more_than_a_gigabyte_behind_are_a_failure(
    capsys: pytest.CaptureFixture[str],
) -> None:
    results = {at: Result("photo", "a.png", "opened", grown=400.0) for at in range(3)}
    assert report({0: results[0], 1: results[1]}, 1.0) == 0
    assert report(results, 1.0) == 1
    assert "left 1200 MB behind" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("It is damaged. Choose another.", ""),
        ("It is damaged", "no full stop"),
        ("It\nis damaged.", "not printable"),
        ("/tmp/x/a.png is damaged.", "tells the folder"),
        ("a" * 600 + ".", "601 characters"),
    ],
)
def test_a_refusal_is_one_printable_sentence(sentence: str, wrong: str) -> None:
    assert rules(sentence, "/tmp/x") == wrong


def test_faults_of_the_machine_and_of_plug_ins_are_one_sentence_each() -> None:
    some = ("closed", "gone: the fo", "odd: the photo is a p", "no display", "not shipped: weights")
    some += ("not installed", "plug-in raises when listed")
    done = run("faults", "--seed", "5", "--only", ",".join(some))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "16 faults, 0 wrong" in done.stdout


@pytest.mark.parametrize(
    ("status", "said", "wrong"),
    [
        (2, "It is damaged. Choose another.\n", ""),
        (0, "", ""),
        (1, "", "status 1, not 0 or 2"),
        (None, "", "it hangs"),
        (2, "", "0 lines"),
        (2, "One.\nTwo.\n", "2 lines"),
        (2, "Intel oneMKL FATAL ERROR: Cannot load a.so.\n", "a library has ended the program"),
        (0, "Traceback (most recent call last):\n", "a traceback"),
        (2, "It is\x1b[31m red.\n", "not printable"),
    ],
)
def test_how_a_process_ends_is_judged(status: int | None, said: str, wrong: str) -> None:
    assert judged(Case(statuses=(0, 2)), status, said) == wrong


def test_faults_are_drawn_from_the_seed() -> None:
    names = [chosen((), 7, random.Random(seed)) for seed in (1, 1, 2)]
    assert names[0] == names[1] != names[2]
    assert len(set(names[0])) == 7
    assert chosen(("settings",), 0, random.Random(1)) == [
        one for one in FAULTS if one.startswith("settings")
    ]


def test_a_fault_is_one_sentence_by_the_command_the_window_and_the_door() -> None:
    done = run("faults", "--seed", "1", "--only", "a photo that is gone")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("right  a photo that is gone, by the ") == 3


def test_work_that_is_cancelled_leaves_nothing_stale_and_no_thread() -> None:
    kinds = "run,photo,text,export"
    done = run("cancel", "--actions", "8", "--seed", "3", "--minutes", "2", "--only", kinds)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "wrong afterwards: nothing" in done.stdout
    assert "left after closing: nothing" in done.stdout


def test_a_random_user_meets_no_error_and_leaves_nothing() -> None:
    done = run("window", "--actions", "60", "--seed", "1", "--pause", "5", "--minutes", "3")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "exceptions and failed runs: 0" in done.stdout
    assert "left after closing: nothing" in done.stdout


def test_stalls_are_named_after_the_action_and_counted_in_processor_time() -> None:
    stalls = [(400.0, 2.0, "key"), (90.0, 80.0, "resize"), (70.0, 60.0, "resize")]
    first, *rest = stalls_told([(5.0, 1.0, "key")] * 197 + stalls)
    assert first == (
        "heartbeats 200, p99 90 ms by the clock, 60 ms of processor; above 50 ms: 3 and 2"
    )
    assert rest == ["  resize: 2 times, the longest 80 ms of processor"]
    assert stalls_told([]) == ["no heartbeats"]


def test_memory_in_use_is_judged_from_the_middle_of_a_long_session_to_its_end() -> None:
    taken = [Memory(at, given, 10, 900) for at, given in ((250, 170), (500, 200), (1000, 203))]
    assert grown(taken) == pytest.approx(1.5)
    assert grown(taken[:2]) == 0.0  # what is imported and what fills up is no leak
    assert grown([]) == grown(taken[:1]) == 0.0
    leak = [Memory(at, 200 + at / 100, 10, 900) for at in (500, 1000, 1500, 2000)]
    assert grown(leak) == pytest.approx(100 * (220 / 215 - 1))
    first, *rest = memory_told(taken)
    assert first == "memory in use, growth +1.5 %:"
    assert (
        rest[2] == "  after 1000 actions: 203.0 MB given out, 10 blocks of Python, 900 MB resident"
    )


def test_what_malloc_has_given_out_is_counted_exactly() -> None:
    before = Memory.now(0)
    held = [bytearray(2**20) for _ in range(20)]
    assert Memory.now(0).given - before.given == pytest.approx(20, abs=0.5)
    del held
    assert Memory.now(0).given == pytest.approx(before.given, abs=0.5)
