"""What every page is given: the product, and the handoff that its address names."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Form, Path, Query, Request

from handoff.bootstrap import App
from handoff.domain.ids import HandoffId


def _product(request: Request) -> App:
    product: App = request.app.state.product
    return product


Product = Annotated[App, Depends(_product)]
"""The wired product of this process. The pages use its registry and its artifacts, never a vendor."""

Id = Annotated[HandoffId, Path(pattern="^h-[0-9a-f]{12}$")]
"""The handoff of the page."""

_PRINTABLE = r"^[^\x00]*$"
Text = Annotated[str, Query(max_length=200, pattern=_PRINTABLE)]
"""What somebody typed into a search box that names no person."""

Typed = Annotated[str, Form(max_length=200, pattern=_PRINTABLE)]
"""What somebody typed into one that does."""

PageNumber = Annotated[int, Query(alias="page", ge=1, le=100_000)]
"""Which part of a long list."""
