"""A language model, by the hook of Airflow's common-ai provider, imported only when the policy names one."""

from __future__ import annotations

from handoff.errors import SettingsError


def model_of(connection: str) -> object:
    """Return the model that an Airflow connection (of type pydanticai) names; SettingsError without the provider."""
    try:
        from airflow.providers.common.ai.hooks.pydantic_ai import PydanticAIHook  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise SettingsError(
            f"The policy names the language model '{connection}', and Airflow's common-ai provider is not installed.",
            mend="Install handoff[language-model], or take dossier.narrative and dossier.sorting out of the policy.",
        ) from error
    return PydanticAIHook(llm_conn_id=connection).get_conn()
