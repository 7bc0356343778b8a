"""The operator that asks: Airflow's own, but for one thing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from airflow.providers.standard.operators.hitl import HITLOperator


class AskOperator(HITLOperator):
    """Asks a person, and takes any form: `record_answer` checks what came, and asks again where it does not check.

    Airflow's own operator fails where a form has not just the keys that were asked for, as its API lets through; the
    person who answered would never hear why.
    """

    def validate_params_input(self, params_input: Mapping[str, Any]) -> None:
        """Take what Airflow's API took."""
