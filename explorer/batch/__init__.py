"""Many inputs through one model: read, run in batches, drawn, written, and listed. No Qt window."""
