"""The narrative: a model may only rephrase, and what rests on no claim is dropped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from material import cuts_of, document
from pydantic_ai.exceptions import ModelHTTPError
from pydantic_ai.messages import ModelMessage, ModelResponse, ToolCallPart
from pydantic_ai.models.function import AgentInfo, FunctionModel
from pydantic_ai.models.test import TestModel

from handoff.adapters.language_model import ModelNarrator
from handoff.domain.cuts import Cut
from handoff.domain.narrative import Sentence, kept
from handoff.render import TemplateRenderer

CLAIMS = ["Sell 400 bottles a month in Haro", "Lucía Ferrer prefers the phone"]


@pytest.mark.parametrize(
    ("sentence", "stays"),
    [
        (Sentence("They sell 400 bottles a month.", (1,)), True),
        (Sentence("In Haro, Lucía wants to be phoned.", (1, 2)), True),
        (Sentence("They sell 400 bottles a month.", ()), False),
        (Sentence("They sell 400 bottles a month.", (3,)), False),
        (Sentence("They sell 500 bottles a month.", (1,)), False),
        (Sentence("They sell 400 bottles a month.", (2,)), False),
        (Sentence("Please call Andrés at once.", (2,)), False),
        (Sentence(" ", (1,)), False),
    ],
)
def test_sentences_rest_on_their_claims(sentence: Sentence, *, stays: bool) -> None:
    """A sentence without claims, with a claim that is not there, or with a figure or name of its own is dropped."""
    assert bool(kept([sentence], CLAIMS)) is stays


def test_model_sees_claims_alone_and_its_sentences_are_read() -> None:
    """The model is given the numbered claims; what it answers comes back with their numbers."""
    seen: list[str] = []

    def answer(messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        seen.append(str(messages[-1].parts[-1].content))  # type: ignore[union-attr]  # the last part is the prompt
        told = [{"text": "They sell 400\nbottles.", "claims": [1, 1]}, {"text": "They are rich.", "claims": []}]
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, {"response": told})])

    sentences = ModelNarrator(FunctionModel(answer)).tell(CLAIMS)
    assert seen == ["1. Sell 400 bottles a month in Haro\n2. Lucía Ferrer prefers the phone"]
    assert kept(sentences, CLAIMS) == (Sentence("They sell 400 bottles.", (1,)),)


def test_made_up_answers_are_dropped() -> None:
    """What the library's test model makes up rests on no claim."""
    assert kept(ModelNarrator(TestModel()).tell(CLAIMS), CLAIMS) == ()


def test_model_that_fails_leaves_the_dossier_as_it_is() -> None:
    """No narrative is no error: the claims stand by themselves."""

    def fail(_messages: list[ModelMessage], _info: AgentInfo) -> ModelResponse:
        raise ModelHTTPError(500, "m")

    assert not ModelNarrator(FunctionModel(fail), waits=0).tell(CLAIMS)


def test_narrative_stands_first_with_its_claims_numbers() -> None:
    """It is shown as what it is, before the claims and with their numbers, and escaped like everything else."""
    dossier = cuts_of(document("Plan", "# Goals\n\n- Sell more tea\n"))[Cut.SUCCESSOR]
    told = replace(dossier, narrative=(Sentence("They <b>sell</b> more tea.", (2,)),))
    html = TemplateRenderer().dossier_html(told)
    assert html.index("They &lt;b&gt;sell&lt;/b&gt; more tea.") < html.index("4. Goals then and now")
    assert "[2]" in html
    assert "In short" not in TemplateRenderer().dossier_html(dossier)
    assert "In short" in TemplateRenderer().dossier_markdown(told)
    assert TemplateRenderer().dossier_pdf(told) != TemplateRenderer().dossier_pdf(dossier)
