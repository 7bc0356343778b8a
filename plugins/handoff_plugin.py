"""Handoff's pages inside Airflow (under /handoff, and as 'Handoffs' in the navigation), and its deadline of asks.

Loading it imports neither the pages nor a vendor's SDK and reads no setting, so that nothing of Handoff's can keep
Airflow from starting.
"""

from airflow.plugins_manager import AirflowPlugin

from handoff.entrypoints.airflow.reminding import AskReminder
from handoff.web.mounting import PREFIX, LazyPages


class HandoffPlugin(AirflowPlugin):
    """Registers the pages and the deadline."""

    name = "handoff"
    deadline_references = [AskReminder]  # noqa: RUF012 - Airflow's own form
    fastapi_apps = [{"app": LazyPages(), "url_prefix": PREFIX, "name": "Handoff"}]  # noqa: RUF012 - Airflow's own form
    external_views = [  # noqa: RUF012 - Airflow reads it from the class
        # Relative, so that it also holds where Airflow's base_url has a path.
        {"name": "Handoffs", "href": f"{PREFIX[1:]}/handoffs", "destination": "nav", "url_route": "handoffs"}
    ]
