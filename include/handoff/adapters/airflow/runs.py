"""Starts runs, reads their state and answers questions over Airflow's public REST API.

A run is started by its own id: 409 says that it is there already, which is no error, so that starting it is safe to
repeat. See https://airflow.apache.org/docs/apache-airflow/stable/stable-rest-api-ref.html.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import quote

import httpx
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from handoff.domain.canonical import Json
from handoff.errors import NotAuthorisedError, VendorRefusedError, VendorUnavailableError

PAGE = 100
"""Items a page; Airflow's own default cap (`[api] maximum_page_limit`)."""


@dataclass(frozen=True, slots=True)
class AirflowConnection:
    """One Airflow: its address, and the service account whose rights are used. `timeout` is in seconds."""

    base_url: str
    user: str
    password: str = field(repr=False)
    timeout: float = 30.0


class AirflowRuns:
    """Airflow's runs. Keeps one connection; use it as a context manager or close it."""

    def __init__(self, connection: AirflowConnection) -> None:
        self._connection = connection
        self._http = httpx.Client(base_url=connection.base_url.rstrip("/"), timeout=connection.timeout)
        self._token = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def start(self, dag: str, run_id: str, conf: Mapping[str, Json], note: str = "") -> bool:
        """Start a run; False where one with this id is there already. VendorUnavailableError where the DAG is not."""
        body = {"dag_run_id": run_id, "logical_date": None, "conf": dict(conf), "note": note or None}
        status = self._call("POST", f"/dags/{_part(dag)}/dagRuns", json=body).status_code
        if status == httpx.codes.NOT_FOUND:
            raise VendorUnavailableError(f"Airflow does not know the DAG {dag} yet.")
        return status != httpx.codes.CONFLICT

    def state(self, dag: str, run_id: str) -> str | None:
        """Return a run's state, None where there is no such run."""
        answer = self._call("GET", f"/dags/{_part(dag)}/dagRuns/{_part(run_id)}")
        return None if answer.status_code == httpx.codes.NOT_FOUND else str(answer.json()["state"])

    def ensure_pool(self, name: str, slots: int, description: str) -> None:
        """Make a pool where there is none by this name; one that is there stays as it is. NotAuthorisedError."""
        if self._call("GET", f"/pools/{_part(name)}").status_code != httpx.codes.NOT_FOUND:
            return
        body = {"name": name, "slots": slots, "description": description, "include_deferred": False}
        try:
            self._call("POST", "/pools", json=body)
        except NotAuthorisedError as error:
            raise NotAuthorisedError(
                f"There is no pool '{name}', and the service account may not make it.",
                mend=f'Make it with: airflow pools set {name} {slots} "{description}"',
            ) from error

    def waiting(self, dag: str) -> Iterator[tuple[str, str, int]]:
        """Yield run id, task id and map index of each question of a DAG that waits for its answer."""
        offset = 0
        while True:
            query = {"response_received": "false", "state": "awaiting_input", "limit": str(PAGE), "offset": str(offset)}
            answer = self._call("GET", f"/dags/{_part(dag)}/dagRuns/~/hitlDetails", params=query)
            if answer.status_code == httpx.codes.NOT_FOUND:
                return
            found = answer.json()
            for item in found["hitl_details"]:
                instance = item["task_instance"]
                yield instance["dag_run_id"], instance["task_id"], int(instance["map_index"])
            offset += PAGE
            if offset >= int(found["total_entries"]):
                return

    def form(self, dag: str, run_id: str, task: str, index: int) -> Mapping[str, Any]:
        """Return a waiting question as Airflow shows it: subject, body, options, params."""
        answer = self._call("GET", self._question(dag, run_id, task, index))
        shown: Mapping[str, Any] = answer.json()
        return shown

    def answer(self, dag: str, run_id: str, task: str, index: int, choice: str, form: Mapping[str, Json]) -> None:
        """Answer a waiting question; one that has its answer already stays as it is (409)."""
        body = {"chosen_options": [choice], "params_input": dict(form)}
        self._call("PATCH", self._question(dag, run_id, task, index), json=body)

    def _question(self, dag: str, run_id: str, task: str, index: int) -> str:
        return f"/dags/{_part(dag)}/dagRuns/{_part(run_id)}/taskInstances/{_part(task)}/{index}/hitlDetails"

    @retry(
        retry=retry_if_exception_type(VendorUnavailableError),
        stop=stop_after_attempt(5),
        wait=wait_random_exponential(multiplier=0.2, max=5),
        reraise=True,
    )
    def _call(self, method: str, path: str, **request: Any) -> httpx.Response:  # noqa: ANN401 - httpx's own arguments
        # Every call of ours may be repeated: a run has its own id, and a question takes one answer.
        try:
            answer = self._send(method, path, **request)
            if answer.status_code == httpx.codes.UNAUTHORIZED:
                self._token = ""
                answer = self._send(method, path, **request)
        except httpx.TransportError as error:
            raise VendorUnavailableError(f"Airflow did not answer: {type(error).__name__}.") from error
        if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise VendorUnavailableError(f"Airflow answered {answer.status_code} on {path}.")
        if answer.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            raise NotAuthorisedError(
                f"Airflow answered {answer.status_code} on {path}.", mend="Check the service account's role."
            )
        if answer.is_error and answer.status_code not in (httpx.codes.NOT_FOUND, httpx.codes.CONFLICT):
            raise VendorRefusedError(f"Airflow answered {answer.status_code} on {path}: {answer.text[:300]}")
        return answer

    def _send(self, method: str, path: str, **request: Any) -> httpx.Response:  # noqa: ANN401 - httpx's own arguments
        if not self._token:
            login = {"username": self._connection.user, "password": self._connection.password}
            answer = self._http.post("/auth/token", json=login)
            if answer.status_code != httpx.codes.CREATED:
                raise NotAuthorisedError(
                    f"Airflow refused the service account's login ({answer.status_code}).",
                    mend="Check login and password of the connection.",
                )
            self._token = answer.json()["access_token"]
        return self._http.request(
            method, f"/api/v2{path}", headers={"Authorization": f"Bearer {self._token}"}, **request
        )


def _part(text: str) -> str:
    return quote(text, safe="~")
