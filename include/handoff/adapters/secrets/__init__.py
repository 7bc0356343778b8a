"""Finds secrets in text and replaces them. See scanner.py."""

from handoff.adapters.secrets.scanner import SecretScanner

__all__ = ["SecretScanner"]
