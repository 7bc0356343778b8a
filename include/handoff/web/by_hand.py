"""The page of what a person does in systems without an adapter, and the form in which they show that it is done."""

from __future__ import annotations

from typing import Annotated

from fastapi import File, Form, Path, Request, Response, UploadFile

from handoff.errors import AnswerRefusedError
from handoff.services.manual import LARGEST
from handoff.web.answers import elsewhere, page
from handoff.web.given import Id, Product, Typed

Change = Annotated[str, Path(pattern="^[0-9a-z-]{1,80}$")]
Shown = Annotated[str, Form(max_length=2000, pattern=r"^[^\x00]*$")]


def by_hand(request: Request, product: Product, id: Id) -> Response:
    """List what is to be done by hand: what, who, until when, and what showed it; what is only planned; and how much
    the plan leaves to a person without a change.
    """
    items, planned = product.manual.list(id), product.manual.planned(id)
    with product.registry.begin() as tx:
        item = tx.handoffs.get(id)
    return page(
        request,
        "by_hand.html",
        handoff=item,
        items=items,
        planned=planned,
        for_people=product.show_plan.head(id).for_people if item.digest else 0,
        owners={one.owner: product.people.email(one.owner) for one in (*items, *planned)},
        shown={one.change.id: product.manual.shown(id, one.change.id) for one in items},
        now=product.clock(),
        may_steer=request.state.may_steer,
    )


def done(
    request: Request,
    product: Product,
    id: Id,
    change: Change,
    by: Typed = "",
    evidence: Shown = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Take what shows that one of them is done; AnswerRefusedError where that is too large or missing."""
    content = file.file.read(LARGEST + 1) if file else b""
    if len(content) > LARGEST:
        raise AnswerRefusedError(
            "The file is too large to be kept.",
            record=f"handoff {id}",
            mend=f"Give one of at most {LARGEST // 2**20} MiB, or a link.",
        )
    product.manual.done(id, change, by=by, evidence=evidence, file=content)
    return elsewhere(f"{request.scope.get('root_path', '')}/handoffs/{id}/by-hand")
