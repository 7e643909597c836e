"""Multi-head attention, written out: softmax(q k^T / sqrt(d)) v in several heads.

Vaswani et al. 2017, "Attention Is All You Need", https://arxiv.org/abs/1706.03762, section 3.2.
``keras.layers.MultiHeadAttention`` does the same in one line; here every step can be read.
"""

import keras
from keras import layers, ops


@keras.saving.register_keras_serializable("attention_explorer")
class MultiHeadAttention(layers.Layer):
    """Several attentions side by side, each on its own part of the projections."""

    def __init__(self, width, heads, **kwargs):
        super().__init__(**kwargs)
        self.heads = heads
        self.query = layers.Dense(width)
        self.key = layers.Dense(width)
        self.value = layers.Dense(width)
        self.project = layers.Dense(width)

    def build(self, shape):
        for layer in (self.query, self.key, self.value, self.project):
            layer.build(shape)

    def call(self, x, memory=None, attention_mask=None, return_weights=False):
        """Attend from ``x`` (B, T_query, width) to ``memory`` (B, T_key, width), or to itself.

        ``attention_mask`` broadcasts to (B, heads, T_query, T_key), True where a query may look.
        """
        source = x if memory is None else memory
        query = self.split(self.query(x))  # (B, heads, T_query, d)
        key, value = self.split(self.key(source)), self.split(self.value(source))
        scores = ops.matmul(query, ops.transpose(key, (0, 1, 3, 2)))  # (B, heads, T_query, T_key)
        scores = scores * ops.shape(query)[-1] ** -0.5
        if attention_mask is not None:
            scores = ops.where(attention_mask, scores, -1e9)
        weights = ops.softmax(scores, axis=-1)  # (B, heads, T_query, T_key)
        mixed = ops.matmul(weights, value)  # (B, heads, T_query, d)
        mixed = ops.transpose(mixed, (0, 2, 1, 3))  # (B, T_query, heads, d)
        merged = ops.reshape(mixed, ops.shape(x))  # (B, T_query, width)
        out = self.project(merged)  # (B, T_query, width)
        return (out, weights) if return_weights else out

    def split(self, x):
        """(B, T, width) to (B, heads, T, d)."""
        batch, tokens, width = ops.shape(x)
        x = ops.reshape(x, (batch, tokens, self.heads, width // self.heads))
        return ops.transpose(x, (0, 2, 1, 3))
