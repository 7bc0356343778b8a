"""The benchmarks' own parts, by which this suite measures what must hold on any machine."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
