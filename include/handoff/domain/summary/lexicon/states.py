"""The words of states, in tables and beside items, in English, German and Spanish: data, and nothing else."""

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
    cancelado | pagado | pagada | si | liegt vor | eingegangen | erhalten | received | recibido | recibida | pass |
    correcto | korrekt | bestanden | verified | verifiziert | verificado
"""
"""Words that close an item in a column of states: those, and more."""

ASSENTS: Final = "yes | x | ok | ja | si | met | durch | lista | passed | void | i. o"
"""Words that close an item only in a column of states."""

SHORT_ASSENTS: Final = "y j s si yes ja ok x true"
"""What people type below a heading that asks whether something is done."""

DENIALS: Final = (
    "no | n | not yet | nein | noch nicht | todavia no | aun no | half | halb | a medias | teilweise | partly"
)
"""What people answer to such a heading where it is not done."""

ASKED_DONE: Final = "tick | check | cierre | abgehakt | erledigung | haken | answer | antwort | respuesta | completed"
"""Headings of columns that say whether something is done, beside the words for that."""

PAID: Final = """
    paid | settled | cleared | done | received | released | bezahlt | beglichen | uberwiesen | erledigt | eingegangen |
    ausgezahlt | pagado | pagada | cobrado | cobrada | abonado | abonada | liquidado | liquidada | liberado | liberada
"""
"""States of what is paid: its day asks for nothing any more, unless it comes again every month or year."""

DROPPED: Final = """
    dropped | discarded | not pursued | not doing it | won't do | will not do | wird nicht gemacht | no se hace |
    turned down | abandoned | verworfen | nicht weiterverfolgt | nicht verfolgt |
    fallen gelassen | zuruckgezogen | gestrichen | descartado | descartada | desestimado | desestimada | retirado |
    retirada
"""
"""States of what nobody is going to do; what somebody else rejected is still to be dealt with."""

ANSWERED: Final = """
    accepted | signed | denied | rejected | declined | angenommen | unterschrieben | abgelehnt | beauftragt | aceptado |
    aceptada | firmado | firmada | rechazado | rechazada
"""
"""States of a quote that was taken or turned down; 'approved' is the word of the firm's own superiors."""

UNSENT: Final = """
    draft | pending approval | needs review | in review | entwurf | in prufung | borrador | en revision
"""
"""States of a quote that has not left the house."""

GIVEN_UP: Final = """
    cancelled | canceled | closed | terminated | withdrawn | void | written off | not renewed | not to be renewed |
    storniert | gekundigt | abgeschlossen | beendet | hinfallig | entfallt | anulado | anulada | cancelado | cancelada |
    cerrado | cerrada | rescindido | rescindida
"""
"""States of what was given up, or is over: its day asks for nothing any more."""

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

_WORK: Final = """
    order deliver install sign return receiv start finish complet test check agree approv confirm repair fix replac
    collect submit issu invoic bill updat resolv answer repli book schedul connect fit decid settl mend transferr migrat
    clear upload publish regist register suppli prepar arrang assign implement document archiv shipp review
"""
"""What is done to things as work, without '-ed'; what is not damaged, or not locked on Sundays, is not left undone."""

NOT_DONE: Final = rf"""
    \b(?:not yet|still not|yet to be) (?:\w+ )?\w+ed\b | \bnot \w+ed (?:\w+ ){{0,2}}(?:yet|still)\b |
    \bnot (?:{"|".join(_WORK.split())})ed\b |
    \bnot (?:yet )?(?:begun|done|sent|made|written|built|bought|paid|there|found|given|drawn|known|out)\b |
    \b(?:still|yet) (?:\w+ ){{0,2}}(?:open|missing|short|outstanding|pending|needed|wanted)\b |
    \b(?:still|yet) to (?:be|come|do|go)\b | \bwait(?:s|ing)? (?:for|on|until)\b | \bawait(?:s|ing|ed)?\b |
    \bto be (?:\w+ed|done|sent|made|written|built|bought|found|drawn|chosen)\b |
    \b(?:open|missing|outstanding|pending|overdue|unsigned|unfinished|in progress|in hand)$ |
    \bnoch (?:nicht|offen|kein\w*|ausstehend|in arbeit|zu \w+n)\b | \bfehl(?:t|en)\b |
    \b(?:wartet|warten) (?:noch )?auf\b | \b(?:steht|stehen)\b.*\baus$ |
    \bnicht ge(?:liefert|stellt|macht|schickt|sendet|baut|funden|zahlt|klart|pruft|kauft|tan|testet|meldet|ordert)\b |
    \bnicht ge(?:bucht|schrieben|bracht|geben|troffen|nehmigt)\b | \bnicht (?:\w+ ){{0,2}}fertig\b |
    \bnicht (?:\w*begonnen|angefangen|erledigt|bestellt|\w+schrieben|verschickt|versandt)\b |
    \b(?:offen|ausstehend|fehlend|in arbeit|unerledigt)$ |
    \bsin (?!embargo|usar|contar)\w+[aei]r\b | \bpendientes?\b | \bfaltan?\b | \b(?:aun|todavia) (?:no|sin|falta)\b |
    \b(?:a la|en) espera\b | \besperan(?:do)?\b | \bespera (?:a|al|el|la|los|las|un|una)\b | \bpor \w+[aei]r$ |
    \bno (?:esta|estan) (?:hech|empezad|termin|list|firmad)\w* | \b(?:en curso|a medias)$
"""
"""How a remark says that something is not done: regular expressions as in phrases.py."""

VERDICTS: Final = """
    granted | awarded | refused | rejected | declined | approved | accepted | successful | unsuccessful | won | lost |
    yes | no | bewilligt | zugesagt | abgelehnt | genehmigt | angenommen | erteilt | verweigert | ja | nein |
    concedido | concedida | denegado | denegada | rechazado | rechazada | aprobado | aprobada | aceptado | aceptada | si
"""
"""What somebody answered to a request: the state of that, and nothing that was decided here."""

OPEN_STATES: Final = """
    open | in hand | in progress | pending | outstanding | not started | to do | waiting | on hold | ongoing |
    offen | in arbeit | in bearbeitung | ausstehend | noch offen | begonnen | wartet | zuruckgestellt |
    abierto | abierta | pendiente | en curso | en proceso | en tramite | sin empezar | parado | parada | a la espera
"""
"""States of what is not done."""

NOTHING: Final = """
    none | nothing | n/a | na | nil | no | nothing open | none known | none open | no open items | none at present |
    not applicable | nothing outstanding |
    keine | keiner | nichts | nein | entfallt | keine offenen punkte | keine bekannt | nichts offen | k. a |
    derzeit keine |
    ninguno | ninguna | nada | ningun | sin pendientes | no hay | no aplica | ninguno conocido | nada pendiente
"""

NOTHING_TO: Final = r"""
    nothing (?:left|more|else|to|for|on)\b(?!.*\b{awaited}\b) | nichts (?:mehr|weiter|zu)\b(?!.*\b{awaited}\b) |
    nada (?:mas|por|que)\b(?!.*\b{awaited}\b)
"""
"""How a cell begins that says that nothing is left to do: regular expressions as in phrases.py. A word of AWAITED
stands for `{awaited}`.
"""

AWAITED: Final = "yet | until | till | unless | bis | bisher | noch | solange | hasta | todavia | aun | mientras"
"""Words that say that something is still to come."""

UNSAID: Final = """
    tbd | tbc | to be confirmed | to be defined | unknown | unclear | ? | ?? | - | \u2013 | \u2014 | unbekannt | offen |
    unklar | por definir | desconocido | … | ...
"""

CARRIED: Final = f"""
    {FINISHED} |
    delivered | handed over | handed back | transferred | moved on | left | ended | wrapped | archived |
    shipped | concluded | fulfilled | invoiced | paid | won | expired |
    geliefert | ausgeliefert | ubergeben | ubergabe | beendet | archiviert | ausgelaufen | gewonnen | abgerechnet |
    bezahlt | abgenommen | entregado | entregada | traspasado | traspasada | archivado | archivada | concluido |
    concluida | ganado | ganada | facturado | facturada | cobrado | cobrada | vencido | vencida
"""
"""Stages of deals that were carried through, whatever their pipeline says of their chances."""

LOST: Final = """
    not taken up | never taken up | not proceeded with | did not proceed | not proceeding | not pursued | not placed |
    not awarded | not instructed | not accepted | not ordered | not commissioned | not signed | turned down |
    refused | unsuccessful |
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

CALLED_OFF: Final = """
    cancelled | canceled | called off | abgesagt | entfallt | fallt aus | storniert | cancelado | cancelada |
    anulado | anulada | suspendido | suspendida | rescheduled | postponed | verschoben | vertagt | aplazado | aplazada |
    pospuesto | pospuesta
"""
"""What says of a meeting that it is not held, or not on its day."""
