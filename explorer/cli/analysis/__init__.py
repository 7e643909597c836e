"""Commands that ask why: heads, lens, evaluate, control, attribution."""
