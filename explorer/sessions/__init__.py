"""What was looked at, kept as one file and shown or drawn again. No Qt window."""
