"""The layers of a Transformer: an encoder's and a decoder's, with normalisation first.

Vaswani et al. 2017, https://arxiv.org/abs/1706.03762, section 3.1; normalised before each part
as in Xiong et al. 2020, https://arxiv.org/abs/2002.04745.
"""

import keras
from keras import layers

from .multi_head_attention import MultiHeadAttention


def feed_forward(width, hidden):
    """Two layers for each token alone: (B, T, width) to the same shape."""
    return keras.Sequential([layers.Dense(hidden, activation="relu"), layers.Dense(width)])


@keras.saving.register_keras_serializable("attention_explorer")
class EncoderLayer(layers.Layer):
    """Self-attention over the source, then the feed-forward layers."""

    def __init__(self, width, heads, hidden, **kwargs):
        super().__init__(**kwargs)
        self.norm1 = layers.LayerNormalization(epsilon=1e-5)
        self.attention = MultiHeadAttention(width, heads)
        self.norm2 = layers.LayerNormalization(epsilon=1e-5)
        self.feedforward = feed_forward(width, hidden)

    def build(self, shape):
        for layer in (self.norm1, self.attention, self.norm2, self.feedforward):
            layer.build(shape)

    def call(self, x, padding_mask=None, return_weights=False):
        """(B, S, width) to the same shape; ``padding_mask`` (B, 1, 1, S) is False on padding."""
        looked, weights = self.attention(
            self.norm1(x), attention_mask=padding_mask, return_weights=True
        )
        x = x + looked  # (B, S, width)
        x = x + self.feedforward(self.norm2(x))  # (B, S, width)
        return (x, weights) if return_weights else x


@keras.saving.register_keras_serializable("attention_explorer")
class DecoderLayer(layers.Layer):
    """Attention to the target so far, to the source, then the feed-forward layers."""

    def __init__(self, width, heads, hidden, **kwargs):
        super().__init__(**kwargs)
        self.norm1 = layers.LayerNormalization(epsilon=1e-5)
        self.self_attention = MultiHeadAttention(width, heads)
        self.norm2 = layers.LayerNormalization(epsilon=1e-5)
        self.cross_attention = MultiHeadAttention(width, heads)
        self.norm3 = layers.LayerNormalization(epsilon=1e-5)
        self.feedforward = feed_forward(width, hidden)

    def build(self, x_shape, memory_shape):
        for layer in (self.norm1, self.norm2, self.norm3, self.feedforward):
            layer.build(x_shape)
        self.self_attention.build(x_shape)
        self.cross_attention.build(x_shape)

    def call(self, x, memory, causal_mask=None, padding_mask=None, return_weights=False):
        """Change ``x`` (B, T, width) by what it sees of itself and of ``memory`` (B, S, width).

        ``causal_mask`` (T, T) is True where a word may look: at itself and those before it.
        """
        looked, own = self.self_attention(
            self.norm1(x), attention_mask=causal_mask, return_weights=True
        )
        x = x + looked  # (B, T, width)
        looked, cross = self.cross_attention(
            self.norm2(x), memory, attention_mask=padding_mask, return_weights=True
        )
        x = x + looked  # (B, T, width)
        x = x + self.feedforward(self.norm3(x))  # (B, T, width)
        return (x, own, cross) if return_weights else x
