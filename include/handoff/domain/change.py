"""A change: one edit of one record, as data.

A change is frozen, says what it expects (`before`) and what it makes (`after`), in which phase it belongs, and how
it is undone or why it can't be. It names people by registry id only. It does not know how to apply itself.

The fields by kind:

- set_owner (CRM records): `owner`, `owner:<property>` → owner ids
- create_note: `exists`, `body`, `on` (record keys); record id `new:<key>`
- create_file: `exists`, `name`, `folder` (id), `content` (artifact), `media_type`; record id `new:<key>`
- grant_access, revoke_access (permissions): `role` → `reader|commenter|writer|…` or null for none
- transfer_file (files): `owner` → person ids
- set_sharing (files): `writers_can_share` → bool
- send_letter: `sent`, `to` (person id), `subject`, `content` (artifact); record id is the Message-ID without brackets

In a text of `after`, `{link:<record key>}` stands for the address of a record that an earlier change creates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from handoff.domain.canonical import Json, digest_of
from handoff.domain.ids import ChangeId
from handoff.domain.record import RecordRef

Fields = Mapping[str, Json]


class Phase(StrEnum):
    """When a change is applied. `farewell` stands apart from `deliver` since letters go out last before the cut-off:
    they are what can't be taken back.
    """

    DELIVER = "deliver"
    REASSIGN = "reassign"
    FAREWELL = "farewell"
    ARCHIVE = "archive"


class ChangeKind(StrEnum):
    """What is done to the record."""

    SET_OWNER = "set_owner"
    CREATE_NOTE = "create_note"
    CREATE_FILE = "create_file"
    GRANT_ACCESS = "grant_access"
    REVOKE_ACCESS = "revoke_access"
    TRANSFER_FILE = "transfer_file"
    SET_SHARING = "set_sharing"
    SEND_LETTER = "send_letter"


PHASES = tuple(Phase)

_INVERSE_KIND = {
    ChangeKind.SET_OWNER: ChangeKind.SET_OWNER,
    ChangeKind.GRANT_ACCESS: ChangeKind.REVOKE_ACCESS,
    ChangeKind.REVOKE_ACCESS: ChangeKind.GRANT_ACCESS,
    ChangeKind.TRANSFER_FILE: ChangeKind.TRANSFER_FILE,
    ChangeKind.SET_SHARING: ChangeKind.SET_SHARING,
    ChangeKind.CREATE_NOTE: ChangeKind.CREATE_NOTE,
    ChangeKind.CREATE_FILE: ChangeKind.CREATE_FILE,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One edit of one record. `irreversible` is the reason why it has no inverse, "" where it has one.

    `round` tells a change that is made once more, since somebody took it back, from the first one.
    """

    kind: ChangeKind
    record: RecordRef
    before: Fields
    after: Fields
    phase: Phase
    irreversible: str = ""
    round: int = 0

    def promise(self) -> dict[str, Json]:
        """Return what an approval binds to: kind, record, before, after."""
        promise: dict[str, Json] = {
            "kind": self.kind.value,
            "record": self.record.key,
            "before": dict(self.before),
            "after": dict(self.after),
        }
        return promise | ({"round": self.round} if self.round else {})

    @property
    def id(self) -> ChangeId:
        """The change's own id, the same in every plan that holds the same change."""
        return ChangeId(digest_of(self.promise())[:16])

    def inverse(self) -> Change | None:
        """Return the change that takes this one back, None where there is none."""
        if self.irreversible:
            return None
        return replace(self, kind=_INVERSE_KIND[self.kind], before=self.after, after=self.before)

    def as_json(self) -> dict[str, Json]:
        """Return the change as JSON, without loss."""
        return {**self.promise(), "phase": self.phase.value, "irreversible": self.irreversible}

    @classmethod
    def from_json(cls, value: Mapping[str, Json]) -> Change:
        """Read `as_json` back."""
        before, after = value["before"], value["after"]
        if not isinstance(before, Mapping) or not isinstance(after, Mapping):
            raise ValueError("not a change")  # noqa: TRY004 - a malformed value, not a wrong type in our code
        return cls(
            kind=ChangeKind(str(value["kind"])),
            record=RecordRef.parse(str(value["record"])),
            before=before,
            after=after,
            phase=Phase(str(value["phase"])),
            irreversible=str(value["irreversible"]),
            round=int(str(value.get("round", 0))),
        )


def holds(wanted: Fields, seen: Fields | None) -> bool:
    """Whether every field of `wanted` is seen so; a record that is gone (None) holds only what is absent."""
    if seen is None:
        return all(value is None or value is False for value in wanted.values())
    return all(seen.get(name) == value for name, value in wanted.items())


_ROLES = (None, "reader", "commenter", "writer", "fileOrganizer", "organizer", "owner")


def satisfied(change: Change, seen: Fields | None) -> bool:
    """Whether nothing is left to do for a change: what it makes is there, or more than that where access is given."""
    if change.kind is ChangeKind.GRANT_ACCESS and seen is not None:
        have, want = seen.get("role"), change.after.get("role")
        if have in _ROLES and want in _ROLES:
            return _ROLES.index(have) >= _ROLES.index(want)
    return holds(change.after, seen)
