"""The lines figure: two rows of words joined by their attention."""
