"""The grid of heads: layers × heads as live thumbnails."""
