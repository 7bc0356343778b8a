"""The pages, wired: which address shows what, and that nothing is shown or done without Airflow's leave.

What always holds: every address but the webhooks' asks `guards.read`, every form comes from our own pages, every act
asks `guards.steer` too; nothing blocks the event loop, since every page is made in a thread; no form is longer than its
bound; no vendor is called to show a page, and of the acts a preflight alone asks them.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from typing import Any

from fastapi import Depends, FastAPI, Request, Response

from handoff.bootstrap import App
from handoff.domain.legacy.table import LARGEST as MANIFEST
from handoff.services.manual import LARGEST as EVIDENCE
from handoff.web import acting, batches, by_hand, detail, manifests, overview, plans
from handoff.web.answers import HEADERS
from handoff.web.bounded import BESIDE, BoundedBodies
from handoff.web.failing import fail_in_words
from handoff.web.guards import Guards, from_our_own_pages
from handoff.web.webhooks import create_webhooks

Page = Callable[..., Response]


def style() -> Response:
    """Return the style sheet."""
    css = (resources.files("handoff.web") / "templates" / "style.css").read_text()
    return Response(css, media_type="text/css", headers=HEADERS | {"Cache-Control": "private, max-age=3600"})


PAGES: dict[str, Page] = {
    "/": overview.home,
    "/style.css": style,
    "/handoffs": overview.handoffs,
    "/alumni": overview.alumni,
    "/legacy": batches.batches,
    "/legacy/{batch}": batches.batch,
    "/legacy/{batch}/rows.csv": batches.batch_sheet,
    "/handoffs/{id}": detail.handoff,
    "/handoffs/{id}/plan": plans.plan,
    "/handoffs/{id}/plan.csv": plans.plan_sheet,
    "/handoffs/{id}/left-out.csv": plans.left_out,
    "/handoffs/{id}/dossier": detail.dossier,
    "/handoffs/{id}/dossier.html": detail.dossier_document,
    "/handoffs/{id}/journal": detail.journal,
    "/handoffs/{id}/letters": detail.letters,
    "/handoffs/{id}/by-hand": by_hand.by_hand,
    "/manifests": manifests.manifests,
    "/manifests/template.csv": manifests.template,
    "/manifests/template.xlsx": manifests.template_workbook,
    "/manifests/{ref}": manifests.preflight,
    "/manifests/{ref}/rows.csv": manifests.report_sheet,
}

ACTS: dict[str, Page] = {
    "/stop": acting.stop_all,
    "/resume": acting.resume_all,
    "/legacy/{batch}/stop": batches.stop_batch,
    "/legacy/{batch}/resume": batches.resume_batch,
    "/handoffs/{id}/stop": acting.stop,
    "/handoffs/{id}/resume": acting.resume,
    "/handoffs/{id}/by-hand/{change}": by_hand.done,
    "/manifests": manifests.look_at,
    "/manifests/query": manifests.look_at_query,
    "/manifests/{ref}/begin": manifests.begin,
}

LARGEST = {"/manifests": MANIFEST + BESIDE}
"""Bytes of the forms that hold a file other than what shows that something was done, by the ends of their addresses."""


def create_pages(guards: Guards, product: App | None = None) -> FastAPI:
    """Return the pages behind some guards.

    One product serves the whole process, so that its pool of connections does; it reads the settings when it first
    needs them, and again as long as they are wrong.
    """

    def remember(request: Request, *, may_steer: bool = Depends(guards.may_steer)) -> None:
        request.state.may_steer = may_steer

    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, dependencies=[Depends(guards.read)])
    app.state.product = product or App()
    may_steer: list[Any] = [Depends(remember)]
    for path, shown in PAGES.items():
        app.add_api_route(path, shown, methods=["GET"], dependencies=may_steer, response_model=None)
    ours: list[Any] = [Depends(from_our_own_pages)]
    app.add_api_route("/alumni", overview.find_alumni, methods=["POST"], dependencies=ours, response_model=None)

    def sign(request: Request, who: str = Depends(guards.who)) -> None:
        request.state.who = who

    acts: list[Any] = [*ours, Depends(guards.steer), Depends(sign)]
    for path, act in ACTS.items():
        app.add_api_route(path, act, methods=["POST"], dependencies=acts, response_model=None)
    app.mount("/webhooks", create_webhooks(app.state.product))
    app.add_middleware(BoundedBodies, most=EVIDENCE + BESIDE, mosts=LARGEST)
    fail_in_words(app, guards.login)
    return app
