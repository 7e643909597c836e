"""Measure what must be quick: `python scripts/bench.py [WHAT ...]`, everything without a name.

Ratios and medians of one run on a quiet machine; figures are for reading, nothing asserts them.
`step` and `start` drive the real window; with `--beside CHECKOUT` another checkout takes turns.
`all --json FILE` measures every claim of speed beside what users have instead, in processes of
their own; `scripts/speed_page.py FILE` makes the page and the README's table of it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command itself has it

from bench_export import bench_sheet  # noqa: E402
from explorer.core.sites.attention import Attention  # noqa: E402 - after the path is set
from explorer.core.sites.masks import Causal  # noqa: E402
from explorer.core.sites.token_attention import TokenAttention  # noqa: E402
from explorer.core.trace import Trace  # noqa: E402
from explorer.figures.views import View  # noqa: E402
from speed_parts.long_texts import fresh, long_run  # noqa: E402
from speed_parts.running import run_all, run_part  # noqa: E402
from speed_parts.why import bench_why  # noqa: E402
from speed_parts.window_start import bench_start  # noqa: E402
from speed_parts.window_steps import CASES, bench_step  # noqa: E402

if TYPE_CHECKING:
    from torch import Tensor, nn

Around = Callable[[], AbstractContextManager[None]]

SAMPLE = ROOT / "resources" / "samples" / "chelsea.jpg"


def median_ms(action: Callable[[], object], times: int = 30) -> float:
    """Median wall time of an action, ms, after two runs to warm up."""
    for _ in range(2):
        action()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return 1000 * statistics.median(taken)


def run_model(model: str) -> Trace:
    """Run a bundled model on the sample photo."""
    from explorer.core.inputs import Inputs
    from explorer.runtime.engine import Engine, Request

    return Engine().run(Request(model, Inputs((SAMPLE,)), "cpu"))


def bench_pictures() -> None:
    """What a step needs below the window: heatmap, thumbnails, and the picture at 1024 px."""
    from explorer.core.map.heatmap import resolve_heatmap
    from explorer.core.map.thumbnails import thumbnails
    from explorer.core.selection import Selection
    from explorer.export.render import backdrop, picture_size, render
    from explorer.export.style import Style

    for model in ("vit", "se-resnet", "spatial-gate"):
        trace = run_model(model)
        selection = Selection(layer=trace.layers - 1)
        scene = backdrop(trace.photo.pixels, picture_size(trace.photo.size, 1024))
        heatmap = resolve_heatmap(trace, selection)
        steps: dict[str, Callable[[], object]] = {
            "heatmap": partial(resolve_heatmap, trace, selection),
            "picture": partial(render, heatmap, scene, Style()),
            "grid": partial(thumbnails, trace, selection),
        }
        figures = ", ".join(f"{name} {median_ms(step):.1f} ms" for name, step in steps.items())
        print(f"pictures, {model}: {figures}")


def bench_render() -> None:
    """The picture in each style and size, smooth and not."""
    from explorer.core.map.heatmap import resolve_heatmap
    from explorer.core.selection import Selection
    from explorer.export.render import backdrop, picture_size, render
    from explorer.export.style import Style

    trace = run_model("vit")
    heatmap = resolve_heatmap(trace, Selection(layer=trace.layers - 1))
    for edge in (800, 1600):
        size = picture_size(trace.photo.size, edge)
        taken = median_ms(partial(backdrop, trace.photo.pixels, size))
        print(f"backdrop {edge} px: {taken:.1f} ms")
        scene = backdrop(trace.photo.pixels, size)
        for mode in ("overlay", "spotlight", "map"):
            for smooth in (True, False):
                style = replace(Style(), mode=mode, smooth=smooth)
                taken = median_ms(partial(render, heatmap, scene, style))
                drawn = "smooth" if smooth else "patches"
                print(f"render {edge} px, {mode}, {drawn}: {taken:.1f} ms")


def bench_text() -> None:
    """A short and a long sentence: the run, and what a key press costs then."""
    from explorer.core.inputs import Inputs
    from explorer.core.map.matrix import matrix_thumbnails, resolve_matrix
    from explorer.core.selection import Selection
    from explorer.figures.devices import to_image
    from explorer.figures.frame import Frame
    from explorer.figures.text_picture import figure
    from explorer.figures.views import TextStyle
    from explorer.runtime.engine import Engine, Request

    engine = Engine()
    short = "この小説は人気です。"
    for model, text in product(("transformer", "seq2seq"), (short, 12 * short)):
        request = Request(model, Inputs(text=text), "cpu")
        trace = engine.run(request)
        selection = Selection(layer=trace.best)
        matrix = resolve_matrix(trace, selection)
        steps: dict[str, Callable[[], object]] = {
            "run": partial(engine.run, request),
            "resolve": partial(resolve_matrix, trace, selection),
            "grid": partial(matrix_thumbnails, trace, selection),
        }
        for view in get_args(View):
            drawn = figure(trace, selection, TextStyle(view), matrix)
            steps[view] = partial(to_image, drawn.paint, Frame(818, 520))
        figures = ", ".join(f"{name} {median_ms(step, 8):.1f} ms" for name, step in steps.items())
        print(f"text, {model}, {trace.sentence.tokens.size} tokens: {figures}")


def bench_length() -> None:
    """Long texts, everywhere and causal: the first picture, the sharp one, a zoom, a row, memory.

    Every picture of a run that nothing is known of; the pictures of one head and of the mean of 12.
    """
    from explorer.core.map.combine import Reduce
    from explorer.core.map.long.long_map import long_row
    from explorer.core.map.long.region import Region
    from explorer.core.map.matrix import (
        chosen_sites,
        refined_matrix,
        resolve_matrix,
        site_thumbnails,
    )
    from explorer.core.selection import Selection

    for size, mask in product((2048, 8192, 32768), (None, Causal())):
        trace = long_run(size, mask)

        def coarse(asked: Selection, trace: Trace = trace) -> object:
            return next(refined_matrix(fresh(trace), asked))

        def sharp(asked: Selection, trace: Trace = trace) -> object:
            return resolve_matrix(fresh(trace), asked)

        steps: dict[str, Callable[[], object]] = {}
        for pool, unit in product(get_args(Reduce), (0, -1) if size < 20_000 else (0,)):
            asked = Selection(unit=unit, pool=pool)
            named = f"{pool}, head 0" if unit == 0 else f"{pool}, mean of 12"
            steps[f"coarse {named}"] = partial(coarse, asked)
            steps[f"sharp {named}"] = partial(sharp, asked)
        close = Selection(unit=0, region=Region((size - 300, size), (0, 300)))
        chosen = chosen_sites(trace, Selection())
        steps["zoom to single tokens"] = partial(resolve_matrix, trace, close)
        steps["row of 12 heads"] = partial(long_row, chosen, size - 1, "mean")
        steps["13 small maps"] = partial(site_thumbnails, fresh(trace), Selection(), 0)
        figures = ", ".join(f"{name} {median_ms(step, 3):.1f} ms" for name, step in steps.items())
        tracemalloc.start()
        resolve_matrix(fresh(trace), Selection(unit=0, pool="max"))
        beyond = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        seen = "causal" if mask else "everywhere"
        print(f"length, {size} tokens, {seen}: {figures}; {beyond:.0f} MiB beyond q and k")


def gpt2_folder(folder: Path, size: int) -> None:
    """Make a model of GPT-2's size with random weights and `size` positions.

    With a tokenizer of bytes, as Hugging Face keeps them.
    """
    import transformers
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers

    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    made = Tokenizer(models.BPE({letter: at for at, letter in enumerate(letters)}, []))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    fast: Any = transformers.PreTrainedTokenizerFast
    fast(tokenizer_object=made).save_pretrained(folder)
    config = transformers.GPT2Config(
        n_positions=size, vocab_size=len(letters), bos_token_id=None, eos_token_id=None
    )
    transformers.GPT2LMHeadModel(config).save_pretrained(folder)


def bench_open(size: int = 8192) -> None:
    """A model of GPT-2's size on a long text: the run, its memory, and the first picture."""
    import tempfile

    import psutil
    import torch

    from explorer.core.inputs import Inputs
    from explorer.core.map.matrix import refined_matrix
    from explorer.core.selection import Selection
    from explorer.runtime.engine import Engine, Request

    torch.set_num_threads(2)
    with tempfile.TemporaryDirectory() as name:
        gpt2_folder(Path(name), size)
        engine, model = Engine(), f"hf:{name}"
        engine.run(Request(model, Inputs(text="warm"), "cpu"))
        process = psutil.Process()
        before, start = process.memory_info().rss, time.perf_counter()
        text = "The quick brown fox jumps over the lazy dog. " * (size // 45 + 1)
        trace = engine.run(Request(model, Inputs(text=text[:size]), "cpu"))
        taken = time.perf_counter() - start
        more = (process.memory_info().rss - before) / 2**20
        arrays = {id(one): one.nbytes for site in trace.sites if isinstance(site, TokenAttention)
                  for one in (site.query, site.key, site.value)}  # fmt: skip
        kept = sum(arrays.values()) / 2**20
        start = time.perf_counter()
        next(refined_matrix(trace, Selection(layer=trace.best, unit=0)))
        first = 1000 * (time.perf_counter() - start)
        print(
            f"open, {trace.sites[0].query_axis.size} tokens: {taken:.1f} s, {trace.verdict.value}, "
            f"{len(trace.sites)} sites; {kept:.0f} MiB of q, k and v, the process grew by "
            f"{more:.0f} MiB; first picture of a head {first:.0f} ms"
        )


def _forward(module: nn.Module, batch: Tensor, around: Around) -> None:
    import torch

    with torch.inference_mode(), around():
        module(batch)


def _drop(site: Attention) -> None:
    """What is observed is not kept."""


def bench_capture() -> None:
    """A forward pass observed against the plain one, alternating in one run; the tracer last."""
    import torch

    from explorer.capture.observe import observe
    from explorer.registry.subjects.vision_subject import VisionSubject
    from explorer.registry.weight_files.cards import read_vision_card
    from explorer.resource_files import resources

    torch.set_num_threads(2)
    for model in ("vit", "se-resnet", "spatial-gate"):
        card = read_vision_card(resources() / "checkpoints" / f"{model}.json")
        subject = VisionSubject.load(card, "cpu")
        module = subject.model
        batch = torch.randn(1, 3, card.input_size, card.input_size)

        plain = partial(_forward, module, batch, nullcontext)
        observed = partial(_forward, module, batch, partial(observe, module, _drop, subject.place))
        pairs = [(median_ms(plain, 5), median_ms(observed, 5)) for _ in range(6)]
        off = statistics.median(pair[0] for pair in pairs)
        on = statistics.median(pair[1] for pair in pairs)
        print(f"capture, {model}: plain {off:.1f} ms, observed {on:.1f} ms, ratio {on / off:.2f}")

    from speed_parts.capture_cost import costs

    for line in costs():
        print(line)


def bench_commands() -> None:
    """Whole processes: the list of models, and the first picture from a cold start."""
    python = [sys.executable, "-m", "explorer"]
    target = ROOT / ".bench.png"
    commands = {
        "models": [*python, "models"],
        "export": [*python, "export", "vit", str(SAMPLE), "-o", str(target)],
    }
    try:
        for name, command in commands.items():
            run = partial(subprocess.run, command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
            print(f"commands, {name}: {median_ms(run, 3):.0f} ms")
    finally:
        target.unlink(missing_ok=True)


BENCHES: dict[str, Callable[[], None]] = {
    "pictures": bench_pictures,
    "render": bench_render,
    "text": bench_text,
    "length": bench_length,
    "open": bench_open,
    "capture": bench_capture,
    "commands": bench_commands,
    "why": bench_why,
    "export": bench_sheet,
}
WINDOW = ("step", "start")


def main() -> None:
    """Run the benches that are named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", choices=["all", *WINDOW, *BENCHES, []], default=[])
    parser.add_argument("--json", type=Path, metavar="FILE", help="of `all`: where its figures go")
    parser.add_argument("--quick", action="store_true", help="of `all`: less of everything")
    parser.add_argument("--part", default="", help=argparse.SUPPRESS)
    parser.add_argument("--beside", type=Path, metavar="CHECKOUT", help="of `step` and `start`")
    parser.add_argument("--case", choices=CASES, default="", help="of `step`: one model alone")
    given = parser.parse_args()
    if given.part:
        run_part(given.part, given.quick)
        return
    if given.what == ["all"]:
        sys.exit(run_all(given.json, given.quick))
    for name in given.what or [*WINDOW, *BENCHES]:
        if name == "step":
            bench_step(given.beside, given.case)
        elif name == "start":
            bench_start(given.beside)
        else:
            BENCHES[name]()


if __name__ == "__main__":
    main()
