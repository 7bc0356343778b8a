"""Python packages for the strangers' clients, each in a folder of its own under build/, and scripts that use them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from node_tools import BUILD, InstallationError


@cache
def wheels(*specs: str) -> Path:
    """Return a folder in which packages of PyPI are installed, such as `gspread==6.2.1`; raises InstallationError."""
    folder = BUILD / ("py-" + re.sub(r"[^a-z0-9]+", "-", "-".join(specs).lower()))
    if not (folder / "ready").exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), *specs]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)  # noqa: S603 - a stranger's client, with our own words
        if done.returncode:
            raise InstallationError(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        (folder / "ready").touch()
    return folder


def run_python(folder: Path, script: Path, *, stdin: object) -> Any:
    """Run a script with a folder's packages and return what it printed, as JSON; raises RuntimeError."""
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(script)],
        input=json.dumps(stdin), capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "PYTHONPATH": str(folder)},
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{script.name} failed:\n{done.stderr[-4000:]}")
    return json.loads(done.stdout)
