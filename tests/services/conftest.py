"""Fixtures: the small studio, served and wired."""

from __future__ import annotations

from serving import firm, make_firm

__all__ = ["firm", "make_firm"]
