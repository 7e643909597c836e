"""Attributions by captum: integrated gradients, Grad-CAM, LayerCAM and occlusion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor

from explorer.analysis.attribution.call import Call
from explorer.analysis.attribution.captum_inputs import (
    captum,
    embedded,
    neutral_ids,
    of_pixels,
    running,
)
from explorer.analysis.attribution.feature_maps import Feature, feature_of, no_feature
from explorer.analysis.attribution.gradient_pass import check_memory, measured, prepared
from explorer.analysis.attribution.method import AttributionError, Choices
from explorer.core.checks import Check
from explorer.core.map.attribution import Attribution
from explorer.core.packages import missing
from explorer.core.sites.arrays import Array, frozen
from explorer.core.sites.attention import Kind
from explorer.core.sites.axes import Tokens
from explorer.core.sites.patch_maps import PatchSite
from explorer.core.trace import Trace

if TYPE_CHECKING:
    from explorer.registry.subjects.protocol import Subject

COMPLETE = "integrated gradients sum to the change of the target"
ALLOWED = 0.01
"""Relative, of the sum of integrated gradients."""
MOST_STEPS = 512
BATCH = 8
"""Inputs at a time."""
CELLS = 16
"""Cells a side that are hidden one by one, where there are no patches."""


def no_captum(trace: Trace, subject: Subject | None = None) -> str | None:
    """Why captum cannot be asked; None where it can."""
    lack = missing("captum")
    return _no_answer(trace) if lack is None else lack.said


def no_cam(trace: Trace, subject: Subject | None = None) -> str | None:
    """Why a model has no feature map that a class weighs; None where it has."""
    return no_captum(trace, subject) or no_feature(trace)


def _no_answer(trace: Trace) -> str | None:
    if trace.task is None and trace.prediction is None and not trace.objects:
        return f"{trace.model.title} gives {trace.gives or 'nothing'}, no answer with a name."
    return None


def of_integrated(
    trace: Trace, text: str, subject: Subject | None, choices: Choices
) -> Attribution:
    """Integrated gradients of Sundararajan et al. 2017, of pixels or of the vectors of tokens.

    Steps are doubled until the sum is what the target changes by, so that the map is complete.
    """
    call, target = prepared(trace, text, subject)
    assert subject is not None
    if call.on_photo:
        assert call.blank is not None
        inputs, base, logit = call.args[0], call.blank[:1], of_pixels(call, target)
        nothing = "black"
    else:
        ids, nothing = neutral_ids(trace, subject, call)
        found = embedded(call, target, ids)
        inputs, base, logit = found.vectors, found.baseline, found.logit
    method = captum().IntegratedGradients(logit)
    _fits(trace, call, choices, min(choices.steps, BATCH))
    with running(call, trace.mute, choices.cancelled):
        with torch.no_grad():
            change = float(logit(inputs) - logit(base))
        steps, error = choices.steps, float("inf")
        while True:
            whole = method.attribute(
                inputs, base, n_steps=steps, internal_batch_size=BATCH
            ).detach()
            error = abs(float(whole.sum()) - change) / max(abs(change), 1e-6)
            if error <= ALLOWED or steps >= MOST_STEPS:
                break
            steps *= 2
            choices.progress(steps / MOST_STEPS)
    values = whole[0].sum(dim=0 if call.on_photo else -1)  # (H, W), or (T,)
    return _attribution(
        trace,
        values,
        method="ig",
        title=f"Integrated gradients for {target.label}",
        subtitle=f"{steps} steps from {nothing}",
        quantity=f"share of the logit of {target.label}",
        target=target.label,
        checks=(Check(COMPLETE, error, ALLOWED),),
    )


def of_occlusion(trace: Trace, text: str, subject: Subject | None, choices: Choices) -> Attribution:
    """How far the target falls where a cell or a token is hidden (Zeiler & Fergus 2014)."""
    call, target = prepared(trace, text, subject)
    assert subject is not None
    if call.on_photo:
        assert call.blank is not None
        rows, cols = _cells(trace)
        pixels = call.args[0]
        _, channels, height, width = pixels.shape
        window = channels, -(-height // rows), -(-width // cols)
        grey = call.blank.mean(dim=0, keepdim=True)
        method = captum().Occlusion(of_pixels(call, target))
        with running(call, trace.mute, choices.cancelled), torch.no_grad():
            whole = method.attribute(
                pixels,
                sliding_window_shapes=window,
                strides=window,
                baselines=grey,
                perturbations_per_eval=BATCH,
            )[0, 0]
        down, across = (
            torch.arange(count) * size + size // 2
            for count, size in ((rows, window[1]), (cols, window[2]))
        )
        inside = down[down < height], across[across < width]
        values = whole[inside[0]][:, inside[1]]  # (rows, cols)
        hidden = f"{len(inside[0])} × {len(inside[1])} cells made grey"
    else:
        ids, name = neutral_ids(trace, subject, call)
        given = call.ids
        assert given is not None
        method = captum().FeatureAblation(lambda tokens: target.logit(call.reading(tokens)()))
        with running(call, trace.mute, choices.cancelled), torch.no_grad():
            values = method.attribute(given, baselines=ids, perturbations_per_eval=1)[0]
        hidden = f"tokens replaced by the {name}"
    return _attribution(
        trace,
        values.float(),
        method="occlusion",
        title=f"Occlusion for {target.label}",
        subtitle=hidden,
        quantity=f"fall of the logit of {target.label}",
        target=target.label,
    )


def of_cam(
    trace: Trace, text: str, subject: Subject | None, choices: Choices, layer: bool
) -> Attribution:
    """Grad-CAM (Selvaraju et al. 2017), or LayerCAM (Jiang et al. 2021), of a feature map."""
    call, target = prepared(trace, text, subject)
    _fits(trace, call, choices, 1)
    feature = feature_of(trace, call)
    logit = feature.through(of_pixels(call, target))
    attr = captum()
    with running(call, trace.mute, choices.cancelled):
        pixels = call.args[0].detach().clone().requires_grad_()
        if layer:
            products = attr.LayerGradientXActivation(logit, feature.module).attribute(pixels)
            values = _layer_cam(products.detach(), _activation(attr, logit, feature, pixels))
        else:
            cam = attr.LayerGradCam(logit, feature.module)
            values = cam.attribute(pixels, relu_attributions=True).detach()[0, 0]
    name = "LayerCAM" if layer else "Grad-CAM"
    return _attribution(
        trace,
        values,
        method="layercam" if layer else "gradcam",
        title=f"{name} for {target.label}",
        subtitle=feature.told,
        quantity=f"{name} of {target.label}",
        target=target.label,
        signed=False,
    )


def _activation(attr: Any, logit: Any, feature: Feature, pixels: Tensor) -> Tensor:
    found: Tensor = attr.LayerActivation(logit, feature.module).attribute(pixels)
    return found.detach()


def _layer_cam(products: Tensor, activation: Tensor) -> Tensor:
    """Σ_c (∂y/∂a_c)⁺ a_c, the positive part: (1, C, H, W) of gradient times a, and of a, to (H, W).

    The gradient is positive where its product with a has the sign of a.
    """
    speaks = (products > 0) == (activation > 0)
    return (products * speaks).sum(dim=1)[0].clamp(min=0)


def _fits(trace: Trace, call: Call, choices: Choices, count: int) -> None:
    """Say what memory so many inputs with gradients take; raises AttributionError for too much."""
    _, size = measured(call, trace.mute)
    what = f"{count} inputs at a time with gradients" if count > 1 else "The pass with gradients"
    check_memory(call, choices, count * size, what)


def _cells(trace: Trace) -> tuple[int, int]:
    """The patches of the model, or as many cells a side as are hidden elsewhere."""
    site = trace.sites[trace.best]
    if isinstance(site, PatchSite) and site.keys.rows:
        return min(site.keys.rows, CELLS), min(site.keys.cols, CELLS)
    return CELLS, CELLS


def _attribution(
    trace: Trace,
    values: Tensor,
    *,
    method: str,
    title: str,
    subtitle: str,
    quantity: str,
    target: str,
    signed: bool = True,
    checks: tuple[Check, ...] = (),
) -> Attribution:
    """Values over a photo (rows, cols), or one a token (T,)."""
    numbers: Array = frozen(values.detach().float().cpu().numpy())
    if not np.isfinite(numbers).all():
        raise AttributionError("The gradients are no numbers: they grew beyond all bounds.")
    text = numbers.ndim == 1
    return Attribution(
        method=method,
        title=title,
        subtitle=subtitle,
        quantity=quantity,
        values=numbers[None] if text else numbers,
        target=target,
        signed=signed,
        checks=checks,
        queries=Tokens((target,), (0,)) if text else None,
        keys=_read_tokens(trace, numbers.size) if text else None,
        facts={"Library": "captum"},
    )


def _read_tokens(trace: Trace, count: int) -> Tokens:
    """The tokens that the model read, those that it wrote after them included."""
    tokens = trace.sentence.tokens
    if tokens.size == count:
        return tokens
    return next(
        site.key_axis
        for site in trace.sites
        if site.kind in (Kind.MASKED, Kind.SELF)
        and isinstance(site.key_axis, Tokens)
        and site.key_axis.size == count
    )
