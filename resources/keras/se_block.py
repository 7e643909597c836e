"""Squeeze-and-excitation: one gate in [0, 1] a channel.

Hu et al. 2018, "Squeeze-and-Excitation Networks", https://arxiv.org/abs/1709.01507.
"""

import keras
from keras import layers, ops


@keras.saving.register_keras_serializable("attention_explorer")
class SEBlock(layers.Layer):
    """x * sigmoid(W2 relu(W1 mean(x))), equations 2 to 4 of the paper."""

    def __init__(self, channels, reduction=8, **kwargs):
        super().__init__(**kwargs)
        self.squeeze = layers.GlobalAveragePooling2D()
        self.reduce = layers.Dense(channels // reduction, activation="relu")
        self.expand = layers.Dense(channels, activation="sigmoid")

    def build(self, shape):
        self.reduce.build((None, shape[-1]))
        self.expand.build((None, self.reduce.units))

    def call(self, x, return_gate=False):
        """(B, H, W, C) to the same shape; the gate is (B, C)."""
        mean = self.squeeze(x)  # (B, C)
        gate = self.expand(self.reduce(mean))  # (B, C)
        scaled = x * ops.reshape(gate, (-1, 1, 1, ops.shape(gate)[-1]))  # (B, H, W, C)
        return (scaled, gate) if return_gate else scaled
