"""Who may see and do what, that no form can be sent from elsewhere, and that what goes wrong is said in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import Browser, served
from playing import POLICY, Played

from handoff.bootstrap import App
from handoff.services.show import Show
from handoff.settings import Settings
from handoff.web.app import ACTS, PAGES

NO_BATCH, NO_REPORT = "b-000000000000", "0" * 64


def _address(path: str, played: Played) -> str:
    return path.replace("{id}", played.closed).replace("{batch}", NO_BATCH).replace("{ref}", NO_REPORT)


def _addresses(played: Played) -> list[str]:
    return [_address(path, played) for path in PAGES]


def test_pages_need_a_login(browser: Browser, played: Played) -> None:
    """Whoever is not logged in is sent to Airflow's login, and back to the page from there."""
    for path in _addresses(played):
        answer = browser.get(path, **{"x-role": "nobody"})
        assert answer.status_code == 303, path
        assert answer.headers["location"] == f"/auth/login?next=/handoff{path}"
    for path in ACTS:
        assert browser.post(_address(path, played), **{"x-role": "nobody"}).status_code in (401, 403)


def test_pages_need_the_right_to_read(browser: Browser, played: Played) -> None:
    """Somebody who may not read Handoff's DAGs sees no page, and is told whom to ask."""
    for path in _addresses(played):
        answer = browser.get(path, **{"x-role": "stranger"})
        assert answer.status_code == 403, path
        assert "You may not do this" in answer.text


def test_description_of_the_interface_is_off(browser: Browser) -> None:
    """There is no page that describes the addresses to programs."""
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert browser.get(path).status_code == 404


def test_viewer_reads_but_cannot_stop(browser: Browser, played: Played) -> None:
    """No button is shown to who may not press it, and the form itself is refused."""
    path = f"/handoffs/{played.troubled}"
    assert "/stop" in browser.get(path).text
    assert "/stop" not in browser.get(path, **{"x-role": "viewer"}).text
    answer = browser.post(f"{path}/stop", **{"x-role": "viewer", "sec-fetch-site": "same-origin"})
    assert answer.status_code == 403
    assert "Stopped" not in browser.get(path).text


def test_stop_is_pressed_and_released(browser: Browser, played: Played) -> None:
    """The button stops one handoff, says so, and lets it go on."""
    path = f"/handoffs/{played.troubled}"
    answer = browser.send(f"{path}/stop")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/handoff{path}")
    assert "Nothing further is changed" in browser.get(path).text
    assert "stopped" in browser.get("/handoffs?state=marked").text
    assert browser.send(f"{path}/resume").status_code == 303
    assert "Nothing further is changed" not in browser.get(path).text


def test_everything_is_stopped_and_released(browser: Browser, played: Played) -> None:
    """The button for all is on the list, and every handoff's page says that it is pressed."""
    assert browser.send("/stop").status_code == 303
    with played.firm.app() as app, app.registry.begin() as tx:
        assert tx.stops.all_stopped()
    assert "Everything is stopped" in browser.get("/handoffs").text
    assert "Everything is stopped" in browser.get(f"/handoffs/{played.waiting}").text
    assert browser.send("/resume").status_code == 303
    assert "Everything is stopped" not in browser.get("/handoffs").text


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site", "origin": "http://evil.example"},
        {"sec-fetch-site": "same-site", "origin": "http://evil.example"},
        {"sec-fetch-site": "none"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {},
    ],
)
def test_forms_from_elsewhere_are_refused(browser: Browser, played: Played, headers: dict[str, str]) -> None:
    """Another site, or a request that names no origin, can't press a button in somebody's name."""
    path = f"/handoffs/{played.troubled}"
    assert browser.post(f"{path}/stop", **headers).status_code == 403
    assert "Nothing further is changed" not in browser.get(path).text


def test_forms_without_fetch_headers_need_our_origin(browser: Browser, played: Played) -> None:
    """Where a browser sends no Sec-Fetch-Site, the Origin has to be this host."""
    path = f"/handoffs/{played.troubled}"
    assert browser.post(f"{path}/resume", origin=browser.address).status_code == 303


def test_every_answer_keeps_the_browser_strict(browser: Browser, played: Played) -> None:
    """No script, nothing from elsewhere, no frame but Airflow's, no cache: pages, files and errors alike."""
    paths = [*_addresses(played), "/nothing", "/handoffs?state=odd", "/handoffs/h-000000000000"]
    answers = [browser.get(path) for path in paths]
    answers += [browser.get("/handoffs", **{"x-role": role}) for role in ("nobody", "stranger")]
    answers += [browser.post("/stop"), browser.send(f"/handoffs/{played.troubled}/resume")]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy, answer.url
        assert "script-src" not in policy
        assert "frame-ancestors 'self'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] in ("no-store", "private, max-age=3600")
        assert "<script" not in answer.text or answer.headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nothing", 404, "There is no such page"),
        ("/handoffs/h-000000000000", 404, "There is no such handoff"),
        ("/handoffs/h-000000000000/plan", 404, "There is no such handoff"),
        ("/handoffs/..%2f..%2fetc", 404, "There is no such page"),
        ("/handoffs?state=odd", 400, "state"),
        ("/handoffs?page=0", 400, "page"),
        ("/handoffs?q=%00", 400, "q"),
        ("/handoffs/TROUBLED/plan", 404, "It has no plan yet."),
        ("/handoffs/TROUBLED/dossier", 404, "It has no dossier yet."),
        ("/handoffs/CLOSED/dossier?version=9", 404, "has no version 9"),
        ("/stop", 405, "takes no such request"),
    ],
)
def test_what_is_not_there_is_said_in_words(
    browser: Browser, played: Played, path: str, status: int, said: str
) -> None:
    """An address that leads nowhere is a page with the right status, and says what is wrong."""
    answer = browser.get(path.replace("TROUBLED", played.troubled).replace("CLOSED", played.closed))
    assert answer.status_code == status
    assert said in answer.text
    assert "All handoffs" in answer.text


def test_missing_settings_are_named_until_they_are_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database_url: str
) -> None:
    """Without settings every page says which are missing; once they are there it works, without a restart."""
    for name in ("HANDOFF_DATABASE_URL", "HANDOFF_POLICY", "HANDOFF_ARTIFACTS"):
        monkeypatch.delenv(name, raising=False)
    with App() as product, served(product) as browser:
        answer = browser.get("/handoffs")
        assert answer.status_code == 503
        assert "HANDOFF_DATABASE_URL" in answer.text
        monkeypatch.setenv("HANDOFF_DATABASE_URL", database_url)
        monkeypatch.setenv("HANDOFF_POLICY", str(POLICY))
        monkeypatch.setenv("HANDOFF_ARTIFACTS", str(tmp_path))
        assert browser.get("/handoffs").status_code == 200


def test_registry_that_does_not_answer_is_said(tmp_path: Path) -> None:
    """A database that is away is a page that says so, with a status that says 'later'."""
    settings = Settings(
        database_url=f"postgresql:///handoff?host={tmp_path}", policy=POLICY, artifacts=str(tmp_path / "artifacts")
    )
    with App(settings=settings) as product, served(product) as browser:
        answer = browser.get("/handoffs")
    assert answer.status_code == 503
    assert "does not answer" in answer.text


class _Failing(App):
    @property
    def show(self) -> Show:
        raise ZeroDivisionError("a detail that is nobody's business")


def test_unexpected_failure_is_said_without_its_details() -> None:
    """What nobody thought of is a page too, which keeps the details to the log."""
    with served(_Failing()) as browser:
        answer = browser.get("/handoffs")
    assert answer.status_code == 500
    assert "Something is wrong with Handoff" in answer.text
    assert "nobody's business" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
