"""What the rooms of analysis show of a state. Pure functions: no Qt."""
