"""Heads at a glance, and which of them matter."""
