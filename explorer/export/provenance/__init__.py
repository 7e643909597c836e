"""What made a picture, kept inside its file and read again from it."""
