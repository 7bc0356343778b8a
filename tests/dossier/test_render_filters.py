"""Dates, counts, links and names for people."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from handoff.domain.change import ChangeKind
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.domain.words import KINDS
from handoff.render import filters


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("2026-11-24T10:15:00.000000Z", "24 November 2026, 10:15 UTC"),
        ("2026-11-24T23:15:00-05:00", "25 November 2026, 04:15 UTC"),
        (datetime.fromisoformat("2026-03-01T00:00:00+01:00"), "28 February 2026, 23:00 UTC"),
        (None, ""),
        ("", ""),
    ],
)
def test_moment_is_written_for_people(given: datetime | str | None, written: str) -> None:
    """An instant is a date and a time in UTC, whatever zone it is given in."""
    assert filters.moment(given) == written


@pytest.mark.parametrize(
    "url",
    ["http://a.example", "https://a.example:8443/x?y=1&z=2#f", "HTTPS://A.example/x(1)", "http://[::1]:8080/x"],
)
def test_safe_url_lets_the_web_through(url: str) -> None:
    """Addresses of http and https are followed as they are."""
    assert filters.safe_url(f" {url} ") == url


@pytest.mark.parametrize(
    "url",
    [
        "", "a.example", "//a.example", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)",
        "data:text/html,x", "vbscript:x", "file:///x", "mailto:a@b.c", "http://", "https:///x", "http:a.example",
        "https://good.example@evil.example", "https://good.example\\@evil.example", "https://a.example/ x",
        "https://a.example/\x00", "https://a.example/\u202e", 'https://a.example/"x', "https://a.example/<x>",
        "http://[broken",
    ],
)  # fmt: skip
def test_safe_url_stops_all_else(url: str) -> None:
    """Whatever could run, or lead elsewhere than it looks, is not followed."""
    assert filters.safe_url(url) == ""


@over(st.text(max_size=40) | st.text(max_size=30).map("https://".__add__))
def test_safe_url_gives_web_addresses_alone(text: str) -> None:
    """What passes is http or https, and holds nothing that ends an attribute or a line."""
    url = filters.safe_url(text)
    assert not url or url.lower().startswith(("http://", "https://"))
    assert not set(url) & set(' <>"\n\r\t\\')


def test_mail_url_takes_one_plain_address() -> None:
    """A letter's link writes to one address: what could add recipients, a subject or a text is no link."""
    assert filters.mail_url("ann.o'hara+x@a.example") == "mailto:ann.o'hara+x@a.example"
    for hostile in ("a@b.c?bcc=eve@evil.example", "a@b.c,eve@evil.example", "a@b.c\nBcc: e@e.e", "a", "a@b", '"@b.c'):
        assert filters.mail_url(hostile) == ""


def test_counts_agree_with_their_words() -> None:
    """One is one; thousands can be read."""
    assert filters.count(1, "record") == "1 record"
    assert filters.count(0, "record") == "0 records"
    assert filters.count(1200, "entry", "entries") == "1,200 entries"


@pytest.mark.parametrize("kind", ChangeKind)
def test_every_kind_of_change_has_words(kind: ChangeKind) -> None:
    """Nobody is asked to approve a name of ours."""
    assert kind.value in KINDS
    assert "_" not in filters.kind_words(kind.value)


@pytest.mark.parametrize("vendor", Vendor)
def test_every_vendor_has_its_name(vendor: Vendor) -> None:
    """Records are named by their vendor's proper name."""
    name = filters.record_name(RecordRef(vendor, Kind.FILE, "1"))
    assert name.endswith(" file 1")
    assert name[0].isupper()


def test_one_line_is_one_line() -> None:
    """Every kind of line break becomes a space, and words stay apart."""
    text = "a\nb\r\nc\vd\fe\x85f\u2028g\u2029h\x1ci\tj  k"
    assert filters.one_line(text) == "a b c d e f g h i j k"
