"""What a language model does for the dossier, each where the policy names a connection for it, and else nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from handoff.errors import SettingsError

if TYPE_CHECKING:
    from pydantic_ai.models import Model

    from handoff.domain.narrative import Narrator
    from handoff.domain.summary.sorting import Sorter

Models = Callable[[str], object]
"""Gives the language model that a connection names."""


def narrator(connection: str, models: Models | None) -> Narrator | None:
    """Return what tells the dossier in prose; None without a connection, SettingsError where that names no model."""
    if not connection:
        return None
    from handoff.adapters.language_model import ModelNarrator

    return ModelNarrator(_model(connection, models))


def sorter(connection: str, models: Models | None) -> Sorter | None:
    """Return what says which lines of a record tell what; as above."""
    if not connection:
        return None
    from handoff.adapters.language_model import ModelSorter

    return ModelSorter(_model(connection, models))


def _model(connection: str, models: Models | None) -> Model:
    if models is None:
        raise SettingsError("A language model is reached inside Airflow only.", mend="Run it as a task.")
    from pydantic_ai.models import Model

    model = models(connection)
    if not isinstance(model, Model):
        raise SettingsError(f"The connection '{connection}' names no language model.")
    return model
