"""The words by which documents are understood, in English, German and Spanish: data, and nothing else.

Terms are written as people write them and compared folded (lower case, no accents). `*` stands for any further
letters of the same word, which German compounds need (`*risik*`). A term of several words has to stand as such.
"""

from __future__ import annotations

from typing import Final

FINISHED: Final = """
    cleared | fixed | repaired | corrected | made good | repariert | geklart | nachgebessert | reparado | reparada |
    corregido | corregida | arreglado | arreglada | solucionado | solucionada |
    done | all done | already done | finished | completed | closed | resolved | dealt with | remedied | rectified |
    erledigt | bereits erledigt | abgeschlossen | fertig | behoben | beseitigt | geschlossen | hecho | hecha |
    ya hecho | terminado | terminada | cerrado | cerrada | resuelto | resuelta | subsanado | subsanada | finalizado |
    finalizada
"""
"""Words that close an item in whatever column."""

CLOSED: Final = f"""
    {FINISHED} |
    erl | attended to | taken care of | installed | fitted | carried out | implemented | achieved | cleaned up |
    lifted | written off | discharged | signed off | no action needed | nothing to do | over and done |
    abgearbeitet | ausgefuhrt | durchgefuhrt | umgesetzt | erfolgt | gemacht | getan | schon erledigt | alles
    erledigt | abgestellt | eingebaut | montiert | entfernt | aufgehoben | abgenommen | freigegeben | vom tisch
    | uberwiesen | kein bedarf | realizado | realizada | ejecutado | ejecutada | efectuado | efectuada |
    solventado | solventada | atendido | atendida | concluido | concluida | acabado | acabada | cumplido |
    cumplida | instalado | instalada | retirado | retirada | tramitado | tramitada | cobrado | cobrada | abonado
    | abonada | ya esta | todo hecho | nachgetragen | nachgereicht | eingetragen | ersetzt | ausgetauscht |
    korrigiert | berichtigt | beantwortet | gekundigt | geloscht | umgestellt | replaced | answered | deleted |
    removed | sustituido | sustituida | contestado | contestada | actualizado | actualizada | borrado | borrada
    | aclarado | aclarada | complete | solved | cancelled | canceled | dropped | filed | submitted | sent |
    handed in | handed over | delivered | lodged | settled | sorted | signed | renewed | returned | collected |
    transferred | ok | archived | obsolete | void | withdrawn | superseded | passed | met | eingereicht |
    abgegeben | versandt | verschickt | gesendet | ubergeben | unterschrieben | beglichen | verlangert |
    hinfallig | storniert | uberholt | ubertragen | zuruckgegeben | durch | i. o | in ordnung | presentado |
    presentada | enviado | enviada | entregado | entregada | firmado | firmada | renovado | renovada | devuelto
    | devuelta | anulado | anulada | listo | lista | liquidado | liquidada | traspasado | archivado | no longer
    needed | shipped | paid | yes | x | gelost | entfallt | entfallen | bezahlt | ja | completado | completada |
    cancelado | pagado | pagada | si
"""
"""Words that close an item in a column of states: those, and more."""

ASSENTS: Final = "yes | x | ok | ja | si | met | durch | lista | passed | void | i. o"
"""Words that close an item only in a column of states."""

SETTLED: Final = """
    paid | settled | cleared | cancelled | canceled | closed | done | terminated | withdrawn | void | written off |
    not renewed | not to be renewed | bezahlt | beglichen | uberwiesen | storniert | gekundigt | erledigt |
    abgeschlossen | beendet | hinfallig | entfallt | pagado | pagada | cobrado | cobrada | abonado | abonada |
    liquidado | liquidada | anulado | anulada | cancelado | cancelada | cerrado | cerrada | rescindido | rescindida
"""
"""States of what is paid, or was given up: its day asks for nothing any more."""

OVER: Final = """
    expired | lapsed | ended | run out | ran out | has ended | has expired | over | no longer valid | terminated |
    abgelaufen | bereits abgelaufen | ausgelaufen | beendet | verjahrt | erloschen | nicht mehr gultig | vorbei |
    caducado | caducada | expirado | expirada | extinguido | extinguida | prescrito | prescrita | agotado | agotada |
    ya vencido | ya vencida | sin vigencia
"""
"""States of what ran until a day that is past."""

ACCEPTED_STATES: Final = """
    accepted | approved | signed off | signed by | countersigned | adopted | freigegeben | abgenommen | genehmigt |
    angenommen | gegengezeichnet | unterschrieben | unterzeichnet | verabschiedet | aprobado | aprobada | aceptado |
    aceptada | firmado | firmada | conforme | visto bueno | recibido conforme | validado por | validada por
"""
"""How the state of what was handed over begins, where somebody accepted it."""

FALLS_DUE: Final = """
    before | by | until | due | next | again | expires | runs out | renew* | no later than | latest |
    vor | bis | spatestens | fallig | nachste* | erneut | wieder | lauft | ablauf* | verlanger* |
    antes de* | hasta | vence* | caduca* | proxim* | de nuevo | volver a | otra vez | renov* | a mas tardar
"""
"""Words beside a day by which something is to be done."""

SCHEDULE_NAMES: Final = """
    schedule | timetable | time plan | timeline | programme of works | works programme | project plan | planner |
    forthcoming | upcoming | ahead | look ahead | terminplan* | *terminplan | zeitplan* | bauzeitenplan* | ablaufplan* |
    bauablauf* | vorschau | cronograma | programacion | calendario de obra | plan de obra | agenda de obra
"""
"""Names of lists of what is to happen when."""

OPEN_STATES: Final = """
    open | in hand | in progress | pending | outstanding | not started | to do | waiting | on hold | ongoing |
    offen | in arbeit | in bearbeitung | ausstehend | noch offen | begonnen | wartet | zuruckgestellt |
    abierto | abierta | pendiente | en curso | en proceso | en tramite | sin empezar | parado | parada | a la espera
"""
"""States of what is not done."""

NOTHING: Final = """
    none | nothing | n/a | na | nil | no | nothing open | none known | none open | no open items | none at present |
    not applicable | nothing outstanding |
    keine | keiner | nichts | entfallt | keine offenen punkte | keine bekannt | nichts offen | k. a |
    derzeit keine |
    ninguno | ninguna | nada | ningun | sin pendientes | no hay | no aplica | ninguno conocido | nada pendiente
"""
UNSAID: Final = """
    tbd | tbc | to be confirmed | to be defined | unknown | unclear | ? | ?? | - | \u2013 | \u2014 | unbekannt | offen |
    unklar | por definir | desconocido | … | ...
"""
MONTHS: Final = """
    january jan januar janner jan enero ene | february feb februar febrero | march mar marz maerz marzo |
    april apr abril abr | may mai mayo | june jun juni junio | july jul juli julio | august aug agosto ago |
    september sep sept septiembre setiembre | october oct oktober okt octubre | november nov noviembre |
    december dec dezember dez diciembre dic
"""
"""The names of the twelve months, in order."""
MONTH_WORDS: Final = "|".join(sorted(MONTHS.replace("|", " ").split()))
AS_OF: Final = """
    as of | as at | status | state | updated | last updated | date | stand | per | datum | aktualisiert | zuletzt |
    situacion | estado | fecha | actualizado | a fecha | al dia | version
"""
"""Words beside a day that only say of when a list is."""

TIMES: Final = rf"""
    \d{{1,4}}[./-]\d{{1,2}}\b | \b(?:19|20)\d\d\b |
    \b(?:{MONTH_WORDS})\b |
    \b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b |
    \b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)s?\b |
    \b(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)s?\b |
    \b(?:spring|summer|autumn|winter|easter|christmas|fruhjahr|fruhling|sommer|herbst|ostern|weihnachten)\b |
    \b(?:primavera|verano|otono|invierno|semana santa|navidad)\b |
    \b(?:day|week|fortnight|month|quarter|year|season)s?\b | \b(?:tag|woche|monat|quartal|jahr)(?:e|en|es|s)?\b |
    \b(?:dia|semana|quincena|mes|meses|trimestre|ano|temporada)s?\b |
    \b(?:until|till|before|by|due|deadline|expires?|renew\w*|annual\w*|monthly|weekly|every)\b |
    \b(?:bis|vor|spatestens|fallig|frist|jahrlich|monatlich|wochentlich|ablauf\w*)\b |
    \b(?:hasta|antes|vence\w*|caduca\w*|plazo|anual\w*|mensual\w*|cada)\b
"""
"""Words for a time."""

BESIDE_DAYS: Final = r"""
    in | on | at | of | from | to | since | the | no | later | than | latest | earliest | about | around | approx |
    and | ends | runs out | early | mid | late | end | beginning | start | first | last | next | then | again | after |
    notice | mon | tues? | wed | thu(?:rs?)? | fri | sat | sun | noon | midnight | morning | evening | o'?clock | am |
    pm | h | \d+(?:st|nd|rd|th) | planned | provisional | expected | confirmed | tbc | today | yesterday | tomorrow |
    months' | im | zum | zur | vom | von | seit | den | dem | der | des | die | das | und | nach | ca | etwa | um |
    uhr | anfang | mitte | ende | beginn | erste[nrs]? | letzte[nrs]? | nachste[nrs]? | wieder | dann | mo | di | mi |
    do | fr | sa | so | mittags? | morgens | abends | kw | geplant | voraussichtlich | bestatigt | vorlaufig | heute |
    gestern | morgen | lauft | endet | ab | el | la | los | las | en | a | al | de | del | desde | hacia | sobre |
    aprox | y | mas | tardar | principios | mediados | finales | primero | ultim[oa] | proxim[oa] | despues | lun |
    mie | jue | vie | sab | dom | horas? | hrs? | mediodia | manana | previst[oa] | confirmad[oa] | hoy | ayer |
    termina
"""
"""Small words beside a day, which say no more than when it is."""

TITLE_WORDS: Final = """
    log list register overview project plan notes document report current final version of client account our us team
    sheet table matrix tracker summary status liste register ubersicht projekt plan notizen dokument bericht aktuell
    version protokoll tabelle lista registro resumen proyecto plan notas documento informe actual version tabla
"""
"""Words of a document's title that say nothing about its topic."""

LOST: Final = """
    not taken up | never taken up | not proceeded with | did not proceed | not proceeding | not pursued | not placed |
    not awarded | not accepted | not ordered | not commissioned | not signed | turned down | refused | unsuccessful |
    went elsewhere | gone elsewhere | came to nothing | fell through | no deal | shelved | withdrew | dead |
    nicht beauftragt | nicht erteilt | nicht erhalten | nicht zustande* | nicht angenommen | nicht weiterverfolgt |
    nicht verfolgt | nicht bestellt | nicht abgeschlossen | kein auftrag | kein zuschlag | auftrag verloren |
    entfallen | gescheitert | verworfen | fallengelassen | fallen gelassen | zerschlagen | aufgegeben |
    anderweitig vergeben | no contratado | no contratada | no adjudicado | no adjudicada | no aceptado | no aceptada |
    no encargado | no encargada | no prospero | no salio | sin encargo | sin adjudicar | desestimado | desestimada |
    denegado | denegada | desistido | desistida | abandonado | abandonada | anulado | anulada | fallido | fallida |
    lost | cancelled | canceled | abandoned | declined | rejected | dropped | no go | no-go | not won | withdrawn |
    closedlost | verloren | abgesagt | storniert | abgelehnt | zuruckgezogen | absage | nicht gewonnen | geplatzt |
    perdido | perdida | cancelado | cancelada | rechazado | rechazada | descartado | descartada | no ganado | caido |
    disqualified
"""
URGENT: Final = """
    high | urgent | critical | blocker | highest | p1 | p0 | hoch | dringend | kritisch | sehr hoch | alta |
    urgente | critica | critico | muy alta
"""

STOP_WORDS: Final = """
    a an the and or but of to in on at by for with from as is are was were be been it its this that these those
    there their they we our us you your he she his her i will would has have had do does did not no so if then than
    into per via der die das den dem des ein eine einen einem einer eines und oder aber von zu zum zur im am auf bei
    mit fur aus als ist sind war waren wird werden wurde wurden hat haben hatte es er sie wir ihr ihre ihrem ihren
    unser unsere nicht kein keine wenn dann auch noch nach bis durch uber dass el la los las un una unos unas y o
    pero de del al en con por para sin son era eran ser fue ha han se su sus lo le les que nuestro nuestra como si
"""
"""Words that carry no meaning by themselves."""
