"""The sorter on pydantic-ai: a language model says which lines of a record tell what, by their numbers.

It sees the redacted lines with the kind, the title, the author and the day of their record, and is told in sorting.txt
what to look for. Its answer holds numbers and topics, no words: what it could make up has no way into the dossier, and
domain/summary/sorting.py checks the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, Field, PlainValidator, WithJsonSchema
from pydantic_ai import Agent
from pydantic_ai.models import Model

from handoff.adapters.language_model.asking import WAITS, ask
from handoff.domain.summary.reading.topics import Topic
from handoff.domain.summary.sorting import TOPICS, Sheet, Told

MOST_CHARACTERS = 12_000
"""Of one prompt; a longer sheet is parted."""

INSTRUCTIONS = files(__package__).joinpath("sorting.txt").read_text(encoding="utf-8")

_TOPICS = {topic.key.lower(): topic for topic in TOPICS}


def _topic_of(name: object) -> Topic:
    if name not in _TOPICS:
        raise ValueError(f"say one of {', '.join(_TOPICS)}")
    return _TOPICS[str(name)]


class Sorted(BaseModel):
    """One matter as the model gives it."""

    lines: list[int] = Field(description="The numbers of the lines that tell it, which follow one another.")
    tells: Annotated[Topic, PlainValidator(_topic_of), WithJsonSchema({"type": "string", "enum": list(_TOPICS)})]


@dataclass(slots=True)
class _Prompt:
    """What is asked at once; `numbers` say of each number of a line which sheet's and which line it is."""

    text: str = ""
    numbers: dict[int, tuple[int, int]] = field(default_factory=dict)


class ModelSorter:
    """Implements the Sorter port."""

    def __init__(self, model: Model, *, waits: float = WAITS) -> None:
        self._waits = waits
        self._agent: Agent[None, list[Sorted]] = Agent(
            model, output_type=list[Sorted], instructions=INSTRUCTIONS, retries=1
        )

    def sort(self, sheets: Sequence[Sheet], now: datetime) -> Sequence[Sequence[Told] | None]:
        """Return what the model says of each sheet; None for one of which a prompt failed."""
        prompts = list(_prompts(sheets))
        answers = ask(self._agent, [f"Today is {now:%-d %B %Y}.\n{prompt.text}" for prompt in prompts], self._waits)
        told: list[list[Told] | None] = [[] for _ in sheets]
        for prompt, answer in zip(prompts, answers, strict=True):
            for sheet, one in _read(prompt, answer or ()):
                if (known := told[sheet]) is not None:
                    known.append(one)
            if answer is None:
                for sheet, _ in prompt.numbers.values():
                    told[sheet] = None
        return told


def _prompts(sheets: Sequence[Sheet]) -> Iterator[_Prompt]:
    """Yield prompts of whole sheets as far as they go in; a sheet that is too long for one goes on in the next."""
    prompt = _Prompt()
    number = 0
    for place, sheet in enumerate(sheets):
        if prompt.text and len(prompt.text) + sum(len(line.text) for line in sheet.lines) > MOST_CHARACTERS:
            yield prompt
            prompt = _Prompt()
        prompt.text += _head(sheet)
        below: tuple[str, ...] = ()
        for index, line in enumerate(sheet.lines):
            if len(prompt.text) > MOST_CHARACTERS:
                yield prompt
                prompt = _Prompt(_head(sheet))
                below = ()
            if line.below != below:
                below = line.below
                prompt.text += f"# {' / '.join(below)}\n" if below else "#\n"
            number += 1
            prompt.text += f"{number}. {line.text}\n"
            prompt.numbers[number] = (place, index)
    if prompt.numbers:
        yield prompt


def _head(sheet: Sheet) -> str:
    day = "" if sheet.as_of is None else f", {sheet.as_of:%-d %B %Y}"
    by = f", by {sheet.author}" if sheet.author else ""
    return f"\n== {sheet.kind}{day}{by}: {sheet.title}\n"


def _read(prompt: _Prompt, answer: Iterable[Sorted]) -> Iterator[tuple[int, Told]]:
    """Yield the sheet and what is told of it; nothing of what names lines that are not there, or of two sheets."""
    for one in answer:
        places = [prompt.numbers[number] for number in sorted(set(one.lines)) if number in prompt.numbers]
        sheets = {sheet for sheet, _ in places}
        if len(places) == len(set(one.lines)) and len(sheets) == 1:
            yield sheets.pop(), Told(tuple(line for _, line in places), one.tells)
