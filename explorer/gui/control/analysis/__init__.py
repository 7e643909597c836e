"""Intents and state of muting, methods and the analysis rooms."""
