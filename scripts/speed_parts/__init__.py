"""What `scripts/bench.py` measures, a file a part; `all` runs them beside what users have."""
