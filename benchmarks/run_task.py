"""The process in which `tools.measuring` runs a task: `run_task.py module.function`, JSON in and out."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from importlib import import_module

from tools.measuring import Measured, Watch

if __name__ == "__main__":
    module, _, function = sys.argv[1].rpartition(".")
    watch = Watch()
    result = getattr(import_module(f"tasks.{module}"), function)(json.load(sys.stdin), watch)
    print(json.dumps(asdict(Measured(result, watch.seconds, watch.before, watch.peak))))
