"""Folders: what must hold of a client's folder before anything is handed off, opened from a mark or a manifest."""

from __future__ import annotations

from collections.abc import Sequence

from handoff.domain.access import Grant, GranteeType
from handoff.domain.people import Client
from handoff.domain.planning.grants import grants_of
from handoff.domain.policy import Firm
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


def _domain(grant: Grant, firm: Firm) -> str:
    if grant.type is GranteeType.ANYONE:
        return ""
    host = grant.grantee.lower().rpartition("@")[2]
    return "" if host in firm.domains else host
