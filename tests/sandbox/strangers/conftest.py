"""The strangers' clients: a slower suite that installs what it needs, so it runs only where it is asked for by name.

python -m pytest tests/sandbox/strangers
"""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave this folder out of a run of the whole tests, which needs no network."""
    asked = any("strangers" in argument for argument in config.args)
    return None if asked or collection_path.name == "conftest.py" else True
