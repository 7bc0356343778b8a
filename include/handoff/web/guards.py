"""Who may do what on the pages, as questions that Airflow answers in security.py.

The pages know no more of security than this, so that they can be read and tested without Airflow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from fastapi import HTTPException, Request

Guard = Callable[..., Any]
"""A FastAPI dependency that raises HTTPException: 401 for nobody, 403 for somebody who may not."""


@dataclass(frozen=True, slots=True)
class Guards:
    """`read` holds before every page, `steer` before every act. `may_steer` and `who` are dependencies too: a bool, and
    the name of the user.

    `login` returns where to log in and come back to an address.
    """

    read: Guard
    steer: Guard
    may_steer: Guard
    who: Guard
    login: Callable[[str], str]


def from_our_own_pages(request: Request) -> None:
    """Let a form through only if it was sent by one of our own pages; HTTPException 403.

    Browsers say so in Sec-Fetch-Site, and where they don't (plain HTTP, older ones) they name the Origin. A request
    that says neither is no browser's form. https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin", "")
    same = site == "same-origin" if site else urlsplit(origin).netloc == request.headers.get("host")
    if not same:
        raise HTTPException(403, "This form was not sent by one of Handoff's own pages.")
