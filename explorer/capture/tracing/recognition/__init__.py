"""How attention and gates are recognised among the operators that a model calls."""
