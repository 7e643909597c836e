"""Spatial gate: features times one gate in [0, 1] a position, both from the same input.

The core of the spatial attention of CBAM (Woo et al. 2018, https://arxiv.org/abs/1807.06521).
"""

import keras
from keras import layers


@keras.saving.register_keras_serializable("attention_explorer")
class SpatialGate(layers.Layer):
    """features(x) * gate(x): what is there, times where to look."""

    def __init__(self, channels, gate_width=16, **kwargs):
        super().__init__(**kwargs)
        self.features = keras.Sequential(
            [
                layers.Conv2D(channels, 3, padding="same", use_bias=False),
                layers.BatchNormalization(epsilon=1e-5),
                layers.ReLU(),
            ]
        )
        self.gate = keras.Sequential(
            [
                layers.Conv2D(gate_width, 3, padding="same", activation="relu"),
                layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
            ]
        )

    def build(self, shape):
        self.features.build(shape)
        self.gate.build(shape)

    def call(self, x, return_gate=False):
        """(B, H, W, C) to the same shape; the gate is (B, H, W, 1)."""
        features = self.features(x)  # (B, H, W, channels)
        gate = self.gate(x)  # (B, H, W, 1)
        gated = features * gate  # (B, H, W, channels)
        return (gated, gate) if return_gate else gated
