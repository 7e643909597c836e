"""What pyqtgraph draws beside the photo: the colour bar and the gates, and what they share."""
