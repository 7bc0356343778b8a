"""Requests for access that wait for an answer: accessproposals.list, get and resolve.

They are made by people in a browser, so a world holds them; whoever can share the file answers them, and an accepted
one becomes a grant. https://developers.google.com/workspace/drive/api/guides/pending-access
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.google_drive import errors
from handoff_sandbox.google_drive.access import access
from handoff_sandbox.google_drive.access.directory import grantee_id
from handoff_sandbox.google_drive.changes.tracking import tracked
from handoff_sandbox.google_drive.files.editing import signed_in
from handoff_sandbox.google_drive.listing.paging import paginate
from handoff_sandbox.google_drive.model import File, Grant, Proposal, Role
from handoff_sandbox.google_drive.wire import show_time

if TYPE_CHECKING:
    from handoff_sandbox.google_drive.call import Call
    from handoff_sandbox.google_drive.store import Store
    from handoff_sandbox.google_drive.wire import Json


def list_proposals(store: Store, call: Call) -> Json:
    """List the requests for access to a file that wait for an answer."""
    file = _open(store, call)
    page, following = paginate(file.proposals, call, call.number("pageSize", 100))
    found: Json = {"accessProposals": [_show(file, proposal) for proposal in page]}
    return found | ({"nextPageToken": following} if following else {})


def get_proposal(store: Store, call: Call) -> Json:
    """Return a request for access."""
    file = _open(store, call)
    return _show(file, _proposal(call, file))


def resolve_proposal(store: Store, call: Call) -> None:
    """Answer a request for access: ACCEPT grants the roles that are named, DENY takes it away."""
    email = signed_in(call)
    file = _open(store, call)
    proposal, action = _proposal(call, file), call.body.get("action")
    if action not in ("ACCEPT", "DENY"):
        raise errors.invalid("action")
    names = call.body.get("role") or []
    if action == "ACCEPT" and (not names or not set(names) <= {"reader", "commenter", "writer"}):
        raise errors.invalid("role", "A role is needed to accept: reader, commenter or writer.")
    with tracked(store, file):
        file.proposals.remove(proposal)
        if action == "ACCEPT":
            role, key = max(Role[name] for name in names), grantee_id(proposal.recipient)
            held = file.grants.get(key)
            if held is None or held.role < role:
                file.grants[key] = Grant(key, "user", role, email=proposal.recipient)
            file.shared_with.setdefault(proposal.recipient, (store.clock.now(), email))


def _open(store: Store, call: Call) -> File:
    file, role = access.readable(store, call.file_id, call.caller, all_drives=True)
    if not access.can_share(store, file, role):
        raise errors.insufficient_permissions()
    return file


def _proposal(call: Call, file: File) -> Proposal:
    wanted = str(call.parameters["proposalId"])
    found = next((proposal for proposal in file.proposals if proposal.id == wanted), None)
    if found is None:
        raise errors.not_found(wanted, "Access proposal", "proposalId")
    return found


def _show(file: File, proposal: Proposal) -> Json:
    found: Json = {
        "fileId": file.id,
        "proposalId": proposal.id,
        "requesterEmailAddress": proposal.requester,
        "recipientEmailAddress": proposal.recipient,
        "rolesAndViews": [{"role": role.name} for role in proposal.roles],
        "createTime": show_time(proposal.created),
    }
    return found | ({"requestMessage": proposal.message} if proposal.message else {})
