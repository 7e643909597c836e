"""Gates on features: one a channel (squeeze-and-excitation), or one a position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from explorer.core.sites.arrays import Array
from explorer.core.sites.attention import Attention, Kind
from explorer.core.sites.axes import Axis, Channels, Pixels, Whole


@dataclass(frozen=True, eq=False)
class ChannelGate(Attention):
    """Squeeze-and-excitation: one gate in [0, 1] a channel (Hu et al. 2018, eq. 2 to 4).

    gate (C,), logits (C,) before the sigmoid, features (C, H, W) before the gate. hidden (r,):
    between the two small layers, after the ReLU; None where it is not known. The maps are the
    gated feature maps, one a channel.
    """

    gate: Array
    logits: Array
    features: Array
    hidden: Array | None = field(default=None, repr=False, kw_only=True)

    @property
    def kind(self) -> Kind:
        return Kind.CHANNEL

    @property
    def heads(self) -> int:
        return 1

    @property
    def units(self) -> int:
        return int(self.gate.shape[0])

    @property
    def query_axis(self) -> Axis:
        return Whole()

    @property
    def key_axis(self) -> Axis:
        return Channels(self.units)

    @property
    def grid(self) -> tuple[int, int]:
        return int(self.features.shape[1]), int(self.features.shape[2])

    def weights(self, queries: Sequence[int] | None = None) -> Array:
        return self.gate.reshape(1, 1, -1)  # (1, 1, C)

    def maps(self, query: int, units: Sequence[int] | None = None) -> Array:
        """Activations after the gate, signed: (units, H, W)."""
        chosen = slice(None) if units is None else list(units)
        return self.features[chosen] * self.gate[chosen, None, None]

    def ungated(self, units: Sequence[int] | None = None) -> Array:
        """Activations before the gate, signed: (units, H, W)."""
        return self.features if units is None else self.features[list(units)]


@dataclass(frozen=True, eq=False)
class SpatialGate(Attention):
    """One gate in [0, 1] a position, multiplied onto the features: gate and logits (H, W).

    features (C, H, W): before the gate. hidden (r, H, W): of the branch, between its two
    convolutions, after the ReLU. Both None where they are not known.
    """

    gate: Array
    logits: Array
    features: Array | None = field(default=None, repr=False, kw_only=True)
    hidden: Array | None = field(default=None, repr=False, kw_only=True)

    @property
    def kind(self) -> Kind:
        return Kind.SPATIAL

    @property
    def heads(self) -> int:
        return 1

    units = heads

    @property
    def query_axis(self) -> Axis:
        return Whole()

    @property
    def key_axis(self) -> Axis:
        return Pixels(*self.grid)

    @property
    def grid(self) -> tuple[int, int]:
        return int(self.gate.shape[0]), int(self.gate.shape[1])

    def weights(self, queries: Sequence[int] | None = None) -> Array:
        return self.gate.reshape(1, 1, -1)  # (1, 1, H * W)

    def maps(self, query: int, units: Sequence[int] | None = None) -> Array:
        return self.gate[None]  # (1, H, W)
