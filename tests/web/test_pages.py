"""What the pages show of the list, of one handoff, of its dossier, journal and letters, and of the alumni."""

from __future__ import annotations

import pytest
from browsing import Browser, Tags, served, text_of
from playing import CLIENT, SCRIPT, Played

from handoff.domain.handoff import Problem
from handoff.errors import NotAuthorisedError

PLACES = ("", "/plan", "/plan?phase=archive", "/dossier", "/journal", "/letters")


def test_list_shows_each_handoff_with_state_and_problem(browser: Browser, played: Played) -> None:
    """The list names the client, where the handoff stands and what is wrong with it."""
    text = text_of(browser.get("/handoffs").text)
    assert CLIENT in text
    assert "Tidewater Community Trust" in text
    assert "awaiting approval" in text
    assert "It was changed by hand." in text
    assert played.troubled in text


def test_list_is_filtered_by_state_and_by_name(browser: Browser) -> None:
    """A state and a part of the client's name, in any case, narrow the list."""
    closed = text_of(browser.get("/handoffs?state=closed").text)
    assert CLIENT in closed
    assert "Tidewater" not in closed
    found = text_of(browser.get("/handoffs?q=TIDEWATER").text)
    assert "Tidewater Community Trust" in found
    assert CLIENT not in found
    assert "No handoff is like this." in browser.get("/handoffs?q=tidewater&state=closed").text


def test_list_of_a_new_firm_says_how_to_begin(empty_browser: Browser) -> None:
    """With no handoff at all the page says what makes one."""
    assert "Mark a deal (in Salesforce an opportunity or an account) in the CRM" in empty_browser.get("/handoffs").text


def test_handoff_shows_counts_determination_and_answer(browser: Browser, played: Played) -> None:
    """A closed handoff shows what was done, who decided and why, who takes over, and who approved."""
    text = text_of(browser.get(f"/handoffs/{played.closed}").text)
    for part in ("closed", "Residual access 0", "Successor Jonas Weber", "Decided by Maya Okafor", f"Why {SCRIPT}"):
        assert part in text
    assert "Approve by operator" in text


def test_handoff_that_waits_leads_to_plan_and_answer(browser: Browser, played: Played) -> None:
    """From the page that the ask names, the plan is one click away and so is Airflow's required action."""
    answer = browser.get(f"/handoffs/{played.waiting}")
    addresses = Tags(answer.text).addresses
    assert f"/handoff/handoffs/{played.waiting}/plan" in addresses
    asked = [address for address in addresses if address.endswith("/required_actions")]
    assert len(asked) == 1
    assert asked[0].startswith(f"/dags/ask_person/runs/{played.waiting}-approval-")
    assert "The plan waits for an approver" in answer.text


def test_handoff_in_airflows_frame_says_how_to_leave_it(browser: Browser, played: Played) -> None:
    """In a frame that lets no link out, the page says how to open the answer in a tab."""
    path = f"/handoffs/{played.waiting}"
    assert "Ctrl-click" in browser.get(path, **{"sec-fetch-dest": "iframe"}).text
    assert "Ctrl-click" not in browser.get(path, **{"sec-fetch-dest": "document"}).text


def test_handoff_with_a_problem_says_what_to_do(browser: Browser, played: Played) -> None:
    """The record, what happened and what to do stand on the page."""
    text = text_of(browser.get(f"/handoffs/{played.troubled}").text)
    assert f"hubspot deal {SCRIPT}: It was changed by hand." in text
    assert "What to do: Look at it." in text


def test_journal_says_that_the_chain_holds(browser: Browser, played: Played) -> None:
    """The journal lists what was meant and what came of it."""
    text = text_of(browser.get(f"/handoffs/{played.closed}/journal").text)
    assert "The chain holds" in text
    assert "Take access away" in text


def test_letters_show_recipient_and_text(browser: Browser, played: Played) -> None:
    """Every letter stands there as it was sent."""
    text = text_of(browser.get(f"/handoffs/{played.closed}/letters").text)
    assert "3 letters" in text
    assert "To Tobias Finch <tobias@marlowfinch.example> sent" in text
    assert "thank you for the time" in text


def test_dossier_is_shown_in_a_sandbox(browser: Browser, played: Played) -> None:
    """The rendered dossier comes with an origin of its own, and can run nothing."""
    page = browser.get(f"/handoffs/{played.closed}/dossier")
    frame = f"/handoff/handoffs/{played.closed}/dossier.html?version=1&cut=successor"
    assert frame in Tags(page.text).addresses
    assert 'sandbox="allow-popups' in page.text
    document = browser.get(f"/handoffs/{played.closed}/dossier.html?version=1&cut=successor")
    assert document.status_code == 200
    policy = document.headers["content-security-policy"]
    assert policy.startswith("sandbox ")
    assert "allow-scripts" not in policy
    assert "allow-same-origin" not in policy
    assert "default-src 'none'" in policy


def test_alumni_are_found(browser: Browser, played: Played) -> None:
    """A former client's person is found by part of the address, which stands in no log, with who looks after them."""
    text = text_of(browser.send("/alumni", q="TOBIAS@").text)
    assert "Tobias Finch" in text
    assert "Jonas Weber" in text
    assert played.closed in browser.get("/alumni").text
    assert "Nobody is found by this." in browser.send("/alumni", q="no-such-person").text


@pytest.mark.parametrize("place", PLACES)
def test_hostile_names_stay_text(browser: Browser, played: Played, place: str) -> None:
    """A script, a quote or a tag in a vendor's text is shown as it is written and becomes no tag."""
    for handoff in (played.closed, played.troubled):
        answer = browser.get(f"/handoffs/{handoff}{place}")
        seen = Tags(answer.text)
        assert "script" not in seen.tags
        assert not {name for name in seen.names if name.startswith("on")}
        assert "style" not in seen.names
    assert "<script" not in browser.get(f'/handoffs?q={SCRIPT}"').text
    assert "<script" not in browser.send("/alumni", q=f'"{SCRIPT}').text


@pytest.mark.parametrize("place", ["/handoffs", "/alumni", *(f"/handoffs/ID{place}" for place in PLACES)])
def test_links_between_pages_lead_somewhere(browser: Browser, played: Played, place: str) -> None:
    """Every address on a page that is one of ours answers, and none leads off Airflow's host."""
    page = browser.get(place.replace("ID", played.closed))
    assert page.status_code == 200
    for address in Tags(page.text).addresses:
        assert not address.startswith(("http:", "https:", "//", "javascript:"))
        if address.startswith("/handoff/") and not address.endswith(("/stop", "/resume")):
            answer = browser.get(address.removeprefix("/handoff"))
            assert answer.status_code == 200, address


def test_links_hold_where_airflow_has_a_path(played: Played) -> None:
    """Where Airflow's base_url has a path, every address begins with it."""
    with played.firm.app() as product, served(product, "/tools") as browser:
        page = browser.get(f"/handoffs/{played.waiting}")
        assert page.status_code == 200
        assert all(address.startswith("/tools/") for address in Tags(page.text).addresses)
        assert f"/tools/handoff/handoffs/{played.waiting}/plan" in Tags(page.text).addresses
        answer = browser.send(f"/handoffs/{played.waiting}/resume")
        assert answer.headers["location"] == f"/tools/handoff/handoffs/{played.waiting}"
        login = browser.get("/handoffs", **{"x-role": "nobody"})
        assert login.headers["location"] == "/auth/login?next=/tools/handoff/handoffs"


def test_list_says_which_crm_cannot_be_watched(browser: Browser, played: Played) -> None:
    """Where no mark can be found any more, the list says why and what to do."""
    error = NotAuthorisedError("The token is refused.", record="hubspot account", mend="Make a new one.")
    with played.firm.app() as app:
        with app.registry.begin() as tx:
            tx.watchers.trouble("handoff_hubspot", Problem.of(error, app.clock(), retried=False))
        text = text_of(browser.get("/handoffs").text)
        with app.registry.begin() as tx:
            tx.watchers.trouble("handoff_hubspot", None)
    assert "handoff_hubspot can't be watched hubspot account: The token is refused." in text
    assert "Make a new one." in text
    assert "can't be watched" not in browser.get("/handoffs").text


def test_one_process_runs_all_tests_of_the_pages(request: pytest.FixtureRequest) -> None:
    """Where pytest-xdist and pytest no longer agree on groups, each process would play all handoffs for itself."""
    if hasattr(request.config, "workerinput") and request.config.getvalue("loadgroup"):
        assert request.node.nodeid.endswith("@pages")
