"""Hugging Face models of photos, and how theirs are prepared."""
