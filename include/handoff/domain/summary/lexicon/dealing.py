r"""How somebody is dealt with, beside the word classes REACH and PREFERENCE_2 (cues/words/): data only.

Regular expressions over folded text, in English, German and Spanish, alternatives parted by bars with spaces.
"""

from __future__ import annotations

from typing import Final

DEALING: Final = r"""
    (?:do not|don't|never|always|please|only) (?:ring|write|send|ask|tell|disturb|invite|visit)\b |
    (?:send|show|tell|ask|bring|invite|visit|warn)(?:s|ing)? (?:me|us|him|her|them)\b |
    be (?:\w+ )?(?:asked|told|informed|consulted|warned|copied|kept|addressed)\b | (?:punctual\w*|on time)\b |
    (?:sees?|approves?|checks?) (?:every|each|all|everything)\b | (?:first|last|short) names?\b | by name\b |
    (?:reads?|signs?|initials?|copy|copied|summar\w+|shorthand|abbreviations|one page|single page|side of a4)\b |
    (?:spreadsheets?|excel|word|pdf|powerpoint|slides|tables?|charts?|bullet points|print(?:ed|s|outs?)?)\b |
    (?:invitations?|invites?|reminders?|beforehand|in advance|notice|ahead)\b | (?:no|without) surprises\b |
    (?:liest|lesen|gelesen|unterschreib\w+|kopie\w*|zusammenfass\w+|kurzfassung\w*|auf einer seite|eine seite)\b |
    (?:excel|tabellen?|prasentation\w*|folien|pdf|ausdruck\w*|gedruckt\w*|ausgedruckt\w*|stichworte?n?)\b |
    (?:gefragt|informiert|einbezogen|angesprochen|geduzt|gesiezt) werden\b | beim namen\b | punktlich\w*\b |
    (?:ruckruf\w*|voranmeld\w*|vorher|im voraus|rechtzeitig|einlad\w+|bescheid|siezen|duzen|anrede)\b |
    (?:leer|lee|leen|firma|firman|copia|resumen|resumenes|en una pagina|dos paginas|excel|tablas?|diapositivas)\b |
    (?:se )?(?:le|la|lo|les) (?:pregunt|consult|inform)\w+ | de usted\b | puntual\w*\b |
    (?:impres[oa]s?|avis\w+|llam[aeo]\w*|escrib\w+|con antelacion|de antemano|la vispera|tutea\w*|sin sorpresas)\b
"""
"""Ways of reading, signing, being told and being asked, and forms of papers."""
