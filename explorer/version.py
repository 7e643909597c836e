"""The version of the program, said once; imports nothing."""

__version__ = "0.1.0"
