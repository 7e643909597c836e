"""The text figure: a sentence shaded by attention."""
