"""Many inputs at once from the window: what is asked, how far it is, and what became of it."""
