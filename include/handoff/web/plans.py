"""The plan's page, which an approver reads in a minute, and the plan as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated

from fastapi import Query, Request, Response

from handoff.bootstrap import App
from handoff.domain.change import PHASES, Phase
from handoff.domain.handoff import Handoff
from handoff.domain.ids import HandoffId
from handoff.domain.plan import LeftOut
from handoff.services.show import ShownPlan
from handoff.web.answers import download, page
from handoff.web.given import Id, PageNumber, Product
from handoff.web.names import names_of
from handoff.web.parts import part
from handoff.web.rows import Row, rows
from handoff.web.sheet import sheet

CHANGES_A_PAGE = 200


def plan(
    request: Request,
    product: Product,
    id: Id,  # noqa: A002 - the address's own word
    phase: Annotated[Phase | None, Query()] = None,
    number: PageNumber = 1,
) -> Response:
    """Show the plan: counts, what can't be undone, what was left out and why, then every change."""
    item, shown, everything = _read(product, id)
    with product.registry.begin() as tx:
        asks = [(ask, answer) for ask, answer in tx.asks.of(id) if ask.digest == shown.plan.digest]
    chosen = [row for row in everything if phase in (None, row.change.phase)]
    return page(
        request,
        "plan.html",
        handoff=item,
        plan=shown.plan,
        phases=[(one, Counter(row.what for row in everything if row.change.phase is one)) for one in PHASES],
        kinds=list(dict.fromkeys(row.what for row in everything)),
        irreversible=[row for row in everything if row.change.irreversible],
        for_people=_by_reason(shown.left_out, person=True),
        for_people_count=sum(item.person for item, _ in shown.left_out),
        left_out=_by_reason(shown.left_out, person=False),
        phase=phase,
        part=part(chosen, number, CHANGES_A_PAGE),
        asks=asks,
    )


def plan_sheet(product: Product, id: Id) -> Response:  # noqa: A002
    """Return the plan as CSV."""
    _, shown, everything = _read(product, id)
    return download(sheet(everything), "text/csv", f"plan-{id}-{shown.plan.digest[:8]}.csv")


def _read(product: App, id: HandoffId) -> tuple[Handoff, ShownPlan, list[Row]]:  # noqa: A002
    shown = product.show.plan(id)
    with product.registry.begin() as tx:
        item = tx.handoffs.get(id)
        return item, shown, rows(shown.changes, names_of(tx, product.pages, item))


def _by_reason(left_out: Sequence[tuple[LeftOut, str]], *, person: bool) -> list[tuple[str, list[tuple[LeftOut, str]]]]:
    """Gather what was left out for the same reason, most first."""
    reasons: dict[str, list[tuple[LeftOut, str]]] = {}
    for item, title in left_out:
        if item.person is person:
            reasons.setdefault(item.reason, []).append((item, title))
    return sorted(reasons.items(), key=lambda entry: -len(entry[1]))
