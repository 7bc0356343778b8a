"""Contacts: the people of the client, as the CRM has them."""

from __future__ import annotations

from collections.abc import Iterator

from handoff.domain.dossier import Section
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.drafts import Draft, Said
from handoff.domain.summary.rules.records.deals import name_of
from handoff.domain.summary.setting import Setting


def people(snapshot: Snapshot, _setting: Setting) -> Iterator[Said]:
    """Yield one person: name, role, and how to reach them."""
    if snapshot.record.kind is Kind.CONTACT:
        name = snapshot.text("name") or snapshot.text("email") or name_of(snapshot)
        role = snapshot.text("role")
        reach = [snapshot.text(field) for field in ("email", "phone") if snapshot.text(field) not in ("", name)]
        text = f"{name}, {role}" if role else name
        yield Draft(Section.PEOPLE, f"{text} — {'; '.join(reach)}" if reach else text, "Contact", rank=20)
