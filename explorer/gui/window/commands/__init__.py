"""Every command of the window: its words, what it does, and the menus that offer it."""
