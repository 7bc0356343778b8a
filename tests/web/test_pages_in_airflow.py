"""The pages in a real api-server: mounted by the plugin, behind Airflow's own login and its users' rights."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from playing import Played

from handoff.entrypoints.local.airflow import Airflow, migrate
from handoff.entrypoints.local.postgres import Server as Postgres
from handoff.entrypoints.local.processes import Supervisor, inherited, program
from handoff.entrypoints.local.stack import free_port

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def airflow(postgres: Postgres, played: Played, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Airflow]:
    """Run an api-server over an Airflow database of its own; its plugin reads the played firm's registry."""
    home = tmp_path_factory.mktemp("airflow")
    postgres.create_database("airflow")
    found = Airflow.of(home, free_port(), postgres)
    given = played.firm.settings
    settings = {
        "HANDOFF_DATABASE_URL": given.database_url,
        "HANDOFF_POLICY": str(given.policy),
        "HANDOFF_ARTIFACTS": given.artifacts,
    }
    for name, vendor in played.firm.connections.items():
        told = {"conn_type": "generic", "host": vendor.host, "password": vendor.password, "extra": vendor.extra_dejson}
        settings[f"AIRFLOW_CONN_{name.upper()}"] = json.dumps(told)
    environment = {**inherited(), **found.settings, **settings}
    with Supervisor(home / "logs") as supervisor:
        supervisor.finish(migrate(supervisor, environment), timeout=120)
        part = supervisor.start("api-server", [program("airflow"), "api-server"], environment)
        supervisor.wait("Airflow", lambda: _answers(found), timeout=120)
        yield found
        supervisor.stop(part, grace=4)


def _answers(airflow: Airflow) -> bool:
    try:
        return httpx.get(f"{airflow.base_url}/api/v2/version", timeout=5).is_success
    except httpx.TransportError:
        return False


@contextmanager
def _person(airflow: Airflow, user: str) -> Iterator[httpx.Client]:
    """Log in as a browser does, and return it with Airflow's cookie."""
    with httpx.Client(base_url=airflow.base_url, timeout=30) as browser:
        form = {"username": user, "password": airflow.users[user]}
        token = browser.post("/auth/token", json=form).raise_for_status().json()["access_token"]
        browser.cookies.set("_token", token)
        yield browser


def test_page_sends_strangers_to_airflows_login(airflow: Airflow, played: Played) -> None:
    """Who is not logged in comes to Airflow's login, which leads back; a token that is none opens nothing."""
    path = f"/handoff/handoffs/{played.closed}"
    answer = httpx.get(f"{airflow.base_url}{path}")
    assert answer.status_code == 303
    login = httpx.URL(answer.headers["location"])
    assert login.path == "/auth/login"
    assert login.params["next"] == path
    forged = httpx.get(f"{airflow.base_url}{path}", cookies={"_token": "e30.e30.e30"})
    assert forged.status_code in (303, 403)
    assert "Marlow" not in forged.text


def test_viewer_of_airflow_reads_and_cannot_stop(airflow: Airflow, played: Played) -> None:
    """Somebody with the right to read sees the pages; the form is refused by Airflow's own rights."""
    path = f"/handoff/handoffs/{played.troubled}"
    with _person(airflow, "viewer") as viewer:
        page = viewer.get(path)
        assert page.status_code == 200
        assert f"{path}/stop" not in page.text
        answer = viewer.post(f"{path}/stop", headers={"origin": airflow.base_url})
    assert answer.status_code == 403
    with played.firm.app() as app:
        assert app.show.one(played.troubled).handoff.stopped is False


def test_operator_of_airflow_stops_and_resumes(airflow: Airflow, played: Played) -> None:
    """Somebody with the right to edit the DAG presses the button, from our page and from no other."""
    path = f"/handoff/handoffs/{played.troubled}"
    with _person(airflow, "operator") as operator:
        assert f"{path}/stop" in operator.get(path).text
        assert operator.post(f"{path}/stop", headers={"origin": "http://evil.example"}).status_code == 403
        assert operator.post(f"{path}/stop", headers={"origin": airflow.base_url}).status_code == 303
        with played.firm.app() as app:
            assert app.show.one(played.troubled).handoff.stopped is True
        assert operator.post(f"{path}/resume", headers={"origin": airflow.base_url}).status_code == 303


def test_manifest_is_looked_at_by_who_may_edit_and_begun_in_their_name(airflow: Airflow, played: Played) -> None:
    """The api-server asks the vendors by Airflow's own connections; the batch says which of its users began it."""
    rows = b"record,successor\n5002,jonas@fieldnote.example\n5999,jonas@fieldnote.example\n"
    ours = {"origin": airflow.base_url}
    with _person(airflow, "viewer") as viewer:
        assert viewer.post("/handoff/manifests", files={"file": rows}, headers=ours).status_code == 403
    with _person(airflow, "operator") as operator:
        answer = operator.post("/handoff/manifests", files={"file": rows}, headers=ours)
        assert answer.status_code == 303, answer.text
        place = answer.headers["location"]
        assert "no company of this id" in operator.get(place).text
        begun = operator.post(f"{place}/begin", data={"approve": "together"}, headers=ours)
    with played.firm.app() as app:
        batch = app.batches.look.all()[0]
    assert (begun.status_code, begun.headers["location"]) == (303, f"/handoff/legacy/{batch.id}")
    assert batch.by == "operator"


def test_plugin_stands_in_airflows_navigation(airflow: Airflow) -> None:
    """Airflow knows the plugin, and shows 'Handoffs' with an address that answers."""
    with _person(airflow, "admin") as admin:
        plugins = admin.get("/api/v2/plugins").json()["plugins"]
        view = next(plugin for plugin in plugins if plugin["name"] == "handoff")["external_views"][0]
        assert (view["name"], view["destination"], view["url_route"]) == ("Handoffs", "nav", "handoffs")
        assert admin.get(f"/{view['href']}").status_code == 200
        assert admin.get("/handoff/openapi.json").status_code == 404


def test_loading_the_plugin_imports_little(tmp_path: Path) -> None:
    """Airflow loads plugins in every process: no page, no registry and no vendor's SDK comes with ours."""
    plugin = str(ROOT / "plugins/handoff_plugin.py")
    code = (
        "import sys, importlib.util\n"
        f"spec = importlib.util.spec_from_file_location('handoff_plugin', {plugin!r})\n"
        "spec.loader.exec_module(importlib.util.module_from_spec(spec))\n"
        "heavy = {'handoff.bootstrap', 'handoff.web.app', 'handoff.registry', 'hubspot', 'googleapiclient'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    environment = {**inherited(), "AIRFLOW_HOME": str(tmp_path)}
    answer = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip().splitlines()[-1] == "[]"
