"""What is kept: preferences, history, files, the state at a restart."""
