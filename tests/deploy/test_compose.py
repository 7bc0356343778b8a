"""docker-compose.yaml says what it needs, checks every service's health and holds no secret."""

import json
import re
from typing import Any

import pytest
from compose import example, interpolated, raw, references

from handoff.settings import Schedules, Settings

COMPOSE = raw()
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
LASTING = sorted(name for name, service in SERVICES.items() if service["restart"] == "unless-stopped")
SECRET = re.compile(r"KEY|SECRET|PASSWORD|CONN", re.IGNORECASE)


def test_compose_has_the_services_of_an_airflow_and_what_prepares_them() -> None:
    """The services are these; the sandbox and the webhooks wait for a profile, and only the migrations end."""
    components = {"api-server", "scheduler", "dag-processor", "triggerer"}
    assert set(SERVICES) == components | {"postgres", "migrations", "sandbox", "webhooks"}
    profiles = {name: service["profiles"] for name, service in SERVICES.items() if "profiles" in service}
    assert profiles == {"sandbox": ["demo"], "webhooks": ["webhooks"]}
    assert set(SERVICES) - set(LASTING) == {"migrations"}


@pytest.mark.parametrize("name", LASTING)
def test_compose_checks_the_health_of_each_lasting_service(name: str) -> None:
    """Each has a command to check it, an interval and a time to come up."""
    check = SERVICES[name]["healthcheck"]
    assert check["test"][0] == "CMD"
    assert {"interval", "timeout", "retries", "start_period"} <= set(check)


def test_compose_starts_nothing_before_what_it_needs() -> None:
    """Migrations wait for a healthy PostgreSQL, all of Airflow for the migrations, the others for the api-server."""
    wanted = {name: service.get("depends_on", {}) for name, service in SERVICES.items()}
    assert wanted["migrations"] == {"postgres": {"condition": "service_healthy"}}
    for name in ("api-server", "scheduler", "dag-processor", "triggerer", "webhooks"):
        assert wanted[name]["migrations"] == {"condition": "service_completed_successfully"}
        assert wanted[name]["sandbox"] == {"condition": "service_healthy", "required": False}
    for name in ("scheduler", "dag-processor", "triggerer"):
        assert wanted[name]["api-server"] == {"condition": "service_healthy"}


def test_compose_pins_every_image() -> None:
    """Every image has a version of its own: three numbers, or two for PostgreSQL; none is 'latest'."""
    for service in SERVICES.values():
        assert re.fullmatch(r"(handoff:\d+\.\d+\.\d+|postgres:\d+\.\d+-\w+)", service["image"]), service["image"]


def test_compose_variables_are_the_ones_that_the_example_explains() -> None:
    """Every variable stands in .env.example and nothing else does; a required one is empty there or has a value."""
    assert set(references(COMPOSE)) == set(example())


def test_compose_refuses_to_start_without_what_is_required() -> None:
    """With no variable set the first missing one is named, and each required one is missed when it alone is."""
    required = sorted(name for name, kind in references(COMPOSE).items() if kind == "?")
    assert {"POSTGRES_PASSWORD", "AIRFLOW_FERNET_KEY", "AIRFLOW_JWT_SECRET", "HANDOFF_POLICY_FILE"} <= set(required)
    for missing in required:
        with pytest.raises(KeyError, match=missing):
            interpolated(COMPOSE, dict.fromkeys(set(required) - {missing}, "value"))


def test_compose_and_its_example_hold_no_secret() -> None:
    """A setting that is a secret by its name is a reference or a path; the example leaves it empty."""
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if SECRET.search(name) and value and not value.startswith("/opt/handoff/"):
                assert re.search(r"\$\{\w+(:[-?][^}]*)?\}", value), f"{name} is written out"
    for name, value in example().items():
        if SECRET.search(name) and name != "AIRFLOW_SECRETS_BACKEND":
            assert not value or json.loads(value) == {"connections_file_path": "/opt/handoff/sandbox/connections.json"}


def test_compose_gives_every_setting_that_handoff_requires() -> None:
    """Each required setting of Handoff is in the environment of all of Airflow's services, and no unknown one is."""
    known = {f"HANDOFF_{name}".upper() for name in (*Settings.model_fields, *Schedules.model_fields)}
    required = {f"HANDOFF_{name}".upper() for name, field in Settings.model_fields.items() if field.is_required()}
    for name in ("migrations", "api-server", "scheduler", "dag-processor", "triggerer", "webhooks"):
        given = {key for key in SERVICES[name]["environment"] if key.startswith("HANDOFF_")}
        assert required <= given <= known


def test_compose_publishes_ports_on_the_machine_itself_only() -> None:
    """The pages, the webhooks and the sandbox are published, on 127.0.0.1 by default; the database is not."""
    document = interpolated(COMPOSE["services"], dict.fromkeys(references(COMPOSE), "") | _required())
    published = {name: service["ports"] for name, service in document.items() if "ports" in service}
    assert published == {
        "api-server": ["127.0.0.1:8080:8080"],
        "sandbox": ["127.0.0.1:8800:8800"],
        "webhooks": ["127.0.0.1:8090:8090"],
    }


def test_compose_gives_the_sandbox_no_secret() -> None:
    """The sandbox gets neither the firm's connections nor the database."""
    assert set(SERVICES["sandbox"]["environment"]) == {"SANDBOX_WORLD"}


def _required() -> dict[str, str]:
    return {name: "value" for name, kind in references(COMPOSE).items() if kind == "?"}
