"""A recurrent decoder with soft attention: state, inner products, softmax, context, next word.

Luong et al. 2015, "Effective Approaches to Attention-based Neural Machine Translation",
https://arxiv.org/abs/1508.04025, after Bahdanau et al. 2015, https://arxiv.org/abs/1409.0473.
"""

import keras
from keras import layers, ops


@keras.saving.register_keras_serializable("attention_explorer")
class SoftAttentionDecoder(layers.Layer):
    """One step of the decoder. What it decided is fed into the next step ("input feeding")."""

    def __init__(self, vocabulary, width, units, **kwargs):
        super().__init__(**kwargs)
        self.width = width
        self.embedding = layers.Embedding(vocabulary, width)
        self.cell = layers.GRUCell(units)
        self.combine = layers.Dense(width, activation="tanh")

    def call(self, token, state, decided, states, mask):
        """Write on after ``token`` (B,).

        ``state`` (B, units) and ``decided`` (B, width) come from the step before, ``states``
        (B, S, units) and ``mask`` (B, S) from the encoder. Gives logits (B, vocabulary), attention
        weights (B, S), and the next ``state`` and ``decided``.
        """
        x = self.embedding(token) * self.width**0.5  # (B, width)
        x = ops.concatenate([x, decided], axis=-1)  # (B, 2 width)
        state, _ = self.cell(x, [state])  # (B, units)
        scores = ops.einsum("bu,bsu->bs", state, states)  # (B, S)
        scores = ops.where(mask, scores, -1e9)
        weights = ops.softmax(scores, axis=-1)  # (B, S)
        context = ops.einsum("bs,bsu->bu", weights, states)  # (B, units)
        decided = self.combine(ops.concatenate([context, state], axis=-1))  # (B, width)
        logits = ops.matmul(decided, ops.transpose(self.embedding.embeddings))  # (B, vocabulary)
        return logits, weights, state, decided
