"""How Airflow asks: its own operator but for one thing, and its answers as ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from airflow.providers.standard.operators.hitl import HITLOperator

from handoff.domain.ask import Answer


class AskOperator(HITLOperator):
    """Asks a person, and takes any form: `record_answer` checks what came, and asks again where it does not check.

    Airflow's own operator fails where a form has not just the keys that were asked for, as its API lets through; the
    person who answered would never hear why.
    """

    def validate_params_input(self, params_input: Mapping[str, Any]) -> None:
        """Take what Airflow's API took."""


def answer_of(given: dict[str, Any]) -> Answer | None:
    """Read an answer off Airflow's XCom, None where nobody gave one in time."""
    user = given.get("responded_by_user")
    if not user:
        return None
    form = given.get("params_input") or {}
    at = given["responded_at"]
    return Answer(
        choice=next(iter(given.get("chosen_options") or []), ""),
        digest=str(form.get("digest") or ""),
        by=str(user["id"]),
        at=at if isinstance(at, datetime) else datetime.fromisoformat(str(at)),
        reason=str(form.get("reason") or ""),
        exclude=tuple(re.findall(r"[^\s,;]+", str(form.get("exclude") or ""))),
        successor=str(form.get("successor") or "").strip(),
    )
