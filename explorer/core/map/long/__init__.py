"""Maps of texts too long to hold: pooled tiles, rows, regions."""
