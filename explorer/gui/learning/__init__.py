"""What teaches: the dock that explains, source code, glossary, lecture, and the first steps."""
