"""One file: its metadata, content, revisions, comments and place."""
