"""The model of the narrative, by the hook of Airflow's common-ai provider, imported only when it is asked for."""

from __future__ import annotations

from handoff.errors import SettingsError


def model_of(connection: str) -> object:
    """Return the model that an Airflow connection (of type pydanticai) names; SettingsError without the provider."""
    try:
        from airflow.providers.common.ai.hooks.pydantic_ai import PydanticAIHook  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise SettingsError(
            "The policy wants a narrative, and Airflow's common-ai provider is not installed.",
            mend="Install handoff[narrative], or take dossier.narrative out of the policy.",
        ) from error
    return PydanticAIHook(llm_conn_id=connection).get_conn()
