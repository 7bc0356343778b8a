"""What goes wrong, as pages in plain words with the right status."""

from __future__ import annotations

import logging
from collections.abc import Callable

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from handoff.errors import AnswerRefusedError, HandoffError, ManifestError, NotFoundError, SettingsError, TransientError
from handoff.web.answers import elsewhere, page

log = logging.getLogger("handoff")

SAID = {
    401: ("Log in first", "These pages are for people who are logged in to Airflow."),
    403: ("You may not do this", "Ask whoever keeps Airflow's users for the right to read or edit Handoff's DAGs."),
    404: ("There is no such page", "Look for it in the list of handoffs."),
    413: ("This is too large", "A manifest has at most 5 MiB, and what shows that something was done at most 20 MiB."),
    405: ("This address takes no such request", "Go back to the list of handoffs."),
}


def fail_in_words(app: FastAPI, login: Callable[[str], str]) -> None:
    """Let an app answer what goes wrong with pages; who is not logged in is sent to `login`."""

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        if error.status_code == 401 and request.method == "GET":
            query = f"?{request.url.query}" if request.url.query else ""
            return elsewhere(login(f"{request.url.path}{query}"))
        title, what = SAID.get(error.status_code, ("This did not work", str(error.detail)))
        return page(request, "error.html", error.status_code, title=title, what=what, mend="")

    @app.exception_handler(RequestValidationError)
    def unreadable(request: Request, error: RequestValidationError) -> Response:
        if any(item["loc"][0] == "path" for item in error.errors()):
            return page(request, "error.html", 404, title=SAID[404][0], what=SAID[404][1], mend="")
        wrong = ", ".join(sorted({str(item["loc"][-1]) for item in error.errors()}))
        return page(
            request,
            "error.html",
            400,
            title="This address can't be read",
            what=f"It has a value that is not allowed: {wrong}.",
            mend="Go back and choose again.",
        )

    @app.exception_handler(HandoffError)
    def ours(request: Request, error: HandoffError) -> Response:
        head = f"{error.record}: " if error.record else ""
        status, title = _told(error)
        return page(request, "error.html", status, title=title, what=head + error.what, mend=error.mend)

    @app.exception_handler(Exception)
    def unexpected(request: Request, error: Exception) -> Response:
        log.error("A page failed: %s", type(error).__name__, exc_info=error)
        what = "The page could not be made. Airflow's api-server has written down why, in its log."
        return page(request, "error.html", 500, title="Something is wrong with Handoff", what=what, mend="")


def _told(error: HandoffError) -> tuple[int, str]:
    if isinstance(error, NotFoundError):
        return 404, "Not found"
    if isinstance(error, ManifestError):
        return 400, "This is no manifest"
    if isinstance(error, AnswerRefusedError):
        return 409, "That does not count"
    if isinstance(error, SettingsError):
        return 503, "Handoff is not set up yet"
    if isinstance(error, TransientError):
        return 503, "Handoff can't answer just now"
    return 500, "Something is wrong with Handoff"
