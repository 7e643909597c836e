"""The matrix figure: queries against keys, as cells or as tiles."""
