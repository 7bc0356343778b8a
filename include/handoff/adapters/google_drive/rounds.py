"""Makes changes of sharing in rounds: as many at once as Drive bears, and never two that could meet.

What always holds: the changes of one file are made one after another in their order, and none at once with those of a
folder above it, however far, since Drive loses updates that reach it at once. Each round reads what stands before it
writes, in batches; one user's changes go together. Once Drive stops sharing, nothing further is sent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handoff.adapters.google_drive import safety, sharing, wire
from handoff.adapters.google_drive.batching import LARGEST, Call, send_all
from handoff.adapters.google_drive.busy import Busy
from handoff.adapters.google_drive.chains import Chains
from handoff.adapters.google_drive.errors import INVALID_SHARING, OWNERS_MOVE, SHARING_PAUSE, DriveRefusedError
from handoff.adapters.google_drive.permissions import Access, read_access
from handoff.adapters.google_drive.session import Session
from handoff.domain.change import Change, holds
from handoff.domain.ports.vendors import Done, PeopleDirectory, Seen
from handoff.errors import HandoffError, RateLimitedError, RecordNotFoundError, TransientError

Answer = Done | HandoffError


@dataclass(frozen=True, slots=True)
class Shared:
    """What threads that change the sharing of files tell one another."""

    busy: Busy = field(default_factory=Busy)
    chains: Chains = field(default_factory=Chains)


def observe(session: Session, people: PeopleDirectory, changes: Sequence[Change]) -> list[Seen | HandoffError]:
    """Return what stands for each change; a file that is gone has no fields."""
    found = read_access(session, map(sharing.file_of, changes))
    return [_seen(change, found[sharing.file_of(change)], people) for change in changes]


def apply(session: Session, people: PeopleDirectory, changes: Sequence[Change], shared: Shared) -> list[Answer]:
    """Make each change once and return how it went."""
    answers: dict[int, Answer] = {}
    pending = list(range(len(changes)))
    while pending:
        chosen = _distinct(changes, pending)
        found = read_access(session, (sharing.file_of(changes[index]) for index in chosen))
        try:
            above = shared.chains.above(session, {file: _parents(access) for file, access in found.items()})
        except TransientError as error:
            answers |= dict.fromkeys(pending, error)
            break
        chosen = _apart(changes, chosen, above)
        files = {sharing.file_of(changes[index]) for index in chosen}
        with shared.busy.hold(files, set().union(*(above[file] for file in files))):
            answers |= _round(session, people, {index: changes[index] for index in chosen}, found)
        pending = [index for index in pending if index not in answers]
        stopped = next((answers[index] for index in chosen if _is_stop(answers[index])), None)
        if isinstance(stopped, RateLimitedError):
            answers |= {index: _same(stopped, changes[index]) for index in pending}
            break
    return [answers[index] for index in range(len(changes))]


def _distinct(changes: Sequence[Change], pending: Sequence[int]) -> list[int]:
    """Return the first pending change of each file, at most a batch."""
    first: dict[str, int] = {}
    for index in pending:
        first.setdefault(sharing.file_of(changes[index]), index)
    return list(first.values())[:LARGEST]


def _apart(changes: Sequence[Change], chosen: Sequence[int], above: Mapping[str, set[str]]) -> list[int]:
    """Return the chosen changes but for those of files below others of the round."""
    busy = {sharing.file_of(changes[index]) for index in chosen}
    return [index for index in chosen if not busy & above[sharing.file_of(changes[index])]]


def _parents(access: Access | HandoffError) -> Sequence[str]:
    return () if isinstance(access, HandoffError) else access.file.get("parents", ())


def _round(
    session: Session, people: PeopleDirectory, chosen: dict[int, Change], found: dict[str, Access | HandoffError]
) -> dict[int, Answer]:
    answers: dict[int, Answer] = {}
    edits: dict[str | None, dict[int, Call]] = defaultdict(dict)
    ends: dict[int, HandoffError] = {}
    for index, change in chosen.items():
        try:
            access = found[sharing.file_of(change)]
            if isinstance(access, HandoffError):
                raise access
            safety.check(change, access, sharing.grantee_of(change, people), session.connection.subject.lower())
            edit = sharing.edit_of(change, access, people, session.service)
        except HandoffError as error:
            answers[index] = error
        else:
            if edit is None:
                answers[index] = Done()
            else:
                edits[edit.user][index] = Call(edit.request, str(change.record))
                if edit.ends is not None:
                    ends[index] = edit.ends
    for user, calls in edits.items():
        sent = send_all(session, list(calls.values()), wrote=True, user=user)
        for index, answer in zip(calls, sent, strict=True):
            answers[index] = answer if isinstance(answer, HandoffError) else ends.get(index) or Done()
    answers |= _moved_by_owners(session, people, chosen, found, answers)
    return answers | _read_again(session, people, chosen, answers)


def _moved_by_owners(
    session: Session,
    people: PeopleDirectory,
    chosen: dict[int, Change],
    found: dict[str, Access | HandoffError],
    answers: dict[int, Answer],
) -> dict[int, Answer]:
    """Return what came of moves that Drive lets only a file's owner make, asked for as the owner; nothing was moved."""
    calls: dict[str, dict[int, Call]] = defaultdict(dict)
    for index, answer in answers.items():
        access = found[sharing.file_of(chosen[index])]
        if isinstance(answer, DriveRefusedError) and answer.reason == OWNERS_MOVE and isinstance(access, Access):
            owner = next(iter(wire.owners(access.file)), None)
            edit = sharing.edit_of(chosen[index], access, people, session.service)
            if owner and edit:
                calls[owner][index] = Call(edit.request, str(chosen[index].record))
    moved: dict[int, Answer] = {}
    for owner, asked in calls.items():
        sent = send_all(session, list(asked.values()), wrote=True, user=owner)
        moved |= {
            index: answer if isinstance(answer, HandoffError) else Done()
            for index, answer in zip(asked, sent, strict=True)
        }
    return moved


def _read_again(
    session: Session, people: PeopleDirectory, chosen: dict[int, Change], answers: dict[int, Answer]
) -> dict[int, Answer]:
    """Return the changes that hold although they were refused: Drive also says so where only its mail went astray."""
    doubtful = [
        index
        for index, answer in answers.items()
        if isinstance(answer, DriveRefusedError) and answer.reason == INVALID_SHARING
    ]
    seen = observe(session, people, [chosen[index] for index in doubtful])
    return {
        index: Done()
        for index, now in zip(doubtful, seen, strict=True)
        if isinstance(now, Seen) and holds(chosen[index].after, now.fields)
    }


def _seen(change: Change, access: Access | HandoffError, people: PeopleDirectory) -> Seen | HandoffError:
    if isinstance(access, RecordNotFoundError):
        return Seen(None)
    if isinstance(access, HandoffError):
        return access
    try:
        return Seen(sharing.fields_of(change, access, people))
    except HandoffError as error:
        return error


def _is_stop(answer: Answer) -> bool:
    return isinstance(answer, RateLimitedError) and (answer.retry_after or 0) >= SHARING_PAUSE


def _same(error: RateLimitedError, change: Change) -> RateLimitedError:
    return RateLimitedError(error.what, record=str(change.record), mend=error.mend, retry_after=error.retry_after)
