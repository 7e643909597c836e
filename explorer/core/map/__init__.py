"""Maps as they are shown, what is said beside them, and maps too long to hold."""
