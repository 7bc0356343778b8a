"""Courtesies: what people say to one another in a letter and that says nothing of its matter, in three languages.

Greetings, closings, good wishes and the name below them are no claims, whatever the subject or a heading says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from handoff.domain.summary.reading.words import spoken

_NAMES = r"(?:,? [^\W\d_]+){0,3}"
_REST = r"\b[^.?;:]{0,60}"
_DEAR = (
    "dear|hi|hello|hey|hallo|moin|hola|lieber?|liebes|sehr geehrter?|werter?|estimad[oa]s?|querid[oa]s?|apreciad[oa]s?"
)
_SHOULD = "(?:if|should) you have|si (?:tienes|tiene|teneis|tienen)|(?:falls|wenn|sollten) (?:sie|du|ihr)"
_ASKED = r"(?:\w+ ){0,2}(?:questions?|queries|dudas?|fragen?|preguntas?)(?: (?:haben|hast|habt))?"
_CALL = "ask|call|ring|contact|get in|let|do not|don't|melden|rufen|dud"
_THEN = rf"(?:,? (?:please |just |then |bitte |so |no )*(?:{_CALL})\w*\b[^.?;:,]{{0,60}})?"
_COURTESIES: Final = (
    rf"(?:{_DEAR})\b[^.?;:]{{1,80}}[,!]",
    r"(?:hi|hello|hey|hallo|moin|hola)(?: [^\W\d_]+){0,2}",
    r"(?:dear|sehr geehrter?|estimad[oa]s?)(?: [^\W\d_]+\.?){1,5}",
    rf"(?:good|guten?|buen[oa]s?) (?:morning|afternoon|evening|day|tag|morgen|abend|dias|tardes|noches){_NAMES}",
    rf"(?:(?:with )?(?:kind|best|warm|warmest|many) )(?:regards|wishes|thanks){_NAMES}",
    rf"(?:regards|cheers|sincerely){_NAMES}",
    r"(?:best|ta|thanks|thank you|yours(?: [^\W\d_]+)?)(?:, [^\W\d_]+){0,2}",
    rf"(?:many |a big )?(?:thanks|thank you) (?:again|all|so much|very much|for everything|for your|in advance){_REST}",
    rf"(?:mit )?(?:freundlich|viel|best|lieb|herzlich|schon)\w* gru(?:ss|ess)\w*{_NAMES}",
    rf"(?:vielen|besten|herzlichen) dank{_REST}",
    rf"(?:(?:un|muchos|cordiales|un cordial) )?(?:saludos?|abrazos?|atentamente|cordialmente){_NAMES}",
    rf"(?:muchas |mil )?gracias(?: (?:por todo|de nuevo|por adelantado))?{_NAMES}",
    rf"(?:and |please |do |let us |let's )*(?:stay|keep) in touch{_REST}",
    rf"(?:und |bitte )*bleib\w* (?:\w+ )?in (?:kontakt|verbindung){_REST}",
    rf"(?:y )?(?:seguimos|estamos|quedamos|sigamos) en contacto{_REST}",
    r"(?:all the best|take care|see you|alles gute|bis bald|bis dann|hasta pronto|que vaya bien)\b[^.?;:\d]{0,40}",
    rf"(?:{_SHOULD}) {_ASKED}{_THEN}",
    rf"(?:i |we )?(?:hope|trust) (?:you are|you're|you had|this finds|all is well){_REST}",
    rf"(?:ich |wir )?hoff\w+,? (?:es geht|dir geht|ihnen geht){_REST}",
    rf"esper(?:o|amos) que (?:este|estes|esteis|esten|todo){_REST}",
)
_COURTESY = re.compile(rf"(?:{'|'.join(_COURTESIES)})[\s,.!-]*")
_SIGNATURE = re.compile(
    r"[-\u2013\u2014~* ]*[^\W\d_a-z\u00df-\u00ff][\w'\u2019.-]*(?: [^\W\d_a-z\u00df-\u00ff][\w'\u2019.-]*){0,2}"
)
_LONGEST = 120


def is_courtesy(text: str) -> bool:
    """Whether a text as a whole is a greeting, a closing or a good wish."""
    return len(text) <= _LONGEST and _COURTESY.fullmatch(spoken(text)) is not None


def without_courtesies(lines: Sequence[str]) -> list[str]:
    """Return the lines of a text without its greeting and, where it has one, the bare name at its end."""
    said = [index for index, line in enumerate(lines) if line.strip()]
    if len(said) < 2 or not is_courtesy(lines[said[0]].strip()):
        return list(lines)
    signed = len(said) > 2 and _SIGNATURE.fullmatch(lines[said[-1]].strip()) is not None
    return list(lines[said[0] + 1 : said[-1] if signed else len(lines)])
