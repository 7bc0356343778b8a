"""The sorter on pydantic-ai: what the model is shown, how its numbers are read, and what happens where it fails."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest
from pydantic_ai.exceptions import FallbackExceptionGroup, ModelAPIError, ModelHTTPError
from pydantic_ai.messages import ModelMessage, ModelResponse, ToolCallPart
from pydantic_ai.models.function import AgentInfo, FunctionModel
from pydantic_ai.models.test import TestModel

from handoff.adapters.language_model import ModelSorter
from handoff.adapters.language_model.asking import AT_ONCE, ATTEMPTS, FAILURES
from handoff.adapters.language_model.sorter import MOST_CHARACTERS
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.sorting import Line, Transcript, Verdict

QUOTED = {"quoted": "It tripped."}
NOW = datetime(2026, 6, 15, tzinfo=UTC)
NOTE = Transcript(
    "note", "Kiln", "Priya", datetime(2026, 5, 1, tzinfo=UTC), (Line("It tripped."), Line("We rewired it."))
)
PLAN = Transcript("file", "Plan", "", None, (Line("Sell tea.", ("Goals",)), Line("Marta signs.", ("Goals", "Who"))))


def model(answer: Callable[[str], Sequence[object]], seen: list[str]) -> FunctionModel:
    """Return a model that answers a prompt, which it keeps in `seen`."""

    def call(messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        seen.append(str(messages[-1].parts[-1].content))  # type: ignore[union-attr]  # the last part is the prompt
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, {"response": answer(seen[-1])})])

    return FunctionModel(call)


def test_model_sees_numbered_lines_below_their_record_and_headings() -> None:
    """A record is named by kind, day, author and title; lines are numbered through; headings stand as they change."""
    seen: list[str] = []
    ModelSorter(model(lambda _: [], seen)).sort([NOTE, PLAN], NOW)
    (prompt,) = seen
    assert prompt == (
        "Today is 15 June 2026.\n"
        "\n== note, 1 May 2026, by Priya: Kiln\n1. It tripped.\n2. We rewired it.\n"
        "\n== file: Plan\n# Goals\n3. Sell tea.\n# Goals / Who\n4. Marta signs.\n"
    )


def test_numbers_lead_back_to_the_lines_of_each_record() -> None:
    """What is told of each record comes back with the places of its lines, in order and once each."""
    answer = [
        {"lines": [2, 1, 2], "tells": "challenge"},
        {"lines": [4], "tells": "person"},
        {"lines": [2, 3], "tells": "goal"},  # of two records
        {"lines": [5], "tells": "goal"},  # there is no such line
        {"lines": [1, 5], "tells": "goal"},
        {"lines": [], "tells": "goal"},
    ]
    told = ModelSorter(model(lambda _: answer, [])).sort([NOTE, PLAN], NOW)
    assert told == [[Verdict((0, 1), Topic.CHALLENGE)], [Verdict((1,), Topic.PERSON)]]


def test_long_records_go_on_in_further_prompts() -> None:
    """No prompt grows beyond its bound; every line is asked for once, with its record and its headings above it."""
    seen: list[str] = []
    lines = tuple(Line(f"Batch {n} cracked, {'very ' * 40}badly.", ("Batches",)) for n in range(200))
    told = ModelSorter(
        model(lambda text: [{"lines": [int(text.rsplit("\n", 2)[1].split(".")[0])], "tells": "open"}], seen)
    ).sort([NOTE, Transcript("file", "Log", "", None, lines)], NOW)
    assert len(seen) > 3
    assert all(len(prompt) < MOST_CHARACTERS + 400 for prompt in seen)
    assert all("== file: Log\n# Batches\n" in prompt for prompt in seen if "== note" not in prompt)
    asked = dict(line.split(". ", 1) for prompt in seen for line in prompt.splitlines() if line[:1].isdigit())
    assert [asked[str(number)] for number in range(1, 203)] == [line.text for line in (*NOTE.lines, *lines)]
    assert len(asked) == 202
    assert told[1] is not None
    assert told[1][-1] == Verdict((199,), Topic.OPEN)


@pytest.mark.parametrize("tells", ["trouble", "done", "", "GOAL"])
def test_what_is_no_topic_drops_that_matter_alone(tells: str) -> None:
    """A model that names a topic that there is not says nothing of those lines; the rest of its answer stands."""
    answer = [{"lines": [1], "tells": tells}, {"lines": [2], "tells": "challenge"}]
    assert ModelSorter(model(lambda _: answer, [])).sort([NOTE], NOW) == [[Verdict((1,), Topic.CHALLENGE)]]


@pytest.mark.parametrize(
    "answer",
    [[{"lines": [1], "tells": ["goal"]}], [{"lines": [1], "tells": {"a": 1}}], [{"lines": "all"}], [7], "goal"],
    ids=["list", "mapping", "no numbers", "number", "text"],
)
def test_malformed_answers_leave_the_record_to_the_rules(answer: list[object]) -> None:
    """What is no answer at all is asked for again, and then done without."""
    seen: list[str] = []
    assert ModelSorter(model(lambda _: answer, seen)).sort([NOTE], NOW) == [None]
    assert len(seen) == 2


GONE = ModelAPIError("m", "Connection error.")
PASSING = [ModelHTTPError(429, "m", QUOTED), ModelHTTPError(503, "m", QUOTED), GONE]


@pytest.mark.parametrize(
    ("error", "asked"),
    [
        *((error, ATTEMPTS) for error in PASSING),
        (FallbackExceptionGroup("all failed", [ModelHTTPError(401, "m", QUOTED), *PASSING]), ATTEMPTS),
        (ModelHTTPError(401, "m", QUOTED), 1),
        (ModelHTTPError(400, "m", QUOTED), 1),
        (RuntimeError("It tripped."), 1),
    ],
    ids=["too many", "unavailable", "no connection", "a chain", "no right", "not understood", "anything"],
)
def test_model_that_fails_leaves_the_record_to_the_rules(
    error: Exception, asked: int, caplog: pytest.LogCaptureFixture
) -> None:
    """What may pass is tried again, what will not is not; then nothing was sorted, and no prompt stands in the log."""
    calls = 0

    def fail(_messages: list[ModelMessage], _info: AgentInfo) -> ModelResponse:
        nonlocal calls
        calls += 1
        raise error

    assert ModelSorter(FunctionModel(fail), waits=0).sort([NOTE, PLAN], NOW) == [None, None]
    assert calls == asked
    assert type(error).__name__ in caplog.text
    assert "tripped" not in caplog.text


def test_limit_that_passes_is_waited_out() -> None:
    """A model that refuses all prompts for a while, as one at its limit does, answers all of them in the end."""
    until = time.monotonic() + 0.25

    def call(_messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        if time.monotonic() < until:
            raise ModelHTTPError(429, "m")
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, {"response": []})])

    log = Transcript("file", "Log", "", None, tuple(Line(f"{n} {'x' * 600}") for n in range(300)))
    assert ModelSorter(FunctionModel(call), waits=0.02).sort([log, NOTE], NOW) == [[], []]


def test_model_that_fails_again_and_again_is_asked_no_more() -> None:
    """After a few failures one after another no further prompt is sent, of later records either."""
    calls = 0

    def fail(_messages: list[ModelMessage], _info: AgentInfo) -> ModelResponse:
        nonlocal calls
        calls += 1
        raise ModelHTTPError(400, "m")

    sorter = ModelSorter(FunctionModel(fail))
    log = Transcript("file", "Log", "", None, tuple(Line(f"{n} {'x' * 600}") for n in range(400)))
    assert sorter.sort([log], NOW) == [None]
    assert sorter.sort([NOTE], NOW) == [None]
    assert FAILURES <= calls < FAILURES + AT_ONCE


def test_titles_and_headings_do_not_fill_a_prompt() -> None:
    """What stands above lines is cut, so that each prompt has lines, and none more than its bound."""
    seen: list[str] = []
    lines = tuple(Line(f"Batch {n} cracked.", ("A heading " * 400,)) for n in range(50))
    ModelSorter(model(lambda _: [], seen)).sort([Transcript("file", "Log " * 5000, "Ann " * 5000, None, lines)], NOW)
    (prompt,) = seen
    assert len(prompt) < 3000


def test_one_prompt_that_fails_leaves_the_others() -> None:
    """A record is unsorted where one of its prompts failed; the records of other prompts are sorted."""
    log = Transcript("file", "Log", "", None, tuple(Line(f"{n} {'x' * 100}") for n in range(400)))

    def call(messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        if "\n450. " in str(messages[-1].parts[-1].content):  # type: ignore[union-attr]  # the last part is the prompt
            raise ModelHTTPError(400, "m")
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, {"response": []})])

    assert ModelSorter(FunctionModel(call)).sort([NOTE, log, log], NOW) == [[], [], None]


def test_made_up_answers_tell_nothing() -> None:
    """What the library's test model makes up names no line, and is an answer all the same."""
    assert ModelSorter(TestModel()).sort([NOTE], NOW) == [[]]
