"""What is done to a run: heads muted, gates held, parts of the input masked, looks blocked."""
