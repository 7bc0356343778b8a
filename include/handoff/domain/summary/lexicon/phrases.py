r"""The phrases by which a sentence in free prose shows what it says, in English, German and Spanish: data only.

Alternatives are regular expressions, parted by ` | ` with spaces, and matched against folded text (lower case, no
accents); `{act}` stands for the verbs of ACTS, and `{span}`, `{consent}` and their like for the lists of those
names. Several may fit one sentence. What needs a day or an amount beside the phrase says so.
"""

from __future__ import annotations

from enum import Enum
from typing import Final


class Need(Enum):
    """What a sentence must hold besides the phrase."""

    NOTHING = "nothing"
    DAY = "day"
    FIGURE = "figure"


ACTS: Final = r"""
    call | contact | ring | phone | restart | reboot | switch | escalate | notify | ask | inform | tell | fall back |
    revert | roll back | page | use | write | start | stop | activate | open | close | run | move | take | hire |
    isolate | give | send | go | get | pull | press | reset | replace | drain | shut | cut | warn | alert | evacuate |
    wire | pause | postpone | cancel | order | pay | file | submit | apply | request | report | lock | book | keep |
    put | turn | unplug | hold | fetch | drive | check | wait | let | ship | reroute | divert | freeze | claim |
    appeal | extend | block | disable | swap | try | bring | dial |
    hol\w* | schick\w* | bring\w* | sperr\w* | abstell\w* | abdreh\w* | zudreh\w* | bestell\w* | verschieb\w* |
    absag\w* | pruf\w* | geben | warn\w* | raum\w* | tausch\w* | wechsel\w* | einreich\w* | beantrag\w* |
    widersprech\w* | zahlen | rufen | sagen | gehen | fahren | verstandig\w* |
    mand\w+ | envi\w+ | cort\w+ | cerr\w+ | paus\w+ | poner | pon | quit\w+ | desconect\w+ | pas\w+ | sac\w+ |
    recurr\w+ | present\w+ | pag\w+ | solicit\w+ | bloque\w+ | desvi\w+ |
    anruf\w* | kontaktier\w* | \w*start\w* | \w*schalt\w* | informier\w* | benachrichtig\w* | wende\w* | melde\w* |
    \w*rollen | nutzen | fragen | fuhren | ziehen | nehmen | aktivieren | anhalten |
    llam\w+ | contact\w+ | reinici\w+ | avis\w+ | cambi\w+ | escal\w+ | informar | usar | preguntar |
    activ\w+ | detener | parar | pedir | abrir | cerrar
"""

SPAN: Final = r"""
    (?:[\w-]+ ){1,3}(?:working |business |calendar )?(?:days?|weeks?|months?|years?) |
    (?:[\w-]+ ){1,3}(?:arbeits|werk|kalender)?(?:tagen?|wochen?|monaten?|jahren?) |
    (?:[\w-]+ ){1,3}(?:dias|semanas?|mes|meses|anos?)
"""
"""How long something lasts, in words or figures, behind a word that says that it lasts."""

NOBODY: Final = r"""
    nobody | no one | nothing | all | every\w* | the | this | that | it | there | what | who | my | our | your | his |
    her | its | their | a | an | one | staff | part
"""
"""How a sentence begins whose subject is nobody in particular."""

LASTS: Final = r"""
    (?: \w+){0,4}? (?:is|runs?|lasts?|covers|dauert|betragt|lauft|gilt|sind|ist|es|dura|son)(?: for)?\s
"""
"""What says how long something lasts."""

LOSING: Final = r"""
    lose | loses | lapses? | forfeit\w* | verlieren | verliert | verfall\w* | perdemos | perdera\w* | pierde\w*
"""
"""What happens to what is not done in time."""

CONSENT: Final = r"""
    consent | approval | permission | signature | sign-off | countersignature | agreement | quotations | quotes |
    zustimmung | genehmigung | freigabe | unterschrift | gegenzeichnung | \w*rat | vergleichsangebote |
    aprobacion | autorizacion | firma | permiso | visto bueno | conformidad | consentimiento | presupuestos
"""
"""What somebody has to give before something may be done."""

PHRASES: Final = (
    ("OPEN", Need.NOTHING, r"""
        \b(?:undecided|not yet (?:been )?(?:decided|agreed)|no decision|decision (?:is )?pending)\b |
        \bnoch nicht entschieden\b | \bnoch keine entscheidung\b |
        \b(?:aun|todavia) no se ha decidido\b | \bsin decidir\b |
        \bnobody has (?:yet )?(?:decided|agreed|said|asked)(?: yet)? (?:who|whether|how|what|when|which|if)\b |
        \bniemand hat (?:bisher|noch|bislang) (?:\w+ ){0,2}(?:entschieden|gesagt|gefragt),? (?:wer|ob|wie|wann|was)\b |
        \bnadie ha (?:decidido|dicho|preguntado) (?:quien|si|como|cuando|que)\b
    """),
    ("DETERMINATION", Need.NOTHING, r"""
        \b(?:agreed to part|part(?:ed|ing)? ways|gave (?:us )?notice|notice (?:of|was given)|terminated the)\b |
        \b(?:has|have) outgrown\b | \bended the (?:contract|engagement|mandate|retainer)\b |
        \b(?:gekundigt|kundigung (?:zum|ist)|trennen uns|getrennte wege)\b |
        \b(?:rescindi\w*|dio por terminad\w*|fin del contrato|separar caminos)\b
    """),
    ("CONTINGENCY", Need.NOTHING, r"""
        ^(?:if(?! you ask me)|should|in case|when|whenever|in the event|as soon as|once(?! an? ))\b.{4,220}\b{act}\b |
        ^(?:if(?! you ask me)|should|in case)\b[^,]{4,160},.{0,120}\b{act}s\b |
        ^(?:if(?! you ask me)|wenn|falls|si(?!,))\b[^,]{4,160},.{0,60}\b{losing}\b |
        ^(?:please )?(?:call|ring|phone|contact|alert|warn|page|tell|notify)\b.{3,160}\b(?:if|when|should|whenever)\b |
        ^\w+t (?:der|die|das|am|es|ein|eine|im|sich|mal|nachts)\b.{4,160},.{0,100}\b{act}\b |
        \b(?:anrufen|verstandigen|informieren|melden|abschalten|sperren)\b.{0,20}, (?:wenn|falls|sobald)\b |
        ^(?:llam\w+|avis\w+|contact\w+|cort\w+|par\w+)\b.{3,160}\bsi\b |
        ^(?:wenn|falls|sollte|sollten|im fall\w*|bei (?:ausfall|problem|storung)\w*)\b.{4,220}\b{act}\b |
        ^(?:si|en caso de|cuando|en cuanto)\b.{4,220}\b{act}\b
    """),
    ("COMMITMENT", Need.NOTHING, r"""
        \bwe (?:have |had )?(?:promised|committed|assured|guaranteed)\b | \bwe owe\b(?!.*(?:[€$£]|\d{3})) |
        \bpromised (?:the client|them|him|her)\b |
        \b(?:haben|wurde|hatten)\b.{0,80}\b(?:zugesagt|versprochen)\b |
        \b(?:prometimos|nos comprometimos|hemos prometido)\b | \bles debemos\b(?!.*(?:[€$£]|\d{3}))
    """),
    ("DECISION", Need.NOTHING, r"""
        \b(?<!is )(?<!be )decided(?! by)\b | \bwe (?:go|went|will go|are going) with\b |
        \brather than\b.{3,80}\b(?:because|since|as)\b |
        \bwir (?:nehmen|bleiben bei|setzen auf|verzichten auf)\b | \b(?:wird|wurde) (?:\w+ )?verzichtet\b |
        \b(?:nos quedamos con|apostamos por|elegimos)\b | \bse (?:eligio|mantiene)\b |
        \b(?:opted|settled on|chose|have chosen|was chosen|agreed (?:to|that|with|on)|ruled out|went with)\b |
        \bdecision (?:was|is|has been) (?:to|that|made|taken)\b | \brejected (?:because|in favou?r|as)\b |
        \b(?:entschieden|beschlossen|vereinbart|geeinigt|verworfen|festgelegt|entschlossen)\b |
        \bse (?:decidio|acordo|opto|descarto|ha decidido|ha acordado)\b |
        \b(?:decidimos|acordamos|optamos|hemos decidido|descartamos)\b
    """),
    ("DECISION", Need.NOTHING, r"""
        \b(?:every|any|all|each|above|over|beyond|more than)\b.{0,60}\b(?:needs?|requires?)\b.{0,50}\b{consent}\b |
        \b(?:consent|approval|signature|quotations|quotes) (?:is|are) (?:needed|required) for (?:every|any|all|each)\b |
        \bno \w+(?: \w+){0,3} (?:may|is to|are to) (?:take place|be)\b |
        \b(?:jede\w*|alle|uber|ab|mehr als)\b.{0,60}\b(?:brauch\w+|bedarf|bedurfen|mussen vor)\b.{0,50}\b{consent}\b |
        \b(?:todo|toda|cualquier|cada|mas de|encima de)\b.{0,60}\b(?:necesita|requiere|exige)n?\b.{0,50}\b{consent}\b
    """),
    ("GOAL", Need.NOTHING, r"""
        \b(?:goal|aim|objective)s? (?:is|was|are|were|remains?|of the (?:project|engagement))\b |
        \bwe (?:aim|aimed|set out) to\b | \bsuccess (?:means|is measured|will be measured)\b |
        \b\w*ziel(?:e|en)? (?:ist|war|sind|waren|bleibt|des projekts)\b |
        \b(?:objetivo|meta)s? (?:\w+ )?(?:es|era|son|eran|fue|del proyecto)\b
    """),
    ("TACIT", Need.NOTHING, r"""
        \bwe (?:have |had )?(?:learned|learnt|found out|discovered|noticed)\b |
        \b(?:nowhere|not) (?:documented|written|recorded)\b | \bnobody (?:ever )?wrote\b |
        \bwithout (?:any )?notice\b |
        \bnot (?:in|written in) any\b | [-\u2013\u2014;] never \w+ |
        \bnirgends (?:dokumentiert|notiert|aufgeschrieben)\b |
        \b(?:nicht|nie) aufgeschrieben\b | \bno esta (?:escrit|document)\w+ en\b |
        \ben ningun (?:contrato|documento|sitio)\b |
        \b(?:nobody|no one|no-one) else knows?\b | \bonly (?:\w+ ){1,3}knows?\b |
        \b(?:beware|watch out|be careful|careful with|keep in mind|bear in mind|good to know|worth knowing)\b |
        \bthe trick is\b | \b(?:undocumented|not documented|unwritten|not written down)\b | ^(?:never|always) \w+ |
        \bwir haben (?:\w+ )*(?:gelernt|festgestellt|gemerkt)\b | \bniemand (?:sonst|ausser)\b |
        \bnur (?:\w+ ){1,3}(?:weiss|kennt|wissen|kennen)\b | ^(?:vorsicht|achtung)\b |
        \b(?:gut|wichtig) zu wissen\b | \b(?:un|nicht )dokumentiert\b | \bder trick\b | ^(?:nie|niemals|immer) \w+ |
        \b(?:hemos aprendido|aprendimos|descubrimos)\b | \bsolo (?:\w+ ){1,3}(?:sabe|conoce|saben|conocen)\b |
        \bnadie mas\b | ^(?:ojo|cuidado)\b | \bconviene saber\b | \btener en cuenta\b | \bel truco\b |
        \bno esta documentad[oa]\b | ^(?:nunca|siempre) \w+
    """),
    ("PREFERENCE", Need.NOTHING, r"""
        \bplease (?:copy|cc|call|write|send|use|avoid|do not|don't|never|always|only)\b |
        \bsigns? off (?:on )?(?:every|all|each)\b |
        \b(?:wants|expects|asks|asked) (?:to (?:be|get|receive|see|approve|hear)|us (?:to|not)|no|not to)\b |
        \bwunscht\b | \bmochte (?:\w+ ){0,3}(?:nur|immer|keine\w*|nicht)\b |
        \bbitte (?:nur|nie|immer|nicht|vorher|erst|keine)\b |
        \bpide (?:que|no)\b |
        \b(?:no )?quiere (?:recibir|que (?:le|les|nos|todo)|ver|hablar)\b | \bpor favor,? (?:no|solo|siempre)\b |
        \b(?:prefers?|would rather|likes? to|likes? it|dislikes?|hates?|does not like|doesn't like|insists? on)\b |
        \bbest reached\b |
        \bbevorzug\w+\b | \bmochte (?:lieber|nur|immer|keine)\b | \bmag (?:es|kein\w*|nicht)\b |
        \blegt (?:\w+ )?wert auf\b | \bbesteht auf\b | \bam besten (?:\w+ )?(?:erreichbar|telefonisch|per)\b |
        \bprefier\w+\b | \b(?:no )?le gusta\b | \binsiste en\b |
        \bonly (?:picks up|answers|reads|takes calls|works|comes in)\b |
        \b(?:never|only) (?:by|via) (?:phone|mail|email)\b |
        \bnur (?:\w+ ){0,3}erreichbar\b | \bsolo (?:contesta|atiende|lee|trabaja)\b
    """),
    ("FORWARD", Need.NOTHING, r"""
        \bcontact (?:person )?(?:at|on) our side\b | \b(?:available|contact|at hand|here) for questions\b |
        \b(?:response time|hours a month|hours per month|runbook|escalat\w+ (?:to|path))\b |
        \bansprechpartner\w* (?:\w+ )?(?:fur|nach) \b | \breaktionszeit\w*\b | \bfur (?:ruckfragen|fragen)\b |
        \b(?:persona de contacto|tiempo de respuesta|para (?:dudas|preguntas)|horas al mes)\b
    """),
    ("MONEY", Need.FIGURE, r"""
        \b(?:invoice\w*|fees?|retainer|prepaid|pre-paid|licen[cs]es?|subscriptions?|budget|renewal|renews?|unpaid)\b |
        \b(?:overpaid|balance|credit|ow(?:e|es|ed|ing))\b |
        \b\w*(?:rechnung|rechnungen|honorar|lizenz|lizenzen|abo|abonnement|guthaben|budget|vorauszahlung)\b |
        \b(?:factura\w*|honorarios|licencias?|suscripcion\w*|presupuesto|saldo|anticipo|cuota|renovacion)\b
    """),
    ("DEADLINE", Need.DAY, r"""
        \b(?:due|expires?|expiry|renews?|runs? out|ends?|lapses?|deadline|no later than|must be|has to be)\b |
        \b(?:by the end of|until|latest)\b |
        \b(?:fallig|frist|spatestens|endet|enden|verlangert sich|lauft|laufen|ablauf\w*|bis (?:zum|ende)|stichtag)\b |
        \b(?:vence\w*|caduca\w*|expira\w*|se renueva|termina|plazo|antes del|a mas tardar|fecha limite)\b
    """),
    ("DEADLINE", Need.NOTHING, r"""
        \b(?:warranty|guarantee|notice period|defects (?:liability )?period|period for defects)\b{lasts}{span}\b |
        \b(?:warranty|guarantee|notice) of {span}\b | \b(?:at|on|with|by) {span}'? (?:written )?notice\b |
        (?<!mit )\b(?:gewahrleistung\w*|garantie\w*|kundigungsfrist|verjahrungsfrist)\b{lasts}{span}\b |
        \bfrist von {span}\b.{0,40}\bkund\w+ | \bkundig\w+\b.{0,20}\bfrist von {span}\b |
        \b(?:garantia|preaviso)\b{lasts}{span}\b | \b(?:garantia|preaviso) de {span}\b
    """),
    ("OPEN", Need.NOTHING, r"""
        \b(?:still|remains?|is|are) (?:open|outstanding|unresolved|pending|missing|to be done|unfinished)\b |
        \bstill (?:needs?|has|have) to\b | \bnot yet (?:been )?\w+(?:ed|ne|wn)\b |
        \b(?:waiting|we wait) (?:for|on)\b |
        \bawaiting\b | \bto be (?:done|finished|completed) (?:by|before)\b |
        \bnoch (?:offen|ausstehend|zu erledigen|zu klaren)\b | \bsteh(?:t|en) noch aus\b | \bmuss(?:en)? noch\b |
        \bnoch nicht (?:erledigt|geklart|fertig|abgeschlossen|umgesetzt)\b | \bfehlt noch\b | \bwir warten auf\b |
        \b(?:queda|quedan|sigue|siguen|esta|estan) (?:\w+ )?(?:pendientes?|por \w+r|sin \w+)\b | \bpendientes? de\b |
        \bfaltan? (?:por|el|la|los|las)\b | \b(?:aun|todavia) no\b | \ba la espera de\b |
        \bnot (?:\w+ )?(?:confirmed|decided|agreed|finished|done|settled|signed|delivered) yet\b | \bis awaited\b |
        ^(?:[\w.]+ ){1,3}to (?:send|check|ask|write|call|prepare|review|confirm|update|fix|book|provide|share)\b |
        ^(?!{nobody} )(?:[\w.]+ ){1,2}is to (?!be\b|blame\b|whom\b|the\b|do with\b|thank\b|confirm\b)\w+ |
        \bowes? us\b(?!.*(?:[€$£]|\d{3}|favou?r|apolog|nothing)) |
        \bschuldet uns\b | \bist uns noch (?:\w+ ){0,4}schuldig\b | \bnos debe\b(?!.*(?:[€$£]|\d{3})) |
        \bstill no (?:word|answer|reply|news|date|decision)\b | \bno (?:answer|reply) (?:so far|yet|to that|since)\b |
        \b(?:nobody|no one|no-one) (?:knew|could say|can say|knows yet) (?:who|whether|when|if|what|how)\b |
        ^not yet settled\b | \bnobody (?:is |was |has been )?(?:named|found|appointed|asked)\b |
        \b(?:have|has|had|is|are|were|was) (?:still )?to say (?:if|whether)\b |
        \bgrateful if you (?:could |would )?(?:let me know|tell me|told me|answer|confirm)\b |
        ^faltan? (?!de\b|poco\b)\w+ | \bqueda(?:n|ria|rian)? por \w+r\b |
        \bnadie supo (?:responder|decir|contestar)\w* |
        \b(?:stayed|remained|was left|were left) (?:unanswered|undecided|open(?=\W*$|:))\b |
        ^(?:noch )?(?:offen|ungeklart|unklar) (?:ist|sind|blieb|blieben|bleibt|bleiben|war)\b |
        \b(?:blieb|blieben|bleibt|bleiben) (?!.*\b(?:bis|uhr)\b)(?:\w+ ){0,3}(?:offen|ungeklart|unbeantwortet)\b |
        \bsteh(?:t|en)\b (?=.*\b(?:noch|weiter|weiterhin|immer)\b).{3,50}\baus\W*$ |
        \b(?:keiner|niemand) (?:hat )?geantwortet\b |
        \b(?:keiner|niemand) weiss(?: noch)?,? (?:ob|wer|wann|wie|wohin)\b |
        \bqued(?:e|amos|o) (?:de|en) \w+r(?:l[aeo]s?|les?)?\b | \bqued(?:o|a|aron|an) abiert[oa]s?\b |
        \bnadie (?:ha )?(?:contest|respond)\w+ | \bnadie sabe (?:quien|si|cuando|como)\b |
        \bfaltan? (?:todavia|aun)\b(?! ganas) | \b(?:todavia|aun) faltan?\b |
        ^(?:[\w.]+ ){1,3}to (?:order|draft|finish|deliver|follow up|arrange|schedule|find|pay|sign|test|move)\b
    """),
    ("RISK", Need.NOTHING, r"""
        \brisks? (?:is|are|that|of)\b | \bat risk\b |
        \brisiko (?:ist|besteht|dass)\b | \bes besteht (?:die gefahr|das risiko)\b |
        \b(?:hay|existe) (?:un |el )?riesgo\b | \briesgo de\b
    """),
    ("ACCESS", Need.NOTHING, r"""
        \[secret removed\] |
        \b(?:logins?|passwords?|credentials|api keys?|2fa|tokens?)\b.{0,80}\b(?:is|are) (?:kept|stored|held|in|with)\b |
        \b(?:has|have|holds?|with) (?:\w+ )?(?:admin|owner|root|full|write|editor)\w* (?:access|rights|permissions?)\b |
        \b(?:hosted|registered) (?:at|with|on|by)\b(?! \d) |
        \b(?:dns|domains?|hosting|certificates?)\b.{0,40}\b(?:managed|held|hosted|registered)\b |
        \b(?:passwort|passworter|zugangsdaten|kennwort)\b.{0,80}\b(?:liegt|liegen|gespeichert|hinterlegt|abgelegt)\b |
        \b(?:hat|haben) (?:\w+ )?(?:admin|vollzugriff|schreibzugriff|root)\w*\b |
        \b(?:gehostet|registriert) (?:bei|auf)\b |
        \b(?:contrasenas?|credenciales|claves?)\b.{0,80}\b(?:esta|estan|guardad[oa]s?)\b |
        \btiene (?:\w+ )?(?:acceso|permisos|derechos)\b | \b(?:alojad[oa]|registrad[oa]) en\b
    """),
    ("DELIVERABLE", Need.NOTHING, r"""
        \b(?:was|were|has been|have been|we|we have) (?:\w+ )?(?:delivered|handed over|accepted|signed off)\b |
        \b(?:is|are) (?:now )?(?:approved|accepted|signed off|delivered) |
        \b(?:was|were|has been|have been|we|we have) (?:\w+ )?(?:launched|shipped|published)\b | \bwent live\b |
        \b(?:geliefert|abgenommen|ubergeben|live gegangen|veroffentlicht)\b |
        \b(?:entregamos|entregad[oa]s?|se entrego|publicamos|lanzamos|se lanzo|puest[oa] en marcha)\b |
        \b(?:we|i|hereby|(?:happy|glad|pleased) to) accept (?:the|it|them)\b |
        \baccepted (?:the|it|our|all|everything)\b |
        \bnehmen? (?:\w+ ){1,4}ab\b | \b(?:acepto|aceptaron|aceptamos) (?:el|la|los|las)\b
    """),
    ("CHALLENGE", Need.NOTHING, r"""
        \b(?:weeks?|days?|months?|hours?) late\b | \b(?:behind schedule|over budget|out of order|fell through)\b |
        \b(?:bridged|compensated|made up for|got around|repaired|remedied)\b |
        \b(?:solved|fixed|resolved|overcame) (?:it|this|that|them) (?:by|with|through)\b |
        \b(?:verspat\w+|verzoger\w+|ausgefallen|zusammengebrochen)\b | \bfiel(?:en)? (?:[\w.]+ ){0,8}aus\b |
        \bkam(?:en)? (?:[\w.]+ ){0,5}zu spat\b | \b(?:gelost|behoben) (?:haben|wurde|hat)\b |
        \b(?:uberbruckt|aufgefangen)\b |
        \bde retraso\b | \bcon retraso\b | \bse (?:averi|rompi|agriet|inund|bloque)\w+ |
        \b(?:cayo|cayeron) (?:\w+ )?(?:dias?|horas?|\w+ dias|\w+ horas)\b |
        \b(?:compensamos|fuera de servicio|dejo de funcionar)\b |
        \b(?:went down|broke down|was down|failed|crashed|delayed by|overran|slipped by|blocked by|struggled)\b |
        \b(?:was|were) (?:delayed|blocked|lost|unavailable)\b | \bthe (?:problem|difficulty|challenge) was\b |
        \b(?:orders|data|hours|days|files|customers|sales)\b.{0,30}\blost\b |
        \bcaused (?:an? )?(?:outage|delay|loss)\b |
        \b(?:fixed|solved|resolved|overcome|overcame|recovered) (?:it |this |that |the \w+ )?by (?!\d) |
        \bworked around\b | \bwas overcome\b |
        \b(?:ausgefallen|gescheitert|fehlgeschlagen|verzogerte\w*|abgesturzt|stillgestanden|verloren gegangen)\b |
        \b(?:behoben|umgangen)\b | \b(?:problem|schwierigkeit) (?:war|bestand)\b | \bgelost,? (?:durch|indem)\b |
        \b(?:fallo|fallaron|se cayo|se retras[oa]\w*|se resolvio|lo resolvimos|solucionamos|superamos)\b |
        \bse perdi\w+\b | \b(?:problema|dificultad) (?:fue|era)\b
    """),
)  # fmt: skip
"""Topic, what else the sentence must hold, and the phrases."""

FIGURE: Final = r"""
    (?:[€$£]|\b(?:eur|usd|gbp|chf|euros?|dollars?|pounds?|dolares)\b)\s?\d |
    (?<![\d.,])[.,]*\d[\d.,]*\s?(?:[€$£%]|(?:eur|usd|gbp|chf|euros?|dollars?|pounds?|dolares)\b) |
    \b\d+(?:[.,]\d+)? (?:hours|stunden|horas|seats|licen[cs]es|lizenzen|licencias)\b
"""
"""An amount of money, a share, or a number of hours or licences."""

INTERNAL_PHRASES: Final = r"""
    ^\W*(?:strictly |firm |team )?intern(?:al|o|a)?(?: (?:only|use|note|notes|memo|notiz|vermerk))*\W*$ |
    ^\W*(?:strictly |firm |team |nur |solo )?intern(?:al|o|a)?(?: (?:only|use only|notes?|memo))?\s*[:\u2013\u2014.-] |
    ^\W*(?:(?:internal|interne|interna) (?:note|memo|notiz|nota)|nota interna|notiz intern)\b |
    \bfor internal use\b | \bnot for the client\b | \bnur (?:fur den )?internen? gebrauch\b |
    \b(?:de )?uso interno\b |
    \bdo not (?:share|forward|send|show)\b.{0,40}\bclient\b | \bkeep this from the client\b |
    \bnicht (?:an|fur) (?:den|die) (?:kund|mandant|klient)\w* |
    \bno (?:compartir|enviar|mostrar)\b.{0,40}\bcliente\b
"""
"""How a record begins that is for the firm's eyes only."""
