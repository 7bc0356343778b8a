"""Shared drives, and what Drive says about itself."""
