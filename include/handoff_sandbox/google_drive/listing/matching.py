"""Whether a file answers to a parsed `q`.

`name contains` matches the beginnings of words, `fullText contains` whole words and "quoted phrases", both without
regard to case, as Drive documents. 'me' and 'root' stand for the caller and the caller's My Drive.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handoff_sandbox.google_drive.access import access
from handoff_sandbox.google_drive.access.directory import ANYONE, ANYONE_WITH_LINK, grantee_id
from handoff_sandbox.google_drive.files import content
from handoff_sandbox.google_drive.model import File, Role
from handoff_sandbox.google_drive.query import Combination, Query, Term

if TYPE_CHECKING:
    from collections.abc import Callable

    from handoff_sandbox.google_drive.access.access import Caller
    from handoff_sandbox.google_drive.store import Store

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_ROLES = {"owners": Role.owner, "writers": Role.writer, "readers": Role.reader}


_ATTRIBUTES = {
    "name": "name",
    "mimeType": "mime_type",
    "modifiedTime": "modified",
    "createdTime": "created",
    "shortcutDetails.targetId": "shortcut_target",
}


@dataclass(frozen=True)
class Matcher:
    """Tests files of a store for one caller."""

    store: Store
    caller: Caller

    def matches(self, query: Query, file: File) -> bool:
        """Whether the file satisfies the query."""
        if isinstance(query, Combination):
            return self._combined(query, file)
        if query.operator == "in":
            return self._in(query, file)
        if query.operator == "has":
            key, value = query.value if isinstance(query.value, tuple) else ("", "")
            return (file.properties if query.field == "properties" else file.app_properties).get(key) == value
        if query.operator == "contains":
            return self._contains(query.field, str(query.value), file)
        actual = self._value(query, file)
        return actual is not None and _COMPARE[query.operator](actual, query.value)

    def _combined(self, query: Combination, file: File) -> bool:
        if query.folders is not None and "root" not in query.folders:
            return file.parent in query.folders
        results = (self.matches(part, file) for part in query.parts)
        if query.operator == "not":
            return not any(results)
        return all(results) if query.operator == "and" else any(results)

    def _in(self, term: Term, file: File) -> bool:
        value = str(term.value)
        if term.field == "parents":
            return file.parent == self.folder_id(value)
        email = self.caller.email if value == "me" else value.lower()
        row = access.rows(self.store, file).get(grantee_id(email)) if email else None
        return row is not None and row.role >= _ROLES[term.field]

    def folder_id(self, value: str) -> str:
        """Return the id of a folder that a query names; 'root' is the caller's own."""
        return self.store.root_of(self.caller.email).id if value == "root" and self.caller.email else value

    def _contains(self, field: str, wanted: str, file: File) -> bool:
        if field == "mimeType":
            return file.mime_type.startswith(wanted)
        if field == "name":
            return name_contains(file.name, wanted)
        text = " ".join([file.name, file.description or "", content.indexable(file)])
        phrase = re.fullmatch(r'\s*"(.*)"\s*', wanted)
        have, want = _words(text), _words(phrase[1] if phrase else wanted)
        if not want:
            return False
        if phrase:
            return any(have[at : at + len(want)] == want for at in range(len(have)))
        return set(want) <= set(have)

    def _value(self, term: Term, file: File) -> Any:
        me, field = self.caller.email or "", term.field
        found: Any = None
        if field in _ATTRIBUTES:
            found = getattr(file, _ATTRIBUTES[field])
        elif field == "trashed":
            found = self.store.is_trashed(file)
        elif field == "starred":
            found = me in file.starred_by
        elif field == "sharedWithMe":
            found = me in file.shared_with
        elif field == "sharedWithMeTime" and me in file.shared_with:
            found = file.shared_with[me][0]
        elif field == "viewedByMeTime":
            found = file.viewed_by.get(me)
        elif field == "visibility":
            found = self._visibility(file)
        return found

    def _visibility(self, file: File) -> str:
        rows = access.rows(self.store, file)
        domains = [row.grant for row in rows.values() if row.grant.type == "domain"]
        if ANYONE in rows:
            return "anyoneCanFind"
        if ANYONE_WITH_LINK in rows:
            return "anyoneWithLink"
        if domains:
            return "domainCanFind" if any(grant.discoverable for grant in domains) else "domainWithLink"
        return "limited"


def name_contains(name: str, wanted: str) -> bool:
    """Whether words of a name begin with what is wanted."""
    return _prefix_match(_words(wanted), _words(name))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().replace("_", " "))


def _prefix_match(wanted: list[str], have: list[str]) -> bool:
    if not wanted:
        return False
    *whole, last = wanted
    return any(
        have[at : at + len(whole)] == whole and at + len(whole) < len(have) and have[at + len(whole)].startswith(last)
        for at in range(len(have))
    )
