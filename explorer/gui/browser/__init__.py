"""The model browser: a list of every model that can be opened, over the window."""
