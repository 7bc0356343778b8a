r"""How somebody is dealt with, beside the word classes REACH and PREFERENCE_2 (cues/words/): data only.

Regular expressions over folded text, one table for each language (Spanish 'lee' is an English name), alternatives
parted by bars with spaces. A form of papers shows only as one: 'in Excel', 'as a table'; 'the oak tables' are none.
"""

from __future__ import annotations

from typing import Final

ENGLISH: Final = r"""
    (?:do not|don't|never|always|please|only) (?:ring|write|send|ask|tell|disturb|invite|visit)\b |
    (?:send|show|tell|ask|bring|invite|visit|warn)(?:s|ing)? (?:me|us|him|her|them)\b |
    writ(?:e|es|ing) to (?:me|us|him|her|them)\b | answers? on paper\b |
    be (?:\w+ )?(?:rung|phoned|called|written to|met|visited|seen|copied|kept|addressed)\b |
    be (?:\w+ )?(?:asked|told|informed|consulted|warned)\b | (?:punctual\w*|on time)\b |
    (?:sees?|approves?|checks?) (?:every|each|all|everything)\b | (?:first|last|short) names?\b | by name\b |
    (?:reads?|(?<!the )signs?|initials?|copy|copied|summar\w+|shorthand|abbreviations)\b |
    (?:one page|single page|side of a4)\b | by (?:phone|telephone|mail|e-?mail|letter|post|text|messenger)\b |
    (?:put|mention|say) (?:it|that|this|things|everything) to (?:him|her|them)\b | introduced as\b |
    (?:leave|keep) (?:me|him|her|them) out of\b | hears? (?:of it |it )?(?:first|before|the day before)\b |
    behind (?:his|her|their) back\b | in front of (?:others|the others|everybody|him|her|them|the [a-z]+s)\b |
    (?:in|as|on|by) (?:(?:a|an|short|simple|plain|one) )*(?:word|tables?|charts?|prints?|paper|page)\b |
    (?:spreadsheets?|excel|pdfs?|powerpoint|slides|bullet points|printed|printouts?|photos?|screenshots?)\b |
    (?:mailbox|inbox|voicemail|voice messages?|whatsapp|signal|attachments?)\b |
    (?:invitations?|invites?|reminders?|beforehand|in advance|notice|ahead)\b | (?:no|without) surprises\b
"""

GERMAN: Final = r"""
    (?:liest|lesen|gelesen|unterschreib\w+|kopie\w*|zusammenfass\w+|kurzfassung\w*|auf einer seite|eine seite)\b |
    (?:als|in|im|auf) (?:eine[rmn]? )?(?:\w+ )?(?:word|tabellen?|prasentation\w*|papier)\b |
    (?:fotos?|bilder|screenshots?|sprachnachricht\w*|whatsapp|signal|postfach|anhang|anhange)\b |
    (?:excel|folien|pdf|ausdruck\w*|gedruckt\w*|ausgedruckt\w*|stichworte?n?)\b |
    (?:gefragt|informiert|einbezogen|angesprochen|geduzt|gesiezt) werden\b | beim namen\b | punktlich\w*\b |
    (?:rede|redest|reden|redet|sprich|sprichst|sprechen) (?:\w+ ){0,3}(?:nur|nie|erst|zuerst|immer) mit\b |
    (?:telefonate?n?|unter vier augen|vor anderen|vor versammelter)\b | ruf\w*\b.{0,50}\ban\b(?! d) |
    (?:ruckruf\w*|voranmeld\w*|vorher|im voraus|rechtzeitig|einlad\w+|bescheid|siezen|duzen|anrede)\b
"""

SPANISH: Final = r"""
    (?:leer|lee|leen|firma|firman)\b(?! de\b) | (?:copia|resumen|resumenes|en una pagina|dos paginas)\b |
    (?:fotos?|capturas?|audios?|whatsapp|buzon|adjuntos?)\b |
    (?:en|como) (?:una? )?(?:word|tablas?|papel|graficos?)\b | (?:excel|pdf|diapositivas)\b |
    (?:se )?(?:le|la|lo|les) (?:pregunt|consult|inform)\w+ | de usted\b | puntual\w*\b |
    (?:por (?:telefono|escrito|correo|carta|mensaje)|a solas|delante de (?:los demas|nadie|todos|gente|terceros))\b |
    (?:impres[oa]s?|avis\w+|llam[aeo]\w*|escrib\w+|con antelacion|de antemano|la vispera|tutea\w*|sin sorpresas)\b
"""
"""Ways of reading, signing, being told and being asked, and forms of papers."""


ASKED_FOR_GOOD: Final = r"""
    \b(?:asked|begged|told|made (?:me|us) promise)\b.{0,40}\b(?:never|always|only|not to|no longer|any more)\b |
    \b(?:bat|gebeten|bestand|verlangte)\b.{0,60}\b(?:nie|niemals|immer|nur|nicht mehr|kein\w*)\b |
    \b(?:pidio|ha pedido|rogo|exigio)\b.{0,40}\b(?:nunca|siempre|solo|que no|no)\b
"""
"""What somebody asked for once, and for good."""
