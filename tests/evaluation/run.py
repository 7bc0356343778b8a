"""Sum up worlds with planted facts, and judge the dossiers: `python run.py [WORLD …] [--show] [--model NAME]`.

A world's facts stand beside it, as `<world>.facts.yaml` (or .json). Each world is served by the sandbox and handed off
as far as the dossier, by the whole product, with a policy made from the world itself (or `<world>.policy.yaml`).
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import httpx
import time_machine
import yaml
from pydantic_ai.models import Model, infer_model

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "services")]

import marking  # noqa: E402 - the suites are folders, not packages
from practice import wire  # noqa: E402 - as above
from rule import RECORD_SECTIONS, TEXT_SECTIONS, Score, claims_of, judge, load_facts  # noqa: E402 - after the path was set

from handoff.domain.cuts import Cut  # noqa: E402 - the suites are folders, not packages
from handoff.domain.dossier import Section  # noqa: E402 - after the path was set
from handoff.entrypoints.local.postgres import Server as Postgres  # noqa: E402 - after the path was set
from handoff.entrypoints.local.postgres import embedded_postgres  # noqa: E402 - after the path was set
from handoff.errors import RecordNotFoundError  # noqa: E402 - after the path was set
from handoff.registry.migrate import upgrade  # noqa: E402 - after the path was set
from handoff.services.release import written_of  # noqa: E402 - as above
from handoff.settings import Settings  # noqa: E402 - after the path was set
from handoff_sandbox.core.clock import Clock  # noqa: E402 - after the path was set
from handoff_sandbox.core.server import Server  # noqa: E402 - after the path was set
from handoff_sandbox.core.times import parse_time  # noqa: E402 - after the path was set

_OWN = re.compile(r"(?<!\$)\$\{((?:people|firm)\.[\w.]+)\}")
WORLDS = Path(__file__).parent / "sealed"
BARS = dict.fromkeys(RECORD_SECTIONS, (0.9, 0.9)) | dict.fromkeys(TEXT_SECTIONS, (0.75, 0.9))
"""Least recall and precision."""


def worlds() -> list[Path]:
    """Return the worlds that nothing was learnt from or set by."""
    return sorted(path for path in WORLDS.glob("*.yaml") if ".facts" not in path.name and ".policy" not in path.name)


def facts_of(world: Path) -> Path:
    """Return the file of a world's planted facts; FileNotFoundError."""
    names = (
        f"{world.stem}.facts.yaml",
        f"{world.stem}.facts.yml",
        f"{world.stem}.facts.json",
        "facts.yaml",
        "facts.json",
    )
    for name in names:
        if (found := world.parent / name).exists():
            return found
    raise FileNotFoundError(f"no planted facts beside {world.name}: {names[0]}")


def registry_for(world: Path, server: Postgres) -> str:
    """Return the address of an empty registry of a world's own: two worlds may have the same ids."""
    server.create_database(world.stem)
    upgrade(url := server.url(world.stem))
    return url


@contextmanager
def at_its_time(world: Mapping[str, Any]) -> Iterator[None]:
    """Let it be the time for all at which a world's clock starts, where it says one."""
    starts = (world.get("world") or {}).get("starts_at")
    with time_machine.travel(parse_time(str(starts), Clock()), tick=True) if starts else nullcontext():
        yield


def dossier_of(
    world: Path, mark: Mapping[str, Any], url: str, folder: Path, model: Model | str = ""
) -> tuple[Mapping[str, Any], list[str]]:
    """Serve a world, mark its engagement, prepare the handoff as far as the dossier, and return the dossier's JSON.

    Judged is the firm's own cut, which rests on all records; what the others leave out is a matter of policy.
    Beside it stand the sources that do not open at their record. `model` is a language model that sorts the records'
    lines, by pydantic-ai's name for it; the rules do without.
    """
    data = spelled_out({**yaml.safe_load(world.read_text()), "mark": mark})
    with at_its_time(data), Server(world) as server:
        policy = world.with_suffix(".policy.yaml")
        rules = yaml.safe_load(policy.read_text()) if policy.exists() else marking.policy_for(data)
        if model:
            rules.setdefault("dossier", {})["sorting"] = "a_model"
        policy = folder / "policy.yaml"
        policy.write_text(yaml.safe_dump(rules, allow_unicode=True))
        (rule,) = rules["marks"].values()
        firm = wire(server, Settings(database_url=url, policy=policy, artifacts=str(folder / "artifacts")))
        marking.mark(data, server.credentials, rule)
        with firm.app() as app:
            handoff = app.detect()[-1].id
            try:
                app.open(handoff)
            except RecordNotFoundError:
                firm.connections["handoff_google_drive"].extra_dejson["subject"] = marking.owner_of_folder(data, rule)
        with firm.app() as app:
            app.open(handoff)
            app.gather.crm(handoff, "prepare")
            app.gather.files(handoff, "prepare")
            app.models = lambda _: infer_model(model)
            row = app.write_dossier(handoff)
            written = written_of(row, app.artifacts)
            assert written is not None
            found: Mapping[str, Any] = json.loads(app.artifacts.get(written.cuts[Cut.INTERNAL].model))
        return found, closed_sources(found, marking.token_of(server.credentials))


def closed_sources(dossier: Mapping[str, Any], token: str) -> list[str]:
    """Open each source of each claim where it says that it is; return those that don't show their record."""
    sources = {
        (source["url"], source["record"], source["title"])
        for section in dossier["sections"]
        for claim in section["claims"]
        for source in claim["sources"]
    }
    closed = []
    with httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=20) as client:
        for url, record, title in sorted(sources):
            answer = client.get(url) if url else None
            shown = html.unescape(answer.text) if answer is not None and answer.is_success else ""
            if record.rpartition("/")[2] not in shown and (not title or title not in shown):
                closed.append(f"{record} at {url or 'no address'}: {answer.status_code if answer else 'not asked'}")
    return closed


def spelled_out(world: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a world whose references to its own people and firm are replaced, as the sandbox replaces them."""

    def value_at(path: str) -> str:
        value: Any = world
        for key in path.split("."):
            value = value[key]
        return str(value)

    def walk(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: walk(value) for key, value in node.items()}
        if isinstance(node, list):
            return [walk(value) for value in node]
        return _OWN.sub(lambda found: value_at(found[1]), node) if isinstance(node, str) else node

    spelled: Mapping[str, Any] = walk(world)
    return spelled


def evaluate(
    paths: list[Path], *, show: bool = False, model: Model | str = ""
) -> tuple[dict[Section, Score], list[str]]:
    """Judge worlds one after another; print what was missed and what was wrong where that is asked for.

    Return the scores, and the sources that did not open at their record.
    """
    closed: list[str] = []
    total: dict[Section, Score] = {section: Score() for section in BARS}
    with tempfile.TemporaryDirectory() as name, embedded_postgres(Path(name) / "postgres") as postgres:
        for path in paths:
            facts, mark = load_facts(facts_of(path))
            folder = Path(name) / path.stem
            folder.mkdir()
            dossier, shut = dossier_of(path, mark, registry_for(path, postgres), folder, model)
            closed += [f"{path.stem}: {source}" for source in shut]
            scores = judge(claims_of(dossier), facts)
            for section, score in scores.items():
                total[section].add(score)
                for what, texts in (("missed", score.missed), ("wrong", score.wrong)):
                    for text in texts if show else ():
                        print(f"{path.stem}: {section.name.lower()} {what}: {text}")  # noqa: T201 - a command's output
    return total, closed


def main() -> int:
    """Print the scores by section; 1 where one is below its bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("worlds", nargs="*", type=Path, help="world files; without any, the sealed ones")
    parser.add_argument("--show", action="store_true", help="list what was missed and what was wrong")
    parser.add_argument("--model", default="", help="a language model that sorts the lines (openai:gpt-5), by its name")
    given = parser.parse_args()
    paths = [path.resolve() for path in given.worlds] or worlds()
    total, closed = evaluate(paths, show=given.show, model=given.model)
    print(f"{'section':24}{'recall':>16}{'bar':>6}{'precision':>16}{'bar':>6}")  # noqa: T201 - a command's output
    below = False
    for section, score in total.items():
        recall, precision = BARS[section]
        below |= score.recall < recall or score.precision < precision
        print(  # noqa: T201 - a command's output
            f"{section.title[:23]:24}{score.found:>5}/{score.planted:<4}{score.recall:>6.2f}{recall:>6.2f}"
            f"{score.right:>5}/{score.said:<4}{score.precision:>6.2f}{precision:>6.2f}"
        )
    print(f"sources that do not open at their record: {len(closed)}", *closed, sep="\n  ")  # noqa: T201 - a command's output
    return int(below or bool(closed))


if __name__ == "__main__":
    sys.exit(main())
