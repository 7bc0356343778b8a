"""Reading: the structure of a text, its passages with their headings, columns and keys, its words and its days."""
