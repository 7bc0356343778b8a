"""Prose: what sentences say, below a heading or by themselves."""
