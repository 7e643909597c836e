"""The middle of the window: the photo with its map, figures, colour bar and gates."""
