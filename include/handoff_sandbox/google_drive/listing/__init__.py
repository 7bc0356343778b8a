"""Many files: the query language, pages and field masks."""
