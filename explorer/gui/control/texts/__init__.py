"""Intents of texts, and what works out long maps."""
