"""Notes in HubSpot: created once, found by their key, taken back."""

from __future__ import annotations

from collections.abc import Callable

from adapter_portal import Portal, create_note, many

from handoff.domain.change import holds
from handoff.domain.ports.vendors import Done, Seen
from handoff.domain.record import Kind
from handoff.errors import OutcomeUnknownError, RecordNotFoundError, VendorRefusedError

BODY = (
    "The dossier of Marlow & Sons <Ltd> is ready.\n\nIt is here: https://drive.google.com/d/1?a=b&c=d.\nDates follow."
)
NOTE = create_note(BODY, "hubspot/deal/1", "hubspot/company/501", "hubspot/contact/301", "hubspot/ticket/401")
CREATE = "POST objects/notes"


def test_note_is_created_seen_and_taken_back(portal: Portal) -> None:
    """A note is not there, then there with its text, records and address, then archived by the inverse."""
    crm = portal.crm()
    assert crm.observe([NOTE]) == [Seen({"exists": False})]
    assert holds(NOTE.before, {"exists": False})
    (done,) = crm.apply([NOTE])
    assert isinstance(done, Done)
    assert done.created is not None
    assert done.created.kind is Kind.NOTE
    assert done.url == f"{portal.server.base_url}/crm/objects/2026-03/notes/{done.created.id}"
    (seen,) = crm.observe([NOTE])
    assert seen == Seen(NOTE.after, done.created, done.url)
    inverse = NOTE.inverse()
    assert inverse is not None
    (before_undo,) = crm.observe([inverse])
    assert isinstance(before_undo, Seen)
    assert holds(inverse.before, before_undo.fields)
    assert crm.apply([inverse]) == [Done()]
    assert crm.observe([inverse]) == [Seen({"exists": False})]
    assert crm.apply([inverse]) == [Done()]


def test_note_shows_its_text_as_it_is(portal: Portal) -> None:
    """What people wrote is shown, never run: markup is escaped, addresses are links, the key stands last."""
    (done,) = portal.crm().apply([NOTE])
    assert isinstance(done, Done)
    assert done.created is not None
    html = portal.value(f"notes/{done.created.id}", "hs_note_body")
    assert html is not None
    assert "Marlow &amp; Sons &lt;Ltd&gt; is ready." in html
    assert '<a href="https://drive.google.com/d/1?a=b&amp;c=d">' in html
    assert html.endswith("<p><small>Handoff reference: h-1-dossier-note</small></p>")


def test_note_of_another_key_is_another_note(portal: Portal) -> None:
    """A key that begins like another's is not taken for it."""
    crm = portal.crm()
    crm.apply([create_note(BODY, "hubspot/deal/1", key="h-1-dossier-note-2")])
    assert crm.observe([NOTE]) == [Seen({"exists": False})]


def test_note_that_somebody_changed_is_seen_as_it_is(portal: Portal) -> None:
    """A text that was rewritten is shown; one that HubSpot only laid out anew is the same."""
    crm = portal.crm()
    (done,) = crm.apply([create_note("One line.\nTwo.", "hubspot/deal/1")])
    change = create_note("One line.\nTwo.", "hubspot/deal/1")
    assert isinstance(done, Done)
    assert done.created is not None
    path, reference = f"notes/{done.created.id}", "<p>Handoff reference: h-1-dossier-note</p>"
    portal.write(path, {"hs_note_body": f"<div>One&nbsp;line.<br>Two.</div>{reference}"})
    (seen,) = crm.observe([change])
    assert isinstance(seen, Seen)
    assert holds(change.after, seen.fields)
    portal.write(path, {"hs_note_body": f"<p>Another text.</p>{reference}"})
    (seen,) = crm.observe([change])
    assert isinstance(seen, Seen)
    assert seen.fields == {"exists": True, "body": "Another text.", "on": ["hubspot/deal/1"]}


def test_note_is_not_made_twice_after_a_lost_answer(portal: Portal) -> None:
    """A connection dropped after the write: the POST is sent once, and the note is found by its key."""
    crm = portal.crm()
    portal.fault("drop_after_success", ".*/objects/.*/notes", method="POST")
    (answer,) = crm.apply([NOTE])
    assert isinstance(answer, OutcomeUnknownError)
    assert answer.record == "hubspot note new:h-1-dossier-note"
    assert portal.calls()[CREATE] == 1
    (seen,) = crm.observe([NOTE])
    assert isinstance(seen, Seen)
    assert seen.created is not None
    assert holds(NOTE.after, seen.fields)


def test_note_is_not_made_after_a_refused_connection_or_a_500(portal: Portal) -> None:
    """A write that failed before HubSpot saw it is reported as unknown, and is not there when it is read back."""
    crm = portal.crm()
    for fault in ("drop_before", "server_error"):
        portal.fault(fault, ".*/objects/.*/notes", method="POST")
        (answer,) = crm.apply([NOTE])
        assert isinstance(answer, OutcomeUnknownError)
        assert crm.observe([NOTE]) == [Seen({"exists": False})]
    assert portal.calls()[CREATE] == 2
    assert isinstance(crm.apply([NOTE])[0], Done)


def test_note_waits_for_a_rate_limit(portal: Portal) -> None:
    """A 429 means that nothing was written: the note is made once it has passed."""
    portal.fault("rate_limit", ".*/objects/.*/notes", method="POST", times=3)
    assert isinstance(portal.crm().apply([NOTE])[0], Done)
    assert portal.calls()[CREATE] == 4


def test_note_is_found_among_many(serve: Callable[..., Portal]) -> None:
    """The newest notes are looked through first, and no more than it takes."""
    portal = serve(notes=many(250, 10000, {"properties": {"hs_note_body": "Old"}, "associations": ["deals/1"]}))
    crm = portal.crm()
    (done,) = crm.apply([NOTE])
    since = portal.now
    (seen,) = crm.observe([NOTE])
    assert isinstance(seen, Seen)
    assert isinstance(done, Done)
    assert seen.created == done.created
    assert portal.calls(since)["POST objects/notes/batch/read"] == 1


def test_note_on_a_record_that_is_gone_is_refused(portal: Portal) -> None:
    """HubSpot does not make a note on a deal that was deleted; the change says so."""
    change = create_note("x", "hubspot/deal/999")
    assert portal.crm().observe([change]) == [Seen({"exists": False})]
    (answer,) = portal.crm().apply([change])
    assert isinstance(answer, VendorRefusedError | RecordNotFoundError)
    assert answer.record == "hubspot note new:h-1-dossier-note"


def test_note_needs_a_record_that_takes_notes(portal: Portal) -> None:
    """A note on nothing, or on a task, is refused before HubSpot is asked."""
    for change in (create_note("x"), create_note("x", "hubspot/task/601")):
        for answer in (*portal.crm().apply([change]), *portal.crm().observe([change])):
            assert isinstance(answer, VendorRefusedError)
    assert portal.calls() == {}
