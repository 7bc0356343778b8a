"""The reassign phase: everything open goes to the successor; history and closed work stay with their author."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from handoff.domain.access import GranteeType, within
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.people import Client, Owner
from handoff.domain.plan import LeftOut
from handoff.domain.planning.grants import OWNER, Identify, grants_of, permission
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot

ORDER = (Kind.COMPANY, Kind.CONTACT, Kind.DEAL, Kind.TICKET, Kind.TASK)
"""The company first, since a portal of HubSpot may cascade its owner to the contacts; what follows then wins. In
Salesforce it comes last: a new owner of an account has its sharing reckoned anew, and may cost us what is below it.
"""

NO_ROLES: Mapping[str, str] = MappingProxyType({})
_CLOSES = frozenset({Kind.DEAL, Kind.TICKET, Kind.TASK})
_EDITORS = frozenset({OWNER, "organizer", "fileOrganizer", "writer"})


def _comes_last(record: RecordRef) -> bool:
    return record.vendor is Vendor.SALESFORCE and record.kind is Kind.COMPANY


def owner_changes(
    records: Iterable[Snapshot],
    client: Client,
    marked: RecordRef,
    successor: str,
    roles: Mapping[str, str] = NO_ROLES,
) -> tuple[list[Change], list[LeftOut]]:
    """Return the owner changes of the CRM's records, one change a record, and what stays as it is and why.

    `roles` are the owner ids of those who take over one role only, by the property that names its owner.
    """
    changes: list[Change] = []
    left_out: list[LeftOut] = []
    held = list(records)
    for record in sorted(
        (item for item in held if item.record.kind in ORDER),
        key=lambda item: (_comes_last(item.record), ORDER.index(item.record.kind), item.record),
    ):
        after = {
            name: roles.get(name.removeprefix("owner:"), successor)
            for name, value in record.fields.items()
            if name == "owner" or (name.startswith("owner:") and value)
        }
        before = {name: record.fields[name] for name, owner in after.items() if record.fields[name] != owner}
        if not before:
            continue
        if is_closed_work(record) and record.record != marked:
            left_out.append(LeftOut(record.record, "Closed: it stays with whoever did the work."))
        elif belongs_elsewhere(record, client):
            left_out.append(LeftOut(record.record, "It belongs to another company too: decide by hand.", person=True))
        else:
            wanted = {name: after[name] for name in before}
            changes.append(Change(ChangeKind.SET_OWNER, record.record, before, wanted, Phase.REASSIGN))
    left_out.extend(
        LeftOut(record.record, "Records of the firm's own kinds keep their owner.")
        for record in held
        if record.record.kind is Kind.CUSTOM and record.fields.get("owner") not in (None, "", successor)
    )
    return changes, left_out


def file_changes(
    files: Iterable[Snapshot],
    client: Client,
    successor: Owner,
    owners: Mapping[str, Owner],
    firm_domains: tuple[str, ...],
    identify: Identify,
) -> tuple[list[Change], list[LeftOut]]:
    """Return what makes the successor the owner of the firm's files and able to open the client's folder.

    `owners` are the CRM's owners by address in lower case: a deactivated colleague's files can't be transferred by
    anyone but an administrator.
    """
    changes: list[Change] = []
    left_out: list[LeftOut] = []
    successor_email = successor.email.lower()
    for file in sorted(files, key=lambda item: item.record):
        if file.record.kind not in (Kind.FILE, Kind.FOLDER):
            continue
        grants = list(grants_of(file))
        if file.record.id == client.folder_id and not any(
            grant.grantee.lower() == successor_email and grant.role in _EDITORS for grant in grants
        ):
            own = (grant for grant in grants if not grant.inherited and grant.grantee.lower() == successor_email)
            current = next((grant.role for grant in own), None)
            changes.append(
                Change(
                    ChangeKind.GRANT_ACCESS,
                    permission(file.record.id, GranteeType.USER, identify(successor_email)),
                    {"role": current},
                    {"role": "writer"},
                    Phase.REASSIGN,
                )
            )
        owner = next((grant.grantee.lower() for grant in grants if grant.role == OWNER), "")
        if not owner or owner == successor_email or not within(owner.rpartition("@")[2], firm_domains):
            continue
        if not within(successor_email.rpartition("@")[2], firm_domains):
            left_out.append(
                LeftOut(
                    file.record,
                    "The successor is outside the firm, and Drive gives no file to another organisation: copy it.",
                    person=True,
                )
            )
            continue
        colleague = owners.get(owner)
        if colleague is not None and not colleague.active:
            left_out.append(
                LeftOut(
                    file.record,
                    "Its owner is deactivated: an administrator has to transfer it in the Workspace admin console.",
                    person=True,
                )
            )
            continue
        changes.append(
            Change(
                ChangeKind.TRANSFER_FILE,
                file.record,
                {"owner": identify(owner)},
                {"owner": identify(successor_email)},
                Phase.REASSIGN,
            )
        )
    grants_first = sorted(changes, key=lambda change: change.kind is not ChangeKind.GRANT_ACCESS)
    return grants_first, left_out


def is_closed_work(record: Snapshot) -> bool:
    """Whether a record is work that has been done: it stays with whoever did it."""
    return record.record.kind in _CLOSES and record.flag("closed")


def belongs_elsewhere(record: Snapshot, client: Client) -> bool:
    """Whether a record belongs to another company too."""
    companies = record.fields.get("companies")
    return isinstance(companies, list | tuple) and any(company != client.record.key for company in companies)
