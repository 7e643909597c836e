"""Attention sites of a run: their axes, their operands, their maps."""
