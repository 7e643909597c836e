"""What was looked at, kept as one file and shown or drawn again. No Qt window."""

SUFFIX = ".axs"
"""Of the files of sessions."""
