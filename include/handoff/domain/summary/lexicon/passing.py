r"""What is said in passing, in English, German and Spanish: data only.

Regular expressions as in phrases.py, over folded text; `{name}` stands for the alternatives of BLOCKS. What is said in
passing is claimed beside whatever else its sentence is about, so a pattern names both sides of the matter: a liking and
a way of writing, a bill's number and that it is unpaid, a system and a right in it.
"""

from __future__ import annotations

from typing import Final

BLOCKS: Final = {
    "channel": r"""
        paper | post | courier | fax | texts? | text message | phone | telephone | e-?mails? | letters? | tickets? |
        print | printed | pdf | whatsapp | writing | person | voice notes? | video | hard copy
    """,
    "from": r"""
        above | over | up to | below | under | beyond | from | uber | bis(?: zu)? | ab | unter | hasta |
        por encima de | mas de | superior(?:es)? a | a partir de | por debajo de
    """,
    "weekday": r"(?:mon | tues | wednes | thurs | fri | satur | sun)day",
    "hour": r"""
        \d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)?(?! ?(?:days|weeks|months|years|hours|may|june|july|%)) | six | seven |
            eight |
        nine | ten | eleven | noon | lunch | breakfast
    """,
    "wants": r"""
        wants? | prefers? | likes? | hates? | insists? on | expects? | asks? for | (?:would | should)(?: much)?\x20
        (?:sooner | rather | like | prefer) | 'd (?:sooner | rather | prefer)
    """,
    "kanal": r"""
        papierform | papier | post | brief\w* | fax | sms | telefon | telefonisch | e-?mails? | mails? | schriftlich |
        ausgedruckt | gedruckt | personlich | mundlich | sprachnachricht\w* | anruf\w* | whatsapp | pdf | anhang\w* |
        kurier
    """,
    "wochentag": r"(?:montag | dienstag | mittwoch | donnerstag | freitag | samstag | sonntag)s",
    "stunde": r"""
        (?:halb )?(?:sieben | acht | neun | zehn | elf | zwolf | zwei | drei | vier | funf | sechs |
        \d{1,2}(?:[:.]\d\d)?(?: uhr))
    """,
    "canal": r"""
        papel | impres[oa]s? | por escrito | en persona | audios? | llamadas? | por telefono | correos? | cartas? |
        whatsapp | pdf | adjuntos | fax | mensajes? | mensajero
    """,
    "dia": r"(?:lunes | martes | miercoles | jueves | viernes | sabados? | domingos?)",
    "system": r"""
        hub | portal | dashboard | account | workspace | drive | forum | wiki | repo | repository | mailbox | crm |
        platform | plattform | app | console | server | vpn | sharepoint | tenant | intranet | domain | subscription |
        konto | postfach | ablage | system | software | panel | plataforma | sistema | cuenta | buzon | servidor |
        repositorio | dominio | aplicacion
    """,
    "right": r"""
        viewers? | editors? | admin\w* | owners? | readers? | read-only | guests? | users? | (?:edit | read |
            write)\x20
        (?:rights | access) | prufer\w* | leser\w* | leserecht\w* | schreibrecht\w* | redakteur\w* | benutzer\w* |
        permisos? | lector\w* | usuari\w+ | editor\w*
    """,
    "dated": r"""
        {edition} |
        \b(?:on | on the | am | el | vom) (?:(?:mon | tues | wednes | thurs | fri)day | \d{1,2}(?:st | nd | rd | th)?
            (?: of)? [a-z]{3,9}\b | \d{1,2}\.\x20?(?:[a-z]{3,9} | \d{1,2}\.) | \d{1,2} de [a-z]+ |
            [a-z]{3,9} \d{1,2}\b |
            (?:montag | dienstag | mittwoch | donnerstag | freitag | lunes | martes | miercoles | jueves | viernes))
    """,
    "edition": r"""
        \b(?:version | issue | edition | revision | rev\.? | release | fassung | ausgabe | auflage | stand | edicion |
        emision)\x20(?:n[ro]?\.? )?(?:\d | [a-z]\b)
    """,
    "few": r"""
        two | three | four | five | six | eight | ten | fifteen | twenty | zwei | drei | funf | zehn | dos |
            cinco | diez
    """,
}

PASSING: Final = (
    ("PREFERENCE", r"""
        \b{wants}\b.{0,60}\b(?:on | in | by | via | as | over) (?:a |an |the )?{channel}\b |
        \b{wants}\b.{0,40}\b(?:a )?(?:text | call | chat | letter | note | mail)
            \x20(?:than | to | rather than | over | instead of) (?:a |an |the )?\w+ |
        \b(?:should | would) like\b.{3,80}\b(?:in a (?:form | format) | editable | not an? \w+$) |
        ^(?:please |always |only |never |better |best |just )*(?:send | write | give | text | ring | call | phone |
            mail | email | catch | reach | tell) (?:to )?(?:him | her | them)\b.{0,60}\b(?:
            (?:by | on | in) (?:a )?{channel} | (?:before | after | between | not before) {hour} | on {weekday}s |
            at home | in the (?:morning | afternoon)s?) |
        ^text (?:him | her | them)\b |
        \bgo through (?:his | her | their) (?:pa | secretary | assistant | office | deputy)\b |
        \b(?:do not | don't | does not | doesn't | never | won't | hardly | rarely) (?:ever )?(?:reads? | opens? |
            answers? |
            looks? at | checks?) (?:his |her |their |any |my )?(?:attachments? | e-?mails? | letters? | messages? |
            pdfs? |
            phone | voicemail | long \w+)\b |
        \breads?\b.{0,40}\b(?:only | nothing (?:longer | but) | on (?:his | her | their | the) phone | on paper)\b |
        \bonly reads\b |
        \b(?:he | she | they | is | are) [^,;]{0,40}\b{weekday} (?:to | till | through | and) {weekday}\b |
        \b(?:nothing | never | not | no calls?) on {weekday}s\b | \bonly (?:in |there |here )?on {weekday}s\b |
        \b(?:i | he | she) (?:will )?retires? | \b(?:is | am) (?:retiring | going on (?:maternity |
            parental) leave)\b |
        \b(?:will | mochte | wunscht | bevorzugt | verlangt)\b.{0,40}\b(?:alles | nur | immer | nichts |
            lieber)\b.{0,30}
            \b{kanal}\b |
        \b(?:liest | beantwortet | offnet | nimmt)\b.{0,40}\b(?:nur | nie | keine? | lieber)\b.{0,30}\b{kanal}\b |
        \bam liebsten\b.{0,40}\b{kanal}\b | \bnicht ans telefon\b | \b{wochentag} (?:bitte )?(?:nicht | nie |
            kein\w*)\b |
        \b(?:ist | kommt | arbeitet) (?:\w+ )?nur {wochentag}\b | \bnur {wochentag} (?:da | im haus | erreichbar)\b |
        \b(?:vor | nach | ab | erst ab) {stunde}\b.{0,40}\b(?:nicht erreichbar | erreichbar | anrufen |
            ans telefon)\b |
        \bgeht\b.{0,30}\bin (?:rente | pension | elternzeit | den ruhestand)\b |
        \b(?:quiere | prefiere | exige | pide)\b.{0,30}\b(?:todo | siempre | solo | nada | mejor |
            que)\b.{0,30}\b{canal}\b |
        \b(?:lee | contesta | abre | revisa | responde)\b.{0,30}\b(?:solo | nunca | siempre)\b.{0,20}\b{canal}\b |
        \brevisa\b.{0,40}\ben papel\b | \bmejor (?:un |una |por |en )?{canal}\b |
        ^nada de (?:{canal} | {dia} | reuniones)\b |
        \b(?:atiende | contesta | coge | esta)\b.{0,40}\b(?:a partir de | despues de | antes de) las?\b |
        \b(?:llamadl[ae] | llamarl[ae] | llamala | llamale)\b.{0,30}\b(?:a partir de | despues de | antes de) las?\b |
        \bse jubila\b |
        \b(?:nunca|no) se (?:le|la|lo|les) (?:escrib|llam|mand|envi)\w+ | \bse (?:le|la|lo) (?:llama|escribe)\b.{0,30}
            \b(?:antes|despues|a partir) de\b | \bllama(?:d|n)? (?:antes|despues|a partir) de las?\b |
        \b(?:never|do not|don't) (?:write to|e-?mail|phone|ring|call|text) (?:him|her|them)\b |
        \b(?:ihn|ihm|ihr) (?:nie|niemals|nicht|nur) (?:an)?(?:schreib|ruf|mail)\w* |
        \b(?:schreib|ruf)\w* (?:ihn|ihm|ihr) (?:nie|niemals|nicht|nur)\b
    """),
    ("PERSON", r"""
        \b(?:decides | signs | approves | authori[sz]es | (?:may | can) (?:spend | sign | approve | decide))\b
            .{0,40}\b{from}\W{0,4}\d |
        \b{from}\W{0,4}\d.{0,40}\b(?:decides | signs | approves | authori[sz]es)\b |
        \b(?:entscheidet | unterschreibt | genehmigt | zeichnet)\b.{0,40}\b{from}\W{0,4}\d |
        \b{from}\W{0,4}\d.{0,60}\b(?:entscheidet | entscheiden | unterschreibt | genehmigt | zeichnet)\b |
        \b(?:decide | firma | autoriza | aprueba | puede (?:gastar | firmar | decidir))\b.{0,40}\b{from}\W{0,4}\d |
        \b{from}\W{0,4}\d.{0,40}\b(?:decide | firma | autoriza | aprueba)\b |
        \b(?:my | his | her | their) last (?:working )?day (?:is | will be | with us)\b |
        \b(?:i am | i'm) leaving (?:us | the (?:firm | company | practice) | at the end of | in)\b |
        \bich (?:verlasse (?:die firma | das haus | den betrieb | den verein) |
            gehe in (?:rente | pension | elternzeit | mutterschutz | karenz))\b |
        \bdejo (?:la empresa | el puesto | la direccion | el cargo)\b | \bme (?:jubilo | marcho de)\b |
        \b(?:mein | sein | ihr) letzter (?:arbeits)?tag (?:ist | wird)\b | \b(?:mi | su) ultimo dia (?:es | sera)\b |
        \b(?:la | lo) (?:reemplaza | sustituye | releva)\b |
        ^(?:quien )?(?:manda | decide | firma) (?:es )?(?:(?:el | la | don | dona)\x20)?[a-z]+\W*$
    """),
    ("COMMITMENT", r"""
        \b(?:i | we)(?:'ve| have)? (?:said |
            told (?:\w+ ){1,2}| assured (?:\w+ ){1,2})(?: ?,? ?(?:that|of course|yes),?)*
            \x20?(?:that )?(?:we | i)(?:'d | 'll | would | will)?\b.{3} |
        \bi said (?:of course | yes | sure)\b | \b(?:i | we) offered to\b |
        ^we(?:'ll | will)\b.{5,80}\b(?:no charge | free of charge | unpaid | as a favour)\b |
        ^wir (?:kommen | machen | ubernehmen)\b.{5,80}\b(?:kostenlos | unentgeltlich | ohne berechnung)\b |
        \b(?:gave | given) (?:\w+ ){1,3}(?:my | our) word\b | \byou (?:had |have )?promised\b |
            \bas (?:we )?promised\b |
        \b(?:i | we)(?:'ve| have)? (?:also |already |once )?(?:promised | undertaken | undertook)\b |
        ^(?:also )?promised (?:him | her | them | the | an?)\b | ^(?:also )?promised [a-z]+ (?:an? | one | the | to |
        that)\b |
        \bi can promise (?:you | that)\b | \byou (?:said | told (?:us | me)) (?:that )?[^.;]{3,50}\bwould\b |
        ^(?:le |les )?prometi a\b | \bhe prometido\b | \b(?:me | nos) dijiste\b.{0,40}\bque\b.{0,30}\b(?:iba | iban |
        ibais)\b |
        \bpromised (?:and | but) not (?:yet )?(?:done | kept)\b |
        ^said (?:yes | of course | sure)\b | ^told (?:him | her | them) yes\b |
        \b(?:versprochen | zugesagt),? (?:und | aber) noch nicht\b | \bpromesas? (?:mias? | nuestras? | pendientes?)\b |
        \b(?:le | les | os | te) prometi\b(?! que no) | \bprometimos\b |
        \b(?:ich | wir) (?:habe | haben | hatten)\b.{0,100}\b(?:zugesagt | versprochen | zugesichert)\b |
        \b(?:zugesagt | versprochen | zugesichert) (?:habe | haben | hatten) (?:ich | wir)\b |
        \b(?:habe | haben) (?:ich | wir)\b.{0,100}\b(?:zugesagt | versprochen | zugesichert)\b |
        \bihr habt\b.{0,80}\bversprochen\b | \bsie haben uns\b.{0,80}\b(?:versprochen | zugesagt)\b |
        \bwie (?:versprochen | zugesagt | zugesichert)\b | \b(?:ich | wir) hab\w*\b.{0,30}\bgesagt, dass (?:ich |
            wir)\b |
        \b(?:le | les | te | os) (?:dije | dijimos | asegure | aseguramos)\b.{0,30}\bque (?:le |les |se |lo |la |os )*
            \w+(?:iamos | remos | ria)\b |
        \b(?:di | dimos) (?:mi | nuestra) palabra\b | \bprometiste(?:is)?\b | \bhabeis prometido\b |
        \b(?:i|we) (?:hereby )?(?:undertake|promise|commit|pledge)(?: myself| ourselves| you)? (?:to|that)\b |
        \bi promise (?:you|we|i)\b | \byou have my word\b |
        \b(?:ich|wir) (?:verspreche|versprechen|verpflichten?|sichere?n?)\b.{0,80}(?:\bzu\b|,) |
        \b(?:ich sage|wir sagen) (?:ihnen|euch|dir)\b.{3,80} zu\W*$ | \b(?:sie haben|du hast) mein wort\b |
        \b(?:me comprometo|nos comprometemos) a\b | \b(?:te|le|les|os) prometo que\b | \btienes? mi palabra\b |
        \bnos comprometimos\b | \b(?:se lo | le | les) (?:hemos | habiamos | he) (?:ofrecido | prometido)\b
    """),
    ("DELIVERABLE", r"""
        \bwithout (?:(?:a single | any) )?(?:reservations? | remarks? | qualification)\b |
        \btakes? (?:it | them | the \w+) as complete\b |
        \bto (?:our | my | their | her | his) (?:full |entire |complete )?satisfaction\b |
        \b(?:accepted | signed off | signed for) by (?!post\b | mail\b) | \bconfirm receipt of\b |
        \b(?:just | exactly) (?:what | as) (?:we | i) (?:wanted | asked for | hoped)\b |
        \bohne (?:beanstandung\w* | vorbehalt\w* | mangel) (?:\w+ )?(?:ubernommen | abgenommen | angenommen)\b |
        \bgilt als abgenommen\b | \b(?:abgenommen | quittiert) (?:von | vom | durch)\b |
        ^(?:fassung | ausgabe | version) \S+, (?:unterschrieben | freigegeben | angenommen) (?:von | vom | durch)\b |
        \bso, wie (?:wir | ich) (?:\w+ ){0,3}gewunscht\b |
        \b(?:damos | doy | dio | dieron | dan | dimos) (?:\w+ ){0,4}por (?:recibid | buen | terminad | acabad |
            entregad)\w+ |
        \bsin (?:reparos | reservas | objeciones)\b | \ba (?:nuestra | su |
            mi) (?:entera |plena |total )?satisfaccion\b |
        \b(?:accepted | approved | passed | adopted | signed | signed (?:it | them) off | signed off | took over)\b
            (?! (?:on | away | by | through | up | over | round | for)\b (?!\d)).{0,80}{dated} |
        {dated}.{0,80}\b(?:accepted | approved | passed | adopted | signed off | signed (?:it | them) off)\b |
        \b(?:abgenommen | freigegeben | gegengezeichnet | unterschrieben | verabschiedet | quittiert | angenommen)\b
            .{0,80}{dated} |
        {dated}.{0,80}\b(?:abgenommen | freigegeben | gegengezeichnet | unterschrieben | verabschiedet | quittiert |
            angenommen)\b |
        {edition}.{0,80}\b(?:received by | received | erhalten | ubernommen | entgegengenommen | recibio |
            recibieron)\b |
        \b(?:received | received by | erhielt\w* | ubernahm\w* | recibio | recibieron)\b.{0,80}{edition} |
        \b(?:acepto | aceptaron | aprobo | aprobaron | firmo | firmaron | adopto | adoptaron | aprobad[oa]s? |
            firmad[oa]s? | validad[oa]s? | visto bueno)\b
            .{0,80}{dated} |
        {dated}.{0,80}\b(?:acepto | aceptaron | aprobo | aprobaron | firmo | firmaron | adopto | adoptaron |
            aprobad[oa]s? | firmad[oa]s? | validad[oa]s? |
            visto bueno)\b |
        \b(?:aceptad | recibid)[oa]s? por (?!correo\b) | \btal (?:y )?como (?:\w+ )?(?:queriamos | pedimos)\b
    """),
    ("MONEY", r"""
        \b(?:invoices? | bills? | inv | [a-z]{2,4}-\d{2,})\b.{0,50}\b(?:not (?:been )?paid | unpaid | overdue |
            outstanding |
            days late | owing | disputed)\b |
        \b\w*(?:rechnung | note) (?:nr\.? ?)?\d{3,}.{0,60}\b(?:offen | unbezahlt | uberfallig |
            nicht (?:be)?zahlt | gemahnt)\b |
        \bfacturas? (?:n\S* )?\d{2,}.{0,60}\b(?:sin (?:cobrar | pagar) | pendientes? | impagad\w+ | vencid\w+)\b |
        \d{3}\b.{0,4}(?:plus | ex | excluding | before | zzgl\.? | zuzuglich | mas | sin) (?:vat | tax | ust |
            mwst | iva
            | mehrwertsteuer | umsatzsteuer)\b |
        \b(?:agreed | fixed | final) (?:fee | price | rate)\b.{0,30}\b\d{3,}\b |
        \b(?:vereinbart\w* | fest\w*) (?:honorar | preis)\b.{0,30}\b\d{3,}\b |
        \b(?:precio | cuota) (?:acordad | pactad)[oa]\b.{0,30}\b\d{3,}\b |
        \d{3} (?:at cost | netto | brutto)\b |
        (?:\d ?% | \b(?:\d+ | {few} | vier | cuatro) (?:per ?cent | prozent) | por ciento).{0,40}\b(?:payment |
            of the (?:fee |
            price | sum | contract) | uplift | discount | retention | des (?:honorars | preises) | rabatt | nachlass |
            skonto | de (?:la cuota | los honorarios | descuento | retencion))\b |
        \b(?:fee | fees | commission | charge | premium | surcharge | deposit | royalt\w+ |
            mark-?up)\b.{0,60}(?:\d ?% |
            per ?cent) |
        (?:\d ?% | per ?cent) (?:\w+ )?(?:commission | surcharge | deposit | mark-?up)\b |
        \b\w*(?:honorar | provision | gebuhr | aufschlag | zuschlag | pramie | anzahlung |
            kaution)\w*\b.{0,60}(?:\d ?% |
            \bprozent) |
        \b(?:comision | honorarios | recargo | prima | fianza | tarifa | anticipo)\b.{0,60}(?:\d ?% | por ciento) |
        \b(?:paid | pays | prepaid | pay)\b.{0,60}\bin advance\b | \b(?:im voraus | vorab)\b.{0,30}\b(?:be |
            ge)?zahlt\b |
        \bzahl(?:t | te | ten | en)\b.{0,60}\bim voraus\b |
        \b(?:paga | pago | pagan | pagaron | ha pagado | han pagado | pagad[oa]s?)\b.{0,60}\bpor (?:adelantado |
            anticipado)\b |
        \b(?:fee | retainer | rent | licen[cs]e | subscription | charge | rate | costs? | price)\b.{0,40}\b\d[\d.,]*
            \x20(?:a | per | each | every | for each) (?:calendar )?(?:month | year | quarter | hour | day |
            visit | week)\b |
        \b\w*(?:pauschale | honorar | miete | lizenz | gebuhr | beitrag | abo | kostet | kosten)\b.{0,40}\b\d[\d.,]*
            \x20(?:im | pro | je) (?:monat | jahr | quartal | stunde | tag | termin | woche)\b |
        \b(?:cuota | tarifa | alquiler | licencia | honorarios | iguala | cuesta | precio)\b.{0,40}\b\d[\d.,]*
            \x20(?:al | por | cada) (?:mes | ano | trimestre | hora | dia | visita | semana)\b |
        \bow(?:e | es | ed | ing)\b(?! to).{0,30}\d{3}\b | \b(?:nos | le | les) deb(?:e | en | emos)\b.{0,20}\d{3}\b |
        \b(?:schuldet | schulden | schuldig)\b.{0,40}\d{3}\b |
        \b(?:deposit | retainer | credit note | refund | discount | bond | surety | allowance |
            instalment) (?:of | for)\x20
            \d[\d.,]*\d\b(?! (?:days | weeks | months | years)) |
        \b\w*(?:kaution | anzahlung | gutschrift | rucklage | sicherheit | einbehalt | abschlag) (?:von | uber |
            in hohe von)\x20
            \d[\d.,]*\d\b(?! (?:tage\w* | wochen | monate\w* | jahre\w*)) |
        \b(?:fianza | anticipo | abono | deposito | retencion | nota de credito) de \d[\d.,]*\d\b(?! (?:dias |
            semanas |
            meses | anos | de [a-z]{4}\w+)) |
        \b(?:hold | holds | held) back\b.{0,30}(?:% | per ?cent)  |
        \b(?:einbehalten | einbehalt)\b.{0,40}(?:% | prozent) | \b(?:retien\w+ | retenid\w+)\b.{0,40}(?:% |
            por ciento) |
        \b\d+ (?:\w+ )?(?:hours | days | visits | sessions)\b.{0,20}\b(?:in advance | prepaid)\b |
        \bvorausbezahlt\w* (?:\w+ )?\d+ (?:stunden | tage\w* | termine\w*)\b |
        \b\d+ (?:horas | dias | visitas | sesiones) (?:pagadas | prepagadas)\b
    """),
    ("ACCESS", r"""
        \b(?:on | to | in) the (?:\w+ ){0,3}{system}\b.{0,30}\b(?:as | with) (?:an? )?(?:\w+ )?{right}\b |
        \b{system}\b.{0,30}\bin \w+(?: \w+)?'s name\b |
        \b(?:keep | keeps | have | has | get | gets)\b.{0,20}\b(?:log-?ins? | access)\b.{0,12}\bto\b.{0,30}\b\w |
        \bim {system} als {right} |
        \b(?:have | has | got | gets) (?:(?:a | an | your | his | her | their | own | now) )*(?:account |
            log-?in | user)
            \x20(?:on | in | to | for | with)\b |
        \b(?:(?:read(?:-only)? | edit | write | admin) (?:access | permissions? | rights) |
            full access)\b.{0,20}\b(?:to | on | in | for)\b |
        \b(?:hast | hat | haben | habt)\b.{0,30}\b(?:benutzer | zugang | konto | login | zugriff | kennung)\w*\x20
            (?:im | in | zu[mr]? | auf | fur)\b |
        \b(?:mit | hat | haben)\b.{0,20}\b(?:lese | schreib | admin)(?:recht | zugriff | zugang)\w* |
        \b(?:tiene | tienes | tienen | teneis)\b.{0,20}\b(?:usuario | cuenta | acceso | clave | contrasena)\b.{0,20}
            \b(?:en | al? | del?)\b |
        \bpermisos? de (?:lectura | escritura | edicion | administra\w+ | solo lectura)\b |
        \bhas the (?:only |master |spare )?(?:key | fob | code | card | password | log-?in)\b |
        \b(?:password | log-?in | key | code | fob)s? (?:is |are )?(?:in | with | at) (?:the | his | her | my | our)
            \x20(?:safe | vault | drawer | desk | password manager)\b |
        \bhat (?:\w+ )?(?:den | die) (?:einzige\w* )?(?:schlussel | transponder | code | karte)\b |
        \btiene (?:la | el) (?:unica? )?(?:llave | clave | codigo | tarjeta)\b |
        \b{system} (?:lauft | laufen | steht | ist) (?:\w+ )?auf \w+(?: \w+)? namen\b |
        \b(?:in | im | am) (?:der |dem )?{system}\b.{0,40}\b(?:freigeschaltet | angelegt | eingetragen)\b |
        \bdado de alta a\b.{0,40}\ben (?:el | la) {system}\b | \b{system}\b.{0,30}\ba nombre de\b
    """),
)  # fmt: skip
"""Topic, and the patterns that show it."""
