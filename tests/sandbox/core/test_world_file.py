"""Reading and checking a world file."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from handoff_sandbox.core.assemble import assemble
from handoff_sandbox.core.faults import Faults
from handoff_sandbox.core.world import World, WorldError

HEAD = 'world: {name: test, starts_at: "2026-11-03T09:00:00Z"}\nfirm: {name: Studio, domains: [studio.example]}\n'
DOCS = Path(__file__).parents[3] / "docs" / "worlds.md"


def load(folder: Path, text: str, head: str = HEAD) -> World:
    """Write a world file and load it."""
    file = folder / "world.yaml"
    file.write_text(head + dedent(text), encoding="utf-8")
    return World.load(file)


def problems(folder: Path, text: str, head: str = HEAD) -> list[str]:
    """Return what is wrong with a world file, sections included."""
    with pytest.raises(WorldError) as raised:
        assemble(load(folder, text, head), Faults())
    return [str(problem) for problem in raised.value.problems]


def test_world_unknown_keys_are_named_with_path_and_line(tmp_path: Path) -> None:
    """Nothing that is written in a world file is passed over, at any depth."""
    found = problems(tmp_path, "people:\n  ada: {name: Ada, email: ada@a.example, nick: A}\nsalesforec: {}\n")
    assert found == [
        "people.ada.nick (line 4): is not a key that is known here",
        "salesforec (line 5): is not a key that is known here",
    ]


def test_world_problems_of_all_sections_come_at_once(tmp_path: Path) -> None:
    """One check shows what is wrong in every vendor's section and in mail."""
    found = problems(tmp_path, "hubspot: {portal_id: 1}\ngoogle_drive: {users: []}\nmail: {address: nobody}\n")
    assert {problem.split(" ")[0].split(".")[0] for problem in found} == {"hubspot", "google_drive", "mail"}
    assert "hubspot.access_token (line 3): Field required" in found


def test_world_key_that_stands_twice_is_an_error(tmp_path: Path) -> None:
    """YAML itself would silently keep the second."""
    assert problems(tmp_path, "mail: {address: a@b.example}\nmail: {}\n") == [
        "mail (line 4): stands twice in this mapping"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mail: [unclosed\n", "is not YAML"),
        ("mail: 3\n", "mail (line 3): must be a mapping"),
        ("mail: {address: !!python/object:os.system x}\n", "is not YAML"),
    ],
)
def test_world_that_is_not_a_mapping_of_mappings_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    """Malformed files end in the same kind of error as wrong ones, and nothing in them is run."""
    assert message in problems(tmp_path, text)[0]


@pytest.mark.parametrize("text", ["", "- a\n", "just text\n"])
def test_world_without_a_mapping_at_the_top_is_an_error(tmp_path: Path, text: str) -> None:
    """An empty file is no world."""
    assert "a world is a mapping" in problems(tmp_path, text, head="")[0]


def test_world_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    """The error names the file."""
    with pytest.raises(WorldError, match=r"nowhere\.yaml cannot be read"):
        World.load(tmp_path / "nowhere.yaml")


def test_world_plain_values_mean_what_they_say(tmp_path: Path) -> None:
    """Dates, times of day and 'no' stay text; true, numbers and null do not."""
    text = "hubspot: {a: 2026-11-03, b: no, c: 12:30, d: 0123, e: true, f: -7, g: 1.5, h: null, i: on}\n"
    section = load(tmp_path, text).sections["hubspot"]
    assert list(section.values()) == ["2026-11-03", "no", "12:30", "0123", True, -7, 1.5, None, "on"]


def test_world_references_are_replaced_everywhere(tmp_path: Path) -> None:
    """Dates are told from the start, the cast and the firm by their names, and a doubled dollar escapes."""
    text = """\
        people:
          ada: {name: Ada, email: ada@studio.example}
        hubspot:
          notes:
            - ${date:-30d} ${day:+2w} ${time:-2h}
            - {by: "${people.ada.email}", firm: "${firm.name}", raw: "$${x}"}
        """
    notes = load(tmp_path, text).sections["hubspot"]["notes"]
    assert notes == [
        "2026-10-04 17 November 2026 2026-11-03T07:00:00Z",
        {"by": "ada@studio.example", "firm": "Studio", "raw": "${x}"},
    ]


@pytest.mark.parametrize("reference", ["${people.nobody.email}", "${date:soon}", "${firm}", "${century:-1d}", "${}"])
def test_world_reference_to_nothing_is_an_error(tmp_path: Path, reference: str) -> None:
    """The error quotes the reference and says where it stands."""
    [found] = problems(tmp_path, f'hubspot:\n  text: "see {reference}"\n')
    assert found.startswith(f"hubspot.text (line 4): {reference} leads to nothing")


def test_world_content_files_are_relative_to_the_world(tmp_path: Path) -> None:
    """A world means the same from whatever folder the server is started."""
    section = load(tmp_path, "google_drive: {files: [{content_file: docs/goals.md}]}\n").sections["google_drive"]
    assert section["files"][0]["content_file"] == str(tmp_path.resolve() / "docs" / "goals.md")


def test_world_in_the_documentation_is_valid() -> None:
    """The complete example of docs/worlds.md serves all three sections."""
    text = DOCS.read_text(encoding="utf-8")
    example = text.split("<!-- example -->\n```yaml\n")[1].split("```")[0]
    file_head, *_ = example.split("\n")
    assert file_head.startswith("world:")
    emulators, mail = assemble(_from_text(example), Faults())
    assert ([emulator.name for emulator in emulators], mail is not None) == (["hubspot", "google_drive"], True)


def test_world_documentation_names_every_key_of_the_head() -> None:
    """What the models of the head take is described, so that a world can be written from the page alone."""
    from handoff_sandbox.core.world import About, Firm, Person
    from handoff_sandbox.mail.service import MailSection

    text = DOCS.read_text(encoding="utf-8")
    keys: set[Any] = {key for model in (About, Firm, Person, MailSection) for key in model.model_fields}
    assert {key for key in keys if f"`{key}`" not in text} == set()


def _from_text(text: str) -> World:
    from handoff_sandbox.core.yaml_text import Document

    return World.from_data(Document(text).data)
