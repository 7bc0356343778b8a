"""Whether a sentence tells of the past or of how things are: by its verbs' forms, in three languages.

What went wrong is told in the past, how something has to be handled in the present. It is guessed by endings and by the
commonest verbs, which is right often enough to be one sign among others.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from handoff.domain.summary.cues.language import Language


class Tense(StrEnum):
    """How a sentence tells; its value is the feature that cues name."""

    PAST = "<past>"
    PRESENT = "<present>"
    NONE = "<no-verb>"


_PAST: Final = {
    Language.ENGLISH: re.compile(
        r"\b(?:was|were|had|did|didn't|wasn't|weren't|hadn't|became|began|blew|broke|brought|built|burnt|burst|bought"
        r"|came|caught|chose|cost us|cut it|dealt|drew|drove|fell|felt|fought|found|flew|forgot|froze|gave|got|grew"
        r"|held|hit us|kept|knew|laid|led|left|lent|lost|made|meant|met|overwrote|paid|put it|ran|rang|rose|said"
        r"|sank|saw|sent|set up|shook|shot|shut it|slid|slept|sold|spent|spoke|split|stood|stole|stuck|swept|swore"
        r"|took|taught|tore|threw|told|thought|understood|went|woke|won|wore|wrote"
        r"|(?<!is )(?<!are )(?<!be )(?<!been )(?<!gets )(?<!get )(?<!a )(?<!an )(?<!the )(?<!not )(?<!never )"
        r"[a-z-]{2,}ed)\b"
    ),
    Language.GERMAN: re.compile(
        r"\b(?:war|waren|wurde|wurden|hatte|hatten|kam|kamen|ging|gingen|gab|gaben|stand|standen|lag|lagen|fiel|fielen"
        r"|blieb|blieben|liess|liessen|nahm|nahmen|brach|brachen|sprang|sprangen|verlor|verloren|fand|fanden|rief|riefen"
        r"|schrieb|schrieben|lief|liefen|hielt|hielten|zog|zogen|bekam|bekamen|half|halfen|sah|sahen|trat|traten|warf"
        r"|wuchs|begann|begannen|entschied|entschieden|konnte|konnten|musste|mussten|wollte|wollten|durfte|durften"
        r"|sollte|sollten|dachte|brachte|brachten|wusste|wussten)\b"
        r"|\b(?:hat|haben|habe|ist|sind|worden|wurde)\b.{2,120}\b\w*ge\w{2,}(?:t|en)\b"
        r"|\b(?!heute|karte|seite|leute|beste|erste|letzte|rechte|weite|mitte|kette|miete|liste|note|bitte|zweite|dritte"
        r"|feste|alte|gute|kurte|konten|daten|akten|kosten|besten|ersten|letzten|garten|karten|seiten|leiten|arbeiten|halten"
        r"|warten|leisten|bieten|alten|guten|festen|zweiten|dritten|rechten|posten|minuten|punkte|werte|orte|worte|texte)"
        r"\w{3,}(?:elte|erte|ierte|igte|rte|llte|mmte|nnte|ppte|ckte|chte|gte|lte|ste|kte|tete)n?\b"
    ),
    Language.SPANISH: re.compile(
        r"\b(?:fue|fueron|era|eran|estaba|estaban|hubo|habia|habian|tuvo|tuvieron|tuvimos|hizo|hicimos|hicieron|puso"
        r"|pusimos|pusieron|vino|vinieron|dijo|dijeron|quiso|quisieron|pudo|pudimos|pudieron|trajo|trajeron|anduvo"
        r"|estuvo|estuvimos|estuvieron|iba|iban|dio|dieron|vio|vieron|supo|supimos|cupo|salimos|volvimos|perdimos"
        r"|hicimos|fuimos|quedamos|acabo de)\b|\b\w{2,}(?:aron|ieron|eron|amos a|aste|iste|aba|aban|abamos|imos)\b"
        r"|\b(?:ha|han|he|hemos)\b(?: \w+)? \w+(?:ado|ido|to|cho)\b"
    ),
}
_SPOKEN_PAST: Final = re.compile(r"\b\w{2,}(?:ó|é|í)\b", re.IGNORECASE)
"""The Spanish past of one person, which only its accent shows."""

_PRESENT: Final = {
    Language.ENGLISH: re.compile(
        r"\b(?:is|are|isn't|aren't|has|have|hasn't|haven't|do|does|doesn't|don't|can|can't|cannot|won't|will|must|should|may"
        r"|needs?|wants?|it's|that's|there's|he's|she's|they're|you|goes|gets|comes|keeps?|takes?|lives?|sits?|knows?|only"
        r"|never|always)\b"
    ),
    Language.GERMAN: re.compile(
        r"\b(?:ist|sind|hat|haben|kann|konnen|muss|mussen|darf|durfen|soll|sollen|will|wollen|wird|werden|gibt|geht|steht"
        r"|liegt|hangt|braucht|kommt|bleibt|lauft|weiss|kennt|\w{3,}(?:t|et))\b"
    ),
    Language.SPANISH: re.compile(
        r"\b(?:es|son|esta|estan|hay|tiene|tienen|puede|pueden|debe|deben|va|van|sabe|saben|queda|quedan|sirve|abre|cierra"
        r"|funciona|suele|no|se|\w{3,}(?:a|e|an|en))\b"
    ),
}


def tense_of(folded: str, spoken: str, language: Language) -> Tense:
    """Return how a sentence tells; `folded` is it without accents and in lower case, `spoken` as it was written."""
    if _PAST[language].search(folded) or (language is Language.SPANISH and _SPOKEN_PAST.search(spoken)):
        return Tense.PAST
    return Tense.PRESENT if _PRESENT[language].search(folded) else Tense.NONE


def tells_of_now(folded: str, language: Language) -> bool:
    """Whether a folded sentence has a verb of how things are, whatever it tells of the past beside that."""
    return _PRESENT[language].search(folded) is not None
