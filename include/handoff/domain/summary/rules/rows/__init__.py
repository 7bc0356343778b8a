"""Rows of tables: what their columns are, what a row is about, whether it is done, and what it says."""
