"""Who has access to what, and how that changes."""
