"""What every CRM keeps to when many companies are looked at together: found by a row, by a property, as neighbours."""

from __future__ import annotations

from dataclasses import replace

import pytest
from client_world import FOLDER
from subjects import CrmSubject

from handoff.domain.legacy.matching import Wanted
from handoff.domain.record import Kind
from handoff.errors import ManifestError, TransientError


def folders(crm: CrmSubject) -> list[str]:
    """Return the property that names a company's folder."""
    return [crm.rule.company_folder]


def test_companies_are_found_by_id_or_name_in_the_order_asked_for(crm: CrmSubject) -> None:
    """One is found with its domains and folder, whatever its case; one that is not there is nobody."""
    nobody = "501999" if crm.company == "501" else crm.company.replace("501", "599")
    wanted = [
        Wanted(name="harbour"),
        Wanted(record=nobody),
        Wanted(record=crm.company),
        Wanted(name="Marlow", domain="marlow.example"),
        Wanted(record="no id of anybody's"),
        Wanted(name='Nobody & Sons\' \\ "Company"'),
        Wanted(record=crm.company),
    ]
    found = crm.changer.companies(wanted, folders(crm))
    assert [[company.name for company in some] for some in found] == [
        ["Harbour"], [], ["Marlow"], ["Marlow"], [], [], ["Marlow"],
    ]  # fmt: skip
    assert found[2][0] == crm.client() == crm.changer.open(crm.mark(), crm.rule)[0]
    assert found[2][0].record == crm.ref(Kind.COMPANY, crm.company)


def test_company_without_the_name_is_found_by_its_domain(crm: CrmSubject) -> None:
    """It is told what it is called, so that a person can see what was meant; where the name is there, it goes first."""
    wanted = [Wanted(name="Harbour Ltd", domain="harbour.example"), Wanted(name="Marlow", domain="harbour.example")]
    found = crm.changer.companies(wanted, folders(crm))
    assert [[company.name for company in some] for some in found] == [["Harbour"], ["Marlow"]]


def test_company_without_a_folder_is_found_all_the_same(crm: CrmSubject) -> None:
    """A manifest may name the folder; of a company nothing is said that is not there."""
    crm.set(folder="")
    ((found,),) = crm.changer.companies([Wanted(record=crm.company)], folders(crm))
    assert found == replace(crm.client(), folder_id="")


def test_companies_of_a_property_are_those_that_have_its_value(crm: CrmSubject) -> None:
    """A property that companies do not have is an error that says so."""
    (name,) = folders(crm)
    assert list(crm.changer.companies_where(name, FOLDER, [name])) == [crm.client()]
    assert list(crm.changer.companies_where(name, "nowhere", [name])) == []
    with pytest.raises(ManifestError) as caught:
        list(crm.changer.companies_where("no_such_thing", "x", [name]))
    assert caught.value.mend


def test_neighbours_of_many_are_those_of_each(crm: CrmSubject) -> None:
    """Asked together or one by one, the same other companies share the folder or have the domains."""
    client = crm.client()
    asked = [(client, []), (client, ["harbour.example", "nobody.example"]), (replace(client, folder_id="h"), [])]
    told = crm.changer.others_with_each(asked, folders(crm))
    assert [list(some) for some in told] == [[], ["Harbour"], ["Harbour"]]
    assert [list(crm.changer.others_with(client, domains)) for _, domains in asked[:2]] == [[], ["Harbour"]]


def test_companies_with_a_folder_are_told_with_it(crm: CrmSubject) -> None:
    """One without is not among them, and properties that name nothing tell of nobody."""
    assert ("Marlow", FOLDER) in {(one.name, one.folder_id) for one in crm.changer.with_folders(folders(crm))}
    assert crm.client().record in {one.record for one in crm.changer.with_folders(folders(crm))}
    crm.set(folder="")
    assert crm.client().record not in {one.record for one in crm.changer.with_folders(folders(crm))}


def test_folder_that_a_manifest_names_is_looked_for_among_the_others(crm: CrmSubject) -> None:
    """The client's company need not name it; who else has it is told all the same."""
    crm.set(folder="")
    client = replace(crm.client(), folder_id="h")
    assert list(crm.changer.others_with(client, ["harbour.example"], folders(crm))) == ["Harbour"]
    assert [list(some) for some in crm.changer.others_with_each([(client, [])], folders(crm))] == [["Harbour"]]


def test_look_for_companies_outlasts_a_vendor_that_fails_for_a_while(crm: CrmSubject) -> None:
    """Two failures are outlasted; one that goes on is an error that a retry helps against."""
    wanted = [Wanted(name="Marlow")]
    crm.befall("unavailable", times=2)
    assert crm.changer.companies(wanted, folders(crm)) == [[crm.client()]]
    crm.befall("unavailable", times=60)
    with pytest.raises(TransientError):
        crm.changer.companies(wanted, folders(crm))
