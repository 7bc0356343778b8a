"""The pages over all handoffs: the list, and the alumni registry."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import Query, Request, Response

from handoff.domain.handoff import State
from handoff.services.search_alumni import search_alumni
from handoff.web.answers import elsewhere, page
from handoff.web.given import PageNumber, Product, Text, Typed
from handoff.web.parts import part

HANDOFFS_A_PAGE = 50
ALUMNI_SHOWN = 200


def home(request: Request) -> Response:
    """Lead to the list."""
    return elsewhere(f"{request.scope.get('root_path', '')}/handoffs")


def handoffs(
    request: Request,
    product: Product,
    state: Annotated[State | None, Query()] = None,
    q: Text = "",
    number: PageNumber = 1,
) -> Response:
    """List handoffs, newest first: those in a state, those whose client's name has a text in it."""
    text = q.strip().casefold()
    everything = product.show.all()
    found = [item for item in reversed(everything) if text in item.name.casefold()]
    with product.registry.begin() as tx:
        all_stopped = tx.stops.all_stopped()
    return page(
        request,
        "handoffs.html",
        part=part([item for item in found if state in (None, item.state)], number, HANDOFFS_A_PAGE),
        counts=Counter(item.state for item in found),
        found=len(found),
        any=bool(everything),
        state=state,
        q=q,
        all_stopped=all_stopped,
        troubles=product.show.troubles(),
        may_steer=request.state.may_steer,
    )


def alumni(request: Request, product: Product) -> Response:
    """Show the newest of the alumni registry."""
    return _alumni(request, product, "")


def find_alumni(request: Request, product: Product, q: Typed = "") -> Response:
    """Find people of former clients by part of a name, address, role or client.

    What is looked for is sent as a form, since it names people, and addresses stand in logs.
    """
    return _alumni(request, product, q)


def _alumni(request: Request, product: Product, q: str) -> Response:
    with product.registry.begin() as tx:
        found = search_alumni(tx, q.strip(), ALUMNI_SHOWN)
    return page(request, "alumni.html", found=found, q=q, limit=ALUMNI_SHOWN)
