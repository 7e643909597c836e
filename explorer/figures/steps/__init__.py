"""The steps figure: one step of attention with its numbers."""
