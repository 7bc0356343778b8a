"""Records as files: imports from CSV, and exports to it."""
