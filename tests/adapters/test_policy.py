"""The policy file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from handoff.adapters.policy import PolicyFile, load_policy
from handoff.domain.policy import LegacyRules, Policy
from handoff.errors import PolicyError

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = (DOCS / "policy.md").read_text().partition("```yaml\n")[2].partition("```")[0]
Load = Callable[[str], Policy]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Load a policy of some text."""

    def load_text(text: str) -> Policy:
        path = tmp_path / "policy.yaml"
        path.write_text(text)
        return load_policy(str(path))

    return load_text


def wrong(load: Load, text: str) -> list[str]:
    with pytest.raises(PolicyError) as caught:
        load(text)
    return [re.sub(r"^\S*/", "", line, count=1) for line in caught.value.what.split("\n")]


def test_policy_documented_example_loads(load: Load) -> None:
    """The example in the documentation is a whole policy, and arrives in the domain as it is written."""
    policy = load(EXAMPLE)
    assert policy.firm.domains == ("northlight.example",)
    assert (policy.firm.sender_name, policy.firm.sender_email) == ("Anna Berg", "anna@northlight.example")
    assert policy.marks["hubspot"][0].value == "in_transition"
    assert policy.marks["hubspot"][0].company_folder == "drive_folder_id"
    assert policy.approvers[0].user == "anna"
    assert (policy.approving.within, policy.cutoff_after) == (timedelta(days=7), timedelta(days=14))
    assert policy.kept == {"auditor@ledger.example"}
    assert (policy.caps.changes, policy.caps.letters, policy.quota_share) == (500, 20, 0.5)


def test_policy_optional_keys_may_be_left_out(load: Load) -> None:
    """What the documentation calls not needed can be left out, all else can't."""
    document = yaml.safe_load(EXAMPLE)
    for key in ("keep_access", "delivery_folder", "quota_share"):
        del document[key]
    for key in ("reason", "decided_by", "cutoff"):
        del document["marks"]["hubspot"][key]
    policy = load(yaml.safe_dump(document))
    assert (policy.kept, policy.delivery_folder, policy.marks["hubspot"][0].cutoff) == (frozenset(), "root", "")
    for key in document:
        rest = yaml.safe_dump({name: value for name, value in document.items() if name != key})
        assert wrong(load, rest) == [f"policy.yaml:1: {key}: this key is missing"]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("approval_within: P7D", "approval_within: seven days", 19, "approval_within: 'seven days' is not a duration;"),
        ("cutoff_after: P14D", "cutoff_after: P1M", 20, "cutoff_after: 'P1M' is not a duration;"),
        ("cutoff_after: P14D", "cutoff_after: 14", 20, "cutoff_after: '14' is not a duration;"),
        ("cutoff_after: P14D", "cutoff_after: PT0S", 20, "cutoff_after: a duration of nothing;"),
        ("letters: 20", "letter: 20", 23, "caps.letter: there is no such key; allowed: changes, letters, kinds"),
        ("letters: 20", "letters: yes", 23, "caps.letters: input should be a valid integer"),
        ("letters: 20", "letters: 0", 23, "caps.letters: input should be greater than or equal to 1"),
        ("caps: {", "legacy: {canary: -1}\ncaps: {", 23, "legacy.canary: input should be greater than or equal to 0"),
        (
            "caps: {",
            "legacy: {per_hour: 0}\ncaps: {",
            23,
            "legacy.per_hour: input should be greater than or equal to 1",
        ),
        ("caps: {", "legacy: {letters: 'no'}\ncaps: {", 23, "legacy.letters: input should be a valid boolean"),
        (
            "caps: {",
            "legacy: {changes_per_hour: {slack: 1}}\ncaps: {",
            23,
            "legacy.changes_per_hour.slack: input should be",
        ),
        (
            "caps: {",
            "legacy: {hourly: 1}\ncaps: {",
            23,
            "legacy.hourly: there is no such key; allowed: canary, per_hour",
        ),
        ("quota_share: 0.5", "quota_share: 1.5", 24, "quota_share: input should be less than or equal to 1"),
        ("value: in_transition", "value: 4711", 11, "marks.hubspot.value: it has to be text;"),
        ("value: in_transition", "value: '  '", 11, "marks.hubspot.value: string should have at least 1 character"),
        ("record: deal", "record: invoice", 9, "marks.hubspot.record: input should be 'deal',"),
        ("[northlight.example]", "[http://x.example]", 3, "firm.domains[0]: 'http://x.example' is not a mail domain;"),
        ("[northlight.example]", "[]", 3, "firm.domains: list should have at least 1 item"),
        ("[auditor@ledger.example]", "[a@b.example, me]", 21, "keep_access[1]: 'me' is not a mail address;"),
        ("hubspot:", "hubspots:", 7, "marks.hubspots: there is no such key; allowed: hubspot, salesforce"),
        ("hubspot:", "salesforce:", 9, "marks.salesforce.record: input should be 'opportunity' or 'account'"),
        ("caps: {changes: 500, letters: 20}", "caps: 5", 23, "caps: this has to be a mapping with the keys changes,"),
        ("delivery_folder: root", "approval_within: P1D", 22, "the key 'approval_within' is there already, in line 19"),
        ("delivery_folder: root", "invoice_paid: true", 22, "invoice_paid: there is no such key; allowed: firm,"),
        ("delivery_folder: root", "delivery_folder: [", 24, "this is not YAML"),
        ("delivery_folder: root", "delivery_folder: 2026-13-45", 22, "'2026-13-45' is not a value that YAML knows"),
        ("delivery_folder: root", "delivery_folder: !!python/name:os.system", 22, "'' is not a value that YAML knows"),
        ("delivery_folder: root", "[a]: root", 22, "a key has to be a word"),
    ],
)
def test_policy_error_names_line_place_and_what_is_allowed(
    load: Load, old: str, new: str, line: int, said: str
) -> None:
    """Each mistake is refused with the line where it stands, its place, and what may stand there."""
    assert old in EXAMPLE
    errors = wrong(load, EXAMPLE.replace(old, new))
    assert any(error.startswith(f"policy.yaml:{line}: {said}") for error in errors), errors


def test_policy_takes_a_mark_in_each_crm(load: Load) -> None:
    """A firm may have a mark in Salesforce beside HubSpot's, or that one alone; without any there is no policy."""
    document = yaml.safe_load(EXAMPLE)
    documented = (
        (DOCS / "policy.md").read_text().partition("```yaml\n")[2].partition("```yaml\n")[2].partition("```")[0]
    )
    document["marks"] |= yaml.safe_load(documented)["marks"]
    policy = load(yaml.safe_dump(document))
    assert set(policy.marks) == {"hubspot", "salesforce"}
    assert policy.marks["salesforce"][0].record == "opportunity"
    assert policy.marks["salesforce"][0].property == "StageName"
    del document["marks"]["hubspot"]
    assert set(load(yaml.safe_dump(document)).marks) == {"salesforce"}
    document["marks"] = {}
    assert (
        "marks: no mark starts a handoff; allowed: one of hubspot, salesforce"
        in wrong(load, yaml.safe_dump(document))[0]
    )


def test_policy_errors_are_all_shown_at_once(load: Load) -> None:
    """A file with three mistakes says three."""
    text = EXAMPLE.replace("letters: 20", "letters: 0").replace("P7D", "7").replace("reply_to", "reply")
    assert len(wrong(load, text)) == 4  # a wrong key is both unknown and missing


def test_policy_approver_stands_once(load: Load) -> None:
    """The same user twice would make two approvals of one person."""
    twice = "  - {user: anna, email: anna@northlight.example}\n"
    assert "anna more than once" in wrong(load, EXAMPLE.replace(twice, twice * 2))[0]


@pytest.mark.parametrize("text", ["", "- a\n", "just text"])
def test_policy_without_a_mapping_is_refused(load: Load, text: str) -> None:
    """An empty file, a list or a text is no policy, and the keys are named."""
    assert "this has to be a mapping with the keys firm, marks" in wrong(load, text)[0]


def test_policy_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A missing file and one in another encoding are errors that name the file."""
    path = tmp_path / "policy.yaml"
    with pytest.raises(PolicyError, match=r"policy\.yaml: the policy cannot be read"):
        load_policy(str(path))
    path.write_bytes("firm: {name: Büro}".encode("latin-1"))
    with pytest.raises(PolicyError, match="not UTF-8"):
        load_policy(str(path))


def test_policy_addresses_are_lower_cased(load: Load) -> None:
    """Access is compared in small letters, so that capitals in the file can't make an address a stranger's."""
    policy = load(EXAMPLE.replace("auditor@ledger", "Auditor@Ledger").replace("[northlight.ex", "[NorthLight.EX"))
    assert policy.kept == {"auditor@ledger.example"}
    assert policy.firm.domains == ("northlight.example",)


@given(
    st.integers(0, 9),
    st.integers(0, 40),
    st.integers(0, 30),
    st.integers(0, 90),
    st.integers(min_value=1, max_value=90),
)
def test_policy_durations_are_their_parts(weeks: int, days: int, hours: int, minutes: int, seconds: int) -> None:
    """A duration is the sum of its parts, whichever are there."""
    document = yaml.safe_load(EXAMPLE)
    document["cutoff_after"] = f"P{weeks}W{days}DT{hours}H{minutes}M{seconds}S"
    expected = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    assert PolicyFile.model_validate(document).policy().cutoff_after == expected


def test_policy_schema_is_fresh() -> None:
    """The published schema is the model's; make it anew with: python -m handoff.adapters.policy."""
    assert json.loads((DOCS / "policy.schema.json").read_text()) == PolicyFile.model_json_schema()


def test_policy_schema_accepts_the_example_and_refuses_unknown_keys() -> None:
    """An editor that checks by the schema says what Handoff would say."""
    check = Draft202012Validator(PolicyFile.model_json_schema())
    document = yaml.safe_load(EXAMPLE)
    assert check.is_valid(document)
    assert not check.is_valid({**document, "invoice_paid": True})


def test_policy_keys_are_documented_and_none_is_about_payment() -> None:
    """Every key stands in the documentation's table, and no key makes access depend on money."""
    schema = PolicyFile.model_json_schema()
    parts: list[Mapping[str, Any]] = [schema, *schema["$defs"].values()]
    keys = {key for part in parts for key in part.get("properties", ())}
    table = (DOCS / "policy.md").read_text().partition("| key |")[2].partition("- Durations")[0]
    documented = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]+)`", table))))
    assert keys <= documented
    assert not [key for key in keys if re.search("pay|paid|invoice|bill|due|owe|debt|settle", key)]


def test_policy_takes_a_list_of_marks_for_many_accounts(load: Load) -> None:
    """A CRM's marks may be a list: of more accounts than one, and of more statuses than one in an account."""
    document = yaml.safe_load(EXAMPLE)
    one = document["marks"]["hubspot"]
    document["marks"]["hubspot"] = [
        one,
        one | {"connection": "second_account"},
        one | {"record": "company", "property": "lifecyclestage", "value": "leaving"},
    ]
    found = load(yaml.safe_dump(document))
    assert found.connections == {one["connection"]: "hubspot", "second_account": "hubspot"}
    assert [rule.record for rule in found.rules(one["connection"])] == ["deal", "company"]
    assert len(found.rules("second_account")) == 1


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ([], "marks.hubspot: list should have at least 1 item"),
        ([{"colour": "red"}], "marks.hubspot[0].colour: there is no such key; allowed: connection, record"),
        (["twice", "twice"], "is named twice for"),
    ],
)
def test_policy_says_what_is_wrong_in_a_list_of_marks(load: Load, marks: list[object], said: str) -> None:
    """The place of an error in a list is told by its number, and two marks that can't be told apart are refused."""
    document = yaml.safe_load(EXAMPLE)
    one = document["marks"]["hubspot"]
    document["marks"]["hubspot"] = [
        one if mark == "twice" else one | mark for mark in marks if isinstance(mark, dict | str)
    ]
    assert said in "\n".join(wrong(load, yaml.safe_dump(document)))


def test_policy_says_how_legacy_clients_are_handed_off(load: Load) -> None:
    """Said, each rule is the file's; not said, three go first, nothing is capped and nobody is written to."""
    assert load(EXAMPLE).legacy == LegacyRules(canary=3, per_hour=None, changes_per_hour={}, letters=False)
    document = yaml.safe_load(EXAMPLE)
    document["legacy"] = {"canary": 0, "per_hour": 40, "changes_per_hour": {"hubspot": 500}, "letters": True}
    assert load(yaml.safe_dump(document)).legacy == LegacyRules(0, 40, {"hubspot": 500}, letters=True)
