"""The figure of a walk-through: formula, numbers, and the table of what is computed."""
