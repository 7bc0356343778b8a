"""A language model, by the hook of Airflow's common-ai provider, imported only when the policy names one."""

from __future__ import annotations

from airflow.sdk.exceptions import AirflowNotFoundException

from handoff.errors import SettingsError

_INSTALL = "Install handoff[language-model] and the library of the model's vendor (docs/connect.md), or take"


def model_of(connection: str) -> object:
    """Return the model that an Airflow connection (of one of the provider's pydanticai types) names.

    SettingsError where the provider or the vendor's library is not installed, and for a connection that there is not
    or that names no model.
    """
    try:
        from airflow.providers.common.ai.hooks.pydantic_ai import PydanticAIHook  # noqa: PLC0415 - an extra

        return PydanticAIHook.get_hook(connection).get_conn()  # the hook of the connection's type
    except ImportError as error:
        raise SettingsError(
            f"What reaches the language model of the connection '{connection}' is not installed.",
            mend=f"{_INSTALL} dossier.narrative and dossier.sorting out of the policy.",
        ) from error
    except AirflowNotFoundException as error:
        raise SettingsError(
            f"There is no Airflow connection '{connection}', which the policy names for a language model.",
            mend="Create it in Admin, Connections; docs/connect.md says what goes where.",
        ) from error
    except (ValueError, TypeError, AttributeError, RuntimeError) as error:  # what the hook, and pydantic-ai, make of it
        raise SettingsError(
            f"The Airflow connection '{connection}' gives no language model ({type(error).__name__}).",
            mend="See to its type and to the model in its extra; docs/connect.md says what goes where.",
        ) from error
