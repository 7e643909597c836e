"""What muting and relevance cost beside a plain run: `python scripts/bench.py why`."""

from __future__ import annotations

from functools import partial

import torch

from explorer.analysis.attribution.call import call_of
from explorer.analysis.attribution.methods import attributed
from explorer.analysis.attribution.targets import target_of
from explorer.analysis.head_effects import head_effects, heads_of
from explorer.core.inputs import Inputs
from explorer.core.interventions.mute import Mute, cells_muted
from explorer.inputs.images import read_photo
from explorer.inputs.samples import samples
from explorer.registry.catalogue import find, untrained
from explorer.registry.loading import Loading
from speed_parts.figure import in_turns

MODELS = ("vit", untrained("timm:vit_base_patch16_224"))
"""A bundled model, and ViT-B, whose random weights take the same time."""
TIMES = 5
SOME = 12
"""Heads that are muted one by one, and in batches: the time of all is as many times that."""


def bench_why(models: tuple[str, ...] = MODELS, times: int = TIMES, some: int = SOME) -> None:
    """Relevance beside forward and backward, one mute beside a run, heads in batches and alone."""
    for model in models:
        _bench(model, times, some)


def _bench(model: str, times: int, some: int) -> None:
    photo = next(one for one in samples() if one.id == "church")
    subject = find(model).load("cpu", Loading())
    inputs = Inputs((read_photo(photo.path),))
    trace = subject.run(inputs)
    call, target = call_of(trace, subject), target_of(trace, subject)

    def forward_backward() -> None:
        pixels = call.args[0].detach().clone().requires_grad_()
        torch.autograd.grad(target.logit(call(pixels))[0], pixels)

    mute = Mute.parse("1.2").named(trace.sites)
    every = heads_of(trace)
    chosen = every[:: max(1, len(every) // some)][:some]

    def one_by_one() -> None:
        for cell in chosen:
            subject.run(inputs, mute=cells_muted(trace.sites, [cell], mute.mode))

    found = in_turns(
        {
            "forward and backward": forward_backward,
            "relevance": partial(attributed, trace, "relevance", subject=subject),
            "run": partial(subject.run, inputs),
            "muted run": partial(subject.run, inputs, mute=mute),
        },
        times,
    )
    ratio = found["relevance"] / found["forward and backward"]
    print(f"why, {model}: relevance {ratio:.2f} x forward and backward (goal 3)")
    print(f"why, {model}: one mute {found['muted run'] / found['run']:.2f} x a run (goal 1.2)")
    heads = in_turns(
        {
            "batched": partial(head_effects, trace, subject, heads=chosen),
            "one by one": one_by_one,
        },
        1,
    )
    share = len(every) / len(chosen)
    print(
        f"why, {model}: which of {len(every)} heads matter {share * heads['batched']:.0f} s, "
        f"one by one {share * heads['one by one']:.0f} s "
        f"({len(chosen)} heads measured: {heads['batched']:.1f} and {heads['one by one']:.1f} s)"
    )
