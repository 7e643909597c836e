"""The map of an architecture: blocks as boxes, the site that is shown lit."""
