"""What a teacher said of every photo, computed once and kept in files of the working folder."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from torch import Tensor


def kept_answers(
    name: str,
    work: Path,
    shapes: Mapping[str, tuple[int, ...]],
    ask: Callable[[], Callable[[slice], Mapping[str, Tensor]]] | None,
    batch: int = 32,
) -> dict[str, NDArray[np.float16]]:
    """Memory-mapped float16 arrays of ``shapes`` (N, ...), filled a batch of photos at a time.

    ``ask`` makes the teacher, a function from rows to one tensor a part; it is called only when
    answers are missing. They lie in ``work`` as "``name``-<part>.npy"; an interrupted pass goes
    on where it stopped. Raises ``FileNotFoundError`` when answers are missing and ``ask`` is None.
    """
    files = {part: work / f"{name}-{part}.npy" for part in shapes}
    progress = work / f"{name}.done"
    count = next(iter(shapes.values()))[0]
    done = int(progress.read_text()) if progress.exists() else 0
    if done < count:
        if ask is None:
            raise FileNotFoundError("the teacher's answers are not complete: give its file")
        arrays = {
            part: np.lib.format.open_memmap(
                files[part], mode="r+" if done else "w+", dtype=np.float16, shape=shape
            )
            for part, shape in shapes.items()
        }
        teacher = ask()
        start, first = time.monotonic(), done
        while done < count:
            rows = slice(done, min(done + batch, count))
            for part, value in teacher(rows).items():
                arrays[part][rows] = value.cpu().half().numpy()
            done = rows.stop
            progress.write_text(str(done))
            if done % (batch * 20) == 0 or done == count:
                rate = (done - first) / (time.monotonic() - start)
                left = (count - done) / rate / 60
                print(
                    f"{name} {done}/{count}  {rate:.0f} photos/s  {left:.1f} min left", flush=True
                )
    return {part: np.load(file, mmap_mode="r") for part, file in files.items()}
