"""What is made of a run once it was seen: attribution, and which heads matter. No Qt."""
