"""Many records in one call: results in order, all or none and each by itself; composite and batch."""

# The queries are put together of our own ids.
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from salesforce_org import ACME, ANN, BOB, BROOK, CARE, DAN, EMPTY, LOST, ROOT, SHOP, TOM, Org


def record(sobject: str, **fields: object) -> dict[str, object]:
    """Return a record of a collection."""
    return {"attributes": {"type": sobject}, **fields}


def codes(results: list[dict[str, Any]]) -> list[str]:
    """Return each result's first code, or ok."""
    return ["ok" if one["success"] else one["errors"][0]["statusCode"] for one in results]


def test_update_without_all_or_none_keeps_what_holds(org: Org) -> None:
    """Each record stands for itself, in the order of the request; a failure has statusCode, not errorCode."""
    records = [
        record("Account", id=ACME, OwnerId=TOM),
        record("Account", id=BROOK, OwnerId=DAN),
        record("Account", id=EMPTY[:15], Name="Full"),
        record("Contact", id=ACME, LastName="x"),
        record("Contact", id="003000000000999AAA", LastName="x"),
        record("Contact", LastName="x"),
        record("Nonsense", id=ANN),
    ]
    results = org.client().restful("composite/sobjects", method="PATCH", json={"allOrNone": False, "records": records})
    assert codes(results) == [
        "ok", "INACTIVE_OWNER_OR_USER", "ok", "MALFORMED_ID", "INVALID_CROSS_REFERENCE_KEY",
        "MISSING_ARGUMENT", "INVALID_TYPE",
    ]  # fmt: skip
    assert results[2] == {"id": EMPTY, "success": True, "errors": []}
    assert set(results[1]["errors"][0]) == {"statusCode", "message", "fields"}
    assert org.column("SELECT OwnerId FROM Account ORDER BY Id")[:2] == [TOM, TOM]
    assert org.column(f"SELECT Name FROM Account WHERE Id = '{EMPTY}'") == ["Full"]


def test_update_with_all_or_none_undoes_all(org: Org) -> None:
    """One failure undoes the call, with the history that it would have left; the others say that they were undone."""
    before = org.call("GET", f"/sobjects/Account/{ACME}").body
    rows = org.ask("SELECT COUNT() FROM AccountHistory").body["totalSize"]
    records = [record("Account", id=ACME, OwnerId=TOM), record("Account", id=BROOK, OwnerId=DAN)]
    answer = org.call("PATCH", "/composite/sobjects", {"allOrNone": True, "records": records})
    assert answer.status == 200
    assert codes(answer.body) == ["ALL_OR_NONE_OPERATION_ROLLED_BACK", "INACTIVE_OWNER_OR_USER"]
    assert org.call("GET", f"/sobjects/Account/{ACME}").body == before
    assert org.ask("SELECT COUNT() FROM AccountHistory").body["totalSize"] == rows


def test_create_all_or_none_leaves_nothing(org: Org) -> None:
    """A creation that is undone is not there, also not for an index."""
    records = [record("Contact", LastName="New", AccountId=EMPTY), record("Contact", AccountId=EMPTY)]
    asked = f"SELECT Id FROM Contact WHERE AccountId = '{EMPTY}'"
    assert org.rows(asked) == []
    answer = org.call("POST", "/composite/sobjects", {"allOrNone": True, "records": records})
    assert codes(answer.body) == ["ALL_OR_NONE_OPERATION_ROLLED_BACK", "REQUIRED_FIELD_MISSING"]
    assert org.rows(asked) == []
    answer = org.call("POST", "/composite/sobjects", {"allOrNone": False, "records": records})
    assert codes(answer.body) == ["ok", "REQUIRED_FIELD_MISSING"]
    assert len(org.rows(asked)) == 1


def test_delete_takes_ids_of_several_objects(org: Org) -> None:
    """Ids stand in the address; each record stands for itself."""
    answer = org.call("DELETE", f"/composite/sobjects?ids={LOST},{BOB},{ACME},nonsense&allOrNone=false")
    assert codes(answer.body) == ["ok", "ok", "DELETE_FAILED", "MALFORMED_ID"]
    undone = org.call("DELETE", f"/composite/sobjects?ids={SHOP},{BOB}&allOrNone=true")
    assert codes(undone.body) == ["ALL_OR_NONE_OPERATION_ROLLED_BACK", "ENTITY_IS_DELETED"]
    assert org.call("GET", f"/sobjects/Opportunity/{SHOP}").status == 200


def test_upsert_tells_what_was_created(org: Org) -> None:
    """An upsert by an external id tells for each record whether it was created."""
    records = [
        record("Account", Code__c="A-1", Industry="Media"),
        record("Account", Code__c="N-1", Name="New"),
        record("Account", Name="?"),
    ]
    answer = org.call("PATCH", "/composite/sobjects/Account/Code__c", {"allOrNone": False, "records": records})
    assert codes(answer.body) == ["ok", "ok", "MISSING_ARGUMENT"]
    assert [one.get("created") for one in answer.body] == [False, True, None]
    assert org.column(f"SELECT Industry FROM Account WHERE Id = '{ACME}'") == ["Media"]


def test_read_gives_null_for_what_is_not_there(still_org: Org) -> None:
    """Many records of one object are read at once, by GET or POST, in order."""
    ids = [BROOK, "001000000000999AAA", ACME]
    posted = still_org.call("POST", "/composite/sobjects/Account", {"ids": ids, "fields": ["Name"]}).body
    assert [one and one["Name"] for one in posted] == ["Brook Dental", None, "Acme Gardens"]
    assert still_org.call("GET", f"/composite/sobjects/Account?ids={','.join(ids)}&fields=Name").body == posted
    assert (
        still_org.call("POST", "/composite/sobjects/Account", {"ids": ids, "fields": ["Nam"]}).code == "INVALID_FIELD"
    )


def test_collections_have_limits(still_org: Org) -> None:
    """200 records, and ten runs of types: the sorted order of the same records passes."""
    many = [record("Account", id=ACME, Name="Acme Gardens")] * 201
    refused = still_org.call("PATCH", "/composite/sobjects", {"records": many})
    assert (refused.status, refused.code) == (400, "EXCEEDED_ID_LIMIT")
    mixed = [record("Account", id="001000000000999"), record("Contact", id="003000000000999")] * 6
    refused = still_org.call("PATCH", "/composite/sobjects", {"records": mixed})
    assert (refused.status, refused.code) == (400, "LIMIT_EXCEEDED")
    in_runs = sorted(mixed, key=lambda one: str(one["id"]))
    assert still_org.call("PATCH", "/composite/sobjects", {"records": in_runs}).status == 200
    assert still_org.call("PATCH", "/composite/sobjects", {"records": [{"id": ACME}]}).code == "INVALID_TYPE"
    assert still_org.call("PATCH", "/composite/sobjects", {"records": []}).code == "MISSING_ARGUMENT"


def part(method: str, url: str, name: str, body: object = None) -> dict[str, object]:
    """Return a part of a composite request."""
    return {"method": method, "url": f"{ROOT}{url}", "referenceId": name, "body": body}


def test_composite_parts_refer_to_one_another(org: Org) -> None:
    """A later part takes what an earlier one answered, in its address and in its body."""
    parts = [
        part("POST", "/sobjects/Account", "account", {"Name": "New"}),
        part("POST", "/sobjects/Contact", "contact", {"LastName": "Z", "AccountId": "@{account.id}"}),
        part("GET", "/query/?q=SELECT+Name+FROM+Contact+WHERE+Id='@{contact.id}'", "found"),
        part("GET", "/sobjects/Contact/@{contact.id}?fields=AccountId", "read"),
    ]
    answers = org.call("POST", "/composite", {"compositeRequest": parts}).body["compositeResponse"]
    assert [one["httpStatusCode"] for one in answers] == [201, 201, 200, 200]
    assert answers[2]["body"]["records"][0]["Name"] == "Z"
    assert answers[3]["body"]["AccountId"] == answers[0]["body"]["id"]
    assert [one["referenceId"] for one in answers] == ["account", "contact", "found", "read"]


def test_composite_part_that_refers_to_a_failure_is_halted(org: Org) -> None:
    """Without allOrNone what holds is kept, and what depended on a failure is not tried."""
    parts = [
        part("POST", "/sobjects/Account", "bad", {}),
        part("POST", "/sobjects/Contact", "dependent", {"LastName": "Z", "AccountId": "@{bad.id}"}),
        part("PATCH", f"/sobjects/Account/{ACME}", "good", {"Industry": "Media"}),
        part("GET", "/nonsense", "unknown"),
    ]
    answers = org.call("POST", "/composite", {"compositeRequest": parts}).body["compositeResponse"]
    assert [one["httpStatusCode"] for one in answers] == [400, 400, 204, 404]
    assert answers[1]["body"][0]["errorCode"] == "PROCESSING_HALTED"
    assert org.column(f"SELECT Industry FROM Account WHERE Id = '{ACME}'") == ["Media"]


def test_composite_with_all_or_none_undoes_all(org: Org) -> None:
    """With allOrNone one failure undoes the parts before it and halts those after it."""
    parts = [
        part("PATCH", f"/sobjects/Account/{ACME}", "first", {"Industry": "Media"}),
        part("PATCH", f"/sobjects/Account/{BROOK}", "second", {"OwnerId": DAN}),
        part("PATCH", f"/sobjects/Account/{EMPTY}", "third", {"Industry": "Media"}),
    ]
    answers = org.call("POST", "/composite", {"allOrNone": True, "compositeRequest": parts}).body["compositeResponse"]
    assert [one["body"][0]["errorCode"] for one in answers] == [
        "PROCESSING_HALTED", "INACTIVE_OWNER_OR_USER", "PROCESSING_HALTED",
    ]  # fmt: skip
    assert org.column(f"SELECT Industry FROM Account WHERE Id = '{ACME}'") == ["Retail"]


def test_composite_has_limits(still_org: Org) -> None:
    """25 parts, five of them queries or collections, each with a name of its own."""
    query = part("GET", "/query?q=SELECT+Id+FROM+Account", "one")
    for parts in (
        [part("GET", "/limits", str(n)) for n in range(26)],
        [query | {"referenceId": f"q{n}"} for n in range(6)],
    ):
        assert still_org.call("POST", "/composite", {"compositeRequest": parts}).code == "LIMIT_EXCEEDED"
    assert still_org.call("POST", "/composite", {"compositeRequest": [query, query]}).code == "INVALID_INPUT"
    assert still_org.call("POST", "/composite", {"compositeRequest": "x"}).code == "JSON_PARSER_ERROR"


def test_batch_answers_each_part(org: Org) -> None:
    """Parts of a batch are independent, unless it halts on an error."""
    parts = [
        {"method": "PATCH", "url": f"v67.0/sobjects/Opportunity/{CARE}", "richInput": {"NextStep": "Call"}},
        {"method": "GET", "url": "v67.0/sobjects/Account/nonsense"},
        {"method": "GET", "url": f"v67.0/sobjects/Opportunity/{CARE}?fields=NextStep"},
    ]
    body = org.call("POST", "/composite/batch", {"batchRequests": parts}).body
    assert body["hasErrors"] is True
    assert [one["statusCode"] for one in body["results"]] == [204, 404, 200]
    assert body["results"][2]["result"]["NextStep"] == "Call"
    halted = org.call("POST", "/composite/batch", {"haltOnError": True, "batchRequests": parts}).body
    assert [one["statusCode"] for one in halted["results"]] == [204, 404, 412]


def test_batch_counts_its_parts_as_requests(make_org: Callable[..., Org]) -> None:
    """A composite request counts once, the parts of a batch count each."""
    org = make_org()
    org.call("POST", "/composite", {"compositeRequest": [part("GET", "/limits", "a"), part("GET", "/limits", "b")]})
    answer = org.call("GET", "/limits")
    assert answer.headers["Sforce-Limit-Info"].startswith("api-usage=2/")
    parts = [{"method": "GET", "url": "v67.0/limits"}] * 3
    answer = org.call("POST", "/composite/batch", {"batchRequests": parts})
    assert answer.headers["Sforce-Limit-Info"].startswith("api-usage=6/")
