r"""How somebody is dealt with, beside the word classes REACH and PREFERENCE_2 (cues/words/): data only.

Regular expressions over folded text, one table for each language (Spanish 'lee' is an English name), alternatives
parted by bars with spaces. A form of papers shows only as one: 'in Excel', 'as a table'; 'the oak tables' are none.
"""

from __future__ import annotations

from typing import Final

ENGLISH: Final = r"""
    (?:do not|don't|never|always|please|only) (?:ring|write|send|ask|tell|disturb|invite|visit)\b |
    (?:send|show|tell|ask|bring|invite|visit|warn)(?:s|ing)? (?:me|us|him|her|them)\b |
    be (?:\w+ )?(?:asked|told|informed|consulted|warned|copied|kept|addressed)\b | (?:punctual\w*|on time)\b |
    (?:sees?|approves?|checks?) (?:every|each|all|everything)\b | (?:first|last|short) names?\b | by name\b |
    (?:reads?|(?<!the )signs?|initials?|copy|copied|summar\w+|shorthand|abbreviations)\b |
    (?:one page|single page|side of a4)\b |
    (?:in|as|on|by) (?:(?:a|an|short|simple|plain|one) )*(?:word|tables?|charts?|prints?|paper|page)\b |
    (?:spreadsheets?|excel|pdfs?|powerpoint|slides|bullet points|printed|printouts?)\b |
    (?:invitations?|invites?|reminders?|beforehand|in advance|notice|ahead)\b | (?:no|without) surprises\b
"""

GERMAN: Final = r"""
    (?:liest|lesen|gelesen|unterschreib\w+|kopie\w*|zusammenfass\w+|kurzfassung\w*|auf einer seite|eine seite)\b |
    (?:als|in|im|auf) (?:eine[rmn]? )?(?:\w+ )?(?:word|tabellen?|prasentation\w*|papier)\b |
    (?:excel|folien|pdf|ausdruck\w*|gedruckt\w*|ausgedruckt\w*|stichworte?n?)\b |
    (?:gefragt|informiert|einbezogen|angesprochen|geduzt|gesiezt) werden\b | beim namen\b | punktlich\w*\b |
    (?:ruckruf\w*|voranmeld\w*|vorher|im voraus|rechtzeitig|einlad\w+|bescheid|siezen|duzen|anrede)\b
"""

SPANISH: Final = r"""
    (?:leer|lee|leen|firma|firman)\b(?! de\b) | (?:copia|resumen|resumenes|en una pagina|dos paginas)\b |
    (?:en|como) (?:una? )?(?:word|tablas?|papel|graficos?)\b | (?:excel|pdf|diapositivas)\b |
    (?:se )?(?:le|la|lo|les) (?:pregunt|consult|inform)\w+ | de usted\b | puntual\w*\b |
    (?:impres[oa]s?|avis\w+|llam[aeo]\w*|escrib\w+|con antelacion|de antemano|la vispera|tutea\w*|sin sorpresas)\b
"""
"""Ways of reading, signing, being told and being asked, and forms of papers."""
