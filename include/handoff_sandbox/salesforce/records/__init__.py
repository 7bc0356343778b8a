"""Records: how they are read, checked, written, computed, merged and remembered."""
