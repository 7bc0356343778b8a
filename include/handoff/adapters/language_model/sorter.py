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

from pydantic import BaseModel, Field
from pydantic_ai import Agent
from pydantic_ai.models import Model

from handoff.adapters.language_model.asking import WAITS, Asker
from handoff.domain.summary.sorting import TOPICS, Transcript, Verdict

MOST_CHARACTERS = 12_000
"""Of the lines of one prompt; a longer transcript is parted."""

_LONGEST_TITLE = 200
_LONGEST_HEADINGS = 300

INSTRUCTIONS = files(__package__).joinpath("sorting.txt").read_text(encoding="utf-8")
_TOPICS = {topic.key.lower(): topic for topic in TOPICS}


class Matter(BaseModel):
    """One matter as the model gives it. A topic that there is not drops this matter, not the others of its answer."""

    lines: list[int] = Field(description="The numbers of the lines that tell it, which follow one another.")
    tells: str = Field(description="What they tell.", json_schema_extra={"enum": list(_TOPICS)})


@dataclass(slots=True)
class _Prompt:
    """What is asked at once; `numbers` say of each number of a line which transcript's and which line it is."""

    text: str = ""
    numbers: dict[int, tuple[int, int]] = field(default_factory=dict)


class ModelSorter:
    """Implements the Sorter port."""

    def __init__(self, model: Model, *, waits: float = WAITS) -> None:
        agent: Agent[None, list[Matter]] = Agent(model, output_type=list[Matter], instructions=INSTRUCTIONS, retries=1)
        self._asker = Asker(agent, waits=waits)

    def sort(self, transcripts: Sequence[Transcript], now: datetime) -> Sequence[Sequence[Verdict] | None]:
        """Return what the model says of each transcript; None for one of which a prompt failed."""
        prompts = list(_prompts(transcripts))
        answers = self._asker.ask([f"Today is {now:%-d %B %Y}.\n{prompt.text}" for prompt in prompts])
        found: list[list[Verdict] | None] = [[] for _ in transcripts]
        for prompt, answer in zip(prompts, answers, strict=True):
            for place, verdict in _read(prompt, answer or ()):
                if (known := found[place]) is not None:
                    known.append(verdict)
            if answer is None:
                for place, _ in prompt.numbers.values():
                    found[place] = None
        return found


def _prompts(transcripts: Sequence[Transcript]) -> Iterator[_Prompt]:
    """Yield prompts of whole transcripts as far as they go in; one that is too long for one goes on in the next."""
    prompt = _Prompt()
    number = 0
    for place, transcript in enumerate(transcripts):
        if prompt.numbers and len(prompt.text) + sum(len(line.text) for line in transcript.lines) > MOST_CHARACTERS:
            yield prompt
            prompt = _Prompt()
        prompt.text += _head(transcript)
        headings = ""
        for index, line in enumerate(transcript.lines):
            if prompt.numbers and len(prompt.text) + len(line.text) > MOST_CHARACTERS:
                yield prompt
                prompt = _Prompt(_head(transcript))
                headings = ""
            if (above := " / ".join(line.below)[-_LONGEST_HEADINGS:]) != headings:
                headings = above
                prompt.text += f"# {headings}\n" if headings else "#\n"
            number += 1
            prompt.text += f"{number}. {line.text}\n"
            prompt.numbers[number] = (place, index)
    if prompt.numbers:
        yield prompt


def _head(transcript: Transcript) -> str:
    day = "" if transcript.as_of is None else f", {transcript.as_of:%-d %B %Y}"
    by = f", by {transcript.author[:_LONGEST_TITLE]}" if transcript.author else ""
    return f"\n== {transcript.kind}{day}{by}: {transcript.title[:_LONGEST_TITLE]}\n"


def _read(prompt: _Prompt, answer: Iterable[Matter]) -> Iterator[tuple[int, Verdict]]:
    """Yield of which transcript what is told; nothing of lines that are not there or of two, and of no known topic."""
    for one in answer:
        topic = _TOPICS.get(one.tells)
        numbers = sorted(set(one.lines))
        places = [prompt.numbers[number] for number in numbers if number in prompt.numbers]
        if topic is not None and len(places) == len(numbers) and len({place for place, _ in places}) == 1:
            yield places[0][0], Verdict(tuple(line for _, line in places), topic)
