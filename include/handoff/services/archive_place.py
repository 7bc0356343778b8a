"""Archive place: whether a client's files can go where the policy archives them, seen before a plan is put and not at
the cut-off, when the access of everybody depends on it.
"""

from __future__ import annotations

from handoff.domain.access import GranteeType, is_at_most
from handoff.domain.people import Owner
from handoff.domain.plan import LeftOut
from handoff.domain.planning.grants import grants_of
from handoff.domain.policy.archiving import ArchiveRule
from handoff.domain.ports.vendors import Drive
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.snapshot import Snapshot
from handoff.errors import InvalidRecordError, RecordNotFoundError

NO_MEMBER = (
    "The successor is no member of this shared drive by name, as contributor at least: where the firm lets only a "
    "file's owner move it into a shared drive, the files stay where they are and the handoff does not close. Make the "
    "successor a member until it has closed."
)


def doubts_about(rule: ArchiveRule, drive: Drive, successor: Owner) -> list[LeftOut]:
    """Return what may keep files from being moved into the archive, for a person.

    RecordNotFoundError where the archive can't be read, InvalidRecordError where it is not in the shared drive that the
    policy names.
    """
    if not rule.folder:
        return []
    try:
        top = next((item for item in drive.walk(rule.folder) if isinstance(item, Snapshot)), None)
    except RecordNotFoundError:
        top = None
    if top is None:
        raise RecordNotFoundError(
            "The archive that the policy names can't be read.",
            record=f"google_drive folder {rule.folder}",
            mend="Make the account that Handoff acts as a manager of it, or mend archive.folder in the policy.",
        )
    if not rule.drive:
        return []
    if top.text("drive_id") != rule.drive:
        raise InvalidRecordError(
            "The archive's folder is not in the shared drive that the policy names.",
            record=str(top.record),
            mend="Mend archive.folder or archive.drive in the policy.",
        )
    may = (
        grant.type is GranteeType.USER
        and grant.grantee.lower() == successor.email.lower()
        and not is_at_most(grant.role, "commenter")
        for grant in grants_of(top)
    )
    return (
        [] if any(may) else [LeftOut(RecordRef(Vendor.GOOGLE_DRIVE, Kind.FOLDER, rule.drive), NO_MEMBER, person=True)]
    )
