"""The attribution methods: which there are, which a model offers, and how one is applied."""

from __future__ import annotations

import difflib
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, get_args

from explorer.analysis.attribution.attention_maps import (
    no_maps,
    no_rollout,
    of_heads,
    of_layers,
    of_rollout,
)
from explorer.analysis.attribution.from_captum import (
    no_cam,
    no_captum,
    of_cam,
    of_integrated,
    of_occlusion,
)
from explorer.analysis.attribution.from_gradients import (
    no_layer_scores,
    no_relevance,
    of_legrad,
    of_relevance,
    of_values,
)
from explorer.analysis.attribution.method import (
    NO_CHOICES,
    AttributionError,
    Choices,
    Make,
    Method,
)
from explorer.analysis.attribution.rollout import Fusion
from explorer.analysis.attribution.targets import second_of
from explorer.core.map.attribution import Attribution, resolve_attribution
from explorer.core.map.resolve import Map
from explorer.core.selection import Ends, Selection
from explorer.core.sites.arrays import frozen
from explorer.core.trace import Trace

if TYPE_CHECKING:
    from explorer.registry.subjects.protocol import Subject

ROLLOUT = (
    "Abnar & Zuidema 2020, Quantifying Attention Flow in Transformers, "
    "https://arxiv.org/abs/2005.00928"
)


def _of_heads(fusion: Fusion) -> Make:
    return lambda trace, target, subject, choices: of_heads(trace, choices, fusion)


def _fused(fusion: Fusion) -> Method:
    word, formula = {
        "mean": ("Mean", "1/H Σ_h A_h"),
        "max": ("Largest", "max_h A_h"),
        "min": ("Smallest", "min_h A_h"),
    }[fusion]
    return Method(
        id=f"heads-{fusion}",
        name=f"{word} of heads",
        formula=formula,
        paper="Vaswani et al. 2017, Attention Is All You Need, https://arxiv.org/abs/1706.03762",
        targeted=False,
        make=_of_heads(fusion),
        reason=no_maps,
    )


METHODS: tuple[Method, ...] = (
    *map(_fused, get_args(Fusion)),
    Method(
        id="layers",
        name="Mean of layers",
        formula="1/(L H) Σ_l Σ_h A_lh",
        paper=ROLLOUT,
        targeted=False,
        make=lambda trace, target, subject, choices: of_layers(trace, choices),
        reason=no_maps,
    ),
    Method(
        id="rollout",
        name="Rollout (Abnar & Zuidema 2020)",
        formula="R = Ā_L … Ā_2 Ā_1 with Ā_l = (A_l + I) / 2, rows brought back to 1",
        paper=ROLLOUT,
        targeted=False,
        make=lambda trace, target, subject, choices: of_rollout(trace, choices),
        reason=no_rollout,
    ),
    Method(
        id="relevance",
        name="Relevance (Chefer 2021)",
        formula="R ← R + Ā R with Ā = E_h [(∇A ⊙ A)⁺]; across R_ts ← R_ts + R̄_ttᵀ Ā R̄_ss",
        paper=(
            "Chefer et al. 2021, Generic Attention-model Explainability for Interpreting "
            "Bi-Modal and Encoder-Decoder Transformers, https://arxiv.org/abs/2103.15679"
        ),
        targeted=True,
        make=of_relevance,
        reason=no_relevance,
    ),
    Method(
        id="legrad",
        name="LeGrad (Bousselham 2024)",
        formula="1/L Σ_l E_h E_q [(∂s_l/∂A_l)⁺], s_l the answer of layer l",
        paper=(
            "Bousselham et al. 2024, LeGrad: An Explainability Method for Vision Transformers "
            "via Feature Formation Sensitivity, https://arxiv.org/abs/2404.03214"
        ),
        targeted=True,
        make=of_legrad,
        reason=no_layer_scores,
    ),
    Method(
        id="value",
        name="Value-weighted (Kobayashi 2020)",
        formula="‖Σ_h α_h v_h W_O,h‖",
        paper=(
            "Kobayashi et al. 2020, Attention is Not Only a Weight: Analyzing Transformers with "
            "Vector Norms, https://arxiv.org/abs/2004.10102"
        ),
        targeted=False,
        make=of_values,
        reason=no_relevance,
    ),
    Method(
        id="ig",
        name="Integrated gradients (Sundararajan 2017)",
        formula="(x - x0) ∫ ∂y/∂x (x0 + a (x - x0)) da",
        paper=(
            "Sundararajan et al. 2017, Axiomatic Attribution for Deep Networks, "
            "https://arxiv.org/abs/1703.01365"
        ),
        targeted=True,
        make=of_integrated,
        reason=no_captum,
    ),
    Method(
        id="gradcam",
        name="Grad-CAM (Selvaraju 2017)",
        formula="(Σ_c E_xy[∂y/∂a_c] a_c)⁺",
        paper=(
            "Selvaraju et al. 2017, Grad-CAM: Visual Explanations from Deep Networks, "
            "https://arxiv.org/abs/1610.02391"
        ),
        targeted=True,
        make=partial(of_cam, layer=False),
        reason=no_cam,
    ),
    Method(
        id="layercam",
        name="LayerCAM (Jiang 2021)",
        formula="(Σ_c (∂y/∂a_c)⁺ a_c)⁺",
        paper=(
            "Jiang et al. 2021, LayerCAM: Exploring Hierarchical Class Activation Maps for "
            "Localization, https://doi.org/10.1109/TIP.2021.3089943"
        ),
        targeted=True,
        make=partial(of_cam, layer=True),
        reason=no_cam,
    ),
    Method(
        id="occlusion",
        name="Occlusion (Zeiler & Fergus 2014)",
        formula="y(x) - y(x with a cell or token hidden)",
        paper=(
            "Zeiler & Fergus 2014, Visualizing and Understanding Convolutional Networks, "
            "https://arxiv.org/abs/1311.2901"
        ),
        targeted=True,
        make=of_occlusion,
        reason=no_captum,
    ),
)


def method_named(id: str) -> Method:
    """Return the method of an id; raises AttributionError with the nearest for none."""
    known = {one.id: one for one in METHODS}
    if id in known:
        return known[id]
    near = difflib.get_close_matches(id, known, n=1, cutoff=0.5)
    hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(known)}."
    raise AttributionError(f"There is no method named {id or 'so'}. {hint}")


def attributed(
    trace: Trace,
    method: Method | str,
    target: str = "",
    *,
    subject: Subject | None = None,
    choices: Choices = NO_CHOICES,
) -> Attribution:
    """Apply a method to a run.

    Parameters
    ----------
    trace : Trace
        The finished run that is explained.
    method : Method or str
        Which, or its id.
    target : str
        What is explained: a class by name or number, a written token, an object; "" for what the
        model is surest of. Methods that are not `targeted` have no use for it.
    subject : Subject or None
        The loaded model that made the run; methods that need gradients run it again.
    choices : Choices
        Where the method leaves a choice.

    Returns
    -------
    Attribution
        As `resolve_attribution` makes a map of it.

    Raises
    ------
    AttributionError
        The model does not offer the method, or has no such target.
    Cancelled
        The user stopped it.
    """
    chosen = method_named(method) if isinstance(method, str) else method
    if reason := chosen.supports(trace, subject):
        raise AttributionError(f"{chosen.name} cannot be shown: {reason}")
    choices = _asked_by(trace, choices)
    if not choices.against:
        return chosen.make(trace, target, subject, choices)
    if not chosen.targeted:
        raise AttributionError(f"{chosen.name} explains no single answer to be held against.")
    first = chosen.make(trace, target, subject, choices)
    second = second_of(trace, target, choices.against)
    return contrasted(first, chosen.make(trace, second, subject, choices))


def _asked_by(trace: Trace, choices: Choices) -> Choices:
    """The same with who asks: of a map of objects, where nobody is named, the surest one."""
    if choices.query is not None or not trace.objects:
        return choices
    axis = trace.sites[trace.best if choices.layer is None else choices.layer].query_axis
    return choices if getattr(axis, "rows", 1) else replace(choices, query=trace.objects[0].query)


def contrasted(first: Attribution, second: Attribution) -> Attribution:
    """One attribution without another: what speaks for the first target more than the second."""
    return replace(
        first,
        title=f"{first.title} against {second.target}",
        target=f"{first.target} against {second.target}",
        quantity=f"difference of the {first.quantity}",
        values=frozen(first.values - second.values),
        signed=True,
        contrast=True,
        checks=(*first.checks, *second.checks),
    )


def attribute(
    trace: Trace,
    method: Method | str,
    target: str = "",
    *,
    subject: Subject | None = None,
    choices: Choices = NO_CHOICES,
    levels: Ends | None = None,
) -> Map:
    """Apply a method to a run and make a map of what it says: see `attributed`.

    Parameters
    ----------
    trace, method, target, subject, choices
        As of `attributed`.
    levels : (float, float) or None
        The values at the ends of the colour bar; of a contrast the upper one to both sides of 0.

    Returns
    -------
    Map
        A `Heatmap` over the photo, `values` (rows, columns) and `placement` where they lie; or a
        `Matrix` of targets or queries against tokens.
    """
    found = attributed(trace, method, target, subject=subject, choices=choices)
    return resolve_attribution(trace, found, Selection(query=found.row, levels=levels))


__all__ = [
    "METHODS",
    "AttributionError",
    "Choices",
    "Method",
    "attribute",
    "attributed",
    "method_named",
]
