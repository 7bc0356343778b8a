"""A world: the seeded firm that the emulators serve, read from a YAML file or given as data.

Everything outside the vendors' sections is checked here; a section stays plain data, which its vendor checks by its own
pydantic model through `validate_section`. Nothing unknown is passed over: an unknown key is an error with its YAML
path. The schema is described in docs/worlds.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from handoff_sandbox.core.clock import Clock
from handoff_sandbox.core.collecting import uncollected
from handoff_sandbox.core.errors import Problem, WorldError, YamlPath, show_path
from handoff_sandbox.core.references import References
from handoff_sandbox.core.times import WorldTime, parse_time
from handoff_sandbox.core.yaml_text import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = [
    "Problem",
    "Section",
    "World",
    "WorldError",
    "WorldTime",
    "find_world",
    "parse_time",
    "show_path",
    "validate_section",
]

SECTIONS = ("hubspot", "google_drive", "salesforce", "mail")
"""The sections that have an emulator."""


class Section(BaseModel):
    """The base of all models of a world's parts: frozen, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class About(Section):
    """The `world` part: what this world is for; `starts_at` fixes the sandbox's clock at its start."""

    name: str = Field(min_length=1)
    description: str = ""
    starts_at: WorldTime | None = None


class Firm(Section):
    """The `firm` part: the firm that does the handoffs."""

    name: str = Field(min_length=1)
    domains: list[str] = Field(min_length=1)
    website: str | None = None
    address: str | None = None
    about: str | None = None


class Person(Section):
    """One of the shared cast in `people`; the sections refer to it as `${people.KEY.email}`."""

    name: str = Field(min_length=1)
    email: str = Field(pattern=r"^[^@\s]+@[^@\s]+$")
    role: str | None = None
    company: str | None = None
    phone: str | None = None


class Head(Section):
    """A world without its sections."""

    world: About
    firm: Firm
    people: dict[str, Person] = {}


M = TypeVar("M", bound=BaseModel)


def validate_section(model: type[M], section: object, *path: str | int) -> M:
    """Validate a world's section that stands at `path`; raises WorldError with one problem for each fault."""
    try:
        return model.model_validate(section)
    except ValidationError as error:
        raise WorldError(
            Problem((*path, *fault["loc"]), _explain(fault["type"], fault["msg"])) for fault in error.errors()
        ) from None


def _explain(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "is not a key that is known here"
    return message.removeprefix("Value error, ")


@dataclass(frozen=True)
class World:
    """A checked world: its head, its clock, and the emulators' sections as plain data with the references replaced."""

    about: About
    firm: Firm
    people: Mapping[str, Person]
    sections: Mapping[str, dict[str, Any]]
    clock: Clock
    line_of: Callable[[YamlPath], int | None]

    @classmethod
    @uncollected()
    def load(cls, path: Path | str) -> World:
        """Read a world file; raises WorldError, also where the file cannot be read."""
        file = Path(path)
        try:
            document = Document(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise WorldError.at(f"{file} cannot be read: {error}") from None
        return cls.from_data(document.data, folder=file.parent, line_of=document.line_of)

    @classmethod
    def from_data(
        cls, data: object, *, folder: Path | None = None, line_of: Callable[[YamlPath], int | None] = lambda _: None
    ) -> World:
        """Make a world of data; `content_file` paths are relative to `folder` (default: the working directory)."""
        if not isinstance(data, dict):
            raise WorldError.at("a world is a mapping with the keys world, firm, people and the vendors' sections")
        try:
            head = validate_section(Head, {key: value for key, value in data.items() if key not in SECTIONS})
            clock = Clock(parse_time(head.world.starts_at, Clock()) if head.world.starts_at else None)
        except WorldError as error:
            raise error.with_lines(line_of) from None
        references = References(data, clock)
        sections = {key: references.replace(data[key], (key,)) for key in SECTIONS if key in data}
        not_mappings = [
            Problem((key,), "must be a mapping") for key, value in sections.items() if type(value) is not dict
        ]
        if problems := not_mappings + references.problems:
            raise WorldError(problems).with_lines(line_of)
        sections = _resolve_files(sections, folder or Path.cwd())
        return cls(head.world, head.firm, head.people, sections, clock, line_of)


def find_world(file: str) -> Path:
    """Return the path of a world: the file itself, or else the shipped world of that name."""
    shipped = Path(__file__).parent.parent / "worlds" / f"{file}.yaml"
    return shipped if not Path(file).exists() and shipped.exists() else Path(file)


def _resolve_files(value: Any, folder: Path) -> Any:
    """Make every `content_file` absolute, so that a section means the same wherever the server was started."""
    if isinstance(value, dict):
        return {
            key: str(folder.resolve() / item)
            if key == "content_file" and isinstance(item, str)
            else _resolve_files(item, folder)
            for key, item in value.items()
        }
    return [_resolve_files(item, folder) for item in value] if isinstance(value, list) else value
