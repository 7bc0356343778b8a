"""Airflow's own security on Handoff's pages: its login, and its users' rights on Handoff's DAGs.

The one file of the pages that imports Airflow. Whoever may read `prepare_handoff` may read the pages; whoever may
edit `carry_out_handoff` may stop and resume, as they may pause it.
"""

from __future__ import annotations

from airflow.api_fastapi.app import get_auth_manager
from airflow.api_fastapi.core_api.security import GetUserDep, requires_access_dag
from fastapi import HTTPException, Request

from handoff.web.guards import Guards

_read = requires_access_dag(method="GET", param_dag_id="prepare_handoff")
_steer = requires_access_dag(method="PUT", param_dag_id="carry_out_handoff")


def _may_steer(request: Request, user: GetUserDep) -> bool:
    """Whether the user may stop and resume, so that a button is shown to those alone who may press it."""
    try:
        _steer(request, user)
    except HTTPException:
        return False
    return True


def _who(user: GetUserDep) -> str:
    return str(user.get_name())


def _login(address: str) -> str:
    return str(get_auth_manager().get_url_login(next_url=address))


def airflow_guards() -> Guards:
    """Return the guards of the Airflow in which this runs."""
    return Guards(read=_read, steer=_steer, may_steer=_may_steer, who=_who, login=_login)
