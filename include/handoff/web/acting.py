"""The acts: stop and resume, for one handoff and for all. Each is a plain form, and leads back to its page."""

from __future__ import annotations

from fastapi import Request, Response

from handoff.web.answers import elsewhere
from handoff.web.given import Id, Product


def stop(request: Request, product: Product, id: Id) -> Response:
    """Press the stop button of one handoff."""
    product.stop.one(id, stopped=True)
    return _back(request, f"/handoffs/{id}")


def resume(request: Request, product: Product, id: Id) -> Response:
    """Release the stop button of one handoff."""
    product.stop.one(id, stopped=False)
    return _back(request, f"/handoffs/{id}")


def stop_all(request: Request, product: Product) -> Response:
    """Press the stop button of all handoffs."""
    product.stop.everything(stopped=True)
    return _back(request, "/handoffs")


def resume_all(request: Request, product: Product) -> Response:
    """Release the stop button of all handoffs."""
    product.stop.everything(stopped=False)
    return _back(request, "/handoffs")


def _back(request: Request, path: str) -> Response:
    return elsewhere(f"{request.scope.get('root_path', '')}{path}")
