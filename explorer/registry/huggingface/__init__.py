"""Models of Hugging Face: their files, tokens, photos and texts, observed unmodified."""
