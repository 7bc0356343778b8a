"""The composition root: `App` is the product, wired."""

from handoff.bootstrap.airflow import environment_connection, runs
from handoff.bootstrap.app import App, migrate_registry
from handoff.bootstrap.evidence import check_evidence, evidence_key, new_evidence_key
from handoff.bootstrap.tools import now

__all__ = [
    "App",
    "check_evidence",
    "environment_connection",
    "evidence_key",
    "migrate_registry",
    "new_evidence_key",
    "now",
    "runs",
]
