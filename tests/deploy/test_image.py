"""The Dockerfile copies what is there, installs a wheel with the lock's versions, and runs as a user."""

import re
from fnmatch import fnmatch

from compose import ROOT, Instruction, dockerfile, raw

BUILD, FINAL = dockerfile()


def named(stage: list[Instruction], name: str) -> list[str]:
    return [instruction.text for instruction in stage if instruction.name == name]


def copied() -> list[str]:
    """Return what is copied from the project."""
    texts = [*named(BUILD, "COPY"), *named(FINAL, "COPY")]
    return [source for text in texts if not text.startswith("--from") for source in text.split()[:-1]]


def test_image_copies_what_is_there_and_not_ignored() -> None:
    """Every path that is copied exists, and .dockerignore lets exactly these in."""
    for path in copied():
        assert (ROOT / path).exists(), path
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert "*" in lines
    assert {line[1:] for line in lines if line.startswith("!")} == {path.removeprefix("./") for path in copied()}


def test_image_ignores_what_holds_secrets() -> None:
    """Neither .env nor a local run's folder gets into the build."""
    allowed = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    assert not any(fnmatch(name, pattern) for name in (".env", ".git", ".handoff", ".venv") for pattern in allowed)


def test_image_stands_on_one_pinned_python() -> None:
    """Both stages stand on the same Python, pinned to the patch, so that the venv fits."""
    bases = {text.split()[0] for stage in (BUILD, FINAL) for text in named(stage, "FROM")}
    assert len(bases) == 1
    assert re.fullmatch(r"python:3\.1[123]\.\d+-slim-\w+", bases.pop())


def test_image_installs_a_wheel_by_the_lock() -> None:
    """The package comes as a wheel with the lock as constraints, never editable and without development's tools."""
    install = next(text for text in named(BUILD, "RUN") if "uv pip install" in text)
    assert ".whl" in install
    assert "--constraints requirements.lock" in install
    assert not re.search(r"(^|\s)(-e|--editable)\s|\[dev\]|\[local\]", install)


def test_image_runs_as_a_user_who_is_not_root() -> None:
    """The last word on the user is a user, and no service of the composition overrides it."""
    assert named(FINAL, "USER") == ["handoff"]
    assert [instruction.name for instruction in FINAL].index("USER") > [i.name for i in FINAL].index("RUN")
    assert not any("user" in service for service in raw()["services"].values())
