"""What every page is given: the product, and the handoff that its address names."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Query, Request

from handoff.bootstrap import App
from handoff.domain.ids import HandoffId


def _product(request: Request) -> App:
    product: App = request.app.state.product
    return product


Product = Annotated[App, Depends(_product)]
"""The wired product of this process. The pages use its registry and its artifacts, never a vendor."""

Id = Annotated[HandoffId, Path(pattern="^h-[0-9a-f]{12}$")]
"""The handoff of the page."""

Text = Annotated[str, Query(max_length=200, pattern=r"^[^\x00]*$")]
"""What somebody typed into a search box."""

PageNumber = Annotated[int, Query(alias="page", ge=1, le=100_000)]
"""Which part of a long list."""
