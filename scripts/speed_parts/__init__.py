"""The parts of `scripts/bench.py all`: each measures one claim of speed beside what users have."""
