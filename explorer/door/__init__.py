"""The front door: what people import who work in notebooks and scripts."""
