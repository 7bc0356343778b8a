"""Salesforce's accounts looked at together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from ledger import Ledger, world

from handoff.domain.legacy.matching import Wanted
from handoff.errors import ManifestError

FOLDERS = ["Client_Folder__c"]


def more(accounts: list[dict[str, Any]], fields: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """Return the keys of a section with further accounts, and fields of accounts."""
    own = world()["salesforce"]
    records = {**own["records"], "Account": [*own["records"]["Account"], *accounts]}
    held = {**own["fields"], "Account": [*own["fields"]["Account"], *(fields or [])]}
    return {"records": records, "fields": held}


def account(number: int, **fields: Any) -> dict[str, Any]:
    """Return an account of a world."""
    return {"id": number, "owner": 1, "fields": fields}


def test_many_accounts_are_found_by_id_and_by_name(serve: Callable[..., Ledger]) -> None:
    """Hundreds with quotes and other scripts, one of them twice; an id counts with 15 characters as with 18."""
    names = [f'O\'Hara \\ Söhne № {number} "Świt"' for number in range(300)]
    accounts = [account(30_000 + n, Name=name) for n, name in enumerate([*names, names[5]])]
    crm = serve(**more(accounts)).crm()
    found = crm.companies([Wanted(name=name) for name in names], FOLDERS)
    assert [len(some) for some in found] == [2 if n == 5 else 1 for n in range(300)]
    ids = [some[0].record.id for some in found]
    again = crm.companies([Wanted(record=one[:15]) for one in ids], FOLDERS)
    assert [some[0].record.id for some in again] == ids


def test_field_that_is_no_text_is_asked_for_by_its_own_kind_of_value(serve: Callable[..., Ledger]) -> None:
    """A checkbox is true or false; what can be neither is refused before Salesforce is asked."""
    fields = [{"name": "Has_Left__c", "label": "Has left", "type": "checkbox"}]
    crm = serve(**more([account(31_000, Name="Gone", Has_Left__c=True)], fields)).crm()
    assert [one.name for one in crm.companies_where("Has_Left__c", "true", FOLDERS)] == ["Gone"]
    with pytest.raises(ManifestError):
        list(crm.companies_where("Has_Left__c", "yes' OR Name != '", FOLDERS))
    assert list(crm.companies_where("Name", "Gone' OR Name != '", FOLDERS)) == []


def test_account_with_the_folder_or_a_domain_is_a_neighbour(serve: Callable[..., Ledger]) -> None:
    """By its folder's address, by its website, or by its contacts' addresses where it has none."""
    accounts = [
        account(32_000, Name="One", Client_Folder__c="folder-1", Website="https://www.one.example/about"),
        account(32_001, Name="Two", Client_Folder__c="https://drive.google.com/drive/folders/folder-1"),
        account(32_002, Name="Three", Website="http://three.example"),
    ]
    section = more(accounts)
    section["records"]["Contact"] = [
        *section["records"]["Contact"],
        {"id": 32_100, "owner": 1, "fields": {"LastName": "Z", "Email": "z@two.example", "AccountId": 32_001}},
    ]
    crm = serve(**section).crm()
    ((one,),) = crm.companies([Wanted(name="One")], FOLDERS)
    assert (one.folder_id, one.domains) == ("folder-1", ("one.example",))
    asked = [(one, []), (one, ["three.example", "one.example"]), (one, ["two.example"])]
    assert [list(some) for some in crm.others_with_each(asked, FOLDERS)] == [["Two"], ["Three", "Two"], ["Two"]]
