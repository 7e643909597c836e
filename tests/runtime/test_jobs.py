"""The latest request wins: with events for synchronisation, never a sleep."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from queue import Queue

import pytest

from explorer.core.cancel import Cancelled
from explorer.runtime.jobs import Job, JobRunner, PerThread, Report
from tests.patience import PATIENCE


class Listener:
    """Takes reports and lets a test wait for the end of a job."""

    def __init__(self) -> None:
        self.reports: list[Report[object]] = []
        self._ends: Queue[Report[object]] = Queue()

    def __call__(self, report: Report[object]) -> None:
        self.reports.append(report)
        if report.state != "published":
            self._ends.put(report)

    def end(self) -> Report[object]:
        """The next report that ends a job."""
        return self._ends.get(timeout=PATIENCE)

    def of(self, job: int) -> list[str]:
        return [report.state for report in self.reports if report.job == job]


class Gate:
    """A job that says when it began and goes on when it is let."""

    def __init__(self, value: object = None) -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        self.job: Job | None = None
        self._value = value

    def __call__(self, job: Job) -> object:
        self.job = job
        self.begun.set()
        assert self.go.wait(PATIENCE)
        if job.cancelled():
            raise Cancelled
        return self._value


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def runner(listener: Listener) -> Iterator[JobRunner]:
    made = JobRunner(listener, name="tested", patience=2 * PATIENCE)
    yield made
    assert made.close(PATIENCE)


def test_what_a_job_returns_is_delivered(runner: JobRunner, listener: Listener) -> None:
    number = runner.submit(lambda job: "done")
    report = listener.end()
    assert (report.job, report.state, report.value) == (number, "finished", "done")


def test_a_job_runs_in_one_thread_of_its_own(runner: JobRunner, listener: Listener) -> None:
    names = []
    for _ in range(3):
        runner.submit(lambda job: threading.current_thread().name)
        names.append(listener.end().value)
    assert names == ["tested"] * 3
    assert [one.name for one in threading.enumerate()].count("tested") == 1


def test_of_three_quick_requests_only_the_last_finishes(
    runner: JobRunner, listener: Listener
) -> None:
    first, ran = Gate("first"), []
    numbers = [runner.submit(first)]
    assert first.begun.wait(PATIENCE)
    numbers.append(runner.submit(lambda job: ran.append("second")))
    numbers.append(runner.submit(lambda job: "third"))
    first.go.set()
    ends = [listener.end() for _ in range(3)]
    assert [report.job for report in ends] == numbers
    assert [report.state for report in ends] == ["cancelled", "cancelled", "finished"]
    assert ends[2].value == "third"
    assert ran == []


def test_who_submits_knows_the_number_before_the_job_that_it_replaces_says_so() -> None:
    said_in: dict[int, str] = {}
    ended = threading.Event()

    def listen(report: Report[object]) -> None:
        said_in[report.job] = threading.current_thread().name
        if report.state == "finished":
            ended.set()

    runner = JobRunner(listen, name="tested")
    first = Gate()
    runner.submit(first)
    assert first.begun.wait(PATIENCE)
    runner.submit(lambda job: "replaced")
    runner.submit(lambda job: "last")
    assert said_in == {}  # nothing was said inside `submit`
    runner.cancel()
    assert said_in == {}
    last = runner.submit(lambda job: "after all")
    first.go.set()
    assert ended.wait(PATIENCE)
    assert runner.close(PATIENCE)
    assert said_in == dict.fromkeys(range(1, last + 1), "tested")


def test_a_runner_is_not_idle_until_a_dropped_job_has_said_so(
    runner: JobRunner, listener: Listener
) -> None:
    first = Gate()
    runner.submit(first)
    assert first.begun.wait(PATIENCE)
    runner.submit(lambda job: pytest.fail("a dropped job ran"))
    runner.cancel()
    assert not runner.idle
    first.go.set()
    assert [listener.end().job, listener.end().job] == [1, 2]
    runner.close(PATIENCE)
    assert runner.idle


def test_numbers_rise(runner: JobRunner, listener: Listener) -> None:
    numbers = []
    for _ in range(3):
        numbers.append(runner.submit(lambda job: None))
        listener.end()
    assert numbers == sorted(set(numbers))


def test_submitting_asks_the_running_job_to_stop(runner: JobRunner, listener: Listener) -> None:
    first = Gate()
    runner.submit(first)
    assert first.begun.wait(PATIENCE)
    assert first.job is not None
    assert not first.job.cancelled()
    runner.submit(lambda job: None)
    assert first.job.cancelled()
    first.go.set()


def test_cancel_stops_the_running_and_drops_the_waiting(
    runner: JobRunner, listener: Listener
) -> None:
    first = Gate()
    numbers = [runner.submit(first)]
    assert first.begun.wait(PATIENCE)
    numbers.append(runner.submit(lambda job: pytest.fail("a dropped job ran")))
    runner.cancel()
    first.go.set()
    ends = {report.job: report.state for report in (listener.end(), listener.end())}
    assert ends == dict.fromkeys(numbers, "cancelled")


def test_a_job_that_ignores_its_cancellation_is_cancelled_all_the_same(
    runner: JobRunner, listener: Listener
) -> None:
    begun, go = threading.Event(), threading.Event()

    def stubborn(job: Job) -> str:
        begun.set()
        go.wait(PATIENCE)
        return "a result nobody wants"

    runner.submit(stubborn)
    assert begun.wait(PATIENCE)
    runner.cancel()
    go.set()
    report = listener.end()
    assert (report.state, report.value) == ("cancelled", None)


def test_results_on_the_way_are_published_until_the_job_is_stale(
    runner: JobRunner, listener: Listener
) -> None:
    begun, go = threading.Event(), threading.Event()

    def work(job: Job) -> None:
        job.publish("early")
        begun.set()
        go.wait(PATIENCE)
        job.publish("late")

    number = runner.submit(work)
    assert begun.wait(PATIENCE)
    runner.cancel()
    go.set()
    listener.end()
    assert [report.value for report in listener.reports if report.state == "published"] == ["early"]
    assert listener.of(number) == ["published", "cancelled"]


@pytest.mark.parametrize("error", [ValueError("broken"), MemoryError(), SystemExit(3)])
def test_errors_are_delivered_and_the_next_job_runs(
    runner: JobRunner, listener: Listener, error: BaseException
) -> None:
    def work(job: Job) -> None:
        raise error

    number = runner.submit(work)
    report = listener.end()
    assert (report.job, report.state, report.value) == (number, "failed", error)
    assert error.__traceback__ is not None
    runner.submit(lambda job: "still here")
    assert listener.end().value == "still here"


def test_what_a_job_raises_after_it_was_cancelled_is_its_cancelling(
    runner: JobRunner, listener: Listener
) -> None:
    begun, go = threading.Event(), threading.Event()

    def work(job: Job) -> None:
        begun.set()
        assert go.wait(PATIENCE)
        raise RuntimeError("Error(s) in loading state_dict")

    runner.submit(work)
    assert begun.wait(PATIENCE)
    runner.cancel()
    go.set()
    report = listener.end()
    assert (report.state, report.value) == ("cancelled", None)


def test_idle_says_that_everything_was_delivered(runner: JobRunner, listener: Listener) -> None:
    assert runner.idle
    first = Gate()
    runner.submit(first)
    assert not runner.idle
    assert first.begun.wait(PATIENCE)
    assert not runner.idle
    first.go.set()
    listener.end()
    # the thread still has to note that it is free
    runner.close(PATIENCE)
    assert runner.idle


def test_close_during_a_run_leaves_no_thread(listener: Listener) -> None:
    runner = JobRunner(listener, name="closing")
    begun, closing = threading.Event(), threading.Event()

    def work(job: Job) -> None:
        begun.set()
        assert closing.wait(PATIENCE)  # or the second job might begin before `close` is called
        if job.cancelled():
            raise Cancelled

    runner.submit(work)
    assert begun.wait(PATIENCE)
    runner.submit(lambda job: pytest.fail("a job began after close"))
    assert not runner.close(0.0)
    closing.set()
    assert runner.close(PATIENCE)
    assert "closing" not in [thread.name for thread in threading.enumerate()]
    assert sorted(report.state for report in listener.reports) == ["cancelled", "cancelled"]


def test_close_says_when_a_job_does_not_stop(listener: Listener) -> None:
    runner = JobRunner(listener, name="stuck")
    gate = Gate()
    runner.submit(gate)
    assert gate.begun.wait(PATIENCE)
    assert not runner.close(timeout=0)
    gate.go.set()
    assert runner.close(PATIENCE)


def test_close_without_a_job_and_twice(listener: Listener) -> None:
    runner = JobRunner(listener)
    assert runner.close()
    assert runner.close()
    assert listener.reports == []


@pytest.mark.parametrize("sync", [True, False])
def test_submit_after_close_raises(listener: Listener, sync: bool) -> None:
    runner = JobRunner(listener, sync=sync)
    runner.close()
    with pytest.raises(RuntimeError, match="closed"):
        runner.submit(lambda job: None)


def test_sync_runs_inside_submit(listener: Listener) -> None:
    runner = JobRunner(listener, sync=True)
    caller = threading.current_thread()
    number = runner.submit(lambda job: (job.publish("part"), threading.current_thread())[1])
    assert [(one.job, one.state) for one in listener.reports] == [
        (number, "published"),
        (number, "finished"),
    ]
    assert listener.reports[-1].value is caller
    assert runner.idle


def test_sync_failures_are_reports_too(listener: Listener) -> None:
    runner = JobRunner(listener, sync=True)
    runner.submit(lambda job: 1 / 0)
    assert listener.reports[-1].state == "failed"
    assert runner.idle


def test_sync_jobs_can_be_cancelled_by_who_hears_of_them() -> None:
    states = []

    def listen(report: Report[object]) -> None:
        states.append(report.state)
        if report.state == "published":
            runner.cancel()

    def work(job: Job) -> None:
        job.publish("part")
        if job.cancelled():
            raise Cancelled

    runner = JobRunner(listen, sync=True)
    runner.submit(work)
    assert states == ["published", "cancelled"]


@pytest.mark.parametrize("sync", [True, False])
def test_who_hears_a_report_may_submit_again(sync: bool) -> None:
    heard: list[tuple[int, str]] = []
    ended = threading.Event()

    def listen(report: Report[object]) -> None:
        heard.append((report.job, report.state))
        if report.job == 1:
            runner.submit(lambda job: "second")
        else:
            ended.set()

    runner = JobRunner(listen, sync=sync)
    runner.submit(lambda job: "first")
    assert ended.wait(PATIENCE)
    assert runner.close(PATIENCE)
    assert heard == [(1, "finished"), (2, "finished")]


def test_who_hears_that_a_waiting_job_was_dropped_may_submit_again() -> None:
    listener = Listener()

    def listen(report: Report[object]) -> None:
        if report.job == 2 and report.state == "cancelled":
            runner.submit(lambda job: "fourth")
        listener(report)

    runner = JobRunner(listen)
    first = Gate()
    runner.submit(first)
    assert first.begun.wait(PATIENCE)
    runner.submit(lambda job: "second")
    runner.submit(lambda job: "third")
    first.go.set()
    ends = {report.job: report for report in (listener.end() for _ in range(4))}
    assert runner.close(PATIENCE)
    assert {job: report.state for job, report in ends.items()} == {
        1: "cancelled",
        2: "cancelled",
        3: "cancelled",
        4: "finished",
    }
    assert ends[4].value == "fourth"


# -- jobs that do not stop ---------------------------------------------------------------------


def test_a_job_that_does_not_stop_is_given_up_and_the_next_one_runs(listener: Listener) -> None:
    runner = JobRunner(listener, name="tested", patience=0.05)
    hung = Gate("too late")
    number = runner.submit(hung)
    assert hung.begun.wait(PATIENCE)
    later = runner.submit(lambda job: "after all")
    ends = {report.job: report for report in (listener.end(), listener.end())}
    assert ends[number].state == "lost"
    assert (ends[later].state, ends[later].value) == ("finished", "after all")
    threads = [one for one in threading.enumerate() if one.name == "tested"]
    hung.go.set()  # what comes of it now is nobody's
    for thread in threads:
        if thread is not runner._thread:
            thread.join(PATIENCE)
    assert listener.of(number) == ["lost"]
    assert runner.submit(lambda job: "still here") == later + 1
    assert listener.end().value == "still here"
    assert runner.close(PATIENCE)


def test_a_lost_job_alone_is_said_too(listener: Listener) -> None:
    runner = JobRunner(listener, patience=0.05)
    hung = Gate()
    number = runner.submit(hung)
    assert hung.begun.wait(PATIENCE)
    runner.cancel()
    report = listener.end()
    assert (report.job, report.state) == (number, "lost")
    assert runner.idle
    hung.go.set()
    assert runner.close(PATIENCE)


def test_nothing_is_lost_after_close(listener: Listener) -> None:
    runner = JobRunner(listener, name="tested", patience=2 * PATIENCE)
    hung = Gate()
    runner.submit(hung)
    assert hung.begun.wait(PATIENCE)
    runner.cancel()
    (watch,) = [one for one in threading.enumerate() if one.name == "tested watch"]
    assert not runner.close(timeout=0)
    watch.join(PATIENCE)  # it was told to end: nobody is left to give the job up
    assert not watch.is_alive()
    hung.go.set()
    assert runner.close(PATIENCE)
    assert [report.state for report in listener.reports] == ["cancelled"]


def test_a_job_that_stops_in_time_leaves_no_watch(runner: JobRunner, listener: Listener) -> None:
    first = Gate()
    runner.submit(first)
    assert first.begun.wait(PATIENCE)
    runner.cancel()
    first.go.set()
    assert listener.end().state == "cancelled"
    for thread in threading.enumerate():
        if thread.name == "tested watch":
            thread.join(PATIENCE)  # it was told to end
    assert runner.submit(lambda job: None)


def test_a_job_whose_end_is_being_said_is_not_given_up_and_the_next_one_may_be() -> None:
    listener, saying, heard = Listener(), threading.Event(), threading.Event()

    def slow(report: Report[object]) -> None:
        if report.job == 1:
            saying.set()
            assert heard.wait(PATIENCE)
        listener(report)

    runner = JobRunner(slow, name="tested", patience=0.0)
    runner.submit(lambda job: "first")
    assert saying.wait(PATIENCE)
    hung = Gate()
    runner.submit(hung)  # cancels what runs, which has ended already
    assert not [one for one in threading.enumerate() if one.name == "tested watch"]
    heard.set()
    assert listener.end().state == "finished"
    assert hung.begun.wait(PATIENCE)
    runner.cancel()
    assert listener.end().state == "lost"
    hung.go.set()
    assert runner.close(PATIENCE)
    assert listener.of(1) == ["finished"]


def test_a_value_of_a_thread_is_made_once_for_each() -> None:
    made: PerThread[list[int]] = PerThread(list)
    assert made.get() is made.get()
    others: list[list[int]] = []
    thread = threading.Thread(target=lambda: others.extend([made.get(), made.get()]))
    thread.start()
    thread.join(PATIENCE)
    assert others[0] is others[1]
    assert others[0] is not made.get()


def test_jobs_that_are_held_wait_for_their_release_and_the_latest_runs() -> None:
    heard: list[tuple[int, str]] = []
    done = threading.Event()
    prepared: list[str] = []

    def deliver(report: Report[object]) -> None:
        heard.append((report.job, report.state))
        if report.job == 2:
            done.set()

    def prepare() -> None:
        assert threading.current_thread().name == "held"
        prepared.append("once")

    runner = JobRunner(deliver, name="held", prepare=prepare)
    runner.hold()
    runner.submit(lambda job: "first")
    runner.submit(lambda job: "second")
    assert not runner.idle
    assert heard == prepared == []
    runner.release()
    assert done.wait(PATIENCE)
    assert heard == [(1, "cancelled"), (2, "finished")]
    runner.submit(lambda job: "third")
    assert runner.close(PATIENCE)
    assert prepared == ["once"]


def test_a_runner_that_is_closed_while_it_holds_jobs_runs_none() -> None:
    ran: list[int] = []
    runner = JobRunner(lambda report: None)
    runner.hold()
    runner.submit(lambda job: ran.append(1))
    assert runner.close()
    runner.release()
    assert ran == []
