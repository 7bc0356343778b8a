"""How a language model is found by its Airflow connection, and what is said where it is not."""

from __future__ import annotations

import json

import pytest
from pydantic_ai.models.test import TestModel

from handoff.bootstrap.language_model import narrator, sorter
from handoff.entrypoints.airflow.language_model import model_of
from handoff.errors import SettingsError


@pytest.fixture
def connect(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give Airflow some connections, as its environment would."""
    for name, model in (
        ("a_test", "test"),
        ("no_model", ""),
        ("not_installed", "mistral:large"),
        ("unknown", "quux:1"),
    ):
        made = {"conn_type": "pydanticai", "password": "k", "extra": {"model": model} if model else {}}
        monkeypatch.setenv(f"AIRFLOW_CONN_{name.upper()}", json.dumps(made))


@pytest.mark.usefixtures("connect")
def test_connection_gives_its_model() -> None:
    """What the connection names is what sorts and narrates."""
    assert isinstance(model_of("a_test"), TestModel)
    assert sorter("a_test", model_of) is not None
    assert narrator("a_test", model_of) is not None


@pytest.mark.usefixtures("connect")
@pytest.mark.parametrize("name", ["no_such", "no_model", "not_installed", "unknown"])
def test_what_is_amiss_with_a_connection_is_the_settings_fault(name: str) -> None:
    """A missing connection, model or library is said with what to do, and is tried no more."""
    with pytest.raises(SettingsError, match=f"'{name}'") as caught:
        model_of(name)
    assert caught.value.mend


def test_without_a_connection_nothing_is_asked_of_a_model() -> None:
    """A policy that names none needs no provider; one that names one outside Airflow is told so."""
    assert sorter("", None) is None
    assert narrator("", None) is None
    with pytest.raises(SettingsError, match="inside Airflow"):
        sorter("a_test", None)
    with pytest.raises(SettingsError, match="names no language model"):
        sorter("a_test", lambda _: object())
