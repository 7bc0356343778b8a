"""Records as objects: what is stored, read, searched, written and associated."""
