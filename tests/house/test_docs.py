"""Documentation that can go stale fails here first."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("file", "page"),
    [
        ("dags.md", "dags_page"),
        ("commands.md", "commands_page"),
        ("sandbox.md", "sandbox_page"),
        ("world.schema.json", "world_schema_text"),
    ],
)
def test_generated_page_is_current(file: str, page: str) -> None:
    """The generated pages say what the code says; `make docs` writes them anew."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    assert (ROOT / "docs" / file).read_text() == getattr(generate, page)()


def test_dags_page_names_every_dag() -> None:
    """A new DAG has to find its place on the page."""
    page = (ROOT / "docs/dags.md").read_text()
    for path in (ROOT / "dags").glob("*.py"):
        assert f"## {path.stem}\n" in page


def test_settings_are_documented() -> None:
    """Every setting stands in docs/run.md by its environment variable."""
    from handoff.settings import Schedules, Settings

    page = (ROOT / "docs/run.md").read_text()
    for settings in (Settings, Schedules):
        for name in settings.model_fields:
            assert f"HANDOFF_{name.upper()}" in page, name


def test_links_between_pages_lead_somewhere() -> None:
    """A relative link in README.md or docs/ names a file that is there."""
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text()):
            if "://" not in target and not target.startswith("mailto:"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("target", ["demo", "up", "test", "test-all", "bench", "lint", "lock", "docs", "format"])
def test_make_targets_exist(target: str) -> None:
    """The Makefile is the one interface."""
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_lock_holds_every_dependency_with_hashes() -> None:
    """What pyproject.toml asks for stands in the lock, pinned and hashed."""
    lock = (ROOT / "requirements.lock").read_text().lower()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *(d for extra in project["optional-dependencies"].values() for d in extra)]
    for requirement in wanted:
        name = re.split(r"[<>=!\[; ]", requirement)[0].lower().replace("_", "-")
        if name != "handoff":
            assert re.search(rf"^{re.escape(name)}==[^\n]+\\\n\s+--hash=", lock, re.MULTILINE), name
