"""The plan's page, which an approver reads in a minute, and the plan as files.

Nothing of a large plan is cut: it is read and shown part by part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from fastapi import Query, Request, Response

from handoff.bootstrap import App
from handoff.domain.change import PHASES, Phase
from handoff.domain.plan import PlanHead
from handoff.domain.ports.planned import WHOLE, Part
from handoff.services.ask import is_put
from handoff.services.names import names_of
from handoff.services.plan_rows import Row, rows
from handoff.services.plan_sheet import left_out_sheet, sheet
from handoff.web import words
from handoff.web.answers import download, page
from handoff.web.given import Id, PageNumber, Product
from handoff.web.parts import shown_part

CHANGES_A_PAGE = 200
EXAMPLES = 20
"""Records that are named for each reason to be left out; the file has all."""

Digest = Annotated[str | None, Query(pattern="^[0-9a-f]{6,64}$")]


def plan(
    request: Request,
    product: Product,
    id: Id,
    phase: Annotated[Phase | None, Query()] = None,
    only: Annotated[str | None, Query(pattern="^irreversible$")] = None,
    number: PageNumber = 1,
    digest: Digest = None,
) -> Response:
    """Show the plan: counts, what can't be undone, what was left out and why, then every change."""
    head = product.show_plan.head(id, digest)
    tally = product.show_plan.tally(head)
    asked = Part(phase, irreversible=only is not None, limit=CHANGES_A_PAGE)
    total = product.show_plan.count(head, asked)
    number = max(1, min(number, -(-total // CHANGES_A_PAGE)))
    shown, _ = _rows(product, head, replace(asked, start=(number - 1) * CHANGES_A_PAGE))
    final, final_number = _rows(product, head, Part(irreversible=True, limit=EXAMPLES))
    reasons = product.show_plan.reasons(head, EXAMPLES)
    with product.registry.begin() as tx:
        item = tx.handoffs.get(id)
        asks = [(ask, answer) for ask, answer in tx.asks.of(id) if ask.digest == head.digest]
    counts = {
        one: Counter({words.doing(kind, undo=at is Phase.UNDO): n for at, kind, n in tally if at is one})
        for one in PHASES
    }
    return page(
        request,
        "plan.html",
        handoff=item,
        plan=head,
        changes=sum(head.counts.values()),
        phases=[(one, counts[one]) for one in PHASES],
        kinds=list(dict.fromkeys(words.doing(kind, undo=at is Phase.UNDO) for at, kind, _ in tally)),
        irreversible=final,
        irreversible_count=final_number,
        for_people=[reason for reason in reasons if reason.person],
        left_out=[reason for reason in reasons if not reason.person],
        phase=phase,
        only=only,
        query="".join(
            f"{name}={value}&" for name, value in (("phase", phase), ("only", only), ("digest", digest)) if value
        ),
        part=shown_part(shown, number, total, CHANGES_A_PAGE),
        asks=asks,
        waiting=[ask.id for ask, answer in asks if answer is None and is_put(ask, item)],
    )


def plan_sheet(product: Product, id: Id, digest: Digest = None) -> Response:
    """Return the plan as CSV."""
    head = product.show_plan.head(id, digest)

    def lines() -> Iterator[str]:
        with product.registry.begin() as tx:
            names = names_of(tx, tx.handoffs.get(id))
            yield from sheet(rows(product.show_plan.every(head, WHOLE), names))

    return download(lines(), "text/csv", f"plan-{id}-{head.digest[:8]}.csv")


def left_out(product: Product, id: Id, digest: Digest = None) -> Response:
    """Return what the plan leaves out as CSV."""
    head = product.show_plan.head(id, digest)
    name = f"left-out-{id}-{head.digest[:8]}.csv"
    return download(left_out_sheet(product.show_plan.left_out(head)), "text/csv", name)


def _query(**given: str | None) -> str:
    return "".join(f"{name}={value}&" for name, value in given.items() if value)


def _rows(product: App, head: PlanHead, part: Part) -> tuple[list[Row], int]:
    shown, total = product.show_plan.part(head, part)
    with product.registry.begin() as tx:
        return list(rows(shown, names_of(tx, tx.handoffs.get(head.handoff)))), total
