"""A batch on this machine: photos are decoded and pictures drawn beside the forward passes."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from explorer.batch.plan import SIZE, Item
from explorer.batch.worker import Outcome, Worker
from explorer.core.cancel import Cancelled, never
from explorer.core.trace import Trace
from explorer.runtime.engine import Publish

Numbered = tuple[int, Item]
Finish = Callable[[Outcome], Outcome]
"""Takes what was made, as to write it; called beside the next forward pass, in order."""


def outcomes(
    worker: Worker,
    items: Sequence[Numbered],
    finish: Finish,
    size: int = SIZE,
    publish: Publish = lambda event: None,
    cancelled: Callable[[], bool] = never,
) -> Iterator[Outcome]:
    """Yield what becomes of each input, in order, as it is finished.

    At most three batches are held at a time: one is decoded, one run, one drawn and written.

    Parameters
    ----------
    items
        (number, item) pairs.
    finish
        See `Finish`.
    size
        Inputs that go through the model together.

    Raises
    ------
    Exception
        What `Worker` and `finish` raise; Cancelled soon after `cancelled()` turned true.
    """
    if len(items) == 1:  # a thread for one thing alone would only be waited for
        ((number, item),) = items
        (trace,) = _run(worker, [worker.read(item)], publish, cancelled)
        yield finish(worker.finish(number, item, trace))
        return
    chunks = [items[at : at + size] for at in range(0, len(items), size)]
    with (
        ThreadPoolExecutor(1, "batch reader") as reader,
        ThreadPoolExecutor(1, "batch writer") as writer,
    ):
        reading: deque[list[Future[Item | Exception]]] = deque()
        drawing: deque[list[Future[Outcome]]] = deque()
        broken = threading.Event()

        def drawn(number: int, item: Item, trace: Trace | Exception) -> Outcome:
            if broken.is_set():  # after a disk that is full nothing more is tried
                raise Cancelled
            try:
                return finish(worker.finish(number, item, trace))
            except BaseException:
                broken.set()
                raise

        try:
            for chunk in chunks[:2]:
                reading.append([reader.submit(worker.ready, item) for _, item in chunk])
            for at, chunk in enumerate(chunks):
                several = [future.result() for future in reading.popleft()]
                if at + 2 < len(chunks):
                    reading.append([reader.submit(worker.ready, one) for _, one in chunks[at + 2]])
                traces = _run(worker, several, publish, cancelled)
                drawing.append(
                    [
                        writer.submit(drawn, number, item, trace)
                        for (number, item), trace in zip(chunk, traces, strict=True)
                    ]
                )
                del traces, several
                if len(drawing) > 1:
                    yield from (future.result() for future in drawing.popleft())
            while drawing:
                yield from (future.result() for future in drawing.popleft())
        finally:  # what waits is not begun; what is being written is finished
            for read in reading:
                for one in read:
                    one.cancel()
            for made in drawing:
                for other in made:
                    other.cancel()


def _run(
    worker: Worker,
    read: Sequence[Item | Exception],
    publish: Publish,
    cancelled: Callable[[], bool],
) -> list[Trace | Exception]:
    """Run what could be read; the errors of the others stay in their places."""
    traces = iter(worker.run([one for one in read if isinstance(one, Item)], publish, cancelled))
    return [next(traces) if isinstance(one, Item) else one for one in read]
