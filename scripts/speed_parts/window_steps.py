"""How long a key press takes until the window is painted: `python scripts/bench.py step`.

The real window at 1440×900, offscreen, in a process of its own for every model and scale; with
another checkout beside it, the two take turns. Wall time and, since other work on the machine
lengthens that, processor time of the window's thread.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from real_window import RealWindow, use_checkout

ROOT = Path(__file__).resolve().parents[2]
TOKENS, HEADS = 512, 12
CASES = ("vit", "se-resnet", "transformer", "bert")
SCALES = (1, 2)
ROUNDS, WARM = 6, 8
KEYS = ("Right", "Right", "Up", "Left", "Up", "Right", "Down", "Left", "Down", "Left")
"""Ten steps of the grid: to other heads and other layers, which come back to where they began."""


@dataclass(frozen=True, slots=True)
class Steps:
    """(wall, processor) ms of every step."""

    taken: tuple[tuple[float, float], ...]

    def percentile(self, share: float, worked: bool = False) -> float:
        """The time, ms, that a share of the steps did not exceed; `worked`: processor time."""
        ordered = sorted(one[worked] for one in self.taken)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)]

    def __str__(self) -> str:
        p50, p95 = self.percentile(0.5), self.percentile(0.95)
        work50, work95 = self.percentile(0.5, True), self.percentile(0.95, True)
        return f"p50 {p50:.1f}, p95 {p95:.1f} (processor {work50:.1f}, {work95:.1f}) ms"


def bert_folder(folder: Path) -> None:
    """Save an encoder of 12 layers with 12 heads, random weights, and a tokenizer of whole words.

    Its widths are small: a step shows maps, and those are as large as any of 512 tokens.
    """
    import torch
    import transformers
    from tokenizers import Tokenizer, models, pre_tokenizers

    words = ["[PAD]", "[UNK]", *(f"word{number}" for number in range(TOKENS))]
    made = Tokenizer(models.WordLevel({word: at for at, word in enumerate(words)}, "[UNK]"))
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    fast: Any = transformers.PreTrainedTokenizerFast
    fast(tokenizer_object=made, pad_token="[PAD]", unk_token="[UNK]").save_pretrained(folder)
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=len(words),
        hidden_size=16 * HEADS,
        num_hidden_layers=12,
        num_attention_heads=HEADS,
        intermediate_size=64,
        max_position_embeddings=TOKENS,
        initializer_range=0.4,  # or every map would be nearly uniform
    )
    transformers.BertModel(config).save_pretrained(folder)
    text = " ".join(f"word{number}" for number in range(TOKENS))
    (folder / "words.txt").write_text(text, encoding="utf-8")


class Pressing:
    """A process with the window of a checkout, which presses keys when it is told to."""

    def __init__(self, checkout: Path, case: str, scale: int, folder: Path) -> None:
        words = ["--child", str(checkout), case, str(folder)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "speed_parts.window_steps", *words],
            cwd=ROOT / "scripts",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"QT_SCALE_FACTOR": str(scale)},
        )
        self.press(WARM)

    def press(self, count: int) -> list[tuple[float, float]]:
        """Press so many keys; raises RuntimeError where the window could not."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{count}\n")
        self._process.stdin.flush()
        while line := self._process.stdout.readline():
            if line.startswith("["):
                return [(wall, worked) for wall, worked in json.loads(line)]
        raise RuntimeError("The window ended before it was measured.")

    def close(self) -> None:
        """End the process."""
        self._process.communicate("")


def measure(
    checkouts: list[Path], case: str, scale: int, folder: Path, rounds: int = ROUNDS
) -> list[Steps]:
    """The steps of a model in every checkout, measured in turns."""
    windows = [Pressing(checkout, case, scale, folder) for checkout in checkouts]
    taken: list[list[tuple[float, float]]] = [[] for _ in windows]
    for _ in range(rounds):
        for window, steps in zip(windows, taken, strict=True):
            steps += window.press(len(KEYS))
    for window in windows:
        window.close()
    return [Steps(tuple(steps)) for steps in taken]


def bench_step(beside: Path | None = None, only: str = "") -> None:
    """Print the steps of every model at scale 1 and 2; `only` those of one case."""
    checkouts = [ROOT, *([beside.resolve()] if beside else [])]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if only in ("", "bert"):
            bert_folder(folder)
        for case, scale in product([only] if only else CASES, SCALES):
            now, *before = measure(checkouts, case, scale, folder)
            print(f"step, {case}, scale {scale}: {now}", flush=True)
            for old in before:
                ratio = now.percentile(0.5, True) / old.percentile(0.5, True)
                print(f"      beside it: {old}; ratio {ratio:.2f}", flush=True)


def _child(checkout: Path, case: str, folder: Path) -> None:
    """Open the window, then press as many keys as each line of standard input says."""
    use_checkout(checkout)
    if case == "bert":
        real = RealWindow(checkout, f"hf:{folder}", folder / "words.txt")
    else:
        real = RealWindow(checkout, case)
    real.press("Home")
    real.press("Down")
    real.press("Down")
    at = 0
    for line in sys.stdin:
        steps = []
        for _ in range(int(line)):
            steps.append(real.press(KEYS[at % len(KEYS)]))
            at += 1
        print(json.dumps(steps), flush=True)
    real.close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
