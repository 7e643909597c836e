"""Files of weights: cards, safe reading, downloads, and the architecture that they are of."""
