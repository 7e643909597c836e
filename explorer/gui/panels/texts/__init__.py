"""Panels of texts: input, outcome, steps, alternatives."""
