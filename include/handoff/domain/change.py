"""A change: one edit of one record, as data.

A change is frozen, says what it expects (`before`) and what it makes (`after`), in which phase it belongs, and how
it is undone or why it can't be. It names people by registry id only. It does not know how to apply itself.

The fields by kind; an instant is written as `canonical.instant` writes it:

- set_owner (CRM records): `owner`, `owner:<property>` → owner ids
- set_fields (CRM records): `<property>`, by the vendor's own name → its value as the vendor spells it, null for empty
- create_note: `exists`, `body`, `on` (record keys); record id `new:<key>`
- create_file: `exists`, `name`, `folder` (id), `content` (artifact), `media_type`; record id `new:<key>`
- create_folder: `exists`, `name`, `folder` (the parent's id, or `new:<key>` of one that an earlier change creates);
  record id `new:<key>`
- copy_file: `exists`, `source` (file id), `name`, `folder`; record id `new:<key>`
- move_file (files): `folder` → id of the one parent, or `new:<key>`
- grant_access, revoke_access (permissions): `role` → `reader|commenter|writer|…` or null for none
- lower_role (permissions): `role` → a role below the one before; who has less by now has what is wanted
- set_expiration (permissions of users and groups): `expires` → instant, null for never
- transfer_file (files): `owner` → person ids
- set_sharing (files): `writers_can_share`, `copy_requires_writer` → bool; of folders also `inherited_disabled` → bool
- lock_file (files): `locked` → bool, `reason` where it is locked by us
- unpublish_file (files): `published` → bool
- send_letter: `sent`, `to` (person id), `subject`, `content` (artifact); record id is the Message-ID without brackets
- manual (systems): `done` → bool; `what`, `owner` (person id), `due` (instant) and `evidence` (what is asked for) stand
  in both. It is never given to an adapter: a person does it and says so. `done` false means that it is to be taken back

In a text of `after`, `{link:<record key>}` stands for the address of a record that an earlier change creates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from handoff.domain.canonical import Json, canonical_json, parse_instant, sha256_hex
from handoff.domain.ids import ChangeId
from handoff.domain.record import RecordRef

Fields = Mapping[str, Json]


class Phase(StrEnum):
    """When a change is applied. `farewell` stands apart from `deliver` since letters go out last before the cut-off:
    they are what can't be taken back. `undo` is what takes the others back.
    """

    DELIVER = "deliver"
    REASSIGN = "reassign"
    FAREWELL = "farewell"
    ARCHIVE = "archive"
    UNDO = "undo"


class ChangeKind(StrEnum):
    """What is done to the record."""

    SET_OWNER = "set_owner"
    SET_FIELDS = "set_fields"
    CREATE_NOTE = "create_note"
    CREATE_FILE = "create_file"
    CREATE_FOLDER = "create_folder"
    COPY_FILE = "copy_file"
    MOVE_FILE = "move_file"
    GRANT_ACCESS = "grant_access"
    LOWER_ROLE = "lower_role"
    SET_EXPIRATION = "set_expiration"
    REVOKE_ACCESS = "revoke_access"
    TRANSFER_FILE = "transfer_file"
    SET_SHARING = "set_sharing"
    LOCK_FILE = "lock_file"
    UNPUBLISH_FILE = "unpublish_file"
    SEND_LETTER = "send_letter"
    MANUAL = "manual"


PHASES = tuple(Phase)

MADE_ONCE = frozenset(
    {
        ChangeKind.CREATE_NOTE,
        ChangeKind.CREATE_FILE,
        ChangeKind.CREATE_FOLDER,
        ChangeKind.COPY_FILE,
        ChangeKind.SEND_LETTER,
        ChangeKind.MANUAL,
    }
)
"""Kinds that are done once: no gathering shows that they are done."""

_INVERSE_KIND = {
    ChangeKind.REVOKE_ACCESS: ChangeKind.GRANT_ACCESS,
    ChangeKind.LOWER_ROLE: ChangeKind.GRANT_ACCESS,
}
"""Kinds that are taken back by another kind; a grant is by whichever of these two gives the role before."""


@dataclass(frozen=True)
class Change:
    """One edit of one record. `irreversible` is the reason why it has no inverse, "" where it has one.

    `round` tells a change that is made once more, since somebody took it back, from the first one. `not_before` is the
    instant before which it may not be applied ("" at once in its phase): what ends a grace period. Of changes of one
    kind that stand together, those of an earlier `wave` are made before those of a later one; no approval binds to it.
    """

    kind: ChangeKind
    record: RecordRef
    before: Fields
    after: Fields
    phase: Phase
    irreversible: str = ""
    round: int = 0
    not_before: str = ""
    wave: int = 0

    def promise(self) -> dict[str, Json]:
        """Return what an approval binds to: kind, record, before, after, and when, where that is not at once."""
        promise: dict[str, Json] = {
            "kind": self.kind.value,
            "record": self.record.key,
            "before": dict(self.before),
            "after": dict(self.after),
        }
        if self.round:
            promise["round"] = self.round
        if self.not_before:
            promise["not_before"] = self.not_before
        return promise

    @property
    def is_unseen(self) -> bool:
        """Whether no gathering shows that it is done, since its record is named by a key of ours: the journal knows."""
        return self.kind in MADE_ONCE or self.record.id.startswith("new:")

    @property
    def by_hand(self) -> bool:
        """Whether a person does it, and no adapter."""
        return self.kind is ChangeKind.MANUAL

    def is_due(self, now: datetime) -> bool:
        """Whether it may be applied at an instant, as far as its own time goes."""
        return not self.not_before or parse_instant(self.not_before) <= now

    @cached_property
    def sealed(self) -> bytes:
        """What an approval binds to, as the bytes that are hashed; kept, since the id and every digest need them."""
        return canonical_json(self.promise())

    @cached_property
    def id(self) -> ChangeId:
        """The change's own id, the same in every plan that holds the same change."""
        return ChangeId(sha256_hex(self.sealed)[:16])

    def inverse(self) -> Change | None:
        """Return the change that takes this one back, None where there is none."""
        if self.irreversible:
            return None
        return replace(self, kind=self._inverse_kind(), before=self.after, after=self.before, not_before="", wave=0)

    def _inverse_kind(self) -> ChangeKind:
        if self.kind is ChangeKind.GRANT_ACCESS:
            return ChangeKind.REVOKE_ACCESS if self.before.get("role") is None else ChangeKind.LOWER_ROLE
        return _INVERSE_KIND.get(self.kind, self.kind)

    def as_json(self) -> dict[str, Json]:
        """Return the change as JSON, without loss."""
        told: dict[str, Json] = {"phase": self.phase.value, "irreversible": self.irreversible}
        return self.promise() | told | ({"wave": self.wave} if self.wave else {})

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
            not_before=str(value.get("not_before", "")),
            wave=int(str(value.get("wave", 0))),
        )


def holds(wanted: Fields, seen: Fields | None) -> bool:
    """Whether every field of `wanted` is seen so; a record that is gone (None) holds only what is absent."""
    if seen is None:
        return all(value is None or value is False for value in wanted.values())
    return all(seen.get(name) == value for name, value in wanted.items())


_ROLES = (None, "reader", "commenter", "writer", "fileOrganizer", "organizer", "owner")


def satisfied(change: Change, seen: Fields | None) -> bool:
    """Whether nothing is left to do for a change: what it makes is there, more where access is given, less where it
    is lowered.
    """
    if change.kind in (ChangeKind.GRANT_ACCESS, ChangeKind.LOWER_ROLE) and seen is not None:
        have, want = seen.get("role"), change.after.get("role")
        if have in _ROLES and want in _ROLES:
            above = _ROLES.index(have) - _ROLES.index(want)
            return above >= 0 if change.kind is ChangeKind.GRANT_ACCESS else above <= 0
    return holds(change.after, seen)
