"""Folders: what must hold of a client's folder before anything is handed off, opened from a mark or a manifest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from handoff.domain.access import Grant, GranteeType
from handoff.domain.people import Client
from handoff.domain.planning.grants import grants_of
from handoff.domain.policy import Firm
from handoff.domain.ports.vendors import Drive
from handoff.domain.snapshot import Snapshot
from handoff.errors import InvalidRecordError


def domains_on(folder: Snapshot, firm: Firm) -> Sequence[str]:
    """Return the mail domains that have access to a folder, but for the firm's, in order."""
    return sorted({_domain(grant, firm) for grant in grants_of(folder)} - {""})


def strange_to(client: Client, domains: Sequence[str]) -> Sequence[str]:
    """Return those of some mail domains that are not a client's own: they may be another client's."""
    return [domain for domain in domains if domain not in client.domains]


def shared_with(client: Client, others: Sequence[str]) -> InvalidRecordError:
    """Return the error for a folder that other clients have, or can reach."""
    return InvalidRecordError(
        f"The client's folder is shared with another client too ({len(others)}: {', '.join(others[:3])}).",
        record=f"google_drive folder {client.folder_id}",
        mend=f"Give {client.name} a folder of its own, then mark its record in the CRM again.",
    )


def parents_of(drive: Drive, folders: Iterable[str]) -> Mapping[str, str]:
    """Return the folder in which each of some lies, and that in which that one lies, and so on, as far as we see.

    Calls grow with levels and batches: what lies above several is asked for once.
    """
    parents: dict[str, str] = {}
    asked: set[str] = set()
    while left := {*folders} - asked - {""}:
        asked |= left
        found = drive.parents(sorted(left))
        parents |= found
        folders = found.values()
    return parents


def above(folder: str, parents: Mapping[str, str]) -> Sequence[str]:
    """Return the folders above one, the nearest first."""
    found: dict[str, None] = {}
    while (folder := parents.get(folder, "")) and folder not in found:
        found[folder] = None
    return list(found)


class Neighbours:
    """Companies with their folders, and how those lie in each other."""

    def __init__(self, companies: Iterable[Client], parents: Mapping[str, str]) -> None:
        self._parents = parents
        self._at, self._below = defaultdict[str, list[Client]](list), defaultdict[str, list[Client]](list)
        for company in companies:
            self._at[company.folder_id].append(company)
            for folder in above(company.folder_id, parents):
                self._below[folder].append(company)

    def wrong(self, client: Client) -> InvalidRecordError | None:
        """Return the error for a client whose folder lies in another's, or holds another's; None where it does not."""
        over = above(client.folder_id, self._parents)
        held = self._names(client, self._below.get(client.folder_id, ()))
        inside = self._names(client, [one for folder in over for one in self._at.get(folder, ())])
        if not held and not inside:
            return None
        what = "holds the folder" if held else "lies in the folder"
        named = held or inside
        return InvalidRecordError(
            f"The client's folder {what} of another client ({len(named)}: {', '.join(named[:3])}).",
            record=f"google_drive folder {client.folder_id}",
            mend=f"Name a folder on {client.name} that is its own alone, then mark its record in the CRM again.",
        )

    @staticmethod
    def _names(client: Client, companies: Iterable[Client]) -> Sequence[str]:
        return sorted({one.name for one in companies if one.record != client.record})


def _domain(grant: Grant, firm: Firm) -> str:
    if grant.type is GranteeType.ANYONE:
        return ""
    host = grant.grantee.lower().rpartition("@")[2]
    return "" if host in firm.domains else host
