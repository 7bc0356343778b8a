"""Deals and the company: what the engagement was, what it was worth, and what of it was accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from handoff.domain.dossier import Section
from handoff.domain.record import Kind
from handoff.domain.snapshot import Snapshot
from handoff.domain.summary.drafts import Draft, Said
from handoff.domain.summary.lexicon.states import ANSWERED, CARRIED, GIVEN_UP, LOST, UNSENT
from handoff.domain.summary.reading.dates import read_instant, show_day
from handoff.domain.summary.reading.terms import Terms
from handoff.domain.summary.reading.words import tidy
from handoff.domain.summary.rules.records.open_work import beginning
from handoff.domain.summary.setting import Setting

_LOST, _CARRIED = Terms(LOST), Terms(CARRIED)
_SETTLED = (Terms(ANSWERED), Terms(UNSENT), Terms(GIVEN_UP))
"""States of a quote that nobody is to answer."""

_UNTOLD = frozenset(("APPROVAL_NOT_NEEDED",))
"""States of a quote that say nothing of it."""

_FIXED = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*|[a-z][a-z0-9]*(?:_[a-z0-9]+)+")
_INITIALS = 4


def engagement(snapshot: Snapshot, setting: Setting) -> Iterator[Said]:
    """Say in the header which engagement is handed over, and who the client is."""
    if snapshot.record == setting.handoff.mark.record:
        yield Draft(Section.HEADER, name_of(snapshot), "Engagement", rank=20)
        if stage := snapshot.text("stage_label") or snapshot.text("stage"):
            yield Draft(Section.HEADER, stage, "Stage", rank=21)
        if amount := amount_of(snapshot):
            yield Draft(Section.HEADER, amount, "Amount", rank=22)
        if day := _day(snapshot):
            yield Draft(Section.HEADER, day, "Close date", rank=23)
    elif snapshot.record.kind is Kind.COMPANY and _is_client(snapshot, setting):
        facts = [in_words(snapshot.text("industry")), snapshot.text("website"), snapshot.text("phone")]
        if known := "; ".join(fact for fact in facts if fact):
            yield Draft(Section.HEADER, f"{name_of(snapshot)}: {known}", "Company", rank=12)


def money(snapshot: Snapshot, _setting: Setting) -> Iterator[Said]:
    """Say what each deal is worth; one that was lost never was worth anything."""
    if snapshot.record.kind is Kind.DEAL and not _is_lost(snapshot) and (amount := amount_of(snapshot)):
        details = [f"{name_of(snapshot)}: {amount}", snapshot.text("stage_label") or snapshot.text("stage")]
        if day := _day(snapshot):
            details.append(f"close date {day}")
        yield Draft(Section.MONEY, "; ".join(detail for detail in details if detail), "Deal", rank=20)


def items(snapshot: Snapshot, _setting: Setting) -> Iterator[Said]:
    """Say what was sold by the piece, or again and again: a deal's line items, and quotes."""
    if snapshot.record.kind not in (Kind.LINE_ITEM, Kind.QUOTE):
        return
    price, amount = amount_of(snapshot, "price"), amount_of(snapshot)
    details = [
        f"{snapshot.text('quantity')} at {price}" if price and snapshot.text("quantity") else price,
        f"amount {amount}" if amount and amount != price else "",
        in_words(snapshot.text("recurring")),
        "" if snapshot.text("status") in _UNTOLD else in_words(snapshot.text("status")),
    ]
    if described := tidy(snapshot.text("description")):
        details.append(beginning(described))
    told = "; ".join(detail for detail in details if detail)
    label = "Quote" if snapshot.record.kind is Kind.QUOTE else "Line item"
    yield Draft(Section.MONEY, f"{name_of(snapshot)}: {told}" if told else name_of(snapshot), label, rank=25)


def offers(snapshot: Snapshot, _setting: Setting) -> Iterator[Said]:
    """Say until when a quote holds that is out, and that nobody has taken or turned down as far as its state tells.

    HubSpot's `hs_status` does not tell whether a quote was signed.
    """
    due = read_instant(snapshot.text("due"))
    settled = any(terms.begins(in_words(snapshot.text("status"))) for terms in _SETTLED)
    if snapshot.record.kind is Kind.QUOTE and due and not settled:
        day, name = show_day(due), name_of(snapshot)
        yield Draft(Section.DEADLINES, f"{day}: {name} (quote holds until)", "Due", rank=20, due=due, about=name)


def work(snapshot: Snapshot, _setting: Setting) -> Iterator[Said]:
    """Say which deals were carried through."""
    if snapshot.record.kind is not Kind.DEAL or not snapshot.flag("closed"):
        return
    stage = snapshot.text("stage_label") or snapshot.text("stage")
    if not _is_lost(snapshot):
        day = _day(snapshot)
        when = f", {day}" if day else ""
        yield Draft(Section.WORK, f"{name_of(snapshot)} ({stage or 'closed'}{when})", "Engagement", rank=20)


def _is_lost(snapshot: Snapshot) -> bool:
    """Whether a deal came to nothing: its stage says so, or is closed, not won, and does not say that it was done.

    Firms close what they did in stages that they never set to won, so that its name counts for more than its chances.
    """
    stage = snapshot.text("stage_label") or snapshot.text("stage")
    fell_through = snapshot.flag("closed") and snapshot.fields.get("won") is False
    return _LOST.within(stage) or (fell_through and not _CARRIED.within(stage))


def name_of(snapshot: Snapshot) -> str:
    """Return a record's own name, else its title, else which record it is."""
    return snapshot.text("name") or snapshot.title or str(snapshot.record)


def in_words(value: str) -> str:
    """Return one of a vendor's fixed values as words, `COMPUTER_SOFTWARE` as `Computer software`; other text as it is.

    Capitals without an underline are kept up to four letters: those are initials.
    """
    fixed = _FIXED.fullmatch(value) and ("_" in value or len(value) > _INITIALS)
    return value.replace("_", " ").capitalize() if fixed else value


def amount_of(snapshot: Snapshot, name: str = "amount") -> str:
    """Return a deal's amount, or another field, with its currency, as `EUR 24,000`; "" where there is none."""
    text = snapshot.text(name)
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if not value.is_finite():
        return ""
    shown = f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"
    return f"{snapshot.text('currency')} {shown}".strip()


def _day(snapshot: Snapshot) -> str:
    day = read_instant(snapshot.text("close_date"))
    return show_day(day) if day else ""


def _is_client(snapshot: Snapshot, setting: Setting) -> bool:
    client = setting.handoff.client
    return client is None or client.record == snapshot.record
