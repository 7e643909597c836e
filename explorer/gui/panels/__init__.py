"""The panels around the picture. Each shows what it is told and says what the user wants."""
