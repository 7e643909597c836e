"""Sessions in the window: pinned pictures, those opened lately, the draft for after a crash."""
