"""The steps of a gate: of channels (Hu et al. 2018, eq. 2 to 4), or of positions."""

from __future__ import annotations

import numpy as np

from explorer.core.sites.arrays import Array, frozen
from explorer.core.sites.gates import ChannelGate, SpatialGate
from explorer.explanation.expression import Call, Expression, Fraction, Sum, Symbol, Text, row
from explorer.explanation.quantities import Quantity, Use
from explorer.explanation.softmax_steps import Walk

_CLOSE = 1e-5

NO_INSIDE = (
    "This run kept the gate with what went into its sigmoid, and not what its layers read: "
    "how the scores came about is not known."
)
NO_FEATURES = "This run kept the gate and not the features that it multiplies."
NO_LOGITS = "This run did not keep what went into the sigmoid."
LAYERS = "the weights of the layer are the model's, and not kept in the run"

_CHANNEL = ("channel",)
_MAP = ("channel", "row", "column")


def channel_steps(walk: Walk, site: ChannelGate) -> None:
    """Add the steps of squeeze-and-excitation: squeeze, two small layers, sigmoid, scale."""
    features = Symbol("F", "c", quantity="features")
    gate = Symbol("g", "c", quantity="gate")
    walk.put(Quantity("features", "feature maps", features, site.features, _MAP, kept=True))
    rows, cols = site.grid
    before: tuple[Use, ...] = ()
    if site.hidden is None:
        walk.missing.append(NO_INSIDE)
    else:
        squeezed = Symbol("s", "c", quantity="squeezed")
        count = Fraction(Text("1"), Text(f"{rows} × {cols}"))
        walk.step(
            "squeeze",
            Quantity("squeezed", "means", squeezed, frozen(site.features.mean(axis=(1, 2))),
                     _CHANNEL, (Use("features"),)),
            (count, Sum("y,x", Symbol("F", "c,y,x", quantity="features"))),
            f"Global average pooling: of the {rows * cols} positions of a channel one number.",
        )  # fmt: skip
        hidden = Symbol("z", quantity="hidden")
        walk.step(
            "Dense, ReLU",
            Quantity("hidden", "bottleneck", hidden, site.hidden, ("unit",), (Use("squeezed"),),
                     kept=True, note=LAYERS),
            (Call("ReLU", row(Symbol("W", "1"), Symbol("s", quantity="squeezed"), "+",
                              Symbol("b", "1"))),),
            f"A small layer makes {len(site.hidden)} numbers of all {site.units}; what is below 0 "
            "becomes 0.",
        )  # fmt: skip
        before = (Use("hidden"),)
    formula: tuple[Expression | str, ...] = (
        (row(Symbol("W", "2"), Symbol("z", quantity="hidden"), "+", Symbol("b", "2")),)
        if before
        else ("…",)
    )
    _squashed(walk, site.logits, site.gate, _CHANNEL, before, formula,
              f"A second one makes a score for each of the {site.units} channels.",
              gate)  # fmt: skip
    walk.step(
        "scale",
        Quantity("gated", "gated feature maps", Symbol("F", "c", "′", "gated"),
                 frozen(site.features * site.gate[:, None, None]), _MAP,
                 (Use("gate"), Use("features"))),
        (gate, features),
        "Every position of a channel times its gate: near 0 the channel is shut, near 1 it stays.",
    )  # fmt: skip


def spatial_steps(walk: Walk, site: SpatialGate) -> None:
    """Add the steps of a spatial gate: features and branch, sigmoid, their product."""
    place = "yx"
    gate = Symbol("g", place, quantity="gate")
    before: tuple[Use, ...] = ()
    if site.features is not None:
        features = Symbol("F", place, quantity="features")
        walk.put(Quantity("features", "features", features, site.features, _MAP, kept=True,
                          note="after convolution, batch norm and ReLU"))  # fmt: skip
    if site.hidden is None:
        walk.missing.append(NO_INSIDE)
    else:
        hidden = Symbol("z", place, quantity="hidden")
        walk.step(
            "convolution, ReLU",
            Quantity("hidden", "branch", hidden, site.hidden, ("unit", "row", "column"),
                     kept=True, note=LAYERS),
            (Call("ReLU", row(Symbol("W", "1"), "*", "x", "+", Symbol("b", "1"))),),
            f"The branch looks at 3 × 3 positions and keeps {len(site.hidden)} numbers at each.",
        )  # fmt: skip
        before = (Use("hidden", frozenset({"row", "column"})),)
    formula: tuple[Expression | str, ...] = (
        (row(Symbol("W", "2"), "*", Symbol("z", quantity="hidden"), "+", Symbol("b", "2")),)
        if before
        else ("…",)
    )
    _squashed(walk, site.logits, site.gate, ("row", "column"), before, formula,
              "A second convolution makes one score of them at each position.", gate)  # fmt: skip
    if site.features is None:
        walk.missing.append(NO_FEATURES)
        return
    walk.step(
        "product",
        Quantity("gated", "gated features", Symbol("F", place, "′", "gated"),
                 frozen(site.features * site.gate), _MAP, (Use("gate"), Use("features"))),
        (gate, Symbol("F", place, quantity="features")),
        "All channels of a position times its gate: near 0 the position is left out.",
    )  # fmt: skip


def squash(logits: Array, gate: Array) -> str:
    """The function that makes a gate of its scores, as measured: "σ", "hard σ", or "" for none."""
    with np.errstate(over="ignore"):
        smooth = 1 / (1 + np.exp(-logits.astype(np.float64)))
    if np.allclose(smooth, gate, atol=_CLOSE):
        return "σ"
    return "hard σ" if np.allclose(np.clip(logits / 6 + 0.5, 0, 1), gate, atol=_CLOSE) else ""


def _squashed(
    walk: Walk,
    logits: Array,
    gate: Array,
    axes: tuple[str, ...],
    before: tuple[Use, ...],
    formula: tuple[Expression | str, ...],
    says: str,
    letter: Symbol,
) -> None:
    """The score of each channel or position, and its gate in [0, 1]."""
    if np.isnan(logits).any():
        walk.missing.append(NO_LOGITS)
        walk.step(
            "gate",
            Quantity("gate", "gate", letter, gate, axes, kept=True),
            ("…",),
            "The gate, as the run kept it.",
        )
        return
    score = Symbol("e", letter.below, quantity="logits")
    note = LAYERS if before else ""
    quantity = Quantity("logits", "scores", score, logits, axes, before, kept=True, note=note)
    if before:
        dense = "Dense" if axes == _CHANNEL else "convolution"
        walk.step(dense, quantity, formula, says)
    else:
        walk.put(quantity)
    name = squash(logits, gate)
    kept = not name
    walk.step(
        {"σ": "sigmoid", "hard σ": "hard sigmoid"}.get(name, "gate"),
        Quantity("gate", "gate", letter, gate, axes, (Use("logits"),), kept=kept),
        (Call(name, score) if name else Call("f", score),),
        "The score bent into 0 to 1; gates do not compete, so they do not sum to 1."
        if name
        else "What this model makes of the score; it is neither a sigmoid nor a hard one.",
    )
