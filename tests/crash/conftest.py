"""Fixtures of the crash suite: the firm of tests/services, and the process whose children are killed."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "services"))

from serving import firm, make_firm

__all__ = ["firm", "make_firm"]
