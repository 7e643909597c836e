"""The nouns and their arithmetic: axes, attention, trace, selection, heatmap. NumPy only."""
