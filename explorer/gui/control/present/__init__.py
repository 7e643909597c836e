"""From the state of a window to what every panel shows: pure functions, without Qt."""
