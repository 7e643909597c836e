"""Maps as they are shown: heatmaps, matrices, levels, thumbnails, and maps too long to hold."""
