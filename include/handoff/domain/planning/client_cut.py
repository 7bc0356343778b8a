"""Delivers the client's cut of the dossier into the client's own folder, where the policy wants it there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handoff.domain.access import within
from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.handoff import Handoff
from handoff.domain.ids import ArtifactRef
from handoff.domain.plan import LeftOut
from handoff.domain.planning.tree import Tree
from handoff.domain.policy import Policy
from handoff.domain.record import Kind, RecordRef, Vendor


def client_cut_changes(
    handoff: Handoff, policy: Policy, cut: ArtifactRef | None, tree: Tree
) -> Iterator[Change | LeftOut]:
    """Yield the file to be created; left out where the folder is open to somebody who is neither side's."""
    client, _ = handoff.known()
    if cut is None or policy.dossier.client_cut != "folder":
        return
    record = RecordRef(Vendor.GOOGLE_DRIVE, Kind.FILE, f"new:{handoff.id}-client-cut")
    root = tree.files.get(client.folder_id)
    grants = root.fields.get("grants") if root is not None else None
    for grant in grants if isinstance(grants, list | tuple) else ():
        if isinstance(grant, Mapping) and not _is_known(str(grant.get("grantee")), handoff, policy):
            yield LeftOut(
                record, "The client's copy is not put into the folder: it is open to somebody else.", person=True
            )
            return
    yield Change(
        ChangeKind.CREATE_FILE,
        record,
        {"exists": False},
        {
            "exists": True,
            "name": f"Handoff dossier for {client.name}",
            "folder": client.folder_id,
            "content": cut,
            "media_type": "text/html",
        },
        Phase.DELIVER,
    )


def _is_known(grantee: str, handoff: Handoff, policy: Policy) -> bool:
    client, _ = handoff.known()
    address = grantee.lower() if "@" in grantee else f"@{grantee.lower()}"
    ours = within(address.rpartition("@")[2], policy.firm.domains)
    return ours or grantee.lower() in policy.kept or client.owns_address(address)
