"""What benchmarks measure, each a function that runs in a process of its own (see tools/measuring.py)."""
