"""The house: what stands where, how large it is, and what a reader may rely on."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOP = {
    ".ci", ".dockerignore", ".env.example", ".gitignore", "Dockerfile", "LICENSE", "Makefile", "README.md",
    "benchmarks",
    "dags", "docker-compose.yaml", "docs", "include", "plugins", "pyproject.toml", "requirements.lock", "tests",
}  # fmt: skip
VENDOR_FILES = {"__init__.py", "app.py", "store.py", "seed.py", "query.py", "wire.py", "errors.py"}


def tracked(*patterns: str) -> list[Path]:
    """Return the files that git knows or would add."""
    listed = subprocess.run(  # noqa: S603 - git, with our own patterns
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],  # noqa: S607 - git, wherever it is installed
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\n")  # fmt: skip
    return [ROOT / name for name in sorted(set(listed)) if name and (ROOT / name).is_file()]


def test_top_level_holds_what_the_design_names() -> None:
    """Nothing lies at the top that a newcomer has to wonder about."""
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} <= TOP


def test_plugins_folder_holds_one_file() -> None:
    """Airflow imports every file of plugins/ by its bare name, so there is one, and no package is named like it."""
    assert [path.name for path in tracked("plugins/*.py")] == ["handoff_plugin.py"]


def test_modules_are_small() -> None:
    """Half of the modules have 120 lines or less, and none has more than 300."""
    lengths = {path: len(path.read_text().splitlines()) for path in tracked("include/**.py") if path.stat().st_size}
    assert statistics.median(lengths.values()) <= 120
    assert {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > 300} == {}


def test_modules_say_what_they_are() -> None:
    """Every module of the product opens with a docstring."""
    for path in tracked("include/**.py", "dags/*.py", "plugins/*.py", "benchmarks/*.py"):
        if path.stat().st_size:
            assert ast.get_docstring(ast.parse(path.read_text())), path.relative_to(ROOT)


@pytest.mark.parametrize("vendor", ["hubspot", "salesforce", "google_drive"])
def test_emulators_have_the_same_file_set(vendor: str) -> None:
    """Who knows one emulator finds their way in the next."""
    present = {path.name for path in (ROOT / "include/handoff_sandbox" / vendor).glob("*.py")}
    assert present >= VENDOR_FILES


def test_tests_have_a_sentence_each() -> None:
    """Every test says in a sentence what it holds."""
    for path in tracked("tests/**.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                assert ast.get_docstring(node), f"{path.relative_to(ROOT)}: {node.name}"


def test_tests_do_not_patch_or_skip() -> None:
    """Our own code is never patched in a test, and no test is skipped in silence."""
    banned = re.compile(
        r"mock\.patch|monkeypatch\.setattr\(['\"]handoff|mark\.skip\(|pytest\.skip\(|importorskip|mark\.xfail"
    )
    for path in tracked("tests/**.py"):
        if path != Path(__file__):
            assert not banned.search(path.read_text()), path.relative_to(ROOT)


def test_exceptions_have_a_reason() -> None:
    """Whoever tells the linter or the type checker to look away says on the same line why."""
    bare = re.compile(r"#\s*(noqa|type: ignore)(: [A-Z0-9, ]+|\[[^\]]*\])?\s*$")
    lines = {
        f"{path.relative_to(ROOT)}:{number}": line
        for path in tracked("**.py")
        for number, line in enumerate(path.read_text().splitlines(), 1)
    }
    assert [place for place, line in lines.items() if bare.search(line)] == []


def test_no_file_names_an_index() -> None:
    """No lock, script or page names a package registry's host."""
    host = re.compile(r"(pypi|pythonhosted|npmjs)\.org|--(extra-)?index-u[r]l|--find-l[i]nks", re.IGNORECASE)
    for path in tracked():
        if path != Path(__file__) and path.suffix != ".png":
            assert not host.search(path.read_text(errors="ignore")), path.relative_to(ROOT)


def test_modules_of_tests_have_names_of_their_own() -> None:
    """Test modules are imported by their bare names: two of one name can't run together."""
    names = [path.name for path in tracked("tests/**.py") if path.name != "conftest.py"]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_suite_is_run() -> None:
    """A folder of tests that no target of the Makefile names would never be run."""
    makefile = (ROOT / "Makefile").read_text()
    suites = {path.relative_to(ROOT / "tests").parts[0] for path in tracked("tests/**/test_*.py")}
    assert {suite for suite in suites if f"tests/{suite}" not in makefile} == set()
