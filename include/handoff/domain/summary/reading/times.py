"""Times without anything else, as people write them in a cell, in English, German and Spanish."""

from __future__ import annotations

import re

from handoff.domain.summary.lexicon.days import BESIDE_DAYS, MONTH_WORDS, TIMES
from handoff.domain.summary.reading.dates import without_days
from handoff.domain.summary.reading.terms import phrases
from handoff.domain.summary.reading.words import fold

_MONTH = rf"(?:{MONTH_WORDS})\b\.?"
_YEAR = r"(?:(?:19|20)\d\d)"
_OF = rf"(?: (?:de |del |of )?(?:'?\d\d\b|{_YEAR}))?"
_TIME = phrases(rf"""
    \d{{4}}-\d{{1,2}}-\d{{1,2}}(?:[t ]\d{{1,2}}:\d\d(?::\d\d)?)? | \d{{1,2}}\.\s?\d{{1,2}}\.(?:\s?\d{{2,4}})? |
    \d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}} | \d{{1,2}}[/.]{_YEAR} | {_YEAR}[-/]\d{{1,2}} |
    (?:on|am|el) \d{{1,2}}(?:[/.]\d{{1,2}}|\.|st|nd|rd|th)? |
    \d{{1,2}}(?:\.|st|nd|rd|th)? (?:of |de )?{_MONTH}{_OF} | {_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?: {_YEAR})? |
    {_MONTH}{_OF} | {_YEAR} | (?:kw|calendar week|week|semana|woche) \d{{1,2}} | q[1-4](?:[ /]?{_YEAR})? |
    (?:mon|tues|wednes|thurs|fri|satur|sun)day | (?:mon|tue|wed|thu|fri|sat|sun)\b\.? |
    (?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag) |
    (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo) |
    (?:spring|summer|autumn|winter|easter|christmas)(?: {_YEAR})? | today | yesterday |
    (?:last|this) (?:night|week|month|quarter|year|season) |
    (?:fruhjahr|fruhling|sommer|herbst|ostern|weihnachten)(?: {_YEAR})? | heute | gestern | vorgestern |
    (?:letzte|vorige|diese)[rmns]? (?:woche|monat|quartal|jahr) |
    (?:primavera|verano|otono|invierno|semana santa|navidad)(?: (?:de )?{_YEAR})? | hoy | ayer | anteayer |
    (?:semana|mes|trimestre|ano) pasad[oa] | est[ea] (?:semana|mes|trimestre|ano)
""").pattern
_BEFORE = (
    r"(?:in|on|at|of|the|since|last|early|mid|late|end of|beginning of|am|im|seit|vom|dem|der|den|anfang|mitte|ende"
    r"|letzte[rmns]?|el|la|en|a|de|del|desde|principios de|mediados de|finales de)"
)
_BESIDE_DAY = re.compile(rf"(?:{phrases(TIMES).pattern})|(?<![\w-])(?:\d+|(?:{phrases(BESIDE_DAYS).pattern}))(?![\w-])")
_WHEN = re.compile(rf"(?:(?:{_BEFORE} )*(?:{_TIME})(?:\s|$))+")
_FIRST = re.compile(rf"(?:{_TIME})(?:\s|$)")


def is_when(text: str) -> bool:
    """Whether a text says when something was ('last week', 'am 3. Mai', 'en mayo'), and nothing else."""
    return _WHEN.fullmatch(fold(text)) is not None


def begins_with_time(text: str) -> bool:
    """Whether a text begins with a day, a month or another time."""
    return _FIRST.match(fold(text)) is not None


def is_no_more_than_days(text: str) -> bool:
    """Whether nothing is left of a text beside its days, weekdays, times and the small words about them."""
    return not any(c.isalnum() for c in _BESIDE_DAY.sub(" ", without_days(text)))
