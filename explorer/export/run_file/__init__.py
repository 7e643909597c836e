"""A run saved whole in one file, and opened without its model."""
