"""Every claim of speed, measured: a part gives its figures, and runs in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from explorer.core.trace import Trace
from explorer.resource_files import resources
from speed_parts.figure import Figure, in_turns, median_s

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = resources() / "samples" / "chelsea.jpg"
CASES = {
    "vit": ("ViT, 197 tokens", 8.0),
    "se-resnet": ("SE-ResNet", 8.0),
    "transformer": ("translation", 8.0),
    "bert": ("encoder, 512 tokens, 12 × 12 heads", 16.0),
}
"""What a step is measured of, and its goal at scale 1, ms."""
RUNS = 300


def start(quick: bool) -> Iterator[Figure]:
    """From the start of the process to the window and to the first map."""
    from speed_parts.window_start import run_child

    found = []
    with tempfile.TemporaryDirectory() as bytecode:
        run_child(ROOT, bytecode)
        for _ in range(1 if quick else 3):
            found.append(run_child(ROOT, bytecode)[0])
        environment = os.environ | {"PYTHONPYCACHEPREFIX": bytecode, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", "import explorer"]
        bare = [sys.executable, "-c", "pass"]
        run = partial(subprocess.run, check=True, env=environment)
        own = median_s(lambda: run(command), 5) - median_s(lambda: run(bare), 5)
    middle = {name: sorted(one[name] for one in found)[len(found) // 2] for name in found[0]}
    goals = {
        "window painted": 500.0,
        "first map painted": 1500.0,
        "longest standstill of the window": 50.0,
    }
    for name, goal in goals.items():
        yield Figure(name, middle[name], "ms", goal)
    yield Figure("`import explorer`", 1000 * own, "ms", 50.0)


def step(quick: bool) -> Iterator[Figure]:
    """From a key press to the painted window, 1440 × 900."""
    from speed_parts.window_steps import bert_folder, measure

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for case, (words, goal) in CASES.items():
            if case == "bert":
                bert_folder(folder)
            for scale in (1,) if quick else (1, 2):
                (steps,) = measure([ROOT], case, scale, folder, rounds=2 if quick else 6)
                yield Figure(
                    f"{words}, scale {scale}, p95", steps.percentile(0.95), "ms",
                    16.0 if scale == 2 else goal, note=f"p50 {steps.percentile(0.5):.1f} ms",
                )  # fmt: skip


def capture(quick: bool) -> Iterator[Figure]:
    """Every map of a forward pass, beside the plain pass and the other ways to have them."""
    import torch

    from explorer.capture.tracing.options import Options
    from explorer.capture.tracing.rerun import quicker
    from explorer.capture.tracing.trace import trace_model
    from speed_parts.capture_cost import gpt2_case, vit_case

    torch.set_num_threads(1)
    for make in (vit_case, partial(gpt2_case, 128 if quick else 512)):
        case = make()
        with torch.no_grad():
            plain = Options()
            traced = partial(trace_model, case.model, run=case.run, compare=False)
            later = quicker(traced(options=plain), case.model, options=plain, run=case.run)
            variants: dict[str, Callable[[], object]] = {
                "plain": case.run,
                "first": partial(traced, options=plain),
                "later": partial(traced, options=later),
            }
            if case.own is not None:
                variants["output_attentions=True"] = case.own
            full = _torchlens(case)
            if full is not None:
                variants["TorchLens, all"] = full
            taken = in_turns(variants, 1 if quick else 3)
        ratio = {name: seconds / taken["plain"] for name, seconds in taken.items()}
        beside = {name: ratio.get(name) for name in ("output_attentions=True", "TorchLens, all")}
        note = f"plain {1000 * taken['plain']:.0f} ms of one thread"
        yield Figure(f"{case.name}, first run", ratio["first"], "×", 1.10, beside, note)
        yield Figure(f"{case.name}, later runs", ratio["later"], "×", 1.05, beside, note)


def _torchlens(case: Any) -> Callable[[], object] | None:
    """TorchLens's capture of everything; None where it is not installed or does not run here."""
    try:
        import torchlens

        given = next(iter(case.given.values()))
        run = partial(torchlens.trace, case.model, given)
        run()
    except Exception as error:  # another program, which may do anything
        print(f"TorchLens: {type(error).__name__}: {error}", file=sys.stderr)
        return None
    return run


def views(quick: bool) -> Iterator[Figure]:
    """All heads of one text on a page: ours as pictures, BertViz's as HTML; the same numbers."""
    import numpy as np

    from explorer.core.map.matrix import matrix_thumbnails, resolve_matrix
    from explorer.core.selection import Selection
    from explorer.figures.devices import to_image
    from explorer.figures.frame import Frame
    from explorer.figures.text_picture import figure
    from explorer.figures.views import TextStyle
    from speed_parts.long_texts import long_run

    size, layers = (128, 2) if quick else (512, 6)
    one = long_run(size, None)
    sites = tuple(replace(one.sites[0], name=f"layer {at}", layer=at) for at in range(layers))
    trace = replace(one, sites=sites, layers=layers)

    def draw() -> None:
        fresh = replace(trace, sites=tuple(replace(site) for site in sites))
        matrix_thumbnails(fresh, Selection())
        matrix = resolve_matrix(fresh, Selection())
        to_image(figure(fresh, Selection(), TextStyle("matrix"), matrix).paint, Frame(818, 520))

    ours = median_s(draw, 3)
    seconds, megabytes = None, None
    try:
        import torch
        from bertviz import model_view

        maps = [torch.from_numpy(np.array(site.weights(range(size))))[None] for site in sites]
        words = list(one.sentence.tokens.pieces)
        began = time.perf_counter()
        page = model_view(maps, words, html_action="return")
        with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
            file.write(page.data)
            file.flush()
            seconds = time.perf_counter() - began
            megabytes = os.path.getsize(file.name) / 2**20
    except Exception as error:  # another program, which may do anything
        print(f"BertViz: {type(error).__name__}: {error}", file=sys.stderr)
    size_note = "" if megabytes is None else f"BertViz's page has {megabytes:.0f} MiB"
    what = f"the grid of {layers} × 12 heads and a map, {size} tokens"
    yield Figure(what, ours, "s", None, {"BertViz, model view": seconds}, size_note)


def length(quick: bool) -> Iterator[Figure]:
    """Long texts: the first picture, the sharp one, a row; memory beyond queries and keys."""
    import tracemalloc

    from explorer.core.map.long.long_map import long_row
    from explorer.core.map.matrix import chosen_sites, refined_matrix, resolve_matrix
    from explorer.core.selection import Selection
    from speed_parts.long_texts import fresh, long_run

    for size in (1024, 4096) if quick else (1024, 2048, 8192, 16384, 32768):
        trace = long_run(size, None)
        head, mean = Selection(unit=0, pool="mean"), Selection(pool="mean")
        chosen = chosen_sites(trace, Selection())

        def coarse(trace: Trace, asked: Selection) -> object:
            return next(refined_matrix(fresh(trace), asked))

        def sharp(trace: Trace, asked: Selection) -> object:
            return resolve_matrix(fresh(trace), asked)

        steps: dict[str, tuple[Callable[[], object], float]] = {
            "first picture of a head": (partial(coarse, trace, head), 100.0),
            "sharp picture of a head": (partial(sharp, trace, head), 500.0),
            "one row of 12 heads": (partial(long_row, chosen, size - 1, "mean"), 100.0),
        }
        if size <= 8192:
            steps["sharp mean of 12 heads"] = partial(sharp, trace, mean), 500.0
        for what, (action, goal) in steps.items():
            taken = 1000 * median_s(action, 1 if size > 10_000 else 3)
            said = goal if size == 8192 else None
            yield Figure(f"{size:,} tokens, {what}", taken, "ms", said)
        tracemalloc.start()
        sharp(trace, Selection(unit=0, pool="max"))
        beyond = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        whole: dict[str, float | None] = {"one whole map": 4 * size * size / 2**20}
        what = f"{size:,} tokens, memory beyond queries and keys"
        yield Figure(what, beyond, "MiB", None, whole)


def export(quick: bool) -> Iterator[Figure]:
    """A picture of a run, written to a file; and from a cold start by the command."""
    import explorer

    model = explorer.open_model("vit")
    trace = model.run(SAMPLE)
    text = explorer.open_model("transformer").run("この小説は人気です。")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for words, result, suffixes in (
            ("photo", trace, ("png", "svg", "pdf")),
            ("translation", text, ("png", "svg", "pdf")),
        ):
            for suffix in suffixes:
                path = folder / f"map.{suffix}"
                save = partial(_save, result, path)
                yield Figure(f"{words} as {suffix.upper()}", 1000 * median_s(save, 5), "ms")
        command = [sys.executable, "-m", "explorer", "export", "vit", str(SAMPLE), "-o"]
        run = partial(
            subprocess.run, [*command, str(folder / "cold.png")], check=True, cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        yield Figure("`export vit PHOTO` from a cold start", median_s(run, 1 if quick else 3), "s")


def _save(result: Any, path: Path) -> None:
    result.figure().save(path)


def memory(quick: bool) -> Iterator[Figure]:
    """What a process has grown by after many runs of a bundled model."""
    import gc

    import psutil

    from explorer.core.inputs import Inputs
    from explorer.runtime.engine import Engine, Request

    engine, request = Engine(), Request("vit", Inputs((SAMPLE,)), "cpu")
    runs = 30 if quick else RUNS
    for _ in range(20):
        engine.run(request)
    gc.collect()
    process = psutil.Process()
    before = process.memory_info().rss
    for _ in range(runs):
        engine.run(request)
    gc.collect()
    grown = 100 * (process.memory_info().rss - before) / before
    note = f"of {before / 2**20:.0f} MiB"
    yield Figure(f"growth of memory over {runs} runs", grown, "%", 2.0, {}, note)


PARTS: dict[str, tuple[str, Callable[[bool], Iterator[Figure]], float]] = {
    "start": ("Start", start, 120),
    "step": ("A key press until the window is painted", step, 480),
    "capture": ("Capture, times the plain forward pass", capture, 240),
    "views": ("All heads of a text", views, 240),
    "length": ("Long texts", length, 240),
    "export": ("Export", export, 120),
    "memory": ("Memory", memory, 240),
}
"""The title of each part, what measures it, and the seconds after which it is given up."""
