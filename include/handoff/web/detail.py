"""The pages of one handoff: where it stands, its dossier, its journal and its letters."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query, Request, Response

from handoff.bootstrap import App
from handoff.domain.ask import Ask
from handoff.domain.canonical import parse_instant
from handoff.domain.change import ChangeKind, Phase
from handoff.domain.cuts import Cut
from handoff.domain.handoff import ENDED, Handoff
from handoff.domain.ids import ArtifactRef, ChangeId, HandoffId
from handoff.domain.plan import Plan
from handoff.domain.ports.registry import DossierRow, Transaction
from handoff.errors import NotFoundError
from handoff.services.ask import is_put
from handoff.services.mark_ask import changed_parts
from handoff.services.names import Names, names_of
from handoff.services.plan_rows import Line
from handoff.services.progress import progress_of
from handoff.services.release import written_of
from handoff.web import words
from handoff.web.answers import document, moment, page
from handoff.web.given import Id, PageNumber, Product
from handoff.web.life import life
from handoff.web.parts import part

ENTRIES_A_PAGE = 200

Version = Annotated[int | None, Query(ge=1, le=100_000)]


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """A letter as it goes out: who gets it, what it says, and what has become of it ("" nothing yet)."""

    id: ChangeId
    to: str
    subject: str
    text: str
    result: str


def handoff(request: Request, product: Product, id: Id) -> Response:
    """Show where a handoff stands, what is wrong, what is asked, and what was counted."""
    summary = product.show.one(id)
    item = summary.handoff
    with product.registry.begin() as tx:
        names = names_of(tx, item)
        determination = item.determination
        successor = names.owner(determination.successor) if determination else ""
        decider = names.owner(determination.decided_by) if determination and determination.decided_by else ""
        marked_by = names.owners.get(item.mark.by, "")
        all_stopped = tx.stops.all_stopped()
        waiting = [ask for ask, answer in summary.asks if answer is None and is_put(ask, item)]
        renamed = {ask.id: _renamed(ask, item, names) for ask in waiting}
    return page(
        request,
        "handoff.html",
        handoff=item,
        summary=summary,
        life=life(item, summary.asks),
        successor=successor,
        decider=decider,
        marked_by=marked_by,
        waiting=waiting,
        renamed=renamed,
        all_stopped=all_stopped,
        ended=item.state in ENDED,
        may_steer=request.state.may_steer,
    )


def dossier(
    request: Request,
    product: Product,
    id: Id,
    version: Version = None,
    cut: Cut = Cut.SUCCESSOR,
) -> Response:
    """Show a cut of a dossier, in a frame of its own, and what stops its release."""
    item, row, rows = _dossier(product, id, version)
    written = written_of(row, product.artifacts)
    return page(
        request,
        "dossier.html",
        handoff=item,
        row=row,
        rows=rows,
        cut=cut.value,
        cuts=[one.value for one in Cut] if written else [],
        stops=written.stops if written else (),
    )


def dossier_document(product: Product, id: Id, version: Version = None, cut: Cut = Cut.SUCCESSOR) -> Response:
    """Return the rendered cut itself."""
    _, row, _ = _dossier(product, id, version)
    written = written_of(row, product.artifacts)
    return document(product.artifacts.get(written.cuts[cut].html if written else row.html))


def journal(request: Request, product: Product, id: Id, number: PageNumber = 1) -> Response:
    """Show the journal in its own order, and whether its chain holds."""
    entries, broken = product.show.journal(id)
    with product.registry.begin() as tx:
        item = tx.handoffs.get(id)
        changes = {change.id: change for plan in _plans(tx, item) for change in plan.changes}
    kinds = {one.id: words.doing(one.kind, undo=one.phase is Phase.UNDO) for one in changes.values()}
    return page(
        request,
        "journal.html",
        handoff=item,
        part=part(entries, number, ENTRIES_A_PAGE),
        broken=broken,
        kinds=kinds,
    )


def letters(request: Request, product: Product, id: Id) -> Response:
    """Show every letter of the handoff's plans."""
    with product.registry.begin() as tx:
        item = tx.handoffs.get(id)
        names = names_of(tx, item)
        progress = progress_of(tx.journal.read(id))
        changes = {
            change.id: change
            for plan in _plans(tx, item)
            for change in plan.changes
            if change.kind is ChangeKind.SEND_LETTER
        }
        shown = []
        for change in changes.values():
            letter = json.loads(product.artifacts.get(ArtifactRef(str(change.after["content"]))))
            result = progress.results.get(change.id)
            shown.append(
                ShownLetter(
                    id=change.id,
                    to=names.person(str(change.after["to"])),
                    subject=str(letter["subject"]),
                    text=str(letter["text"]),
                    result="" if result is None else result.value,
                )
            )
    return page(request, "letters.html", handoff=item, letters=shown)


def _renamed(ask: Ask, item: Handoff, names: Names) -> list[Line]:
    """Return what a marked record names otherwise than was approved, with names and dates, before and now."""
    if ask.named is None or item.determination is None:
        return []
    lines = []
    for part_, *sides in changed_parts(item.determination, item, ask.named):
        if part_ == "successor":
            now = names.person(ask.named.person) if ask.named.person else ""
            shown = [names.owner(item.determination.successor), now or (names.owner(sides[1]) if sides[1] else "")]
            lines.append(Line("Successor", shown[0], shown[1] or "can't be told"))
        else:
            before, after = (
                "as the policy says" if at is None else moment(parse_instant(at)) if at else "can't be told"
                for at in sides
            )
            lines.append(Line("Cut-off", before, after))
    return lines


def _dossier(product: App, id: HandoffId, version: int | None) -> tuple[Handoff, DossierRow, list[DossierRow]]:
    with product.registry.begin() as tx:
        item = tx.handoffs.get(id)
        rows = list(tx.dossiers.list(id))
    for row in reversed(rows):
        if version in (None, row.version):
            return item, row, rows
    what = "It has no dossier yet." if version is None else f"Its dossier has no version {version}."
    raise NotFoundError(what, record=f"handoff {id}", mend="prepare_handoff writes it.")


def _plans(tx: Transaction, item: Handoff) -> list[Plan]:
    """Return the plans that were approved, and the current one."""
    plans = [*tx.plans.approved(item.id)]
    if item.digest is not None and item.digest not in {plan.digest for plan in plans}:
        plans.append(tx.plans.get(item.id, item.digest))
    return plans
