"""Loaded models, ready to be run and observed, and where their tokens lie on a photo."""
