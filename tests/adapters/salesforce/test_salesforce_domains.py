"""Which mail domains are an account's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.adapters.salesforce.domains import domains_of, host_of


@pytest.mark.parametrize(
    ("website", "addresses", "domains"),
    [
        ("https://www.firm.example/about", ["a@firm.example", "b@adviser.example"], ("firm.example",)),
        ("firm.co.uk", ["a@mail.firm.co.uk", "b@firm.com"], ("firm.co.uk", "firm.com", "mail.firm.co.uk")),
        ("", ["a@firm.example", "B@Firm.example", "c@adviser.example"], ("firm.example",)),
        ("", ["a@firm.example", "c@adviser.example"], ()),
        ("", ["a@gmail.com", "b@gmail.com"], ()),
        ("https://gmail.com", ["a@firm.example"], ("firm.example",)),
        ("see the wiki", [], ()),
        ("http://[broken", ["no address"], ()),
    ],
)
def test_domains_are_the_websites_and_its_peoples(website: str, addresses: list[str], domains: tuple[str, ...]) -> None:
    """A website's host counts, an adviser's and a public service's never do, and half the contacts are not enough."""
    assert domains_of(website, addresses) == domains


@given(st.text(), st.lists(st.text()))
def test_domains_of_any_text_are_hosts_in_lower_case(website: str, addresses: list[str]) -> None:
    """Whatever people write into the fields, what comes out are hosts, each once."""
    found = domains_of(website, addresses)
    assert len(found) == len(set(found))
    assert all(
        domain == domain.lower() and host_of(domain) in (domain, domain.removeprefix("www.")) for domain in found
    )
