r"""How sentences hang together: what leads to others, goes on from them, or speaks of what stands before it.

Regular expressions as in phrases.py, in English, German and Spanish: data only.
"""

from __future__ import annotations

from typing import Final

SOURCE: Final = r"""
    zettel | papier | notizen | gesprach\w* | gedachtnis | besuch | anruf | telefonat | brief |
    notas | charlas? | llamadas? | visitas? | memoria | conversacion\w* | reunion\w* | carta
"""
"""From what somebody writes a paper up."""

INTRODUCTION: Final = r"""
    ^(?:the following|below|here (?:is|are)|these are|see (?:also|below|above))\b |
    ^this (?:section|document|log|list|table|page|register|chapter)\b |
    ^see (?:the|our|its|page|section|chapter|appendix)\b[^.;,]{0,60}\.?$ |
    ^\(?(?:typed|written|copied|noted|put) (?:up |down )?(?:from|after) (?:\w+ ){0,4}(?:notes?|talks?|calls?)\b |
    ^\(?(?:typed|written|copied|noted|put) (?:up|down) (?:from|after) (?:\w+ ){0,4}(?:visits?|letter|hours|days)\b |
    ^\(?(?:abgeschrieben|zusammengestellt|aufgeschrieben|abgetippt) (?:vom|von|nach|aus) (?:\w+ ){0,3}{source}\b |
    ^\(?(?:redactad|transcrit|pasad|copiad)[oa] (?:a limpio )?(?:a partir de|tras|despues de) (?:\w+ ){0,3}{source}\b |
    ^(?:im folgenden|nachfolgend|folgende|siehe|diese[rs]? (?:abschnitt|dokument|liste|tabelle|seite))\b |
    ^(?:(?:first|second|third|last|weekly|monthly|quick|short|long) )?(?:call|chat|visit) with\b[^,;:]{0,60}\.?$ |
    ^(?:(?:first|working|last) )?(?:lunch|coffee|dinner|meeting|workshop) with\b[^,;:]{0,60}\.?$ |
    ^(?:(?:erstes|zweites|kurzes|langes|weiteres) )?(?:telefonat|gesprach|treffen|mittagessen) mit\b[^,;:]{0,60}\.?$ |
    ^(?:(?:primera|segunda|ultima|otra) )?(?:llamada|reunion|comida|visita) con\b[^,;:]{0,60}\.?$ |
    ^(?:a continuacion|est[ea] (?:seccion|documento|lista|tabla|pagina)|l[oa]s siguientes|vease|ver)\b
"""
"""A sentence that introduces what follows or points elsewhere, and says nothing itself."""

INSIDE: Final = r"""
    ^(?:some of )?what (?:nobody|no one|i|we|you)\b.{0,40}\b(?:tells?|wrote|written|knows?|learn\w*|imagines?)\b |
    ^things (?:that )?(?:\w+ ){1,4}(?:will not|won't|never) tells?\b | ^things about\b.{0,40}\bin particular\b |
    \bthe things (?:one|you) learns?\b | \b(?:written|stands?) (?:down )?nowhere else\b |
    ^(?:one|something|a word|a tip|a warning) for (?:the next|whoever|my successor)\b |
    ^(?:between us|off the record|worth knowing|good to know|(?:what )?you should know)\b |
    ^was (?:niemand|keiner|nirgends|man)\b.{0,40}\b(?:sagt|erzahlt|steht|weiss|ahnt|wissen (?:muss|sollte))\b |
    ^(?:unter uns|gut zu wissen|wissenswertes|ein tipp)\b |
    ^lo que (?:nadie|no)\b.{0,40}\b(?:cuenta|dice|sabe|imagina|escribe|figura)\b |
    ^(?:entre nosotros|conviene saber|hay que saber|cosas que (?:nadie|conviene))\b
"""
"""How a sentence leads to what only insiders know."""

RESOLUTION: Final = r"""
    \b(?:fixed|solved|resolved|overcame|overcome|recovered|bridged|compensated|repaired|remedied)\b |
    \b(?:worked|got) around\b | \bmade up for\b |
    \b(?:behoben|gelost|losten|umgangen|uberbruckt|aufgefangen|ausgeglichen)\b |
    \b(?:resolv\w+|solucion\w+|super(?:amos|o|aron)|compensamos|arregl\w+)\b
"""
"""How a sentence tells that something was overcome."""

CONTINUATION: Final = r"""
    ^(?:this|that|it|so|therefore|because|as a result|the (?:fix|solution|reason|result)|since then)\b |
    ^we (?:fixed|solved|resolved|switched|moved|rolled)\b |
    ^(?:dadurch|deshalb|daher|das|dies|weil|seitdem|die losung|der grund|so)\b |
    ^(?:por eso|por ello|esto|asi|debido|desde entonces|la solucion|el motivo|lo)\b
"""
"""How a sentence begins that belongs to the one before it."""

CONSEQUENCE: Final = r"""
    ^(?:since then|ever since|from (?:then|now|here) on|as of (?:now|today))\b |
    ^(?:seither|seitdem|seit damals|ab (?:heute|jetzt|sofort|da)|von da an)\b |
    ^(?:desde (?:entonces|ahora|hoy|ese dia)|a partir de (?:ahora|entonces|hoy|ahi))\b
"""
"""How a sentence begins that tells what has held since something happened."""

LEANING: Final = r"""
    ^(?:he|she|they|his|her|its|their|that'?s|that|this|these|those|there|both|neither|which)\b |
    ^it\b(?! (?:is|was|seems) (?:\w+ ){0,2}(?:decided|agreed|clear|known|settled|said|best|worth|time)\b) |
    ^(?:took|cost|so|then|but|and)\b |
    ^(?:er|sie|es|ihm|ihn|ihr|ihre?|sein\w*|dies\w*|dort|dann|also|doch|hat|habe|haben|kam|beide|daf\w+)\b |
    ^(?:der|die|das) (?:ist|sind|war|hat|haben|wird|werden|kann|geht|steht|liegt|kommt|bleibt|braucht|weiss|kennt)\b |
    ^(?:ella|ello|le|les|lo|su|sus|eso|esto|ese|esa|ahi|asi|pero|y|tarde|me|ambos)\b |
    ^(?:das|dies) (?:gilt|galt|bleibt|stimmt)\b |
    \b(?:bleibt|ist|wird|hat|kommt|war|soll|geht|steht) (?:er|sie)\b |
    ^(?:on \w+|in the end|at first|for now|since then|after all|of course|as usual)?,? ?(?:he|she|they)\b |
    \b(?:this|that|daran|dabei|dies|eso|esto)\W*$
"""
"""How a sentence begins, or ends, that speaks of what stands before it."""

ELLIPSIS: Final = r"""
    ^(?:must|should|could|might|has|have|was|not|still|until|till|next (?:one|time)|same)\b |
    ^(?:done|waiting|chasing|pending|nothing)\b | ^(?:[\w']+ ){1,2}(?:it|them|this|these|those|there|ones?)\b |
    ^(?:muss|soll|darf|wird|war|nicht|noch|bis|danach|vorher|offen|erledigt|steht|liegt|lauft|gilt)\b |
    ^(?:\w+ ){1,2}(?:ihn|ihm|dies\w*|davon|dafur|damit|daran|darauf|darin|daruber|dazu|dort)\b |
    ^(?:debe|puede|tambien|aun|pendiente|despues|antes|es|son|esta|estan|va|van|vence)\b |
    ^(?!carlos\b|charles\b)\w+(?:ar|er|ir)(?:lo|los|le|les)\b | ^(?:no|nunca) \w+(?:ar|er|ir)l[aeo]s?\b |
    ^(?:\w+ ){1,2}(?:eso|esto|ahi|alli)\b
"""
"""What a short sentence shows that does not say of what it speaks: 'Must be someone else', 'Don't rotate it'."""

HANDED_ON: Final = r"""
    ^(?:version \S+ |v\d\S* )?(?:was |is |were )?(?:accepted|approved|delivered|handed over|received|issued)\b |
    ^(?:version \S+ |v\d\S* )?(?:was |is |were )?signed\b |
    ^(?:version \S+ |v\d\S* )?(?:abgenommen|ubergeben|freigegeben|genehmigt|geliefert|unterschrieben|angenommen)\b |
    ^(?:version \S+ |v\d\S* )?(?:entregad|aprobad|recibid|firmad|aceptad)[oa]s?\b
"""
"""How a text begins that tells of a delivery, and not of what."""
