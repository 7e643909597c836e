"""Measure exports: a contact sheet, and a batch beside the plain forward pass.

    python scripts/bench_export.py [--model NAME] [--photos N] [--batch N] [--size PX]

Figures are for reading, nothing asserts them. The two ways of a batch take turns, so that another
load on the machine meets both alike.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command itself has it
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def bench_sheet() -> None:
    """A sheet of 12 x 12 heads of 197 tokens at two columns of a paper, after the run."""
    from explorer.core.inputs import Inputs
    from explorer.core.selection import Selection
    from explorer.export.figure_settings import FigureSettings
    from explorer.export.style import Style
    from explorer.figures.page.page import sheet_page
    from explorer.inputs.images import read_photo
    from explorer.inputs.samples import samples
    from explorer.registry.catalogue import find, untrained

    subject = find(untrained("timm:vit_base_patch16_224")).load("cpu")
    trace = subject.run(Inputs((read_photo(samples()[0].path),)))
    settings = FigureSettings("sheet", "paper-2")
    for form in ("png", "pdf", "svg"):
        taken = []
        for _ in range(5):
            start, used = time.perf_counter(), time.process_time()
            sheet_page(trace, Selection(layer=11), Style("map"), settings).encoded(form)
            taken.append((time.perf_counter() - start, time.process_time() - used))
        wall, cpu = (statistics.median(one) for one in zip(*taken, strict=True))
        print(f"sheet 12 x 12 as {form}: {1000 * wall:.0f} ms, {1000 * cpu:.0f} ms of processor")


def bench_batch(model: str, count: int, size: int, edge: int, turns: int = 3) -> None:
    """Photos a second of a batch from files to pictures, of those of the forward pass alone."""
    import numpy as np
    import torch
    from PIL import Image

    from explorer.batch.plan import Item, Plan
    from explorer.batch.run import How, Target, run
    from explorer.core.inputs import Inputs
    from explorer.figures.photo_picture import Layout
    from explorer.inputs.images import read_photo
    from explorer.registry.catalogue import find, untrained
    from explorer.runtime.engine import Engine, Request

    name, engine = untrained(model), Engine()
    with tempfile.TemporaryDirectory() as folder:
        rng, paths = np.random.default_rng(0), []
        for at in range(count):
            path = Path(folder) / f"photo{at:04d}.jpg"
            pixels = rng.integers(0, 256, (30, 40, 3), dtype=np.uint8)
            Image.fromarray(pixels).resize((320, 240)).save(path)
            paths.append(path)
        items = [Item(Inputs((path,)), path.stem) for path in paths]
        engine.run(Request(name, items[0].inputs, "cpu"))  # loads it, and sets its threads
        subject: Any = engine._loaded[find(name).id, "cpu"][1]
        photos = [read_photo(path) for path in paths]
        prepared = [subject.prepare(one, None).pixels for one in photos]
        batches = [
            torch.from_numpy(np.stack(prepared[at : at + size])) for at in range(0, count, size)
        ]

        def plain() -> None:
            with torch.inference_mode():
                for batch in batches:
                    subject.model(batch)

        plan = Plan(name, "cpu", layout=Layout(edge))

        def whole() -> None:
            out = Target(Path(folder) / "out")
            how = How(size=size, force=True)
            assert not [
                one for one in run(plan, items, out, how, engine=engine) if one.outcome.error
            ]

        whole()  # the first batch of a size is checked, which later ones are not
        pairs = [(timed(plain), timed(whole)) for _ in range(turns)]
    rates = [count / min(pair[at][0] for pair in pairs) for at in (0, 1)]
    wall, busy = (statistics.median(one[at] / other[at] for one, other in pairs) for at in (0, 1))
    print(
        f"{model}, batches of {size}, pictures of {edge} px: forward {rates[0]:.1f} photos/s, "
        f"export {rates[1]:.1f}, {100 * wall:.0f} % (median of {turns}); of the processor time of "
        f"the thread that runs the model the forward pass is {100 * busy:.0f} %"
    )


def timed(action: Callable[[], None]) -> tuple[float, float]:
    """Seconds that an action takes, and seconds of the processor in this thread alone."""
    start, used = time.perf_counter(), time.thread_time()
    action()
    return time.perf_counter() - start, time.thread_time() - used


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--model", default="timm:vit_base_patch16_224")
    add("--photos", type=int, default=32)
    add("--batch", type=int, default=8)
    add("--size", type=int, default=320)
    asked = parser.parse_args()
    bench_sheet()
    bench_batch(asked.model, asked.photos, asked.batch, asked.size)


if __name__ == "__main__":
    main()
