"""Attention Explorer: open a model, run it on an input, and see where it looks.

This module imports nothing, so that the command line starts at once.
"""

__version__ = "0.1.0"
