"""Audits after the close: what comes back is found, asked about and taken away; what opens for others is tried."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from firm import Firm
from tiny import FOLDER, tiny

from handoff.domain.change import Change, ChangeKind, Phase
from handoff.domain.handoff import State
from handoff.domain.ids import HandoffId
from handoff.domain.journal import EntryKind
from handoff.domain.record import Kind, RecordRef, Vendor

CLIENT = "helena@marlowfinch.example"


def closed(make_firm: Callable[..., Firm]) -> tuple[Firm, HandoffId]:
    """Return a firm with a handoff that was closed two days ago."""
    firm = make_firm(tiny)
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    firm.carry_out(handoff)
    assert firm.archive(handoff) is None
    firm.ahead = timedelta(days=2)
    return firm, handoff


def share(firm: Firm, kind: str, to: str) -> None:
    """Share the client's folder, as somebody of the firm would."""
    with firm.app() as app:
        grantee = app.people.identify(to) if kind == "user" else to
        record = RecordRef(Vendor.GOOGLE_DRIVE, Kind.PERMISSION, f"{FOLDER}/{kind}/{grantee}")
        change = Change(ChangeKind.GRANT_ACCESS, record, {"role": None}, {"role": "reader"}, Phase.ARCHIVE)
        app.drive.apply([change])


def scans(firm: Firm, handoff: HandoffId) -> list[dict[str, object]]:
    """Return what the audits have journalled."""
    with firm.app() as app:
        entries, broken = app.show.journal(handoff)
    assert broken is None
    return [dict(entry.detail) for entry in entries if entry.kind is EntryKind.SCAN and "audit" in entry.detail]


def test_audit_comes_on_its_days_and_finds_nothing_where_nothing_is(make_firm: Callable[..., Firm]) -> None:
    """Once for each day, the latest that was missed; without the means nobody claims to have tried as others."""
    firm, handoff = closed(make_firm)
    for ahead, day in ((2, 1), (8, 7), (100, 90)):
        firm.ahead = timedelta(days=ahead)
        with firm.app() as app:
            assert [item.id for item in app.audit.due()] == [handoff]
            assert app.audit(handoff) is None
            assert app.audit.due() == []
        assert scans(firm, handoff)[-1] | {"probed": 1} == {
            "audit": day,
            "residual": 0,
            "probed": 1,
            "open_to_stranger": "not tried",
            "open_to_client": "not tried",
        }


def test_access_that_comes_back_is_asked_about_and_taken_away(make_firm: Callable[..., Firm]) -> None:
    """A person and a link that somebody added after the close: asked about, nothing done before the yes, then gone."""
    firm, handoff = closed(make_firm)
    share(firm, "user", CLIENT)
    share(firm, "anyone", "anyone")
    given = firm.server.credentials["google_drive"]
    tokens, oauth = given["refresh_tokens"], given["oauth_client"]
    probe = {
        "client_id": oauth["client_id"],
        "client_secret": oauth["client_secret"],
        "refresh_token": tokens[CLIENT],
        "token_uri": given["service_account"]["token_uri"],
    }
    firm.connections["handoff_google_drive"].extra_dejson |= {"api_key": given["api_key"], "probe": probe}
    with firm.app() as app:
        ask = app.audit(handoff)
        assert ask is not None
        assert app.show.one(handoff).handoff.state is State.AWAITING_FINDING
        kinds = [change.kind for change in app.show.plan(handoff).plan.changes]
        assert kinds == [ChangeKind.REVOKE_ACCESS] * 2
    scan = scans(firm, handoff)[-1]
    assert scan["residual"]
    assert scan["open_to_stranger"] == scan["open_to_client"] != []
    firm.approve(ask)
    assert firm.archive(handoff) is None
    firm.ahead = timedelta(days=8)
    with firm.app() as app:
        assert app.audit(handoff) is None
        assert app.show.one(handoff).handoff.state is State.CLOSED
    assert scans(firm, handoff)[-1]["open_to_stranger"] == scans(firm, handoff)[-1]["open_to_client"] == []
