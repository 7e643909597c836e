"""What the maps mean: the arithmetic behind them, the terms, the source code, the lecture."""
