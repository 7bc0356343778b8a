r"""What becomes of a promise: whether it is owed, stands for good, or was kept. Data only.

Regular expressions in English, German and Spanish over folded text with plain apostrophes, alternatives parted by
bars with spaces.
"""

from __future__ import annotations

from typing import Final

OWED: Final = r"""
    \b(?:i|we)(?:'ve| have| had)?(?: also| already| once)? (?:promised|undertook|undertaken)\b |
    ^(?:also )?promised (?:him|her|them|the|an?)\b |
    \bpromised (?:and|but) not (?:yet )?(?:done|kept|begun|started)\b |
    \b(?:i|we)(?:'ve| have)? (?:said|(?:told|assured) (?:\w+ ){1,2})[ ,]*(?:that |of course |yes )?(?:we|i)\b |
    \b(?:said|told \w+) (?:of course|yes|sure)\b | \b(?:gave|given) (?:\w+ ){1,3}(?:my|our) word\b |
    \byou (?:had |have )?promised\b | \bwe (?:still )?owe\b |
    \b(?:ich|wir) (?:habe|haben|hatten)\b.{0,100}\b(?:zugesagt|versprochen|zugesichert)\b |
    \b(?:habe|haben) (?:ich|wir)\b.{0,100}\b(?:zugesagt|versprochen|zugesichert)\b |
    \b(?:zugesagt|versprochen|zugesichert) (?:habe|haben|hatten) (?:ich|wir)\b | \bihr habt\b.{0,80}\bversprochen\b |
    \b(?:ich|wir) hab\w*\b.{0,30}\bgesagt, dass (?:ich|wir)\b |
    \b(?:versprochen|zugesagt),? (?:und|aber) noch nicht\b |
    \b(?:le|les|te|os) (?:dije|dijimos|asegure|aseguramos)\b.{0,30}\bque\b |
    \b(?:di|dimos) (?:mi|nuestra) palabra\b | \b(?:prometi|prometimos|nos comprometimos|me comprometi)\b |
    \b(?:he|hemos|habiamos) prometido\b | \bprometiste(?:is)?\b | \bles debemos\b |
    \bpromesas? (?:mias?|nuestras?|pendientes?)\b | \bprometid[oa]s?,? (?:y|pero) (?:aun|todavia) no\b
"""
"""How whoever writes tells that they gave their word, or is told that they did."""

STANDING: Final = r"""
    \b(?:every|each|always|never|any|until|till|as long as|whenever|from now on|for good|stays?|keeps?|kept)\b |
    \b(?:remains?|continues?|stands?|for an? (?:\w+ )?(?:year|month)|no longer|won't|wouldn't)\b |
    \bnot(?! (?:yet|just|only|begun|started|done|sent)\b) |
    \b(?:jede\w*|immer|nie|niemals|kunftig|weiterhin|solange|bleib\w*|behalt\w*|kein\w*|bis (?:zum|zur|ende))\b |
    (?<!noch )\bnicht(?! (?:nur|bloss)\b) |
    \b(?:cada|siempre|nunca|mientras|hasta|seguir\w*|ningun\w*|un ano|en adelante)\b | \bque no\b
"""
"""What is promised for good, or for a while: it is kept from day to day and never done."""

KEPT: Final = r"""
    \b(?:and|which) (?:we |i )?(?:did|have done|has been done|kept)\b | \bkept (?:our|my|the) (?:word|promise)\b |
    \b(?:und|was) (?:\w+ )?(?:gehalten|eingehalten|eingelost)\b | \bwort gehalten\b |
    \b(?:y )?(?:asi (?:lo )?hicimos|cumpli(?:mos|do)?)\b
"""
"""What tells that a promise was kept."""

AS_PROMISED: Final = r"""
    \bas (?:we )?(?:had )?promised\b | \bwie (?:versprochen|zugesagt|zugesichert)\b |
    \bcomo (?:prometimos|lo prometido)\b
"""
"""What is told beside a promise: that it is kept, unless the sentence speaks of what is to come."""

TO_COME: Final = r"""
    \b(?:will|shall|is|are|comes?|stays?|starts?|going to|until|next)\b | 'll\b |
    \b(?:wird|werden|kommt|kommen|komme|bleibt|bleiben|ist|sind|mache|machen|folgt|folgen|bis|ab)\b |
    \b(?:va|van|vamos|sera|seran|viene|vienen|sigue|siguen|\w{3,}(?:remos|ran))\b
"""
"""What a sentence says of what is to come, or holds from now on."""

VAGUE: Final = r"""
    (?:would|'d|will|'ll) (?:come|get|ring|call|write) back(?: to \w+)?\W*$ |
    (?:would|'d|will|'ll) (?:\w+ )?(?:find out|look into|think (?:about|it)|have a look|ask around)\b |
    (?:would|'d|will|'ll) (?:\w+ )?(?:see (?:what|whether|if)\b|let (?:him|her|them|you) know\W*$) |
    \b(?:said|told \w+) (?:of course|yes|sure)\b(?!.*\bthat\b) |
    \bpromised (?:it|them|this|that)(?: to \w+)?(?: (?:for|by)\b| \w*day\b|[.,]) |
    \b(?:es|das|dies) (?:\w+ ){0,2}(?:zugesagt|versprochen)\b |
    \bdass (?:ich|wir) (?:\w+ )?(?:melde|melden|nachfrage\w*|nachsehe\w*)\b |
    \b(?:se )?lo (?:prometi|prometimos|he prometido|hemos prometido)\b |
    \bque (?:lo |le )?(?:mirari|preguntari|contestari)\w+\b
"""
"""A promise that names nothing itself, or only to look into it: what it is about stands before it."""

ASSENT: Final = r"""
    \b(?:said|told \w+) (?:of course|yes|sure)\b | \b(?:ja|zu)gesagt\b(?!.*\bdass\b) | \b(?:dije|dijimos) que si\b
"""
"""A promise that only agrees to what was asked for."""

ASKED: Final = r"""
    \b(?:wants?|would like|needs?|asks?(?: me| us)? (?:for|if)|asked(?: me| us)? (?:for|if)|hopes?)\b | 'd like\b |
    \b(?:mochte|hatte gern\w*|wunscht|braucht|bittet|bat|fragt|fragte)\b |
    \b(?:quiere|querria|pide|pidio|necesita|pregunta|pregunto)\b
"""
"""What somebody asks for, in the sentence before such a promise."""
