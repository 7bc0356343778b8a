"""The pages of legacy clients: all batches, and one with its rows; stop and resume."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query, Request, Response

from handoff.domain.ids import BatchId
from handoff.domain.legacy.batch import RowState
from handoff.services.legacy.look import sheet
from handoff.web.answers import download, elsewhere, page
from handoff.web.given import PageNumber, Product
from handoff.web.parts import part

ROWS_A_PAGE = 100

Batch = Annotated[BatchId, Path(pattern="^b-[0-9a-f]{12}$")]
Ask = Annotated[str, Query(pattern="^(b-[0-9a-f]{12}-[a-z0-9-]{1,80})?$")]


def batches(request: Request, product: Product) -> Response:
    """List the batches, newest first, each with its counts."""
    views = [product.batches.look.one(batch.id) for batch in product.batches.look.all()]
    return page(request, "batches.html", views=views)


def batch(
    request: Request,
    product: Product,
    batch: Batch,
    state: Annotated[RowState | None, Query()] = None,
    ask: Ask = "",
    number: PageNumber = 1,
) -> Response:
    """Show a batch: its counts, the questions that wait, and its rows, those in a state or of a question alone."""
    view = product.batches.look.one(batch)
    asked = {member.handoff for one, _ in view.asks if one.id == ask for member in one.members}
    of_ask = [line for line in view.lines if not ask or (line.handoff is not None and line.handoff.id in asked)]
    with product.registry.begin() as tx:
        all_stopped = tx.stops.all_stopped()
    return page(
        request,
        "batch.html",
        view=view,
        part=part([line for line in of_ask if state in (None, line.state)], number, ROWS_A_PAGE),
        state=state,
        ask=ask,
        waiting=[one for one, answer in view.asks if answer is None],
        states=RowState,
        all_stopped=all_stopped,
        may_steer=request.state.may_steer,
    )


def batch_sheet(product: Product, batch: Batch) -> Response:
    """Return every row with its state and reason as CSV."""
    text = product.renderer.table_csv(list(sheet(product.batches.look.one(batch))))
    return download([text], "text/csv", f"{batch}.csv")


def stop_batch(request: Request, product: Product, batch: Batch) -> Response:
    """Press the stop button of a batch."""
    product.batches.press.stop(batch)
    return _back(request, batch)


def resume_batch(request: Request, product: Product, batch: Batch) -> Response:
    """Release the stop button of a batch, and let what failed be tried again; the watcher starts its next run."""
    product.batches.press.resume(batch)
    return _back(request, batch)


def _back(request: Request, batch: BatchId) -> Response:
    return elsewhere(f"{request.scope.get('root_path', '')}/legacy/{batch}")
