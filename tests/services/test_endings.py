"""What the policy's `ends` set in HubSpot, over the whole life of a handoff; Salesforce's stand in its own life."""

from __future__ import annotations

from pathlib import Path

import yaml
from firm import POLICY, Firm

from handoff.domain.change import ChangeKind
from handoff.domain.handoff import State

ENDS = {
    "company": {"lifecyclestage": "alumni", "no_such_property": "x"},
    "marked": {"dealtype": None, "dealstage": "handed_over"},
}


def test_fields_of_the_ends_are_set_read_back_and_undone_and_the_missing_are_named(firm: Firm, tmp_path: Path) -> None:
    """A lifecycle stage, a stage and a field to be emptied hold at the close, and are back after an undo; a
    property that is none is a person's.
    """
    policy = yaml.safe_load(POLICY.read_text()) | {"ends": {"hubspot": ENDS}}
    (tmp_path / "policy.yaml").write_text(yaml.safe_dump(policy))
    firm.settings = firm.settings.model_copy(update={"policy": tmp_path / "policy.yaml"})
    before = firm.hubspot("GET", "/crm/v3/objects/companies/5001?properties=lifecyclestage")
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    with firm.app() as app:
        plan = app.show.plan(handoff).plan
    ends = {change.record.key: change for change in plan.changes if change.kind is ChangeKind.SET_FIELDS}
    assert set(ends) == {"hubspot/company/5001", "hubspot/deal/8002"}
    assert ends["hubspot/deal/8002"].before == {"dealtype": "existingbusiness", "dealstage": "in_transition"}
    (missing,) = (one for one in plan.left_out if "no_such_property" in one.reason)
    assert (missing.record.key, missing.person) == ("hubspot/company/5001", True)
    firm.carry_out(handoff)
    assert firm.archive(handoff) is None
    with firm.app() as app:
        summary = app.show.one(handoff)
    assert summary.handoff.state is State.CLOSED
    assert summary.planned == summary.applied == summary.verified
    company = firm.hubspot("GET", "/crm/v3/objects/companies/5001?properties=lifecyclestage")
    deal = firm.hubspot("GET", "/crm/v3/objects/deals/8002?properties=dealtype,dealstage")
    assert company["properties"]["lifecyclestage"] == "alumni"
    assert (deal["properties"]["dealtype"], deal["properties"]["dealstage"]) == (None, "handed_over")
    ask = firm.ask_to_undo(handoff)
    firm.approve(ask)
    assert firm.undo(handoff).state is State.UNDONE
    company = firm.hubspot("GET", "/crm/v3/objects/companies/5001?properties=lifecyclestage")
    deal = firm.hubspot("GET", "/crm/v3/objects/deals/8002?properties=dealtype,dealstage")
    assert company["properties"]["lifecyclestage"] == before["properties"]["lifecyclestage"]
    assert (deal["properties"]["dealtype"], deal["properties"]["dealstage"]) == ("existingbusiness", "in_transition")
