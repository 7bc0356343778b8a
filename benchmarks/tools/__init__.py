"""What all benchmarks stand on: a served world, a function measured in a process of its own, rows with their bars."""
