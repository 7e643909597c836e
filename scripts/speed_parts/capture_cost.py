"""What the tracer costs on models of libraries, beside the plain forward and the models' own way.

Figures are processor time of one thread, so that other work on the machine disturbs them little;
all variants of a model take turns.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

os.environ.setdefault("HF_HUB_OFFLINE", "1")  # random weights, nothing is fetched

import torch
from torch import Tensor, nn

from explorer.capture.tracing.options import Options
from explorer.capture.tracing.rerun import quicker
from explorer.capture.tracing.trace import trace_model

TIMES = 7
"""Rounds in which every variant runs once."""

Run = Callable[[], object]


@dataclass(frozen=True, eq=False, slots=True)
class Case:
    """A model and its input; `own`: a run that returns the attentions, where the model can."""

    name: str
    model: nn.Module
    given: dict[str, Any]
    own: Run | None = None

    def run(self) -> object:
        return self.model(**self.given)


def costs() -> Iterator[str]:
    """A line for each model: milliseconds plain, and what the others take of that."""
    torch.set_num_threads(1)
    for make in (_vit, _swin, _efficientnet, _bert, gpt2_case):
        case = make()
        with torch.no_grad():
            yield _line(case, _variants(case))


def _variants(case: Case) -> dict[str, Run]:
    """Plain, the first run, the runs after it, and the model's own attentions."""
    plain = Options()
    first = trace_model(case.model, options=plain, run=case.run, compare=False)
    later = quicker(first, case.model, options=plain, run=case.run)

    def traced(options: Options) -> Run:
        return lambda: trace_model(case.model, options=options, run=case.run, compare=False)

    found = {"plain": case.run, "first run": traced(plain), "later runs": traced(later)}
    return found if case.own is None else found | {"output_attentions": case.own}


def _line(case: Case, variants: dict[str, Run]) -> str:
    taken: dict[str, list[float]] = {name: [] for name in variants}
    for _ in range(TIMES):
        for name, run in variants.items():
            start = time.process_time()
            run()
            taken[name].append(time.process_time() - start)
    plain, *others = ((name, statistics.median(times)) for name, times in taken.items())
    ratios = ", ".join(f"{name} {seconds / plain[1]:.2f}" for name, seconds in others)
    return f"capture, {case.name}: plain {1000 * plain[1]:.0f} ms, {ratios}"


def _picture() -> Tensor:
    return torch.randn(1, 3, 224, 224, generator=torch.Generator().manual_seed(0))


def _timm(name: str) -> Case:
    import timm

    model: nn.Module = timm.create_model(name, pretrained=False).eval()
    return Case(f"timm {name}", model, {"x": _picture()})


def _vit() -> Case:
    return _timm("vit_base_patch16_224")


def vit_case() -> Case:
    """ViT-B of transformers, whose eager attention returns its maps."""
    import transformers

    library: Any = transformers
    model: nn.Module = library.ViTModel(library.ViTConfig()).eval()
    eager: Any = library.ViTModel(library.ViTConfig()).eval()
    eager.load_state_dict(model.state_dict())
    eager.set_attn_implementation("eager")
    given = {"pixel_values": _picture()}
    own = {**given, "output_attentions": True}
    return Case("ViT-B/16, 197 tokens", model, given, lambda: eager(**own))


def _swin() -> Case:
    return _timm("swin_tiny_patch4_window7_224")


def _efficientnet() -> Case:
    return _timm("efficientnet_b3")


def _text(name: str, make: Callable[[Any], nn.Module], tokens: int) -> Case:
    """A model of transformers; eager attention returns its maps, sdpa does not."""
    import transformers

    model = make(transformers).eval()
    eager: Any = make(transformers).eval()
    eager.load_state_dict(model.state_dict())
    eager.set_attn_implementation("eager")
    random = torch.Generator().manual_seed(0)
    given = {"input_ids": torch.randint(5, 20000, (1, tokens), generator=random)}
    own = {**given, "output_attentions": True}
    return Case(f"{name}, {tokens} tokens", model, given, lambda: eager(**own))


def _bert() -> Case:
    def make(library: Any) -> nn.Module:
        model: nn.Module = library.BertModel(library.BertConfig())
        return model

    return _text("BERT-base", make, 512)


def gpt2_case(tokens: int = 1024) -> Case:
    """GPT-2 of so many tokens, with random weights."""

    def make(library: Any) -> nn.Module:
        model: nn.Module = library.GPT2Model(library.GPT2Config())
        return model

    return _text("GPT-2", make, tokens)
