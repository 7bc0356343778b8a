"""Evidence: what a bundle holds, and what its contents must satisfy among themselves.

A bundle is a folder of files with a signed manifest. That no byte was changed is the signature's to say
(adapters/evidence); that the contents agree is said here: the journal's chain holds, every plan has its digest, and
nothing was applied but what an approved plan holds. People stand in it by registry id; `people.json` alone resolves
them, so that a bundle can be made without it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from handoff.domain.ask import APPROVE
from handoff.domain.journal import Entry, EntryKind, Result, broken_at
from handoff.domain.plan import Plan

FORMAT = "handoff evidence 1"
MANIFEST, SIGNATURE, PUBLIC_KEY, READ_ME = "manifest.json", "manifest.sig", "public_key.pem", "README.txt"
HANDOFF, ASKS, JOURNAL, SNAPSHOTS, SCANS, PEOPLE = (
    "handoff.json",
    "asks.json",
    "journal.jsonl",
    "snapshots.jsonl",
    "scans.json",
    "people.json",
)
PLANS, DOSSIERS, BY_HAND = "plans/", "dossier/", "by_hand/"

_HOW_TO_READ = """Evidence of one handoff.

manifest.json names every file here with its SHA-256; manifest.sig is its Ed25519 signature, public_key.pem the key.
Compare the key with the one that the firm has given you by another way.

With Handoff installed, and nothing else:
    handoff evidence verify .
Without it:
    openssl pkeyutl -verify -pubin -inkey public_key.pem -rawin -in manifest.json -sigfile manifest.sig
    and compare the output of sha256sum with manifest.json.

handoff.json     the handoff: its mark, who decided, its instants
plans/           each plan, named by its digest
asks.json        each question with its answer: the approvals and refusals
journal.jsonl    what was meant and what was seen, each line with the hash of the line before
snapshots.jsonl  each record that was looked at, with the hash of what was seen
scans.json       what the walks for residual access found
dossier/         each version of the dossier
{by_hand}people.json      who the ids p-... are; it may have been left out
"""
_OF_BY_HAND = """\
by_hand/         what people gave to show what they did by hand, named by its SHA-256, as the journal names it
"""


def how_to_read(*, by_hand: bool) -> str:
    """Return what a bundle's reader is told of its files; `by_hand`, whether it holds anything that was done so."""
    return _HOW_TO_READ.format(by_hand=_OF_BY_HAND if by_hand else "")


def contradictions(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield in what the contents of a bundle (by file name) contradict themselves; nothing where all agree."""
    plans: dict[str, Plan] = {}
    for name in sorted(name for name in files if name.startswith(PLANS)):
        plan = _plan(files[name])
        if plan is None or name != f"{PLANS}{plan.digest}.json":
            yield f"{name}: its digest does not match its changes."
        else:
            plans[plan.digest] = plan
    try:
        entries = [Entry.from_json(json.loads(line)) for line in files[JOURNAL].splitlines()]
        answers = json.loads(files[ASKS])
    except (KeyError, ValueError, TypeError):
        yield f"{JOURNAL} or {ASKS}: can't be read."
        return
    if (broken := broken_at(entries)) is not None:
        yield f"{JOURNAL}: the chain is broken at entry {broken}."
    yield from _unapproved(entries, answers, plans)


def _unapproved(entries: list[Entry], answers: list[dict[str, Any]], plans: Mapping[str, Plan]) -> Iterator[str]:
    approved = {str(ask["digest"]) for ask in answers if (ask.get("answer") or {}).get("choice") == APPROVE}
    for digest in sorted(approved - plans.keys()):
        yield f"{ASKS}: the plan {digest[:12]} was approved, and is not here."
    allowed = {change.id for digest in approved & plans.keys() for change in plans[digest].changes}
    for entry in entries:
        applied = entry.kind is EntryKind.OUTCOME and entry.detail.get("result") == Result.APPLIED
        if applied and entry.change not in allowed:
            yield f"{JOURNAL}: entry {entry.seq} applied a change that no approved plan holds."


def _plan(data: bytes) -> Plan | None:
    try:
        return Plan.from_json(json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
