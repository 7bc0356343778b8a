r"""How prose says who somebody is and what somebody gives their word for, in English, German and Spanish: data only.

Regular expressions over folded text, alternatives parted by bars with spaces. Roles are those of the word class ROLE
(cues/words/), and the few of CALLINGS that end like many.
"""

from __future__ import annotations

from typing import Final

TITLES: Final = "Mr|Mrs|Ms|Miss|Dr|Prof|Herrn?|Frau|[Dd]on|[Dd]oña|Sra?|[Ss]eñora?|Ing|Lic"
"""What stands before a name, and shows that it is one."""

CALLINGS: Final = r"""
    \w+(?:manager|leader|officer|director|engineer|consultant) | professional | bursar | convenor | convener |
    warden | agent | handler | builder | supplier | proofreader | forwarder |
    lieferant(?:in)? | zulieferer(?:in)? | spediteur(?:in)? |
    (?:point of )?contact | contact person | consultant | controller | registrar | planner | inspector | keeper |
    \w+(?:leiter|berater|beauftragte|techniker|meister|elektriker|verwalter|ingenieur|planer)(?:in|r|n|s)? |
    \w+(?:sprecher|warter|pfleger|anwalt|vorstand|inspektor|prufer|betreuer|arzt|kraft)(?:in|r|n|s)? |
    ansprechpartner(?:in)? | stellvertreter(?:in)? |
    (?:anasthes|intern|chirurg|onkolog|urolog|radiolog)\w+ | \w{3,}ologe | \w{3,}ologin |
    (?:persona de )?contacto | \w{3,}olog[oa] | anestesista | interlocutor(?:a)? | tecnic[oa] | enlace
"""

MACHINES: Final = r"""
    \b(?:page|form|site|web|query|event|error|file|request|user|build|backup|monitoring|mail|task|tag|password|package |
        window|device|cache|domain|network|disk|boot|session|download)[ -](?:builder|handler|agent|controller|manager |
        planner|keeper|inspector)s?\b
"""
"""Programs whose names end as a calling does: 'our page builder'."""

PRODUCTS: Final = r"""
    pro | plus | suite | cloud | server | service | services | portal | console | dashboard | app | api | plugin |
    workspace | studio | online | desktop | platform | manager | dienst | plattform | konsole | servicio | servidor |
    plataforma | consola
"""
"""Words that end the names of programs, and no names of people."""

FORMER: Final = r"""
    former | formerly | late | ex | retired | previous | founding | then | ehemalig\w* | fruher\w* | damalig\w* |
    verstorben\w* | a\.d | antigu[oa] | difunt[oa] | entonces | anterior | jubilad[oa] | founder | grunder\w* |
    fundador\w*
"""
"""What says that somebody no longer is what they were, or belongs to the history of the house."""

NOT: Final = r"""
    not(?! (?:only|just|merely)\b) |  no longer | never | neither | nor | hardly | barely | scarcely |
    any ?more | anything but | nobody | nothing |
    nicht(?! (?:nur|bloss|allein)\b) | kein\w* | nie | niemals | weder | kaum | niemand\w* | nichts | alles andere als |
    no(?! (?:solo|solamente|unicamente|less)\b) | ya no | nunca | jamas | tampoco | apenas | ni |
    ningun\w* | nadie | nada | todo menos
"""
"""What denies that somebody is something, or gave anything; 'not only' and 'nicht nur' do not."""

NOT_WITH_VERB: Final = r"""
    nicht(?! (?:nur|bloss|allein)\b) | kein\w* | nie | niemals | kaum | nichts
"""
"""What denies a verb from behind, as German does alone ('Er leitet das Labor nicht mehr')."""

NOTHING_GIVEN: Final = r"""
    nothing | (?<=us )no | (?<=me )no | (?<=to )no | neither | hardly | barely | scarcely | not (?:an?|one|any|even) |
    nichts | kein\w* | kaum | nicht (?:ein\w*|viel) | nada | ningun\w* | apenas | ni
"""
"""What follows a promise of nothing at once; 'promised not to shout' and 'prometió no gritar' are promises."""

IS: Final = r"""
    (?:is|works as|acts as|serves as|remains) | joined as | (?:has taken|took) over as |
    (?:was|has been) (?:appointed|elected) |
    (?:ist|bleibt|arbeitet als|fungiert als|wurde (?:zum|zur)|kam als) |
    (?:es|sigue siendo|trabaja (?:de|como)|actua como|ejerce de) | entro (?:de|como) | fue (?:nombrad|elegid)[oa]
"""

DUTIES: Final = r"""
    looks after | (?:is )?in charge of | is responsible for | takes care of | heads (?:up|the|our|their)\b |
    leads (?:the|our|their)\b | manages (?!to\b) | chairs | runs (?:the|our|their|all|its)\b | represents | advises |
    oversees | supervises | maintains (?!that\b) | makes up the | acts for | stands in for | speaks for | covers for |
    does the (?:books|payroll|rota|ordering|accounts|filing|cleaning|scheduling) | deputi[sz]es (?:for|as) |
    keeps the (?:\w+ )?(?:books?|accounts|minutes|keys|records|diary|register|archive|files?|log|lists?) |
    (?:opens|closes|locks) (?:up )?the (?:\w+ )?(?:yard|gates?|shop|building|office|hall|doors?|school|church|stores?) |
    (?:handles|coordinates|administers) | signs (?:off )?for | has the (?:last|final) (?:word|say) |
    decides (?!to\b|that\b|against\b|not\b) | signs (?:everything|anything|whatever|all|off) | liaises with |
    approves (?:everything|anything|whatever|all|every)\b |
    sits (?:in|on|at) the (?:\w+ )?(?:office|board|committee|council|panel|reception|lodge|gatehouse|desk|counter) |
    leitet\b(?!.*\bweiter\b) | betreut\b | verantwortet\b | vertritt\b(?! die (?:meinung|ansicht|auffassung)) |
    berat\b | verwaltet\b | koordiniert\b | pflegt\b(?!.*\bzu\b) | spricht fur | halt den kontakt |
    kummert sich\b.{0,40}\bum | ist\b.{0,20}\b(?:zustandig|verantwortlich) | hat das letzte wort |
    entscheidet\b(?! sich) | hat das sagen | zeichnet (?:alles|alleine?) | unterschreibt (?:alles|immer|alleine?) |
    fuhrt (?:die|das|den)\b.{0,30}\b(?:bucher|kasse|protokoll|buro|archiv|kartei|geschafte|aufsicht|betrieb) |
    macht (?:die|das|den) (?:buch|lohn|dienst|einkauf|empfang|post|abrechn)\w* |
    lleva (?:la|el|los|las)\b(?! (?:razon|contraria|voz)) | se (?:encarga|ocupa) de | dirige\b | coordina\b |
    gestiona\b | mantiene\b(?! que) | representa\b | asesora\b | preside\b | supervisa\b | administra\b |
    (?:es|esta) (?:el |la )?(?:responsable|encargad[oa]) de | esta a cargo | hace de enlace |
    (?:schliesst|sperrt) (?:die|das|den)\b.{0,30}\b(?:auf|ab|zu)\b |
    abre (?:la|el|las|los) (?:nave|almacen|oficina|verja|tienda|local|colegio|iglesia)\b |
    tiene la ultima palabra | decide\b(?! que| no) | firma (?:todo|siempre|lo que) | tiene la firma |
    sustituye a | habla por
"""
"""What somebody does whose work it is, in the present."""

LEAVING: Final = r"""
    (?:the )?end of | (?:in|at|this|next|last) (?:spring|summer|autumn|winter|year) |
    (?:in|im|en|ende|anfang|mitte|zum|fin de|finales de|on|by)(?: \d{1,2}\w{0,2}\.?(?: de)?)? {month} |
    (?:on|by|am|zum|el) \d{1,2}(?:th|st|nd|rd|\.)?(?:\x20of|\x20de)? {month} |
    (?:im|zum) (?:fruhjahr|fruhling|sommer|herbst|winter|jahresende) | ende des jahres | fin de ano |
    en (?:primavera|verano|otono|invierno)
"""
"""When somebody leaves: whoever leaves the yard at four is back tomorrow. `{month}` is the name of one."""

LEAVES: Final = r"""
    leaves (?:us|the (?:firm|company|practice|trust))(?=\W*$|[,;.]|\x20(?:on|in|at|for|by)\b) |
    (?:is leaving|will leave) (?:us|the (?:firm|company|practice|trust))\b |
    (?:is leaving|leaves|will leave|stops(?: work\w*)?|finishes)(?= (?:[\w&]+ ){0,4}(?:{leaving})\b) |
    (?:retires|is retiring|will retire|is going on leave|goes on (?:maternity|paternity|parental) leave) |
    (?:geht|gehe)\b[^.;]{0,40}\b(?:in (?:rente|pension|elternzeit|mutterschutz|karenz|(?:den )?ruhestand))\b |
    (?:hort|hore)\b(?=[^.;]{0,40}\b(?:{leaving})\b)[^.;]{0,40}\bauf(?=\W*$|[,;.]) |
    verlasst (?:uns|(?:die|das|den|unser\w*|sein\w*|ihr\w*) (?:firma|haus|verein|betrieb|unternehmen|kanzlei))\b |
    (?:aviso que |dice que |ya )?se (?:va|marcha|jubila)\b(?=[^.;]{0,40}\b(?:de la empresa|{leaving})\b) | se jubila |
    (?:deja|dejara) (?:la|el) (?:empresa|puesto|cargo|direccion|presidencia)\b
"""
"""What says behind a name that somebody is going, or will no longer be there: whoever comes after has to know."""

WHO: Final = r"""
    who (?:also |now )?{duty} | (?:que|quien) (?:tambien |ahora )?{duty} |
    (?:der|die) [^,]{3,60}\b(?:leitet|betreut|verantwortet|vertritt|berat|verwaltet|koordiniert|fuhrt)\b |
    (?:der|die) [^,]{3,60}\b(?:zustandig|verantwortlich) ist\b
"""
"""The same in a clause about whoever was just named."""

LEADS: Final = r"""
    (?:is|are) | (?:ist|sind) | (?:es|son)
"""
"""What stands between a role and whoever has it: 'Our contact in the lab is Olga Petrov'."""

THROUGH: Final = r"""
    (?:goes|go|passes|has to go|have to go|runs) (?:through|via) |
    (?:run|led|chaired|headed|looked after|handled|managed|overseen|supervised) by |
    (?:leitet|betreut|verantwortet|vertritt|berat|verwaltet|koordiniert|organisiert) |
    (?:lo|la|los|las) (?:lleva|coordina|gestiona|dirige|atiende) |
    (?:lauft|laufen|geht|gehen) (?:\w+ ){0,3}uber | (?:pasa|pasan) (?:todo )?(?:por|a traves de)
"""
"""What says before a name that a matter is theirs: 'All bills go through Sven Holt', 'Seitdem leitet Frau Lang …'."""

PRONOUN: Final = r"^(?:(?:he|she|er|sie|el|ella)\b(?: also| auch| tambien)? )"
"""How a sentence begins that goes on about whoever the one before it names."""

PROMISES: Final = r"""
    (?:has |have |had )?(?:promised|undertaken|undertook|pledged)(?: us| me)? (?:to|that)\b |
    (?:has |have |had )?promised (?:us|me)\b | (?:has |have )?committed (?:(?:him|her)self )?to \w+ |
    (?:has )?(?:gave|given) (?:us|me) (?:his|her|their) word\b |
    (?:hat|habe|haben) (?:(?:uns|mir|es|fest|auch)\b ?){0,3},? ?(?:zugesagt|versprochen|zugesichert)\b |
    hat (?:uns|mir)\b.{0,100}\b(?:zugesagt|versprochen|zugesichert)\b |
    (?:verspricht|versprach|sagte?)(?: uns| mir)\b.{0,80}(?:\bzu\b|,) | sagt\b.{3,80} zu$ |
    (?:hat )?sich (?:dazu )?verpflichtet\b | verpflichtet sich\b |
    (?:nos|me) (?:ha |habia )?promet\w+ | (?:ha |habia )?promet(?:io|ido|e) (?!al? ) ?\w+ |
    se (?:ha )?compromet\w+ a\b
"""
"""How somebody with a name, or 'he' or 'she', gave their word to whoever writes: not to others."""

SOMEBODY: Final = r"""
    \b(?:i|me|my|we|us|our|you|your|he|him|his|she|her|they|them|their|everybody|everyone|nobody|no one|who|whoever)\b |
    \bplease\b |
    \b(?:ich|mir|mich|mein\w*|wir|uns|unser\w*|sie|ihr\w*|ihnen|er|ihm|ihn)\b |
    \b(?:sein(?:e[mnrs]?)?|jeder|alle|niemand|wer|bitte)\b |
    \b(?:yo|me|mi|mis|nos|nuestr[oa]s?|le|les|lo|se|su|sus)\b |
    \b(?:ella|ellos|ellas|usted|ustedes|te|tu|todos|nadie|quien|por favor)\b |
    \b(?:the|our|their) (?:\w+ )?(?:client|customer|board|committee|council|team|staff)\b |
    \b(?:der|die|den|dem) (?:\w+ )?(?:kunden?|kundin|vorstand|verein|team|familie)\b |
    \b(?:el|la|los|las) (?:\w+ )?(?:clientes?|clienta|junta|consejo|equipo|familia)\b
"""
"""Whoever might like or want something; an order to nobody in particular names none of these."""

FORMALITIES: Final = r"""
    ^(?:the |our )?(?:minutes|agenda)\b.{0,60}\b(?:approved|accepted|adopted|agreed|confirmed|passed) |
    ^(?:das |die )?(?:protokoll|niederschrift|tagesordnung)\b.{0,60}\b(?:genehmigt|angenommen|verabschiedet) |
    ^(?:el acta|las actas|el orden del dia)\b.{0,60}\b(?:aprueba|aprob|acept)\w* |
    ^se aprueba\w* (?:el acta|el orden del dia)\b
"""
"""What every meeting begins with, and is nobody's acceptance of any work."""

ALL_WORK: Final = r"""
    \b(?:everything|all) that (?:is|was|has been) (?:delivered|handed over)\b |
    \balles,? was (?:geliefert|ubergeben|abgegeben)\b | \btodo lo (?:entregado|que se entreg\w+)\b
"""
"""All that is delivered, whatever it is: what is said of it tells of no piece of work."""

FRIENDS: Final = r"""
    \b(?:is|are|was) (?:an? |the )?(?:(?:good|old|close) )?friends? of\b |
    \b(?:ist|sind|war) (?:eine? )?(?:(?:gute|alte)[rn]? )?freund(?:in|e)? (?:von|der|des)\b |
    \b(?:es|son|era) (?:una? |muy )?amig[oa]s? (?:de|del)\b
"""
"""Whose friend somebody is, which is nobody's office."""

WHILE: Final = r"""
    \b(?:seit|desde|since) (?:dem |el |la |the )?\w+\b
"""
"""A while that stands between 'is' and the role: 'ist seit Mai die neue Leiterin'."""

FURTHER: Final = r"""
    \b(?:of|for|with|by|at|in|on|to|from|about|near|mit|bei|beim|von|vom|fur|im|zum|zur|auf|des)\b.* |
    \b(?:con|para|por|en|del|de)\b.* | ^\W*\w+ing (?:the|an?|our|his|her|their|my|for|with|on)\b.*
"""
"""What follows is about somebody else: 'is waiting for the plumber', 'a friend of the director'."""
