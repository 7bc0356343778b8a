"""The pages of manifests: one is given, looked at, shown with what to mend, and begun as a batch.

The address of what a preflight found is its hash: no address names a client. A preflight is the one act of these pages
that asks vendors, and it changes nothing there.
"""

from __future__ import annotations

import logging
from collections import Counter
from typing import Annotated

from fastapi import File, Form, Path, Request, Response, UploadFile

from handoff.domain.ids import ArtifactRef
from handoff.domain.legacy.batch import Approve
from handoff.domain.legacy.table import LARGEST
from handoff.domain.legacy.template import EXPLAINED, lines_of_template, named_template
from handoff.errors import HandoffError, ManifestError
from handoff.services.legacy.report_sheet import sheet
from handoff.web.answers import HEADERS, download, elsewhere, page
from handoff.web.given import PageNumber, Product, Typed
from handoff.web.parts import part

log = logging.getLogger("handoff")

FAULTS_A_PAGE = 100
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Ref = Annotated[ArtifactRef, Path(pattern="^[0-9a-f]{64}$")]
"""The hash of what a preflight found."""


def manifests(request: Request, product: Product) -> Response:
    """Show where a manifest is given, and what its columns are for."""
    return page(
        request,
        "manifests.html",
        connections=list(product.policy.connections),
        explained=EXPLAINED,
        most=LARGEST // 2**20,
        may_steer=request.state.may_steer,
    )


def look_at(request: Request, product: Product, file: Annotated[UploadFile | None, File()] = None) -> Response:
    """Preflight a file and lead to what was found; ManifestError where it is no manifest."""
    content = file.file.read(LARGEST + 1) if file else b""
    if not content:
        raise ManifestError("No file was given.", mend="Choose one, or start from the template.")
    return _found(request, product, content)


def look_at_query(
    request: Request, product: Product, connection: Typed = "", name: Typed = "", value: Typed = ""
) -> Response:
    """Preflight the companies of which a property has a value."""
    return _found(request, product, product.list_clients(connection, name.strip(), value.strip()))


def preflight(request: Request, product: Product, ref: Ref, number: PageNumber = 1) -> Response:
    """Show what a preflight found: what to mend, and what is ready."""
    kept = product.reports.get(ref)
    report = kept.report
    return page(
        request,
        "preflight.html",
        ref=ref,
        kept=kept,
        part=part(report.faults, number, FAULTS_A_PAGE),
        faulty=len({fault.row for fault in report.faults}),
        groups=Counter(ready.group for ready in report.ready),
        ways=list(Approve),
        may_steer=request.state.may_steer,
    )


def report_sheet(product: Product, ref: Ref) -> Response:
    """Return every row with what was found, as CSV."""
    kept = product.reports.get(ref)
    rows = product.manifests.read(product.artifacts.get(kept.manifest))
    return download([product.renderer.table_csv(list(sheet(kept.report, rows)))], "text/csv", f"{ref[:12]}.csv")


def begin(request: Request, product: Product, ref: Ref, approve: Annotated[Approve, Form()]) -> Response:
    """Record the ready rows of what a preflight found as a batch, start it, and lead to it.

    Where Airflow does not take the run now, `watch_cutoffs` starts it later.
    """
    kept = product.reports.get(ref)
    batch = product.batches.record(kept.report, kept.manifest, approve, request.state.who)
    try:
        product.batches.runs.start(batch.id)
    except HandoffError as error:
        log.warning("The batch %s was recorded and not started: %s", batch.id, error)
    return elsewhere(f"{_root(request)}/legacy/{batch.id}")


def template(product: Product) -> Response:
    """Return the template as CSV."""
    return download([product.renderer.table_csv(lines_of_template())], "text/csv", "manifest.csv")


def template_workbook(product: Product) -> Response:
    """Return the template as an Excel workbook."""
    content = product.renderer.manifest_workbook(*named_template())
    headers = HEADERS | {"Content-Disposition": 'attachment; filename="manifest.xlsx"'}
    return Response(content, media_type=WORKBOOK, headers=headers)


def _found(request: Request, product: Product, content: bytes) -> Response:
    ref, _ = product.examine(content)
    return elsewhere(f"{_root(request)}/manifests/{ref}")


def _root(request: Request) -> str:
    return str(request.scope.get("root_path", ""))
