"""What every adapter keeps to when it makes changes: the three over their emulators, and the fakes."""

from __future__ import annotations

import pytest
from fakes import told
from subjects import Subject

from handoff.domain.change import Change, ChangeKind, Fields, Phase, holds
from handoff.domain.ports.vendors import Done, Seen
from handoff.errors import HandoffError, OutcomeUnknownError, PermanentError, TransientError, VendorRefusedError


def fields(change: Change, subject: Subject) -> Fields | None:
    """Return what is seen of one change."""
    (seen,) = subject.changer.observe([change])
    assert isinstance(seen, Seen), seen
    return seen.fields


def test_edits_are_seen_before_and_after_and_can_be_taken_back(subject: Subject) -> None:
    """What is seen is what a change expects, then what it makes, and after its inverse the first again."""
    edits = subject.edits()
    assert {change.kind for change in edits} <= subject.changer.kinds
    assert all(change.record.vendor is subject.changer.vendor for change in edits)
    for change in edits:
        assert holds(change.before, fields(change, subject))
    assert list(subject.changer.apply(edits)) == [Done()] * len(edits)
    assert all(told(change, seen) for change, seen in zip(edits, subject.changer.observe(edits), strict=True))
    back = [inverse for change in edits if (inverse := change.inverse())]
    assert list(subject.changer.apply(back)) == [Done()] * len(edits)
    assert all(told(change, seen) for change, seen in zip(back, subject.changer.observe(back), strict=True))


def test_one_failure_is_its_own_answer_and_hides_no_other(subject: Subject) -> None:
    """Answers come one for one in the order of the changes, though a record in the middle is not there."""
    first, second, third = subject.edits()
    changes = [first, subject.missing(), third]
    seen = subject.changer.observe(changes)
    assert [isinstance(item, Seen) and item.fields is not None for item in seen] == [True, False, True]
    answers = subject.changer.apply(changes)
    assert [isinstance(answer, Done) for answer in answers] == [True, False, True]
    failed = answers[1]
    assert isinstance(failed, PermanentError)
    assert subject.nowhere in str(failed)
    assert holds(second.before, fields(second, subject))


def test_creation_is_found_again_by_its_key(subject: Subject) -> None:
    """What was made is seen with its name and address by whoever looks for the key, and can be taken back."""
    creation = subject.creation()
    assert fields(creation, subject) == {"exists": False}
    (made,) = subject.changer.apply([creation])
    assert isinstance(made, Done)
    assert made.created is not None
    assert made.url
    (seen,) = subject.changer.observe([creation])
    assert told(creation, seen)
    assert isinstance(seen, Seen)
    assert seen.created == made.created
    back = creation.inverse()
    assert back is not None
    assert list(subject.changer.apply([back])) == [Done()]
    assert fields(creation, subject) == {"exists": False}


@pytest.mark.parametrize("what", ["edits", "creation"])
def test_lost_answer_to_a_write_is_settled_by_reading(subject: Subject, what: str) -> None:
    """A write is sent once: one whose answer was lost is unknown, and reading tells that it was done."""
    changes = subject.edits() if what == "edits" else [subject.creation()]
    subject.changer.observe(changes)
    subject.befall("lost")
    answers = subject.changer.apply(changes)
    assert all(isinstance(answer, OutcomeUnknownError) for answer in answers), answers
    assert all(told(change, seen) for change, seen in zip(changes, subject.changer.observe(changes), strict=True))


@pytest.mark.parametrize("trouble", ["unavailable", "limited"])
def test_reads_are_repeated_within_bounds(subject: Subject, trouble: str) -> None:
    """A vendor that fails twice is read all the same; one that goes on is an error that a retry helps against."""
    edits = subject.edits()
    subject.befall(trouble, times=2)
    assert all(isinstance(seen, Seen) for seen in subject.changer.observe(edits))
    subject.befall(trouble, times=60)
    assert all(isinstance(seen, TransientError) for seen in subject.changer.observe(edits))


def test_write_that_was_put_off_is_sent_again(subject: Subject) -> None:
    """A limit says that nothing was done, so that the write goes out again and is done once."""
    edits = subject.edits()
    subject.befall("limited")
    assert list(subject.changer.apply(edits)) == [Done()] * len(edits)
    assert all(told(change, seen) for change, seen in zip(edits, subject.changer.observe(edits), strict=True))


def test_refused_write_is_permanent_and_changes_nothing(subject: Subject) -> None:
    """What our rights do not allow is an error that no retry helps against."""
    edits = subject.edits()
    subject.befall("refused")
    answers = subject.changer.apply(edits)
    assert all(isinstance(answer, PermanentError) for answer in answers), answers
    assert all(holds(change.before, fields(change, subject)) for change in edits)


def test_errors_name_no_person(subject: Subject) -> None:
    """No error holds an address, and none names another record than its own."""
    subject.befall("refused")
    for change, answer in zip(subject.edits(), subject.changer.apply(subject.edits()), strict=True):
        assert isinstance(answer, HandoffError)
        assert answer.record in (None, str(change.record))
        assert "@" not in str(answer)


def test_change_of_an_unknown_kind_is_refused_as_an_answer(subject: Subject) -> None:
    """A changer is given what it knows; anything else is refused by name and raises nothing."""
    change = Change(ChangeKind.SEND_LETTER, subject.edits()[0].record, {}, {"sent": True}, Phase.FAREWELL)
    for answers in (subject.changer.observe([change]), subject.changer.apply([change])):
        assert isinstance(answers[0], VendorRefusedError)


def test_nothing_is_asked_for_no_changes(subject: Subject) -> None:
    """No changes are no calls and no answers."""
    subject.befall("unavailable")
    assert list(subject.changer.observe([])) == []
    assert list(subject.changer.apply([])) == []
