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
    \b(?:ich|wir) hab\w*\b.{0,30}\bgesagt, dass (?:ich|wir)\b | \b(?:ich|wir) hab\w*\b.{0,30}\bja gesagt\b |
    \b(?:versprochen|zugesagt),? (?:und|aber) noch nicht\b |
    \b(?:le|les|te|os) (?:dije|dijimos|asegure|aseguramos)\b.{0,30}\bque\b | \b(?:dije|dijimos) que si\W*$ |
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
    \b(?:cada|siempre|nunca|mientras|hasta|seguir\w*|ningun\w*|un ano|en adelante)\b |
    (?<!aun )(?<!todavia )\bno(?! (?:solo|solamente|unicamente)\b)
"""
"""What is promised for good, or for a while: it is kept from day to day and never done."""

GOES_ON: Final = r"""
    , (?:which|who|whose|was|welche\w*|que|quien\w*|lo que|lo cual)\b |
    (?<!versprochen)(?<!zugesagt)(?<!zugesichert), (?:der|die|das|den|dem)\b |
    ,? (?:and|but) (?:\w+ )?(?:did|have|has|had|was|were)(?:n't)?\b |
    ,? (?:und|aber) (?:\w+ ){0,2}(?:habe|haben|hat|hatte|hatten|wurde|wurden|ist|tat|taten)\b |
    ,? (?:und|aber) (?:nicht|nie|kaum|niemals) (?:gehalten|eingehalten|eingelost)\b |
    ,? (?:y|pero) (?:(?:no|nunca|lo|la|se|nos) )*(?:he|ha|hemos|han|hice|hicimos|hizo|cumpli\w*)\b
"""
"""Where what was promised ends: of the thing promised, or of what became of it, is told from there on."""

KEPT: Final = r"""
    \bhere (?:it|they) (?:is|are|goes)\b | \bhier (?:ist|sind) (?:er|sie|es)\b |
    \baqui (?:va|van|esta|lo tienes|la tienes)\b |
    \b(?:and|which) (?:we |i )?(?:did(?! (?:not|nothing|no|none|little)\b)|have done(?! nothing\b)|has been done)\b |
    \b(?:and|which) (?:we |i )?kept(?! (?:none|nothing)\b)\b |
    (?<!not )(?<!never )(?<!n't )\bkept (?:our|my|the) (?:word|promise)\b |
    \b(?:und|was) (?:(?!(?:nicht|nie|kaum|niemals)\b)\w+ )?(?:gehalten|eingehalten|eingelost)\b |
    (?<!kein )\bwort gehalten\b | \basi (?:lo )?hicimos\b |
    (?<!no )(?<!nunca )(?<!no l[oa] )(?<!nunca l[oa] )(?<!no hemos )(?<!no he )(?<!no lo hemos )\bcumpli(?:mos|do)?\b
"""
"""What tells that a promise was kept: 'did not', 'nicht gehalten' and 'no cumplimos' tell that it was broken."""

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
    (?:would|'d|will|'ll) (?:\w+ )?(?:find out|have a look|ask around)(?: (?:by|before|for|this|next) [\w ]+)?\W*$ |
    (?:would|'d|will|'ll) (?:\w+ )?(?:look into|think about) (?:it|this|that|them)\b |
    (?:would|'d|will|'ll) (?:\w+ )?find out (?:what|how|whether|if|when) (?:it|this|that|they)\b |
    (?:would|'d|will|'ll) (?:\w+ )?(?:see (?:what|whether|if)\b|let (?:him|her|them|you) know\W*$) |
    \b(?:said|told \w+) (?:of course|yes|sure)\b(?!.*\bthat\b) |
    \bpromised (?:it|them|this|that)(?: to \w+)?(?: (?:for|by)\b| \w*day\b|[.,]) |
    \b(?:es|das|dies) (?:\w+ ){0,2}(?:zugesagt|versprochen)\b | \bja gesagt\b(?!.*\bdass\b) |
    \bdass (?:ich|wir) (?:\w+ )?(?:melde|melden|nachfrage\w*|nachsehe\w*)\b |
    \b(?:se )?lo (?:prometi|prometimos|he prometido|hemos prometido)\b |
    \bque (?:lo |le )?(?:mirari|preguntari|contestari)\w+\W*$ | \b(?:dije|dijimos) que si\W*$
"""
"""A promise that names nothing itself, or only to look into it: what it is about stands before it."""

ASSENT: Final = r"""
    \b(?:said|told \w+) (?:of course|yes|sure)\b | \bja gesagt\b(?!.*\bdass\b) | \b(?:dije|dijimos) que si\W*$
"""
"""A promise that only agrees to what was asked for."""

TO_WHOM: Final = r"""
    ^[^,.:;]*\b(?:promised|told|assured) (?:him|her|them)\b | \b(?:ihr|ihm|ihnen) (?:\w+ )?(?:versprochen|zugesagt)\b |
    ^(?:le|les) (?:prometi|prometimos|dije|dijimos|he prometido|hemos prometido)\b(?! al?\b)
"""
"""A promise to somebody whom the sentence before it names."""

ASKED: Final = r"""
    \b(?:wants?|would like|needs?|asks?(?: me| us)? (?:for|if)|asked(?: me| us)? (?:for|if)|hopes?)\b | 'd like\b |
    \b(?:mochte|hatte gern\w*|wunscht|braucht|bittet|bat|fragt|fragte)\b |
    \b(?:quiere|querria|pide|pidio|necesita|pregunta|pregunto)\b
"""
"""What somebody asks for, in the sentence before such a promise."""
