"""A dossier whose lines a language model sorted, as the policy wants it, through the whole product."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from firm import POLICY, Firm
from planted import SECRETS
from pydantic_ai.messages import ModelMessage, ModelResponse, ToolCallPart
from pydantic_ai.models.function import AgentInfo, FunctionModel

from handoff.domain.cuts import Cut
from handoff.errors import SettingsError
from handoff.services.release import written_of


@pytest.fixture
def sorting_firm(make_firm: Callable[..., Firm], tmp_path: Path) -> Firm:
    """Return the small studio with a policy that names a language model."""
    firm = make_firm()
    path = tmp_path / "policy.yaml"
    path.write_text(yaml.safe_dump(yaml.safe_load(POLICY.read_text()) | {"dossier": {"sorting": "a_model"}}))
    firm.settings = firm.settings.model_copy(update={"policy": path})
    return firm


def test_language_model_that_the_policy_names_sorts(sorting_firm: Firm) -> None:
    """It is found by its connection, sees no secret and nothing internal, and what it names is told word by word."""
    seen: list[str] = []

    def answer(messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        seen.append(str(messages[-1].parts[-1].content))  # type: ignore[union-attr]  # the last part is the prompt
        numbers = [int(found[1]) for found in re.finditer(r"^(\d+)\. .*Safari", seen[-1], re.MULTILINE)]
        told = [{"lines": [number], "tells": "tacit"} for number in numbers]
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, {"response": told})])

    asked: list[str] = []

    def model_of(connection: str) -> FunctionModel:
        asked.append(connection)
        return FunctionModel(answer)

    handoff = sorting_firm.mark()
    with sorting_firm.app() as app:
        app.models = model_of
        app.open(handoff)
        app.gather.crm(handoff, "prepare")
        app.gather.files(handoff, "prepare")
        written = written_of(app.write_dossier(handoff), app.artifacts)
        assert written is not None
        dossier = json.loads(app.artifacts.get(written.cuts[Cut.INTERNAL].model))
    assert asked == ["a_model"]
    assert dossier["sorted_records"] > 20
    (tacit,) = (section["claims"] for section in dossier["sections"] if section["number"] == 14)
    assert [claim for claim in tacit if "Safari" in claim["text"]]
    prompts = "\n".join(seen)
    assert not [secret for secret in SECRETS if secret in prompts]
    assert "Account notes (internal)" not in prompts


def test_language_model_outside_airflow_is_refused_before_anything_is_written(sorting_firm: Firm) -> None:
    """A policy that names a model is not fulfilled without it in silence."""
    handoff = sorting_firm.mark()
    with sorting_firm.app() as app:
        app.open(handoff)
        app.gather.crm(handoff, "prepare")
        app.gather.files(handoff, "prepare")
        with pytest.raises(SettingsError, match="inside Airflow"):
            app.write_dossier(handoff)
        with app.registry.begin() as tx:
            assert tx.dossiers.latest(handoff) is None
