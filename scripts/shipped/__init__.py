"""Writes files that ship: what is known of the libraries, what the bundled models give."""
