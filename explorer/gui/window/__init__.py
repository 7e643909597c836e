"""The window itself: its parts, their places, actions and menus."""
