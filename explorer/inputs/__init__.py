"""Photos from disk and clipboard, and how they are fitted to a model. NumPy and Pillow only."""
