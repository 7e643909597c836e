"""Observing any PyTorch model: every softmax attention and every gate, the model untouched."""
