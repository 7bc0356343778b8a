"""The rules of manifests: days that are certain, and companies that are meant."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.legacy.days import begins, day_of, ends
from handoff.domain.legacy.manifest import Column
from handoff.domain.legacy.matching import Wanted, meant
from handoff.domain.legacy.table import as_csv, column_of, manifest_rows
from handoff.domain.people import Client
from handoff.domain.record import Kind, RecordRef, Vendor
from handoff.errors import ManifestError


def company(identifier: str, name: str, *domains: str) -> Client:
    """Return a company."""
    return Client(RecordRef(Vendor.HUBSPOT, Kind.COMPANY, identifier), name, domains, "")


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(9998, 12, 31)))
def test_day_is_read_as_it_is_written(day: date) -> None:
    """An ISO day, with or without a time of day, is that day; it begins at midnight and ends at the next."""
    assert day_of(day.isoformat()) == day_of(f" {day} 14:30") == day_of(f"{day}T00:00:00Z") == day
    assert (ends(day) - begins(day)).total_seconds() == 86_400
    assert begins(day) == datetime(day.year, day.month, day.day, tzinfo=UTC)


@given(st.integers(1, 31), st.integers(1, 12), st.integers(1970, 2100), st.sampled_from("/.-"))
def test_day_in_any_other_form_is_never_guessed(day: int, month: int, year: int, dot: str) -> None:
    """Whoever writes day, month and year in their country's order is asked to write them in one that is certain."""
    with pytest.raises(ValueError, match="month" if day <= 12 and day != month else "not written"):
        day_of(f"{day:02}{dot}{month:02}{dot}{year}")


@given(st.text(max_size=12))
def test_no_text_is_a_day_by_accident(text: str) -> None:
    """Whatever stands in a cell is a day in this century's form, or refused in words."""
    try:
        day = day_of(text)
    except ValueError as error:
        assert str(error).endswith(".")  # noqa: PT017 - either way holds something
    else:
        assert text.strip().startswith(day.isoformat())


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(name="ACME  ltd"), ["1", "2"]),
        (Wanted(name="Acme Ltd", domain="acme.example"), ["1"]),
        (Wanted(name="Acme Ltd", domain="www.acme.example"), ["1"]),
        (Wanted(name="Acme Ltd", domain="shop.acme.example"), ["1"]),
        (Wanted(name="Acme Ltd", domain="other.example"), ["2"]),
        (Wanted(name="Acme", domain="acme.example"), []),
        (Wanted(record="2", name="whatever"), ["2"]),
        (Wanted(record="12"), []),
    ],
)
def test_row_means_whom_it_names(wanted: Wanted, ids: list[str]) -> None:
    """An id goes before a name; a domain tells companies of one name apart; one without domains contradicts none."""
    found = [company("1", "Acme Ltd", "acme.example"), company("2", "acme LTD")]
    assert [one.record.id for one in meant(wanted, found)] == ids


@given(st.lists(st.text(max_size=8), max_size=6).map(lambda line: [*line]))
def test_header_of_any_words_is_known_or_refused(line: list[str]) -> None:
    """No header raises anything but the manifest's own error."""
    known = [column_of(head) for head in line]
    try:
        manifest_rows([line, ["x"]])
    except ManifestError as error:
        assert error.mend  # noqa: PT017 - either way holds something
    else:
        assert any(known)


def test_clients_listed_are_a_manifest() -> None:
    """What a CRM was asked for is read back as rows, names with quotes, line breaks and formulas unchanged."""
    cells = [{column: f'={column} "x",\n;' for column in Column} for _ in range(2)]
    lines = csv.reader(io.StringIO(as_csv(cells).decode(), newline=""))
    assert [dict(row.cells) for row in manifest_rows(lines)] == cells
