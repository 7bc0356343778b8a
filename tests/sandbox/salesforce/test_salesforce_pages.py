"""The pages of records in Lightning, to which a dossier's sources lead."""

from __future__ import annotations

import httpx
from salesforce_org import ACME, Org

LOGO = "<img src=x>"


def page(org: Org, record: str, sobject: str = "Account") -> httpx.Response:
    """Open a record's page as a browser would."""
    return httpx.get(f"{org.server.base_url}/lightning/r/{sobject}/{record}/view", timeout=10)


def test_page_shows_its_record_and_escapes_it(org: Org) -> None:
    """What a field holds is shown as text, also by the record's short id."""
    org.client().Account.update(ACME, {"Description": f"Makes {LOGO} & more"})
    for record in (ACME, ACME[:15]):
        shown = page(org, record)
        assert shown.status_code == 200
        assert ACME in shown.text
        assert "Makes &lt;img src=x&gt; &amp; more" in shown.text
        assert LOGO not in shown.text


def test_page_of_no_record_is_not_found(org: Org) -> None:
    """A deleted record, and one that never was, have no page; an empty page would be an empty success."""
    client = org.client()
    made = client.Account.create({"Name": "Gone"})["id"]
    client.Account.delete(made)
    assert [page(org, record).status_code for record in (made, "001000000009999AAA", "nothing")] == [404, 404, 404]
