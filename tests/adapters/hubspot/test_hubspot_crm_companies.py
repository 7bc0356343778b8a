"""HubSpot's companies looked at together: few searches for many, and every one of them found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from adapter_portal import FOLDER, Portal

from handoff.domain.legacy.matching import Wanted
from handoff.domain.people import Client
from handoff.domain.record import Kind, RecordRef, Vendor

FOLDERS = ["drive_folder"]


def company(number: int, **properties: str) -> dict[str, Any]:
    """Return a company of a world."""
    return {"id": str(number), "properties": properties}


def searches(portal: Portal) -> int:
    """Return how many searches the portal was asked for."""
    return sum(path.endswith("/search") for path in portal.paths())


def test_many_companies_are_found_by_few_searches(serve: Callable[..., Portal]) -> None:
    """Three hundred names in other scripts, two of them twice, within what the body of a search may hold."""
    names = [f"Société Générale de Nettoyage {number} «Świt»" for number in range(300)]
    portal = serve(
        companies=[company(10_000 + n, name=name) for n, name in enumerate(names)]
        + [company(20_000, name=names[7].upper()), company(20_001, name=names[9])]
    )
    found = portal.crm().companies([Wanted(name=name.lower()) for name in names], FOLDERS)
    assert [len(some) for some in found] == [2 if n in (7, 9) else 1 for n in range(300)]
    assert [some[0].record.id for some in found] == [str(10_000 + n) for n in range(300)]
    assert searches(portal) <= 20


def test_merged_company_comes_under_the_id_that_survived(serve: Callable[..., Portal]) -> None:
    """Who asks for the old id sees by the answer's id what became of it."""
    portal = serve(companies=[company(700, name="Both") | {"merged": ["699"]}])
    ((found,),) = portal.crm().companies([Wanted(record="699")], FOLDERS)
    assert found.record.id == "700"


def test_company_with_further_domains_and_an_address_of_its_folder_is_a_neighbour(portal: Portal) -> None:
    """Marlow has the folder by its address and a domain by hs_additional_domains, and is no neighbour of itself."""
    crm = portal.crm()
    marlow = crm.companies([Wanted(record="501")], FOLDERS)[0][0]
    other = Client(RecordRef(Vendor.HUBSPOT, Kind.COMPANY, "502"), "Harbour", ("harbour.example",), FOLDER)
    told = crm.others_with_each([(marlow, ["old.example"]), (other, []), (other, ["OLD.example"])], FOLDERS)
    assert [list(some) for some in told] == [[], ["Marlow"], ["Marlow"]]


def test_more_companies_than_a_search_shows_are_all_told(serve: Callable[..., Portal]) -> None:
    """A search ends at ten thousand results; a look at a property goes on beyond, and tells each company once."""
    many = [company(100_000 + n, name=f"Company {n}", lifecyclestage="other") for n in range(10_050)]
    portal = serve(companies=many)
    found = [one.record.id for one in portal.crm().companies_where("lifecyclestage", "other", FOLDERS)]
    assert found == [row["id"] for row in many]


@pytest.mark.parametrize("folders", [["no_such_property"], []])
def test_property_that_the_portal_lacks_names_no_folder(portal: Portal, folders: list[str]) -> None:
    """A policy may name none, or one that is gone: then nothing of it is asked for, and domains still tell."""
    crm = portal.crm()
    marlow = crm.companies([Wanted(record="501")], folders)[0][0]
    assert marlow.folder_id == ""
    assert [list(one) for one in crm.others_with_each([(marlow, ["harbour.example"])], folders)] == [["Harbour"]]
