"""The body of an ask."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from render_values import ask_values

from handoff.render import TemplateRenderer
from handoff.render.renderer import ASK_LIMIT

RENDERER = TemplateRenderer()
DIGEST = "5c" * 32
MANY = {f"kind_of_change_number_{number}_that_has_a_long_name": 1000 - number for number in range(100)}
NASTY = "<b>&`*_[x](javascript:y)|\n# " * 200


def plain(body: str) -> str:
    """Return what the body shows."""
    return " ".join(re.sub(r"<[^>]+>", " ", MarkdownIt("commonmark").enable("table").render(body)).split())


def test_ask_says_what_is_asked_of_whom_and_till_when() -> None:
    """The question, the client, the counts in words, the cut-off, what is left out, the link and the digest."""
    body = RENDERER.ask_body(ask_values())
    said = plain(body)
    assert said.startswith("Do you approve 1,203 changes for the handoff of Marlow &amp; Finch ?")
    assert "Change owner 1,200" in said
    assert "24 November 2026, 10:15 UTC" in said
    assert "in the plan: 1 record" in said
    assert "(https://airflow.example/handoff/handoffs/h-123456789abc)" in body
    assert f"`{DIGEST}`" in body
    assert "A refusal needs a reason." in said


def test_ask_names_what_can_not_be_undone_before_the_counts() -> None:
    """What can't be undone stands above all else that is planned; where there is nothing such, that is said."""
    said = plain(RENDERER.ask_body(ask_values()))
    assert "Can't be undone: 3 changes. Send letter: 3." in said
    assert said.index("Can't be undone") < said.index("Change owner")
    assert "Every change can be undone." in plain(RENDERER.ask_body(ask_values(irreversible={})))


def test_ask_says_why_the_last_answer_did_not_count() -> None:
    """Put again, it opens with the reason; put for the first time, it says nothing of it."""
    again = plain(RENDERER.ask_body(ask_values(refused_because="A refusal needs a reason, and had none.")))
    assert again.startswith("The last answer did not count: A refusal needs a reason, and had none.")
    assert "did not count" not in RENDERER.ask_body(ask_values())


def test_ask_says_how_many_approve_and_what_needs_a_person() -> None:
    """Two pairs of eyes are said, so is that this is the second, and how much of what is left out needs somebody."""
    said = plain(RENDERER.ask_body(ask_values(approvals=2, second=True, left_out=3, for_people=2)))
    assert "Until two people do, none of them is made. One person has approved it: you are the second." in said
    assert "3 records; of these 2 need a person" in said
    assert "you are the second" not in plain(RENDERER.ask_body(ask_values()))


def test_ask_without_changes_or_cutoff_says_so() -> None:
    """An empty plan and a cut-off that is not set are said in words."""
    said = plain(RENDERER.ask_body(ask_values(counts={}, irreversible={}, cutoff=None, left_out=0)))
    assert "The plan changes nothing." in said
    assert "Access ends: not set yet" in said
    assert "in the plan: 0 records" in said


def test_long_counts_are_shortened_to_the_largest() -> None:
    """A hundred kinds fit into the limit: the largest stand, the rest is counted, and the digest is whole."""
    body = RENDERER.ask_body(ask_values(counts=MANY))
    assert len(body.encode()) <= ASK_LIMIT
    assert f"`{DIGEST}`" in body
    rows = re.findall(r"^\| Kind of change number (\d+) .* \| ([\d,]+) \|$", body, re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(len(rows)))
    [(kinds, changes)] = re.findall(r"^\| (\d+) further kinds, see the plan \| ([\d,]+) \|$", body, re.MULTILINE)
    assert len(rows) + int(kinds) == 100
    assert sum(MANY.values()) == sum(int(count.replace(",", "")) for _, count in rows) + int(changes.replace(",", ""))


def test_longest_ask_keeps_the_digest_the_link_and_the_totals() -> None:
    """With everything too long at once, lists and names are cut; digest, link and numbers never are."""
    body = RENDERER.ask_body(ask_values(client=NASTY, counts=MANY, irreversible=MANY, refused_because=NASTY))
    assert len(body.encode()) <= ASK_LIMIT
    assert f"`{DIGEST}`" in body
    assert "(https://airflow.example/handoff/handoffs/h-123456789abc)" in body
    total = f"{sum(MANY.values()):,} changes"
    assert body.count(total) == 2


@pytest.mark.parametrize("length", [0, 1, 5, 20, 99])
def test_ask_cuts_only_where_it_has_to(length: int) -> None:
    """A list that fits stands whole."""
    counts = dict(list(MANY.items())[:length])
    body = RENDERER.ask_body(ask_values(counts=counts))
    assert len(body.encode()) <= ASK_LIMIT
    if length <= 20:
        assert body.count("Kind of change number") == length


@given(client=st.text(max_size=300), because=st.text(max_size=600))
def test_no_name_or_reason_changes_the_ask(client: str, because: str) -> None:
    """Whatever the client is called and the reason says, the body keeps its limit and has its own parts alone."""
    body = RENDERER.ask_body(ask_values(client=client, refused_because=because))
    assert len(body.encode()) <= ASK_LIMIT
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(body)
    assert html.count("<a ") == 1
    assert html.count("<table>") == 1
    assert not re.search(r"<(?:h\d|img|script|hr|pre|blockquote)\b", html)


def test_ask_about_what_was_approved_before_says_so_first() -> None:
    """A question that is not the first about a plan opens with what it is about, and offers no other successor."""
    said = plain(RENDERER.ask_body(ask_values(why="These changes take back what was done.")))
    assert said.startswith("These changes take back what was done. Do you approve 1,203 changes")
    assert "another successor" not in said
    assert "another successor" in plain(RENDERER.ask_body(ask_values()))


def about_mark(**given: object) -> str:
    """Return what the body about a mark shows."""
    values = {"taken_back": False, "changed": [], "made": 59, "letters": 2, "counts": {"revoke_access": 8}}
    return plain(RENDERER.mark_ask_body({**ask_values(), **values, "irreversible": {}, **given}))  # type: ignore[dict-item]  # any JSON


def test_ask_about_a_mark_says_what_is_true_of_it() -> None:
    """It asks whether to go on, says what is made, what is to come, what each answer leads to, and what was changed."""
    said = about_mark(changed=[["successor", "70104", "70102"], ["cutoff", "2026-11-24T10:15:00.000000Z", None]])
    assert "no longer names the successor and the cut-off that were approved" in said
    assert "Successor owner 70104 owner 70102" in said
    assert "Cut-off 24 November 2026, 10:15 UTC as the policy says" in said
    assert "Made already: 59 changes, among them 2 letters, which can't be taken back" in said
    assert "still to come: 8 changes" in said
    assert "Take access away 8" in said
    assert "Do you approve" not in said
    assert "what the record names now is not followed" in said
    assert "handoff undo" in said
    assert "the successor that was approved" in about_mark(changed=[["successor", "1", ""]])
    assert "can't be told" in about_mark(changed=[["successor", "1", ""]])
    back = about_mark(taken_back=True, second=True, approvals=2)
    assert "was taken back after the approval" in back
    assert "although the mark is gone" in back
    assert "you are the second" in back
    assert "no longer names" not in back


def test_longest_ask_about_a_mark_keeps_the_digest() -> None:
    """With everything too long the list is cut; digest and link never are."""
    values = {**ask_values(client=NASTY, counts=MANY, irreversible=MANY, refused_because=NASTY)}
    rows = [["successor", NASTY[:40], NASTY[:40]]]
    body = RENDERER.mark_ask_body({**values, "taken_back": False, "changed": rows, "made": 1, "letters": 0})
    assert len(body.encode()) <= ASK_LIMIT
    assert f"`{DIGEST}`" in body


def test_ask_for_an_undo_says_what_is_taken_back() -> None:
    """What was created is said to be removed, and nothing is said of access that ends or of a second undo."""
    counts = {"create_file": 1, "set_owner": 4, "lock_file": 2}
    said = plain(RENDERER.ask_body(ask_values(undo=True, why="These take back.", counts=counts, irreversible={})))
    for words in ("Remove the file that was created 1", "Change owner back 4", "Unlock file 2", "Can't be taken back"):
        assert words in said
    for words in ("Create file", "Access ends", "can be undone", "Left out"):
        assert words not in said
