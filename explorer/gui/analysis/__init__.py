"""The rooms of the window beside the maps: heads at a glance, the check of a map, the lens."""
