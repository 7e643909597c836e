"""Models of Hugging Face that look at a photo and answer a question about it."""
