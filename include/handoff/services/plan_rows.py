"""A plan as rows that a person reads: each change with its record's name, and before and after in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from handoff.domain import words
from handoff.domain.access import GranteeType
from handoff.domain.canonical import Json, parse_instant
from handoff.domain.change import MADE_ONCE, Change, ChangeKind, Phase
from handoff.domain.record import Kind, RecordRef
from handoff.services.names import Names
from handoff.services.show import ShownChange

_LABELS = {
    "owner": "Owner",
    "role": "Access",
    "name": "Name",
    "folder": "In folder",
    "source": "Copy of",
    "expires": "Ends",
    "locked": "Locked",
    "published": "Published",
    "copy_requires_writer": "Only editors may copy",
    "inherited_disabled": "Cut off from above",
    "what": "To do",
    "due": "Until",
    "evidence": "Evidence",
    "to": "To",
    "subject": "Subject",
    "body": "Text",
    "on": "On",
    "writers_can_share": "Editors may share",
    "media_type": "Type",
    "content": "Content",
}
"""The fields' words, in the order in which they are read."""

_GRANTEES = {
    GranteeType.USER: "Person",
    GranteeType.GROUP: "Group",
    GranteeType.DOMAIN: "Domain",
    GranteeType.ANYONE: "Anyone",
}
_OBVIOUS = frozenset({"exists", "sent", "done"})
"""Fields that the kind of change says already."""

_LINK = re.compile(r"\{link:[^}]*\}")


_ORDER = {name: place for place, name in enumerate(_LABELS)}


@dataclass(frozen=True, slots=True)
class Line:
    """One field: what it is called, and its value before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """One change. `page` is our own page with the change's content ("dossier", "letters#…"), "" where it has none."""

    change: Change
    what: str
    title: str
    record: str
    lines: tuple[Line, ...]
    result: str
    page: str


def rows(shown: Iterable[ShownChange], names: Names) -> Iterator[Row]:
    """Yield the rows of some changes, in their order."""
    return (_row(item, names, item.names) for item in shown)


def _row(item: ShownChange, names: Names, titles: Mapping[str, str]) -> Row:
    change = item.change
    return Row(
        change=change,
        what=words.doing(change.kind, undo=change.phase is Phase.UNDO),
        title=_title(item, names),
        record=words.record(change.record),
        lines=(*_lines(change, names, titles), *_when(change)),
        result=words.RESULTS[item.result],
        page={ChangeKind.CREATE_FILE: "dossier", ChangeKind.SEND_LETTER: f"letters#{change.id}"}.get(change.kind, ""),
    )


def _title(item: ShownChange, names: Names) -> str:
    """Name what is changed: of access, the file; its grantee is a line of its own. Of a letter, who gets it."""
    change = item.change
    told = {**change.before, **change.after}
    if change.kind is ChangeKind.SEND_LETTER:
        return names.person(str(told.get("to", ""))) or item.title
    if change.kind is ChangeKind.CREATE_NOTE:
        return "Note about the dossier"
    if change.kind in (ChangeKind.CREATE_FILE, ChangeKind.CREATE_FOLDER, ChangeKind.COPY_FILE):
        return str(told.get("name") or item.title)
    if change.record.kind is Kind.PERMISSION:
        kind, grantee = _grantee(change.record)
        person = names.find(grantee) if kind == GranteeType.USER else None
        who = (person.email or grantee) if person else grantee
        title = item.title.removesuffix(f" ({kind} {who})")
        return "The dossier" if title.startswith("new:") else title
    return item.title


def _lines(change: Change, names: Names, titles: Mapping[str, str]) -> Iterator[Line]:
    if change.record.kind is Kind.PERMISSION:
        kind, grantee = _grantee(change.record)
        yield Line(_GRANTEES[GranteeType(kind)], "", _who(kind, grantee, names))
    if change.phase is Phase.UNDO and change.kind in MADE_ONCE:
        yield Line("What was made", "there", "gone")  # its title names it
        return
    for name in sorted({*change.after, *change.before}, key=_place):
        if name not in _OBVIOUS:
            if change.by_hand:
                yield Line(_label(name), "", _value(change, name, change.after.get(name), names, titles))
                continue
            before = _value(change, name, change.before[name], names, titles) if name in change.before else ""
            yield Line(_label(name), before, _value(change, name, change.after.get(name), names, titles))


def _when(change: Change) -> Iterator[Line]:
    if change.not_before:
        yield Line("From", "", f"{parse_instant(change.not_before):%-d %b %Y, %H:%M} UTC")


def _who(kind: str, grantee: str, names: Names) -> str:
    if kind == GranteeType.USER:
        return names.person(grantee)
    return "with the link" if kind == GranteeType.ANYONE else grantee


def _grantee(record: RecordRef) -> tuple[str, str]:
    kind, _, grantee = record.id.partition("/")[2].partition("/")
    return kind, grantee


@cache
def _place(name: str) -> tuple[int, str]:
    return _ORDER.get(name.partition(":")[0], len(_ORDER)), name


def _label(name: str) -> str:
    head, colon, rest = name.partition(":")
    return f"{_LABELS[head]} ({rest})" if colon and head in _LABELS else _LABELS.get(name, name.replace("_", " "))


def _value(change: Change, name: str, value: Json, names: Names, titles: Mapping[str, str]) -> str:
    if value is None:
        return "nobody" if name.startswith("owner") else "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(titles.get(str(item), str(item)) for item in value)
    return _text(change, name, str(value), names)


def _text(change: Change, name: str, text: str, names: Names) -> str:
    match name.partition(":")[0]:
        case "owner":
            is_person = change.kind in (ChangeKind.TRANSFER_FILE, ChangeKind.MANUAL)
            return names.person(text) if is_person else names.owner(text)
        case "expires" | "due":
            return f"{parse_instant(text):%-d %b %Y, %H:%M} UTC"
        case "to":
            return names.person(text)
        case "body":
            return _LINK.sub("[the dossier's address]", text)
        case "content":
            return f"SHA-256 {text[:12]}…"
    return text
