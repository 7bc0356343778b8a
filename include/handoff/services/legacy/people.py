"""People: who takes over a legacy client, and who decided. No fault names an address."""

from __future__ import annotations

from collections.abc import Sequence

from handoff.domain.legacy.manifest import Column
from handoff.domain.legacy.matching import is_id
from handoff.domain.people import Owner
from handoff.domain.policy.succession import Successors, owner_at
from handoff.errors import InvalidRecordError
from handoff.services.legacy.draft import Draft
from handoff.services.succession import heirs


def succeed(draft: Draft, owners: Sequence[Owner], rules: Successors) -> str:
    """Return the owner id of the successor whom the row names, "" for whom the policy names; a fault on the row where
    nobody takes over who is active in the CRM.
    """
    text = draft.row[Column.SUCCESSOR]
    owner = _meant(text, owners) if text else None
    if text and (owner is None or not owner.active):
        what = "The successor is deactivated in the CRM." if owner else "The successor is no owner in the CRM."
        draft.fault(Column.SUCCESSOR, what, "Write the address of one of its active users.")
        return ""
    named = owner.id if owner else ""
    if draft.client is not None:
        try:
            heirs(rules, owners, draft.client, named, str(draft.client.record))
        except InvalidRecordError as error:
            draft.fault(Column.SUCCESSOR, error.what, "Write an address here, or mend successors in the policy.")
    return named


def decided(text: str, owners: Sequence[Owner]) -> str:
    """Return the owner id of who decided, "" for somebody whom the CRM does not know."""
    owner = _meant(text, owners) if text else None
    return owner.id if owner else ""


def _meant(text: str, owners: Sequence[Owner]) -> Owner | None:
    by_id = next((owner for owner in owners if is_id(owner.id, text)), None)
    return by_id or (owner_at(owners, text) if "@" in text else None)
