"""A block of a Vision Transformer, and how a photo becomes its tokens.

Dosovitskiy et al. 2021, "An Image is Worth 16x16 Words", https://arxiv.org/abs/2010.11929.
"""

import keras
from keras import layers, ops

from .multi_head_attention import MultiHeadAttention


@keras.saving.register_keras_serializable("attention_explorer")
class PatchTokens(layers.Layer):
    """A photo cut into patches, one vector each, with positions added and CLS in front."""

    def __init__(self, width, patch=16, **kwargs):
        super().__init__(**kwargs)
        self.width = width
        self.cut = layers.Conv2D(width, patch, strides=patch)

    def build(self, shape):
        self.cut.build(shape)
        _, rows, columns, _ = self.cut.compute_output_shape(shape)
        self.cls = self.add_weight(shape=(1, 1, self.width), name="cls")
        self.positions = self.add_weight(shape=(1, rows * columns, self.width), name="positions")

    def call(self, photos):
        """(B, H, W, 3) to (B, 1 + patches, width)."""
        x = self.cut(photos)  # (B, rows, columns, width)
        x = ops.reshape(x, (ops.shape(x)[0], -1, self.width))  # (B, patches, width)
        x = x + self.positions
        cls = ops.broadcast_to(self.cls, (ops.shape(x)[0], 1, self.width))  # (B, 1, width)
        return ops.concatenate([cls, x], axis=1)  # (B, 1 + patches, width)


@keras.saving.register_keras_serializable("attention_explorer")
class ViTBlock(layers.Layer):
    """Attention among all tokens, then two layers for each alone; both added to what came in."""

    def __init__(self, width, heads, hidden, **kwargs):
        super().__init__(**kwargs)
        self.norm1 = layers.LayerNormalization(epsilon=1e-5)
        self.attention = MultiHeadAttention(width, heads)
        self.norm2 = layers.LayerNormalization(epsilon=1e-5)
        self.mlp = keras.Sequential([layers.Dense(hidden, activation="gelu"), layers.Dense(width)])

    def build(self, shape):
        for layer in (self.norm1, self.attention, self.norm2, self.mlp):
            layer.build(shape)

    def call(self, x, return_weights=False):
        """(B, T, width) to the same shape; the weights are (B, heads, T, T)."""
        looked, weights = self.attention(self.norm1(x), return_weights=True)
        x = x + looked  # (B, T, width)
        x = x + self.mlp(self.norm2(x))  # (B, T, width)
        return (x, weights) if return_weights else x
