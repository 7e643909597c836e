"""What scripts/torture.py is made of: hostile inputs, a random user, and what judges both."""
