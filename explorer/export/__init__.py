"""Heatmap to picture, PNG and arrays. The screen draws with the same functions."""
