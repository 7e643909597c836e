"""Hugging Face models of texts: tokens, words, writing, sites."""
